"""While the store cannot be read a screen says so where its content would be, and recovers."""

from collections.abc import Callable

from tests.tui.fake_cases import ref
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting, sitting

from npstui.store.errors import StoreDamaged
from npstui.tui.screens.case import CaseScreen
from npstui.tui.screens.overview import OverviewScreen

DAMAGED = "responses/a.parquet is damaged; restore it from a backup."


class Damage:
    """While `holds`, some questions of a desk fail as on a damaged file."""

    def __init__(self, desk: object, *names: str) -> None:
        self.holds = True
        for name in names:
            setattr(desk, name, self._failing(getattr(desk, name)))

    def _failing(self, asked: Callable[..., object]) -> Callable[..., object]:
        def ask(*given: object, **named: object) -> object:
            if self.holds:
                raise StoreDamaged(DAMAGED)
            return asked(*given, **named)

        return ask


def content(seat: Sitting) -> str:
    """The screen between tabs and rule, as one text."""
    return " ".join(" ".join(seat.lines[2:-2]).split())


async def test_a_case_that_cannot_be_read_says_why_and_comes_with_r() -> None:
    desk = FakeDesk()
    damage = Damage(desk, "case")
    async with sitting(desk) as seat:
        await seat.press("enter")
        assert f"{DAMAGED} r asks again." in content(seat)
        assert "Reading" not in content(seat)
        await seat.press("m")  # waits for nothing, and is not done later
        assert seat.said == DAMAGED
        damage.holds = False
        await seat.press("r")
        assert "Reading" not in content(seat)
        assert DAMAGED not in content(seat)
        assert isinstance(seat.app.screen, CaseScreen)
        assert desk.cases[0].owner is None
        await seat.press("m")
        assert desk.cases[0].owner == "alice"


async def test_keys_that_waited_for_a_case_do_not_hold_the_way_out() -> None:
    desk = FakeDesk()
    Damage(desk, "case")
    async with sitting(desk) as seat:
        desk.gate.clear()
        await seat.pilot.press("enter", "m", "n")
        desk.gate.set()
        await seat.settle()
        await seat.press("q")
        assert seat.app.screen is seat.queue


async def test_j_goes_on_from_a_case_that_cannot_be_read() -> None:
    desk = FakeDesk()
    damage = Damage(desk, "case")
    async with sitting(desk) as seat:
        await seat.press("enter")
        damage.holds = False
        await seat.press("J")
        assert isinstance(seat.app.screen, CaseScreen)
        assert seat.app.screen.ref == ref(1)
        assert "Karin Lindqvist" in seat.lines[3]
        damage.holds = True
        await seat.press("J")
        assert DAMAGED in content(seat)  # not the case before, as if it were this one
        assert "Karin Lindqvist" not in content(seat)


async def test_trends_say_it_and_come_with_the_next_ring() -> None:
    desk = FakeDesk()
    damage = Damage(desk.timeline, "trends")
    async with sitting(desk) as seat:
        await seat.press("5")
        assert f"{DAMAGED} r asks again." in content(seat)
        damage.holds = False
        seat.app.publish()
        await seat.settle()
        assert DAMAGED not in content(seat)
        assert "Reading" not in content(seat)


async def test_a_customer_and_an_explanation_say_it_too() -> None:
    desk = FakeDesk()
    damage = Damage(desk, "customer", "clock")
    async with sitting(desk) as seat:
        for key in ("p", "i"):
            damage.holds = True
            await seat.press(key)
            assert f"{DAMAGED} r asks again." in content(seat)
            damage.holds = False
            await seat.press("r")
            assert DAMAGED not in content(seat)
            assert "Reading" not in content(seat)
            await seat.press("q")


async def test_a_queue_without_rows_says_it_and_no_key_waits() -> None:
    desk = FakeDesk()
    damage = Damage(desk, "queue")
    async with sitting(desk) as seat:
        assert f"{DAMAGED} r asks again." in content(seat)
        await seat.press("m")
        damage.holds = False
        await seat.press("r")
        assert "Karin Lindqvist" in content(seat)
        assert [case.owner for case in desk.cases[:3]] == [None] * 3


async def test_overview_says_it() -> None:
    desk = FakeDesk()
    damage = Damage(desk, "first_look")
    async with sitting(desk) as seat:
        await seat.press("1")
        assert isinstance(seat.app.screen, OverviewScreen)
        assert f"{DAMAGED} r asks again." in content(seat)
        damage.holds = False
        await seat.press("r")
        assert DAMAGED not in content(seat)
        assert seat.app.session.overview is not None
