"""The markers of one desk: its questions and commands about them."""

from collections.abc import Callable
from datetime import datetime

import polars as pl

from npstui.analysis.markers import WEEKS
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
from npstui.store.store import Store
from npstui.store.values import MarkerRow


class Timeline:
    """The markers of a store as one person sees and sets them.

    `narrowed` gives the responses that a filter's text lets a score count, `parsed` its tree.
    """

    def __init__(
        self,
        store: Store,
        narrowed: Callable[[str | None, datetime], pl.LazyFrame],
        parsed: Callable[[str], Filter],
        person: str,
        actor: str,
        as_of: datetime | None,
    ) -> None:
        self._store = store
        self._narrowed = narrowed
        self._parsed = parsed
        self._person, self._actor = person, actor
        self._as_of = as_of

    def values(self, now: datetime) -> tuple[MarkerValue, ...]:
        """As Desk.markers."""
        minimum_n = self._store.settings().minimum_n
        return tuple(marker_value(judged, minimum_n) for judged in self.judged(now))

    def judged(
        self, now: datetime, weeks: int = WEEKS, counting: Counting = Counting.ANSWERS
    ) -> tuple[JudgedMarker, ...]:
        """As Desk.judged_markers."""
        rows = [row for row in self._store.markers() if row.stood(self._as_of)]
        return judged_markers(
            rows,
            lambda where, at: self._narrowed(where or None, at),
            now,
            self._store.settings().zone,
            weeks,
            counting,
        )

    def add(self, day: str, text: str, now: datetime, where: str = "") -> tuple[MarkerRow, bool]:
        """As Desk.add_marker."""
        self._check_present()
        tree = self._parsed(where)
        check_facts_only(tree)
        at = marker_time(day, now, self._store.settings().zone)
        return add_marker(self._store, at, text, str(tree), now, self._actor, self._person)

    def drop(self, marker_id: int, now: datetime) -> MarkerRow:
        """As Desk.drop_marker."""
        self._check_present()
        return drop_marker(self._store, marker_id, now, self._actor, self._person)

    def _check_present(self) -> None:
        if self._as_of is not None:
            raise MarkerError("This desk shows the past (--as-of); nothing can be changed here.")
