"""The answers since a moment: what all customers said, and the few that can be open cases.

Most answers are only somebody's next or last one. Of these a time, a score and a number for the
customer are read; ids, addresses and clocks of those alone that a case can rest on.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import polars as pl

from npstui.desk import cases
from npstui.desk.later import customer_number, later_answers
from npstui.model.category import Category
from npstui.model.clock import LAPSE
from npstui.store.expressions import (
    KEY,
    customer_key_expr,
    instant,
    is_detractor,
    is_passive,
    is_promoter,
)
from npstui.store.values import ImportRow

ROW = "row of said"
SAID = ("responded_at", "score", "customer")


class Since(NamedTuple):
    """What the cases since a moment rest on.

    `said`: SAID of every answer that counts. `every`: rows of `cases.possible`, of those that can
    be open or ended lately, and ROW, their row in `said`.
    """

    said: pl.DataFrame
    every: pl.DataFrame


class Touched(NamedTuple):
    """The touched cases: KEY and touched_responded_at, within the window and before it."""

    inside: pl.DataFrame
    outside: pl.DataFrame


def read_since(
    counted: pl.LazyFrame,
    window: datetime,
    ended_after: datetime,
    touched: Touched,
    imports: Sequence[ImportRow],
) -> Since:
    """The answers from `window` on, and of the touched ones before it all that matters to them.

    `counted` are the responses but for the excluded. A case that lapsed before `ended_after`
    is left out unless it is touched. Order of rows kept.
    """
    recent = counted.filter(pl.col("responded_at") >= instant(window))
    fits = _may_last(ended_after, imports)
    if touched.inside.height:
        times = touched.inside["touched_responded_at"].unique()
        fits = fits | pl.col("responded_at").is_in(times.implode())
    said = recent.select("responded_at", "score", customer_number().alias("customer")).collect()
    said = said.rechunk()  # in as many pieces as were read every later step costs more
    rows = said.select(pl.arg_where(fits.fill_null(value=False))).to_series()
    among = cases.with_clocks(recent.filter(fits), imports)
    among = among.with_columns(rows.cast(pl.UInt32).alias(ROW))
    lasts = lasting(ended_after)
    among = pl.concat(
        [among.filter(lasts), among.filter(~lasts).join(touched.inside, on=KEY, how="semi")]
    )
    strays = touched.inside.join(among, on=KEY, how="anti")
    if strays.height:
        # An update gave them another time than the one that was known when they were touched.
        numbered = recent.select(cases.NARROW).with_row_index(ROW)
        found = numbered.join(strays.lazy(), on=KEY, how="semi").collect()
        among = pl.concat([among, cases.with_clocks(found.lazy(), imports).hstack([found[ROW]])])
    older = cases.with_clocks(_older(counted, window, touched.outside), imports)
    numbers = pl.int_range(said.height, said.height + older.height, dtype=pl.UInt32, eager=True)
    theirs = older.with_columns(numbers.alias(ROW)).join(touched.outside, on=KEY, how="semi")
    among = pl.concat([among, theirs])
    said = pl.concat([said, older.select(SAID)])
    return Since(said, among.hstack(later_answers(said, among[ROW])))


def lasting(ended_after: datetime) -> pl.Expr:
    """Which rows with clocks opened a case by themselves that had not lapsed by then."""
    lasts = pl.col("opens") & (pl.col("lapses_at") > instant(ended_after))
    return lasts.fill_null(value=False)


def _may_last(ended_after: datetime, imports: Sequence[ImportRow]) -> pl.Expr:
    """Holds wherever `lasting` can, and asks for time and score alone."""
    policies = [row.policy for row in imports]

    def earliest(category: Category) -> datetime:
        bounds = [ended_after]
        for policy in policies:
            unlapsed = {**LAPSE, **policy.lapse}[category].before(ended_after)
            bounds.append(max(unlapsed, policy.starts.get(category) or unlapsed))
        return min(bounds)

    # Compared as scores: words for millions of rows cost ten times as much.
    meant = {
        Category.DETRACTOR: is_detractor(),
        Category.PASSIVE: is_passive(),
        Category.PROMOTER: is_promoter(),
    }
    at = pl.col("responded_at")
    return pl.any_horizontal(meant[one] & (at >= instant(earliest(one))) for one in Category)


def _older(counted: pl.LazyFrame, window: datetime, outside: pl.DataFrame) -> pl.LazyFrame:
    """The touched ones from before the window, and what their customers said from then on."""
    narrow = counted.select(cases.NARROW)
    if not outside.height:
        return narrow.clear()
    at = pl.col("responded_at")
    before = narrow.filter((at < instant(window)) | at.is_null())
    times = outside["touched_responded_at"]
    first = times.min()
    if isinstance(first, datetime) and not times.null_count():
        before = narrow.filter(at.is_between(instant(first), instant(window), "left"))
    key = customer_key_expr().alias("customer")
    touched = before.join(outside.lazy(), on=KEY, how="semi").collect()
    customers = touched.select(key).drop_nulls()
    others = (
        before.with_columns(key)
        .join(customers.lazy(), on="customer", how="semi")
        .drop("customer")
        .join(touched.lazy().select(KEY), on=KEY, how="anti")
    )
    return pl.concat([touched.lazy(), others])
