"""SIGTERM and SIGHUP: give the terminal back, then leave with the code a shell expects."""

import os
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from types import FrameType
from typing import TextIO

EXIT_CODES = {signal.SIGTERM: 143, signal.SIGHUP: 129}
# Where the screen cannot be taken down in time: its terminal is gone, or takes no more bytes.
PATIENCE_SECONDS = 1.0
# What works at leaving is no hang: a busy machine may need as many times that long.
PATIENT_ROUNDS = 5
_AT_WORK = 0.02  # of a round's time: less is waiting
# Leave the alternate screen, show the cursor, no mouse, no bracketed paste, plain colours.
_RESTORE = (
    b"\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?2004l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[0m"
)


@contextmanager
def leaves_on_signals(leave: Callable[[int], None]) -> Iterator[None]:
    """While it holds, both signals call `leave(exit_code)`; the process ends soon even if that
    comes to nothing. `leave` must be safe to call from any thread.

    Once the screen is taken down nobody insists: what there is to clear away may take its time.
    """
    saved = _terminal_mode()
    before = {}
    left = threading.Event()

    def asked_to_leave(number: int, _frame: FrameType | None) -> None:
        code = EXIT_CODES[signal.Signals(number)]
        threading.Thread(target=_insist, args=(code, saved, left), daemon=True).start()
        leave(code)

    for number in EXIT_CODES:
        with suppress(ValueError):  # only the main thread may; a test's app may run elsewhere
            before[number] = signal.signal(number, asked_to_leave)
    try:
        yield
    finally:
        left.set()
        for number, handler in before.items():
            signal.signal(number, handler)


def write_utf_8() -> None:
    """The desk is written as it is read, in UTF-8.

    A locale that is not set says nothing of the terminal, and in its C encoding every rule and
    foreign name would be \\u2500 and the like; glyphs = "ascii" is for the others.
    """
    if isinstance(sys.__stderr__, TextIOWrapper):
        sys.__stderr__.reconfigure(encoding="utf-8", errors="replace")


def lent() -> "TextIO | None":
    """The terminal for a program that is started on it: file 2 is none any more (see __main__)."""
    return sys.__stderr__


def _insist(code: int, saved: "list[object] | None", left: threading.Event) -> None:
    for _ in range(PATIENT_ROUNDS):
        used = time.process_time()
        if left.wait(PATIENCE_SECONDS):
            return
        if time.process_time() - used < _AT_WORK * PATIENCE_SECONDS:
            break
    with suppress(OSError, ValueError):
        os.set_blocking(sys.__stderr__.fileno(), False)  # type: ignore[union-attr]
        os.write(sys.__stderr__.fileno(), _RESTORE)  # type: ignore[union-attr]
    if saved is not None:
        with suppress(OSError, termios.error, ValueError):
            termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, saved)  # type: ignore[union-attr, arg-type]
    os._exit(code)


def _terminal_mode() -> "list[object] | None":
    try:
        return list(termios.tcgetattr(sys.__stdin__.fileno()))  # type: ignore[union-attr]
    except (OSError, termios.error, ValueError, AttributeError):
        return None
