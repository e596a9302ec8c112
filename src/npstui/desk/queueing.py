"""The desk's questions about queues: rows, counts, filters, and what pickers offer."""

from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from npstui.desk.frames import Frames
from npstui.desk.offers import person_loads, tag_counts
from npstui.desk.queues import (
    SHOWN,
    QueueAnswer,
    commented,
    count_queues,
    count_views,
    in_view,
    select_queue,
)
from npstui.desk.shown import ShownColumns
from npstui.model.category import Category
from npstui.model.response import CANONICAL
from npstui.present.values import PersonLoad, QueueCounts, TagCount, View
from npstui.present.views import VIEWS
from npstui.store.expressions import KEY
from npstui.store.store import Store

if TYPE_CHECKING:
    from npstui.filters.tree import Filter


class Queueing:
    """The queues of one store as one person sees them."""

    def __init__(self, frames: Frames, store: Store, person: str) -> None:
        self._frames = frames
        self._store = store
        self._person = person
        self.shown = self._shown = ShownColumns(frames)
        self._commented: tuple[int, pl.Series] | None = None

    def queue(
        self,
        category: Category | None,
        view: View,
        now: datetime,
        where: "Filter | None",
        sort: str | None,
        *,
        whole: bool,
    ) -> QueueAnswer:
        """The rows of one view, with the counts of all views of the category."""
        cases = self._frames.open_cases(now)
        zone = self._store.settings().zone
        shown = self._shown.of(cases, SHOWN)
        if View.EASY in VIEWS[category]:
            cases = cases.with_columns(self._commented_of(cases, shown))
        of_category = cases if category is None else cases.filter(category=category.value)
        holds = in_view(view, category, self._person, now, zone)
        unnarrowed = None
        if where:
            unnarrowed = int(of_category.select(holds.sum()).item())
            of_category = self._matching(of_category, where, now)
        counts = count_views(of_category, category, self._person, now, zone)
        if sort is None and view is View.ASK_AGAIN:
            sort = "told"
        frame = select_queue(of_category, shown, holds, category, sort)
        version = self._frames.version
        return QueueAnswer(frame, counts, now, zone, version, unnarrowed, whole=whole, view=view)

    def open_count(self, category: Category | None, where: "Filter", now: datetime) -> int:
        """How many open cases of a category a filter lets through."""
        zone = self._store.settings().zone
        cases = self._frames.open_cases(now)
        listed = cases.filter(in_view(View.ALL, category, self._person, now, zone))
        return self._matching(listed, where, now).height if where else listed.height

    def make_ready(self, now: datetime) -> None:
        """Read what filters are likely to ask for, so that the first to be typed need not wait."""
        extra = [column.name for column in self._frames.extra_columns]
        known = [column.name for column in CANONICAL if column.dimension]
        self._shown.of(self._frames.open_cases(now), [*SHOWN, *known, *extra])

    def counts(self, now: datetime) -> tuple[QueueCounts, ...]:
        """What awaits somebody in each category."""
        zone = self._store.settings().zone
        return count_queues(self._frames.open_cases(now), self._person, now, zone)

    def tags(self, now: datetime) -> tuple[TagCount, ...]:
        """Tags in use on open cases, the commonest first, then those the store names."""
        return tag_counts(self._frames.open_cases(now), self._store.settings().tags)

    def people(self, now: datetime) -> tuple[PersonLoad, ...]:
        """The team, or without one everybody who has a case, with the open cases they have."""
        team = self._store.settings().team
        return person_loads(self._frames.open_cases(now), team, self._person)

    def _commented_of(self, cases: pl.DataFrame, shown: pl.DataFrame) -> pl.Series:
        """Kept while the frames stand still: the cases come in the same order whatever the time."""
        version = self._frames.version
        if self._commented is None or self._commented[0] != version:
            self._commented = version, commented(cases, shown)
        return self._commented[1]

    def _matching(self, cases: pl.DataFrame, where: "Filter", now: datetime) -> pl.DataFrame:
        """The cases a filter lets through; columns the case frame lacks are fetched for it."""
        expression = where.expression(now, self._store.settings().zone)
        lacking = [name for name in expression.meta.root_names() if name not in cases.columns]
        if not lacking:
            return cases.filter(expression)
        facts = self._shown.of(cases, lacking)
        kept = cases.join(facts, on=KEY, how="left", maintain_order="left").filter(expression)
        return kept.select(cases.columns)
