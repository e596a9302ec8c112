"""The segments that an import has written and nobody sees yet."""

import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from npstui.store.identity import keys_of
from npstui.store.keys import KeyRuns, Keys, pack_keys
from npstui.store.response_frame import MADE
from npstui.store.row_groups import ParquetWriter, write_frame
from npstui.store.segment_protocol import Draft, Segments
from npstui.store.values import SegmentRow

if TYPE_CHECKING:
    import polars as pl

MOST_ROWS = 1_000_000  # in one segment


def new_import_id() -> int:
    """An id that no other import has: microseconds since 1970, then ten random bits."""
    return time.time_ns() // 1000 * 1024 + secrets.randbelow(1024)


def segment_name(import_id: int, number: int) -> str:
    """The name of an import's n-th segment; never used twice."""
    return f"{import_id:016x}-{number:04d}"


@dataclass(frozen=True, slots=True)
class Staged:
    """A whole segment, published and locked, not registered."""

    row: SegmentRow
    draft: Draft


class Staging:
    """Writes the segments of one import, or of one compaction, and holds their locks."""

    def __init__(self, segments: Segments, import_id: int) -> None:
        self._segments = segments
        self._import_id = import_id
        self._next = 0
        self._open: _OpenSegment | None = None
        self._staged: list[Staged] = []

    def __iter__(self) -> Iterator[Staged]:
        """The whole segments; the one that is being written is not among them."""
        return iter(tuple(self._staged))

    @property
    def rows(self) -> list[SegmentRow]:
        """What would be registered."""
        return [staged.row for staged in self._staged]

    def take(self, frame: "pl.DataFrame", keys: "pl.Series") -> None:
        """Write a chunk, in its order; `keys` are its rows'."""
        for start in range(0, frame.height, MOST_ROWS):
            part = frame.slice(start, MOST_ROWS)
            if self._open is not None and not self._open.fits(part):
                self.finish()
            if self._open is None:
                self._open = _OpenSegment(self._begin(), part)
            self._open.write(part, keys.slice(start, MOST_ROWS))

    def finish(self) -> None:
        """Make the segment that is being written whole."""
        if self._open is not None:
            self._staged.append(self._open.finish())
            self._open = None

    def put(self, frame: "pl.DataFrame") -> Staged:
        """Write one segment at once."""
        draft = self._begin()
        try:
            write_frame(frame, draft.file)
            packed = pack_keys(keys_of(frame), _sources(frame))
            staged = _publish(draft, frame.schema, frame.height, packed, _span(frame))
        except BaseException:
            draft.discard()
            raise
        self._staged.append(staged)
        return staged

    def drop(self, staged: Staged) -> None:
        """Remove one segment."""
        self._staged.remove(staged)
        staged.draft.discard()

    def without(self, staged: Staged, rows: list[int]) -> None:
        """Write one segment anew without some of its rows."""
        import polars as pl

        whole = self.frame(staged)
        left = whole.filter(~pl.int_range(whole.height, eager=True).is_in(rows))
        if left.height:
            self.put(left)
        self.drop(staged)

    def files(self) -> list[BinaryIO]:
        """The whole segments, opened for reading; the caller closes them."""
        return [self._segments.open(staged.row.name) for staged in self._staged]

    def keys(self, staged: Staged) -> Keys:
        """One whole segment's keys, read from their file: few imports ask for them."""
        with self._segments.open_keys(staged.row.name) as file:
            return Keys(file.read(), staged.row.rows)

    def frame(self, staged: Staged) -> "pl.DataFrame":
        """One whole segment as stored."""
        import polars as pl

        with self._segments.open(staged.row.name) as file:
            return pl.scan_parquet(file).collect()

    def release(self) -> None:
        """Let go of the locks; everything is registered."""
        for staged in self._staged:
            staged.draft.release()
        self._staged.clear()

    def discard(self) -> None:
        """Remove everything."""
        if self._open is not None:
            self._open.stop()
            self._open = None
        for staged in self._staged:
            staged.draft.discard()
        self._staged.clear()

    def _begin(self) -> Draft:
        name = segment_name(self._import_id, self._next)
        self._next += 1
        return self._segments.begin(name)


class _OpenSegment:
    """The segment that is being written."""

    def __init__(self, draft: Draft, first: "pl.DataFrame") -> None:
        self._draft = draft
        self._schema = first.schema
        self._writer = ParquetWriter(draft.file)
        self._keys = KeyRuns()
        self._spans: list[datetime] = []
        self._sources: set[str] = set()
        self._rows = 0

    def fits(self, frame: "pl.DataFrame") -> bool:
        return frame.schema == self._schema and self._rows + frame.height <= MOST_ROWS

    def write(self, frame: "pl.DataFrame", keys: "pl.Series") -> None:
        self._writer.write(frame)
        self._keys.add(keys)
        self._rows += frame.height
        self._spans += [moment for moment in _span(frame) if moment is not None]
        self._sources.update(_sources(frame))

    def finish(self) -> Staged:
        try:
            span = (min(self._spans), max(self._spans)) if self._spans else (None, None)
            # While the last chunks are still being written.
            packed = self._keys.packed(self._sources)
            self._writer.finish()
            return _publish(self._draft, self._schema, self._rows, packed, span)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        self._writer.stop()
        self._draft.discard()


def _publish(
    draft: Draft,
    schema: "pl.Schema",
    rows: int,
    packed: bytes,
    span: tuple[datetime | None, datetime | None],
) -> Staged:
    draft.publish()
    draft.write_keys(packed)
    columns = tuple(name for name in schema if name != MADE)
    row = SegmentRow(draft.name, rows, *span, columns)
    return Staged(row, draft)


def _span(frame: "pl.DataFrame") -> tuple[datetime | None, datetime | None]:
    if "responded_at" not in frame.columns:
        return None, None
    column: Any = frame["responded_at"]
    return cast("tuple[datetime | None, datetime | None]", (column.min(), column.max()))


def _sources(frame: "pl.DataFrame") -> set[str]:
    sources = frame["source"]
    # One, in most files; counting distinct texts takes ten times as long.
    if len(sources) and (sources == sources[0]).all():
        return {sources[0]}
    return set(sources.unique().to_list())
