"""What every catalog can do; one suite of contract tests holds for all implementations.

Each method that writes is one transaction, or one a batch where it says so. Every method may be
called from any thread and raises StoreError only.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from npstui.model.events import Event, EventKind, NewVerb
from npstui.model.response import ResponseRef
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


class Bell(Protocol):
    """Says whether somebody committed; cheap enough to ask several times a second."""

    def rang(self) -> bool:
        """Whether a commit came since the last question; may be true for nothing of interest."""
        ...

    def close(self) -> None:
        """Ends it; a second time does nothing."""
        ...


class Catalog(Protocol):
    """The one commit point of a store: events, case state, imports, columns, segment register."""

    def counters(self) -> Counters:
        """What moved so far."""
        ...

    def newest_verb(self) -> int:
        """The id of the newest verb, 0 before the first."""
        ...

    def bell(self) -> Bell:
        """A new bell. Make it before the first read, so that nothing falls between."""
        ...

    def append(
        self,
        verb: NewVerb,
        expected: Mapping[ResponseRef, int] | None = None,
        responded_at: Mapping[ResponseRef, datetime | None] | None = None,
    ) -> Appended:
        """Appends a verb's events and brings its cases' states along.

        `expected` gives the last_event_id a case was seen at, 0 for an untouched one; a case
        changed since is refused, naming who. `responded_at` is kept in the rows of new cases.
        More than 10,000 events go in batches under one verb id, each case whole; where a later
        batch fails, the rest is refused with the reason.
        """
        ...

    def undo(self, verb_id: int, *, at: datetime, actor: str, person: str) -> Appended:
        """Takes a verb back on every case where it is the last change that holds.

        Other cases are refused, naming who changed them. An undo or redo itself is refused.
        """
        ...

    def redo(self, verb_id: int, *, at: datetime, actor: str, person: str) -> Appended:
        """Lets a verb hold again on the cases it was taken back on and nobody changed since."""
        ...

    def last_verb(
        self, person: str, *, since_verb: int = 0, undone: bool = False
    ) -> VerbRow | None:
        """The person's newest verb after `since_verb` that stands.

        With `undone` the one taken back last that may be done again: none where the person gave
        a new verb since.
        """
        ...

    def verbs(self, limit: int | None = None, person: str | None = None) -> list[VerbRow]:
        """Verbs newest first, undo and redo too."""
        ...

    def events(self, ref: ResponseRef) -> list[Event]:
        """All events of one case, oldest first."""
        ...

    def histories_with(self, kind: EventKind) -> list[list[Event]]:
        """All events of each case that has one of a kind, a list a case, oldest first."""
        ...

    def log(self, since: int = 0, until: datetime | None = None) -> Iterator[Event]:
        """Events with ids after `since` and times up to `until`, oldest first, in short reads."""
        ...

    def case_rows(self, since_event_id: int = 0) -> list[CaseRow]:
        """Every case with an event after `since_event_id`, in the order of their last events."""
        ...

    def stored_cases(self, since_event_id: int = 0) -> StoredCases:
        """The same cases as plain values, in no order: source, response_id, responded_at, then
        the fields of CaseState; moments in microseconds since 1970, flags 0 or 1, tags as JSON.
        All cases there are (0) may come by column.
        """
        ...

    def excluded(self) -> list[ResponseRef]:
        """The responses that are excluded now; answers without reading every case."""
        ...

    def case_rows_as_of(self, at: datetime) -> list[CaseRow]:
        """Every case as its events up to `at` leave it."""
        ...

    def contacts(self, since: datetime | None, until: datetime | None) -> list[ContactRow]:
        """The contacts made from one moment up to another that were not taken back by then.

        In no order. None is no bound.
        """
        ...

    def imports(self) -> list[ImportRow]:
        """The imports, oldest first."""
        ...

    def remembered(self) -> list[tuple[str, Remembered]]:
        """What is remembered of the columns of each source, each way once, the newest first."""
        ...

    def register(self) -> tuple[int, tuple[SegmentRow, ...]]:
        """segments_version and the live segments by name, in one read."""
        ...

    def columns(self) -> tuple[ExtraColumn, ...]:
        """The extra columns, in the order they came."""
        ...

    def is_registered(self, name: str) -> bool:
        """Whether a segment is live."""
        ...

    def refused_keys(self, keys: Sequence[str]) -> set[str]:
        """Those of the keys that are in quarantine already."""
        ...

    def refused_beginning(self, beginning: str) -> set[str]:
        """The keys in quarantine that begin so."""
        ...

    def quarantine_rows(self) -> int:
        """How many refused rows are in quarantine and not cleared since."""
        ...

    def superseded(self, ref: ResponseRef) -> list[tuple[int, str]]:
        """What an updated response said before, oldest first, each with the import that came."""
        ...

    def cases_updated(self) -> list[ResponseRef]:
        """The cases whose response was updated, in no order."""
        ...

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
        """Registers an import whole, with what rules do to its cases; the new segments_version.

        The version moves where segments or columns change. Raises VersionMoved, without any
        change, where it is not `expected_version`.
        """
        ...

    def replace_segments(
        self, expected_version: int, dropped: Sequence[str], added: Sequence[SegmentRow]
    ) -> int:
        """Puts segments in the place of others that hold the same rows; the new version.

        Raises VersionMoved as commit_import does.
        """
        ...

    def markers(self) -> list[MarkerRow]:
        """Every marker by its time, dropped ones too."""
        ...

    def add_marker(self, marker: NewMarker) -> int:
        """Keeps a marker; its id."""
        ...

    def drop_marker(self, marker_id: int, *, at: datetime, actor: str, person: str) -> bool:
        """Lets a marker hold no longer; False where none of that id stands."""
        ...

    def faults(self) -> tuple[str, ...]:
        """What is wrong inside, a text each; none where all is well. May take a while."""
        ...

    def version(self) -> int:
        """The version of the tables."""
        ...

    def close(self) -> None:
        """Ends the connections; a second time does nothing."""
        ...
