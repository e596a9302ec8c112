"""The score of every day, week, month or quarter of a period."""

from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.counts import (
    CUSTOMER_COLUMNS,
    Counts,
    in_period,
    latest_per_customer,
    number_of,
)
from npstui.analysis.period import Period, parse_period
from npstui.analysis.score import Score, score_or_none
from npstui.model.calendar import Unit, floor, local, step, to_utc
from npstui.model.counting import Counting
from npstui.model.frozen import dataclass
from npstui.store.expressions import is_detractor, is_passive, is_promoter

# Every zone's midnight since 1972 falls on a quarter hour of UTC, so responses can be counted by
# quarter hours first and the calendar laid over some thousand rows instead of millions.
_QUARTER_HOUR = 15 * 60 * 1_000_000
_AT, _POINT = "__at", "__point"


class Every(StrEnum):
    """The grain of a trend; weeks are ISO weeks."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One step of a trend, start included, end not, in UTC; no score where nobody answered."""

    start: datetime
    end: datetime
    score: Score | None


def trend(
    responses: pl.LazyFrame,
    every: Every | str,
    period: Period | str,
    now: datetime,
    zone: ZoneInfo,
    counting: Counting | str = Counting.ANSWERS,
    *,
    counted: bool = False,
) -> list[TrendPoint]:
    """The score of each step of the period, cut in `zone`; the points leave no gap.

    `responses` has the canonical columns and is free of excluded rows; those without a date or a
    score take no part. Where the period is open it spans the first to the last response, and of
    one that is still running the points end with the one that holds `now`, or with the last
    response where that is later. The first and the last point are cut to the period. Counting
    customers takes the latest answer of each within each point. `counted` where the rows stand for
    several answers of a day (see counts.STANDS_FOR), in a period that begins with a day.

    Raises PeriodError; ValueError for an unknown `every`.
    """
    if isinstance(period, str):
        period = parse_period(period, now, zone)
    unit = Unit(Every(every))
    dated = pl.col("responded_at").is_not_null() & pl.col("score").is_not_null()
    frame = responses.filter(in_period(period), dated)
    if Counting(counting) is Counting.CUSTOMERS:
        return _of_customers(frame, unit, period, now, zone)
    by_quarter_hour = (
        frame.group_by(
            (pl.col("responded_at").to_physical() // _QUARTER_HOUR * _QUARTER_HOUR).alias(_AT)
        )
        .agg(_counts(counted=counted))
        .with_columns(pl.col(_AT).cast(pl.Datetime("us", "UTC")))
        .collect()
    )
    bounds = _bounds(by_quarter_hour[_AT], unit, period, now, zone)
    return _points(by_quarter_hour.lazy(), bounds, _summed())


def _of_customers(
    frame: pl.LazyFrame, unit: Unit, period: Period, now: datetime, zone: ZoneInfo
) -> list[TrendPoint]:
    at = pl.col("responded_at")
    ends = frame.select(at.min().alias("first"), at.max().alias("last")).collect()
    bounds = _bounds(pl.concat([ends["first"], ends["last"]]), unit, period, now, zone)
    if len(bounds) < 2:
        return []
    columns = ("responded_at", "score", *CUSTOMER_COLUMNS)
    placed = frame.select(*columns).with_columns(_place(at, bounds).alias(_POINT))
    latest = latest_per_customer(placed, within=(_POINT,))
    return _points(latest.rename({"responded_at": _AT}), bounds, _counts(counted=False))


def _points(frame: pl.LazyFrame, bounds: list[datetime], counts: list[pl.Expr]) -> list[TrendPoint]:
    if len(bounds) < 2:
        return []
    table = frame.group_by(_place(pl.col(_AT), bounds).alias(_POINT)).agg(counts).collect()
    by_place = {place: Counts(*numbers) for place, *numbers in table.iter_rows()}
    return [
        TrendPoint(start, end, score_or_none(by_place.get(place, Counts())))
        for place, (start, end) in enumerate(pairwise(bounds))
    ]


def _bounds(
    moments: pl.Series, unit: Unit, period: Period, now: datetime, zone: ZoneInfo
) -> list[datetime]:
    """The points' starts in UTC and the last one's end; nothing where the period holds nothing."""
    known = moments.drop_nulls()
    first, last = known.min(), known.max()
    start = period.start or first
    if not isinstance(start, datetime):
        return []
    reached = max(now, last) if isinstance(last, datetime) else now
    if period.end is None:
        reached = last if isinstance(last, datetime) else start
    end = period.end
    bounds = [start if period.start else to_utc(floor(local(start, zone), unit), zone)]
    edge = floor(local(start, zone), unit)
    while (end is None or bounds[-1] < end) and bounds[-1] <= reached:
        edge = step(edge, unit, 1)
        moment = to_utc(edge, zone)
        bounds.append(moment if end is None else min(moment, end))
    return bounds


def _place(at: pl.Expr, bounds: list[datetime]) -> pl.Expr:
    """The number of the point that holds a moment, from 0.

    A quarter hour that the period's start cuts begins before the first point and belongs to it.
    """
    edges = pl.Series(bounds, dtype=pl.Datetime("us", "UTC"))
    return pl.lit(edges).search_sorted(at, side="right").cast(pl.Int64).clip(lower_bound=1) - 1


def _counts(*, counted: bool) -> list[pl.Expr]:
    return [
        number_of(is_promoter(), counted=counted).alias("promoters"),
        number_of(is_passive(), counted=counted).alias("passives"),
        number_of(is_detractor(), counted=counted).alias("detractors"),
    ]


def _summed() -> list[pl.Expr]:
    return [pl.col(name).sum() for name in ("promoters", "passives", "detractors")]
