"""A program in a pseudo-terminal: what it paints, when, and in how many bytes."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import NamedTuple, Self

import pyte

KEYS = {"down": b"\x1b[B", "up": b"\x1b[A", "pagedown": b"\x1b[6~", "enter": b"\r", "space": b" "}
TICKS = os.sysconf("SC_CLK_TCK")


class Painted(NamedTuple):
    """What came of one key: seconds until the last byte (None: nothing came), and the bytes."""

    seconds: float | None
    size: int


class Terminal:
    """Starts a program on a terminal of its own size; a context manager that ends it."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        columns: int = 120,
        rows: int = 40,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            _become(command, environment or {})
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def text(self) -> str:
        """The screen as it stands, a line a row."""
        return "\n".join(self._screen.display)

    def seconds_until(self, mark: str, limit: float = 60.0) -> float:
        """Seconds from the start until the regular expression is on the screen.

        Raises TimeoutError with the screen.
        """
        while time.perf_counter() - self.started < limit:
            if not self._read(0.02):
                continue
            seen = time.perf_counter()
            if re.search(mark, self.text()):
                return seen - self.started
        raise TimeoutError(f"{mark} did not appear in {limit:.0f} s:\n{self.text()}")

    def press(self, key: str, *, quiet: float = 0.1, limit: float = 5.0) -> Painted:
        """Presses a key and reads until nothing came for `quiet` seconds."""
        start = time.perf_counter()
        os.write(self._fd, KEYS.get(key, key.encode()))
        last, size = None, 0
        while time.perf_counter() - start < limit:
            read = self._read(quiet)
            if not read:
                break
            last = time.perf_counter() - start
            size += read
        return Painted(last, size)

    def settle(self, quiet: float = 1.0, limit: float = 20.0) -> None:
        """Reads until nothing came for `quiet` seconds."""
        until = time.perf_counter() + limit
        while time.perf_counter() < until and self._read(quiet):
            pass

    def bytes_in(self, seconds: float) -> int:
        """The bytes that come by themselves in so many seconds."""
        until, size = time.perf_counter() + seconds, 0
        while (left := until - time.perf_counter()) > 0:
            size += self._read(left)
        return size

    def cpu_seconds(self) -> float:
        """The processor time the program used so far."""
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def _read(self, wait: float) -> int:
        ready, _, _ = select.select([self._fd], [], [], wait)
        if not ready:
            return 0
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError as error:  # the program ended
            raise EOFError(f"the program ended:\n{self.text()}") from error
        self._stream.feed(data)
        return len(data)


def _become(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """The child's end: the terminal's variables, then the program."""
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
    try:
        os.execvpe(command[0], list(command), {**kept, **environment})
    finally:
        os._exit(127)
