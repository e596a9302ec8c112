"""Text of another encoding as UTF-8, on the way."""

import io
from collections import deque
from pathlib import Path
from typing import BinaryIO, cast

from npstui.intake.encodings import UTF8, Encoding, find_encoding
from npstui.intake.streams import open_plain, packed_bytes

_BLOCK = 1 << 20
_BEHIND = 68 << 20  # how far one may go back: the longest line that is read, and room
_FURTHEST = 32 << 20  # how far the first letter that is not ASCII is looked for


def encoding_of(path: Path, head: bytes) -> Encoding:
    """The encoding of a file that begins so. Raises OSError."""
    found = find_encoding(head)
    if found.codec != UTF8 or not head.isascii():
        return found
    with open_plain(path) as stream:
        stream.seek(len(head))
        for _ in range(_FURTHEST // _BLOCK):
            block = stream.read(_BLOCK)
            if not block:
                break
            if not block.isascii():
                return find_encoding(block)
    return found


def open_text(path: Path, encoding: str) -> BinaryIO:
    """The file's text in UTF-8, unpacked where it is packed. Raises OSError."""
    stream = open_plain(path)
    found = Encoding(encoding)
    return stream if found.is_utf8 else cast("BinaryIO", Recoded(stream, found))


def source_bytes(stream: BinaryIO) -> int | None:
    """How much of the file itself is read, None where it is read as it stands."""
    plain: object = stream
    if isinstance(plain, Recoded):
        packed = packed_bytes(plain.source)
        return plain.source.tell() if packed is None else packed
    return packed_bytes(stream)


def recoded(head: bytes, encoding: Encoding) -> bytes:
    """The first bytes of a file in UTF-8; a character that their end cuts is left out."""
    if encoding.is_utf8:
        return head
    return encoding.decoder().decode(head[encoding.mark :], final=False).encode()


class Recoded(io.RawIOBase):
    """A file's text in UTF-8, read forwards; one may go back as far as a reader of rows does."""

    def __init__(self, source: BinaryIO, encoding: Encoding) -> None:
        super().__init__()
        self.source = source
        self._decoder = encoding.decoder()
        self._blocks: deque[bytes] = deque()
        self._start = 0  # where the first block stands
        self._end = 0
        self._at = 0
        self._begun = self._ended = False

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is, within what is kept."""
        return True

    def tell(self) -> int:
        """The place in the UTF-8 text."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place counted from the start or from here."""
        if whence == io.SEEK_END:
            raise io.UnsupportedOperation("the end of recoded text is not known")
        self._at = offset + (self._at if whence == io.SEEK_CUR else 0)
        return self._at

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes from here; all the rest without it."""
        wanted = self._at + size if size >= 0 else None
        while (wanted is None or self._end < wanted) and not self._ended:
            self._more()
        if self._at < self._start:
            raise io.UnsupportedOperation("what lies further back is not kept")
        after = self._end if wanted is None else min(wanted, self._end)
        parts, place = [], self._start
        for block in self._blocks:
            if place + len(block) > self._at and place < after:
                parts.append(block[max(0, self._at - place) : after - place])
            place += len(block)
        data = b"".join(parts)
        self._at += len(data)
        return data

    def close(self) -> None:
        """Closes the file too."""
        self.source.close()
        super().close()

    def _more(self) -> None:
        block = self.source.read(_BLOCK)
        self._ended = not block
        text = self._decoder.decode(block, final=self._ended)
        if not self._begun and text:
            text = text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
            self._begun = True
        data = text.encode(errors="replace")
        self._blocks.append(data)
        self._end += len(data)
        while len(self._blocks) > 1 and self._start + len(self._blocks[0]) <= self._at - _BEHIND:
            self._start += len(self._blocks.popleft())
