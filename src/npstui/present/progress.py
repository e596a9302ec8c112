"""How far a long reading is, in words."""

import time
from collections.abc import Callable

from npstui.present.text import SafeText

LONG_SECONDS = 1.0


class ProgressWords:
    """Says something where it is new: the share that is done, and how long a part takes of which
    no share can be known.
    """

    def __init__(self, verb: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._verb = verb
        self._clock = clock
        self._done = -1
        self._since = 0.0
        self._said = ""

    def __call__(self, done: int, total: int) -> SafeText | None:
        """The words for so many bytes of all; None where they are the same as before."""
        now = self._clock()
        if done != self._done:
            self._done, self._since = done, now
        stayed = now - self._since
        words = f"{self._verb}, {min(done * 100 // total, 100) if total else 0} % done"
        if stayed >= LONG_SECONDS:
            if done:
                words += f"; what follows is read at once, {stayed:.0f} s"
            else:
                words = f"Reading {_size(total)} at once, {stayed:.0f} s"
        if words == self._said:
            return None
        self._said = words
        return SafeText(words)


def _size(size: int) -> str:
    return f"{size / 1e6:,.0f} MB" if size >= 1e6 else f"{size / 1e3:,.0f} kB"
