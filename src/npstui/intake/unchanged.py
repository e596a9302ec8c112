"""Whether a file is still the one that was looked at, when its last row has been read."""

import os
from dataclasses import dataclass
from pathlib import Path

from npstui.intake.errors import IntakeError

_EDGE = 64 << 10  # bytes looked at, at its start and before its end


@dataclass(frozen=True, slots=True)
class Glance:
    """What a file was like before it was read."""

    seen: os.stat_result
    _head: bytes
    _tail: bytes

    @classmethod
    def at(cls, path: Path) -> "Glance":
        """Raises OSError."""
        with path.open("rb") as stream:
            seen = os.fstat(stream.fileno())
            return cls(seen, *_edges(stream.fileno(), seen.st_size))

    def refuse_changed(self, path: Path, shown: str) -> None:
        """Refuses a file that lost its end, was replaced, or was written anew while it was read:
        its rows would be some of the old and some of the new. One that grew is no fault.

        What was changed between its first and last bytes alone is not noticed.
        """
        try:
            with path.open("rb") as stream:
                now = os.fstat(stream.fileno())
                if now.st_size < self.seen.st_size:
                    raise _changed(shown, "became shorter")
                if (now.st_dev, now.st_ino) != (self.seen.st_dev, self.seen.st_ino):
                    raise _changed(shown, "was replaced by another file")
                if now.st_mtime_ns == self.seen.st_mtime_ns:
                    return
                if _edges(stream.fileno(), self.seen.st_size) != (self._head, self._tail):
                    raise _changed(shown, "was written anew")
        except FileNotFoundError:  # it was read to its end all the same, open as it was
            return


def _edges(fd: int, size: int) -> tuple[bytes, bytes]:
    """Its first bytes, and the last before `size`."""
    tail = max(0, size - _EDGE)
    return os.pread(fd, min(_EDGE, size), 0), os.pread(fd, size - tail, tail)


def _changed(shown: str, how: str) -> IntakeError:
    return IntakeError(
        f"{shown} {how} while it was read; nothing of it was kept. "
        "Import it again once it is whole."
    )
