"""h hands on, x ends with an outcome or in full, the palette hands everything over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.tui.fake_cases import NOW
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting, sitting

from npstui.present.text import safe
from npstui.present.values import PersonLoad


def ran(seat: Sitting, verb: str) -> list[str]:
    return [call for call in seat.desk.calls if call.startswith(verb)]


async def test_h_hands_on_in_two_digits_and_its_text_goes_to_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with sitting() as seat:
        written: list[str] = []
        monkeypatch.setattr(seat.app.outside, "write", written.append)
        await seat.press("h")
        assert "hand 王小明 on, outside the desk (a: a colleague)" in seat.line("contact data too")
        assert "Dispatch" in seat.line("2 waiting")
        await seat.press("1")
        assert "王小明 waits for Dispatch" in seat.line("enter hands on")
        await seat.press("3")
        assert ran(seat, "case.hand-on") == [
            "case.hand-on r0 {'person': 'Dispatch', 'until': '7d', 'contact': False}"
        ]
        assert seat.said == ("Waits for Dispatch until 7d; text sent. u undoes")
        assert written[0].startswith("\x1b]52;c;")


async def test_contact_data_goes_along_only_where_tab_asked_for_it() -> None:
    async with sitting() as seat:
        await seat.press("h", "tab")
        assert "with name, mail and phone to" in seat.line("hand 王小明 on")
        await seat.press("tab", "tab", "2", "1")
        assert "'contact': True" in ran(seat, "case.hand-on")[0]


async def test_somebody_who_is_not_listed_is_typed_and_esc_leaves_without_a_trace() -> None:
    async with sitting() as seat:
        await seat.press("h", *"Ola", "enter", "escape")
        assert not ran(seat, "case.hand-on")
        await seat.press("h", *"Ola", "enter", "space", *"5d", "enter")
        assert "'person': 'Ola', 'until': '5d'" in ran(seat, "case.hand-on")[0]


async def test_who_is_not_in_people_is_listed_with_how_to_add_them() -> None:
    desk = FakeDesk()
    desk.strangers = ("Wu",)
    async with sitting(desk) as seat:
        await seat.press("h", "3")
        assert seat.said.startswith("Wu is not among the people outside the desk yet. Settings,")
        assert not ran(seat, "case.hand-on")


async def test_marked_cases_are_handed_on_as_one_and_undone_as_one() -> None:
    async with sitting() as seat:
        await seat.press("space", "space", "space", "h", "1", "1")
        assert "r0,r1,r2" in ran(seat, "case.hand-on")[0]
        await seat.press("u")
        assert seat.said.startswith("Took back: Waits for Dispatch")


async def test_a_case_that_waits_is_taken_back_by_the_first_entry() -> None:
    desk = FakeDesk()
    asked = desk.case
    desk.case = lambda ref, now: replace(  # type: ignore[method-assign]
        asked(ref, now), handed_to=safe("Dispatch"), handed_until=NOW + timedelta(days=2)
    )
    async with sitting(desk) as seat:
        await seat.until(lambda: seat.queue.case)
        assert "waits for Dispatch until Mon" in seat.line("王小明   detractor")
        await seat.press("h", "1")
        assert ran(seat, "case.hand-back") == ["case.hand-back r0 {}"]


async def test_an_outcome_is_still_one_digit() -> None:
    async with sitting() as seat:
        await seat.press("x", "2")
        assert ran(seat, "case.resolve") == ["case.resolve r0 {'outcome': 'apologised'}"]


async def test_tab_asks_for_remedy_amount_and_a_second_look() -> None:
    async with sitting() as seat:
        await seat.press("x", "down", "down", "tab")
        assert ">compensated" in seat.line("Outcome")
        assert ">none" in seat.line("Remedy")
        await seat.press("right", "right", "right", "down", "right", "right", *"250", "enter")
        (given,) = ran(seat, "case.resolve")
        assert given.startswith("case.resolve r0 {'outcome': 'compensated', 'remedy': 'voucher', ")
        assert given.endswith("'amount': '250', 'again': '14d'}")


async def test_the_full_resolution_fits_80_columns_and_esc_leaves_it() -> None:
    async with sitting(size=(80, 24)) as seat:
        await seat.press("x", "tab", *["right"] * 9)
        assert ">early test" in seat.line("Remedy")
        await seat.press("escape")
        assert not ran(seat, "case.resolve")


async def test_the_palette_hands_over_all_that_somebody_has() -> None:
    async with sitting() as seat:
        await seat.press("a", *"bob", "enter", "j", "a", *"bob", "enter")
        await seat.press(":", *"hand every", "enter", *"bob", "enter", *"chen", "enter")
        assert ran(seat, "team.hand-over") == [
            "team.hand-over r0,r1 {'giver': 'bob', 'person': 'chen'}"
        ]
        assert seat.said == "Handed over from bob to chen. u undoes"


async def test_the_assign_picker_says_load_measure_and_absence() -> None:
    desk = FakeDesk()
    away = (NOW + timedelta(days=3)).date()
    desk.people = lambda now: (  # type: ignore[method-assign] # noqa: ARG005
        PersonLoad(safe("alice"), 9, 20),
        PersonLoad(safe("bob"), 14, 12, away),
    )
    async with sitting(desk) as seat:
        await seat.press("a")
        assert "open, you of 20" in seat.line("alice  ")
        assert "open of 12, away until Tue" in seat.line(" bob  ")
