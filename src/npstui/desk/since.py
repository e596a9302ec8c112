"""The answers since a moment: what all customers said, and the few that can be open cases.

Most answers are only somebody's next or last one. Of these a time, a score and a number for the
customer are read; clocks of those alone that a case can rest on. What counts cases rest on is
worked out first, without an id; the rest is put beside it once somebody asks for a case.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

import polars as pl

from npstui.desk import cases
from npstui.desk.beside import beside
from npstui.desk.later import LATER, customer_number, later_answers, next_answers
from npstui.model.category import Category
from npstui.model.clock import LAPSE
from npstui.store.expressions import (
    KEY,
    customer_key_expr,
    instant,
    is_detractor,
    is_passive,
    is_promoter,
    is_reachable,
)
from npstui.store.values import ImportRow

ROW = "row of said"
SAID = ("responded_at", "score", "customer")
_NEXT = LATER[:2]


class Touched(NamedTuple):
    """The touched cases: KEY and touched_responded_at, within the window and before it."""

    inside: pl.DataFrame
    outside: pl.DataFrame


class Asked(NamedTuple):
    """Which answers are meant: those from `window` on, and of the touched ones before it all that
    matters to them.

    `counted` are the responses but for the excluded. A case that lapsed before `ended_after`
    is left out unless it is touched.
    """

    counted: pl.LazyFrame
    window: datetime
    ended_after: datetime
    touched: Touched
    imports: Sequence[ImportRow]

    @property
    def recent(self) -> pl.LazyFrame:
        """The answers from `window` on."""
        return self.counted.filter(pl.col("responded_at") >= instant(self.window))


class Since(NamedTuple):
    """What the cases since a moment rest on.

    `said`: SAID of every answer that counts. `every`: rows of `cases.possible`, of those that can
    be open or ended lately, and ROW, their row in `said`.
    """

    said: pl.DataFrame
    every: pl.DataFrame


class Unnamed(NamedTuple):
    """What counts of these cases rest on: enough for `cases.open_or_ended` on ROW.

    `said` as in Since; `every` its rows without KEY, and of what LATER says beyond the next answer
    what the touched need. `named`: KEY and ROW of the touched.
    """

    said: pl.DataFrame
    every: pl.DataFrame
    named: pl.DataFrame


def read_since(asked: Asked) -> Since:
    """All that cases can rest on."""
    return with_names(read_unnamed(asked), asked)


def read_unnamed(asked: Asked) -> Unnamed:
    """What counts can rest on, without reading the id of each."""
    told = _told(asked.recent, asked.imports)
    named = _named(asked, told)
    theirs = pl.col(ROW).is_in(named[ROW].implode()) if named.height else pl.lit(value=False)
    numbered = told.with_row_index(ROW)
    fits = numbered.select((may_last(asked) | theirs).fill_null(value=False)).to_series()
    among, following = beside(
        partial(cases.clocks, numbered.filter(fits), asked.imports),
        partial(next_answers, told, fits),
    )
    among = among.hstack(following).filter(lasting(asked.ended_after) | theirs)
    return _with_touched(asked, told, among, named)


def with_names(unnamed: Unnamed, asked: Asked) -> Since:
    """The rest of what cases rest on. `asked` as `unnamed` was read by, of the same segments."""
    said, every = unnamed.said, unnamed.every
    fits = may_last(asked)
    inside = pl.col("responded_at") >= instant(asked.window)
    rows = said.select(pl.arg_where((fits & inside).fill_null(value=False)).cast(pl.UInt32))
    names = asked.recent.filter(fits).select(KEY).collect().rechunk()
    names = pl.concat([names.with_columns(rows.to_series().alias(ROW)), unnamed.named])
    places = pl.repeat(None, said.height, dtype=pl.UInt32, eager=True).scatter(
        names[ROW], pl.int_range(names.height, dtype=pl.UInt32, eager=True)
    )
    theirs = names.select(KEY)[places.gather(every[ROW])]
    facts = [name for name in every.columns if name not in (ROW, *LATER)]
    later = later_answers(said, every[ROW])
    return Since(said, theirs.hstack(every.select(*facts, ROW)).hstack(later))


def lasting(ended_after: datetime) -> pl.Expr:
    """Which rows with clocks opened a case by themselves that had not lapsed by then."""
    lasts = pl.col("opens") & (pl.col("lapses_at") > instant(ended_after))
    return lasts.fill_null(value=False)


def may_last(asked: Asked) -> pl.Expr:
    """Holds wherever `lasting` can, and asks for time and score alone."""
    policies, ended_after = [row.policy for row in asked.imports], asked.ended_after

    def earliest(category: Category) -> datetime:
        bounds = []
        for policy in policies:
            unlapsed = {**LAPSE, **policy.lapse}[category].before(ended_after)
            bounds.append(max(unlapsed, policy.starts.get(category) or unlapsed))
        return min(bounds, default=ended_after)

    # Compared as scores: words for millions of rows cost ten times as much.
    meant = {
        Category.DETRACTOR: is_detractor(),
        Category.PASSIVE: is_passive(),
        Category.PROMOTER: is_promoter(),
    }
    at = pl.col("responded_at")
    return pl.any_horizontal(meant[one] & (at >= instant(earliest(one))) for one in Category)


def _told(responses: pl.LazyFrame, imports: Sequence[ImportRow]) -> pl.DataFrame:
    """The columns _TOLD, in one piece: in as many as were read every later step costs more.

    Most customers have an id, and what else can name one is looked into for the others alone.
    """
    customer_id = pl.col("customer_id")
    only = None if len(imports) != 1 else pl.lit(imports[0].import_id, pl.Int64).alias("import_id")
    told = (
        responses.select(
            "responded_at",
            "score",
            "import_id" if only is None else only,
            pl.when(customer_id.is_not_null()).then(customer_id.hash()).alias("customer"),
            is_reachable().alias("reachable"),
        )
        .collect()
        .rechunk()
    )
    if told["customer"].null_count():
        others = responses.filter(customer_id.is_null()).select(customer_number()).collect()
        rows = told.select(pl.arg_where(pl.col("customer").is_null())).to_series()
        told = told.with_columns(told["customer"].scatter(rows, others.to_series()))
    return told


def _named(asked: Asked, told: pl.DataFrame) -> pl.DataFrame:
    """KEY and ROW of the touched answers within the window."""
    inside = asked.touched.inside
    if not inside.height:
        return inside.select(KEY).with_columns(pl.lit(0, pl.UInt32).alias(ROW))
    meant = pl.col("responded_at").is_in(inside["touched_responded_at"].unique().implode())
    rows = told.select(pl.arg_where(meant).cast(pl.UInt32)).to_series()
    found = asked.recent.filter(meant).select(KEY).collect().with_columns(rows.alias(ROW))
    found = found.join(inside, on=KEY, how="semi")
    strays = inside.join(found, on=KEY, how="anti")
    if strays.height:
        # An update gave them another time than the one that was known when they were touched.
        numbered = asked.recent.select(KEY).with_row_index(ROW).select(*KEY, ROW)
        there = numbered.join(strays.lazy(), on=KEY, how="semi").collect()
        found = pl.concat([found, there.with_columns(pl.col(ROW).cast(pl.UInt32))])
    return found


def _with_touched(
    asked: Asked, told: pl.DataFrame, among: pl.DataFrame, named: pl.DataFrame
) -> Unnamed:
    """The touched answers from before the window too, and of all touched ones the columns LATER."""
    kinds = among.select(_NEXT).dtypes
    untold = dict(zip(LATER[2:], (*kinds, kinds[1]), strict=True))
    said, outside = told.select(SAID), asked.touched.outside
    if not named.height and not outside.height:
        nothing = [pl.lit(None, kind).alias(name) for name, kind in untold.items()]
        return Unnamed(said, among.with_columns(nothing), named)
    older = (
        _older(asked.counted, asked.window, outside)
        .with_columns(customer_number().alias("customer"), is_reachable().alias("reachable"))
        .select(*KEY, *told.columns)
        .collect()
    )
    numbers = pl.int_range(said.height, said.height + older.height, dtype=pl.UInt32, eager=True)
    theirs = older.with_columns(numbers.alias(ROW)).join(outside, on=KEY, how="semi")
    said = pl.concat([said, older.select(SAID)]).rechunk()
    named = pl.concat([named, theirs.select(*KEY, ROW)])
    inside = among.select(pl.arg_where(pl.col(ROW).is_in(named[ROW].implode()))).to_series()
    before = cases.clocks(theirs.select(ROW, *told.columns), asked.imports)
    which = (ROW, "customer")
    touched = pl.concat([among.select(which)[inside], before.select(which)])
    around = said.select(
        pl.arg_where(
            pl.col("customer").is_in(touched["customer"].drop_nulls().unique().implode())
            | _row_numbers().is_in(touched[ROW].implode())
        ).cast(pl.UInt32)
    ).to_series()
    later = later_answers(said[around], around.search_sorted(touched[ROW]))
    count = inside.len()
    # Rows stay where they are: of two answers at one moment the lower one is the earlier.
    among = among.with_columns(
        pl.repeat(None, among.height, dtype=kind, eager=True)
        .scatter(inside, later[name].head(count))
        .alias(name)
        for name, kind in untold.items()
    )
    return Unnamed(said, pl.concat([among, before.hstack(later.slice(count))]), named)


def _row_numbers() -> pl.Expr:
    return pl.int_range(pl.len(), dtype=pl.UInt32)


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
    before = before.with_row_index("place")  # of two at one moment the lower row is the earlier
    touched = before.join(outside.lazy(), on=KEY, how="semi").collect()
    customers = touched.select(key).drop_nulls()
    others = (
        before.with_columns(key)
        .join(customers.lazy(), on="customer", how="semi")
        .drop("customer")
        .join(touched.lazy().select(KEY), on=KEY, how="anti")
    )
    return pl.concat([touched.lazy(), others]).sort("place").drop("place")
