"""A table as text of a format, piece by piece: CSV that carries no formula, JSON, Markdown."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from npstui.export.rows import Rows, as_rows

if TYPE_CHECKING:
    import polars as pl

# What a spreadsheet would take for a formula; and, so that import can take the mark off again, a
# text that looks like a marked one.
_FORMULA = r"^'*[=+\-@\t\r]"
_NUMBER = r"^[+-]?(\d+([.,]\d+)*|[.,]\d+)([eE][+-]?\d+)?%?$"
# Tags hold neither space nor comma; any other list is of texts, which take a line each.
_BETWEEN = {"tags": ","}
_LINES = "\n"
_STEERS_MARKDOWN = r"([\\|`*\[\]])"


class Format(StrEnum):
    """The formats an export can have; a path's ending names one."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    NDJSON = "ndjson"
    PARQUET = "parquet"
    MD = "md"

    @property
    def is_text(self) -> bool:
        """Whether `pieces` writes it."""
        return self not in (Format.XLSX, Format.PARQUET)


def pieces(table: "pl.DataFrame | Rows", fmt: Format) -> Iterator[str]:
    """The whole text of the table in a format of text, piece by piece.

    Moments are ISO 8601 with their offset in all. CSV: a header always, tags joined by commas,
    other lists by line ends, null as nothing. NDJSON: an object a row, no line for no row; JSON:
    one array of them; a number that is none is null. Markdown: a row a line, made safe to show.
    """
    rows = as_rows(table)
    match fmt:
        case Format.NDJSON:
            return ndjson_pieces(rows)
        case Format.JSON:
            return _json_pieces(rows)
        case Format.MD:
            return _markdown_pieces(rows)
        case Format.CSV:
            return _csv_pieces(rows)
        case _:
            raise ValueError(f"{fmt} is no text")


def ndjson_pieces(table: "pl.DataFrame | Rows") -> Iterator[str]:
    """One JSON object a line."""
    for part in as_rows(table).plain_parts():
        yield part.write_ndjson()


def without_formula(text: str) -> str:
    """A text as a spreadsheet may have it: what would be a formula gets a leading '."""
    if re.match(_FORMULA, text) and not re.match(_NUMBER, text):
        return f"'{text}"
    return text


def with_lists_joined(part: "pl.DataFrame") -> "pl.DataFrame":
    """The part with each of its lists as one text."""
    import polars as pl

    return part.with_columns(
        pl.col(name).cast(pl.List(pl.String)).list.join(_BETWEEN.get(name, _LINES))
        for name, kind in part.schema.items()
        if isinstance(kind, pl.List)
    )


def without_formulas(part: "pl.DataFrame") -> "pl.DataFrame":
    """The part with `without_formula` done to every text."""
    import polars as pl

    return part.with_columns(
        _marked(name) for name, kind in part.schema.items() if kind == pl.String
    )


def _csv_pieces(rows: Rows) -> Iterator[str]:
    import polars as pl

    header = pl.DataFrame(schema=[without_formula(name) for name in rows.schema])
    yield header.write_csv()
    for part in rows.plain_parts():
        yield without_formulas(with_lists_joined(part)).write_csv(include_header=False)


def _json_pieces(rows: Rows) -> Iterator[str]:
    opened = False
    for text in ndjson_pieces(rows):
        objects = text.rstrip("\n").replace("\n", ",\n")
        yield f"{',' if opened else '['}\n{objects}"
        opened = True
    yield "\n]\n" if opened else "[]\n"


def _markdown_pieces(rows: Rows) -> Iterator[str]:
    import polars as pl

    names = [_markdown_cell(name) for name in rows.schema]
    lines = ["---:" if kind.is_numeric() else "---" for kind in rows.schema.values()]
    yield f"| {' | '.join(names)} |\n| {' | '.join(lines)} |\n"
    for part in rows.plain_parts():
        texts = with_lists_joined(part).cast(pl.String).fill_null("")
        rows_of_cells = (map(_markdown_cell, row) for row in texts.iter_rows())
        yield "".join(f"| {' | '.join(cells)} |\n" for cells in rows_of_cells)


def _markdown_cell(text: str) -> str:
    from npstui.present.text import safe_lines

    shown = re.sub(_STEERS_MARKDOWN, r"\\\1", safe_lines(text))
    return shown.replace("&", "&amp;").replace("<", "&lt;").strip().replace("\n", "<br>")


def _marked(name: str) -> "pl.Expr":
    import polars as pl

    text = pl.col(name)
    runs = text.str.contains(_FORMULA) & ~text.str.contains(_NUMBER)
    return pl.when(runs).then(pl.lit("'") + text).otherwise(text).alias(name)
