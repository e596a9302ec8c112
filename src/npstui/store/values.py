"""The plain values that the store takes and gives. No polars here: start-up imports it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import NamedTuple

from npstui.model.case import CaseState
from npstui.model.clock import Policy
from npstui.model.events import NewVerb
from npstui.model.frozen import dataclass
from npstui.model.response import Reading, ResponseRef


class Counters(NamedTuple):
    """What moves at a commit: frames are cached by the first, cases followed by the second.

    `markers` counts the changes of markers.
    """

    segments_version: int
    last_event_id: int
    markers: int = 0


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One registered segment; `earliest` and `latest` responded_at, None where all are undated."""

    name: str
    rows: int
    earliest: datetime | None
    latest: datetime | None
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fates:
    """What became of the rows of one file. The law of the import holds:

    rows = imported + already_known + changed + updated + quarantined + sum(set_aside).
    `undated` is part of `imported`.
    """

    rows: int = 0
    imported: int = 0
    undated: int = 0
    already_known: int = 0
    changed: int = 0
    updated: int = 0
    quarantined: int = 0
    set_aside: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Remembered:
    """How the columns of a file were read, for the next file like it.

    `header` is a short hash of its headers. `fields` maps canonical fields to the headers of the
    columns that were told or could not be known by name, "" for a field that was left out;
    `dropped` are columns that were not kept. The others are what was told beside, None where
    nothing was; `day_orders` say of fields with dates what comes first in 1/2/2026, `commas` of
    fields with numbers whether their commas are decimal.
    """

    header: str
    fields: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    preset: str | None = None
    sheet: str | None = None
    time_zone: str | None = None
    scale: str | None = None
    day_orders: Mapping[str, str] = field(default_factory=dict)
    commas: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One import as registered at its commit; a file each.

    `remembered` is None where there is nothing to remember of its columns.
    """

    import_id: int
    at: datetime
    actor: str
    person: str
    source: str
    path: str
    mapping: Mapping[str, str]
    policy: Policy
    fates: Fates
    remembered: Remembered | None = None


@dataclass(frozen=True, slots=True)
class CaseRow:
    """The state of one case somebody touched; `responded_at` is of its response."""

    ref: ResponseRef
    responded_at: datetime | None
    state: CaseState


@dataclass(frozen=True, slots=True)
class CaseColumns:
    """Many cases as they are stored, a JSON array a column: `texts` hold source, response_id,
    responded_at and the fields of CaseState, in one order, `count` values each.
    """

    count: int
    texts: tuple[str, ...]


# Cases as they are stored: all of them by column, some of them as tuples of the same values.
StoredCases = list[tuple[object, ...]] | CaseColumns

# A contact: source, response_id, at (microseconds since 1970, UTC), channel, result, template.
ContactRow = tuple[str, str, int, str, str, str | None]


@dataclass(frozen=True, slots=True)
class VerbRow:
    """One command somebody gave. `standing` counts its cases on which it still holds."""

    verb_id: int
    at: datetime
    actor: str
    person: str
    command: str
    said: str
    refs: tuple[ResponseRef, ...]
    standing: int


@dataclass(frozen=True, slots=True)
class Refused:
    """One case a write left alone, with the reason as a sentence; `by` names who is in the way."""

    ref: ResponseRef
    reason: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Appended:
    """What a write did: the verb's id (None if nothing was written) and its two shares."""

    verb_id: int | None
    done: tuple[ResponseRef, ...]
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class ExtraColumn:
    """A column of the files beside the canonical ones, and how it is read."""

    name: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class RefusedKey:
    """The key of a row that an import refused; seen again it is counted and not kept twice."""

    key: str
    import_id: int


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A row that was not taken: its physical line, the reason, the whole row as found.

    `key` is the response_id the row gives itself, None where it gives none: then the text stands
    for it. A later good row of the same source with that response_id clears it.
    """

    line: int
    reason: str
    text: str
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the rows of one chunk: rows = imported + already_known + changed + updated.

    `undated` is part of `imported`.
    """

    imported: int = 0
    undated: int = 0
    already_known: int = 0
    changed: int = 0
    updated: int = 0


@dataclass(frozen=True, slots=True)
class NewMarker:
    """A note to stand at a moment of the timeline; `where` is the filter it is about, or ""."""

    at: datetime
    text: str
    where: str
    added_at: datetime
    actor: str
    person: str


@dataclass(frozen=True, slots=True)
class MarkerRow:
    """A marker as kept; `dropped_at` is None while it stands."""

    marker_id: int
    at: datetime
    text: str
    where: str
    added_at: datetime
    actor: str
    person: str
    dropped_at: datetime | None = None
    dropped_person: str | None = None

    def stood(self, at: datetime | None) -> bool:
        """Whether it stood at a moment; None asks of now."""
        if at is None:
            return self.dropped_at is None
        return self.added_at <= at and (self.dropped_at is None or self.dropped_at > at)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules of a store do to the cases that an import opens, written in its commit.

    `responded_at` holds the time of each response that an event is about.
    """

    verbs: tuple[NewVerb, ...] = ()
    responded_at: Mapping[ResponseRef, datetime | None] = field(default_factory=dict)
