"""Where the response list gets its rows: any ordered set of responses that knows its places."""

from collections.abc import Sequence
from typing import Protocol

from npstui.model.response import ResponseRef
from npstui.present.rows import QueueRow


class RowSource(Protocol):
    """An unchanging, ordered list of responses; a change is a new source."""

    def __len__(self) -> int: ...

    def rows(self, start: int, stop: int) -> Sequence[QueueRow]:
        """The rows of these places; only those in sight are asked for."""
        ...

    def position(self, ref: ResponseRef) -> int | None:
        """The place of a response, None where it is not in the list."""
        ...

    def ref_at(self, position: int) -> ResponseRef:
        """The response at a place."""
        ...

    def refs(self) -> Sequence[ResponseRef]:
        """All responses in order."""
        ...


class RowsInMemory:
    """Rows that are all there already."""

    def __init__(self, rows: Sequence[QueueRow] = ()) -> None:
        self._rows = tuple(rows)
        self._positions = {row.ref: position for position, row in enumerate(self._rows)}

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, start: int, stop: int) -> Sequence[QueueRow]:
        """The rows of these places."""
        return self._rows[start:stop]

    def position(self, ref: ResponseRef) -> int | None:
        """The place of a response."""
        return self._positions.get(ref)

    def ref_at(self, position: int) -> ResponseRef:
        """The response at a place."""
        return self._rows[position].ref

    def refs(self) -> Sequence[ResponseRef]:
        """All responses in order."""
        return [row.ref for row in self._rows]


NEIGHBOURS_TRIED = 500


def place_after(old: RowSource, position: int, new: RowSource) -> int:
    """The place in `new` for a cursor whose response is gone: that of the next one in `old` that
    is still there, else of the one before, else the same place; -1 where `new` is empty.
    """
    if not len(new):
        return -1
    after = range(position + 1, min(len(old), position + NEIGHBOURS_TRIED))
    before = range(position - 1, max(-1, position - NEIGHBOURS_TRIED), -1)
    for each in (*after, *before):
        place = new.position(old.ref_at(each))
        if place is not None:
            return place
    return min(max(position, 0), len(new) - 1)
