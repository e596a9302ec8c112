"""A file in chunks of about 16 MB that end where a record ends."""

from dataclasses import dataclass
from typing import BinaryIO

from npstui.intake.errors import IntakeError

CHUNK_BYTES = 16 << 20
LINE_LIMIT = 64 << 20
LOOK_BACK = 1 << 20


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some whole records with LF line ends. `first_line` is the physical line it starts on;
    `final` says that nothing follows.
    """

    data: bytes
    first_line: int
    newlines: int
    final: bool


class Chunks:
    """Reads a stream chunk by chunk, after `skip` physical lines (what stands above the rows).

    `cr` says that lone carriage returns end its lines.
    """

    def __init__(
        self, stream: BinaryIO, skip: int = 0, *, cr: bool = False, size: int = CHUNK_BYTES
    ) -> None:
        self._stream = stream
        self._skip = skip
        self._cr = cr
        self._size = size
        self._tail = b""
        self._line = 1
        self._done = False
        self.bytes_read = 0

    def next(self) -> Chunk | None:
        """The next chunk, None after the last."""
        while not self._done:
            data = self._fill()
            if self._skip:
                data = self._without_head(data)
            end = len(data) if self._done else _record_end(data)
            taken, self._tail = data[:end], data[end:]
            if not taken:
                continue
            if self._done:
                # Blank lines at the end are no rows; they would only spoil the counts.
                taken = taken.rstrip(b"\n") + b"\n"
            newlines = taken.count(b"\n")
            chunk = Chunk(taken, self._line, newlines, self._done)
            self._line += newlines
            return chunk
        return None

    def give_back(self, rest: bytes) -> None:
        """Put the end of the chunk just given before the next one: its last record was cut."""
        self._tail = rest + self._tail
        self._line -= rest.count(b"\n")

    def _fill(self) -> bytes:
        blocks = [self._tail]
        while True:
            block = self._stream.read(self._size)
            self.bytes_read += len(block)
            blocks.append(block)
            self._done = len(block) < self._size
            if self._done or b"\n" in block or (self._cr and b"\r" in block):
                break
            if sum(map(len, blocks)) > LINE_LIMIT:
                raise IntakeError(
                    f"line {self._line} is longer than {LINE_LIMIT >> 20} MB; this is no table"
                )
        data = b"".join(blocks)
        if self._cr:
            return data.replace(b"\r", b"\n")
        return data.replace(b"\r\n", b"\n") if b"\r" in data else data

    def _without_head(self, data: bytes) -> bytes:
        at = 0
        for _ in range(self._skip):
            found = data.find(b"\n", at)
            at = len(data) if found < 0 else found + 1
        self._line += self._skip
        self._skip = 0
        return data[at:]


def _record_end(data: bytes) -> int:
    """Just after the last line end that no quote encloses, judged by the count of quotes.

    Where stray quotes make that count useless the last line end has to do: the chunk then fails
    its proof and is read row by row, and what was cut is given back.
    """
    last = data.rfind(b"\n")
    if last < 0:
        return 0
    odd = data.count(b'"', 0, last) % 2
    at = last
    while odd and last - at <= LOOK_BACK:
        before = data.rfind(b"\n", 0, at)
        if before < 0:
            return last + 1
        odd ^= data.count(b'"', before, at) % 2
        at = before
    return last + 1 if odd else at + 1
