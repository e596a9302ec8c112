"""What the response list costs on the wire at 120x40, key by key. Bytes are exact, so they are
asserted; milliseconds are for the benchmarks.
"""

import re
import statistics
from collections.abc import Iterator

import pytest
from tests.pty.list_app import TOTAL
from tests.pty.terminal import Terminal

APP = "tests/pty/list_app.py"
MOVE_BYTES, PAGE_BYTES = 800, 12_000
SIXTEEN_COLOURS = "npstui-dark-16"

# What a frame may hold beside text: styles, cursor moves, ends of lines, synchronized output.
ALLOWED = re.compile(rb"\x1b\[[0-9;]*m|\x1b\[\d+;\d+H|\x1b\[\?2026[hl]|\x1b\[\?25[hl]|\r\n")


@pytest.fixture(params=["npstui-dark", "npstui-light", SIXTEEN_COLOURS])
def terminal(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """The list over 50,000 rows, settled."""
    with Terminal([APP, str(request.param)]) as running:
        running.wait_for("Karin Lindqvist")
        yield running


def test_a_cursor_move_repaints_two_lines(terminal: Terminal) -> None:
    costs = [len(terminal.press("j", quiet=0.25).data) for _ in range(14)]
    costs += [len(terminal.press("up", quiet=0.25).data) for _ in range(4)]
    assert max(costs) <= MOVE_BYTES
    assert min(costs) > 0


def test_a_page_is_within_its_bytes(terminal: Terminal) -> None:
    costs = [len(terminal.press("pagedown").data) for _ in range(4)]
    assert 0 < max(costs) <= PAGE_BYTES


def test_running_down_the_list_costs_a_move_in_the_median(terminal: Terminal) -> None:
    terminal.press(*["down"] * 30)
    costs = [len(terminal.press("down", quiet=0.05).data) for _ in range(30)]
    assert statistics.median(costs) <= MOVE_BYTES
    assert max(costs) <= PAGE_BYTES


def test_a_list_left_alone_writes_nothing(terminal: Terminal) -> None:
    assert terminal.settle(quiet=1.0) == b""


def test_nothing_in_a_comment_reaches_the_terminal(terminal: Terminal) -> None:
    pages = b"".join(terminal.press("pagedown").data for _ in range(3))
    left = ALLOWED.sub(b"", pages).decode()
    shown_as_blank = {"\u3000", "\xa0"}
    assert {each for each in left if not each.isprintable()} <= shown_as_blank


def test_the_last_of_fifty_thousand_is_one_key_away(terminal: Terminal) -> None:
    painted = terminal.press("G")
    assert 0 < len(painted.data) <= PAGE_BYTES
    back = terminal.press("g")
    assert 0 < len(back.data) <= PAGE_BYTES
    assert TOTAL == 50_000


def test_the_cursor_is_reverse_without_colour() -> None:
    with Terminal([APP, "npstui-mono", "ascii"], env={"NO_COLOR": "1"}) as running:
        running.wait_for("Karin Lindqvist")
        painted = running.press("j").data
        styles = {
            code for sgr in re.findall(rb"\x1b\[([0-9;]*)m", painted) for code in sgr.split(b";")
        }
        assert styles == {b"0", b"1", b"7", b"39", b"49"}


def test_ascii_glyphs_leave_no_block_or_ellipsis() -> None:
    with Terminal([APP, "npstui-dark", "ascii"], columns=80, lines=24) as running:
        running.wait_for("Karin")
        assert "Karin Lindqvi~" in running.text
        assert "…" not in running.text
