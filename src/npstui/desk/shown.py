"""What lists show and filters ask of the responses behind cases, read once and kept."""

from collections.abc import Collection

import polars as pl

from npstui.desk.frames import Frames
from npstui.store.expressions import KEY


class ShownColumns:
    """Columns of the responses of some cases. Reads only what it has not read of the segments."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._segments: tuple[frozenset[str], object] | None = None
        self._aligned = -1
        self._frame = pl.DataFrame()

    def of(self, cases: pl.DataFrame, names: Collection[str]) -> pl.DataFrame:
        """A frame of KEY and the named columns, row by row beside `cases`.

        `cases` are Frames.open_cases: as long as the frames stand still they come in one order.
        """
        snapshot, version = self._frames.snapshot, self._frames.version
        wanted = list(dict.fromkeys(name for name in names if name not in KEY))
        keys = cases.select(KEY)
        if self._aligned != version:
            segments = frozenset(row.name for row in snapshot.segments)
            known = self._segments
            if known is None or not known[0] <= segments or known[1] != snapshot.extra_columns:
                read = self._read(self._frames.everything(), keys, [*KEY, *wanted])
                self._frame = self._beside(keys, read)
            else:
                self._align(keys, segments - known[0])
            self._segments, self._aligned = (segments, snapshot.extra_columns), version
        lacking = [name for name in wanted if name not in self._frame.columns]
        if lacking:
            read = self._read(self._frames.everything(), keys, [*KEY, *lacking])
            self._frame = self._frame.hstack(self._beside(keys, read).drop(KEY))
        return self._frame.select(*KEY, *wanted)

    def _align(self, keys: pl.DataFrame, came: Collection[str]) -> None:
        """Events moved, opened or ended cases, or some came: the rows known go where they are now.

        To put them all in another place takes as long as reading them, so those that stand where
        they stood stay there.
        """
        known = self._frame
        same = known.height if keys.head(known.height).equals(known.select(KEY)) else 0
        others = keys.slice(same)
        if not others.height and same:
            return
        missing = others if same else others.join(known, on=KEY, how="anti")
        if missing.height:
            # An answer that was known before has a case since a verb; those that came have theirs.
            read = self._read(self._frames.everything_in(came), missing, known.columns)
            older = missing.join(read, on=KEY, how="anti")
            if older.height:
                found = self._read(self._frames.everything(), older, known.columns)
                read = pl.concat([read, found])
            known = pl.concat([known, read])
        if same:
            self._frame = pl.concat([known.head(same), self._beside(others, known.slice(same))])
        else:
            self._frame = self._beside(keys, known)

    @staticmethod
    def _beside(keys: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
        return keys.join(facts, on=KEY, how="left", maintain_order="left")

    @staticmethod
    def _read(responses: pl.LazyFrame, keys: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
        return responses.select(columns).join(keys.lazy(), on=KEY, how="semi").collect()
