"""The reader of a file, by what its plan says the file is."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from npstui.intake.chunks import Chunks
from npstui.intake.file_plan import FilePlan
from npstui.intake.readers.batches import Batch, RowSource
from npstui.intake.readers.delimited import read_rows


@contextmanager
def open_rows(path: Path, plan: FilePlan) -> Iterator[RowSource]:
    """The rows of the file, for as long as the context lasts. Raises OSError."""
    with path.open("rb") as stream:
        yield DelimitedRows(stream, plan)


class DelimitedRows:
    """Delimited text, chunk by chunk."""

    def __init__(self, stream: BinaryIO, plan: FilePlan) -> None:
        self._chunks = Chunks(stream, plan.skip, cr=plan.cr)
        self._plan = plan

    @property
    def bytes_read(self) -> int:
        """How far the chunks given reach."""
        return self._chunks.bytes_read

    def next(self) -> Batch | None:
        """The rows of the next chunk, None after the last."""
        chunk = self._chunks.next()
        if chunk is None:
            return None
        rows = read_rows(chunk, len(self._plan.header), self._plan.delimiter)
        if rows.whole_lines is not None:
            self._chunks.give_back(chunk, rows.whole_lines)
        return rows
