"""A program in a pseudo-terminal: what it paints on the screen, and in how many bytes."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pyte

ROOT = Path(__file__).parents[2]
KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "backspace": "\x7f",
}
QUIET_SECONDS = 0.1
PATIENCE_SECONDS = 30.0


class Painted(NamedTuple):
    """What one key made the program write."""

    data: bytes
    seconds: float  # from the key to the last byte; 0.0 where nothing was written


class Terminal:
    """One running program; a context manager that ends it.

    `argv` without its interpreter is run by this Python, with the sources on its path.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 120,
        lines: int = 40,
        env: dict[str, str] | None = None,
        truecolor: bool = True,
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        surroundings = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        surroundings.update(
            TERM="xterm-256color",
            COLORTERM="truecolor" if truecolor else "",
            LC_ALL="C.UTF-8",
            PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            **(env or {}),
        )
        # The size is set before the program starts: it must never see another one.
        controller, terminal = pty.openpty()
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, size)
        self.pid = os.fork()
        if self.pid == 0:
            os.close(controller)
            os.login_tty(terminal)
            os.execvpe(sys.executable, [sys.executable, *argv], surroundings)
        os.close(terminal)
        self._fd = controller

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    @property
    def text(self) -> str:
        """The screen as text, a line each."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, pattern: str) -> None:
        """Read until the screen shows the regular expression, then until it is quiet."""
        limit = time.monotonic() + PATIENCE_SECONDS
        while not re.search(pattern, self.text):
            if time.monotonic() > limit:
                raise AssertionError(f"{pattern!r} never came up:\n{self.text}")
            self._read(0.02)
        self.settle()

    def settle(self, quiet: float = QUIET_SECONDS) -> bytes:
        """Read until nothing came for `quiet` seconds; what came."""
        start = len(self.written)
        while self._read(quiet):
            pass
        return self.written[start:]

    def press(self, *keys: str, quiet: float = QUIET_SECONDS) -> Painted:
        """Press keys one after the other, by name or as they are typed; what they painted."""
        start, began = len(self.written), time.perf_counter()
        last = began
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())
        while self._read(quiet):
            last = time.perf_counter()
        return Painted(self.written[start:], last - began)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def end(self) -> None:
        """End the program if it still runs."""
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass
        os.close(self._fd)

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], patience)
        if not ready:
            return False
        try:
            data = os.read(self._fd, 65_536)
        except OSError:  # the program is gone
            return False
        self.written += data
        self._stream.feed(data)
        return bool(data)
