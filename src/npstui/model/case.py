"""The state of a case as its events leave it, and the status that follows."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from npstui.model.events import Event, EventKind
from npstui.model.frozen import dataclass
from npstui.model.outcomes import stops_the_clock


class Status(StrEnum):
    """Where a case stands. Never set by hand: it follows from the events."""

    NEW = "new"
    IN_PROGRESS = "in-progress"
    WAITING = "waiting"
    CONTACTED = "contacted"
    RESOLVED = "resolved"
    LAPSED = "lapsed"


class Returned(StrEnum):
    """Why a case is back in its queue: to be looked at again, or its time elsewhere is over."""

    AGAIN = "again"
    BACK = "back"


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
    handed_to: str | None = None  # outside the desk, until it is taken up again
    handed_at: datetime | None = None
    handed_until: datetime | None = None
    ask: str | None = None  # what a promoter was asked for last
    answer: str | None = None  # what they said to that
    asked_at: datetime | None = None  # of the last contact that asked or had the answer
    ruled_due_at: datetime | None = None  # by a rule at import, instead of the policy's
    ruled_starts_at: datetime | None = None
    told_at: datetime | None = None  # when we ask again, as the customer was told last


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
    if "rule" in event.data:
        return changed
    return replace(changed, touched=True, opened_at=state.opened_at or event.at)


def status_of(state: CaseState, now: datetime, lapses_at: datetime | None) -> Status:
    """The status of an open or ended case at `now`.

    An untouched case lapses at `lapses_at`; a touched one never does. One that was resolved to be
    looked at again is open again from then on; one handed on waits until its date.
    """
    if state.resolved_at is not None and not _came(state.again_at, now):
        return Status.RESOLVED
    if not state.touched:
        return Status.LAPSED if lapses_at is not None and lapses_at <= now else Status.NEW
    if state.handed_to is not None and not _came(state.handed_until, now):
        return Status.WAITING
    return Status.CONTACTED if state.first_contact_at is not None else Status.IN_PROGRESS


def returned(state: CaseState, now: datetime) -> Returned | None:
    """Why a case is back in its queue of its own accord, None where it never left it."""
    if state.resolved_at is not None and _came(state.again_at, now):
        return Returned.AGAIN
    if state.resolved_at is None and state.handed_to is not None:
        return Returned.BACK if _came(state.handed_until, now) else None
    return None


def _came(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


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
    return replace(
        _taken_up(state, event.at),
        snoozed_at=event.at,
        snoozed_until=_moment(event.data.get("until")),
    )


def _handed_on(state: CaseState, event: Event) -> CaseState:
    to = _text(event.data.get("to"))
    return replace(
        _taken_up(state, event.at),
        handed_to=to,
        handed_at=None if to is None else event.at,
        handed_until=None if to is None else _moment(event.data.get("until")),
    )


def _due_set(state: CaseState, event: Event) -> CaseState:
    return replace(
        state,
        ruled_due_at=_moment(event.data["due"]),
        ruled_starts_at=_moment(event.data["starts"]),
    )


def _taken_up(state: CaseState, at: datetime) -> CaseState:
    """A case that was back of its own accord, once somebody goes on with it."""
    why = returned(state, at)
    if why is Returned.AGAIN:
        return replace(_unresolved(state), reopened_at=state.again_at)
    return _not_handed(state) if why is Returned.BACK else state


def _unresolved(state: CaseState) -> CaseState:
    return replace(state, resolved_at=None, outcome=None, remedy=None, amount=None, again_at=None)


def _not_handed(state: CaseState) -> CaseState:
    return replace(state, handed_to=None, handed_at=None, handed_until=None)


def _resolved(state: CaseState, event: Event) -> CaseState:
    amount = event.data.get("amount")
    return replace(
        _not_handed(state),
        resolved_at=event.at,
        outcome=str(event.data["outcome"]),
        remedy=_text(event.data.get("remedy")),
        amount=None if amount is None else float(str(amount)),
        again_at=_moment(event.data.get("again")),
    )


def _reopened(state: CaseState, event: Event) -> CaseState:
    return replace(
        _not_handed(_unresolved(state)),
        snoozed_at=None,
        snoozed_until=None,
        reopened_at=event.at,
    )


def _contacted(state: CaseState, event: Event) -> CaseState:
    through = stops_the_clock(str(event.data["result"]))
    ask, answer = _text(event.data.get("ask")), _text(event.data.get("answer"))
    asks = ask is not None or answer is not None
    state = _taken_up(state, event.at)
    return replace(
        state,
        tries=state.tries + 1,
        first_contact_at=state.first_contact_at or (event.at if through else None),
        last_contact_at=event.at,
        last_channel=str(event.data["channel"]),
        last_result=str(event.data["result"]),
        ask=ask or state.ask,
        # A new question is not answered by what was said to an older one.
        answer=answer if asks else state.answer,
        asked_at=event.at if asks else state.asked_at,
        told_at=_moment(event.data.get("told")) or state.told_at,
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
    EventKind.HANDED_ON: _handed_on,
    EventKind.DUE_SET: _due_set,
}
