"""The plain values of the import page: how a file's columns are read, and what was refused."""

from dataclasses import dataclass
from datetime import datetime

from npstui.present.text import SafeText


@dataclass(frozen=True, slots=True)
class ColumnValue:
    """One column of a file: its header, what it is read as, how sure that is, some of its cells.

    `target` is the canonical field, "beside" or "left-out". `confidence` and `how` are "" where
    nothing had to be found.
    """

    name: SafeText
    reads: SafeText
    target: str
    confidence: SafeText
    how: SafeText
    samples: tuple[SafeText, ...]


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """One thing that holds for the whole file: the sheet, the scale, the zone.

    `choices` are values with their words; `typed` says that others can be typed.
    """

    key: str
    title: str
    shown: SafeText
    choices: tuple[tuple[str, SafeText], ...]
    typed: bool = False


@dataclass(frozen=True, slots=True)
class LandingValue:
    """Rows as they would land; `right` are the columns of numbers."""

    headings: tuple[SafeText, ...]
    rows: tuple[tuple[SafeText, ...], ...]
    right: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class MappingValue:
    """How one file is read. `path` names it to the desk; `refusal` says why it cannot be yet."""

    path: str
    file: SafeText
    columns: tuple[ColumnValue, ...]
    choices: tuple[ReadingChoice, ...]
    landing: LandingValue | None
    refusal: SafeText | None = None


@dataclass(frozen=True, slots=True)
class MappingChange:
    """What somebody wants read otherwise: a column, by its place, or a ReadingChoice by its key."""

    path: str
    key: str
    value: str
    place: int | None = None


@dataclass(frozen=True, slots=True)
class RefusedLineValue:
    """A row in quarantine: its physical line, why, and its text, cut where it is long."""

    line: int
    reason: SafeText
    text: SafeText


@dataclass(frozen=True, slots=True)
class RefusedValue:
    """The refused rows of a file, the first of them. `more` counts those that are not listed."""

    file: SafeText
    lines: tuple[RefusedLineValue, ...]
    reasons: tuple[tuple[SafeText, int], ...]
    set_aside: tuple[tuple[SafeText, int], ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class ImportValue:
    """One import of a store, as a list shows it. `refused_lines` says that some can be read."""

    import_id: int
    at: datetime
    file: SafeText
    source: SafeText
    person: SafeText
    rows: int
    imported: int
    known: int
    changed: int
    refused: int
    set_aside: tuple[tuple[SafeText, int], ...]
    mapping: tuple[tuple[SafeText, SafeText], ...]
    remembered: tuple[SafeText, ...]


@dataclass(frozen=True, slots=True)
class ImportDetail:
    """What an import's page has to read: its refused rows, and what came late, in sentences."""

    refused: RefusedValue
    came_late: tuple[SafeText, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedFileValue:
    """A followed file of which nothing was taken, and why."""

    at: datetime
    path: SafeText
    file: SafeText
    person: SafeText
    why: SafeText
