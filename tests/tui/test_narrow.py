"""A terminal of hardly any cells: nothing fits, and the desk goes on."""

import pytest
from tests.tui.sitting import sitting

from npstui.present.text import SafeText
from npstui.tui.lines.view_tabs import filter_pieces


@pytest.mark.parametrize(("screen", "keys"), [("2", ("f", *"score<3")), ("5", ("M", *"new app"))])
async def test_a_line_that_is_typed_on_lives_in_no_room_at_all(
    screen: str, keys: tuple[str, ...]
) -> None:
    async with sitting(screen=screen) as seat:
        await seat.press(*keys)
        for size in ((20, 5), (1, 1), (3, 60), (200, 2), (120, 40)):
            await seat.pilot.resize_terminal(*size)
            await seat.settle()
        assert any("".join(keys[1:]) in line for line in seat.lines)


def test_a_filter_of_any_length_is_cut_to_its_end() -> None:
    line = filter_pieces(SafeText("客服 word " * 20_000), None, 120)
    assert line is not None
    assert line.width < 60
    assert "".join(text for text, _style in line.pieces).startswith("…")


async def test_a_form_that_is_higher_than_the_terminal_brings_no_scrollbar() -> None:
    async with sitting(size=(60, 15)) as seat:
        await seat.press("c", "m")
        assert seat.line("Contact ")
        assert not seat.app.screen.show_vertical_scrollbar
        assert seat.app.screen.size.width == 60
