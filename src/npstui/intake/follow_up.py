"""From when cases open: the choice at a store's first import, and what each way would open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from npstui.intake.errors import OptionError
from npstui.model.category import DETRACTOR_MAX, PROMOTER_MIN, Category
from npstui.model.clock import FOLLOW_UP_BACK
from npstui.model.durations import Duration, parse_duration

if TYPE_CHECKING:
    import polars as pl

Starts = Mapping[Category, datetime | None]


class FollowUp(StrEnum):
    """The three ways the first import's sheet offers."""

    HERE_ON = "here-on"
    AS_USUAL = "as-usual"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class OpenCases:
    """How many cases one way opens."""

    choice: FollowUp
    detractors: int
    passives: int
    promoters: int


def starts_of(choice: FollowUp, now: datetime) -> dict[Category, datetime | None]:
    """The follow-up start of each category: from now, as usual, or all of history."""
    if choice is FollowUp.HERE_ON:
        return dict.fromkeys(Category, now)
    if choice is FollowUp.EVERYTHING:
        return dict.fromkeys(Category, None)
    return {category: FOLLOW_UP_BACK[category].before(now) for category in Category}


def starts_from(text: str, now: datetime, zone: ZoneInfo) -> dict[Category, datetime | None]:
    """The starts that --follow-up-from asks for: a span back, a date in the zone, now or all.

    Raises OptionError.
    """
    told = text.strip().lower()
    if told == "all":
        return dict.fromkeys(Category, None)
    if told == "now":
        return dict.fromkeys(Category, now)
    try:
        return dict.fromkeys(Category, parse_duration(told).before(now))
    except (ValueError, OverflowError):
        pass
    try:
        moment = datetime.combine(date.fromisoformat(told), time(), zone).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise OptionError(
            f"--follow-up-from: “{text}” is no start; write it as 7d, 2026-10-01, now or all."
        ) from error
    return dict.fromkeys(Category, moment)


def open_cases(
    staged: "Sequence[pl.LazyFrame]",
    starts: Starts,
    lapse: Mapping[Category, Duration],
    now: datetime,
) -> dict[Category, int]:
    """How many cases the staged responses open, counted as the queues will show them.

    A customer's newer detractor answer joins his older ones; any newer answer of his closes his
    older passive and promoter cases. Of two at the same moment the one further down is the newer.
    """
    import polars as pl

    counts = dict.fromkeys(Category, 0)
    lapsed = {category: lapse[category].before(now) for category in Category}
    frames = [_needed(frame, min(lapsed.values())) for frame in staged]
    if not frames:
        return counts
    rows = pl.concat(frames).collect().sort("at", maintain_order=True)
    detractor = pl.col("category") == Category.DETRACTOR.value
    newest = pl.when(detractor).then(_newest("customer", "category")).otherwise(_newest("customer"))
    rows = rows.with_columns(stands=pl.col("customer").is_null() | newest)
    for category in Category:
        start = starts.get(category)
        counts[category] = rows.filter(
            pl.col("stands"),
            pl.col("category") == category.value,
            pl.col("at") > lapsed[category],
            pl.lit(value=True) if start is None else pl.col("at") >= start,
        ).height
    return counts


def _newest(*over: str) -> "pl.Expr":
    """Whether a row, in their order, is the last of its group."""
    import polars as pl

    return pl.struct(over).is_last_distinct()


def category_expression() -> "pl.Expr":
    """The category of a score, by name."""
    import polars as pl

    return (
        pl.when(pl.col("score") <= DETRACTOR_MAX)
        .then(pl.lit(Category.DETRACTOR.value))
        .when(pl.col("score") >= PROMOTER_MIN)
        .then(pl.lit(Category.PROMOTER.value))
        .otherwise(pl.lit(Category.PASSIVE.value))
    )


def customer_expression(columns: Sequence[str]) -> "pl.Expr":
    """Whose response it is, as model.response.customer_key says, from the columns there are."""
    import polars as pl

    parts = [pl.lit(None, pl.String)]
    if "customer_id" in columns:
        parts.append(pl.col("customer_id"))
    if "email" in columns:
        parts.append(pl.col("email").str.strip_chars().str.to_lowercase())
    if "phone" in columns:
        parts.append(pl.col("phone"))
    return pl.coalesce(parts)


def _needed(frame: "pl.LazyFrame", since: datetime) -> "pl.LazyFrame":
    import polars as pl

    columns = frame.collect_schema().names()
    if "responded_at" not in columns:
        at = pl.lit(None, pl.Datetime("us", "UTC"))
    else:
        at = pl.col("responded_at")
    return frame.filter(at > since).select(
        at.alias("at"),
        category_expression().alias("category"),
        customer_expression(columns).alias("customer"),
    )
