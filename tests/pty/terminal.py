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
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

import pyte
from wcwidth import wcwidth

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
    "ctrl+s": "\x13",
    "ctrl+u": "\x15",
    "ctrl+r": "\x12",
}
QUIET_SECONDS = 0.1
PATIENCE_SECONDS = 30.0


class Painted(NamedTuple):
    """What one key made the program write."""

    data: bytes
    seconds: float  # from the key to the last byte; 0.0 where nothing was written


class Terminal:
    """One running program, started in `folder`; a context manager that ends it.

    `argv` without its interpreter is run by `program`, this Python, with the sources on its path.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        columns: int = 120,
        lines: int = 40,
        env: dict[str, str] | None = None,
        truecolor: bool = True,
        folder: Path | None = None,
        program: str = sys.executable,
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        # What a runner of tests exports of its own screen is not this terminal's.
        foreign = ("NO_COLOR", "COLUMNS", "LINES")
        surroundings = {key: value for key, value in os.environ.items() if key not in foreign}
        surroundings |= {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor" if truecolor else "",
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            **(env or {}),
        }
        # The size is set before the program starts: it must never see another one.
        controller, terminal = pty.openpty()
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, size)
        self.pid = os.fork()
        if self.pid == 0:
            os.close(controller)
            os.chdir(folder or Path.cwd())
            os.login_tty(terminal)
            os.execvpe(program, [program, *argv], surroundings)
        os.close(terminal)
        self._fd = controller
        self._left = False

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
        return "\n".join(self._line(number).rstrip() for number in range(self.screen.lines))

    def wait_for(self, pattern: str, quiet: float = QUIET_SECONDS) -> float:
        """Read until the screen shows the regular expression, then until nothing came for `quiet`
        seconds; the seconds until it was shown.
        """
        began = time.monotonic()
        while not re.search(pattern, self.text):
            if time.monotonic() > began + PATIENCE_SECONDS:
                raise AssertionError(f"{pattern!r} never came up:\n{self.text}")
            self._read(0.02)
        seconds = time.monotonic() - began
        self.settle(quiet)
        return seconds

    def wait_until(self, condition: Callable[[str], object]) -> None:
        """Read until the text of the screen meets the condition."""
        limit = time.monotonic() + PATIENCE_SECONDS
        while not condition(self.text):
            if time.monotonic() > limit:
                raise AssertionError(f"it never came to that:\n{self.text}")
            self._read(0.02)

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

    def send(self, *keys: str) -> None:
        """Press keys all at once, by name or as they are typed, and wait for nothing."""
        os.write(self._fd, b"".join(KEYS.get(key, key).encode() for key in keys))

    def do(self, *keys: str, until: str) -> None:
        """Press keys all at once, and read until the screen shows the regular expression."""
        self.send(*keys)
        self.wait_for(until, quiet=0.0)

    def resize(self, columns: int, lines: int) -> None:
        """Make the terminal another size; what it showed is gone, as the program has to draw it."""
        self.screen.resize(lines, columns)
        self.screen.reset()
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, size)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def hang_up(self) -> None:
        """Drop the line: nobody reads what the program writes, and the system tells it so."""
        os.close(self._fd)
        self._fd = -1

    def exit_code(self) -> int:
        """Wait until the program has left by itself; the code it left with, below 0 by a signal."""
        limit = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < limit:
            if self._fd >= 0:
                self.settle(0.02)
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self._left = True
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.01)
        raise AssertionError(f"it never ended:\n{self.text}")

    def end(self) -> None:
        """End the program if it still runs."""
        if not self._left:
            with suppress(ProcessLookupError, ChildProcessError):
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
            self._left = True
        if self._fd >= 0:
            os.close(self._fd)

    def _line(self, number: int) -> str:
        """One line; what is left of a character of two cells that was written over is a blank."""
        line, written = self.screen.buffer[number], ""
        for x in range(self.screen.columns):
            follows_wide = x > 0 and wcwidth(line[x - 1].data[:1]) == 2
            written += line[x].data or ("" if follows_wide else " ")
        return written

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
