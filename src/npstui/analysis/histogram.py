"""How often each score was given."""

import polars as pl

from npstui.analysis.counts import in_period, latest_per_customer
from npstui.analysis.period import ALL, Period
from npstui.model.category import HIGHEST, LOWEST
from npstui.model.counting import Counting


def histogram(
    responses: pl.LazyFrame,
    period: Period = ALL,
    counting: Counting | str = Counting.ANSWERS,
) -> tuple[int, ...]:
    """The number of responses of each score from 0 to 10: eleven counts, in that order."""
    frame = responses.filter(in_period(period))
    if Counting(counting) is Counting.CUSTOMERS:
        frame = latest_per_customer(frame)
    row = frame.select(
        (pl.col("score") == value).sum().alias(str(value)) for value in range(LOWEST, HIGHEST + 1)
    ).collect()
    return tuple(int(count) for count in row.row(0))
