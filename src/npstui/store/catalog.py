"""The embedded catalog: one SQLite file, the only commit point of its store."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection
from typing import TYPE_CHECKING

from npstui.model.events import Event, EventKind, NewEvent, NewVerb
from npstui.model.response import ResponseRef
from npstui.store import register
from npstui.store.bell import DataVersionBell
from npstui.store.connections import Connections
from npstui.store.errors import StoreError
from npstui.store.failures import in_words
from npstui.store.migrations import check_version
from npstui.store.values import (
    Appended,
    CaseRow,
    ContactRow,
    Counters,
    ExtraColumn,
    ImportRow,
    MarkerRow,
    NewMarker,
    Refused,
    RefusedKey,
    Remembered,
    Ruled,
    SegmentRow,
    VerbRow,
)

if TYPE_CHECKING:
    from npstui.store.case_log import Change, VerbHead

# What cases need of the modules beside this one is imported where it is used: the first number
# on the screen needs none of it.
FILE_NAME = "catalog.sqlite"
BATCH = 10_000  # events in one transaction: no other writer waits longer than that takes
_PAGE = 5_000  # events in one short read of the log
_CASES_AT_ONCE = 20_000

_Planned = tuple["list[Change]", list[Refused], list[Refused]]
_Plan = Callable[[Connection, int, Sequence[int], "VerbHead"], _Planned]


class SqliteCatalog:
    """The Catalog protocol on the file catalog.sqlite of the store in `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._file = root / FILE_NAME
        with in_words(root):
            self._connections = Connections(self._file)

    def counters(self) -> Counters:
        """What moved so far."""
        with self._reading() as connection:
            row = connection.execute(
                "SELECT segments_version, last_event_id,"
                " (SELECT count(*) + count(dropped_at) FROM markers) FROM counters"
            ).fetchone()
        return Counters(*row)

    def newest_verb(self) -> int:
        """The id of the newest verb, 0 before the first."""
        with self._reading() as connection:
            found = connection.execute("SELECT max(verb_id) FROM verbs").fetchone()
        return int(found[0] or 0)

    def bell(self) -> DataVersionBell:
        """A new bell. Make it before the first read, so that nothing falls between."""
        with in_words(self._root):
            return DataVersionBell(self._file)

    def append(
        self,
        verb: NewVerb,
        expected: Mapping[ResponseRef, int] | None = None,
        responded_at: Mapping[ResponseRef, datetime | None] | None = None,
    ) -> Appended:
        """Appends a verb's events, in batches where they are many; see Catalog."""
        from npstui.store import case_log
        from npstui.store.case_log import VerbHead

        head = VerbHead(verb.at, verb.actor, verb.person, verb.command, verb.said)
        written = _Written()
        for batch in _batches(verb.events):
            try:
                with self._writing() as connection:
                    changes, refused = case_log.plan_events(connection, verb, batch, expected)
                    verb_id = written.verb_id
                    if changes:
                        verb_id = case_log.write_changes(
                            connection, head, verb_id, changes, responded_at or {}
                        )
            except StoreError as error:
                written.cut_off((event.ref for event in verb.events), error)
                break
            written.add(verb_id, changes, refused)
        return written.appended()

    def undo(self, verb_id: int, *, at: datetime, actor: str, person: str) -> Appended:
        """Takes a verb back where it is the last change that holds; see Catalog."""
        from npstui.store import undoing
        from npstui.store.case_log import VerbHead

        return self._turn(verb_id, VerbHead(at, actor, person, undoing.UNDO, ""))

    def redo(self, verb_id: int, *, at: datetime, actor: str, person: str) -> Appended:
        """Lets a verb hold again where nobody changed the case since; see Catalog."""
        from npstui.store import undoing
        from npstui.store.case_log import VerbHead

        return self._turn(verb_id, VerbHead(at, actor, person, undoing.REDO, ""))

    def last_verb(
        self, person: str, *, since_verb: int = 0, undone: bool = False
    ) -> VerbRow | None:
        """The verb that undo takes back next, or with `undone` the one that redo does again."""
        from npstui.store import undoing

        find = undoing.newest_undone if undone else undoing.newest_standing
        with self._reading() as connection:
            verb_id = find(connection, person, since_verb)
            return None if verb_id is None else undoing.verb_row(connection, verb_id)

    def verbs(self, limit: int | None = None, person: str | None = None) -> list[VerbRow]:
        """Verbs newest first, undo and redo too."""
        from npstui.store import undoing

        with self._reading() as connection:
            return undoing.verb_rows(connection, limit, person)

    def events(self, ref: ResponseRef) -> list[Event]:
        """All events of one case, oldest first."""
        from npstui.store import case_log

        with self._reading() as connection:
            return case_log.events_of(connection, ref)

    def events_from(self, at: datetime, kinds: Sequence[EventKind]) -> list[Event]:
        """The events of some kinds from a moment on, oldest first."""
        from npstui.store import case_log

        with self._reading() as connection:
            return case_log.events_from(connection, at, kinds)

    def histories_with(self, kind: EventKind) -> list[list[Event]]:
        """All events of each case that has one of a kind, a list a case, oldest first."""
        from npstui.store import case_log

        with self._reading() as connection:
            return case_log.histories_with(connection, kind)

    def log(self, since: int = 0, until: datetime | None = None) -> Iterator[Event]:
        """Events after an id and up to a time, oldest first, read page by page."""
        from npstui.store import case_log

        while True:
            with self._reading() as connection:
                page = case_log.events_after(connection, since, until, _PAGE)
            yield from page
            if len(page) < _PAGE:
                return
            since = page[-1].event_id

    def case_rows(self, since_event_id: int = 0) -> list[CaseRow]:
        """Every case with an event after the given one, in the order of their last events."""
        from npstui.store import case_log

        with self._reading() as connection:
            return case_log.case_rows_after(connection, since_event_id)

    def stored_cases(self, since_event_id: int = 0) -> list[tuple[object, ...]]:
        """The same cases as they are stored, for a frame to be made of many at once."""
        from npstui.store import case_log

        with self._reading() as connection:
            return case_log.stored_rows_after(connection, since_event_id)

    def excluded(self) -> list[ResponseRef]:
        """The responses that are excluded now."""
        with self._reading() as connection:
            rows = connection.execute(
                "SELECT source, response_id FROM cases WHERE excluded IS NOT NULL ORDER BY case_id"
            ).fetchall()
        return [ResponseRef(*row) for row in rows]

    def case_rows_as_of(self, at: datetime) -> list[CaseRow]:
        """Every case as its events up to `at` leave it."""
        from npstui.store import case_log

        rows: list[CaseRow] = []
        after, highest = 0, 1
        while after < highest:
            with self._reading() as connection:
                page, highest = case_log.case_rows_at(connection, at, after, _CASES_AT_ONCE)
            rows += page
            after += _CASES_AT_ONCE
        return rows

    def contacts(self, since: datetime | None, until: datetime | None) -> list[ContactRow]:
        """The contacts made between two moments; see Catalog."""
        from npstui.store.contacts import contacts_between

        with self._reading() as connection:
            return contacts_between(connection, since, until)

    def imports(self) -> list[ImportRow]:
        """The imports, oldest first."""
        with self._reading() as connection:
            return register.all_imports(connection)

    def remembered(self) -> list[tuple[str, Remembered]]:
        """What is remembered of each source's columns, the newest first."""
        with self._reading() as connection:
            return register.remembered_columns(connection)

    def register(self) -> tuple[int, tuple[SegmentRow, ...]]:
        """segments_version and the live segments by name, in one read."""
        with self._reading() as connection:
            return register.segments_version(connection), register.live_segments(connection)

    def columns(self) -> tuple[ExtraColumn, ...]:
        """The extra columns, in the order they came."""
        with self._reading() as connection:
            return register.extra_columns(connection)

    def is_registered(self, name: str) -> bool:
        """Whether a segment is live."""
        with self._reading() as connection:
            return register.is_live(connection, name)

    def refused_keys(self, keys: Sequence[str]) -> set[str]:
        """Those of the keys that are in quarantine already."""
        with self._reading() as connection:
            return register.known_refusals(connection, keys)

    def refused_beginning(self, beginning: str) -> set[str]:
        """The keys in quarantine that begin so."""
        with self._reading() as connection:
            return register.refusals_beginning(connection, beginning)

    def quarantine_rows(self) -> int:
        """How many refused rows are in quarantine and not cleared since."""
        with self._reading() as connection:
            return register.count_refusals(connection)

    def superseded(self, ref: ResponseRef) -> list[tuple[int, str]]:
        """What an updated response said before, oldest first, each with the import that came."""
        with self._reading() as connection:
            return register.earlier_contents(connection, ref)

    def commit_import(
        self,
        expected_version: int,
        segments: Sequence[SegmentRow],
        row: ImportRow,
        columns: Sequence[ExtraColumn],
        refused: Sequence[RefusedKey],
        cleared: Sequence[str],
        superseded: Sequence[tuple[ResponseRef, str]] = (),
        dropped: Sequence[str] = (),
        ruled: Ruled | None = None,
    ) -> int:
        """Registers an import whole; the new segments_version. Raises VersionMoved."""
        with self._writing() as connection:
            version = register.register_import(
                connection,
                expected_version,
                segments,
                row,
                columns,
                refused,
                cleared,
                superseded,
                dropped,
            )
            if ruled is not None and ruled.verbs:
                from npstui.store import case_log

                case_log.append_all(connection, ruled.verbs, ruled.responded_at)
            return version

    def replace_segments(
        self, expected_version: int, dropped: Sequence[str], added: Sequence[SegmentRow]
    ) -> int:
        """Puts segments in the place of others; the new version. Raises VersionMoved."""
        with self._writing() as connection:
            return register.exchange_segments(connection, expected_version, dropped, added)

    def markers(self) -> list[MarkerRow]:
        """Every marker by its time, dropped ones too."""
        from npstui.store import marking

        with self._reading() as connection:
            return marking.all_markers(connection)

    def add_marker(self, marker: NewMarker) -> int:
        """Keeps a marker; its id."""
        from npstui.store import marking

        with self._writing() as connection:
            return marking.insert_marker(connection, marker)

    def drop_marker(self, marker_id: int, *, at: datetime, actor: str, person: str) -> bool:
        """Lets a marker hold no longer; False where none of that id stands."""
        from npstui.store import marking

        with self._writing() as connection:
            return marking.drop_marker(connection, marker_id, at, actor, person)

    def faults(self) -> tuple[str, ...]:
        """What is wrong inside, in SQLite's words; reads the whole file."""
        with self._reading() as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall()
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        told = [str(row[0]) for row in found if row[0] != "ok"]
        if broken:
            told.append(f"{len(broken):,} rows refer to rows that are not there")
        return tuple(told)

    def version(self) -> int:
        """The version of the tables."""
        with self._reading() as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])

    def close(self) -> None:
        """Ends the connections; a second time does nothing."""
        with in_words(self._root):
            self._connections.close()

    def _turn(self, verb_id: int, wanted: "VerbHead") -> Appended:
        """Undo or redo of a verb, in batches of its cases."""
        from npstui.store import case_log, undoing

        with self._reading() as connection:
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
                with self._writing() as connection:
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

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with in_words(self._root), self._connections.reading() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with in_words(self._root), self._connections.writing() as connection:
            check_version(connection, self._file)
            yield connection


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
