"""Events and the states they leave: the part of the catalog that verbs write.

Functions take the connection of a transaction that is under way. A case's row is always what
`model.case.replay` makes of the case's events; both are written together.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from npstui.model.case import CaseState, apply, replay
from npstui.model.events import Event, EventKind, NewEvent, NewVerb
from npstui.model.frozen import dataclass
from npstui.model.response import ResponseRef
from npstui.store.stored import (
    STATE_COLUMNS,
    from_micros,
    moment_of,
    state_from,
    state_values,
    to_json,
    to_micros,
)
from npstui.store.values import CaseColumns, CaseRow, Refused, StoredCases

_STATE = ", ".join(STATE_COLUMNS)
_INSERT_CASE = (
    f"INSERT INTO cases (case_id, source, response_id, responded_at, {_STATE})"  # noqa: S608
    f" VALUES (?, ?, ?, ?{', ?' * len(STATE_COLUMNS)})"
)
_UPDATE_CASE = (
    f"UPDATE cases SET {', '.join(f'{name} = ?' for name in STATE_COLUMNS)}"  # noqa: S608
    " WHERE case_id = ?"
)
_EVENT = (
    "SELECT e.case_id, e.event_id, e.verb_id, v.at, v.actor, v.person, e.kind, e.data,"
    " c.source, c.response_id"
    " FROM events e JOIN verbs v USING (verb_id) JOIN cases c USING (case_id)"
)


class CaseEvent(NamedTuple):
    """An event with the number of its case."""

    case_id: int
    event: Event


@dataclass(frozen=True, slots=True)
class VerbHead:
    """A verb without its events; `target` is the verb that an undo or redo is about."""

    at: datetime
    actor: str
    person: str
    command: str
    said: str
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One case after a write: its new state, and the events that led there."""

    case_id: int | None  # None for a case without a row yet
    ref: ResponseRef
    state: CaseState  # but for last_event_id and last_person, which come with the numbers
    events: tuple[tuple[EventKind, Mapping[str, object]], ...]


def plan_events(
    connection: sqlite3.Connection,
    verb: NewVerb,
    cases: Mapping[ResponseRef, Sequence[NewEvent]],
    expected: Mapping[ResponseRef, int] | None,
) -> tuple[list[Change], list[Refused]]:
    """What the events would change, and the cases that changed since they were looked at."""
    changes, refused = [], []
    for ref, events in cases.items():
        row = _case(connection, ref)
        case_id, state = row if row is not None else (None, CaseState())
        seen = None if expected is None else expected.get(ref)
        if seen is not None and seen != state.last_event_id:
            refused.append(_changed_since(connection, ref, state))
            continue
        for event in events:
            # A new verb was never undone, so its events come on top of whatever stands.
            state = apply(state, _with_head(event, verb))
        changes.append(Change(case_id, ref, state, tuple((e.kind, e.data) for e in events)))
    return changes, refused


def write_changes(
    connection: sqlite3.Connection,
    head: VerbHead,
    verb_id: int | None,
    changes: Sequence[Change],
    responded_at: Mapping[ResponseRef, datetime | None],
) -> int:
    """Writes the verb (unless a batch before did), its events and the cases; the verb's id."""
    if verb_id is None:
        verb_id = _insert_verb(connection, head)
    event_id = int(connection.execute("SELECT last_event_id FROM counters").fetchone()[0])
    top = connection.execute("SELECT coalesce(max(case_id), 0) FROM cases").fetchone()
    next_case = int(top[0]) + 1
    events: list[tuple[object, ...]] = []
    new_cases: list[tuple[object, ...]] = []
    old_cases: list[tuple[object, ...]] = []
    for change in changes:
        case_id = next_case if change.case_id is None else change.case_id
        for kind, data in change.events:
            event_id += 1
            events.append((event_id, verb_id, case_id, kind.value, to_json(data) if data else "{}"))
        state = replace(change.state, last_event_id=event_id, last_person=head.person)
        if change.case_id is None:
            next_case += 1
            answered = to_micros(responded_at.get(change.ref))
            new_cases.append((case_id, *change.ref, answered, *state_values(state)))
        else:
            old_cases.append((*state_values(state), case_id))
    connection.executemany(_INSERT_CASE, new_cases)
    connection.executemany(_UPDATE_CASE, old_cases)
    connection.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?)", events)
    connection.execute("UPDATE counters SET last_event_id = ?", (event_id,))
    return verb_id


def append_all(
    connection: sqlite3.Connection,
    verbs: Iterable[NewVerb],
    responded_at: Mapping[ResponseRef, datetime | None],
) -> int:
    """Verbs one after the other, whatever stands; how many. All in the transaction under way."""
    count = 0
    for verb in verbs:
        by_case: dict[ResponseRef, list[NewEvent]] = {}
        for event in verb.events:
            by_case.setdefault(event.ref, []).append(event)
        changes, _ = plan_events(connection, verb, by_case, None)
        head = VerbHead(verb.at, verb.actor, verb.person, verb.command, verb.said)
        write_changes(connection, head, None, changes, responded_at)
        count += 1
    return count


def events_of(connection: sqlite3.Connection, ref: ResponseRef) -> list[Event]:
    """The events of one case, oldest first."""
    rows = connection.execute(
        f"{_EVENT} WHERE c.source = ? AND c.response_id = ? ORDER BY e.event_id", ref
    ).fetchall()
    return [found.event for found in _events(rows)]


def events_after(
    connection: sqlite3.Connection, since: int, until: datetime | None, limit: int
) -> list[Event]:
    """The next events of the log, at most `limit`, with times up to `until`."""
    rows = connection.execute(
        f"{_EVENT} WHERE e.event_id > ? AND (?2 IS NULL OR v.at <= ?2) ORDER BY e.event_id LIMIT ?",
        (since, to_micros(until), limit),
    ).fetchall()
    return [found.event for found in _events(rows)]


def histories_with(connection: sqlite3.Connection, kind: EventKind) -> list[list[Event]]:
    """All events of each case that has one of a kind, case by case, oldest first."""
    rows = connection.execute(
        f"{_EVENT} WHERE e.case_id IN (SELECT case_id FROM events WHERE kind = ?)"  # noqa: S608
        " ORDER BY e.case_id, e.event_id",
        (kind.value,),
    ).fetchall()
    return [events for _, events in _by_case(rows)]


def events_of_verbs_cases(
    connection: sqlite3.Connection, verb_id: int, case_ids: Sequence[int]
) -> Iterator[tuple[int, list[Event]]]:
    """All events of the cases among `case_ids` (ascending) that the verb touched, case by case."""
    rows = connection.execute(
        f"{_EVENT} WHERE e.case_id IN (SELECT case_id FROM events"  # noqa: S608
        " WHERE verb_id = ? AND case_id BETWEEN ? AND ?) ORDER BY e.case_id, e.event_id",
        (verb_id, case_ids[0], case_ids[-1]),
    ).fetchall()
    return _by_case(rows)


def case_rows_after(connection: sqlite3.Connection, since_event_id: int) -> list[CaseRow]:
    """The cases with an event after the given one."""
    rows = connection.execute(
        f"SELECT source, response_id, responded_at, {_STATE} FROM cases"  # noqa: S608
        " WHERE last_event_id > ? ORDER BY last_event_id",
        (since_event_id,),
    ).fetchall()
    return [
        CaseRow(ResponseRef(row[0], row[1]), from_micros(row[2]), state_from(row[3:]))
        for row in rows
    ]


def stored_rows_after(
    connection: sqlite3.Connection, since_event_id: int
) -> list[tuple[object, ...]]:
    """The same cases as they are stored: source, response_id, responded_at, then STATE_COLUMNS."""
    return connection.execute(
        f"SELECT source, response_id, responded_at, {_STATE} FROM cases"  # noqa: S608
        " WHERE last_event_id > ?",
        (since_event_id,),
    ).fetchall()


def stored_columns(connection: sqlite3.Connection) -> StoredCases:
    """All touched cases by column: SQLite makes the texts in half the time that it takes to make
    a Python value of each cell. Very many come as rows: a text has a largest size.
    """
    highest = connection.execute("SELECT coalesce(max(case_id), 0) FROM cases").fetchone()[0]
    if highest > _MOST_BY_COLUMN:
        return stored_rows_after(connection, 0)
    arrays = ", ".join(f"json_group_array({_AS_JSON.get(name, name)})" for name in _STORED)
    count, *texts = connection.execute(
        f"SELECT count(*), {arrays} FROM cases WHERE +last_event_id > 0"  # noqa: S608
    ).fetchone()
    return CaseColumns(count, tuple(texts))


_STORED = ("source", "response_id", "responded_at", *STATE_COLUMNS)
# JSON would keep 15 figures of a number that has 17; quote() keeps all of them.
_AS_JSON = {"amount": "CASE WHEN amount IS NOT NULL THEN quote(amount) END"}
_MOST_BY_COLUMN = 2_000_000


def case_rows_at(
    connection: sqlite3.Connection, at: datetime, after_case: int, count: int
) -> tuple[list[CaseRow], int]:
    """`count` case numbers after `after_case`, replayed to `at`; and the highest number."""
    highest = connection.execute("SELECT coalesce(max(case_id), 0) FROM cases").fetchone()[0]
    bounds = (after_case, after_case + count)
    answered = dict(
        connection.execute(
            "SELECT case_id, responded_at FROM cases WHERE case_id > ? AND case_id <= ?", bounds
        ).fetchall()
    )
    rows = connection.execute(
        f"{_EVENT} WHERE e.case_id > ? AND e.case_id <= ? AND v.at <= ?"
        " ORDER BY e.case_id, e.event_id",
        (*bounds, to_micros(at)),
    ).fetchall()
    replayed = [
        CaseRow(events[0].ref, from_micros(answered[case_id]), replay(events))
        for case_id, events in _by_case(rows)
    ]
    return replayed, int(highest)


def _case(connection: sqlite3.Connection, ref: ResponseRef) -> tuple[int, CaseState] | None:
    found = connection.execute(
        f"SELECT case_id, {_STATE} FROM cases WHERE source = ? AND response_id = ?",  # noqa: S608
        ref,
    ).fetchone()
    return None if found is None else (int(found[0]), state_from(found[1:]))


def _changed_since(connection: sqlite3.Connection, ref: ResponseRef, state: CaseState) -> Refused:
    if not state.last_event_id:
        return Refused(ref, "The case is not there any more.")
    said, person = connection.execute(
        "SELECT v.said, v.person FROM events e JOIN verbs v USING (verb_id) WHERE e.event_id = ?",
        (state.last_event_id,),
    ).fetchone()
    return Refused(ref, f"{person} has changed it since: {said}.", person)


def _with_head(event: NewEvent, verb: NewVerb) -> Event:
    return Event(0, 0, verb.at, verb.actor, verb.person, event.kind, event.ref, event.data)


def _insert_verb(connection: sqlite3.Connection, head: VerbHead) -> int:
    cursor = connection.execute(
        "INSERT INTO verbs (at, actor, person, command, said, target) VALUES (?, ?, ?, ?, ?, ?)",
        (to_micros(head.at), head.actor, head.person, head.command, head.said, head.target),
    )
    if cursor.lastrowid is None:
        raise AssertionError("an insert gives its row's number")
    return cursor.lastrowid


def _by_case(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, list[Event]]]:
    for case_id, found in groupby(_events(rows), key=lambda pair: pair.case_id):
        yield case_id, [pair.event for pair in found]


def _events(rows: Iterable[tuple[Any, ...]]) -> Iterator[CaseEvent]:
    # A bulk verb's events share their data and their time; read each once.
    read: dict[str, dict[str, object]] = {}
    moments: dict[int, datetime] = {}
    for case_id, event_id, verb_id, at, actor, person, kind, data, source, response_id in rows:
        if data not in read:
            read[data] = json.loads(data)
        if at not in moments:
            moments[at] = moment_of(at)
        ref = ResponseRef(source, response_id)
        event = Event(
            event_id, verb_id, moments[at], actor, person, EventKind(kind), ref, read[data]
        )
        yield CaseEvent(case_id, event)
