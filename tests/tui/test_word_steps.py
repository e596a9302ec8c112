"""Esc b and esc f of one read: a word's step where a text is typed, two keys elsewhere."""

import pytest
from tests.tui.sitting import Sitting, sitting
from textual import events

from npstui.tui.typed_line import TypedLine
from npstui.tui.widgets.forms import NoteForm
from npstui.tui.word_steps import BACK_A_WORD, ON_A_WORD


def at_once(seat: Sitting, letter: str) -> None:
    """What the driver makes of esc and the letter in one read."""
    seat.app.screen.on_key(events.Key(f"escape+{letter}", None))  # type: ignore[attr-defined]


async def test_a_note_keeps_its_form_and_steps_over_a_word() -> None:
    async with sitting() as seat:
        await seat.press("n", *"one two")
        at_once(seat, "b")
        await seat.press("x")
        at_once(seat, "f")
        await seat.press("y")
        assert isinstance(seat.queue.dialog, NoteForm)
        assert seat.queue.dialog.field.written == "one xtwoy"


async def test_a_filter_and_a_find_keep_their_line() -> None:
    async with sitting() as seat:
        for key in "/f":
            await seat.press(key, *"one two")
            at_once(seat, "b")
            await seat.press("x")
            line = getattr(seat.queue.dialog, "line")  # noqa: B009
            assert (line.text, line.at) == ("one xtwo", 5)
            await seat.press("escape")


async def test_choices_a_picker_and_a_list_take_two_keys() -> None:
    async with sitting() as seat:
        for opens in ("c", "t", "x"):
            await seat.press(opens)
            assert seat.queue.dialog is not None
            at_once(seat, "f")
            await seat.settle()
            assert seat.queue.dialog is not None
            assert str(seat.queue.dialog.title) == "filter"
            await seat.press("escape")
        await seat.press("space")
        at_once(seat, "f")
        await seat.settle()
        assert not seat.queue.list.marks
        assert str(getattr(seat.queue.dialog, "title", "")) == "filter"


async def test_the_text_of_a_contact_keeps_its_form() -> None:
    async with sitting() as seat:
        await seat.press("c", "shift+tab", *"one two")
        form = seat.queue.dialog
        assert form is not None
        at_once(seat, "b")
        await seat.press("x")
        assert seat.queue.dialog is form
        assert "one xtwo" in form.field.written  # type: ignore[attr-defined]


@pytest.mark.parametrize("back", BACK_A_WORD)
@pytest.mark.parametrize("on", ON_A_WORD)
def test_a_word_is_stepped_over(back: str, on: str) -> None:
    line = TypedLine("one  more")
    places = []
    for key in (back, back, back, on, on, on):
        assert not line.take(events.Key(key, None))
        places.append(line.at)
    assert places == [5, 0, 0, 3, 9, 9]
