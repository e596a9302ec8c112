"""The score of every group in the last weeks or months: the lines beside a split."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.counts import (
    CUSTOMER_COLUMNS,
    STANDS_FOR,
    Counts,
    latest_per_customer,
    number_of,
)
from npstui.model.calendar import Unit, floor, local, step, to_utc
from npstui.model.counting import Counting
from npstui.store.expressions import instant, is_detractor, is_passive, is_promoter

_VALUE, _POINT = "__value", "__point"


def counts_by(
    responses: pl.LazyFrame,
    by: str,
    bounds: Sequence[datetime],
    counting: Counting,
    *,
    counted: bool = False,
) -> Mapping[str | None, tuple[Counts, ...]]:
    """The counts of each group `by` in each span between two of the bounds, in UTC and in order.

    Counting customers takes the latest answer of each within each span. Groups without an answer
    in them are left out. `counted` where the rows stand for several answers (see
    counts.STANDS_FOR).
    """
    points = len(bounds) - 1
    at = pl.col("responded_at")
    edges = pl.Series(bounds, dtype=pl.Datetime("us", "UTC"))
    place = pl.lit(edges).search_sorted(at, side="right").cast(pl.Int64) - 1
    columns = [at, pl.col("score"), pl.col(by).cast(pl.String).alias(_VALUE)]
    if counting is Counting.CUSTOMERS:
        columns += [pl.col(name) for name in CUSTOMER_COLUMNS]
    if counted:
        columns.append(pl.col(STANDS_FOR))
    frame = (
        responses.filter(
            at >= instant(bounds[0]), at < instant(bounds[-1]), pl.col("score").is_not_null()
        )
        .select(columns)
        .with_columns(place.alias(_POINT))
    )
    if counting is Counting.CUSTOMERS:
        frame = latest_per_customer(frame, within=(_POINT,))
    table = frame.group_by(_VALUE, _POINT).agg(
        number_of(is_promoter(), counted=counted).alias("promoters"),
        number_of(is_passive(), counted=counted).alias("passives"),
        number_of(is_detractor(), counted=counted).alias("detractors"),
    )
    found: dict[str | None, list[Counts]] = {}
    for value, point, *numbers in table.collect().iter_rows():
        found.setdefault(value, [Counts()] * points)[point] = Counts(*numbers)
    return {value: tuple(line) for value, line in found.items()}


def point_bounds(unit: Unit, points: int, now: datetime, zone: ZoneInfo) -> list[datetime]:
    """Where the last `points` units begin and the running one ends, in UTC: one moment more.

    Weeks and months are those of the calendar in `zone`.
    """
    running = floor(local(now, zone), unit)
    edges = [step(running, unit, number) for number in range(1 - points, 2)]
    return [to_utc(edge, zone) for edge in edges]
