"""The score of every group in the last weeks or months: the lines beside a split."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.counts import CUSTOMER_COLUMNS, Counts, latest_per_customer
from npstui.model.calendar import Unit, floor, local, step, to_utc
from npstui.model.counting import Counting
from npstui.store.expressions import is_detractor, is_passive, is_promoter

_VALUE, _POINT = "__value", "__point"


def lines_by(
    responses: pl.LazyFrame,
    by: str,
    unit: Unit,
    points: int,
    now: datetime,
    zone: ZoneInfo,
    counting: Counting,
) -> Mapping[str | None, tuple[Counts, ...]]:
    """The counts of each group `by` in the last `points` weeks or months, the running one last.

    Weeks and months are those of the calendar in `zone`. Counting customers takes the latest
    answer of each within each point. Groups without an answer in them are left out.
    """
    return counts_by(responses, by, point_bounds(unit, points, now, zone), counting)


def counts_by(
    responses: pl.LazyFrame, by: str, bounds: Sequence[datetime], counting: Counting
) -> Mapping[str | None, tuple[Counts, ...]]:
    """The counts of each group `by` in each span between two of the bounds, in UTC and in order.

    Counting and groups as in lines_by.
    """
    points = len(bounds) - 1
    at = pl.col("responded_at")
    edges = pl.Series(bounds, dtype=pl.Datetime("us", "UTC"))
    place = pl.lit(edges).search_sorted(at, side="right").cast(pl.Int64) - 1
    columns = [at, pl.col("score"), pl.col(by).cast(pl.String).alias(_VALUE)]
    if counting is Counting.CUSTOMERS:
        columns += [pl.col(name) for name in CUSTOMER_COLUMNS]
    frame = (
        responses.filter(at >= bounds[0], at < bounds[-1], pl.col("score").is_not_null())
        .select(columns)
        .with_columns(place.alias(_POINT))
    )
    if counting is Counting.CUSTOMERS:
        frame = latest_per_customer(frame, within=(_POINT,))
    table = frame.group_by(_VALUE, _POINT).agg(
        is_promoter().sum().alias("promoters"),
        is_passive().sum().alias("passives"),
        is_detractor().sum().alias("detractors"),
    )
    found: dict[str | None, list[Counts]] = {}
    for value, point, *numbers in table.collect().iter_rows():
        found.setdefault(value, [Counts()] * points)[point] = Counts(*numbers)
    return {value: tuple(line) for value, line in found.items()}


def point_bounds(unit: Unit, points: int, now: datetime, zone: ZoneInfo) -> list[datetime]:
    """Where the last `points` units begin and the running one ends, in UTC: one moment more."""
    running = floor(local(now, zone), unit)
    edges = [step(running, unit, number) for number in range(1 - points, 2)]
    return [to_utc(edge, zone) for edge in edges]
