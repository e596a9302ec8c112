"""The lines of the largest groups of a dimension, beside the line of all."""

from collections.abc import Sequence
from datetime import datetime

import polars as pl

from npstui.analysis.counts import Counts
from npstui.analysis.lines import counts_by
from npstui.analysis.score import score_or_none
from npstui.analysis.trend import TrendPoint
from npstui.desk.trends import period_values
from npstui.model.counting import Counting
from npstui.present.text import safe
from npstui.present.trends_value import GroupLine, PeriodValue, SplitLines

DRAWN = 5  # more lines cross each other too often to be followed


def split_lines(
    counted: pl.LazyFrame,
    by: str,
    points: Sequence[PeriodValue],
    now: datetime,
    counting: Counting,
    minimum_n: int,
) -> SplitLines | None:
    """A line for each of the DRAWN groups with the most answers in these periods, the largest
    first; None without an answer.
    """
    if not points:
        return None
    bounds = [*(point.start for point in points), points[-1].end]
    found = counts_by(counted, by, bounds, counting)
    sizes = {value: sum(counts.n for counts in line) for value, line in found.items()}
    order = sorted(found, key=lambda value: (-sizes[value], value is None, value or ""))
    drawn, others = order[:DRAWN], order[DRAWN:]

    def line(counts: Sequence[Counts]) -> tuple[PeriodValue, ...]:
        made = [
            TrendPoint(point.start, point.end, score_or_none(each))
            for point, each in zip(points, counts, strict=True)
        ]
        return period_values(made, now, minimum_n)

    return SplitLines(
        dimension=by,
        name=safe(by.replace("_", " ")),
        groups=tuple(
            GroupLine(value, safe("(none)" if value is None else value), line(found[value]))
            for value in drawn
        ),
        other_groups=len(others),
        other_answers=sum(sizes[value] for value in others),
    )
