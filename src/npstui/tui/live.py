"""When the screens follow the store: at most once a second, and when a shown time steps."""

import asyncio
from collections.abc import Callable
from datetime import datetime

PUBLISH_SECONDS = 1.0


class Live:
    """Calls `publish` after a ring, never more than once a second, and on every whole minute.

    The minute is the step of every shown time; what did not change repaints nothing.
    """

    def __init__(self, publish: Callable[[], None], clock: Callable[[], datetime]) -> None:
        self._publish, self._clock = publish, clock
        self._last = 0.0
        self._pending: asyncio.TimerHandle | None = None
        self._minute: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin to follow the time."""
        loop = asyncio.get_running_loop()
        now = self._clock()
        ahead = 60 - now.second - now.microsecond / 1_000_000
        self._minute = loop.call_later(ahead + 0.01, self._stepped)

    def rang(self) -> None:
        """Somebody changed the store."""
        loop = asyncio.get_running_loop()
        if self._pending is None:
            wait = max(self._last + PUBLISH_SECONDS - loop.time(), 0)
            self._pending = loop.call_later(wait, self._now)

    def stop(self) -> None:
        """Follow nothing more."""
        for handle in (self._pending, self._minute):
            if handle is not None:
                handle.cancel()

    def _now(self) -> None:
        self._pending = None
        self._last = asyncio.get_running_loop().time()
        self._publish()

    def _stepped(self) -> None:
        self.start()
        self._now()
