"""The desk opened from the command line, in a real pseudo-terminal."""

import fcntl
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.conftest import ROWS, survey
from tests.pty.terminal import Terminal

from npstui.cli.demo import PREFIX, remove_forgotten


@contextmanager
def desk(tmp_path: Path, *words: str | Path, term: str = "xterm-256color") -> Iterator[Terminal]:
    """`npstui` with these words at a terminal of a new user."""
    scratch = tmp_path / "scratch"
    scratch.mkdir(exist_ok=True)
    surroundings = {
        "NPSTUI_STORE": "",
        "NPSTUI_PERSON": "",
        "TZ": "UTC",
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "TMPDIR": str(scratch),
        "TERM": term,
    }
    with Terminal(["-m", "npstui", *map(str, words)], env=surroundings) as terminal:
        yield terminal


def exit_code(terminal: Terminal) -> int:
    """The code the program left with."""
    limit = time.monotonic() + 30
    while time.monotonic() < limit:
        terminal.settle(0.02)
        ended, status = os.waitpid(terminal.pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    raise AssertionError(f"it never ended:\n{terminal.text}")


def acme(tmp_path: Path) -> Path:
    """A survey file."""
    file = tmp_path / "acme.csv"
    file.write_text(survey(datetime.now(UTC), ROWS), encoding="utf-8")
    return file


def test_a_file_opens_in_a_store_beside_it_and_again_without_the_sheet(tmp_path: Path) -> None:
    file = acme(tmp_path)
    with desk(tmp_path, file) as terminal:
        terminal.wait_for("Follow up from")
        terminal.press("enter")
        terminal.wait_for("2 Detractors 3")
        terminal.press("q")
        assert exit_code(terminal) == 0
    assert (tmp_path / "acme.nps" / "catalog.sqlite").is_file()
    with file.open("a", encoding="utf-8") as more:
        more.write(f"d9,1,{datetime.now(UTC).isoformat()},new,,n@example.org,Oslo\n")
    with desk(tmp_path, file) as terminal:
        terminal.wait_for("2 Detractors 4")
        terminal.press("q")
        assert exit_code(terminal) == 0
    with desk(tmp_path, tmp_path / "acme.nps") as terminal:
        terminal.wait_for("2 Detractors 4")
        terminal.press("q")
        assert exit_code(terminal) == 0


def test_leaving_the_first_sheet_keeps_nothing(tmp_path: Path) -> None:
    file = acme(tmp_path)
    with desk(tmp_path, file) as terminal:
        terminal.wait_for("Follow up from")
        terminal.press("esc")
        assert exit_code(terminal) == 0
    assert not (tmp_path / "acme.nps").exists()


def test_a_file_that_is_none_ends_in_a_sentence_and_keeps_nothing(tmp_path: Path) -> None:
    file = tmp_path / "acme.csv"
    file.write_bytes(b"\x00\x01\x02")
    with desk(tmp_path, file) as terminal:
        assert exit_code(terminal) == 1
        assert "binary" in terminal.text
    assert not (tmp_path / "acme.nps").exists()


def test_the_demo_opens_and_leaves_nothing_behind(tmp_path: Path) -> None:
    with desk(tmp_path, "demo") as terminal:
        terminal.wait_for(r"2 Detractors \d")
        assert "Sample data, answers are simulated. 2 shows" in terminal.text
        assert "alice" in terminal.text
        terminal.press("q")
        assert exit_code(terminal) == 0
    assert list((tmp_path / "scratch").iterdir()) == []


@pytest.mark.parametrize(("asked", "code", "first"), [
    (signal.SIGTERM, 143, r"2 Detractors \d"), (signal.SIGHUP, 129, "1 Overview"),
])  # fmt: skip
def test_a_demo_that_a_signal_ends_leaves_nothing_behind(
    tmp_path: Path, asked: signal.Signals, code: int, first: str
) -> None:
    with desk(tmp_path, "demo") as terminal:
        terminal.wait_for(first)  # the second is still being made
        os.kill(terminal.pid, asked)
        assert exit_code(terminal) == code
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_demo_that_was_killed_is_taken_away_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / f"{PREFIX}left"
    used = tmp_path / f"{PREFIX}used"
    for folder in (left, used):
        folder.mkdir()
        (folder / "in-use").touch()
    with (used / "in-use").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        remove_forgotten(tmp_path)
    assert used.exists()
    assert not left.exists()


def test_a_demo_whose_removal_was_cut_off_is_taken_away_by_the_next(tmp_path: Path) -> None:
    half, beginning = tmp_path / f"{PREFIX}half", tmp_path / f"{PREFIX}beginning"
    for folder in (half, beginning):
        (folder / "demo.nps").mkdir(parents=True)
    an_hour_ago = time.time() - 3_600
    os.utime(half, (an_hour_ago, an_hour_ago))
    remove_forgotten(tmp_path)
    assert not half.exists()
    assert beginning.exists()


def test_a_kept_demo_is_opened_again_as_it_is(tmp_path: Path) -> None:
    kept = tmp_path / "kept.nps"
    for _ in range(2):
        with desk(tmp_path, "demo", "--keep", kept) as terminal:
            terminal.wait_for(r"2 Detractors \d")
            terminal.press("q")
            assert exit_code(terminal) == 0
    assert (kept / "catalog.sqlite").is_file()


def test_without_a_store_the_desk_says_what_makes_one(tmp_path: Path) -> None:
    with desk(tmp_path) as terminal:
        assert exit_code(terminal) == 1
        said = "".join(terminal.text.split())
        assert "Thereisnostoreat" in said
        assert "npstuidemoshowsthedesk" in said


def test_keys_that_clash_are_said_at_the_start_and_nothing_opens(tmp_path: Path) -> None:
    config = tmp_path / "config" / "npstui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[keys]\n"case.tag" = "n"\n')
    file = acme(tmp_path)
    with desk(tmp_path, file) as terminal:
        assert exit_code(terminal) == 1
        said = "".join(terminal.text.split())
        assert "Thekeynisbothcase.tag(Tag)andcase.note(Note)" in said


@pytest.mark.parametrize("words", [(), ("demo",), ("acme.csv",)], ids=" ".join)
def test_a_terminal_that_cannot_draw_is_told_so(tmp_path: Path, words: tuple[str, ...]) -> None:
    file = acme(tmp_path)
    with desk(tmp_path, *(file if word == file.name else word for word in words), term="dumb") as (
        terminal
    ):
        assert exit_code(terminal) == 1
    assert "TERM is dumb" in terminal.text
    assert b"\x1b" not in terminal.written
