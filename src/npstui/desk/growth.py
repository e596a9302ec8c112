"""What answers that came in change about the cases: those of their customers, and no others."""

from datetime import datetime
from typing import NamedTuple

import polars as pl

from npstui.desk.later import LATER, later_answers
from npstui.desk.since import ROW, SAID, Since, lasting
from npstui.store.expressions import KEY

# Rows that stand apart from the others before all are put together again.
APART = 5_000


class Grown(NamedTuple):
    """What the cases rest on with new answers among it.

    `since` holds all, `again` the rows of `every` of the new answers and of their customers,
    `customers` are these.
    """

    since: Since
    again: pl.DataFrame
    customers: pl.Series


def grown(since: Since, fresh: pl.DataFrame, ended_after: datetime, touched: pl.DataFrame) -> Grown:
    """`fresh` are rows of `cases.with_clocks` that count and came in after all of `since`.

    `ended_after` and the KEY of the `touched` as in read_since.
    """
    customers = fresh["customer"].drop_nulls().unique()
    first = since.said.height
    numbers = pl.int_range(first, first + fresh.height, dtype=pl.UInt32, eager=True)
    fresh = fresh.with_columns(numbers.alias(ROW))
    said = pl.concat([since.said, fresh.select(SAID)])
    lasts = lasting(ended_after)
    theirs = rows_of(since.every, customers)
    again = pl.concat(
        [
            since.every[theirs].drop(LATER),
            fresh.filter(lasts),
            fresh.filter(~lasts).join(touched, on=KEY, how="semi"),
        ]
    )
    earlier = rows_of(since.said, customers)
    around = pl.concat([earlier, numbers])
    places = pl.DataFrame({ROW: around}).with_row_index("place")
    rows = again.join(places, on=ROW, how="left", maintain_order="left")["place"]
    again = again.hstack(later_answers(said[around], rows))
    return Grown(Since(said, put_in(since.every, theirs, again)), again, customers)


def rows_of(frame: pl.DataFrame, customers: pl.Series) -> pl.Series:
    """The numbers of the rows of these customers."""
    theirs = pl.col("customer").is_in(customers.implode())
    return frame.select(pl.arg_where(theirs.fill_null(value=False))).to_series()


def put_in(frame: pl.DataFrame, rows: pl.Series, fresh: pl.DataFrame) -> pl.DataFrame:
    """The frame with `fresh` in the place of its `rows`; the order of rows is not kept.

    A row in a million changes in a few columns: only these are copied. Rows of `fresh` that the
    frame has not stand behind it in a piece of their own.
    """
    if set(frame.n_chunks("all")) - {1, 2} or frame.height - _in_front(frame) > APART:
        frame = frame.rechunk()
    front = _in_front(frame)
    stood = frame[rows].select(*KEY, place=rows)
    fresh = fresh.join(stood, on=KEY, how="left", maintain_order="left")
    kept = fresh.filter(pl.col("place") < front)
    gone = rows.filter(rows < front)
    if kept.height != gone.len():  # some of them are cases no longer
        left = frame.with_row_index("place").join(stood, on="place", how="anti").drop("place")
        return pl.concat([left, fresh.drop("place")])
    behind = frame.with_row_index("place").slice(front).join(stood, on="place", how="anti")
    others = fresh.filter(pl.col("place").is_null() | (pl.col("place") >= front))
    after = pl.concat([behind.drop("place"), others.drop("place")])
    before = _changed(frame.head(front), kept["place"], kept.drop("place"))
    return pl.concat([before, after.rechunk()]) if after.height else before


def _in_front(frame: pl.DataFrame) -> int:
    """How many rows stand in the first piece of the frame."""
    return frame.to_series(0).chunk_lengths()[0]


def _changed(frame: pl.DataFrame, places: pl.Series, values: pl.DataFrame) -> pl.DataFrame:
    """The frame with other values at these places; columns in which they are the same stay."""
    stood = frame[places]
    other = [name for name in frame.columns if not stood[name].equals(values[name])]
    if not other:
        return frame
    numbers = pl.int_range(frame.height, frame.height + values.height, dtype=pl.UInt32, eager=True)
    taken = pl.int_range(frame.height, dtype=pl.UInt32, eager=True).scatter(places, numbers)
    both = pl.concat([frame.select(other), values.select(other)])
    return frame.with_columns(both[taken].get_columns())
