"""What is pasted arrives as one text, whatever is in it and however the bytes are cut."""

import pytest
from tests.tui.sitting import sitting
from textual import events

from npstui.tui.driver import EscapeFirst
from npstui.tui.pastes import PasteScreen
from npstui.tui.screens.base import LONGEST_PASTE

COME = "a\x1b[200~one\x1b[31m two\x1b\x1b[B\x1b]0;x\x07\x1b[201~b\x1b[200~\x1b[201\x1b[201~c\x1b[A"


def read(parts: list[str]) -> list[str]:
    parser, screen = EscapeFirst(), PasteScreen()
    found = []
    for part in parts:
        for message in parser.feed(text) if (text := screen.screened(part)) else ():
            if isinstance(message, events.Paste):
                found.append(f"paste {message.text!r}")
            elif isinstance(message, events.Key):
                found.append(message.key)
    return found


WHOLE = ["a", "paste 'one[31m two[B]0;x\\x07'", "b", "paste '[201'", "c", "up"]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 11, 100])
def test_no_escape_in_a_paste_makes_keys_of_it(size: int) -> None:
    assert read([COME[at : at + size] for at in range(0, len(COME), size)]) == WHOLE


def test_what_is_not_pasted_goes_through_at_once() -> None:
    screen = PasteScreen()
    for part in ("\x1b", "x", "\x1b[", "A", "\x1b[20", "1~", "\x1b[200"):
        assert screen.screened(part) == part


@pytest.mark.parametrize(
    ("keys", "kept"),
    [("f", "5,000"), ("/", "5,000"), ("n", "5,000"), ("c", "5,000"),
     ("t", "200"), ("w", "200"), ("v", "200"), ("a", "200"), (":", "200")],
)  # fmt: skip
async def test_a_paste_beyond_measure_is_cut_in_words(keys: str, kept: str) -> None:
    async with sitting() as seat:
        await seat.press(keys)
        seat.app.post_message(events.Paste("客服 a" * LONGEST_PASTE))
        await seat.settle()
        assert seat.said == f"Only the first {kept} of 20,000 characters were pasted."
