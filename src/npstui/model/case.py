"""The state of a case as its events leave it, and the status that follows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from npstui.model.events import Event, EventKind
from npstui.model.outcomes import stops_the_clock


class Status(StrEnum):
    """Where a case stands. Never set by hand: it follows from the events."""

    NEW = "new"
    IN_PROGRESS = "in-progress"
    WAITING = "waiting"
    CONTACTED = "contacted"
    RESOLVED = "resolved"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class CaseState:
    """What the events that still hold say of one case. The default is an untouched case."""

    touched: bool = False
    opened_at: datetime | None = None  # of the first event that holds
    assignee: str | None = None
    tags: tuple[str, ...] = ()  # in the order they were put
    notes: int = 0
    tries: int = 0  # contacts logged, whatever came of them
    first_contact_at: datetime | None = None  # of the first that got through
    last_contact_at: datetime | None = None
    last_channel: str | None = None
    last_result: str | None = None
    snoozed_at: datetime | None = None
    snoozed_until: datetime | None = None
    resolved_at: datetime | None = None
    outcome: str | None = None
    remedy: str | None = None
    amount: float | None = None
    again_at: datetime | None = None
    reopened_at: datetime | None = None
    excluded: str | None = None
    last_event_id: int = 0  # of any event, undo too: the case's version
    last_person: str | None = None


def replay(events: Iterable[Event]) -> CaseState:
    """The state of one case from its events in order of their ids.

    Events of a verb that was undone on this case, and not redone since, do not hold; they and
    the undo itself still move last_event_id and last_person.
    """
    listed = list(events)
    undone = undone_verbs(listed)
    state = CaseState()
    for event in listed:
        if event.kind not in _BOOKKEEPING and event.verb_id not in undone:
            state = apply(state, event)
    if listed:
        last = listed[-1]
        state = replace(state, last_event_id=last.event_id, last_person=last.person)
    return state


def undone_verbs(events: Iterable[Event]) -> frozenset[int]:
    """The ids of the verbs that do not hold on the case these events belong to."""
    undone: set[int] = set()
    for event in events:
        if event.kind is EventKind.UNDONE:
            undone.add(_verb(event))
        elif event.kind is EventKind.REDONE:
            undone.discard(_verb(event))
    return frozenset(undone)


def apply(state: CaseState, event: Event) -> CaseState:
    """The state after one more event that holds."""
    if event.kind is EventKind.EXCLUDED:
        return replace(state, excluded=str(event.data["reason"]))
    if event.kind is EventKind.INCLUDED:
        return replace(state, excluded=None)
    changed = _CHANGES[event.kind](state, event)
    return replace(changed, touched=True, opened_at=state.opened_at or event.at)


def status_of(state: CaseState, now: datetime, lapses_at: datetime | None) -> Status:
    """The status of an open or ended case at `now`.

    An untouched case lapses at `lapses_at`; a touched one never does.
    """
    if state.resolved_at is not None:
        return Status.RESOLVED
    if not state.touched:
        return Status.LAPSED if lapses_at is not None and lapses_at <= now else Status.NEW
    return Status.CONTACTED if state.first_contact_at is not None else Status.IN_PROGRESS


_BOOKKEEPING = (EventKind.UNDONE, EventKind.REDONE)


def _assigned(state: CaseState, event: Event) -> CaseState:
    return replace(state, assignee=_text(event.data.get("to")))


def _tagged(state: CaseState, event: Event) -> CaseState:
    added = tuple(tag for tag in _tags(event) if tag not in state.tags)
    return replace(state, tags=state.tags + added)


def _untagged(state: CaseState, event: Event) -> CaseState:
    gone = set(_tags(event))
    return replace(state, tags=tuple(tag for tag in state.tags if tag not in gone))


def _noted(state: CaseState, _event: Event) -> CaseState:
    return replace(state, notes=state.notes + 1)


def _snoozed(state: CaseState, event: Event) -> CaseState:
    return replace(state, snoozed_at=event.at, snoozed_until=_moment(event.data.get("until")))


def _resolved(state: CaseState, event: Event) -> CaseState:
    amount = event.data.get("amount")
    return replace(
        state,
        resolved_at=event.at,
        outcome=str(event.data["outcome"]),
        remedy=_text(event.data.get("remedy")),
        amount=None if amount is None else float(str(amount)),
        again_at=_moment(event.data.get("again")),
    )


def _reopened(state: CaseState, event: Event) -> CaseState:
    return replace(
        state,
        resolved_at=None,
        outcome=None,
        remedy=None,
        amount=None,
        again_at=None,
        snoozed_at=None,
        snoozed_until=None,
        reopened_at=event.at,
    )


def _contacted(state: CaseState, event: Event) -> CaseState:
    through = stops_the_clock(str(event.data["result"]))
    return replace(
        state,
        tries=state.tries + 1,
        first_contact_at=state.first_contact_at or (event.at if through else None),
        last_contact_at=event.at,
        last_channel=str(event.data["channel"]),
        last_result=str(event.data["result"]),
    )


def _verb(event: Event) -> int:
    return int(str(event.data["verb"]))


def _tags(event: Event) -> tuple[str, ...]:
    tags = event.data.get("tags")
    return tuple(str(tag) for tag in tags) if isinstance(tags, (list, tuple)) else ()


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _moment(value: object) -> datetime | None:
    return None if value is None else datetime.fromisoformat(str(value))


_CHANGES = {
    EventKind.ASSIGNED: _assigned,
    EventKind.TAGGED: _tagged,
    EventKind.UNTAGGED: _untagged,
    EventKind.NOTED: _noted,
    EventKind.CONTACTED: _contacted,
    EventKind.SNOOZED: _snoozed,
    EventKind.RESOLVED: _resolved,
    EventKind.REOPENED: _reopened,
}
