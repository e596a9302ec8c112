"""What the terminal and its shell do to the desk: ctrl+z, fg, another size."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual import events
from textual.driver import Driver
from textual.geometry import Size

from npstui.present.text import SafeText

if TYPE_CHECKING:
    from npstui.tui.app import DeskApp


class JobControl:
    """Takes SIGTSTP, SIGCONT and SIGWINCH over from Textual's driver, in the event loop's own turn.

    In the handler itself a stop would wait for ever for the writer's queue that the interrupted
    code holds; and of two sizes that come at once, the older would be told last. A SIGCONT without
    a stop of ours (SIGSTOP, a debugger) only paints anew: to start the driver again would keep the
    raw terminal as the one to restore.
    """

    def __init__(
        self,
        driver: Driver,
        *,
        before: Callable[[], None],
        after: Callable[[], None],
        resized: Callable[[int, int], None],
        refused: Callable[[], None],
    ) -> None:
        self._driver = driver
        self._before, self._after = before, after
        self._resized, self._refused = resized, refused
        self._stopped = False

    def install(self) -> None:
        """From now on the signals come here."""
        loop = asyncio.get_running_loop()
        with suppress(ValueError, RuntimeError):  # only the main thread may
            loop.add_signal_handler(signal.SIGTSTP, self.stop)
            loop.add_signal_handler(signal.SIGCONT, self._go_on)
            self._follow_size()

    def stop(self) -> None:
        """Give the terminal to the shell and stop; where there is no shell, say so."""
        if not self._driver.can_suspend or self._stopped:
            return
        if not has_shell():
            self._refused()
            return
        self._before()
        self._driver.suspend_application_mode()
        self._stopped = True
        os.kill(os.getpid(), signal.SIGSTOP)

    def lend(self, work: Callable[[], int]) -> int:
        """Let another program have the terminal while `work` runs it; what it gave back.

        Its ctrl+c is not ours, its ctrl+z stops both and fg brings both back. Whatever it did to
        the terminal, the desk is drawn anew.
        """
        loop = asyncio.get_running_loop()
        self._before()
        self._driver.suspend_application_mode()
        loop.remove_signal_handler(signal.SIGTSTP)
        # A function of ours, unlike SIG_IGN, is not handed down to the program.
        held = {kind: signal.signal(kind, _not_ours) for kind in (signal.SIGINT, signal.SIGQUIT)}
        try:
            return work()
        finally:
            for kind, handler in held.items():
                signal.signal(kind, handler)
            loop.add_signal_handler(signal.SIGTSTP, self.stop)
            self._driver.resume_application_mode()
            self._follow_size()
            self._after()

    def _go_on(self) -> None:
        if self._stopped:
            self._driver.resume_application_mode()
            # In the background it does not get the terminal, and is stopped again.
            if not _is_writing(self._driver):
                return
            self._stopped = False
            self._follow_size()
        self._after()

    def _follow_size(self) -> None:
        # The driver takes the signal whenever it starts.
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGWINCH, self._tell_size)
        self._tell_size()

    def _tell_size(self) -> None:
        # The terminal itself is asked: a COLUMNS that somebody exported never changes.
        with suppress(OSError, ValueError, AttributeError):
            self._resized(*os.get_terminal_size(sys.__stdin__.fileno()))  # type: ignore[union-attr]


def controlled(app: "DeskApp") -> JobControl | None:
    """Job control for the app where its terminal has any; to be called from its event loop."""
    driver = app._driver  # noqa: SLF001 - Textual has no other way to it
    if driver is None or not driver.can_suspend:
        return None

    def after() -> None:
        app.outside.take_again()
        app.screen.refresh(layout=True)

    def refused() -> None:
        app.say(SafeText("There is no shell to go back to; q leaves."))

    def resized(columns: int, lines: int) -> None:
        size = Size(columns, lines)
        app.post_message(events.Resize(size, size))

    made = JobControl(
        driver, before=app.outside.give_back, after=after, resized=resized, refused=refused
    )
    made.install()
    return made


def _not_ours(_kind: int, _frame: object) -> None:
    """A signal meant for the program in front."""


def has_shell() -> bool:
    """Whether a parent in the same session could bring the process to the front again."""
    try:
        return os.getsid(os.getppid()) == os.getsid(0)
    except OSError:
        return False


def _is_writing(driver: Driver) -> bool:
    thread = getattr(driver, "_writer_thread", None)
    return thread is None or bool(thread.is_alive())
