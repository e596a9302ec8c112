"""What every reader gives: the rows of a file, some at a time, as columns of text."""

from collections.abc import Sequence
from typing import Protocol

import polars as pl

from npstui.store.values import RefusedLine


class Batch(Protocol):
    """Some rows of a file, in its order.

    `frame` holds one String column a column of the file, by position ("0", "1", ...). `refused`
    are the rows that did not get that far.
    """

    @property
    def frame(self) -> pl.DataFrame:
        """The cells as found."""

    @property
    def refused(self) -> tuple[RefusedLine, ...]:
        """What is no row of the table, with the reason."""

    @property
    def tidy(self) -> bool:
        """Whether it is known that no cell begins or ends with a space, and that `unescaped`
        takes nothing off; False where it is not known.
        """

    def unescaped(self) -> pl.DataFrame:
        """The frame without the ' that kept a spreadsheet from taking a cell for a formula."""

    def located(self, rows: Sequence[int]) -> list[tuple[int, str]]:
        """Line (or row, or record) and whole text of some rows of the frame, `rows` ascending."""


class RowSource(Protocol):
    """A file that is being read."""

    @property
    def bytes_read(self) -> int:
        """How far it is read, in bytes of the file."""

    @property
    def reached(self) -> tuple[int, int] | None:
        """The offset and the physical line at which reading can go on once the file has grown;
        None where a file of the kind is always read whole, and before its end.
        """

    def next(self) -> Batch | None:
        """The next rows, None after the last. Raises IntakeError."""
