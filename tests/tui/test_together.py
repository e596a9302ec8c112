"""Others at the same store: who writes is seen, and what they change under an open form."""

from dataclasses import replace

from tests.tui.fake_cases import ref, sample_cases
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting, sitting


async def others_write(seat: Sitting, *numbers: int, who: str = "bob") -> None:
    seat.desk.others_write = {ref(number): (who,) for number in numbers}
    await seat.until(lambda: len(seat.app.session.writers) == len(numbers))
    await seat.settle()


async def test_who_writes_has_a_star_beside_the_owner_and_stands_in_the_pane() -> None:
    cases = sample_cases(6)
    cases[0] = replace(cases[0], owner="chen")
    async with sitting(FakeDesk(cases)) as seat:
        await others_write(seat, 0, 1)
        assert "chen*" in seat.lines[4]
        assert "-*" in seat.lines[5]
        assert "bob is writing" in seat.line("bob is")
        await others_write(seat)
        assert "chen*" not in seat.lines[4]
        assert "bob is writing" not in "\n".join(seat.lines)


async def test_who_writes_is_told_on_the_case_screen() -> None:
    async with sitting() as seat:
        await seat.press("enter")
        await others_write(seat, 0)
        assert "bob is writing" in seat.lines[3]


async def test_one_s_own_writing_is_no_news() -> None:
    async with sitting() as seat:
        seat.desk.others_write = {ref(0): ("alice",), ref(1): ("bob",)}
        await seat.until(lambda: seat.app.session.writers)
        assert set(seat.app.session.writers) == {ref(1)}


async def test_who_writes_unchanged_sends_nothing_to_the_screens() -> None:
    async with sitting() as seat:
        await others_write(seat, 0)
        told = []
        seat.app.screen.show_writers = lambda: told.append(1)  # type: ignore[attr-defined]
        await seat.pilot.pause(2.2)
        assert told == []


async def test_a_note_or_contact_form_tells_the_others_until_it_is_closed() -> None:
    async with sitting() as seat:
        await seat.press("n")
        assert seat.desk.writes == [(ref(0),)]
        await seat.press("escape", "c")
        assert seat.desk.writes == [(ref(0),)]
        await seat.press("ctrl+s")
        assert seat.desk.writes == []


async def test_a_form_that_is_closed_at_once_tells_nobody_for_long() -> None:
    async with sitting() as seat:
        await seat.burst("n", "escape", "n", "o", "enter")
        assert seat.desk.writes == []


async def test_a_case_changed_under_an_open_note_says_what_and_the_text_stays() -> None:
    async with sitting() as seat:
        await seat.press("n", *"half a no")
        seat.desk.others_did = "bob made it theirs"
        seat.desk.rings = 1
        await seat.until(lambda: "Meanwhile" in seat.said)
        await seat.settle()
        assert "Meanwhile bob made it theirs. Your text is kept." in seat.line("Meanwhile")
        assert "half a no" in seat.line("half a no")
        await seat.press(*"te", "enter")
        assert "case.note r0 {'text': 'half a note'}" in seat.desk.calls


async def test_the_same_change_is_told_once() -> None:
    async with sitting() as seat:
        await seat.press("c")
        seat.desk.others_did = "bob tagged late"
        seat.desk.rings = 1
        await seat.until(lambda: "Meanwhile" in seat.said)
        seat.app.session.said = type(seat.app.session.said)("")
        seat.app.publish()
        await seat.settle()
        assert seat.said == ""


async def test_a_form_on_marks_asks_nothing_of_single_cases() -> None:
    async with sitting() as seat:
        await seat.press("space", "space", "n")
        assert seat.desk.writes == [(ref(0), ref(1))]
        seat.desk.rings = 1
        await seat.pilot.pause(0.4)
        assert not any(call.startswith("changed") for call in seat.desk.calls)
