"""What answers that came in change about the cases: those of their customers, and no others."""

from datetime import datetime
from typing import NamedTuple

import polars as pl

from npstui.desk.later import LATER, later_answers
from npstui.desk.pieces import Pieces, rows_of
from npstui.desk.since import ROW, SAID, Since, lasting
from npstui.store.expressions import KEY

_WHOLE = 64  # bits of a customer's number


class Grown(NamedTuple):
    """What new answers change: the rows of `every` of them and of their `customers`.

    `rows` are the numbers of what these said before.
    """

    again: pl.DataFrame
    customers: pl.Series
    rows: pl.Series


class Growing:
    """What the cases since a moment rest on, with the answers among it that came in since."""

    def __init__(self, since: Since) -> None:
        self._said = since.said
        self._came = since.said.clear()
        self.every = Pieces(since.every)
        self._packed: pl.Series | None = None

    def put(self, fresh: pl.DataFrame, ended_after: datetime, touched: pl.DataFrame) -> Grown:
        """`fresh` are rows of `cases.with_clocks` that count and came in after all that is here.

        `ended_after` and the KEY of the `touched` as in read_since.
        """
        customers = fresh["customer"].drop_nulls().unique()
        earlier = self._said_by(customers)
        first = self._said.height + self._came.height
        numbers = pl.int_range(first, first + fresh.height, dtype=pl.UInt32, eager=True)
        fresh = fresh.with_columns(numbers.alias(ROW))
        self._came = pl.concat([self._came, fresh.select(SAID)]).rechunk()
        lasts = lasting(ended_after)
        again = pl.concat(
            [
                self.every.of_customers(earlier, customers).drop(LATER),
                fresh.filter(lasts),
                fresh.filter(~lasts).join(touched, on=KEY, how="semi"),
            ]
        )
        around = pl.concat([earlier, numbers])
        places = pl.DataFrame({ROW: around}).with_row_index("place")
        rows = again.join(places, on=ROW, how="left", maintain_order="left")["place"]
        again = again.hstack(later_answers(self._rows(around), rows))
        self.every.replace(earlier, customers, again)
        if self.every.is_much:
            self.every = Pieces(self.every.whole())
        return Grown(again, customers, earlier)

    def _rows(self, numbers: pl.Series) -> pl.DataFrame:
        """What was said, by its numbers; those that came in come last."""
        first = self._said.height
        before = numbers.filter(numbers < first)
        since = numbers.filter(numbers >= first) - first
        return pl.concat([self._said[before], self._came[since]])

    def _said_by(self, customers: pl.Series) -> pl.Series:
        """The numbers of what these said, in order."""
        came = rows_of(self._came, customers) + self._said.height
        return pl.concat([self._found(customers), came]).sort()

    def _found(self, customers: pl.Series) -> pl.Series:
        """Of all that was said at first. The upper bits of each customer and the row number below
        them stand sorted in one number: to look into all rows takes longer than everything else.
        """
        whose = self._said["customer"]
        bits = max(1, whose.len().bit_length())
        low = pl.lit((1 << bits) - 1, pl.UInt64)
        high = pl.lit((1 << _WHOLE) - (1 << bits), pl.UInt64)
        if self._packed is None:
            number = pl.int_range(pl.len(), dtype=pl.UInt64)
            packed = self._said.select((pl.col("customer") & high) | number).to_series()
            self._packed = packed.drop_nulls().sort()
        packed = self._packed
        bounds = customers.to_frame("customer").with_columns(
            first=pl.col("customer") & high, last=pl.col("customer") | low
        )
        places = (
            bounds.select(
                "customer",
                pl.int_ranges(
                    pl.lit(packed).search_sorted(pl.col("first"), side="left").cast(pl.Int64),
                    pl.lit(packed).search_sorted(pl.col("last"), side="right").cast(pl.Int64),
                ).alias("place"),
            )
            .explode("place")
            .drop_nulls()
        )
        rows = packed.gather(places["place"]).to_frame("row")
        found = rows.select((pl.col("row") & low).cast(pl.UInt32)).to_series()
        return found.filter(whose.gather(found) == places["customer"])
