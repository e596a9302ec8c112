"""`i` on a row: when its case opened, when it is due and why, what stops it or did."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.desk.stores import desk_of

from npstui.desk.desk import Desk
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.model.response import ResponseRef
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)  # a Saturday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A first import four days ago that found a detractor late, and answers that came since."""
    folder = tmp_path_factory.mktemp("clock")
    with Store.create(folder / "acme.nps", time_zone="UTC") as store:
        first = [("overdue", 6 * DAY, 2, "a@x.no"), ("before", 40 * DAY, 3, "b@x.no")]
        add(store, folder, first, NOW - 4 * DAY)
        later = [("fresh", 4 * HOUR, 6, "c@x.no"), ("mute", 4 * HOUR, 5, ""),
                 ("passive", 2 * DAY, 8, "d@x.no"), ("fan", 2 * DAY, 10, "e@x.no"),
                 ("undated", None, 1, "f@x.no")]  # fmt: skip
        add(store, folder, later, NOW)
        yield desk_of(store)


def add(
    store: Store,
    folder: Path,
    rows: list[tuple[str, timedelta, int, str]] | list[tuple[str, timedelta | None, int, str]],
    now: datetime,
) -> None:
    file = folder / "survey.csv"
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("response_id", "responded_at", "score", "email"))
        for name, age, score, mail in rows:
            writer.writerow((name, "" if age is None else (NOW - age).isoformat(), score, mail))
    options = ImportOptions(follow_up_from="7d", time_zone="UTC")
    result = import_files(store, [file], options, actor="os", person="alice", now=now)
    assert result[0].refusal is None, result[0].refusal


def told(desk: Desk, name: str) -> dict[str, str]:
    facts = desk.clock(ResponseRef("survey", name), NOW).facts
    assert all(len(label) <= 11 for label, _text in facts)
    return {str(label): str(text) for label, text in facts}


def test_a_case_says_when_it_opened_is_due_and_what_stops_it(desk: Desk) -> None:
    facts = told(desk, "fresh")
    assert facts["Answered"] == "Sat 21 Nov 2026 08:00"
    assert facts["Opened"].startswith("by itself: detractors are followed up from Sat 14 Nov 2026")
    assert facts["Counted"].startswith("from the answer, day and night")
    assert facts["Due"] == "Sun 22 Nov 2026 08:00, 24 h after that; frozen when the case opened"
    assert facts["Now"] == "20 h left; marked ~ from Sun 22 Nov 2026 02:00 on"
    assert facts["Stops it"].startswith("a contact with the result sent, reached or left word")
    assert facts["Lapses"].startswith("Mon 21 Dec 2026 08:00")


def test_what_a_first_import_found_late_is_counted_from_the_import(desk: Desk) -> None:
    facts = told(desk, "overdue")
    assert facts["Counted"].startswith("from the import, Tue 17 Nov 2026 12:00")
    assert "no share contacted in time" in facts["Counted"]
    assert facts["Due"].startswith("Wed 18 Nov 2026 12:00")
    assert facts["Now"].startswith("late 3 d")


@pytest.mark.parametrize(
    ("name", "label", "words"),
    [
        ("mute", "Due", "no clock: it has neither phone nor mail (view No contact data)"),
        ("before", "Case", "none: the follow-up of detractors starts on Tue 10 Nov 2026"),
        ("before", "Opens", "with any command on it, then without a clock"),
        ("undated", "Case", "none: an answer without a time opens none by itself"),
        ("passive", "Due", "Thu 3 Dec 2026 12:00, 14 d after that"),
        ("passive", "Window", "ends Wed 19 May 2027 12:00, six months after the answer"),
        ("fan", "Due", "Thu 26 Nov 2026 12:00, 7 d after that"),
    ],
)
def test_every_kind_of_clock_has_its_words(name: str, label: str, words: str, desk: Desk) -> None:
    assert told(desk, name)[label].startswith(words)


@pytest.mark.parametrize(
    ("verb", "arguments", "label", "words"),
    [
        ("case.contact", {"channel": "phone", "result": "left-word"}, "Stopped",
         "Sat 21 Nov 2026 12:00, alice by phone: left word, in time"),
        ("case.contact", {"channel": "phone", "result": "no-answer"}, "Tries",
         "1, none got through"),
        ("case.snooze", {"until": "3d"}, "Snoozed", "back Sun 22 Nov 2026 02:00: "),
    ],
)  # fmt: skip
def test_what_was_done_to_it_is_said(
    verb: str, arguments: dict[str, object], label: str, words: str, desk: Desk
) -> None:
    desk.run(verb, [ResponseRef("survey", "fresh")], arguments, NOW)
    try:
        assert told(desk, "fresh")[label].startswith(words)
    finally:
        desk.undo(NOW)


def test_a_verb_on_an_older_answer_opens_a_case_without_a_clock(desk: Desk) -> None:
    desk.run("case.note", [ResponseRef("survey", "before")], {"text": "x"}, NOW)
    try:
        assert told(desk, "before")["Due"].startswith("no clock: only a case that opens by itself")
    finally:
        desk.undo(NOW)
