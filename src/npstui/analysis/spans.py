"""How long things took: medians and high shares of it, by the wall clock or in business hours."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from npstui.model.business_hours import BusinessHours
from npstui.model.frozen import dataclass

_SECOND = 1_000_000
_QUANTILES = (0.5, 0.75, 0.9)
HOUR = 3_600
# The upper ends of the bands that times are counted in, the last one open.
BANDS = (HOUR, 4 * HOUR, 24 * HOUR, 48 * HOUR, 7 * 24 * HOUR)


@dataclass(frozen=True, slots=True)
class Times:
    """How long `n` cases took, in seconds; between two cases a quantile lies on the line.

    Where n is 0 the rest is None.
    """

    n: int
    median: float | None = None
    p75: float | None = None
    p90: float | None = None
    longest: float | None = None


def seconds_between(start: str, end: str) -> pl.Expr:
    """From one moment's column to another's in seconds, never below 0; null where one is."""
    passed = (pl.col(end) - pl.col(start)).dt.total_microseconds() / _SECOND
    return passed.clip(lower_bound=0)


def times_exprs(name: str) -> list[pl.Expr]:
    """What `times_of` reads of a column of seconds, nulls left out, for an aggregation."""
    taken = pl.col(name)
    return [
        taken.count().alias(f"{name} n"),
        *(taken.quantile(at, "linear").alias(f"{name} {at}") for at in _QUANTILES),
        taken.max().alias(f"{name} max"),
    ]


def times_of(row: dict[str, object], name: str) -> Times:
    """The times that an aggregation with `times_exprs` found."""
    found = [row[f"{name} {at}"] for at in (*_QUANTILES, "max")]
    return Times(int(str(row[f"{name} n"])), *(None if x is None else float(str(x)) for x in found))


def band_expr(seconds: str) -> pl.Expr:
    """The band of a time: 0 up to BANDS[0], ..., len(BANDS) beyond the last; null stays null."""
    taken = pl.col(seconds)
    result = pl.lit(len(BANDS))
    for band in range(len(BANDS) - 1, -1, -1):
        result = pl.when(taken <= BANDS[band]).then(pl.lit(band)).otherwise(result)
    return pl.when(taken.is_not_null()).then(result)


class WorkedTime:
    """Seconds of business hours between two columns of moments, for many rows at once."""

    def __init__(
        self, hours: BusinessHours, zone: ZoneInfo, first: datetime, last: datetime
    ) -> None:
        """For moments from `first` to `last`; others are taken as the nearer of the two."""
        shifts = [*hours.shifts(first - timedelta(days=1), last + timedelta(days=1), zone)]
        self._opens = _micros([opens for opens, _ in shifts])
        lengths = _micros([closes for _, closes in shifts]) - self._opens
        self._lengths = lengths
        self._before = lengths.cum_sum() - lengths

    def between(self, frame: pl.DataFrame, start: str, end: str) -> pl.Series:
        """The seconds of each row, 0 where end is before start; null where either is missing."""
        if not len(self._opens):
            return pl.Series([0.0] * frame.height)
        worked = (self._until(frame[end]) - self._until(frame[start])) / _SECOND
        return worked.clip(lower_bound=0)

    def _until(self, moments: pl.Series) -> pl.Series:
        """The microseconds worked from the first shift to each moment."""
        micros = moments.dt.timestamp("us")
        at = self._opens.search_sorted(micros.fill_null(0), side="right").cast(pl.Int64) - 1
        inside = at.clip(lower_bound=0)
        begun = pl.DataFrame(
            {
                "passed": micros - self._opens.gather(inside),
                "length": self._lengths.gather(inside),
                "before": self._before.gather(inside),
            }
        )
        return begun.select(
            pl.col("before") + pl.col("passed").clip(pl.lit(0), pl.col("length"))
        ).to_series()


def _micros(moments: Sequence[datetime]) -> pl.Series:
    return pl.Series("at", moments, dtype=pl.Datetime("us", "UTC")).dt.timestamp("us")
