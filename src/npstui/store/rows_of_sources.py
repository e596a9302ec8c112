"""Rows that say themselves which source they are of: what was exported, and comes in again."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from npstui.store.identity import MADE_ID, IdMaker, keys_of
from npstui.store.response_frame import MADE

if TYPE_CHECKING:
    import polars as pl


class RowsOfSources:
    """Gives the rows of one import their ids and keys, each in its own source."""

    def __init__(self, are_stored: "Callable[[pl.Series], pl.Series]") -> None:
        """`are_stored` says of ids which the store holds as made ones."""
        self._are_stored = are_stored
        self._makers: dict[str, IdMaker] = {}

    def identified(self, frame: "pl.DataFrame") -> "tuple[pl.DataFrame, pl.Series]":
        """A shaped chunk with ids and MADE, and the keys of its rows.

        An id was made by a store if this one has made the same, or would make it for one of these
        rows: so rows without an id of their own are known again, here and in any other store.
        """
        import polars as pl

        ids = frame["response_id"]
        lacking = ids.is_null()
        doubtful = lacking | ids.str.contains(MADE_ID)
        made = lacking
        if doubtful.any():
            given = self._made(frame.filter(doubtful)).to_list()
            would_be = pl.Series(ids.name, given, pl.String)
            ids = ids.scatter(doubtful.arg_true(), ids.filter(doubtful).fill_null(would_be))
            known = self._are_stored(ids) | ids.is_in(would_be.implode())
            made = lacking | (doubtful & known)
        rows = frame.with_columns(ids, made.fill_null(value=False).alias(MADE))
        return rows, keys_of(rows)

    def _made(self, frame: "pl.DataFrame") -> "pl.Series":
        """The ids that would be made for these rows."""
        import polars as pl

        numbered = frame.with_row_index(_ROW)
        parts = []
        for part in numbered.partition_by("source", maintain_order=True):
            maker = self._makers.setdefault(part["source"][0], IdMaker(part["source"][0]))
            parts.append(part.select(_ROW, maker.ids(part)))
        return pl.concat(parts).sort(_ROW)["response_id"]


_ROW = "\x00row"
