"""The reader of a file, by what its plan says the file is."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from npstui.intake.chunks import Chunks
from npstui.intake.file_plan import FilePlan
from npstui.intake.formats import Format
from npstui.intake.parts import Part, window
from npstui.intake.patience import patiently
from npstui.intake.readers.batches import Batch, RowSource
from npstui.intake.readers.delimited import read_rows
from npstui.intake.readers.tables import SAMPLE_ROWS
from npstui.intake.recoding import open_text, source_bytes

if TYPE_CHECKING:
    from npstui.intake.readers.excel import ExcelRows
    from npstui.intake.readers.json_rows import JsonRows
    from npstui.intake.readers.parquet import ParquetRows


@contextmanager
def open_rows(
    path: Path,
    plan: FilePlan,
    part: Part | None = None,
    *,
    head: int = 0,
    waiting: Callable[[], None] | None = None,
) -> Iterator[RowSource]:
    """The rows of the file, or of a part of it, for as long as the context lasts.

    With `head` only the first are wanted, about so many bytes of them. `waiting` is called again
    and again while a workbook, which can only be read whole, is read.
    Raises OSError.
    """
    kind = Format(plan.format)
    if kind is Format.CSV:
        if part is None:
            with open_text(path, plan.encoding) as stream:
                yield DelimitedRows(stream, plan, head=head)
        else:
            with path.open("rb") as stream:
                yield DelimitedRows(window(stream, part), plan, part, head=head)
        return
    table = partial(_table, path, kind, plan, part, head=bool(head))
    patient = waiting if kind is Format.XLSX else None
    with closing(table() if patient is None else patiently(table, patient)) as rows:
        yield rows


def _table(
    path: Path, kind: Format, plan: FilePlan, part: Part | None, *, head: bool
) -> "ExcelRows | JsonRows | ParquetRows":
    if kind is Format.XLSX:
        from npstui.intake.readers.excel import ExcelRows

        return ExcelRows(path, plan, most=SAMPLE_ROWS if head else None)
    if kind is Format.PARQUET:
        from npstui.intake.readers.parquet import ParquetRows

        return ParquetRows(path, plan)
    from npstui.intake.readers.json_rows import BATCH, JsonRows

    return JsonRows(path, plan, part, most=SAMPLE_ROWS if head else BATCH)


class DelimitedRows:
    """Delimited text, chunk by chunk."""

    def __init__(
        self,
        stream: BinaryIO,
        plan: FilePlan,
        part: Part | None = None,
        *,
        head: int = 0,
    ) -> None:
        self._stream = stream
        size = {"size": head} if head else {}
        if part is None or not part.offset:
            self._chunks = Chunks(stream, plan.skip, cr=plan.cr, **size)
        else:
            self._chunks = Chunks(stream, cr=plan.cr, first_line=part.line, **size)
        self._plan = plan

    @property
    def bytes_read(self) -> int:
        """How far the chunks given reach."""
        told = source_bytes(self._stream)
        return self._chunks.bytes_read if told is None else told

    @property
    def reached(self) -> tuple[int, int] | None:
        """The file's end, where its bytes are read as they stand."""
        as_it_stands = source_bytes(self._stream) is None and not self._plan.cr
        return self._chunks.end if as_it_stands else None

    def next(self) -> Batch | None:
        """The rows of the next chunk, None after the last."""
        chunk = self._chunks.next()
        if chunk is None:
            return None
        rows = read_rows(chunk, len(self._plan.header), self._plan.delimiter)
        if rows.whole_lines is not None:
            self._chunks.give_back(chunk, rows.whole_lines)
        return rows
