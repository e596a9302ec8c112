"""How long cases were in the hands of people and departments outside the desk."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from npstui.model.case import undone_verbs
from npstui.model.events import Event, EventKind
from npstui.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Stay:
    """One case with one person or department, on the wall clock.

    `ended` is when it came back: taken back, resolved, handed on elsewhere, or on its date;
    None while it is there.
    """

    to: str
    since: datetime
    until: datetime | None  # the date it was given
    ended: datetime | None

    def lasted(self, now: datetime) -> timedelta:
        """How long it was there, up to now where it still is."""
        return (self.ended or now) - self.since


def stays(events: Iterable[Event], now: datetime) -> tuple[Stay, ...]:
    """The stays of one case from its events in order of their ids; what was undone is none."""
    listed = list(events)
    undone = undone_verbs(listed)
    found: list[Stay] = []
    there: Stay | None = None
    for event in listed:
        if event.kind not in (EventKind.HANDED_ON, EventKind.RESOLVED) or event.verb_id in undone:
            continue
        if there is not None:
            found.append(_ended(there, event.at))
            there = None
        if event.kind is EventKind.HANDED_ON and event.data.get("to") is not None:
            until = event.data.get("until")
            moment = None if until is None else datetime.fromisoformat(str(until))
            there = Stay(str(event.data["to"]), event.at, moment, None)
    if there is not None:
        is_over = there.until is not None and there.until <= now
        found.append(_ended(there, now) if is_over else there)
    return tuple(found)


def _ended(stay: Stay, at: datetime) -> Stay:
    ended = at if stay.until is None else min(at, stay.until)
    return Stay(stay.to, stay.since, stay.until, ended)
