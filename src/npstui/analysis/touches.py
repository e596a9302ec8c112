"""Contacts made: how they balance between the categories week by week, and what channels do."""

from collections.abc import Mapping
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.period import Period
from npstui.model.calendar import Unit, floor, local, step, to_utc
from npstui.model.category import Category
from npstui.model.frozen import dataclass
from npstui.model.outcomes import STOPS_THE_CLOCK


@dataclass(frozen=True, slots=True)
class Week:
    """The contacts of one ISO week of the store's zone, cut to the period; every category."""

    start: datetime
    end: datetime
    touches: Mapping[Category, int]


@dataclass(frozen=True, slots=True)
class Balance:
    """The contacts of a period by category, and its weeks without a gap, oldest first."""

    total: Mapping[Category, int]
    weeks: tuple[Week, ...]

    @property
    def n(self) -> int:
        """All contacts."""
        return sum(self.total.values())


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """What came of the contacts by one channel; `through` were sent, reached or word left."""

    channel: str
    tries: int
    through: int
    results: Mapping[str, int]


def touch_balance(contacts: pl.LazyFrame, period: Period, now: datetime, zone: ZoneInfo) -> Balance:
    """The contacts made in the period, whenever the answer came.

    `contacts` has at, category, channel and result, free of those taken back. An open period
    spans from the first contact to now.
    """
    made = _within(contacts, period).select("at", "category").collect()
    first = made["at"].min()
    if not made.height or not isinstance(first, datetime):
        return Balance(dict.fromkeys(Category, 0), ())
    end = min(period.end, now) if period.end is not None else now
    begins = period.start if period.start is not None else first
    cuts = [to_utc(floor(local(begins, zone), Unit.WEEK), zone)]
    while cuts[-1] < end:
        cuts.append(to_utc(step(local(cuts[-1], zone), Unit.WEEK, 1), zone))
    starts = pl.Series("start", cuts[:-1], dtype=pl.Datetime("us", "UTC"))
    counted = (
        made.with_columns((starts.search_sorted(made["at"], side="right") - 1).alias("week"))
        .group_by("week", "category")
        .len()
    )
    by_week: dict[tuple[int, str], int] = {
        (week, category): count for week, category, count in counted.iter_rows()
    }
    weeks = tuple(
        Week(
            max(start, begins),
            min(start_after, end),
            {category: by_week.get((number, category.value), 0) for category in Category},
        )
        for number, (start, start_after) in enumerate(pairwise(cuts))
    )
    total = {category: sum(week.touches[category] for week in weeks) for category in Category}
    return Balance(total, weeks)


def channel_use(contacts: pl.LazyFrame, period: Period) -> tuple[ChannelUse, ...]:
    """What came of the contacts made in the period by channel, the most used first."""
    table = (
        _within(contacts, period)
        .group_by("channel", "result")
        .len()
        .sort("len", "result", descending=[True, False])
        .collect()
    )
    results: dict[str, dict[str, int]] = {}
    for channel, result, count in table.iter_rows():
        results.setdefault(channel, {})[result] = count
    used = [
        ChannelUse(
            channel,
            sum(found.values()),
            sum(count for result, count in found.items() if result in STOPS_THE_CLOCK),
            found,
        )
        for channel, found in results.items()
    ]
    return tuple(sorted(used, key=lambda use: (-use.tries, use.channel)))


def _within(contacts: pl.LazyFrame, period: Period) -> pl.LazyFrame:
    at = pl.col("at")
    if period.start is not None:
        contacts = contacts.filter(at >= period.start)
    return contacts if period.end is None else contacts.filter(at < period.end)
