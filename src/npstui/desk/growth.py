"""What answers that came in change about the cases: those of their customers, and no others."""

from datetime import datetime
from typing import NamedTuple

import polars as pl

from npstui.desk.later import LATER, later_answers
from npstui.desk.since import ROW, SAID, Since, lasting
from npstui.store.expressions import KEY


class Grown(NamedTuple):
    """What the cases rest on with new answers among it.

    `since` holds all, `again` the rows of `every` of the new answers and of their customers,
    `theirs` tells the cases of these customers from the others.
    """

    since: Since
    again: pl.DataFrame
    theirs: pl.Expr


def grown(since: Since, fresh: pl.DataFrame, ended_after: datetime, touched: pl.DataFrame) -> Grown:
    """`fresh` are rows of `cases.with_clocks` that count and came in after all of `since`.

    `ended_after` and the KEY of the `touched` as in read_since.
    """
    customers = fresh["customer"].drop_nulls().unique()
    theirs = pl.col("customer").is_in(customers.implode()).fill_null(value=False)
    first = since.said.height
    numbers = pl.int_range(first, first + fresh.height, dtype=pl.UInt32, eager=True)
    fresh = fresh.with_columns(numbers.alias(ROW))
    said = pl.concat([since.said, fresh.select(SAID)])
    lasts = lasting(ended_after)
    again = pl.concat(
        [
            since.every.filter(theirs).drop(LATER),
            fresh.filter(lasts),
            fresh.filter(~lasts).join(touched, on=KEY, how="semi"),
        ]
    )
    around = said.with_row_index(ROW).filter(theirs | (pl.col(ROW) >= first))
    places = around.select(ROW).with_row_index("place")
    rows = again.join(places, on=ROW, how="left", maintain_order="left")["place"]
    again = again.hstack(later_answers(around.select(SAID), rows))
    every = pl.concat([since.every.filter(~theirs), again])
    return Grown(Since(said, every), again, theirs)
