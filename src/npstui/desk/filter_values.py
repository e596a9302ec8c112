"""The values that open cases have, by the keys of a filter: what a typed word may mean.

They are read of what lists hold in memory already, once for each import: never while a key waits.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

import polars as pl

from npstui.desk.frames import Frames
from npstui.desk.offers import count_offers, tag_counts
from npstui.desk.shown import ShownColumns
from npstui.filters.error import FilterError
from npstui.filters.keys import known_keys
from npstui.filters.offers import Offer, missing_value, offer_for
from npstui.filters.parse import parse
from npstui.model.response import CANONICAL, Reading
from npstui.store.store import Store

_MOST = 1_000  # values of one column: beyond them it is no list to choose from


class FilterValues:
    """What is known of one store's values."""

    def __init__(self, frames: Frames, store: Store, shown: ShownColumns) -> None:
        self._frames, self._store, self._shown = frames, store, shown
        self._kept: tuple[int, Mapping[str, Sequence[str]]] | None = None

    def help_with(self, text: str, now: datetime) -> Offer | None:
        """What a typed filter, right or not, probably means; None where nothing is to be said."""
        if not text.strip():
            return None
        keys = known_keys(self._frames.extra_columns)
        try:
            parse(text, keys)
        except FilterError as error:
            words = missing_value(text, error.position, keys, self._values(now))
            return Offer(words) if words else None
        return offer_for(text, keys, self._values(now))

    def _values(self, now: datetime) -> Mapping[str, Sequence[str]]:
        settings = self._store.settings()
        cases = self._frames.open_cases(now)
        tags = [str(each.tag) for each in tag_counts(count_offers(cases, now), settings.tags)]
        held = cases["assignee"].drop_nulls().unique().sort().to_list()
        people = list(dict.fromkeys([*settings.team, *held]))
        return {**self._dimensions(cases), "tags": tags, "assignee": people}

    def _dimensions(self, cases: pl.DataFrame) -> Mapping[str, Sequence[str]]:
        standing = self._frames.snapshot.segments_version
        if self._kept is not None and self._kept[0] == standing:
            return self._kept[1]
        names = [column.name for column in CANONICAL if column.dimension]
        extras = self._frames.extra_columns
        names += [column.name for column in extras if column.reading is Reading.TEXT]
        frame = self._shown.of(cases, names)
        found = {name: _commonest(frame[name]) for name in names}
        self._kept = standing, {name: values for name, values in found.items() if values}
        return self._kept[1]


def _commonest(column: pl.Series) -> tuple[str, ...]:
    counted = column.cast(pl.String).drop_nulls().rename("value").value_counts(name="times")
    if counted.height > _MOST:
        return ()
    ordered = counted.sort("times", "value", descending=[True, False])
    return tuple(ordered["value"].to_list())
