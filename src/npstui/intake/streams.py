"""A file's bytes, unpacked on the way where it is gzip."""

import gzip
import io
import zlib
from collections import deque
from pathlib import Path
from typing import BinaryIO, cast

from npstui.intake.errors import IntakeError

GZIP = b"\x1f\x8b"
_BLOCK = 1 << 20
_BEHIND = 68 << 20  # what is kept for one who never goes back: the longest line, and room


def is_packed(path: Path) -> bool:
    """Whether the file is gzip. Raises OSError."""
    with path.open("rb") as stream:
        return stream.read(len(GZIP)) == GZIP


def open_plain(path: Path) -> BinaryIO:
    """The file's bytes, unpacked. Raises OSError."""
    stream = path.open("rb")
    packed = stream.read(len(GZIP)) == GZIP
    stream.seek(0)
    return cast("BinaryIO", Unpacked(stream)) if packed else stream


def packed_bytes(stream: BinaryIO) -> int | None:
    """How much of the file itself is read, None where it is not packed."""
    unpacked: object = stream
    return unpacked.packed_bytes if isinstance(unpacked, Unpacked) else None


def head_of(path: Path, size: int) -> bytes:
    """The first bytes, unpacked. Raises OSError, IntakeError."""
    with open_plain(path) as stream:
        return stream.read(size)


class Unpacked(io.RawIOBase):
    """What a gzip file holds, read forwards. One may go back, but not behind where one went back
    to before: a reader of rows goes on from the start of its last chunk at the least.

    Raises IntakeError where the file is damaged or cut off.
    """

    def __init__(self, packed: BinaryIO) -> None:
        super().__init__()
        self._packed = packed
        self._gzip = gzip.GzipFile(fileobj=packed, mode="rb")
        self._blocks: deque[bytes] = deque()
        self._start = 0  # where the first block stands
        self._end = 0
        self._at = 0
        self._back_to = 0

    @property
    def packed_bytes(self) -> int:
        """How much of the file itself is read."""
        return self._packed.tell()

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is, within what is kept."""
        return True

    def tell(self) -> int:
        """The place in the unpacked bytes."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place counted from the start or from here."""
        if whence == io.SEEK_END:
            raise io.UnsupportedOperation("the end of unpacked data is not known")
        place = offset + (self._at if whence == io.SEEK_CUR else 0)
        if place < self._at:
            self._back_to = place
        self._at = place
        return place

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes from here; all the rest without it."""
        wanted = self._at + size if size >= 0 else None
        while wanted is None or self._end < wanted:
            if not self._more():
                break
        if self._at < self._start:
            raise io.UnsupportedOperation("what lies further back is not kept")
        data = self._kept(self._at, self._end if wanted is None else wanted)
        self._at += len(data)
        return data

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """For the standard library's buffers."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Closes the file too."""
        self._gzip.close()
        self._packed.close()
        super().close()

    def _more(self) -> bool:
        try:
            block = self._gzip.read(_BLOCK)
        except EOFError as error:
            raise IntakeError("the gzip file is cut off; fetch it again") from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise IntakeError("the gzip file is damaged; fetch it again") from error
        if not block:
            return False
        self._blocks.append(block)
        self._end += len(block)
        while self._blocks and self._start + len(self._blocks[0]) <= max(
            self._back_to, self._at - _BEHIND
        ):
            self._start += len(self._blocks.popleft())
        return True

    def _kept(self, start: int, end: int) -> bytes:
        parts: list[bytes] = []
        place = self._start
        for block in self._blocks:
            after = place + len(block)
            if after > start and place < end:
                parts.append(block[max(0, start - place) : end - place])
            place = after
        return b"".join(parts)
