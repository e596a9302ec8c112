"""Title, clipboard, ctrl+z and fg, resize storms, and two people at one store, at a terminal."""

import os
import re
import signal
from base64 import b64decode
from pathlib import Path

import pytest
from tests.pty.desks import copy_of, desk, make_store, survey
from tests.pty.terminal import Terminal

SHELL = Path(__file__).with_name("shell.py")
KEEP, BACK, SHOWN, GONE = b"\x1b[22;2t", b"\x1b[23;2t", b"\x1b[?1049h", b"\x1b[?1049l"


@pytest.fixture(scope="module")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_store(tmp_path_factory.mktemp("small"), survey(detractors=30))


@pytest.fixture
def own_store(small_store: Path, tmp_path: Path) -> Path:
    return copy_of(small_store, tmp_path)


def in_a_shell(folder: Path, store: Path, **env: str) -> Terminal:
    """The desk as the command of a shell that can stop it and bring it back."""
    argv = [str(SHELL), os.environ.get("PYTHON", "") or _python(), "-m", "npstui"]
    surroundings = {"NPSTUI_PERSON": "alice", "TZ": "UTC", "TMPDIR": str(folder), "TMUX": "",
                    "STY": "", "XDG_CONFIG_HOME": str(folder)}  # fmt: skip
    return Terminal([*argv, "--store", str(store)], env=surroundings | env, folder=folder)


def _python() -> str:
    import sys

    return sys.executable


def titles(written: bytes) -> list[str]:
    return [each.decode() for each in re.findall(rb"\x1b\]2;(.*?)\x07", written)]


def test_the_title_has_the_numbers_and_is_given_back(tmp_path: Path, own_store: Path) -> None:
    with in_a_shell(tmp_path, own_store) as terminal:
        terminal.do("2", until="Queue 30")
        terminal.settle(0.5)
        terminal.do("j", "j", "k", until="2 of 30")
        assert titles(terminal.written) == ["npstui 30"]
        terminal.do("x", "1", until="Resolved")
        terminal.settle(0.5)
        assert titles(terminal.written) == ["npstui 30", "npstui 29"]
        terminal.do("q", until="ENDED 0")
        assert terminal.written.count(KEEP) == terminal.written.count(BACK) == 1
        assert terminal.written.index(BACK) > terminal.written.index(KEEP)


def test_y_sends_osc_52_to_the_terminal_and_wrapped_too_in_tmux(
    tmp_path: Path, own_store: Path
) -> None:
    with in_a_shell(tmp_path, own_store) as terminal:
        terminal.do("2", until="Queue 30")
        terminal.do("y", until="a letter picks")
        terminal.do("m", until="sent to the terminal: mail d0@example.org")
        found = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", terminal.written)
        assert [b64decode(each) for each in found] == [b"d0@example.org"]
    with in_a_shell(tmp_path, own_store, TMUX="/tmp/t,1,0") as terminal:
        terminal.do("2", until="Queue 30")
        terminal.do("y", "i", until="sent to the terminal: id d0")
        assert b"\x1bPtmux;\x1b\x1b]52;c;" in terminal.written


@pytest.mark.parametrize("by", ["key", "signal"])
def test_a_stop_gives_the_terminal_back_and_fg_paints_anew(
    by: str, tmp_path: Path, own_store: Path
) -> None:
    with in_a_shell(tmp_path, own_store) as terminal:
        terminal.do("2", until=r"(?s)2 Det\w* 30.*Queue 30")  # the title too is written
        terminal.do("n", *"half", until="half")
        before = len(terminal.written)
        if by == "key":
            terminal.send("\x1a")
        else:
            os.kill(_desk_of(terminal), signal.SIGTSTP)
        terminal.wait_for("STOPPED [0-9]+ cooked")
        assert GONE in terminal.written[before:]
        assert BACK in terminal.written[before:]
        before = len(terminal.written)
        terminal.screen.reset()
        terminal.do("fg\n", until="(?s)Queue 30.*half")
        assert SHOWN in terminal.written[before:]
        assert titles(terminal.written[before:]) == ["npstui 30"]
        terminal.do(*"way", "enter", until="Noted")
        terminal.do("q", until="ENDED 0")


def test_a_stop_from_outside_does_not_leave_the_terminal_raw(
    tmp_path: Path, own_store: Path
) -> None:
    with in_a_shell(tmp_path, own_store) as terminal:
        terminal.do("2", until="Queue 30")
        os.kill(_desk_of(terminal), signal.SIGSTOP)
        terminal.wait_for("STOPPED")
        terminal.screen.reset()
        terminal.do("\r\n", until="Queue 30")
        terminal.do("j", until="2 of 30")
        terminal.send("\x1a")
        terminal.wait_for("STOPPED [0-9]+ cooked")


def test_without_a_shell_ctrl_z_says_so_and_goes_on(tmp_path: Path, own_store: Path) -> None:
    with desk(tmp_path, "--store", own_store) as terminal:
        terminal.do("2", until="Queue 30")
        terminal.do("\x1a", until="There is no shell to go back to")
        terminal.do("j", until="2 of 30")


def test_a_storm_of_resizes_ends_in_a_screen_that_is_whole(tmp_path: Path, own_store: Path) -> None:
    with desk(tmp_path, "--store", own_store) as terminal:
        terminal.do("2", until="Queue 30")
        for step in range(60):
            terminal.resize(80 + step * 2, 24 + step % 30)
        terminal.resize(100, 30)
        terminal.wait_until(
            lambda text: text.splitlines()[-1].endswith("? keys") and "1 of 30" in text
        )
        terminal.settle(0.4)
        heads = [line for line in terminal.text.splitlines() if "due in    sc  customer" in line]
        assert len(heads) == 1
        assert max(map(len, terminal.text.splitlines())) <= 100


def test_two_people_see_who_writes_and_what_changes_under_a_note(
    tmp_path: Path, own_store: Path
) -> None:
    with (
        desk(tmp_path, "--store", own_store, person="alice") as alice,
        desk(tmp_path, "--store", own_store, person="bob") as bob,
    ):
        alice.do("2", until="Queue 30")
        bob.do("2", until="Queue 30")
        bob.do("n", *"called", until="called")
        alice.wait_for("bob is writing")
        assert re.search(r"-\*", alice.text)
        quiet = len(alice.written)
        alice.settle(1.3)
        assert len(alice.written) == quiet
        alice.do("m", until="Yours")
        bob.wait_for("Meanwhile alice .*Your text is kept")
        assert "called" in bob.text
        bob.do("enter", until="Noted")
        alice.wait_until(lambda text: "bob is writing" not in text)
        bob.do("m", until="alice has it")


def _desk_of(terminal: Terminal) -> int:
    """The process id of the desk that the shell runs."""
    children = Path(f"/proc/{terminal.pid}/task/{terminal.pid}/children").read_text()
    return int(children.split()[0])


def test_a_c_locale_takes_no_letter_and_no_rule_away(tmp_path: Path, own_store: Path) -> None:
    bare = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "LANG": ""}
    with desk(tmp_path, "--store", own_store, env=bare) as terminal:
        terminal.do("2", until="王小明")
        assert "──" in terminal.text
        assert "\\u" not in terminal.text


def test_damage_is_said_in_the_screen_and_a_mended_store_is_read_with_r(
    tmp_path: Path, own_store: Path
) -> None:
    (file,) = (own_store / "responses").glob("*.parquet")
    content = file.read_bytes()
    # Both its ends are right: polars panics, and tells that on file 2 in words of its own.
    file.write_bytes(content[:2_000] + content[len(content) // 2 :])
    with desk(tmp_path, "--store", own_store) as terminal:
        terminal.wait_for(r"is damaged; restore it from a\s+backup\. r asks again\.")
        assert b"panicked" not in terminal.written
        file.write_bytes(content)
        terminal.do("r", until="detractors +\\d|Bergen|王小明")
        assert "is damaged" not in terminal.text
