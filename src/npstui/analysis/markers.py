"""A marker judged: the score before it against the score after it, on spans that share nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.change import Change, change_or_none
from npstui.analysis.counts import CUSTOMER_COLUMNS, Counts, latest_per_customer
from npstui.analysis.score import Score, score_or_none
from npstui.model.calendar import local, to_utc
from npstui.model.counting import Counting
from npstui.store.expressions import is_detractor, is_passive, is_promoter

WEEKS = 8  # looked at on either side, where nothing cuts them
_WEEK = timedelta(weeks=1)
_AFTER = "__after"


class Cut(StrEnum):
    """What ends a side of a marker before its weeks are full."""

    MARKER = "marker"  # the neighbouring one
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a marker, start included, end not, in UTC. Empty after one still to come."""

    start: datetime
    end: datetime
    cut: Cut | None = None

    @property
    def weeks(self) -> float:
        """Its length in weeks; 0 where it is empty."""
        return (self.end - self.start) / _WEEK


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a marker; `before` ends where `after` starts."""

    before: Side
    after: Side


@dataclass(frozen=True, slots=True)
class Effect:
    """A marker's sides with their scores; None where nobody answered, and then no change."""

    sides: Sides
    before: Score | None
    after: Score | None
    change: Change | None


def sides_of(
    at: datetime,
    neighbours: Sequence[datetime],
    now: datetime,
    zone: ZoneInfo,
    weeks: int = WEEKS,
) -> Sides:
    """What is compared around a marker at `at`: `weeks` weeks by the wall clock on either side.

    Cut at the nearest of the other markers (`neighbours`, in any order) and at `now`. One at the
    very same moment cuts nothing: the two cannot be told apart.
    """
    start = to_utc(local(at, zone) - weeks * _WEEK, zone)
    end = to_utc(local(at, zone) + weeks * _WEEK, zone)
    earlier = max((other for other in neighbours if other < at), default=start)
    later = min((other for other in neighbours if other > at), default=end)
    before = Side(earlier, at, Cut.MARKER) if earlier > start else Side(start, at)
    after = Side(at, later, Cut.MARKER) if later < end else Side(at, end)
    if now < after.end:
        after = Side(at, max(at, now), Cut.NOW)
    return Sides(before, after)


def effects_of(
    marked: Sequence[tuple[pl.LazyFrame, Sides]], counting: Counting | str = Counting.ANSWERS
) -> list[Effect]:
    """The effect of each marker on the responses it is about, in the order given; one collect.

    The frames have the canonical columns and are free of excluded rows. Counting customers takes
    the latest answer of each on each side.
    """
    counted = [_counted(frame, sides, Counting(counting)) for frame, sides in marked]
    effects = []
    for (_, sides), table in zip(marked, pl.collect_all(counted), strict=True):
        numbers = [int(value or 0) for value in table.row(0)]
        before, after = Counts(*numbers[:3]), Counts(*numbers[3:])
        effects.append(
            Effect(
                sides, score_or_none(before), score_or_none(after), change_or_none(before, after)
            )
        )
    return effects


def _counted(frame: pl.LazyFrame, sides: Sides, counting: Counting) -> pl.LazyFrame:
    """One row: promoters, passives, detractors before, then after."""
    at = pl.col("responded_at")
    columns = [pl.col("responded_at"), pl.col("score")]
    if counting is Counting.CUSTOMERS:
        columns += [pl.col(name) for name in CUSTOMER_COLUMNS]
    inside = frame.filter((at >= sides.before.start) & (at < sides.after.end)).select(
        *columns, (at >= sides.after.start).alias(_AFTER)
    )
    if counting is Counting.CUSTOMERS:
        inside = latest_per_customer(inside, within=(_AFTER,))
    after = pl.col(_AFTER)
    categories = {
        "promoters": is_promoter(),
        "passives": is_passive(),
        "detractors": is_detractor(),
    }
    return inside.select(
        (is_it & side).sum().alias(f"{when}_{name}")
        for when, side in (("before", ~after), ("after", after))
        for name, is_it in categories.items()
    )
