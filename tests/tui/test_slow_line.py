"""A line slower than what is painted: frames are left out, and the newest state is painted."""

import re
from itertools import cycle

import pyte
import pytest
from tests.tui.sitting import Sitting, sitting

from npstui.tui.app import DeskApp

CURSOR = re.compile(r"\x1b\[(\d+);1H\x1b\[1;97;100m")  # the line that has its background


class SlowLine:
    """Whether the terminal is behind, and the text of every frame that was painted."""

    def __init__(self) -> None:
        self.behind = False
        self.frames: list[str] = []

    def display(self, app: DeskApp, _screen: object, renderable: object) -> None:
        """In place of the app's: what would go to the terminal."""
        if renderable is not None and app._running:
            self.frames.append(renderable.render_segments(app.console))  # type: ignore[attr-defined]
        app.post_display_hook()


@pytest.fixture
def line(monkeypatch: pytest.MonkeyPatch) -> SlowLine:
    made = SlowLine()
    monkeypatch.setattr(DeskApp, "terminal_is_behind", property(lambda _app: made.behind))
    monkeypatch.setattr(DeskApp, "_display", lambda app, *args: made.display(app, *args))
    return made


async def drained(seat: Sitting, line: SlowLine) -> None:
    line.behind = False
    await seat.until(lambda: line.frames)
    await seat.settle()


async def test_nothing_is_painted_while_the_terminal_is_behind(line: SlowLine) -> None:
    async with sitting() as seat:
        line.behind = True
        line.frames.clear()
        await seat.press("j", "j", "down", "pagedown")
        assert line.frames == []


async def test_what_was_left_out_is_painted_once_and_as_it_is_now(line: SlowLine) -> None:
    async with sitting() as seat:
        await seat.press("g")
        line.behind = True
        line.frames.clear()
        await seat.press("j", "j", "j", "k")
        await drained(seat, line)
        assert CURSOR.findall("".join(line.frames)) == ["7"]


async def test_a_screen_opened_on_a_slow_line_is_painted_whole(line: SlowLine) -> None:
    async with sitting() as seat:
        line.behind = True
        line.frames.clear()
        await seat.press("?")
        assert line.frames == []
        await drained(seat, line)
        painted = "".join(line.frames)
        assert "Make it mine" in painted
        assert {f"\x1b[{number};1H" in painted for number in range(1, 41)} == {True}


async def test_a_screen_left_on_a_slow_line_is_not_painted_over_the_next(line: SlowLine) -> None:
    async with sitting() as seat:
        line.behind = True
        await seat.press("j", "1")
        line.frames.clear()
        await drained(seat, line)
        assert seat.app.front is seat.app.screen
        assert "due in" not in "".join(line.frames)
        assert "Answers by score" in "".join(line.frames)


async def test_a_line_that_is_behind_now_and_then_loses_nothing(
    line: SlowLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = pyte.Screen(120, 40)
    stream = pyte.Stream(terminal)
    async with sitting() as seat:
        seat.app.screen.refresh()
        await seat.settle()
        come_and_go = cycle((True, True, False, True))
        monkeypatch.setattr(DeskApp, "terminal_is_behind", property(lambda _app: next(come_and_go)))
        for key in ("j", "n", "escape", "t", "escape", "m", "1", "2", "?", "q", "e", "escape", "k"):
            await seat.press(key)

        def all_is_shown() -> bool:
            for frame in line.frames:
                stream.feed(frame.replace("\n", "\r\n"))
            line.frames.clear()
            shown = [each.replace(" ", "") for each in terminal.display]
            return shown == [each.replace(" ", "") for each in seat.lines]

        await seat.until(all_is_shown)


async def test_a_terminal_that_keeps_up_is_painted_at_once(line: SlowLine) -> None:
    async with sitting() as seat:
        line.frames.clear()
        await seat.press("j")
        await seat.press("j")
        assert len(line.frames) >= 2
