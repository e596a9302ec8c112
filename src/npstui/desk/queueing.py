"""The desk's questions about queues: rows, counts, filters, and what pickers offer."""

from collections.abc import Collection
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import polars as pl

from npstui.desk.contacting import Contacting
from npstui.desk.earlier import EarlierScores
from npstui.desk.frames import Frames, keys_of
from npstui.desk.offers import count_offers, person_loads, tag_counts
from npstui.desk.queues import (
    SHOWN,
    QueueAnswer,
    by_urgency,
    in_view,
    sorted_by,
    views_held,
)
from npstui.desk.shown import ShownColumns
from npstui.model.case import Returned
from npstui.model.category import Category
from npstui.model.response import CANONICAL, ResponseRef
from npstui.present.text import SafeText
from npstui.present.values import PersonLoad, QueueCounts, TagCount, View, ViewCount
from npstui.present.views import VIEWS
from npstui.store.expressions import KEY
from npstui.store.store import Store

if TYPE_CHECKING:
    from npstui.desk.filter_values import FilterValues
    from npstui.desk.numbers import Numbers
    from npstui.filters.tree import Filter


class Queueing:
    """The queues of one store as one person sees them."""

    def __init__(self, frames: Frames, store: Store, person: str, numbers: "Numbers") -> None:
        self._frames = frames
        self._numbers = numbers
        self._store = store
        self._person = person
        self._shown = ShownColumns(frames)
        self.earlier = EarlierScores(frames)
        self.contacting = Contacting(frames, store, self._shown)
        self._orders: dict[bool, tuple[tuple[int, int, int], pl.Series]] = {}

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
        zone = self._store.settings().zone
        cases = self._frames.open_cases(now)
        wide = cases.hstack(self._shown.of(cases, SHOWN).drop(KEY))
        views = dict.fromkeys((*VIEWS[category], view))
        held = views_held(wide, views, category, self._person, now, zone)
        unnarrowed = int(held[view].sum())
        if where:
            mask = self._lets_through(wide, where, now)
            held = held.select(pl.all() & mask)
        counts = tuple(ViewCount(each, int(held[each].sum())) for each in VIEWS[category])
        order = self._by_urgency(wide, passives=category is Category.PASSIVE)
        order = order.filter(held[view].gather(order))
        if sort is None and view is View.ASK_AGAIN:
            sort = "told"
        if sort is None and view is View.PRAISE:
            sort = "praised"
        if sort is not None:
            order = sorted_by(wide, order, sort)
        version = self._frames.version
        barred = self.contacting.standing(now, self._store.settings())
        return QueueAnswer(
            wide, order, counts, now, zone, version, unnarrowed, whole=whole, view=view,
            earlier=self.earlier,
            barred=barred.mark,
        )  # fmt: skip

    def why_left(
        self,
        refs: Collection[ResponseRef],
        category: Category | None,
        view: View,
        now: datetime,
        where: "Filter | None",
    ) -> dict[ResponseRef, SafeText]:
        """Why each of these is not among the rows of `queue` any more, in a few words."""
        from npstui.desk.leaving import why_filtered, why_left_view, why_without_case
        from npstui.desk.states import rows_named
        from npstui.filters.tree import Filter

        zone = self._store.settings().zone
        every = self._frames.open_cases(now)
        every = every.hstack(self._shown.of(every, SHOWN).drop(KEY))
        at = rows_named(every.select(KEY).with_row_index("at"), keys_of(refs))["at"]
        cases = every[at]
        held = views_held(cases, (view,), category, self._person, now, zone)[view].to_list()
        parts = where.parts if where else ()
        meets = [self._lets_through(every, Filter((part,)), now)[at].to_list() for part in parts]
        excluded = self._frames.states.filter(pl.col("excluded").is_not_null())
        reasons = {
            ResponseRef(source, name): why_without_case(why)
            for source, name, why in excluded.join(keys_of(refs), on=KEY, how="semi")
            .select(*KEY, "excluded")
            .iter_rows()
        }
        for number, row in enumerate(cases.iter_rows(named=True)):
            ref = ResponseRef(str(row["source"]), str(row["response_id"]))
            broken = [part for part, fits in zip(parts, meets, strict=True) if not fits[number]]
            if not held[number]:
                reasons[ref] = why_left_view(row, view, self._person, now)
            elif broken:
                reasons[ref] = why_filtered(row, broken[0], self._person, now)
        return {ref: reasons.get(ref, why_without_case(None)) for ref in refs}

    def open_count(self, category: Category | None, where: "Filter", now: datetime) -> int:
        """How many open cases of a category a filter lets through."""
        zone = self._store.settings().zone
        cases = self._frames.open_cases(now)
        held = cases.select(held=in_view(View.ALL, category, self._person, now, zone))["held"]
        return int((held & self._lets_through(cases, where, now) if where else held).sum())

    @cached_property
    def filter_values(self) -> "FilterValues":
        """What words of a filter may mean."""
        from npstui.desk.filter_values import FilterValues

        return FilterValues(self._frames, self._store, self._shown)

    def make_ready(self, now: datetime) -> None:
        """Read what filters are likely to ask for, so that the first to be typed need not wait."""
        extra = [column.name for column in self._frames.extra_columns]
        known = [column.name for column in CANONICAL if column.dimension]
        self._shown.of(self._frames.open_cases(now), [*SHOWN, *known, *extra])

    def counts(self, now: datetime) -> tuple[QueueCounts, ...]:
        """What awaits somebody in each category."""
        return self._numbers.case_counts(now).queues

    def tags(self, now: datetime) -> tuple[TagCount, ...]:
        """Tags in use on open cases, the commonest first, then those the store names."""
        settings = self._store.settings()
        return tag_counts(self._numbers.cases.of(count_offers, now, settings.zone), settings.tags)

    def people(self, now: datetime) -> tuple[PersonLoad, ...]:
        """The team, or without one everybody who has a case, with the open cases they have."""
        settings = self._store.settings()
        zone = settings.zone
        today = now.astimezone(zone).date()
        return person_loads(
            self._numbers.cases.of(count_offers, now, zone), settings, self._person, today
        )

    def _by_urgency(self, wide: pl.DataFrame, *, passives: bool) -> pl.Series:
        """The order of all cases, kept while the frames stand still and nothing comes back."""
        returned = wide["returned"]
        again = int((returned == Returned.AGAIN.value).sum())
        standing = self._frames.version, len(returned) - returned.null_count(), again
        kept = self._orders.get(passives)
        if kept is None or kept[0] != standing:
            kept = self._orders[passives] = standing, by_urgency(wide, passives=passives)
        return kept[1]

    def _lets_through(self, cases: pl.DataFrame, where: "Filter", now: datetime) -> pl.Series:
        """Which of the cases a filter lets through.

        Each half reads its own frame: a column of a file may be called like one of the cases'.
        """
        zone = self._store.settings().zone
        facts = where.response_half().expression(now, zone)
        words = where.case_half().expression(now, zone)
        comments = [name for name in words.meta.root_names() if name not in cases.columns]
        beside = cases.hstack(self._shown.of(cases, comments).drop(KEY)) if comments else cases
        held = beside.select(held=words)["held"]
        names = facts.meta.root_names()
        if names:
            held = held & self._shown.of(cases, names).select(held=facts)["held"]
        return held
