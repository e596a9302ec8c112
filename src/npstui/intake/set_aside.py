"""Rows that a platform's files hold and that are no answers: which, and why."""

from collections.abc import Sequence

import polars as pl

from npstui.intake.presets.values import AppliedRule, Test
from npstui.intake.words import folded

UNANSWERED = "unanswered"


def reasons_of(raw: pl.DataFrame, rules: Sequence[AppliedRule], scored: pl.Series) -> pl.Series:
    """Row by row the reason of the first rule that sets it aside, null where none does.

    `scored` says which rows hold a score.
    """
    reasons = pl.Series("reason", [None], dtype=pl.String).new_from_index(0, raw.height)
    for applied in rules:
        hit = _hit(raw[str(applied.place)], applied)
        if applied.rule.unscored:
            hit &= ~scored
        hit &= reasons.is_null()
        if hit.any():
            reasons = reasons.set(hit, applied.rule.reason)
    return reasons


def counted(reasons: pl.Series) -> dict[str, int]:
    """How many rows each reason sets aside."""
    return dict(reasons.drop_nulls().value_counts(sort=True).iter_rows())


def _hit(column: pl.Series, applied: AppliedRule) -> pl.Series:
    rule = applied.rule
    empty = column.is_null() | (column.str.strip_chars() == "").fill_null(value=False)
    if rule.test is Test.EMPTY:
        return empty
    if rule.test is Test.FILLED:
        return ~empty
    alike = [text for text in column.drop_nulls().unique() if folded(text) in rule.words]
    named = column.is_in(alike).fill_null(value=False) if alike else empty & ~empty
    return named if rule.test is Test.IS else ~named & ~empty
