"""Responses and cases as tables: what `list` and `export` give, columns as CLI.md names them."""

from collections.abc import Iterator
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

import polars as pl

from npstui.desk.contacting import REASON, WISH
from npstui.filters.tree import Filter
from npstui.model.category import Category
from npstui.model.response import CASE_KEYS, NOTES
from npstui.store.expressions import KEY, category_expr


class Listing(StrEnum):
    """What can be listed."""

    RESPONSES = "responses"
    CASES = "cases"
    DETRACTORS = "detractors"
    PASSIVES = "passives"
    PROMOTERS = "promoters"


# The keys of `list` that come first, in the order of CLI.md.
LEADING = (
    "response_id", "source", "responded_at", "score", "category", "comment", "customer_id",
    "customer_name", *CASE_KEYS,
)  # fmt: skip
# A listing's own order: by time, of cases the most urgent first.
BY_TIME = ("responded_at",)
BY_URGENCY = ("due_at", "responded_at", "response_id")

# The keys of cases that the case frame has not, or not as they are shown.
_BESIDE = ("excluded", "snoozed_until", REASON)
_OF_CATEGORY = {
    Listing.DETRACTORS: Category.DETRACTOR,
    Listing.PASSIVES: Category.PASSIVE,
    Listing.PROMOTERS: Category.PROMOTER,
}


class NoSuchColumn(ValueError):
    """There is no column of that name; str() is the sentence, with the nearest."""


def table(
    what: Listing,
    responses: pl.LazyFrame,
    cases: pl.DataFrame,
    excluded: pl.DataFrame,
    barred: pl.DataFrame,
) -> pl.LazyFrame:
    """The rows of a listing, LEADING columns first, then every other column by its name.

    Last comes import_id, which a filter may ask for; `matching` and `shown` take it off.

    `responses` are all of them; `cases` has the columns of cases.at for every case there is;
    `excluded` the columns source, response_id, excluded; `barred` those of Contacting.reasons.
    """
    if what is Listing.RESPONSES:
        kept = cases
    elif what is Listing.CASES:
        kept = cases.filter(pl.col("joined_to").is_null())
    else:
        kept = cases.filter(pl.col("open") & (pl.col("category") == _OF_CATEGORY[what]))
    of_cases = kept.select(
        *KEY, *(name for name in CASE_KEYS if name not in _BESIDE),
        pl.when("snoozed").then("awake_at").alias("snoozed_until"),
    ).lazy()  # fmt: skip
    names = [*LEADING, *_others(responses)]
    joined = (
        responses.with_columns(category_expr().alias("category"))
        .join(
            of_cases,
            on=KEY,
            how="left" if what is Listing.RESPONSES else "inner",
            maintain_order="left",
        )
        .join(excluded.lazy(), on=KEY, how="left", maintain_order="left")
        .join(barred.lazy(), on=KEY, how="left", maintain_order="left")
        .with_columns(
            pl.col("tags").fill_null([]),
            pl.when("do_not_contact").then(pl.lit(WISH)).otherwise(REASON).alias(REASON),
        )
    )
    return joined.select(*names, "import_id")


def with_notes(rows: pl.LazyFrame, notes: pl.DataFrame) -> pl.LazyFrame:
    """The rows of a listing with the notes on each case after the other keys; [] without any."""
    names = rows.collect_schema().names()
    return (
        rows.join(notes.lazy(), on=KEY, how="left", maintain_order="left")
        .with_columns(pl.col(NOTES).fill_null([]))
        .select(*LEADING, NOTES, *names[len(LEADING) :])
    )


def narrowed(
    rows: pl.LazyFrame,
    where: Filter | None,
    sort: str | None,
    limit: int | None,
    now: datetime,
    zone: ZoneInfo,
    default: tuple[str, ...],
) -> pl.DataFrame:
    """The rows that match, sorted by a column (`-column` turns it; `default` without one).

    Raises NoSuchColumn.
    """
    rows = matching(rows, where, now, zone)
    names = rows.collect_schema().names()
    if sort is None:
        rows = rows.sort(default, nulls_last=True, maintain_order=True)
    else:
        name, turned = sort.removeprefix("-"), sort.startswith("-")
        _check(name, names)
        rows = rows.sort(name, descending=turned, nulls_last=True, maintain_order=True)
    if limit is not None:
        rows = rows.head(limit)
    return rows.collect()


def matching(
    rows: pl.LazyFrame, where: Filter | None, now: datetime, zone: ZoneInfo
) -> pl.LazyFrame:
    """The rows that a filter lets through, as they are shown."""
    return shown(rows if where is None else rows.filter(where.expression(now, zone)))


def shown(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The rows of a listing without what only a filter asks for."""
    return rows.drop("import_id")


def parts_by_time(rows: pl.LazyFrame, size: int) -> Iterator[pl.DataFrame]:
    """The rows by time, the undated last, in frames of about `size`: never all at once.

    Rows of one moment stay in their order, and in one frame.
    """
    at = pl.col("responded_at")
    moments = rows.select(at).collect(engine="streaming").to_series()
    cuts = moments.drop_nulls().sort().gather_every(size).unique(maintain_order=True)
    for low, high in pairwise([*cuts, None]):
        within = at >= low if high is None else (at >= low) & (at < high)
        yield rows.filter(within).sort(at, maintain_order=True).collect()
    if moments.null_count():
        undated = rows.filter(at.is_null())
        yield from undated.collect_batches(chunk_size=size, maintain_order=True)


def _others(responses: pl.LazyFrame) -> list[str]:
    names = responses.collect_schema().names()
    return [name for name in names if name not in LEADING and name != "import_id"]


def _check(name: str, names: list[str]) -> None:
    if name not in names:
        near = get_close_matches(name, names, n=1)
        hint = f" Did you mean {near[0]}?" if near else f" There are {', '.join(names)}."
        raise NoSuchColumn(f"There is no column “{name}” to sort by.{hint}")
