"""How often each score was given."""

import polars as pl

from npstui.analysis.counts import in_period, latest_per_customer, number_of
from npstui.analysis.period import ALL, Period
from npstui.model.category import HIGHEST, LOWEST
from npstui.model.counting import Counting


def histogram(
    responses: pl.LazyFrame,
    period: Period = ALL,
    counting: Counting | str = Counting.ANSWERS,
) -> tuple[int, ...]:
    """The number of responses of each score from 0 to 10: eleven counts, in that order."""
    return histogram_from(histogram_query(responses, period, Counting(counting)).collect())


def histogram_query(
    responses: pl.LazyFrame, period: Period, counting: Counting, *, counted: bool = False
) -> pl.LazyFrame:
    """What `histogram_from` needs collected: to be asked in one go with other questions.

    `counted` where the rows stand for several answers (see counts.STANDS_FOR).
    """
    frame = responses.filter(in_period(period))
    if counting is Counting.CUSTOMERS:
        frame = latest_per_customer(frame)
    return frame.select(
        number_of(pl.col("score") == value, counted=counted).alias(str(value))
        for value in range(LOWEST, HIGHEST + 1)
    )


def histogram_from(table: pl.DataFrame) -> tuple[int, ...]:
    """The eleven counts that the collected `histogram_query` gives."""
    return tuple(int(count) for count in table.row(0))
