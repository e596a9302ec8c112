"""What the real desk costs on the wire at 120x40, and that every size and palette works.

Bytes are exact, so they are asserted; milliseconds are for the benchmarks.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.pty.desks import DETRACTORS, desk
from tests.pty.terminal import Terminal

MOVE_BYTES, PAGE_BYTES, PANE_BYTES, CASE_BYTES = 800, 12_000, 1_500, 4_000
IDLE_SECONDS = 2.0
SGR = re.compile(rb"\x1b\[([0-9;]*)m")
SIZES = ((80, 24), (200, 60), (40, 12), (100, 19), (20, 5), (3, 2), (160, 40), (81, 20), (1, 1))


@pytest.fixture(params=[(120, 40), (80, 24)], ids=["120x40", "80x24"])
def terminal(request: pytest.FixtureRequest, store: Path, tmp_path: Path) -> Iterator[Terminal]:
    """The desk on its detractors, the pane with the first case; settled."""
    columns, lines = request.param
    with desk(tmp_path, store, columns=columns, lines=lines) as running:
        open_queue(running)
        yield running


def open_queue(running: Terminal) -> None:
    """Screen 2 with its rows and the pane, settled."""
    running.wait_for(r"2 Det\w* \d", quiet=0.0)
    running.do("2", until=f" 1 of {DETRACTORS} ")
    running.wait_for("nobody's, no contact yet", quiet=0.3)


def cost(running: Terminal, key: str, place: int, quiet: float = 0.1) -> int:
    """The bytes of a key that leads to a place, until it was quiet so long; 0 where a whole minute
    passed meanwhile: the shown times step then, which is no cost of the key.
    """
    minute, start = datetime.now(UTC).minute, len(running.written)
    running.do(key, until=f" {place} of {DETRACTORS} ")
    running.settle(quiet)
    return len(running.written) - start if datetime.now(UTC).minute == minute else 0


def test_a_cursor_move_repaints_two_lines_and_the_place(terminal: Terminal) -> None:
    terminal.press("esc", quiet=0.4)  # without the pane nothing follows the move
    costs = [cost(terminal, "j", place) for place in range(2, 10)]
    costs += [cost(terminal, "up", place) for place in (8, 7, 6)]
    assert max(costs) <= MOVE_BYTES


def test_the_pane_follows_once_the_cursor_rests(terminal: Terminal) -> None:
    for place in range(2, 7):
        assert cost(terminal, "j", place, quiet=0.3) <= MOVE_BYTES + PANE_BYTES
        terminal.wait_for(f"d{place - 1}@example.org", quiet=0.0)


def test_the_pane_never_comes_while_keys_arrive(terminal: Terminal) -> None:
    terminal.send(*"jjjjjjjjjj")
    terminal.wait_for(" 11 of ", quiet=0.0)
    assert "d0@example.org" in terminal.text
    terminal.wait_for("d10@example.org", quiet=0.0)
    every_mail = set(re.findall(rb"d\d+@example.org", terminal.written))
    assert every_mail <= {b"d0@example.org", b"d10@example.org"}


def test_a_page_is_within_its_bytes(terminal: Terminal) -> None:
    lines = 11 if terminal.screen.lines == 24 else 21
    steps = [("pagedown", 1 + lines), ("pagedown", 1 + 2 * lines), ("pageup", 1 + lines)]
    costs = [cost(terminal, key, place, quiet=0.3) for key, place in steps]
    costs += [cost(terminal, "G", DETRACTORS, quiet=0.3), cost(terminal, "g", 1, quiet=0.3)]
    assert max(costs) <= PAGE_BYTES


def test_a_verb_repaints_what_it_changed(terminal: Terminal) -> None:
    terminal.do("m", until="Yours")
    terminal.press("j", quiet=0.4)
    assert 0 < len(terminal.press("m", quiet=0.4).data) <= MOVE_BYTES + PANE_BYTES
    terminal.wait_for("Mine 2 ", quiet=0.0)


def test_the_next_case_repaints_what_is_other_in_it(terminal: Terminal) -> None:
    terminal.do("enter", until="q back")
    terminal.settle(0.4)
    for place, key in ((2, "J"), (3, "J"), (4, "J"), (3, "K"), (2, "K")):
        assert cost(terminal, key, place, quiet=0.3) <= CASE_BYTES
        terminal.wait_for(f"d{place - 1}@example.org", quiet=0.0)
    terminal.do("q", until="Queue 300")
    terminal.wait_until(lambda text: "due in" in text and " 2 of 300 " in text)


@pytest.mark.parametrize("keys", ["1", "2", "2t"])
def test_a_desk_left_alone_writes_nothing(keys: str, store: Path, tmp_path: Path) -> None:
    with desk(tmp_path, store) as running:
        open_queue(running)
        running.press(*keys, quiet=0.4)
        written, minute = b"-", datetime.now(UTC).minute
        while written:
            start = len(running.written)
            running.settle(quiet=IDLE_SECONDS)
            written = running.written[start:]
            assert not written or datetime.now(UTC).minute != minute
            minute = datetime.now(UTC).minute


@pytest.mark.parametrize("keys", ["1", "2jjj", "2n", "2t", "2c", "?"])
def test_a_storm_of_sizes_leaves_the_same_screen(keys: str, store: Path, tmp_path: Path) -> None:
    with desk(tmp_path, store) as running:
        open_queue(running)
        running.press(*keys, quiet=0.3)
        before = running.text
        for columns, lines in SIZES:
            running.resize(columns, lines)
            running.settle(quiet=0.02)
        running.resize(120, 40)
        running.wait_until(lambda text: frame(text) == frame(before))


def frame(text: str) -> list[str]:
    """The lines but those of the list, which may have scrolled; without what a moment changes."""
    lines = re.sub(r"\d+ (h|min)\b", "", text).splitlines()
    rules = [at for at, line in enumerate(lines) if line.startswith("─")]
    return lines[:4] + lines[rules[0] :] if rules else lines


def test_without_colour_no_colour_is_sent(store: Path, tmp_path: Path) -> None:
    with desk(tmp_path, store, env={"NO_COLOR": "1"}) as running:
        open_queue(running)
        running.press("j", "t", "esc", "1", "?", quiet=0.2)
        assert codes(running.written) <= {"", "0", "1", "2", "7", "22", "27", "39", "49"}
        assert "7" in codes(running.written)


def test_a_terminal_of_sixteen_colours_gets_those(store: Path, tmp_path: Path) -> None:
    with desk(tmp_path, store, env={"TERM": "xterm", "COLORTERM": ""}) as running:
        open_queue(running)
        running.press("j", "t", "esc", "1", "?", quiet=0.2)
        plain = {"", "0", "1", "2", "7", "22", "27", "39", "49"}
        colours = codes(running.written) - plain
        assert colours
        assert all(re.fullmatch("3[0-7]|4[0-7]|9[0-7]|10[0-7]", code) for code in colours)


def codes(written: bytes) -> set[str]:
    """Every attribute that was sent."""
    return {code for sgr in SGR.findall(written) for code in sgr.decode().split(";")}
