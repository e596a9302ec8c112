"""y: which text goes to the terminal, in which bytes, and what is said of it."""

import re
from base64 import b64decode
from dataclasses import replace

import pytest
from tests.tui.fake_cases import sample_cases
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting, sitting

from npstui.tui.clipboard import MOST_BYTES, TooLong, to_clipboard
from npstui.tui.copying import copied_text

PLAIN = {"TERM": "xterm-256color"}


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def caught(seat: Sitting) -> list[str]:
    """What is written past the screen from here on."""
    written: list[str] = []
    seat.app.outside.write = written.append
    return written


def text_of(written: str) -> str:
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", written)
    assert found is not None
    return b64decode(found[1]).decode()


@pytest.mark.parametrize(
    ("letter", "text", "said"),
    [
        ("i", "r0", "sent to the terminal: id r0"),
        ("m", "r0@example.org", "sent to the terminal: mail r0@example.org"),
    ],
)
async def test_a_letter_sends_that_text(letter: str, text: str, said: str) -> None:
    async with sitting() as seat:
        written = caught(seat)
        await seat.press("y", letter)
        assert [text_of(each) for each in written] == [text]
        assert seat.said == said


async def test_what_is_not_there_is_said_and_nothing_is_sent() -> None:
    async with sitting() as seat:
        written = caught(seat)
        await seat.press("y", "p")
        assert (written, seat.said) == ([], "It has no phone; nothing was sent.")


async def test_all_has_who_what_and_when() -> None:
    async with sitting() as seat:
        written = caught(seat)
        await seat.press("y", "a")
        assert text_of(written[0]).splitlines() == [
            "王小明",
            "id: r0",
            "mail: r0@example.org",
            "score: 0, answered 2026-11-21 14:02 UTC",
            seat.desk.cases[0].comment,
        ]


async def test_of_marked_cases_one_stands_below_the_other() -> None:
    async with sitting() as seat:
        written = caught(seat)
        await seat.press("space", "space", "y", "i")
        assert text_of(written[0]) == "r0\nr1"
        assert seat.said == "sent to the terminal: id of 2 cases"


async def test_too_much_is_refused_with_the_way_out() -> None:
    cases = sample_cases(2)
    cases[0] = replace(cases[0], comment="ä" * MOST_BYTES)
    async with sitting(FakeDesk(cases)) as seat:
        written = caught(seat)
        await seat.press("y", "c")
        assert not written
        assert "149,988 bytes, more than the 74,994 a terminal takes" in seat.said


async def test_esc_sends_nothing_and_other_keys_wait_for_a_letter() -> None:
    async with sitting() as seat:
        written = caught(seat)
        await seat.press("y", "x", "escape")
        assert (written, seat.queue.dialog) == ([], None)


def test_what_is_pasted_cannot_steer_a_terminal() -> None:
    row = {
        "response_id": "a\x1b[2Jb",
        "comment": "one\x07\r\ntwo\x9b",
        "email": None,
        "phone": None,
    }
    assert copied_text("i", [row]) == ("a[2Jb", 1)
    assert copied_text("c", [row]) == ("one\ntwo", 1)


def test_the_largest_text_is_a_hundred_thousand_bytes_on_the_wire() -> None:
    assert len(to_clipboard("x" * MOST_BYTES, PLAIN)) == 100_000
    with pytest.raises(TooLong):
        to_clipboard("x" * (MOST_BYTES + 1), PLAIN)


@pytest.mark.parametrize("environment", [{"TMUX": "/tmp/t,1,0"}, {"TERM": "tmux-256color"}])
def test_in_tmux_it_is_sent_bare_and_wrapped(environment: dict[str, str]) -> None:
    bare = to_clipboard("hej", PLAIN)
    wrapped = "\x1bPtmux;" + bare.replace("\x1b", "\x1b\x1b") + "\x1b\\"
    assert to_clipboard("hej", environment) == bare + wrapped


@pytest.mark.parametrize("environment", [{"STY": "1.pts"}, {"TERM": "screen.xterm-256color"}])
def test_in_screen_it_goes_in_strings_that_screen_passes_on(environment: dict[str, str]) -> None:
    written = to_clipboard("x" * 1000, environment)
    parts = re.findall(r"\x1bP(.*?)\x1b\\", written, re.DOTALL)
    assert "".join(parts) == to_clipboard("x" * 1000, PLAIN)
    assert max(map(len, parts)) <= 240


async def test_with_the_pane_closed_it_offers_what_the_case_has() -> None:
    async with sitting() as seat:
        seat.queue.pane.closed, seat.queue.pane.case = True, None
        await seat.press("y")
        await seat.settle()
        assert "a@example.org" in seat.line(" m  mail")
