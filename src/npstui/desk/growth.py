"""What answers that came in change about the cases: those of their customers, and no others."""

from typing import NamedTuple

import polars as pl

from npstui.desk import cases


class Grown(NamedTuple):
    """Rows of `cases.possible` with new answers among them.

    `every` holds all rows, `again` those of the new answers and of their customers, `theirs` tells
    the rows of these customers from the others.
    """

    every: pl.DataFrame
    again: pl.DataFrame
    theirs: pl.Expr


def grown(every: pl.DataFrame, fresh: pl.DataFrame) -> Grown:
    """Both as `cases.possible` gives them; `fresh` came in after all of `every`."""
    customers = fresh["customer"].drop_nulls().unique()
    theirs = pl.col("customer").is_in(customers.implode()).fill_null(value=False)
    around = pl.concat([every.filter(theirs), fresh]).drop(cases.LATER)
    again = cases.with_later_answers(around)
    return Grown(pl.concat([every.filter(~theirs), again]), again, theirs)
