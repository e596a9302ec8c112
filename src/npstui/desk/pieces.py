"""A frame of many rows of which a few change at a time, at a cost that follows the few."""

import polars as pl

from npstui.desk.since import ROW
from npstui.store.expressions import KEY

# Rows that stand apart from the others before all are put together again.
APART = 5_000


class Pieces:
    """Rows of answers: a front that stays as it is, and behind it those that changed since.

    `front` has the columns KEY, customer and ROW, the number of the answer among all that were
    said; `gone` are the numbers of its rows that stand no longer, in the order in which they went.
    `made_of` is what else was made of the same rows as the front.
    """

    def __init__(self, front: pl.DataFrame, made_of: object = None) -> None:
        self.front = front
        self.made_of = made_of
        self.behind = front.clear()
        self.gone = pl.Series(dtype=pl.UInt32)
        self._places: pl.Series | None = None
        self._whole = front
        self._since: list[pl.DataFrame] = []  # what came for nobody since `_whole` was made
        self._customers: list[pl.Series] = []  # whose rows changed since then

    def of_customers(self, rows: pl.Series, customers: pl.Series) -> pl.DataFrame:
        """What stands for these customers; `rows` are the ROWs of theirs in the front."""
        behind = self.behind.filter(_is_theirs(customers))
        return pl.concat([self.front[self._standing(rows)], behind])

    def replace(self, rows: pl.Series, customers: pl.Series, came: pl.DataFrame) -> None:
        """Put what `came` in the place of all that stood for some customers.

        `rows` as in `of_customers`; those that came for no customer stand beside the others.
        """
        gone = self._standing(rows)
        theirs = _is_theirs(customers)
        self.gone = pl.concat([self.gone, gone])
        self.behind = pl.concat([self.behind.filter(~theirs), came]).rechunk()
        self._customers.append(customers)
        self._since.append(came.filter(pl.col("customer").is_null()))

    @property
    def is_much(self) -> bool:
        """Whether so much changed that all should be put together again."""
        return self.behind.height > APART

    def whole(self) -> pl.DataFrame:
        """All that stands, in one frame; the order of rows is not kept."""
        if self._customers:
            changed = pl.concat(self._customers).unique()
            theirs = self.behind.filter(_is_theirs(changed))
            stood = rows_of(self._whole, changed)
            self._whole = put_in(self._whole, stood, pl.concat([theirs, *self._since]))
            self._customers.clear()
            self._since.clear()
        return self._whole

    def _standing(self, rows: pl.Series) -> pl.Series:
        """The numbers of the rows of the front that hold these ROWs and stand still."""
        if self._places is None:
            row = self.front[ROW]
            highest = row.max()
            last = int(str(highest)) + 1 if highest is not None else 0
            numbers = pl.int_range(self.front.height, dtype=pl.UInt32, eager=True)
            self._places = pl.repeat(None, last, dtype=pl.UInt32, eager=True).scatter(row, numbers)
        places = self._places.gather(rows.filter(rows < self._places.len())).drop_nulls()
        return places.filter(~places.is_in(self.gone.implode())) if self.gone.len() else places


def rows_of(frame: pl.DataFrame, customers: pl.Series) -> pl.Series:
    """The numbers of the rows of these customers."""
    return frame.select(pl.arg_where(_is_theirs(customers))).to_series()


def _is_theirs(customers: pl.Series) -> pl.Expr:
    return pl.col("customer").is_in(customers.implode()).fill_null(value=False)


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
