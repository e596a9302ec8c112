"""ctrl+z and fg: the terminal is given back while the shell has it, and painted anew after."""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.driver import Driver

from npstui.present.text import SafeText

if TYPE_CHECKING:
    from npstui.tui.app import DeskApp


class JobControl:
    """Takes SIGTSTP and SIGCONT over from Textual's driver, in the event loop's own turn.

    In the handler itself it would wait for ever for the writer's queue that the interrupted code
    holds. A SIGCONT without a stop of ours (SIGSTOP, a debugger) only paints anew: to start the
    driver again would keep the raw terminal as the one to restore.
    """

    def __init__(
        self,
        driver: Driver,
        *,
        before: Callable[[], None],
        after: Callable[[], None],
        refused: Callable[[], None],
    ) -> None:
        self._driver = driver
        self._before, self._after, self._refused = before, after, refused
        self._stopped = False

    def install(self) -> None:
        """From now on the signals come here."""
        loop = asyncio.get_running_loop()
        with suppress(ValueError, RuntimeError):  # only the main thread may
            loop.add_signal_handler(signal.SIGTSTP, self.stop)
            loop.add_signal_handler(signal.SIGCONT, self._go_on)

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

    def _go_on(self) -> None:
        if self._stopped:
            self._driver.resume_application_mode()
            # In the background it does not get the terminal, and is stopped again.
            if not _is_writing(self._driver):
                return
            self._stopped = False
        self._after()


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

    made = JobControl(driver, before=app.outside.give_back, after=after, refused=refused)
    made.install()
    return made


def has_shell() -> bool:
    """Whether a parent in the same session could bring the process to the front again."""
    try:
        return os.getsid(os.getppid()) == os.getsid(0)
    except OSError:
        return False


def _is_writing(driver: Driver) -> bool:
    thread = getattr(driver, "_writer_thread", None)
    return thread is None or bool(thread.is_alive())
