"""Parquet: its columns as text, some thousand rows at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from npstui.intake.errors import IntakeError
from npstui.intake.file_plan import FilePlan
from npstui.intake.formats import Format
from npstui.intake.options import ImportOptions
from npstui.intake.readers.tables import SAMPLE_ROWS, TableBatch, table_plan

BATCH = 100_000


def plan_parquet(path: Path, options: ImportOptions, shown: str) -> FilePlan:
    """The plan for a Parquet file. Raises OSError, IntakeError."""
    with _in_words():
        head = as_text(pl.scan_parquet(path, glob=False).head(SAMPLE_ROWS).collect())
    rows = [[cell or "" for cell in row] for row in head.iter_rows()]
    return table_plan(shown, Format.PARQUET, head.columns, rows, options)


class ParquetRows:
    """The rows of a Parquet file."""

    def __init__(self, path: Path, plan: FilePlan) -> None:
        """Raises IntakeError."""
        self._width = len(plan.header)
        self._size = path.stat().st_size
        self._at = 0
        with _in_words():
            self._frame = pl.scan_parquet(path, glob=False)
            self._rows = int(self._frame.select(pl.len()).collect().item())

    @property
    def bytes_read(self) -> int:
        """How much of the file the rows given are."""
        return self._size * self._at // max(1, self._rows)

    reached: tuple[int, int] | None = None  # a file of the kind does not grow by its end

    def next(self) -> TableBatch | None:
        """The next rows, None after the last."""
        if self._at >= self._rows:
            return None
        with _in_words():
            frame = as_text(self._frame.slice(self._at, BATCH).collect())
        if frame.width != self._width:
            raise IntakeError("it changed while it was read; import it again")
        lines = range(self._at + 1, self._at + frame.height + 1)
        self._at += BATCH
        return TableBatch(
            frame.rename(dict(zip(frame.columns, map(str, range(frame.width)), strict=True))),
            lines,
            lambda row: ",".join(cell or "" for cell in frame.row(row)),
        )

    def close(self) -> None:
        """Nothing is held open."""


def as_text(frame: pl.DataFrame) -> pl.DataFrame:
    """Every column as String: moments in ISO 8601, lists joined, structs by their parts."""
    while structs := [name for name, dtype in frame.schema.items() if dtype == pl.Struct]:
        frame = frame.unnest(*structs, separator=".")
    return frame.select(_text(name, dtype) for name, dtype in frame.schema.items())


def _text(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(dtype, pl.Datetime):
        if dtype.time_zone is not None:
            return column.dt.convert_time_zone("UTC").dt.strftime("%Y-%m-%dT%H:%M:%S%.6fZ")
        return column.dt.strftime("%Y-%m-%dT%H:%M:%S%.6f")
    if isinstance(dtype, pl.List | pl.Array):
        column = column.arr.to_list() if isinstance(dtype, pl.Array) else column
        if isinstance(dtype.inner, pl.Struct):
            column = column.list.eval(pl.element().struct.json_encode())
        return column.cast(pl.List(pl.String), strict=False).list.join(", ", ignore_nulls=True)
    return column.cast(pl.String, strict=False)


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except pl.exceptions.PolarsError as error:
        why = " ".join(str(error).split())[:120]
        raise IntakeError(f"the Parquet file is damaged or cut off ({why})") from error
    except pl.exceptions.PanicException as error:
        raise IntakeError("the Parquet file is damaged") from error
