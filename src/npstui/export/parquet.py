"""A table as a Parquet file, written part by part."""

from typing import TYPE_CHECKING, BinaryIO

from npstui.export.rows import Rows
from npstui.store.refused_writes import refused_write

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

_ROW_GROUP = 65_536


def write_parquet(rows: Rows, file: BinaryIO) -> None:
    """Write the rows to an open file in their own types: moments in UTC, lists as lists.

    Raises OSError with its number, which polars puts in words.
    """
    from polars.exceptions import ComputeError
    from polars.io.plugins import register_io_source

    def parts(
        _columns: list[str] | None,
        _predicate: "pl.Expr | None",
        _rows: int | None,
        _batch: int | None,
    ) -> "Iterator[pl.DataFrame]":
        return rows.parts()

    source = register_io_source(parts, schema=rows.schema)
    try:
        source.sink_parquet(file, row_group_size=_ROW_GROUP, maintain_order=True)
    except ComputeError as error:
        refused = refused_write(error, file)
        if refused is None:
            raise
        raise refused from error
