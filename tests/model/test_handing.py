"""Cases that wait elsewhere, come back of their own accord, and are looked at again."""

from datetime import UTC, datetime, timedelta

import pytest

from npstui.model.case import CaseState, Returned, Status, replay, returned, status_of
from npstui.model.events import Event, EventKind
from npstui.model.response import ResponseRef

REF = ResponseRef("survey", "r1")
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def event(number: int, kind: EventKind, at: datetime = NOW, **data: object) -> Event:
    return Event(number, number, at, "os", "alice", kind, REF, data)


def handed(number: int = 1, at: datetime = NOW, days: int = 7, to: str = "Dispatch") -> Event:
    return event(number, EventKind.HANDED_ON, at, to=to, until=(at + days * DAY).isoformat())


def standing(state: CaseState, now: datetime) -> tuple[Status, Returned | None]:
    return status_of(state, now, None), returned(state, now)


def test_a_case_handed_on_waits_and_comes_back_on_its_date() -> None:
    state = replay([handed()])
    assert standing(state, NOW + 6 * DAY) == (Status.WAITING, None)
    assert standing(state, NOW + 7 * DAY) == (Status.IN_PROGRESS, Returned.BACK)


def test_its_clock_runs_on_until_a_contact_gets_through() -> None:
    state = replay([handed()])
    assert state.first_contact_at is None
    contact = event(2, EventKind.CONTACTED, NOW + DAY, channel="mail", result="sent")
    state = replay([handed(), contact])
    assert state.first_contact_at == NOW + DAY
    assert status_of(state, NOW + 2 * DAY, None) is Status.WAITING


def test_it_can_be_taken_back_before_its_date() -> None:
    state = replay([handed(), event(2, EventKind.HANDED_ON, NOW + DAY, to=None)])
    assert standing(state, NOW + 2 * DAY) == (Status.IN_PROGRESS, None)


@pytest.mark.parametrize(
    "on", [event(2, EventKind.CONTACTED, NOW + 8 * DAY, channel="phone", result="no-answer"),
           event(2, EventKind.SNOOZED, NOW + 8 * DAY, until=(NOW + 9 * DAY).isoformat())]
)  # fmt: skip
def test_what_came_back_is_back_until_somebody_goes_on_with_it(on: Event) -> None:
    assert returned(replay([handed(), event(2, EventKind.NOTED, NOW + 8 * DAY)]), NOW + 9 * DAY)
    assert returned(replay([handed(), on]), NOW + 9 * DAY) is None


def test_a_resolved_case_waits_for_nobody() -> None:
    state = replay([handed(), event(2, EventKind.RESOLVED, NOW + DAY, outcome="solved")])
    assert (state.handed_to, status_of(state, NOW + DAY, None)) == (None, Status.RESOLVED)
    again = replay([handed(), event(2, EventKind.RESOLVED, NOW + DAY, outcome="solved"),
                    event(3, EventKind.REOPENED, NOW + 2 * DAY)])  # fmt: skip
    assert status_of(again, NOW + 2 * DAY, None) is Status.IN_PROGRESS


def resolved(days: int = 14) -> Event:
    return event(
        1, EventKind.RESOLVED, outcome="compensated", remedy="voucher", amount=20,
        again=(NOW + days * DAY).isoformat(),
    )  # fmt: skip


def test_a_case_to_be_looked_at_again_is_open_again_from_then_on() -> None:
    state = replay([resolved()])
    assert standing(state, NOW + 13 * DAY) == (Status.RESOLVED, None)
    assert standing(state, NOW + 14 * DAY) == (Status.IN_PROGRESS, Returned.AGAIN)
    assert state.outcome == "compensated"


def test_a_contact_after_that_reopens_it_and_a_resolution_ends_it() -> None:
    contact = event(2, EventKind.CONTACTED, NOW + 15 * DAY, channel="mail", result="sent")
    state = replay([resolved(), contact])
    assert standing(state, NOW + 16 * DAY) == (Status.CONTACTED, None)
    assert (state.outcome, state.reopened_at) == (None, NOW + 14 * DAY)
    ended = replay([resolved(), event(2, EventKind.RESOLVED, NOW + 15 * DAY, outcome="solved")])
    assert standing(ended, NOW + 400 * DAY) == (Status.RESOLVED, None)


def test_undoing_it_leaves_no_trace() -> None:
    undone = replay([handed(), event(2, EventKind.UNDONE, NOW + DAY, verb=1)])
    assert (undone.handed_to, undone.touched) == (None, False)


def test_what_a_rule_did_touches_nothing() -> None:
    state = replay(
        [
            event(1, EventKind.TAGGED, tags=["late"], rule="words"),
            event(2, EventKind.ASSIGNED, to="bob", rule="regions"),
            event(3, EventKind.DUE_SET, due=(NOW + DAY / 6).isoformat(), starts=NOW.isoformat(),
                  rule="key"),
        ]
    )  # fmt: skip
    assert (state.tags, state.assignee, state.ruled_due_at) == (("late",), "bob", NOW + DAY / 6)
    assert (state.touched, status_of(state, NOW, NOW + DAY)) == (False, Status.NEW)
    assert status_of(state, NOW + DAY, NOW + DAY) is Status.LAPSED


def test_a_promoter_is_asked_and_answers() -> None:
    ask = event(1, EventKind.CONTACTED, channel="mail", result="sent", ask="review")
    thanks = event(2, EventKind.CONTACTED, NOW + DAY, channel="mail", result="sent")
    answer = event(3, EventKind.CONTACTED, NOW + 2 * DAY, channel="mail", result="sent",
                   answer="agreed")  # fmt: skip
    state = replay([ask, thanks])
    assert (state.ask, state.answer, state.asked_at) == ("review", None, NOW)
    state = replay([ask, thanks, answer])
    assert (state.ask, state.answer, state.asked_at) == ("review", "agreed", NOW + 2 * DAY)
    again = event(4, EventKind.CONTACTED, NOW + 9 * DAY, channel="mail", result="sent", ask="refer")
    state = replay([ask, answer, again])
    assert (state.ask, state.answer) == ("refer", None)
