"""How a desk ends: by a signal, a dropped line, a kill. The terminal and every verb survive it."""

import re
import signal
from pathlib import Path

import pytest
from tests.pty.desks import DETRACTORS, asked, desk, survey
from tests.pty.terminal import Terminal

ALTERNATE_SCREEN = re.compile(rb"\x1b\[\?1049([hl])")
CURSOR = re.compile(rb"\x1b\[\?25([hl])")
MOUSE = re.compile(rb"\x1b\[\?1003([hl])")
PASTE = re.compile(rb"\x1b\[\?2004([hl])")


def check_restored(written: bytes) -> None:
    """What the program wrote leaves the terminal as it was."""
    ends = [pattern.findall(written)[-1:] for pattern in (ALTERNATE_SCREEN, MOUSE, PASTE)]
    assert ends == [[b"l"], [b"l"], [b"l"]]
    assert CURSOR.findall(written)[-1] == b"h"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
@pytest.mark.parametrize("keys", ["1", "2", "2n", "2 te"])
def test_a_signal_gives_the_terminal_back(
    number: signal.Signals, code: int, keys: str, store: Path, tmp_path: Path
) -> None:
    with desk(tmp_path, store) as terminal:
        terminal.wait_for(r"2 Detractors \d", quiet=0.0)
        terminal.send(*keys)
        terminal.settle()
        terminal.signal(number)
        assert terminal.exit_code() == code
        check_restored(terminal.written)


def test_a_signal_during_the_first_sheet_keeps_nothing(tmp_path: Path) -> None:
    file = tmp_path / "acme.csv"
    file.write_text(survey(40), encoding="utf-8")
    with desk(tmp_path, file) as terminal:
        terminal.wait_for("Follow up from", quiet=0.0)
        terminal.signal(signal.SIGTERM)
        assert terminal.exit_code() == 143
        check_restored(terminal.written)
    store = file.with_suffix(".nps")
    with desk(tmp_path, file) as terminal:
        terminal.wait_for("Follow up from", quiet=0.0)
        terminal.do("esc", until="")
        assert terminal.exit_code() == 0
    assert not store.exists()


def test_esc_at_the_first_sheet_takes_away_what_a_kill_there_left(tmp_path: Path) -> None:
    file = tmp_path / "acme.csv"
    file.write_text(survey(40), encoding="utf-8")
    with desk(tmp_path, file) as terminal:
        terminal.wait_for("Follow up from", quiet=0.0)
        terminal.signal(signal.SIGKILL)
        assert terminal.exit_code() == -signal.SIGKILL
    assert file.with_suffix(".nps").exists()
    with desk(tmp_path, file) as terminal:
        terminal.wait_for("Follow up from", quiet=0.0)
        terminal.send("esc")
        assert terminal.exit_code() == 0
    assert not file.with_suffix(".nps").exists()


def test_a_dropped_line_ends_the_desk_and_keeps_its_verbs(store: Path, tmp_path: Path) -> None:
    with desk(tmp_path, store) as terminal:
        open_queue(terminal)
        terminal.do("m", until="Yours")
        terminal.hang_up()
        assert terminal.exit_code() in (129, 1, 0)
    assert taken(tmp_path, store) == ["d0"]


@pytest.mark.parametrize("confirmed", ["[1-9]", "[1-9][0-9]", "[3-9][0-9]"])
def test_a_kill_loses_no_confirmed_verb(confirmed: str, store: Path, tmp_path: Path) -> None:
    with desk(tmp_path, store) as terminal:
        open_queue(terminal)
        terminal.send(*"mj" * 60)
        terminal.wait_for(f"Mine {confirmed}", quiet=0.0)
        (shown,) = re.findall(r"Mine (\d+) ", terminal.text)
        terminal.signal(signal.SIGKILL)
        assert terminal.exit_code() == -signal.SIGKILL
    kept = taken(tmp_path, store)
    assert len(kept) >= int(shown)
    assert kept == [f"d{number}" for number in range(len(kept))]
    with desk(tmp_path, store) as terminal:
        open_queue(terminal)
        terminal.wait_for(f"Mine {len(kept)} ", quiet=0.0)


def open_queue(terminal: Terminal) -> None:
    """Screen 2 with its rows."""
    terminal.wait_for(r"2 Detractors \d", quiet=0.0)
    terminal.do("2", until=f" 1 of {DETRACTORS} ")


def taken(folder: Path, store: Path) -> list[str]:
    """The responses that were taken, oldest first."""
    events = asked(folder, store, "log")
    return [event["response_id"] for event in reversed(events) if event["kind"] == "assigned"]


def test_a_fault_of_ours_ends_in_a_sentence_not_in_a_traceback(store: Path, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from npstui.__main__ import main\n"
        "from npstui.tui.screens.queue import QueueScreen\n"
        "def broken(self, width, height):\n"
        "    answer = 'what a customer said'\n"
        "    raise ValueError('[/oops] no such thing')\n"
        "QueueScreen._view_pieces = broken\n"
        f"sys.argv = ['npstui', {str(store)!r}]\n"
        "main()\n"
    )
    with Terminal(["-c", script], folder=tmp_path) as terminal:
        terminal.wait_for(r"2 Detractors \d", quiet=0.0)
        terminal.send("2")
        assert terminal.exit_code() == 1
        check_restored(terminal.written)
        assert "Something went wrong inside npstui (ValueError: [/oops]" in terminal.text
        assert b"Traceback" not in terminal.written
        assert b"what a customer said" not in terminal.written
