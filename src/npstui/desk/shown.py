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
        self._checked = -1
        self._frame = pl.DataFrame()

    def of(self, cases: pl.DataFrame, names: Collection[str]) -> pl.DataFrame:
        """A frame of KEY and the named columns with at least the rows of `cases`, in any order."""
        segments = self._frames.snapshot.segments_version
        wanted = list(dict.fromkeys(name for name in names if name not in KEY))
        lacking = [name for name in wanted if name not in self._frame.columns]
        if segments != self._segments:
            self._frame = self._read(cases.select(KEY), [*KEY, *wanted])
            self._segments = segments
            self._checked = self._frames.version
        elif lacking:
            read = self._read(self._frame.select(KEY), [*KEY, *lacking])
            self._frame = self._frame.join(read, on=KEY, how="left", maintain_order="left")
        if self._checked != self._frames.version:
            missing = cases.select(KEY).join(self._frame, on=KEY, how="anti")
            if missing.height:
                read = self._read(missing, self._frame.columns)
                self._frame = pl.concat([self._frame, read])
        self._checked = self._frames.version
        return self._frame.select(*KEY, *wanted)

    def _read(self, keys: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
        responses = self._frames.everything().select(columns)
        return responses.join(keys.lazy(), on=KEY, how="semi").collect()
