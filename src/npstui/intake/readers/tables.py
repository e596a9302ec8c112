"""Rows that stand in memory as a table: of a workbook, of JSON, of Parquet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from npstui.intake.cells import unescaped_cells
from npstui.intake.errors import IntakeError
from npstui.intake.file_plan import FilePlan
from npstui.intake.formats import Format
from npstui.intake.headers import column_names
from npstui.intake.options import ImportOptions
from npstui.intake.presets.matching import chosen_columns
from npstui.store.values import RefusedLine

MOST_COLUMNS = 5_000
TEXT_LIMIT = 1 << 20
SAMPLE_ROWS = 200


Heard = Callable[[int], None]  # gets how many bytes of a file are looked through


def unheard(_done: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True, slots=True)
class TableBatch:
    """Some rows; `lines` are their numbers, `text` writes one as it is kept when refused.

    `escaped` says that a spreadsheet wrote them, so that a ' may guard a cell.
    """

    frame: pl.DataFrame
    lines: Sequence[int]
    text: Callable[[int], str]
    refused: tuple[RefusedLine, ...] = ()
    escaped: bool = False
    tidy: bool = False

    def unescaped(self) -> pl.DataFrame:
        """The frame without the ' that kept a spreadsheet from taking a cell for a formula."""
        frame = with_plain_line_ends(self.frame)
        return unescaped_cells(frame, None) if self.escaped else frame

    def located(self, rows: Sequence[int]) -> list[tuple[int, str]]:
        """Number and whole text of some rows of the frame."""
        return [(self.lines[row], self.text(row)[:TEXT_LIMIT]) for row in rows]


def with_plain_line_ends(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with one LF for every line end in a text, as delimited files are read: what is
    exported in one format and comes in again in another is the same.
    """
    text = pl.col(pl.String)
    found = frame.select(text.str.contains("\r\n", literal=True).any())
    if not found.width or not any(found.row(0)):
        return frame
    return frame.with_columns(text.str.replace_all(r"\r+\n", "\n"))


def table_plan(
    shown: str,
    kind: Format,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    options: ImportOptions,
    *,
    read_as: Sequence[str] | None = None,
) -> FilePlan:
    """The plan of a table from its header and some of its rows. Raises IntakeError."""
    check_width(len(header))
    names = column_names(header)
    columns = chosen_columns(
        names, options, lambda place: [row[place] for row in rows if place < len(row)], read_as
    )
    return FilePlan(
        path=shown,
        format=kind.value,
        delimiter="",
        encoding="",
        header=tuple(header),
        names=tuple(names),
        columns=columns.mapping,
        skip=0,
        cr=False,
        notes=columns.mapping.notes,
        preset=columns.preset,
        samples=columns.samples,
        memory=columns.memory,
        remembers=columns.remembers,
    )


def check_width(columns: int) -> None:
    """Raises IntakeError where a table has more columns than one has."""
    if columns > MOST_COLUMNS:
        raise IntakeError(
            f"it has {columns:,} columns, and at most {MOST_COLUMNS:,} are read; "
            "leave out those that are not needed"
        )
