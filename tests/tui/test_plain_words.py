"""Words that a newcomer understands: what a command is found by, whom it means, where more is."""

import pytest
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting, sitting

from npstui.desk.catalogue import CATALOGUE
from npstui.desk.synonyms import SYNONYMS
from npstui.present.text import safe
from npstui.present.values import PersonLoad
from npstui.tui.widgets.contact_form import ContactForm
from npstui.tui.widgets.picker import Picker


def listed(seat: Sitting) -> list[str]:
    dialog = seat.queue.dialog
    assert isinstance(dialog, Picker)
    return [str(option.shown) for option in dialog.matches]


def test_words_that_a_command_is_found_by_are_of_commands_there_are() -> None:
    assert set(SYNONYMS) <= {command.id for command in CATALOGUE}


async def test_the_palette_finds_commands_by_what_people_call_them() -> None:
    expected = {
        "theme": "Settings", "light": "Settings", "dark": "Settings", "colour": "Settings",
        "language": "Settings", "owner": "Assign", "colleague": "Assign", "help": "Keys",
        "quit": "Back or leave", "export": "Export", "phone": "Contact", "close": "Resolve",
        "people": "Settings", "capacity": "Settings", "csv": "Export", "later": "Snooze",
    }  # fmt: skip
    async with sitting() as seat:
        await seat.press(":")
        for word, title in expected.items():
            await seat.press("ctrl+u", *word)
            assert title in listed(seat), word


async def test_h_says_that_a_colleague_is_given_cases_by_another_key() -> None:
    async with sitting(size=(80, 24)) as seat:
        await seat.press("h", *"bo")
        assert "a colleague at the desk: a gives it to them" in seat.line("bob")
        await seat.press("enter")
        assert seat.said.startswith("bob is a colleague at the desk: a gives it to them")
        assert not [call for call in seat.desk.calls if call.startswith("case.hand-on")]


async def test_a_counts_as_mine_does_and_says_what_is_snoozed() -> None:
    desk = FakeDesk()
    load = PersonLoad(safe("alice"), 13, snoozed=2)
    desk.people = lambda now: (load,)  # type: ignore[method-assign]  # noqa: ARG005
    async with sitting(desk) as seat:
        await seat.press("a")
        line = seat.line("open, you, 2 snoozed")
        assert " 11 " in line


async def test_enter_goes_through_the_form_and_its_keys_are_named_at_80_cells() -> None:
    async with sitting(size=(80, 24)) as seat:
        await seat.press("c")
        assert "enter next" in seat.line("── Contact")
        for _row in range(5):
            await seat.press("enter")
            assert isinstance(seat.queue.dialog, ContactForm)
        for _row in range(3):
            await seat.press("tab")
        dialog = seat.queue.dialog
        assert isinstance(dialog, ContactForm)
        while not dialog.in_text:
            await seat.press("tab")
        assert "tab next" in seat.line("── Contact")
        assert "down goes on" in seat.line("text of ")


async def test_help_tells_the_letters_of_a_list() -> None:
    async with sitting() as seat:
        await seat.press("?", "G")
        assert seat.line("reach t by phone, m by mail")


@pytest.mark.parametrize(("size", "there"), [((120, 40), False), ((200, 60), True)])
async def test_the_next_view_is_named_where_there_is_room(
    size: tuple[int, int], there: bool
) -> None:
    async with sitting(size=size) as seat:
        assert ("tab next view" in seat.lines[-1]) is there
