"""The responses of one version of the store, readable until closed whatever is dropped."""

import os
import threading
import weakref
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, BinaryIO

from npstui.model.response import ResponseRef
from npstui.store.errors import StoreDamaged
from npstui.store.response_frame import scan
from npstui.store.values import ExtraColumn, SegmentRow

if TYPE_CHECKING:
    import polars as pl

    from npstui.store.keys import Keys
    from npstui.store.protocols import Catalog
    from npstui.store.segment_protocol import Segments

_FEW = 16  # rows up to which one slice each beats reading the range between them
_PARQUET_ENDS = b"PAR1"


def take_snapshot(catalog: "Catalog", segments: "Segments") -> "Snapshot":
    """Opens the segments of the version that is current now.

    Raises StoreDamaged, naming the file, where a registered segment is missing or cut off.
    """
    missing_at = None
    while True:
        version, rows = catalog.register()
        columns = catalog.columns()
        if catalog.counters().segments_version != version:
            continue
        try:
            files = _open_all(segments, rows)
        except FileNotFoundError as error:
            # Dropped and swept between the read and the open; twice at one version it is lost.
            if missing_at == version:
                raise StoreDamaged(
                    f"{error.filename} is missing; restore it from a backup."
                ) from error
            missing_at = version
            continue
        return Snapshot(segments, version, rows, columns, files)


class Snapshot:
    """The segments of one version, open. Usable from several threads at once."""

    def __init__(
        self,
        source: "Segments",
        version: int,
        rows: tuple[SegmentRow, ...],
        columns: tuple[ExtraColumn, ...],
        files: Sequence[BinaryIO],
    ) -> None:
        self.segments_version = version
        self.segments = rows
        self.extra_columns = columns
        self.rows = sum(segment.rows for segment in rows)
        self._source = source
        self._files = {segment.name: file for segment, file in zip(rows, files, strict=True)}
        self._keys: dict[str, Keys] = {}
        self._lock = threading.Lock()
        self._close = weakref.finalize(self, _close_all, list(files))

    def close(self) -> None:
        """Let go of the files; a second time does nothing."""
        self._close()
        self._keys.clear()

    @cached_property
    def responses(self) -> "pl.LazyFrame":
        """Every response: canonical columns, source, import_id, extra columns as they read."""
        return scan([self._files[segment.name] for segment in self.segments], self.extra_columns)

    def responses_in(self, names: Iterable[str]) -> "pl.LazyFrame":
        """The responses of some segments by name, as `responses` gives them."""
        return scan([self._files[name] for name in names], self.extra_columns)

    def response(self, ref: ResponseRef) -> dict[str, object] | None:
        """One response by the columns of `responses`; None where there is none."""
        places = self.locate([ref])
        if ref not in places:
            return None
        name, row = places[ref]
        return self.rows_of(name, [row]).row(0, named=True)

    def responses_of(self, refs: Iterable[ResponseRef]) -> "pl.LazyFrame":
        """The responses that have these refs, in no order; unknown ones are left out."""
        import polars as pl

        by_segment: dict[str, list[int]] = {}
        for name, row in self.locate(list(refs)).values():
            by_segment.setdefault(name, []).append(row)
        if not by_segment:
            return self.responses.clear()
        return pl.concat(
            [self.rows_of(name, sorted(rows)).lazy() for name, rows in by_segment.items()]
        )

    def find(self, ids: Sequence[str]) -> dict[str, list[ResponseRef]]:
        """What each "ID" or "SOURCE:ID" stands for: no, one or, of several sources, more refs."""
        wanted: dict[str, set[ResponseRef]] = {}
        asked: set[tuple[str | None, str]] = set()
        sources = self.sources
        for name in ids:
            candidates = {ResponseRef(source, name) for source in sources}
            for cut, sign in enumerate(name):
                if sign == ":" and name[:cut] in sources:
                    candidates.add(ResponseRef(name[:cut], name[cut + 1 :]))
            wanted[name] = candidates
            asked.update(candidates)
        found = self.locate([ResponseRef(source or "", id_) for source, id_ in asked])
        return {
            name: sorted(ref for ref in candidates if ref in found)
            for name, candidates in wanted.items()
        }

    def locate(self, refs: Sequence[ResponseRef]) -> dict[ResponseRef, tuple[str, int]]:
        """Segment and row of each ref that is there, each hit confirmed by what is stored."""
        import polars as pl

        from npstui.store.identity import keys_of_ids

        by_source: dict[str, set[str]] = {}
        for ref in refs:
            by_source.setdefault(ref.source, set()).add(ref.response_id)
        made = pl.Series("id", sorted({ref.response_id for ref in refs}), dtype=pl.String)
        keys = [keys_of_ids(made, None)]
        keys += [
            keys_of_ids(pl.Series("id", sorted(ids), dtype=pl.String), source)
            for source, ids in by_source.items()
        ]
        wanted = pl.concat(keys).unique()
        asked = set(refs)
        found: dict[ResponseRef, tuple[str, int]] = {}
        for segment in self.segments:
            _, rows = self.keys(segment).find(wanted)
            if not rows:
                continue
            stored = self.rows_of(segment.name, rows, ["source", "response_id"])
            for row, (source, response_id) in zip(rows, stored.iter_rows(), strict=True):
                ref = ResponseRef(source, response_id)
                if ref in asked:
                    found[ref] = (segment.name, row)
        return found

    @cached_property
    def sources(self) -> frozenset[str]:
        """The sources that any response came from."""
        return frozenset(name for one in self.segments for name in self.keys(one).sources)

    def keys(self, segment: SegmentRow, *, thorough: bool = False) -> "Keys":
        """A segment's keys; `thorough` for the first use by something that many rows rest on."""
        from npstui.store.keys import keys_of_segment

        with self._lock:
            held = self._keys.get(segment.name)
            if held is None or (thorough and not held.checked):
                file = self._files[segment.name]
                held = keys_of_segment(self._source, segment, file, thorough=thorough)
                self._keys[segment.name] = held
            return held

    def rows_of(
        self, name: str, rows: Sequence[int], columns: Sequence[str] | None = None
    ) -> "pl.DataFrame":
        """Rows of one segment by their numbers, in the order asked; all columns of the view."""
        frame = scan([self._files[name]], self.extra_columns)
        return _taken(frame if columns is None else frame.select(columns), rows)

    def stored_rows(self, name: str, rows: Sequence[int], columns: list[str]) -> "pl.DataFrame":
        """Rows of one segment as stored: extra columns as text, MADE too."""
        import polars as pl

        return _taken(pl.scan_parquet(self._files[name]).select(columns), rows)

    def segment_frame(self, name: str) -> "pl.DataFrame":
        """One whole segment as stored."""
        import polars as pl

        return pl.scan_parquet(self._files[name]).collect()

    def file(self, name: str) -> BinaryIO:
        """The open file of one segment."""
        return self._files[name]


def _taken(frame: "pl.LazyFrame", rows: Sequence[int]) -> "pl.DataFrame":
    import polars as pl

    if len(rows) <= _FEW:
        return pl.concat(pl.collect_all([frame.slice(row, 1) for row in rows]))
    low, high = min(rows), max(rows)
    taken = frame.slice(low, high - low + 1).collect()
    return taken[pl.Series(rows, dtype=pl.UInt32) - low]


def _open_all(segments: "Segments", rows: Sequence[SegmentRow]) -> list[BinaryIO]:
    files: list[BinaryIO] = []
    try:
        for segment in rows:
            file = segments.open(segment.name)
            files.append(file)
            _check_ends(file, segments.place(segment.name))
    except BaseException:
        _close_all(files)
        raise
    return files


def _check_ends(file: BinaryIO, place: str) -> None:
    """Refuses what was cut off: a Parquet file begins and ends with the same four bytes."""
    size = os.fstat(file.fileno()).st_size
    ends = (os.pread(file.fileno(), 4, 0), os.pread(file.fileno(), 4, max(0, size - 4)))
    if size < 12 or ends != (_PARQUET_ENDS, _PARQUET_ENDS):
        raise StoreDamaged(f"{place} is cut off; restore it from a backup.")


def _close_all(files: Sequence[BinaryIO]) -> None:
    for file in files:
        file.close()
