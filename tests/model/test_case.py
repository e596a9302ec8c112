"""The state of a case as its events leave it."""

from datetime import UTC, datetime, timedelta

from npstui.model.case import CaseState, Status, replay, status_of
from npstui.model.events import Event, EventKind
from npstui.model.response import ResponseRef

REF = ResponseRef("survey", "r1")
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def event(number: int, kind: EventKind, verb: int | None = None, **data: object) -> Event:
    return Event(
        number, verb or number, NOW + timedelta(minutes=number), "os", "alice", kind, REF, data
    )


def test_an_untouched_case_is_new_until_it_lapses() -> None:
    assert status_of(CaseState(), NOW, NOW + timedelta(days=1)) is Status.NEW
    assert status_of(CaseState(), NOW, NOW) is Status.LAPSED


def test_a_taken_case_is_in_progress_and_never_lapses() -> None:
    state = replay([event(1, EventKind.ASSIGNED, to="alice")])
    assert state.assignee == "alice"
    assert status_of(state, NOW + timedelta(days=90), NOW) is Status.IN_PROGRESS


def test_a_contact_that_got_through_makes_it_contacted_and_stops_the_clock() -> None:
    for result in ("sent", "reached", "left-word"):
        state = replay([event(1, EventKind.CONTACTED, channel="mail", result=result)])
        assert status_of(state, NOW, None) is Status.CONTACTED
        assert state.first_contact_at == NOW + timedelta(minutes=1)


def test_a_miss_counts_a_try_and_leaves_the_clock_running() -> None:
    for result in ("no-answer", "wrong-address"):
        state = replay([event(1, EventKind.CONTACTED, channel="phone", result=result)])
        assert (state.tries, state.first_contact_at) == (1, None)
        assert status_of(state, NOW, None) is Status.IN_PROGRESS


def test_a_note_never_stops_the_clock() -> None:
    state = replay([event(1, EventKind.NOTED, text="called their office")])
    assert (state.notes, state.first_contact_at) == (1, None)


def test_the_first_contact_stays_the_first() -> None:
    state = replay(
        [
            event(1, EventKind.CONTACTED, channel="phone", result="no-answer"),
            event(2, EventKind.CONTACTED, channel="mail", result="sent"),
            event(3, EventKind.CONTACTED, channel="phone", result="reached"),
        ]
    )
    assert state.first_contact_at == NOW + timedelta(minutes=2)
    assert (state.tries, state.last_channel) == (3, "phone")


def test_a_resolved_case_reopens_as_what_it_was() -> None:
    events = [
        event(1, EventKind.CONTACTED, channel="mail", result="sent"),
        event(2, EventKind.RESOLVED, outcome="solved"),
    ]
    assert status_of(replay(events), NOW, None) is Status.RESOLVED
    again = replay([*events, event(3, EventKind.REOPENED)])
    assert (status_of(again, NOW, None), again.outcome) == (Status.CONTACTED, None)


def test_an_undone_verb_leaves_the_case_as_it_was_but_for_its_version() -> None:
    events = [
        event(1, EventKind.TAGGED, tags=["late-driver"]),
        event(2, EventKind.UNDONE, verb=2),
    ]
    undone = replay([events[0], Event(2, 2, NOW, "os", "bob", EventKind.UNDONE, REF, {"verb": 1})])
    assert undone == CaseState(last_event_id=2, last_person="bob")


def test_a_redone_verb_holds_again() -> None:
    tagged = event(1, EventKind.TAGGED, tags=["late-driver"])
    undone = Event(2, 2, NOW, "os", "bob", EventKind.UNDONE, REF, {"verb": 1})
    redone = Event(3, 3, NOW, "os", "bob", EventKind.REDONE, REF, {"verb": 1})
    assert replay([tagged, undone, redone]).tags == ("late-driver",)


def test_excluding_a_response_touches_no_case() -> None:
    state = replay([event(1, EventKind.EXCLUDED, reason="test")])
    assert (state.excluded, state.touched) == ("test", False)
    assert (
        replay([event(1, EventKind.EXCLUDED, reason="test"), event(2, EventKind.INCLUDED)]).excluded
        is None
    )


def test_tags_are_kept_in_the_order_they_were_put_and_once() -> None:
    state = replay(
        [
            event(1, EventKind.TAGGED, tags=["app", "payment"]),
            event(2, EventKind.TAGGED, tags=["payment", "late"]),
            event(3, EventKind.UNTAGGED, tags=["app"]),
        ]
    )
    assert state.tags == ("payment", "late")
