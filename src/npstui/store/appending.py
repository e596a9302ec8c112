"""Verbs on their way into the catalog: appended, taken back, done again, in batches.

`reading` and `writing` are the catalog's transactions. A batch is one transaction: a verb of very
many cases keeps no other writer waiting longer than a batch takes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from sqlite3 import Connection

from npstui.model.events import NewEvent, NewVerb
from npstui.model.response import ResponseRef
from npstui.store import case_log, undoing
from npstui.store.case_log import Change, VerbHead
from npstui.store.errors import StoreError
from npstui.store.values import Appended, Refused

BATCH = 10_000  # events in one transaction

Transaction = Callable[[], AbstractContextManager[Connection]]


def append(
    writing: Transaction,
    verb: NewVerb,
    expected: Mapping[ResponseRef, int] | None,
    responded_at: Mapping[ResponseRef, datetime | None],
) -> Appended:
    """Appends a verb's events; see Catalog.append."""
    head = VerbHead(verb.at, verb.actor, verb.person, verb.command, verb.said)
    written = _Written()
    for batch in _batches(verb.events):
        try:
            with writing() as connection:
                changes, refused = case_log.plan_events(connection, verb, batch, expected)
                verb_id = written.verb_id
                if changes:
                    verb_id = case_log.write_changes(
                        connection, head, verb_id, changes, responded_at
                    )
        except StoreError as error:
            written.cut_off((event.ref for event in verb.events), error)
            break
        written.add(verb_id, changes, refused)
    return written.appended()


def undo(
    reading: Transaction, writing: Transaction, verb_id: int, at: datetime, actor: str, person: str
) -> Appended:
    """Takes a verb back; see Catalog.undo."""
    return _turn(reading, writing, verb_id, VerbHead(at, actor, person, undoing.UNDO, ""))


def redo(
    reading: Transaction, writing: Transaction, verb_id: int, at: datetime, actor: str, person: str
) -> Appended:
    """Lets a verb hold again; see Catalog.redo."""
    return _turn(reading, writing, verb_id, VerbHead(at, actor, person, undoing.REDO, ""))


def _turn(reading: Transaction, writing: Transaction, verb_id: int, wanted: VerbHead) -> Appended:
    """Undo or redo of a verb, in batches of its cases."""
    with reading() as connection:
        target = undoing.verb_head(connection, verb_id)
        case_ids = undoing.cases_of_verb(connection, verb_id)
        whole = undoing.verb_row(connection, verb_id)
    if target is None or whole is None:
        raise StoreError(f"There is nothing with the number {verb_id} in the log.")
    if target.target is not None:
        way = "redo" if target.command == undoing.UNDO else "undo"
        reason = f"What was taken back or done again is changed by {way} of the first verb."
        return Appended(None, (), tuple(Refused(ref, reason) for ref in whole.refs))
    head = undoing.head_for(wanted, verb_id, target)
    written = _Written()
    for start in range(0, len(case_ids), BATCH):
        batch = case_ids[start : start + BATCH]
        try:
            with writing() as connection:
                changes, refused, already = undoing.plan(connection, verb_id, batch, head)
                turn_id = written.verb_id
                if changes:
                    turn_id = case_log.write_changes(connection, head, turn_id, changes, {})
                # Marked with the last batch: cut off before, the next undo takes up the rest.
                if turn_id is not None and start + BATCH >= len(case_ids):
                    undoing.mark(connection, head, turn_id)
        except StoreError as error:
            written.cut_off(whole.refs, error)
            break
        written.add(turn_id, changes, refused, already)
    return written.appended()


class _Written:
    """What the batches of one verb came to so far."""

    def __init__(self) -> None:
        self.verb_id: int | None = None
        self._done: list[ResponseRef] = []
        self._refused: list[Refused] = []
        self._already: list[Refused] = []

    def add(
        self,
        verb_id: int | None,
        changes: "Sequence[Change]",
        refused: Sequence[Refused],
        already: Sequence[Refused] = (),
    ) -> None:
        self.verb_id = verb_id
        self._done += [change.ref for change in changes]
        self._refused += refused
        self._already += already

    def cut_off(
        self, wanted: Iterator[ResponseRef] | Sequence[ResponseRef], why: StoreError
    ) -> None:
        """Refuses what is left of `wanted`; raises `why` where nothing was written at all."""
        if self.verb_id is None:
            raise why
        seen = {*self._done, *(one.ref for one in self._refused + self._already)}
        reason = f"Stopped after {len(self._done):,} cases: {why}"
        self._refused += [Refused(ref, reason) for ref in dict.fromkeys(wanted) if ref not in seen]

    def appended(self) -> Appended:
        # Cases that are as wanted already are worth a word only where nothing else happened.
        nothing_else = not self._done and not self._refused
        refused = self._already if nothing_else else self._refused
        return Appended(self.verb_id, tuple(self._done), tuple(refused))


def _batches(events: Sequence[NewEvent]) -> Iterator[dict[ResponseRef, list[NewEvent]]]:
    """The events case by case, about BATCH at a time; a case is never cut in two."""
    by_case: dict[ResponseRef, list[NewEvent]] = {}
    for event in events:
        by_case.setdefault(event.ref, []).append(event)
    batch: dict[ResponseRef, list[NewEvent]] = {}
    size = 0
    for ref, listed in by_case.items():
        if batch and size + len(listed) > BATCH:
            yield batch
            batch, size = {}, 0
        batch[ref] = listed
        size += len(listed)
    if batch:
        yield batch
