"""The last line names the keys that act: those of the screen, never while a dialog has them all."""

import pytest
from tests.tui.sitting import sitting


@pytest.mark.parametrize("screen", ["1", "2", "5"])
@pytest.mark.parametrize("opens", ["f", "w", "/", "e", "ctrl+p"])
async def test_a_dialog_leaves_the_last_line_to_its_own_keys(screen: str, opens: str) -> None:
    async with sitting(screen=screen, size=(80, 24)) as seat:
        before = seat.lines[-1]
        assert before.endswith("? keys")
        await seat.press(opens)
        if (dialog := seat.app.front.dialog if seat.app.front else None) is None:
            assert (screen, opens) in {("1", "/"), ("1", "e"), ("5", "/")}  # keys of a list
            return
        assert seat.lines[-1] == ""
        assert seat.line(f"── {dialog.title.split(':')[0]}").endswith("──")
        assert "esc" in seat.line(f"── {dialog.title.split(':')[0]}")
        await seat.press("escape")
        assert seat.lines[-1] == before


@pytest.mark.parametrize("opens", ["t", "a", "n", "c", "x", "z", "h", "y"])
@pytest.mark.parametrize("own", [False, True])
async def test_neither_does_one_of_a_case(opens: str, *, own: bool) -> None:
    async with sitting(size=(80, 24)) as seat:
        if own:
            await seat.press("enter")
        before = seat.lines[-1]
        await seat.press(opens)
        assert seat.lines[-1] == ""
        await seat.press("escape")
        assert seat.lines[-1] == before
