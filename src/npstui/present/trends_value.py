"""Screen 5 as plain values: the score period by period, what was changed when, and why it moved."""

from dataclasses import dataclass
from datetime import datetime

from npstui.model.counting import Counting
from npstui.present.marker_value import MarkerValue
from npstui.present.moved import MovedValue
from npstui.present.text import EMPTY, SafeText
from npstui.present.values import ChangeValue, ScoreValue


@dataclass(frozen=True, slots=True)
class PeriodValue:
    """One period of the line, start included, end not. No score where nobody answered.

    `change` is against the period before it, None where either has no answers.
    """

    start: datetime
    end: datetime
    score: ScoreValue | None
    change: ChangeValue | None
    few: bool  # below the store's minimum n
    so_far: bool  # it still runs

    @property
    def n(self) -> int:
        """The answers counted."""
        return 0 if self.score is None else self.score.n


@dataclass(frozen=True, slots=True)
class GroupLine:
    """The line of those with one value of a dimension, over the periods of the whole line."""

    value: str | None  # None: those without one
    name: SafeText
    points: tuple[PeriodValue, ...]


@dataclass(frozen=True, slots=True)
class SplitLines:
    """The largest groups of a dimension, a line each, and how much is not drawn."""

    dimension: str
    name: SafeText
    groups: tuple[GroupLine, ...]
    other_groups: int
    other_answers: int


@dataclass(frozen=True, slots=True)
class YearAgoValue:
    """A stretch of time against the same a year before; `words` names it: "Same 30 days"."""

    words: str
    before: ScoreValue
    after: ScoreValue
    change: ChangeValue
    few: bool


@dataclass(frozen=True, slots=True)
class TrendsValue:
    """Screen 5 as a whole. The points leave no gap, oldest first; none in an empty store."""

    every: str  # day, week, month, quarter
    counting: Counting
    minimum_n: int
    points: tuple[PeriodValue, ...]
    markers: tuple[MarkerValue, ...]
    year_ago: YearAgoValue | None
    moved: MovedValue | None  # the change of the period in force, split by a dimension
    period: str  # its words: "last 30 days"
    period_start: datetime | None
    period_end: datetime | None
    split: SplitLines | None = None  # where somebody chose what to split by
    of: SafeText = EMPTY  # the group whose line it is: "region Oslo"
