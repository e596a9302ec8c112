"""A shift at the desk: real input, real keys, and everything still there the next time."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.pty.desks import REAL, asked, desk, redated, survey
from tests.pty.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Shift:
    """A file to work on: the keys from the first-time sheet to the list, and how long that is."""

    file: Path
    answers: int
    choose: tuple[str, ...]
    to_list: tuple[str, ...]
    listed: int


@pytest.fixture(params=["made here", "real answers"])
def shift(request: pytest.FixtureRequest, tmp_path: Path) -> Shift:
    """A survey made here, taken as usual; or answers of real people, every one followed up.

    Of those nobody left an address: they are worked on in the view for that.
    """
    if request.param == "made here":
        file = tmp_path / "acme.csv"
        file.write_text(survey(60), encoding="utf-8")
        return Shift(file, 140, ("enter",), ("2",), 60)
    if not REAL.is_file():
        pytest.skip("the real survey files are not beside the checkout")
    file = tmp_path / "clicks.csv"
    file.write_text(redated(REAL, "timestamp", datetime.now(UTC)), encoding="utf-8")
    return Shift(file, 800, ("down", "enter"), ("2", *["tab"] * 6), 388)


def test_a_shift_is_worked_and_everything_is_there_the_next_time(
    shift: Shift, tmp_path: Path
) -> None:
    store = shift.file.with_suffix(".nps")
    with desk(tmp_path, shift.file) as terminal:
        open_the_list(terminal, shift)
        ids = [row["response_id"] for row in asked(tmp_path, store, "list", "detractors")]
        assert len(ids) == shift.listed
        work(terminal)
        gone = {ids[4], ids[6], ids[7]}  # contacted, snoozed, resolved
        terminal.wait_for(f" 6 of {shift.listed - len(gone)} ", quiet=0.0)
        rows = export(terminal, tmp_path)
        assert [row["response_id"] for row in rows] == [each for each in ids if each not in gone]
        terminal.send("q")
        assert terminal.exit_code() == 0
    check_cases(asked(tmp_path, store, "list", "cases"), ids)
    check_log(asked(tmp_path, store, "log"), ids, shift)
    with desk(tmp_path, shift.file) as terminal:
        terminal.wait_for(r"2 Detractors \d", quiet=0.0)
        assert "Follow up from" not in terminal.text
        terminal.do(*shift.to_list, until="In work 1 .*Snoozed 1 ")
        terminal.do("g", until="Tags +callback")
        terminal.send("q")
        assert terminal.exit_code() == 0


def open_the_list(terminal: Terminal, shift: Shift) -> None:
    """Through the first-time sheet to the first case."""
    terminal.wait_for("Follow up from", quiet=0.0)
    assert f"{shift.answers} answers" in terminal.text
    terminal.do(*shift.choose, until=f"{shift.answers} new answers")
    terminal.wait_for(r"2 Detractors \d", quiet=0.0)
    assert "!" not in terminal.text.splitlines()[1]  # no file opens as a wall of lateness
    terminal.do(*shift.to_list, until=f" 1 of {shift.listed} ")


def work(terminal: Terminal) -> None:
    """Take, tag, undo, contact, note, assign, snooze, resolve; on screen each says it is done."""
    terminal.do("m", until="Yours. u undoes")
    terminal.do("t", "callback", until="tag .*: callback_")
    terminal.do("enter", until="Tagged callback. u undoes")
    terminal.do("j", *["space"] * 3, until=" 5 of .*, 3 marked")
    terminal.do("t", "late-driver", "enter", until="3 .*late-driver.*u undoes")
    terminal.do("u", until=" 2 of .*[Tt]ook back")
    terminal.send("esc")
    terminal.wait_until(lambda text: "3 marked" not in text)
    terminal.do("j", "j", "j", until=" 5 of ")
    terminal.do("c", "p", until="Result.*>reached")
    terminal.do("Ringte, lovet ny tur", until="lovet ny tur")
    terminal.do("ctrl+s", until="[Rr]eached.*u undoes")
    terminal.do("j", "n", "Har ringt to ganger før", until="to ganger før")
    terminal.do("enter", until="Noted. u undoes")
    terminal.do("a", "bob", until="assign .*: bob_")
    terminal.do("enter", until="Assigned to bob. u undoes")
    terminal.do("j", "z", "1", until="[Ss]noozed.*u undoes")
    terminal.do("x", "1", until="[Rr]esolved.*u undoes")


def export(terminal: Terminal, folder: Path) -> list[dict[str, str]]:
    """The list in a file, as the form offers it; its rows."""
    terminal.do("e", until="Export .* as listed")
    terminal.do("enter", until=r"rows written to \S+\.csv")
    (file,) = folder.glob("*-detractors-*.csv")
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def check_cases(cases: Sequence[dict[str, Any]], ids: Sequence[str]) -> None:
    """Every case is as it was left."""
    by_id = {case["response_id"]: case for case in cases}
    first, contacted, noted, snoozed, resolved = (by_id[ids[at]] for at in (0, 4, 5, 6, 7))
    assert (first["assignee"], first["tags"]) == ("alice", ["callback"])
    assert [by_id[each]["tags"] for each in ids[1:4]] == [[], [], []]
    assert contacted["status"] == "contacted"
    assert contacted["first_contact_at"] is not None
    assert noted["assignee"] == "bob"
    assert snoozed["snoozed_until"] is not None
    assert (resolved["status"], resolved["outcome"]) == ("resolved", "solved")
    untouched = [by_id[each] for each in ids[8:]]
    assert {case["status"] for case in untouched} == {"new"}


def check_log(events: Sequence[dict[str, Any]], ids: Sequence[str], shift: Shift) -> None:
    """Every verb is in the log once, on its case, by who gave it; marked ones are one verb."""
    given = [event for event in reversed(events) if event["kind"] != "import"]
    assert {event["person"] for event in given} == {"alice"}
    assert [
        (event["verb_id"], event["kind"], ids.index(event["response_id"])) for event in given
    ] == [
        (1, "assigned", 0),
        (2, "tagged", 0),
        *((3, "tagged", at) for at in (1, 2, 3)),
        *((4, "undone", at) for at in (1, 2, 3)),
        (5, "assigned", 4),
        (5, "contacted", 4),
        (6, "noted", 5),
        (7, "assigned", 5),
        (8, "snoozed", 6),
        (9, "resolved", 7),
    ]
    contact = {"channel": "phone", "result": "reached", "note": "Ringte, lovet ny tur"}
    assert given[9]["data"] == contact
    assert given[10]["data"] == {"text": "Har ringt to ganger før"}
    (*_, taken_in) = [event for event in events if event["kind"] == "import"]
    assert taken_in["data"]["imported"] == shift.answers
