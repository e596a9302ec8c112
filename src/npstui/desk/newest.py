"""The newest answers, kept while nothing but new ones comes in."""

import polars as pl

from npstui.desk import scores
from npstui.desk.frames import Frames
from npstui.present.values import NewestValue


class Newest:
    """Of all that count in one store, as scores.newest_values lists them."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._excluded: pl.DataFrame | None = None
        self._among: frozenset[str] = frozenset()  # the segments they were found in
        self._values: tuple[NewestValue, ...] = ()

    def values(self) -> tuple[NewestValue, ...]:
        """The newest dated answers, newest first. Reads only segments that came since."""
        frames = self._frames
        segments = frames.snapshot.segments
        names = frozenset(row.name for row in segments)
        known = self._excluded is not None and self._excluded.equals(frames.excluded)
        if not known or not self._among <= names:
            self._values, self._among = (), frozenset()
        came = [row for row in segments if row.name not in self._among]
        if came:
            latest = max((row.latest for row in came if row.latest is not None), default=None)
            answers = pl.concat([frames.counted_in(row.name) for row in came])
            moments = scores.newest_query(answers, latest).collect()
            found = scores.newest_values(answers, moments=moments)
            self._values = scores.newest_first([*self._values, *found])
        self._among, self._excluded = names, frames.excluded
        return self._values
