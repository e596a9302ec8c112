"""What the responses frame says, as named expressions: categories, customers, reachability."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from npstui.model.category import DETRACTOR_MAX, PROMOTER_MIN, Category

if TYPE_CHECKING:
    import polars as pl

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# The columns that name a response, as ResponseRef does.
KEY = ("source", "response_id")


def instant(moment: datetime) -> "pl.Expr":
    """A moment to compare responded_at with. polars makes a column of one row of a datetime that
    it is given itself, at a hundred times the cost.
    """
    import polars as pl

    since = moment.astimezone(UTC) - _EPOCH
    microseconds = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    return pl.lit(microseconds).cast(pl.Datetime("us", "UTC"))


def is_detractor() -> "pl.Expr":
    """Score 0-6; null without a score."""
    import polars as pl

    return pl.col("score") <= DETRACTOR_MAX


def is_passive() -> "pl.Expr":
    """Score 7-8; null without a score."""
    import polars as pl

    return (pl.col("score") > DETRACTOR_MAX) & (pl.col("score") < PROMOTER_MIN)


def is_promoter() -> "pl.Expr":
    """Score 9-10; null without a score."""
    import polars as pl

    return pl.col("score") >= PROMOTER_MIN


def category_expr() -> "pl.Expr":
    """The category of a score, as its word."""
    import polars as pl

    return (
        pl.when(is_detractor())
        .then(pl.lit(Category.DETRACTOR.value))
        .when(is_promoter())
        .then(pl.lit(Category.PROMOTER.value))
        .when(is_passive())
        .then(pl.lit(Category.PASSIVE.value))
    )


def customer_key_expr(columns: Collection[str] | None = None) -> "pl.Expr":
    """Whose response it is: customer_id, else mail in lower case, else phone, else null.

    As model.response.customer_key, but for letters whose case folding is not their lower case
    (a German ß), which no mailbox tells apart. `columns` are those there are, where some may
    be missing.
    """
    import polars as pl

    parts = {
        "customer_id": pl.col("customer_id"),
        "email": pl.col("email").str.strip_chars().str.to_lowercase(),
        "phone": pl.col("phone"),
    }
    known = [part for name, part in parts.items() if columns is None or name in columns]
    return pl.coalesce(known or [pl.lit(None, pl.String)])


def is_reachable() -> "pl.Expr":
    """Whether the response brings a mail address or a phone number."""
    import polars as pl

    return pl.col("email").is_not_null() | pl.col("phone").is_not_null()
