"""Keys files: where in a segment a response is, found without reading the segment.

Layout: magic, length of the header, header (JSON, padded to 8 bytes), the keys as sorted
little-endian u64, then their row numbers as u32. The file can be rebuilt from the segment, and is
whenever it is missing, damaged, of another segment, or made with another hash.
"""

import json
import mmap
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO

from npstui.store.identity import hash_stamp, keys_of
from npstui.store.response_frame import MADE
from npstui.store.segment_protocol import Segments
from npstui.store.values import SegmentRow

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

_MAGIC = b"NPSKEYS1"
_HEAD = len(_MAGIC) + 4
_FEW = 2_000  # up to here a bisect each is faster than loading numpy and sorting


class KeysUnusable(Exception):
    """The bytes are no keys of the segment asked for."""


class Keys:
    """The keys of one segment."""

    def __init__(self, buffer: "bytes | mmap.mmap", rows: int, *, thorough: bool = False) -> None:
        """Raises KeysUnusable. `thorough` also compares the checksum."""
        header, start = _header(buffer)
        if header.get("rows") != rows or header.get("hash") != hash_stamp():
            raise KeysUnusable
        if len(buffer) != start + 12 * rows:
            raise KeysUnusable
        view = memoryview(buffer)
        if thorough and zlib.crc32(view[start:]) != header.get("crc32"):
            raise KeysUnusable
        self.rows = rows
        self.checked = thorough
        self.sources: tuple[str, ...] = tuple(header["sources"])
        self._keys = view[start : start + 8 * rows].cast("Q")
        self._row_numbers = view[start + 8 * rows :].cast("I")

    def row_of(self, key: int) -> int | None:
        """The row that has this key; to be confirmed, for two ids may share a key."""
        place = bisect_left(self._keys, key)
        if place < self.rows and self._keys[place] == key:
            return self._row_numbers[place]
        return None

    def all(self) -> "tuple[pl.Series, Sequence[int]]":
        """Every key, sorted, and the row of each."""
        import numpy as np
        import polars as pl

        return pl.Series("key", np.frombuffer(self._keys, dtype=np.uint64)), self._row_numbers

    def find(self, keys: "pl.Series") -> tuple[list[int], list[int]]:
        """Of many keys those found here: their places in `keys`, and their rows."""
        if len(keys) <= _FEW:
            found = [
                (place, row)
                for place, key in enumerate(keys.to_list())
                if (row := self.row_of(key)) is not None
            ]
            return [place for place, _ in found], [row for _, row in found]
        import numpy as np

        wanted = keys.to_numpy()
        order = np.argsort(wanted)
        have = np.frombuffer(self._keys, dtype=np.uint64)
        places = np.searchsorted(have, wanted[order])
        places[places == len(have)] = 0
        hits = have[places] == wanted[order] if len(have) else np.zeros(len(wanted), bool)
        rows = np.frombuffer(self._row_numbers, dtype=np.uint32)[places[hits]]
        return order[hits].tolist(), rows.tolist()


class KeyRuns:
    """The keys of a segment that is being written, each chunk's sorted as it comes.

    At the end, when nothing else is left to do, sorted runs are put together in a quarter of the
    time that sorting all keys takes.
    """

    def __init__(self) -> None:
        self._rows = 0
        self._keys: list[NDArray[np.uint64]] = []
        self._row_numbers: list[NDArray[np.uint32]] = []

    def add(self, keys: "pl.Series") -> None:
        """Take the keys (u64) of the segment's next rows, in their order."""
        import numpy as np

        values = keys.to_numpy()
        order = np.argsort(values)
        self._keys.append(values[order])
        self._row_numbers.append((order + self._rows).astype(np.uint32))
        self._rows += len(values)

    def packed(self, sources: Iterable[str]) -> bytes:
        """The content of the keys file."""
        import numpy as np

        keys, rows = np.concatenate(self._keys), np.concatenate(self._row_numbers)
        if len(self._keys) > 1:
            order = np.argsort(keys, kind="stable")  # which looks for runs
            keys, rows = keys[order], rows[order]
        return _packed(keys.tobytes() + rows.tobytes(), self._rows, sources)


def pack_keys(keys: "pl.Series", sources: Iterable[str]) -> bytes:
    """The content of a keys file; `keys` (u64) in the order of the segment's rows."""
    if len(keys) > _FEW:
        runs = KeyRuns()
        runs.add(keys)
        return runs.packed(sources)
    pairs = sorted(zip(keys.to_list(), range(len(keys)), strict=True))
    body = (
        array("Q", [key for key, _ in pairs]).tobytes()
        + array("I", [row for _, row in pairs]).tobytes()
    )
    return _packed(body, len(keys), sources)


def _packed(body: bytes, rows: int, sources: Iterable[str]) -> bytes:
    header = {
        "hash": hash_stamp(),
        "rows": rows,
        "crc32": zlib.crc32(body),
        "sources": sorted(set(sources)),
    }
    text = json.dumps(header, ensure_ascii=True).encode()
    text += b" " * (-(_HEAD + len(text)) % 8)
    return _MAGIC + len(text).to_bytes(4, "little") + text + body


def keys_of_segment(
    segments: Segments, segment: SegmentRow, file: BinaryIO, *, thorough: bool = False
) -> Keys:
    """The segment's keys, rebuilt from its open file if they cannot be used."""
    try:
        with segments.open_keys(segment.name) as keys_file:
            content = mmap.mmap(keys_file.fileno(), 0, access=mmap.ACCESS_READ)
        return Keys(content, segment.rows, thorough=thorough)
    except (KeysUnusable, OSError, ValueError):
        rebuilt = rebuild(file)
    # A full disk, a read-only store, a segment dropped since: then they serve from memory.
    with suppress(OSError):
        segments.write_keys(segment.name, rebuilt)
    return Keys(rebuilt, segment.rows, thorough=thorough)


def rebuild(file: BinaryIO) -> bytes:
    """The content of the keys file from the segment itself."""
    import polars as pl

    frame = pl.scan_parquet(file).select("source", "response_id", MADE).collect()
    return pack_keys(keys_of(frame), frame["source"].unique().to_list())


def _header(buffer: "bytes | mmap.mmap") -> tuple[dict[str, Any], int]:
    if buffer[: len(_MAGIC)] != _MAGIC:
        raise KeysUnusable
    length = int.from_bytes(buffer[len(_MAGIC) : _HEAD], "little")
    try:
        header = json.loads(buffer[_HEAD : _HEAD + length])
    except ValueError as error:
        raise KeysUnusable from error
    if not isinstance(header, dict) or not isinstance(header.get("sources"), list):
        raise KeysUnusable
    return header, _HEAD + length
