"""Counting responses by category, and which of them count."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from npstui.analysis.period import Period
from npstui.model.category import DETRACTOR_MAX, PROMOTER_MIN
from npstui.model.frozen import dataclass
from npstui.store.expressions import (
    customer_key_expr,
    instant,
    is_detractor,
    is_passive,
    is_promoter,
)

if TYPE_CHECKING:
    import polars as pl

# What latest_per_customer reads of a responses frame.
CUSTOMER_COLUMNS = ("customer_id", "email", "phone")
# How many responses a row stands for, in a frame of counted responses.
STANDS_FOR = "__stands_for"


@dataclass(frozen=True, slots=True)
class Counts:
    """Responses with a score, by category."""

    promoters: int = 0
    passives: int = 0
    detractors: int = 0

    @property
    def n(self) -> int:
        """All of them."""
        return self.promoters + self.passives + self.detractors

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.promoters + other.promoters,
            self.passives + other.passives,
            self.detractors + other.detractors,
        )

    def __sub__(self, other: "Counts") -> "Counts":
        return Counts(
            self.promoters - other.promoters,
            self.passives - other.passives,
            self.detractors - other.detractors,
        )


def count_categories(frame: "pl.LazyFrame") -> Counts:
    """The counts of a responses frame; rows without a score count nowhere."""
    row = frame.select(
        is_promoter().sum().alias("promoters"),
        is_passive().sum().alias("passives"),
        is_detractor().sum().alias("detractors"),
    ).collect()
    return Counts(*row.row(0))


def number_of(holds: "pl.Expr", *, counted: bool) -> "pl.Expr":
    """Of how many responses something holds: of the rows of a frame, or of those that the rows
    of a counted one stand for.
    """
    import polars as pl

    return pl.col(STANDS_FOR).filter(holds).sum() if counted else holds.sum()


def count_scores(scores: Sequence[int]) -> Counts:
    """The counts of whole scores 0-10 that are at hand as numbers."""
    promoters = sum(score >= PROMOTER_MIN for score in scores)
    detractors = sum(score <= DETRACTOR_MAX for score in scores)
    return Counts(promoters, len(scores) - promoters - detractors, detractors)


def in_period(period: Period) -> "pl.Expr":
    """Whether a response lies in the period, start included, end not.

    Only the period of all answers holds those without a date.
    """
    import polars as pl

    at = pl.col("responded_at")
    inside = pl.lit(value=True)
    if period.start is not None:
        inside = at >= instant(period.start)
    if period.end is not None:
        ended = at < instant(period.end)
        inside = inside & ended if period.start is not None else ended
    return inside


def latest_per_customer(frame: "pl.LazyFrame", within: Sequence[str] = ()) -> "pl.LazyFrame":
    """The latest response of each customer, in each group of the columns `within`.

    Latest by responded_at; of equal times the later row; an undated one counts as oldest.
    Responses that name no customer all stay. Rows without a score take no part. The order of
    rows is not kept.
    """
    import polars as pl

    key, lone = "__customer", "__lone"
    # The key comes before the sort, so that the columns it is made of need not be sorted along.
    return (
        frame.filter(pl.col("score").is_not_null())
        .with_columns(customer_key_expr().alias(key))
        .with_columns(pl.when(pl.col(key).is_null()).then(pl.int_range(pl.len())).alias(lone))
        .sort("responded_at", nulls_last=False, maintain_order=True)
        .unique(subset=[key, lone, *within], keep="last")
        .drop(key, lone)
    )
