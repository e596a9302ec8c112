"""The share of first contacts made within their due time."""

from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.followup import promise_of
from npstui.analysis.period import parse_period
from npstui.model.category import Category

PERIOD = "30d"


def count_within_due(
    cases: pl.DataFrame | pl.LazyFrame, now: datetime, zone: ZoneInfo
) -> tuple[int, int]:
    """Of the detractors who answered in the last 30 days, those contacted by their due time; and
    all that can be judged.

    Counts cases whose first contact is made or whose due time is past; those without a clock,
    counted from the import, joined to a newer one, or resolved before they were due without a
    contact take no part. `cases` has the columns of cases.at.
    """
    kept = promise_of(cases.lazy(), parse_period(PERIOD, now, zone), Category.DETRACTOR, now)
    return kept.in_time, kept.judged
