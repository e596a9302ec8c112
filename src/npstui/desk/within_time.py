"""The share of first contacts made within their due time."""

from datetime import datetime, timedelta

import polars as pl

from npstui.model.category import Category

DAYS = 30


def within_due(cases: pl.DataFrame, now: datetime) -> float | None:
    """The share that count_within_due counts; None where there is nobody to judge."""
    in_time, decided = count_within_due(cases, now)
    return in_time / decided if decided else None


def count_within_due(cases: pl.DataFrame, now: datetime) -> tuple[int, int]:
    """Of the detractors who answered in the last 30 days, those contacted by their due time; and
    all that can be judged.

    Counts cases whose first contact is made or whose due time is past; those without a clock,
    counted from the import, joined to a newer one, or resolved before they were due without a
    contact take no part. `cases` has the columns of cases.at.
    """
    contacted = pl.col("first_contact_at").is_not_null()
    ended_before = pl.col("resolved_at").is_not_null() & (pl.col("resolved_at") <= pl.col("due_at"))
    decided = cases.filter(
        (pl.col("category") == Category.DETRACTOR)
        & (pl.col("responded_at") >= now - timedelta(days=DAYS))
        & pl.col("due_at").is_not_null()
        & ~pl.col("from_import")
        & pl.col("joined_to").is_null()
        & (contacted | ((pl.col("due_at") <= now) & ~ended_before.fill_null(value=False)))
    )
    in_time = contacted & (pl.col("first_contact_at") <= pl.col("due_at"))
    return int(decided.select(in_time.fill_null(value=False).sum()).item()), decided.height
