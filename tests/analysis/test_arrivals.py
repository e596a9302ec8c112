"""What was late on arrival is what the clock of each case says, answer by answer."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.response_frames import responses

from npstui.analysis.arrivals import Arrived, arrivals, together
from npstui.model.category import Category, category_of
from npstui.model.clock import Policy, clock_of, last_quarter, opens
from npstui.store.values import Fates, ImportRow

CAME = datetime(2026, 11, 20, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
STARTS = {
    Category.DETRACTOR: CAME - 700 * HOUR,
    Category.PASSIVE: None,
    Category.PROMOTER: CAME - 700 * HOUR,
}
DET, PAS, PRO = Category


def imported(import_id: int, *, first: bool = False) -> ImportRow:
    policy = Policy(imported_at=CAME, first=first, starts=STARTS)
    return ImportRow(import_id, CAME, "os", "alice", "survey", "f.csv", {}, policy, Fates())


def frame(rows: Sequence[tuple[int, float | None, int, bool]]) -> pl.LazyFrame:
    """Of import id, age on arrival in hours, score, and whether there is a mail address."""
    made = responses(
        {
            "responded_at": None if age is None else CAME - age * HOUR,
            "score": score,
            "email": "a@example.org" if mail else None,
        }
        for _, age, score, mail in rows
    )
    ids = pl.Series("import_id", [row[0] for row in rows], dtype=pl.Int64)
    return made.with_columns(ids)


def test_late_close_and_lapsed_are_told_apart() -> None:
    rows: list[tuple[int, float | None, int, bool]]
    rows = [(2, age, 3, True) for age in (1, 17.9, 18, 23, 24, 30, 699, 719, 721)]
    rows += [(2, 40, 3, False), (2, None, 3, True), (2, 20, 8, True), (2, 15 * 24, 8, True)]
    found = arrivals(frame(rows), [imported(2)])[2]
    # From 18 h on close, from 24 h on late; 719 and 721 lie before the start, and open nothing.
    assert found[DET] == Arrived(answers=8, late=3, close=2, lapsed=0)
    assert found[PAS] == Arrived(answers=2, late=1)
    assert found[PRO] == Arrived()


def test_what_had_lapsed_opened_no_case_and_is_told() -> None:
    found = arrivals(frame([(2, 24 * 200, 8, True)]), [imported(2)])[2]
    assert found[PAS] == Arrived(answers=1, lapsed=1)


def test_a_store_s_first_import_is_late_by_nobody_s_delay() -> None:
    rows = [(1, 30.0, 3, True), (2, 30.0, 3, True), (2, 30.0, 3, True)]
    found = arrivals(frame(rows), [imported(1, first=True), imported(2)])
    assert list(found) == [2]
    assert found[2][DET].late == 2
    assert arrivals(frame(rows), [imported(1, first=True)]) == {}


def test_imports_are_summed() -> None:
    rows = [(2, 30.0, 3, True), (3, 30.0, 3, True), (3, 1.0, 3, True)]
    found = arrivals(frame(rows), [imported(2), imported(3), imported(4)])
    assert found[4][DET] == Arrived()
    assert together(found.values())[DET] == Arrived(answers=3, late=2)


_AGES = st.one_of(st.none(), st.floats(0, 5_000), st.sampled_from([18.0, 24.0, 252.0, 336.0]))


@given(st.lists(st.tuples(st.just(2), _AGES, st.integers(0, 10), st.booleans()), max_size=30))
def test_each_answer_counts_as_its_own_clock_says(
    rows: list[tuple[int, float | None, int, bool]],
) -> None:
    row = imported(2)
    wanted = dict.fromkeys(Category, Arrived())
    for _, age, score, mail in rows:
        if age is None:
            continue
        category, given = category_of(score), CAME - age * HOUR
        start = STARTS[category]
        if start is not None and given < start:
            continue
        opened = opens(category, given, row.policy)
        due = clock_of(category, given, row.policy, mail).due_at if opened else None
        late = due is not None and due <= CAME
        close = due is not None and not late and last_quarter(given, due) <= CAME
        wanted[category] += Arrived(1, late, close, not opened)
    assert arrivals(frame(rows), [row])[2] == wanted
