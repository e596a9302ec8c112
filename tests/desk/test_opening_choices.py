"""What the first sheet says a follow-up start opens is what the queues then hold."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from npstui.desk.opening import desk_on
from npstui.intake.follow_up import FollowUp
from npstui.intake.importer import stage_files
from npstui.intake.options import ImportOptions
from npstui.model.case import Status
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SAME = NOW - timedelta(minutes=7)

answers = st.lists(
    st.tuples(
        st.integers(0, 10),
        st.integers(0, 260 * 24).map(lambda hours: NOW - timedelta(hours=hours, minutes=7)),
        st.sampled_from(["", "c1", "c2", "c3"]),
    ),
    min_size=1,
    max_size=14,
)


def open_by_category(store: Store) -> Counter[str]:
    desk = desk_on(store, person="ann")
    found = desk.table("cases", NOW)
    rows = found.select("category", "status").rows()
    desk.close()
    closed = (Status.RESOLVED.value, Status.LAPSED.value)
    return Counter(category for category, status in rows if status not in (*closed, None))


@settings(max_examples=25, deadline=None)
@example(rows=[(7, SAME, "c1"), (0, SAME, "c1")], choice=FollowUp.AS_USUAL)
@example(rows=[(0, SAME, "c1"), (7, SAME, "c1")], choice=FollowUp.AS_USUAL)
@example(rows=[(9, SAME, "c1"), (9, SAME, "c1"), (8, SAME, "")], choice=FollowUp.EVERYTHING)
@given(rows=answers, choice=st.sampled_from(FollowUp))
def test_the_cases_counted_are_the_cases_that_open(
    rows: list[tuple[int, datetime, str]], choice: FollowUp
) -> None:
    lines = [
        f"{number},{score},{at.isoformat()},{who}" for number, (score, at, who) in enumerate(rows)
    ]
    with TemporaryDirectory() as folder, Store.create(Path(folder) / "a.nps") as store:
        file = Path(folder) / "a.csv"
        file.write_text("id,score,responded_at,customer_id\n" + "\n".join(lines) + "\n")
        options = ImportOptions()
        with stage_files(store, [file], options, actor="a", person="a", now=NOW) as staged:
            said = next(each for each in staged.choices() if each.choice is choice)
            staged.commit(choice)
        opened = open_by_category(store)
    assert (said.detractors, said.passives, said.promoters) == (
        opened["detractor"], opened["passive"], opened["promoter"],
    )  # fmt: skip
