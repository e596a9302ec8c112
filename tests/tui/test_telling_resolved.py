"""c on one resolved case tells the customer what was mended, and leaves the case resolved."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.desk.stores import add_answers, desk_of
from tests.tui.fake_cases import NOW
from tests.tui.sitting import Sitting, sitting
from tests.tui.test_copying import caught, text_of

from npstui.desk.desk import Desk
from npstui.model.events import EventKind
from npstui.model.outcomes import Result
from npstui.model.response import ResponseRef
from npstui.store.store import Store
from npstui.tui.widgets.contact_form import ContactForm

pytestmark = pytest.mark.usefixtures("plain_terminal")

REF = ResponseRef("survey", "d1")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with one detractor, whose case is resolved."""
    store = Store.open_or_create(tmp_path / "acme.nps")
    row = ("d1", "2026-11-18T10:00:00+00:00", 3, "No gate", "k1", "k1@example.org", "Oslo")
    add_answers(store, [row], NOW, tmp_path)
    desk = desk_of(store)
    desk.run("case.resolve", [REF], {"outcome": "solved"}, NOW)
    return desk


@asynccontextmanager
async def on_the_case(desk: Desk) -> AsyncIterator[Sitting]:
    """The case's screen with the form open."""
    async with sitting(desk, screen="1") as seat:  # type: ignore[arg-type]
        seat.app.show_case(REF)
        await seat.settle()
        await seat.press("c")
        yield seat


def contacts(desk: Desk) -> list[dict[str, object]]:
    """What was logged of the case."""
    events = desk.store.events(REF)
    return [dict(event.data) for event in events if event.kind is EventKind.CONTACTED]


def row(desk: Desk) -> tuple[str, list[str]]:
    """How the case stands, and its tags."""
    case = desk.case(REF, NOW)
    return str(case.status), [str(tag) for tag in case.tags]


async def chosen(seat: Sitting, result: str) -> None:
    """Go along the results to one of them."""
    form = seat.app.screen.dialog  # type: ignore[attr-defined]
    assert isinstance(form, ContactForm)
    for _ in Result:
        if form.result.value != result:
            await seat.press("right")
    assert form.result.value == result


async def test_a_mail_tells_them_and_leaves_the_case_resolved(desk: Desk) -> None:
    async with on_the_case(desk) as seat:
        written = caught(seat)
        assert seat.line("── Contact").startswith("── Contact k1@example.org   fixed, English")
        await seat.press("ctrl+s")
        assert "it is mended now" in text_of(written[0])
        assert "Logged as mailed" in seat.said
        assert row(desk) == ("resolved", ["told-fixed"])
        assert contacts(desk)[0]["template"] == "fixed"
        # Nobody is told twice: it is said at once, and nothing goes out.
        await seat.press("c")
        assert "it is resolved; reopen it first" in seat.line("── Contact")
        await seat.press("ctrl+s")
        assert seat.said == "Not done: it is resolved; reopen it first"
        assert (len(written), len(contacts(desk))) == (1, 1)


async def test_a_call_tells_them_too_and_a_try_does_not(desk: Desk) -> None:
    async with on_the_case(desk) as seat:
        await seat.press("right")
        assert seat.line("They are told that it is mended")
        await seat.press("tab")
        await chosen(seat, "no-answer")
        await seat.press("ctrl+s")
        assert seat.said == "Not done: it is resolved; a try is logged on open cases"
        assert row(desk) == ("resolved", [])
        await chosen(seat, "reached")
        await seat.press("ctrl+s")
        assert row(desk) == ("resolved", ["told-fixed"])
        assert {"channel": "phone", "template": "fixed"}.items() <= contacts(desk)[0].items()


async def test_another_text_is_not_sent_before_it_is_refused(desk: Desk) -> None:
    async with on_the_case(desk) as seat:
        written = caught(seat)
        await seat.press("tab", "tab", "tab", "left")
        assert "it is resolved; reopen it first" in seat.line("── Contact")
        await seat.press("ctrl+s")
        assert seat.said == "Not done: it is resolved; reopen it first"
        assert not written
        await seat.press("right", "ctrl+s")
        assert row(desk) == ("resolved", ["told-fixed"])
