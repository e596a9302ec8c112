"""With `glyphs = "ascii"` nothing that npstui itself draws is wider or narrower than a terminal
set up for Chinese takes it to be.
"""

from dataclasses import replace
from unicodedata import east_asian_width

import pytest
from tests.tui.fake_cases import sample_cases
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting, sitting

from npstui.present.glyphs import ASCII

SCREENS = {
    "overview": ("1",),
    "queue": (),
    "case": ("enter",),
    "customer": ("p",),
    "help": ("?",),
    "explain": ("i",),
    "palette": (":",),
    "copy": ("y",),
    "tag": ("t",),
    "contact": ("c", "p"),
    "note": ("n",),
    "snooze": ("z",),
    "resolve": ("x",),
}


def plain_desk() -> FakeDesk:
    """Names and comments in ASCII: what is left beyond it is our own."""
    cases = [
        replace(case, customer=f"Customer {number} with a long name", comment="Late again, " * 30)
        for number, case in enumerate(sample_cases(12))
    ]
    desk = FakeDesk(cases)
    desk.parts.plain = True
    return desk


def ambiguous(seat: Sitting) -> set[str]:
    return {each for line in seat.lines for each in line if east_asian_width(each) in "AFW"}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS)
async def test_every_screen_is_drawn_without_ambiguous_characters(
    keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    async with sitting(plain_desk(), size=size, glyphs=ASCII) as seat:
        await seat.press(*keys)
        assert ambiguous(seat) == set()
