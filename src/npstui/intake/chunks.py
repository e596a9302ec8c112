"""A file in chunks of about 12 MB that end where a record ends."""

from dataclasses import dataclass
from typing import BinaryIO

from npstui.intake.byte_places import count_bytes
from npstui.intake.errors import IntakeError

CHUNK_BYTES = 12 << 20
LINE_LIMIT = 64 << 20
LOOK_BACK = 1 << 20
_HEAD = 2 << 20  # more than the plan looks at
_PROBE = 64 << 10
NEWLINE, RETURN, QUOTE = ord("\n"), ord("\r"), ord('"')


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some whole records; every one ends with LF, some with CR LF.

    `offset` is where it starts in the file, `first_line` the physical line there. `final` says
    that nothing follows.
    """

    data: bytes
    offset: int
    first_line: int
    newlines: int
    final: bool


class Chunks:
    """Reads a file chunk by chunk, after `skip` physical lines (what stands above the rows).

    `cr` says that lone carriage returns end its lines; the chunks then have LF in their place.
    """

    def __init__(
        self,
        stream: BinaryIO,
        skip: int = 0,
        *,
        cr: bool = False,
        size: int = CHUNK_BYTES,
        first_line: int = 1,
    ) -> None:
        self._stream = stream
        self._skip = skip
        self._cr = cr
        self._size = size
        self._line = first_line
        self.done = False  # whether the last chunk was given
        self.bytes_read = 0  # up to here the chunks given so far reach
        self.end: tuple[int, int] | None = None  # the file's end and the line there, once read

    def next(self) -> Chunk | None:
        """The next chunk, None after the last."""
        if self._skip:
            self._pass_head()
        if self.done:
            return None
        data = self._whole_lines(self._size)
        if self.done:
            self.end = (self.bytes_read + len(data), self._line + count_bytes(data, NEWLINE))
            data = _ended(data)
        if not data:
            return None
        end = len(data) if self.done else _record_end(data)
        data = data if end == len(data) else data[:end]
        newlines = count_bytes(data, NEWLINE)
        chunk = Chunk(data, self.bytes_read, self._line, newlines, self.done)
        self._line += newlines
        self.bytes_read += len(data)
        return chunk

    def give_back(self, chunk: Chunk, lines: int) -> None:
        """Let the next chunk start after the first `lines` of the chunk just given, whose last
        record its end had cut.
        """
        if not lines:  # the record is longer than a chunk
            self._size *= 2
        self.bytes_read = chunk.offset + _after_lines(chunk.data, lines)
        self._line = chunk.first_line + lines

    def _whole_lines(self, size: int) -> bytes:
        """The lines from here on that fit in about `size` bytes, at least one; to the end of the
        file the last of them, which need not be whole.
        """
        while size <= LINE_LIMIT:
            # Where the last line ends is looked up first: cutting afterwards copies the chunk.
            look = min(size, _PROBE)
            near = size - look
            probe = self._read(near, look)
            if len(probe) < look:
                self.done = True
                return self._read(0, size)
            end = probe.rfind(b"\n") + 1
            if end or near:
                data = self._read(0, near + end)
                end = data.rfind(b"\n") + 1
                if end:
                    return data if end == len(data) else data[:end]
            size *= 2
        raise IntakeError(
            f"line {self._line} is longer than {LINE_LIMIT >> 20} MB; this is no table"
        )

    def _read(self, after: int, size: int) -> bytes:
        self._stream.seek(self.bytes_read + after)
        data = self._stream.read(size)
        return data.replace(b"\r", b"\n") if self._cr else data

    def _pass_head(self) -> None:
        data = self._whole_lines(_HEAD)
        lines = min(self._skip, data.count(b"\n"))
        if lines < self._skip:  # the header is the file's last line
            return
        self.done = False
        self.bytes_read = _after_lines(data, lines)
        self._line += lines
        self._skip = 0


def _after_lines(data: bytes, lines: int) -> int:
    at = 0
    for _ in range(lines):
        at = data.index(b"\n", at) + 1
    return at


def _ended(data: bytes) -> bytes:
    """With one line end at the end: blank lines there are no rows, they only spoil the counts."""
    rows = data.rstrip(b"\r\n")
    return rows + b"\n" if rows else b""


def _record_end(data: bytes) -> int:
    """Just after the last line end that no quote encloses, judged by the count of quotes.

    Where stray quotes make that count useless the last line end has to do: the chunk then fails
    its proof and is read row by row, and what was cut is given back.
    """
    last = data.rfind(b"\n")
    if b'"' not in data:
        return last + 1
    odd = (count_bytes(data, QUOTE) - data.count(b'"', last)) % 2
    at = last
    while odd and last - at <= LOOK_BACK:
        before = data.rfind(b"\n", 0, at)
        if before < 0:
            return last + 1
        odd ^= data.count(b'"', before, at) % 2
        at = before
    return last + 1 if odd else at + 1
