"""The files and the inbox of an open desk, followed in a thread of their own."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from textual.message import Message

from npstui.present.text import SafeText, safe
from npstui.tui.bridge import error_words

if TYPE_CHECKING:
    from npstui.desk.following import OpenFiles
    from npstui.present.values import Failing

LOOK_SECONDS = 0.5
FIRST_LOOK_SECONDS = 2.0  # the desk's own first questions go before
PATIENCE_SECONDS = 30.0  # to the next look after the store could not be written


class SourceChanged(Message):
    """A followed file cannot be read, or can be again: `failing` is None then."""

    bubble = False

    def __init__(self, failing: "Failing | None") -> None:
        super().__init__()
        self.failing = failing


class Refused(Message):
    """What came could not be taken in."""

    bubble = False

    def __init__(self, words: SafeText) -> None:
        super().__init__()
        self.words = words


class FollowRun:
    """Looks until it is stopped; what comes in shows as anybody's changes do."""

    def __init__(
        self,
        make: "Callable[[], OpenFiles]",
        post: Callable[[Message], object],
        clock: Callable[[], datetime],
    ) -> None:
        self._make, self._post, self._clock = make, post, clock
        self._stopped = threading.Event()
        self._ended = threading.Event()

    def start(self) -> None:
        """Begin to follow."""
        threading.Thread(target=self._work, name="following", daemon=True).start()

    def stop(self) -> None:
        """Follow nothing more; waits a moment for a look that is under way."""
        self._stopped.set()
        self._ended.wait(0.5)

    def _work(self) -> None:
        try:
            if not self._stopped.wait(FIRST_LOOK_SECONDS):
                follow(self._make(), self._stopped, self._post, self._clock)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said
            _send(self._post, Refused(error_words(error)))
        finally:
            self._ended.set()


def follow(
    followed: "OpenFiles",
    stopped: threading.Event,
    post: Callable[[Message], object],
    clock: Callable[[], datetime],
) -> None:
    """Look again and again until `stopped`; closes what was followed."""
    from npstui.store.errors import StoreError

    failing, told = followed.failing(), ""
    wait = LOOK_SECONDS
    try:
        while not stopped.wait(wait):
            wait = LOOK_SECONDS
            try:
                results = followed.look(clock())
            except StoreError as error:
                # A full disk, or a store that another migrates: it may pass.
                if str(error) != told:
                    _send(post, Refused(error_words(error)))
                wait, told = PATIENCE_SECONDS, str(error)
                continue
            refused = [str(result.refusal) for result in results if result.refusal]
            if refused:
                _send(post, Refused(safe(" ".join(refused))))
            if followed.failing() != failing:
                failing = followed.failing()
                _send(post, SourceChanged(failing))
    finally:
        followed.close()


def _send(post: Callable[[Message], object], message: Message) -> None:
    with suppress(RuntimeError):  # the loop is closed: nobody is there to hear it
        post(message)
