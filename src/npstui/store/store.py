"""The store: one directory that holds responses, cases and settings. What all else works with."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from npstui.model.events import Event, EventKind, NewVerb
from npstui.model.response import ResponseRef
from npstui.settings.documents import SettingsError
from npstui.settings.keeping import backup_for
from npstui.settings.paths import as_text
from npstui.settings.store_file import (
    StoreSettings,
    dump_store_settings,
    load_store_settings,
    local_time_zone,
)
from npstui.store.creating import PRESENCE, SETTINGS, make_store
from npstui.store.errors import StoreError, StoreExists, StoreMissing
from npstui.store.failures import in_words
from npstui.store.files import clear_unfinished, replace_bytes, replace_text
from npstui.store.locks import lock_exclusive
from npstui.store.opening import Opened, open_root, who_is_here
from npstui.store.values import (
    Appended,
    CaseRow,
    ContactRow,
    Counters,
    ImportRow,
    MarkerRow,
    NewMarker,
    Remembered,
    StoredCases,
    VerbRow,
)

if TYPE_CHECKING:
    from npstui.store.presence import Writing
    from npstui.store.protocols import Bell, Catalog
    from npstui.store.segment_protocol import Segments
    from npstui.store.snapshot import Snapshot
    from npstui.store.writer import ImportWriter


class Store:
    """An open store; a context manager. Every method may be called from any thread.

    Raises StoreError (and SettingsError for store.toml), never what SQLite or the system raise.
    """

    def __init__(self, path: Path, opened: Opened) -> None:
        self.path = path
        self._opened = opened
        self.catalog: Catalog = opened.catalog
        self._segments: Segments | None = None
        self._swept = False
        self._settings: tuple[tuple[int, int, int] | None, StoreSettings] | None = None
        self._closed = False
        self._lock = threading.Lock()

    @classmethod
    def create(cls, path: Path, *, time_zone: str | None = None, group: str | None = None) -> Self:
        """Makes a store and opens it: private, or shared with the members of `group`.

        An empty directory that is there already is taken as it is; it makes a shared store where
        it is writable for its group and setgid. `time_zone` is the machine's by default.
        Raises StoreExists, StoreForeign, StoreFull, SettingsError for an unknown zone.
        """
        settings = StoreSettings(name=as_text(path.stem), time_zone=time_zone or local_time_zone())
        try:
            settings.zone  # noqa: B018
        except (LookupError, ValueError, OSError) as error:
            raise SettingsError(
                f"“{time_zone}” is no time zone; write it as Europe/Oslo or UTC."
            ) from error
        with in_words(path):
            make_store(path, dump_store_settings(settings), group)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Opens the store at a path, bringing an older one up to date.

        Raises StoreMissing, StoreForeign, StoreNewer, StoreDamaged, StoreBusy.
        """
        with in_words(path):
            return cls(path, open_root(path))

    @classmethod
    def open_or_create(cls, path: Path) -> Self:
        """Opens the store at a path, made where there is none."""
        try:
            return cls.open(path)
        except StoreMissing:
            pass
        try:
            return cls.create(path)
        except StoreExists:
            return cls.open(path)

    def close(self) -> None:
        """Ends what is open; a second time does nothing. Snapshots and bells live on."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        with in_words(self.path):
            self._opened.close()

    def forsake(self, *, made: bool) -> bool:
        """Closes the store, and removes it where nothing is in it; whether it did.

        `made` says that this process made it.
        """
        from npstui.store.forsaking import remove_if_empty

        try:
            with in_words(self.path):
                return remove_if_empty(self.path, self._opened, self.settings, made=made)
        finally:
            self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # Settings

    def settings(self) -> StoreSettings:
        """What store.toml says now; read again only when the file changed. Raises SettingsError."""
        file = self.path / SETTINGS
        with in_words(self.path):
            try:
                found = file.stat()
                stamp = (found.st_mtime_ns, found.st_size, found.st_ino)
            except FileNotFoundError:
                stamp = None
        known = self._settings
        if known is None or known[0] != stamp:
            known = (stamp, load_store_settings(file))
            self._settings = known
        return known[1]

    def change_settings(self, change: Callable[[StoreSettings], StoreSettings]) -> StoreSettings:
        """Writes what `change` makes of the settings as they are now; one writer at a time.

        A store.toml with comments, which cannot be kept in it, is copied to store.toml.bak first.
        """
        with in_words(self.path):
            access = self._opened.access
            lock = lock_exclusive(self.path / PRESENCE / "settings.lock", access, wait=True)
            if lock is None:
                raise AssertionError("a lock that is waited for is got")
            with lock:
                file = self.path / SETTINGS
                clear_unfinished(file)
                changed = change(load_store_settings(file))
                if (kept := backup_for(file)) is not None:
                    replace_bytes(kept, file.read_bytes(), access)
                replace_text(file, dump_store_settings(changed), access)
        return changed

    def who_is_here(self) -> list[str]:
        """Who has the store open now, this process too, as "alice (process 4711)"."""
        with in_words(self.path):
            return who_is_here(self.path)

    def write_on(self, ref: ResponseRef, person: str) -> "Writing":
        """Says that a person writes on a case now; close it when done."""
        from npstui.store.presence import announce_writing

        with in_words(self.path):
            return announce_writing(self.path / PRESENCE, self._opened.access, ref, person)

    def who_writes(self) -> Mapping[ResponseRef, tuple[str, ...]]:
        """Who writes on which case now, this process too."""
        from npstui.store.presence import who_writes

        with in_words(self.path):
            return who_writes(self.path / PRESENCE)

    # What moved

    def counters(self) -> Counters:
        """segments_version and the last event's id."""
        return self.catalog.counters()

    def newest_verb(self) -> int:
        """The id of the newest verb, 0 before the first; cheap."""
        return self.catalog.newest_verb()

    def bell(self) -> "Bell":
        """A new bell; make it before the first read, close it when done."""
        return self.catalog.bell()

    # Cases and the log

    def append(
        self,
        verb: NewVerb,
        expected: Mapping[ResponseRef, int] | None = None,
        responded_at: Mapping[ResponseRef, datetime | None] | None = None,
    ) -> Appended:
        """Appends a verb's events; cases changed since `expected` are refused. See Catalog."""
        return self.catalog.append(verb, expected, responded_at)

    def undo(self, verb_id: int, *, at: datetime, actor: str, person: str) -> Appended:
        """Takes a verb back on each case where it is the last change that holds."""
        return self.catalog.undo(verb_id, at=at, actor=actor, person=person)

    def redo(self, verb_id: int, *, at: datetime, actor: str, person: str) -> Appended:
        """Lets a verb hold again on each case that nobody changed since."""
        return self.catalog.redo(verb_id, at=at, actor=actor, person=person)

    def last_verb(
        self, person: str, *, since_verb: int = 0, undone: bool = False
    ) -> VerbRow | None:
        """The verb that undo takes back next, or with `undone` the one that redo does again."""
        return self.catalog.last_verb(person, since_verb=since_verb, undone=undone)

    def verbs(self, limit: int | None = None, person: str | None = None) -> list[VerbRow]:
        """Verbs newest first, undo and redo too."""
        return self.catalog.verbs(limit, person)

    def events(self, ref: ResponseRef) -> list[Event]:
        """All events of one case, oldest first."""
        return self.catalog.events(ref)

    def histories_with(self, kind: EventKind) -> list[list[Event]]:
        """All events of each case that has one of a kind, a list a case, oldest first."""
        return self.catalog.histories_with(kind)

    def log(self, since: int = 0, until: datetime | None = None) -> Iterator[Event]:
        """Events after an id and up to a time, oldest first."""
        return self.catalog.log(since, until)

    def case_rows(self, since_event_id: int = 0) -> list[CaseRow]:
        """Every case with an event after the given one."""
        return self.catalog.case_rows(since_event_id)

    def stored_cases(self, since_event_id: int = 0) -> StoredCases:
        """The same cases as plain values; see Catalog. Fifty thousand of them in a tenth of a
        second, where making CaseRows of them takes a whole one.
        """
        return self.catalog.stored_cases(since_event_id)

    def cases_updated(self) -> list[ResponseRef]:
        """The cases whose response was updated: it can be of another time than when touched."""
        return self.catalog.cases_updated()

    def excluded(self) -> list[ResponseRef]:
        """The responses that are excluded now."""
        return self.catalog.excluded()

    def case_rows_as_of(self, at: datetime) -> list[CaseRow]:
        """Every case as its events up to `at` leave it."""
        return self.catalog.case_rows_as_of(at)

    def contacts(self, since: datetime | None, until: datetime | None) -> list[ContactRow]:
        """The contacts made between two moments; see Catalog."""
        return self.catalog.contacts(since, until)

    # Markers

    def markers(self) -> list[MarkerRow]:
        """Every marker by its time, dropped ones too."""
        return self.catalog.markers()

    def add_marker(self, marker: NewMarker) -> int:
        """Keeps a marker; its id."""
        return self.catalog.add_marker(marker)

    def drop_marker(self, marker_id: int, *, at: datetime, actor: str, person: str) -> bool:
        """Lets a marker hold no longer; False where none of that id stands."""
        return self.catalog.drop_marker(marker_id, at=at, actor=actor, person=person)

    # Responses

    def snapshot(self) -> "Snapshot":
        """The responses as they are registered now; close it when done. Raises StoreDamaged."""
        from npstui.store.snapshot import take_snapshot

        with in_words(self.path):
            return take_snapshot(self.catalog, self.segments())

    def find(self, ids: Sequence[str]) -> dict[str, list[ResponseRef]]:
        """Each "ID" or "SOURCE:ID" with the responses it names; none for an unknown one."""
        snapshot = self.snapshot()
        try:
            with in_words(self.path):
                return snapshot.find(ids)
        finally:
            snapshot.close()

    def imports(self) -> list[ImportRow]:
        """The imports, oldest first."""
        return self.catalog.imports()

    def remembered(self) -> list[tuple[str, Remembered]]:
        """What is remembered of each source's columns, the newest first."""
        return self.catalog.remembered()

    def importing(
        self,
        *,
        source: str,
        path: str,
        actor: str,
        person: str,
        policy_first: bool,
        now: datetime,
        tail: bool = False,
    ) -> "ImportWriter":
        """The writer of one file's rows; a context manager that leaves nothing unless committed.

        `tail`: the rows follow those which the store has of this file already. The first one
        clears away what imports that were ended left behind.
        """
        from npstui.store.writer import ImportWriter

        if not self._swept:
            self._swept = True
            with suppress(StoreError):
                self.sweep()
        with in_words(self.path):
            return ImportWriter(
                self.path,
                self.catalog,
                self.segments(),
                source=source,
                path=path,
                actor=actor,
                person=person,
                policy_first=policy_first,
                now=now,
                tail=tail,
            )

    def quarantine_rows(self) -> int:
        """How many refused rows wait in quarantine."""
        return self.catalog.quarantine_rows()

    def compact_if_due(self) -> None:
        """Merges small segments where there are many."""
        from npstui.store.compaction import compact_if_due

        with in_words(self.path):
            compact_if_due(self.catalog, self.segments())

    def sweep(self) -> None:
        """Removes segment files that no import registered and nobody is making, and what says that
        programs which were killed are here.
        """
        from npstui.store.sweep import sweep

        with in_words(self.path):
            who_is_here(self.path)
            sweep(self.catalog, self.segments(), self.path)

    def segments(self) -> "Segments":
        """The place where the segments are kept."""
        if self._segments is None:
            from npstui.store.segments import SegmentDirectory

            self._segments = SegmentDirectory(self.path, self._opened.access)
        return self._segments
