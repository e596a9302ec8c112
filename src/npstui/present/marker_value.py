"""A marker as a screen shows it: a letter on the line, what was changed, before against after."""

from dataclasses import dataclass
from datetime import datetime

from npstui.present.text import EMPTY, SafeText
from npstui.present.values import ChangeValue, ScoreValue


@dataclass(frozen=True, slots=True)
class MarkerValue:
    """One standing marker, judged. Letters run A, B, ... by the time the markers stand at.

    `where` is the filter it is about, "" for everything. `weeks` is "4 weeks, B follows": what
    the side after it holds and what ends it; `weeks_before` the same of the side before.
    """

    marker_id: int
    letter: str
    at: datetime
    text: SafeText
    where: SafeText
    person: SafeText
    before: ScoreValue | None
    after: ScoreValue | None
    change: ChangeValue | None
    weeks_before: str
    weeks: str
    few: bool  # a side below the store's minimum n
    refused: SafeText = EMPTY  # why its filter cannot be read; nothing was compared then
