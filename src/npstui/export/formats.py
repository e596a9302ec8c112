"""A table as text of a format, piece by piece: CSV that carries no formula, NDJSON."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

SLICE = 50_000

# What a spreadsheet would take for a formula; and, so that import can take the mark off again, a
# text that looks like a marked one.
_FORMULA = r"^'*[=+\-@\t\r]"
_NUMBER = r"^[+-]?(\d+([.,]\d+)*|[.,]\d+)([eE][+-]?\d+)?%?$"
_EXACT = 2**53  # beyond this a float does not hold every whole number
_MOMENT = "%Y-%m-%dT%H:%M:%S%.f%:z"


class Format(StrEnum):
    """The formats an export can have; a path's ending names one."""

    CSV = "csv"
    NDJSON = "ndjson"


def pieces(frame: "pl.DataFrame", fmt: Format) -> Iterator[str]:
    """The whole text of the frame in the format, piece by piece.

    Moments are ISO 8601 with their offset in both. CSV: a header always, lists joined by commas,
    null as nothing. NDJSON: an object a row, no line for no row; a number that is none is null.
    """
    if fmt is Format.NDJSON:
        return ndjson_pieces(frame)
    return _csv_pieces(with_whole_numbers(frame))


def ndjson_pieces(frame: "pl.DataFrame") -> Iterator[str]:
    """One JSON object a line."""
    for part in with_whole_numbers(frame).iter_slices(SLICE):
        if part.height:
            yield plain(part).write_ndjson()


def with_whole_numbers(frame: "pl.DataFrame") -> "pl.DataFrame":
    """The frame with number columns that hold whole numbers only written as such: 89192, not
    89192.0, which would come in again as another text.
    """
    import polars as pl
    import polars.selectors as cs

    numbers = cs.expand_selector(frame, cs.float())
    if not numbers:
        return frame
    whole = (cs.float().round() == cs.float()) & (cs.float().abs() < _EXACT)
    answers = frame.select(whole.fill_null(value=True).all()).row(0)
    chosen = [name for name, is_whole in zip(numbers, answers, strict=True) if is_whole]
    return frame.with_columns(pl.col(chosen).cast(pl.Int64))


def plain(frame: "pl.DataFrame") -> "pl.DataFrame":
    """The frame with moments as ISO 8601 and numbers that are none as null."""
    import polars as pl
    import polars.selectors as cs

    return frame.with_columns(
        cs.datetime().dt.strftime(_MOMENT),
        cs.float().map_batches(_finite, return_dtype=pl.Float64),
    )


def without_formula(text: str) -> str:
    """A text as a spreadsheet may have it: what would be a formula gets a leading '."""
    if re.match(_FORMULA, text) and not re.match(_NUMBER, text):
        return f"'{text}"
    return text


def _csv_pieces(frame: "pl.DataFrame") -> Iterator[str]:
    import polars as pl
    import polars.selectors as cs

    headers = {name: without_formula(name) for name in frame.columns}
    yield frame.head(0).rename(headers).cast(pl.String, strict=False).write_csv()
    for part in frame.iter_slices(SLICE):
        flat = plain(part).with_columns(cs.list().cast(pl.List(pl.String)).list.join(","))
        marked = [_marked(name) for name, kind in flat.schema.items() if kind == pl.String]
        yield flat.with_columns(marked).write_csv(include_header=False)


def _marked(name: str) -> "pl.Expr":
    import polars as pl

    text = pl.col(name)
    runs = text.str.contains(_FORMULA) & ~text.str.contains(_NUMBER)
    return pl.when(runs).then(pl.lit("'") + text).otherwise(text).alias(name)


def _finite(numbers: "pl.Series") -> "pl.Series":
    import polars as pl

    return numbers.cast(pl.Float64).set(~numbers.is_finite(), None)
