"""A table as a Parquet file, written part by part."""

import os
import re
from typing import TYPE_CHECKING, BinaryIO

from npstui.export.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

_ROW_GROUP = 65_536
_NUMBER = re.compile(r"\(os error (\d+)\)")


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
        number = _NUMBER.search(str(error))
        if number is None:
            raise
        raise OSError(int(number[1]), os.strerror(int(number[1]))) from error
