"""A table as an export takes it: what it is made of, and its rows part by part."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

SLICE = 50_000

_EXACT = 2**53  # beyond this a float does not hold every whole number


@dataclass(frozen=True, slots=True)
class Rows:
    """`parts` gives frames of `schema`, as often as it is called; `height` how many rows they hold.

    `whole` are the number columns that hold whole numbers only.
    """

    schema: "pl.Schema"
    parts: "Callable[[], Iterator[pl.DataFrame]]"
    height: Callable[[], int]
    whole: frozenset[str]

    def plain_parts(self) -> "Iterator[pl.DataFrame]":
        """The parts with moments as ISO 8601, whole numbers as such, numbers that are none null."""
        for part in self.parts():
            if part.height:
                yield plain(with_whole(part, self.whole))


def as_rows(table: "pl.DataFrame | Rows") -> Rows:
    """A table in either form as Rows."""
    if isinstance(table, Rows):
        return table
    return Rows(
        table.schema,
        lambda: table.iter_slices(SLICE),
        lambda: table.height,
        whole_columns(table.lazy()),
    )


def whole_columns(table: "pl.LazyFrame") -> frozenset[str]:
    """The number columns that hold whole numbers only."""
    import polars.selectors as cs

    schema = table.collect_schema()
    numbers = [name for name, kind in schema.items() if kind.is_float()]
    if not numbers:
        return frozenset()
    whole = (cs.float().round() == cs.float()) & (cs.float().abs() < _EXACT)
    answers = table.select(numbers).select(whole.fill_null(value=True).all())
    row = answers.collect(engine="streaming").row(0)
    return frozenset(name for name, is_whole in zip(numbers, row, strict=True) if is_whole)


def with_whole(frame: "pl.DataFrame", whole: frozenset[str]) -> "pl.DataFrame":
    """The frame with whole numbers written as such: 89192, not 89192.0, which would come in again
    as another text.
    """
    import polars as pl

    names = [name for name in frame.columns if name in whole]
    return frame.with_columns(pl.col(names).cast(pl.Int64)) if names else frame


def plain(frame: "pl.DataFrame") -> "pl.DataFrame":
    """The frame with moments as ISO 8601 and numbers that are none as null."""
    import polars as pl
    import polars.selectors as cs

    return frame.with_columns(
        cs.datetime().dt.strftime(_MOMENT),
        cs.float().map_batches(_finite, return_dtype=pl.Float64),
    )


_MOMENT = "%Y-%m-%dT%H:%M:%S%.f%:z"


def _finite(numbers: "pl.Series") -> "pl.Series":
    import polars as pl

    return numbers.cast(pl.Float64).set(~numbers.is_finite(), None)
