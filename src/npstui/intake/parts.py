"""A part of a file that is still being written: from where it was read to its last whole row."""

import io
import os
from dataclasses import dataclass
from hashlib import blake2b
from typing import BinaryIO, cast

_BLOCK = 1 << 20
_MARK = 64 << 10  # how much of the start and of the end of what was read is remembered
NEWLINE, QUOTE = b"\n", b'"'


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes from `offset` to `end`; `line` is the physical line at the offset, `lines` how
    many end in the part.
    """

    offset: int
    line: int
    end: int
    lines: int


def whole_rows(fd: int, offset: int, line: int, *, quoted: bool) -> Part:
    """The part from the offset on that ends with the last line end which no quote encloses."""
    end, lines, at, seen, odd = offset, 0, offset, 0, False
    while block := os.pread(fd, _BLOCK, at):
        start = 0
        while (found := block.find(NEWLINE, start)) >= 0:
            if quoted:
                odd ^= bool(block.count(QUOTE, start, found) % 2)
            seen += 1
            start = found + 1
            if not odd:
                end, lines = at + start, seen
        if quoted:
            odd ^= bool(block.count(QUOTE, start) % 2)
        at += len(block)
    return Part(offset, line, end, lines)


def all_rows(fd: int, offset: int, line: int) -> Part:
    """The part from the offset to the file's end, whole or not."""
    part = whole_rows(fd, offset, line, quoted=False)
    return Part(offset, line, os.fstat(fd).st_size, part.lines)


def mark(fd: int, offset: int) -> bytes:
    """What is remembered of the bytes before the offset: a hash of their start and their end."""
    found = blake2b(os.pread(fd, min(_MARK, offset), 0))
    found.update(os.pread(fd, min(_MARK, offset), max(0, offset - _MARK)))
    return found.digest()


def window(stream: BinaryIO, part: Part) -> BinaryIO:
    """The stream as if it held the part alone."""
    return cast("BinaryIO", _Window(stream, part))


class _Window(io.RawIOBase):
    def __init__(self, stream: BinaryIO, part: Part) -> None:
        super().__init__()
        self._stream = stream
        self._start, self._size = part.offset, part.end - part.offset
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        before = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, before + offset)
        return self._at

    def read(self, size: int = -1) -> bytes:
        left = max(0, self._size - self._at)
        self._stream.seek(self._start + self._at)
        data = self._stream.read(left if size < 0 else min(size, left))
        self._at += len(data)
        return data

    def readline(self, size: int | None = -1) -> bytes:
        left = max(0, self._size - self._at)
        self._stream.seek(self._start + self._at)
        data = self._stream.readline(left if size is None or size < 0 else min(size, left))
        self._at += len(data)
        return data
