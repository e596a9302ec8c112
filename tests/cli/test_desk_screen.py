"""The desk opened from the command line, in a real pseudo-terminal."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests.cli.conftest import ROWS, survey
from tests.pty.terminal import Terminal


@contextmanager
def desk(tmp_path: Path, *words: str | Path) -> Iterator[Terminal]:
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
        assert "Sample data" in terminal.text
        assert "alice" in terminal.text
        terminal.press("q")
        assert exit_code(terminal) == 0
    assert list((tmp_path / "scratch").iterdir()) == []


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
        assert "There is no store at" in terminal.text


def test_keys_that_clash_are_said_at_the_start_and_nothing_opens(tmp_path: Path) -> None:
    config = tmp_path / "config" / "npstui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[keys]\n"case.tag" = "n"\n')
    file = acme(tmp_path)
    with desk(tmp_path, file) as terminal:
        assert exit_code(terminal) == 1
        said = "".join(terminal.text.split())
        assert "Thekeynisbothcase.tag(Tag)andcase.note(Note)" in said
