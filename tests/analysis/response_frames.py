"""Small responses frames for the tests of analysis."""

from collections.abc import Iterable
from datetime import UTC, datetime

import polars as pl

from npstui.model.response import CANONICAL, Kind

_TYPES: dict[Kind, type[pl.DataType] | pl.DataType] = {
    Kind.TEXT: pl.String,
    Kind.WHOLE: pl.Int8,
    Kind.NUMBER: pl.Float64,
    Kind.MOMENT: pl.Datetime("us", "UTC"),
    Kind.FLAG: pl.Boolean,
}
Row = dict[str, object]
SCHEMA: dict[str, type[pl.DataType] | pl.DataType] = {
    column.name: _TYPES[column.kind] for column in CANONICAL
}


def at(text: str) -> datetime:
    """A moment of UTC: 2026-10-05T14:30."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def responses(rows: Iterable[Row]) -> pl.LazyFrame:
    """A frame with the canonical columns; what a row leaves out is null."""
    return pl.LazyFrame(
        [{name: row.get(name) for name in SCHEMA} for row in rows], schema=SCHEMA, orient="row"
    )


def of_counts(detractors: int, passives: int, promoters: int, **facts: object) -> list[Row]:
    """Rows with so many answers of each category, all with the same other facts."""
    scores = [3] * detractors + [7] * passives + [10] * promoters
    return [{"score": score, **facts} for score in scores]
