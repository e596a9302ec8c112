"""Parts of the answers as plain values: a list of some of them, and how the groups of a dimension
compare.
"""

from enum import StrEnum

from npstui.model.frozen import dataclass
from npstui.present.text import SafeText
from npstui.present.values import ChangeValue, NewestValue, ScoreValue

LISTED = 1_000  # answers a page lists, the newest
POINTS = 12  # steps of a group's line


class Cases(StrEnum):
    """Cases that screen 1 counts and no view holds."""

    LATE_ON_ARRIVAL = "late-on-arrival"  # detractors late when an import of the last 24 h came
    DUE_SOON = "due-soon"  # detractors due within 6 h
    DUE_TODAY = "due-today"  # a person's


@dataclass(frozen=True, slots=True)
class Asked:
    """Which answers are meant. `words` name them for a title.

    With `cases` those whose cases are these, of `person` where it asks for theirs: whatever the
    period and the filter.

    `period` as it is written (30d, 2026-W41), None for the one in force. `scores` are the lowest
    and the highest. Of a `dimension` those with one of `values` (None: without a value), or with
    `others` those with none of them.
    """

    words: SafeText
    period: str | None = None
    scores: tuple[int, int] | None = None
    dimension: str | None = None
    values: tuple[str | None, ...] = ()
    others: bool = False
    commented: bool = False
    cases: Cases | None = None
    person: str = ""


@dataclass(frozen=True, slots=True)
class AnswersValue:
    """Some answers: how many there are, their score, and the newest LISTED of them."""

    total: int
    score: ScoreValue | None
    period: str
    rows: tuple[NewestValue, ...]


class Against(StrEnum):
    """How a group stands beside all others."""

    ABOVE = "clearly above"
    BELOW = "clearly below"
    UNCLEAR = ""
    FEW = "few answers"  # in it, or beside it


@dataclass(frozen=True, slots=True)
class GroupValue:
    """The answers with one value of a dimension; `value` None for those without one.

    `change` is the rest against this group, its p-value raised for all groups compared. `line`
    has POINTS steps, None where one holds fewer answers than the minimum.
    """

    value: str | None
    name: SafeText
    score: ScoreValue
    rest: ScoreValue | None
    change: ChangeValue | None
    against: Against
    line: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class SplitValue:
    """The answers of a period split by a dimension, the largest group first.

    `every` is what a step of the lines is: weeks, or months where weeks are too thin.
    """

    dimension: str
    name: SafeText
    groups: tuple[GroupValue, ...]
    everyone: ScoreValue | None
    every: str
    period: str
    minimum_n: int


@dataclass(frozen=True, slots=True)
class DimensionValue:
    """A column to split by, and how many different values the period holds."""

    dimension: str
    name: SafeText
    values: int
