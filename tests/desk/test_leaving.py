"""Why a row is not listed any more: in words that name the person, the verb or what broke."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.desk.stores import desk_of

from npstui.desk.desk import Desk
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.values import View
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Every column of the case frame that a file may bring too, with what it says there.
HOSTILE = ("version", "tries", "earlier", "late", "open", "touched", "opens", "reachable",
           "joined_to", "snoozed", "awake_at", "next_score", "held", "row",
           "at", "commented", "closed_by_answer", "last_event_id")  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Detractors late and soon, passive and fan; each with the hostile columns."""
    folder = tmp_path_factory.mktemp("leaving")
    rows = [("late", 30 * HOUR, 2, "Oslo"), ("soon", 20 * HOUR, 4, "Bergen"),
            ("passive", 40 * DAY, 8, "Oslo"), ("fan", 2 * DAY, 10, "Oslo")]  # fmt: skip
    with Store.create(folder / "acme.nps", time_zone="UTC") as store:
        add(store, folder, [("old", 300 * DAY, 5, "Oslo")], NOW - 250 * DAY)
        add(store, folder, rows, NOW)
        yield desk_of(store)


def add(
    store: Store, folder: Path, rows: list[tuple[str, timedelta, int, str]], now: datetime
) -> None:
    head = ("response_id", "responded_at", "score", "comment", "email", "region", *HOSTILE)
    file = folder / "survey.csv"
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(head)
        for name, age, score, region in rows:
            mail = f"{name}@example.no"
            said = [f"{name} says {column}" for column in HOSTILE]
            writer.writerow([name, (NOW - age).isoformat(), score, "slow", mail, region, *said])
    options = ImportOptions(follow_up_from="all", time_zone="UTC")
    result = import_files(store, [file], options, actor="os", person="alice", now=now)
    assert result[0].refusal is None, result[0].refusal


def ref(name: str) -> ResponseRef:
    return ResponseRef("survey", name)


def why(
    desk: Desk, name: str, view: View, where: str = "", category: Category | None = None
) -> str:
    filtered = desk.filter(where) if where else None
    assert ref(name) not in desk.queue(category, view, NOW, where=filtered).refs()
    return str(desk.why_left([ref(name)], category, view, NOW, filtered)[ref(name)])


DET, PAS = Category.DETRACTOR, Category.PASSIVE


@pytest.mark.parametrize(
    ("verb", "arguments", "view", "where", "words"),
    [
        ("case.take", {}, View.UNCLAIMED, "", "you have it"),
        ("case.assign", {"person": "bob"}, View.UNCLAIMED, "", "bob has it"),
        ("case.assign", {"person": "bob"}, View.MINE, "", "bob has it"),
        ("case.assign", {"person": "bob"}, View.QUEUE, "owner:none", "bob has it"),
        ("case.unassign", {}, View.MINE, "", "nobody's now"),
        ("case.resolve", {"outcome": "no-action"}, View.LATE, "", "resolved: no action"),
        ("case.resolve", {"outcome": "solved"}, View.QUEUE, "status:new", "resolved: solved"),
        ("case.snooze", {"until": "3d"}, View.QUEUE, "", "snoozed for 3 d"),
        ("case.contact", {"channel": "phone", "result": "reached"}, View.QUEUE, "",
         "contacted: in work"),
        ("case.contact", {"channel": "phone", "result": "reached"}, View.ALL, "due:..2h",
         "contacted: in work"),
        ("case.tag", {"tags": "price"}, View.QUEUE, "-tag:price", "now tag price"),
        ("case.tag", {"tags": "price"}, View.QUEUE, "tag:none", "now any tag"),
        ("response.exclude", {"reason": "scale-misread"}, View.ALL, "", "excluded: scale misread"),
        ("case.note", {"text": "x"}, View.IN_WORK, "", "its contact was taken back"),
        ("case.note", {"text": "x"}, View.SNOOZED, "", "awake again"),
        ("case.note", {"text": "x"}, View.LAPSED, "", "open again"),
        ("case.note", {"text": "x"}, View.ALL, "region:Bergen", "no longer region Bergen"),
        ("case.note", {"text": "x"}, View.ALL, "score:3..6 tag:x", "no longer score 3 to 6"),
        ("case.note", {"text": "x"}, View.ALL, "-region:Oslo", "now region Oslo"),
        ("case.note", {"text": "x"}, View.ALL, "tag:price", "no longer tag price"),
    ],
)  # fmt: skip
def test_a_row_that_left_says_why(
    verb: str, arguments: dict[str, object], view: View, where: str, words: str, desk: Desk
) -> None:
    assert desk.run(verb, [ref("late")], arguments, NOW).done == (ref("late"),)
    try:
        assert why(desk, "late", view, where, DET) == words
    finally:
        desk.undo(NOW)


def test_a_window_says_what_it_has_left_and_a_clock_that_is_not_late_says_so(desk: Desk) -> None:
    assert why(desk, "passive", View.UNDER_30, category=PAS).endswith(" d left now")
    assert why(desk, "passive", View.EASY, category=PAS) == "it has no tag now"
    assert why(desk, "soon", View.LATE, category=DET) == "not late any more"
    assert why(desk, "passive", View.QUEUE, category=DET) == "a passive now"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_column_called_like_one_of_the_cases_own_is_read_from_the_file(
    name: str, desk: Desk
) -> None:
    where = desk.filter(f'"{name}":"late says {name}" score:..6')
    assert desk.queue(DET, View.ALL, NOW, where=where).refs() == [ref("late")]
    assert desk.open_count(None, where, NOW) == 1
    listed = desk.table("cases", NOW, where=str(where))
    assert listed["response_id"].to_list() == ["late"]
