"""A case on its own screen, and the page of its customer."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.tui.fake_cases import NOW, ref, sample_cases
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting, sitting

from npstui.desk.detail import _facts
from npstui.present.cells import cell_width
from npstui.present.text import safe
from npstui.present.values import Fact
from npstui.tui.lines.case import CaseLook, case_page, case_pane
from npstui.tui.screens.case import CaseScreen
from npstui.tui.screens.customer import CustomerScreen
from npstui.tui.screens.queue import QueueScreen


def shown(seat: Sitting) -> CaseScreen:
    assert isinstance(seat.app.screen, CaseScreen)
    return seat.app.screen


async def test_enter_opens_the_case_and_j_and_k_go_through_the_list() -> None:
    async with sitting() as seat:
        await seat.press("enter", "J")
        assert shown(seat).ref == ref(1)
        assert "Karin Lindqvist" in seat.lines[3]
        assert "2 of 37" in seat.line("of 37")
        await seat.press("J", "K", "K")
        assert shown(seat).ref == ref(0)


async def test_the_list_s_cursor_is_on_the_case_that_was_gone_to() -> None:
    async with sitting() as seat:
        await seat.press("enter", "J", "J", "q")
        assert seat.queue.list.cursor == ref(2)


async def test_at_the_ends_j_and_k_say_so_and_stay() -> None:
    async with sitting(FakeDesk(sample_cases(2))) as seat:
        await seat.press("enter", "K")
        assert (shown(seat).ref, seat.said) == (ref(0), "This is the first case.")
        await seat.press("J", "J")
        assert (shown(seat).ref, seat.said) == (ref(1), "This is the last case of the list.")


async def test_j_and_k_keep_the_order_the_list_stands_in() -> None:
    async with sitting() as seat:
        await seat.press("enter")
        seat.desk.cases[1] = replace(seat.desk.cases[1], due_at=seat.desk.cases[30].due_at)
        await seat.press("J")
        assert shown(seat).ref == ref(1)


async def test_in_the_list_j_says_where_it_works() -> None:
    async with sitting() as seat:
        await seat.press("J")
        assert "a case's own screen" in seat.said
        assert seat.queue.list.position == 0


async def test_keys_typed_after_j_are_for_the_next_case() -> None:
    async with sitting() as seat:
        await seat.press("enter")
        await seat.burst("J", "m", "J", "m")
        owners = [case.owner for case in seat.desk.cases[:4]]
        assert owners == [None, "alice", "alice", None]


async def test_every_verb_works_on_the_case_screen() -> None:
    async with sitting() as seat:
        await seat.press("enter", "m", "t", *"app", "enter", "n", *"called", "enter")
        await seat.press("c", "p", "ctrl+s", "a", *"bob", "enter")
        case = seat.desk.cases[0]
        assert (case.owner, case.tags, case.contacted is not None) == ("bob", ("app",), True)
        assert "case.note" in case.story
        assert shown(seat).ref == ref(0)


async def test_resolve_goes_on_to_the_next_case() -> None:
    async with sitting() as seat:
        await seat.press("enter", "x", "1")
        assert seat.desk.cases[0].outcome is not None
        assert shown(seat).ref == ref(1)


async def test_a_long_comment_scrolls_and_another_case_begins_at_its_top() -> None:
    cases = sample_cases(3)
    words = " ".join(f"word{number}" for number in range(900))
    cases[0] = replace(cases[0], comment=words, story=tuple(f"did {n}" for n in range(30)))
    async with sitting(FakeDesk(cases), size=(80, 24)) as seat:
        await seat.press("enter")
        assert "word0" in "\n".join(seat.lines)
        await seat.press("G")
        assert "did 29" in "\n".join(seat.lines)
        await seat.press("J")
        assert "Karin" in seat.lines[3]


async def test_p_shows_the_customer_with_all_answers_and_esc_leads_back() -> None:
    cases = sample_cases(6)
    cases[3] = replace(cases[3], customer="王小明", comment="Bättre nu")
    async with sitting(FakeDesk(cases)) as seat:
        await seat.press("p")
        assert isinstance(seat.app.screen, CustomerScreen)
        assert "2 answers   2 open cases   value 4,120" in seat.lines[3]
        assert "from 2 to 0" in seat.line("Scores")
        assert "bob called, no answer" in seat.line("called")
        assert "Bättre nu" in seat.line("Bättre")
        await seat.press("escape")
        assert_back_at_the_queue(seat)


async def test_enter_on_an_answer_opens_its_case_and_q_goes_back_to_the_page() -> None:
    cases = sample_cases(6)
    cases[3] = replace(cases[3], customer="王小明", comment="Bättre nu")
    async with sitting(FakeDesk(cases)) as seat:
        await seat.press("p", "j", "enter")
        assert shown(seat).ref == ref(3)
        await seat.press("K")
        assert shown(seat).ref == ref(0)
        await seat.press("q")
        assert isinstance(seat.app.screen, CustomerScreen)


async def test_i_on_the_customer_s_page_explains_its_numbers() -> None:
    async with sitting(FakeDesk(sample_cases(6))) as seat:
        await seat.burst("p", "i")
        assert seat.line("customer_id").split()[0] == "Formula"
        assert seat.line("revenue beside the newest")
        await seat.press("i")
        assert isinstance(seat.app.screen, CustomerScreen)


async def test_keys_typed_at_once_reach_the_customer_s_page_in_order() -> None:
    cases = sample_cases(6)
    cases[3] = replace(cases[3], customer="王小明")
    async with sitting(FakeDesk(cases)) as seat:
        await seat.burst("p", "j", "enter", "m")
        assert seat.desk.cases[3].owner == "alice"


async def test_with_marks_p_is_of_the_case_under_the_cursor() -> None:
    async with sitting() as seat:
        await seat.press("space", "space", "p")
        assert isinstance(seat.app.screen, CustomerScreen)
        assert seat.app.screen.ref == ref(2)


async def test_a_verb_on_the_customer_s_page_says_where_it_works() -> None:
    async with sitting() as seat:
        await seat.press("p", "m")
        assert "enter opens the one of this answer" in seat.said
        assert seat.said in seat.lines[2]


def assert_back_at_the_queue(seat: Sitting) -> None:
    assert seat.app.screen is seat.queue


async def test_i_explains_the_clock_of_the_row_and_of_the_case() -> None:
    async with sitting() as seat:
        await seat.press("j", "i")
        assert "clock r1" in seat.desk.calls
        assert "The clock of Karin Lindqvist" in seat.line("The clock of")
        assert seat.line("detractors waiting")
        await seat.press("i", "enter", "J", "i")
        assert "clock r2" in seat.desk.calls


@pytest.mark.parametrize(
    ("bought", "written"),
    [(datetime(2026, 9, 1, 22, 30, tzinfo=UTC), "2 Sep"),
     (datetime(2025, 9, 2, 8, tzinfo=UTC), "2 Sep 2025")],
)  # fmt: skip
def test_when_it_was_bought_is_written_as_other_days_are(bought: datetime, written: str) -> None:
    facts = tuple(_facts({"purchased_at": bought, "ride booked": bought}))
    case = replace(FakeDesk().case(ref(0), NOW), facts=facts)
    look = CaseLook(80, NOW, ZoneInfo("Europe/Oslo"))
    page = ["".join(text for text, _ in line).split() for line in case_page(case, look)]
    assert ["Purchased", *written.split()] in page
    assert ["ride", "booked", *written.split()] in page


async def test_what_was_said_on_one_screen_does_not_stand_on_the_next() -> None:
    async with sitting() as seat:
        await seat.press("enter", "enter")
        assert "This is the whole case" in seat.said
        await seat.press("p")
        assert not any("whole case" in line for line in seat.lines)
        await seat.press("q", "t", *"app", "enter", "2")
        assert not any("u undoes" in line for line in seat.lines)


async def test_the_answer_of_a_verb_stands_where_it_leads() -> None:
    async with sitting(FakeDesk(sample_cases(1))) as seat:
        await seat.press("enter", "x", "1")
        assert isinstance(seat.app.screen, QueueScreen)
        assert "u undoes" in seat.line("u undoes")


def test_on_its_own_screen_nothing_of_a_case_is_cut() -> None:
    """At 80 columns whose it is stands there, beside a long name, and the end of a long fact."""
    question = "How likely is it that you would recommend us " * 4 + "to a friend?"
    case = replace(
        FakeDesk().case(ref(0), NOW),
        customer=safe("Wilhelmina van der Oosterhuizen-Bakkersgaard"),
        assignee=safe("alexandra"),
        facts=(Fact("Question", safe(question)),),
    )
    look = CaseLook(80, NOW, ZoneInfo("Europe/Oslo"))
    page = ["".join(text for text, _ in line) for line in case_page(case, look)]
    assert any("alexandra" in line for line in page[:3])
    assert any(line.rstrip().endswith("to a friend?") for line in page)
    assert max(map(cell_width, page)) <= 80


@pytest.mark.parametrize(
    ("contact", "words"), [(None, "allowed, never"), ("sms", "prefers sms, never")]
)
def test_how_to_reach_somebody_is_whole_in_the_small_pane(contact: str | None, words: str) -> None:
    preferred = None if contact is None else safe(contact)
    case = replace(FakeDesk().case(ref(0), NOW), preferred_channel=preferred)
    look = CaseLook(80, NOW, ZoneInfo("Europe/Oslo"))
    pane = ["".join(text for text, _ in line) for line in case_pane(case, look, 7)]
    assert any(f"{words} contacted" in line for line in pane)
