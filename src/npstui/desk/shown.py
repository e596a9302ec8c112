"""What lists show and filters ask of the responses behind cases, read once and kept."""

from collections.abc import Collection

import polars as pl

from npstui.desk.frames import Frames
from npstui.store.expressions import KEY


class ShownColumns:
    """Columns of the responses of some cases. Reads only what it has not read of the segments."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._segments = -1
        self._aligned = -1
        self._frame = pl.DataFrame()

    def of(self, cases: pl.DataFrame, names: Collection[str]) -> pl.DataFrame:
        """A frame of KEY and the named columns, row by row beside `cases`.

        `cases` are Frames.open_cases: as long as the frames stand still they come in one order.
        """
        segments, version = self._frames.snapshot.segments_version, self._frames.version
        wanted = list(dict.fromkeys(name for name in names if name not in KEY))
        keys = cases.select(KEY)
        if segments != self._segments:
            self._frame = self._beside(keys, self._read(keys, [*KEY, *wanted]))
            self._segments, self._aligned = segments, version
        elif self._aligned != version:
            self._align(keys)
            self._aligned = version
        lacking = [name for name in wanted if name not in self._frame.columns]
        if lacking:
            read = self._beside(keys, self._read(keys, [*KEY, *lacking]))
            self._frame = self._frame.hstack(read.drop(KEY))
        return self._frame.select(*KEY, *wanted)

    def _align(self, keys: pl.DataFrame) -> None:
        """Events moved, opened or ended cases: the rows known go where their cases are now."""
        if keys.equals(self._frame.select(KEY)):
            return
        known = self._frame
        missing = keys.join(known, on=KEY, how="anti")
        if missing.height:
            known = pl.concat([known, self._read(missing, known.columns)])
        self._frame = self._beside(keys, known)

    @staticmethod
    def _beside(keys: pl.DataFrame, facts: pl.DataFrame) -> pl.DataFrame:
        return keys.join(facts, on=KEY, how="left", maintain_order="left")

    def _read(self, keys: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
        responses = self._frames.everything().select(columns)
        return responses.join(keys.lazy(), on=KEY, how="semi").collect()
