"""The embedded catalog: one SQLite file, the only commit point of its store."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from sqlite3 import Connection

from npstui.model.events import Event, EventKind, NewVerb
from npstui.model.response import ResponseRef
from npstui.store import register
from npstui.store.bell import DataVersionBell
from npstui.store.connections import Connections
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
    RefusedKey,
    Remembered,
    Ruled,
    SegmentRow,
    StoredCases,
    VerbRow,
)

# What cases need of the modules beside this one is imported where it is used: the first number
# on the screen needs none of it.
FILE_NAME = "catalog.sqlite"
_PAGE = 5_000  # events in one short read of the log
_CASES_AT_ONCE = 20_000


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
        from npstui.store import appending

        return appending.append(self._writing, verb, expected, responded_at or {})

    def undo(self, verb_id: int, *, at: datetime, actor: str, person: str) -> Appended:
        """Takes a verb back where it is the last change that holds; see Catalog."""
        from npstui.store import appending

        return appending.undo(self._reading, self._writing, verb_id, at, actor, person)

    def redo(self, verb_id: int, *, at: datetime, actor: str, person: str) -> Appended:
        """Lets a verb hold again that was taken back; see Catalog."""
        from npstui.store import appending

        return appending.redo(self._reading, self._writing, verb_id, at, actor, person)

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

    def stored_cases(self, since_event_id: int = 0) -> StoredCases:
        """The same cases as they are stored, for a frame to be made of many at once."""
        from npstui.store import case_log

        with self._reading() as connection:
            if since_event_id:
                return case_log.stored_rows_after(connection, since_event_id)
            return case_log.stored_columns(connection)

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

    def cases_updated(self) -> list[ResponseRef]:
        """The cases whose response was updated, in no order."""
        with self._reading() as connection:
            return register.cases_updated(connection)

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

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with in_words(self._root), self._connections.reading() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with in_words(self._root), self._connections.writing() as connection:
            check_version(connection, self._file)
            yield connection
