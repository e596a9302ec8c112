"""The timeline of one desk: screen 5, and the markers on it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from npstui.analysis.markers import WEEKS
from npstui.analysis.period import Period
from npstui.desk.marking import (
    JudgedMarker,
    MarkerError,
    add_marker,
    drop_marker,
    judged_markers,
    marker_time,
    marker_value,
)
from npstui.desk.narrowing import check_facts_only
from npstui.filters.tree import Filter
from npstui.model.counting import Counting
from npstui.present.marker_value import MarkerValue
from npstui.present.text import safe
from npstui.present.values import Answer
from npstui.store.store import Store
from npstui.store.values import MarkerRow

if TYPE_CHECKING:
    from npstui.present.trends_value import TrendsValue

Facts = Callable[[str | None, datetime], pl.LazyFrame]
Narrowed = Callable[["Filter | None", datetime], pl.LazyFrame]
PeriodIn = Callable[[str | None, datetime, Counting], Period]
FirstDimension = Callable[[pl.LazyFrame, Period, datetime], str | None]


@dataclass(frozen=True, slots=True)
class _Given:
    """A marker added or dropped, and the person's newest verbs at that time: standing, undone."""

    row: MarkerRow
    added: bool
    standing: int
    undone: int


class Timeline:
    """The line of a store's score and the markers on it, as one person sees and sets them.

    `facts` gives the responses that a filter's text lets a score count, `parsed` its tree,
    `narrowed` those that a tree's facts let count; `period_in` the period in force,
    `first_dimension` what to split by where nobody chose.
    """

    def __init__(
        self,
        store: Store,
        facts: Facts,
        parsed: Callable[[str], Filter],
        narrowed: Narrowed,
        period_in: PeriodIn,
        first_dimension: FirstDimension,
        person: str,
        actor: str,
        as_of: datetime | None,
    ) -> None:
        self._store = store
        self._facts, self._parsed = facts, parsed
        self._narrowed, self._period_in = narrowed, period_in
        self._first_dimension = first_dimension
        self._person, self._actor = person, actor
        self._as_of = as_of
        self._given: list[_Given] = []  # of this sitting, the last at the end
        self._taken_back: list[_Given] = []

    def trends(
        self,
        now: datetime,
        every: str | None = None,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: "Filter | None" = None,
        by: str | None = None,
    ) -> "TrendsValue":
        """Screen 5; as desk.trends.trends, with the lines of the groups of `by`.

        Of a filter only its facts of the response narrow it.

        Raises PeriodError, NoSuchDimension.
        """
        from npstui.desk.trends import trends

        settings = self._store.settings()
        asked = self._period_in(period, now, counting)
        counted = self._narrowed(where, now)
        markers = self.values(now, counting)
        moved_by = self._first_dimension(counted, asked, now) if by is None else by
        least = settings.minimum_n
        made = trends(counted, every, asked, now, settings.zone, counting, least, markers, moved_by)
        if by is None:
            return made
        from npstui.desk.trend_groups import split_lines

        return replace(made, split=split_lines(counted, by, made.points, now, counting, least))

    def values(
        self, now: datetime, counting: Counting = Counting.ANSWERS
    ) -> tuple[MarkerValue, ...]:
        """Every standing marker judged, by its time."""
        minimum_n = self._store.settings().minimum_n
        judged = self.judged(now, counting=counting)
        return tuple(marker_value(each, minimum_n) for each in judged)

    def judged(
        self, now: datetime, weeks: int = WEEKS, counting: Counting = Counting.ANSWERS
    ) -> tuple[JudgedMarker, ...]:
        """Every standing marker with what was compared."""
        rows = [row for row in self._store.markers() if row.stood(self._as_of)]
        return judged_markers(
            rows,
            lambda where, at: self._facts(where or None, at),
            now,
            self._store.settings().zone,
            weeks,
            counting,
        )

    def add(self, day: str, text: str, now: datetime, where: str = "") -> tuple[MarkerRow, bool]:
        """Keeps a marker at a day as marker_time reads it; the marker, and whether it is new.

        Raises MarkerError, FilterError, CaseWordInScore.
        """
        self._check_present()
        tree = self._parsed(where)
        check_facts_only(tree)
        at = marker_time(day, now, self._store.settings().zone)
        row, is_new = add_marker(self._store, at, text, str(tree), now, self._actor, self._person)
        if is_new:
            self._remember(row, added=True)
        return row, is_new

    def drop(self, marker_id: int, now: datetime) -> MarkerRow:
        """Takes a marker off the timeline. Raises MarkerError."""
        self._check_present()
        row = drop_marker(self._store, marker_id, now, self._actor, self._person)
        self._remember(row, added=False)
        return row

    def undo(self, now: datetime) -> Answer | None:
        """Take back the marker added or dropped last in this sitting; None where a verb on cases
        came after it, or there is none.
        """
        if not self._given:
            return None
        given = self._given[-1]
        if self._newest() > given.standing:
            return None
        del self._given[-1]
        self._taken_back.append(self._turned(given, now))
        return Answer(said=safe(f"Took back: {_words(given)}"))

    def redo(self, now: datetime) -> Answer | None:
        """Do again what undo took back last; None where that was a verb on cases, or one was
        given since.
        """
        if not self._taken_back:
            return None
        taken = self._taken_back[-1]
        if self._newest() > taken.standing:
            self._taken_back.clear()
            return None
        if self._newest(undone=True) not in (0, taken.undone):
            return None
        del self._taken_back[-1]
        self._given.append(self._turned(taken, now))
        return Answer(said=safe(f"Did again: {_words(self._given[-1])}"))

    def _remember(self, row: MarkerRow, *, added: bool) -> None:
        self._given.append(self._as_given(row, added=added))
        self._taken_back.clear()

    def _as_given(self, row: MarkerRow, *, added: bool) -> "_Given":
        return _Given(row, added, self._newest(), self._newest(undone=True))

    def _newest(self, *, undone: bool = False) -> int:
        last = self._store.last_verb(self._person, undone=undone)
        return 0 if last is None else last.verb_id

    def _turned(self, given: "_Given", now: datetime) -> "_Given":
        """The opposite done: a marker dropped comes back under another number."""
        row = given.row
        if given.added:
            drop_marker(self._store, row.marker_id, now, self._actor, self._person)
            return self._as_given(row, added=False)
        made, _ = add_marker(
            self._store, row.at, row.text, row.where, now, self._actor, self._person
        )
        return self._as_given(made, added=True)

    def _check_present(self) -> None:
        if self._as_of is not None:
            raise MarkerError("This desk shows the past (--as-of); nothing can be changed here.")


def _words(given: _Given) -> str:
    return f"{'marked' if given.added else 'dropped the marker'} “{given.row.text}”"
