"""A page that goes on below the screen says so, and no line of it is out of reach."""

from tests.tui.sitting import Sitting, sitting

from npstui.tui.lines.bars import in_sight
from npstui.tui.lines.drawing import Line


def words(lines: list[str], top: int, height: int) -> list[str]:
    pieces = [Line().say(each).pieces for each in lines]
    return ["".join(text for text, _ in line) for line in in_sight(pieces, top, height)]


def test_the_last_line_says_how_many_more_there_are() -> None:
    page = ["a", "b", "c", "d", "e"]
    assert words(page, 0, 5) == page
    assert words(page, 0, 3) == ["a", "b", " 3 more lines below, down goes on"]
    assert words(page, 1, 3) == ["b", "c", " 2 more lines below, down goes on"]
    assert words(page, 2, 3) == ["c", "d", "e"]
    assert words([], 0, 3) == []
    assert words(page, 0, 0) == []


def said(seat: Sitting) -> bool:
    return any("more lines below, down goes on" in line for line in seat.lines)


async def test_case_and_customer_say_that_they_go_on_and_their_end_is_reached() -> None:
    async with sitting(size=(80, 12)) as seat:
        await seat.press("enter")
        assert said(seat)
        await seat.press("G")
        assert not said(seat)
        await seat.press("q", "p")
        assert said(seat)
        await seat.press("G", *["down"] * 20)
        assert not said(seat)
