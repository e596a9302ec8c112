"""The desk while others work on its store, and while keys come faster than anybody reads."""

import csv
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from tests.pty.desks import DETRACTORS, asked, desk, npstui, written
from tests.pty.terminal import Terminal

SHOWN_WITHIN = 1.0  # seconds from the other process's end


def queue(terminal: Terminal) -> None:
    """Screen 2 with its rows."""
    terminal.wait_for(r"2 Detractors \d", quiet=0.0)
    terminal.do("2", until=f" 1 of {DETRACTORS} ")


def test_what_another_takes_shows_and_the_cursor_stays(store: Path, tmp_path: Path) -> None:
    with desk(tmp_path, store) as terminal:
        queue(terminal)
        terminal.do(*"jj", until=" 3 of ")
        assert f"Unclaimed {DETRACTORS} " in terminal.text
        npstui(tmp_path, "--store", store, "case", "take", "d1", "d2", person="bob")
        seconds = terminal.wait_for(f"Unclaimed {DETRACTORS - 2} ")
        seconds += terminal.wait_for("Lotte Bakker .* bob ", quiet=0.0)
        seconds += terminal.wait_for("due in .*   bob, no contact yet", quiet=0.0)
        assert seconds < SHOWN_WITHIN
        assert f" 3 of {DETRACTORS} " in terminal.text
        terminal.do("m", until="bob has it")


def test_what_another_imports_shows_on_every_screen(store: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.csv"
    now = datetime.now(UTC).isoformat()
    rows = [{"id": f"n{each}", "score": 6 if each else 10, "responded_at": now,
             "email": f"n{each}@example.org"} for each in range(201)]  # fmt: skip
    more.write_text(written(rows), encoding="utf-8")
    with desk(tmp_path, store) as terminal:
        queue(terminal)
        terminal.do(*"jjj", until=" 4 of ")
        assert "NPS 0 " in terminal.text
        npstui(tmp_path, "--store", store, "import", more, person="bob")
        seconds = terminal.wait_for("NPS −22 .* 901 answers", quiet=0.0)
        seconds += terminal.wait_for(f"2 Detractors {DETRACTORS + 200}", quiet=0.0)
        seconds += terminal.wait_for(f" 4 of {DETRACTORS}, 200 new, r shows them", quiet=0.0)
        assert seconds < SHOWN_WITHIN
        terminal.do("r", until=f" 4 of {DETRACTORS + 200} ")
        terminal.do("1", until="Detractors +500 +56 %")


def test_a_burst_of_moves_loses_none(store: Path, tmp_path: Path) -> None:
    with desk(tmp_path, store) as terminal:
        queue(terminal)
        terminal.do(*"j" * 200, until=f" 201 of {DETRACTORS} ")
        terminal.do(*["up"] * 150, until=f" 51 of {DETRACTORS} ")
        terminal.do(*["space"] * 40, until=f" 91 of {DETRACTORS}, 40 marked")
        terminal.settle()
        assert f" 91 of {DETRACTORS}, 40 marked" in terminal.text


def test_a_burst_of_commands_loses_none(store: Path, tmp_path: Path) -> None:
    with desk(tmp_path, store) as terminal:
        queue(terminal)
        terminal.do(*"mj" * 40, until="Mine 40 ")
        terminal.do("n", *"først", "enter", "k", "x", "1", "t", *"ny", "enter", until="Tagged ny")
        terminal.send("q")
        assert terminal.exit_code() == 0
    events = asked(tmp_path, store, "log")
    taken = [event["response_id"] for event in events if event["kind"] == "assigned"]
    assert Counter(taken) == Counter(f"d{number}" for number in range(40))
    others = [(event["kind"], event["response_id"]) for event in events[:3]]
    assert others == [("tagged", "d40"), ("resolved", "d39"), ("noted", "d40")]


def test_keys_typed_before_anything_is_painted_are_not_lost(store: Path, tmp_path: Path) -> None:
    with desk(tmp_path, store) as terminal:
        terminal.wait_for("2 Detractors", quiet=0.0)
        terminal.do("2", *"jjm", "t", *"early", "enter", until="Tagged early")
        assert f" 3 of {DETRACTORS} " in terminal.text
    tagged, taken = (event for event in asked(tmp_path, store, "log") if event["event_id"])
    assert (tagged["response_id"], tagged["data"]) == ("d2", {"tags": ["early"]})
    assert (taken["response_id"], taken["kind"]) == ("d2", "assigned")


def test_rows_appended_to_the_file_come_in_when_it_is_opened_again(tmp_path: Path) -> None:
    file = tmp_path / "acme.csv"
    rows = [{"id": f"a{each}", "score": 6, "responded_at": datetime.now(UTC).isoformat(),
             "email": f"a{each}@example.org"} for each in range(40)]  # fmt: skip
    file.write_text(written(rows), encoding="utf-8")
    with desk(tmp_path, file) as terminal:
        terminal.wait_for("Follow up from", quiet=0.0)
        terminal.do("enter", until="2 Detractors 40")
        terminal.send("q")
        assert terminal.exit_code() == 0
    with file.open("a", encoding="utf-8", newline="") as more:
        csv.writer(more).writerow(["b0", 0, datetime.now(UTC).isoformat(), "b0@example.org"])
    with desk(tmp_path, file) as terminal:
        terminal.wait_for("1 new answer", quiet=0.0)
        terminal.wait_for("2 Detractors 41", quiet=0.0)
