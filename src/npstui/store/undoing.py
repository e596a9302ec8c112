"""Undo and redo: which cases a verb can be taken back on, and what the log says of it.

A verb is taken back on a case by an UNDONE event there, and holds again by a REDONE one; nothing
is ever removed. Functions take the connection of a transaction that is under way.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from npstui.model.case import replay, undone_verbs
from npstui.model.events import Event, EventKind
from npstui.model.response import ResponseRef
from npstui.store.case_log import Change, VerbHead, events_of_verbs_cases
from npstui.store.stored import moment_of
from npstui.store.values import Refused, VerbRow

UNDO, REDO = "undo", "redo"
_BOOKKEEPING = (EventKind.UNDONE, EventKind.REDONE)


def verb_head(connection: sqlite3.Connection, verb_id: int) -> VerbHead | None:
    """A verb by its id, None where there is none."""
    found = connection.execute(
        "SELECT at, actor, person, command, said, target FROM verbs WHERE verb_id = ?", (verb_id,)
    ).fetchone()
    return None if found is None else VerbHead(moment_of(found[0]), *found[1:])


def cases_of_verb(connection: sqlite3.Connection, verb_id: int) -> list[int]:
    """The numbers of the cases that a verb touched, ascending."""
    rows = connection.execute(
        "SELECT DISTINCT case_id FROM events WHERE verb_id = ? ORDER BY case_id", (verb_id,)
    ).fetchall()
    return [case_id for (case_id,) in rows]


def head_for(wanted: VerbHead, verb_id: int, target: VerbHead) -> VerbHead:
    """The undo or redo of a verb, as a verb of its own."""
    words = "Took back" if wanted.command == UNDO else "Did again"
    return replace(wanted, said=f"{words} “{target.said}”", target=verb_id)


def plan(
    connection: sqlite3.Connection, verb_id: int, case_ids: Sequence[int], head: VerbHead
) -> tuple[list[Change], list[Refused], list[Refused]]:
    """The cases to turn; those that somebody changed since; those that are as wanted already.

    `head` is the undo or the redo. A case can be turned where no event of another verb that
    holds came after the verb's own, so that the order of what holds never changes.
    """
    kind = EventKind.UNDONE if head.command == UNDO else EventKind.REDONE
    said: dict[int, str] = {}
    changes, refused, already = [], [], []
    for case_id, events in events_of_verbs_cases(connection, verb_id, case_ids):
        ref = events[0].ref
        undone = undone_verbs(events)
        if (verb_id in undone) == (kind is EventKind.UNDONE):
            already.append(_already(ref, events, verb_id))
            continue
        newer = _newer_change(events, verb_id, undone)
        if newer is not None:
            if newer.verb_id not in said:
                found = verb_head(connection, newer.verb_id)
                said[newer.verb_id] = "" if found is None else found.said
            reason = f"{newer.person} has changed it since: {said[newer.verb_id]}."
            refused.append(Refused(ref, reason, newer.person))
            continue
        data = {"verb": verb_id}
        added = Event(0, 0, head.at, head.actor, head.person, kind, ref, data)
        changes.append(Change(case_id, ref, replay([*events, added]), ((kind, data),)))
    return changes, refused, already


def mark(connection: sqlite3.Connection, head: VerbHead, turn_id: int) -> None:
    """Remembers of a verb as a whole that it was taken back, or that it stands again."""
    if head.command == UNDO:
        connection.execute("INSERT OR REPLACE INTO undone VALUES (?, ?)", (head.target, turn_id))
    else:
        connection.execute("DELETE FROM undone WHERE verb_id = ?", (head.target,))


def newest_standing(connection: sqlite3.Connection, person: str, since_verb: int) -> int | None:
    """The person's newest verb after `since_verb` that was not taken back."""
    found = connection.execute(
        "SELECT max(v.verb_id) FROM verbs v WHERE v.person = ? AND v.verb_id > ?"
        " AND v.target IS NULL AND NOT EXISTS (SELECT 1 FROM undone u WHERE u.verb_id = v.verb_id)",
        (person, since_verb),
    ).fetchone()[0]
    return None if found is None else int(found)


def newest_undone(connection: sqlite3.Connection, person: str, since_verb: int) -> int | None:
    """The person's verb after `since_verb` taken back last, unless they gave a new one since."""
    found = connection.execute(
        "SELECT v.verb_id FROM undone u JOIN verbs v USING (verb_id)"
        " WHERE v.person = ?1 AND v.verb_id > ?2 AND u.by_verb > (SELECT coalesce("
        " max(n.verb_id), 0) FROM verbs n WHERE n.person = ?1 AND n.target IS NULL)"
        " ORDER BY u.by_verb DESC LIMIT 1",
        (person, since_verb),
    ).fetchone()
    return None if found is None else int(found[0])


def verb_rows(
    connection: sqlite3.Connection, limit: int | None = None, person: str | None = None
) -> list[VerbRow]:
    """Verbs newest first, at most `limit`, of one person or of all."""
    rows = connection.execute(
        "SELECT verb_id, at, actor, person, command, said FROM verbs"
        " WHERE ?1 IS NULL OR person = ?1 ORDER BY verb_id DESC LIMIT ?2",
        (person, -1 if limit is None else limit),
    ).fetchall()
    return [_verb_row(connection, row) for row in rows]


def verb_row(connection: sqlite3.Connection, verb_id: int) -> VerbRow | None:
    """One verb, None where there is none."""
    row = connection.execute(
        "SELECT verb_id, at, actor, person, command, said FROM verbs WHERE verb_id = ?", (verb_id,)
    ).fetchone()
    return None if row is None else _verb_row(connection, row)


def _newer_change(events: Sequence[Event], verb_id: int, undone: frozenset[int]) -> Event | None:
    """The newest event of another verb that holds and came after the verb's own."""
    for event in reversed(events):
        if event.verb_id == verb_id:
            return None
        if event.kind not in _BOOKKEEPING and event.verb_id not in undone:
            return event
    return None


def _already(ref: ResponseRef, events: Sequence[Event], verb_id: int) -> Refused:
    for event in reversed(events):
        if event.kind in _BOOKKEEPING and event.data["verb"] == verb_id:
            done = "took it back" if event.kind is EventKind.UNDONE else "did it again"
            return Refused(ref, f"{event.person} {done} already.", event.person)
    return Refused(ref, "It stands; there is nothing to do again.")


def _verb_row(connection: sqlite3.Connection, row: tuple[int, int, str, str, str, str]) -> VerbRow:
    verb_id, at, actor, person, command, said = row
    refs = connection.execute(
        "SELECT c.source, c.response_id FROM cases c WHERE c.case_id IN"
        " (SELECT case_id FROM events WHERE verb_id = ?) ORDER BY c.case_id",
        (verb_id,),
    ).fetchall()
    # On one case UNDONE and REDONE of a verb alternate, so their difference counts the cases.
    back = connection.execute(
        "SELECT total(CASE e.kind WHEN 'undone' THEN 1 ELSE -1 END) FROM verbs v"
        " JOIN events e USING (verb_id) WHERE v.target = ?",
        (verb_id,),
    ).fetchone()[0]
    return VerbRow(
        verb_id,
        moment_of(at),
        actor,
        person,
        command,
        said,
        tuple(ResponseRef(*ref) for ref in refs),
        len(refs) - int(back),
    )
