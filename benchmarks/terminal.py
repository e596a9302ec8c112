"""The tests' pseudo-terminal, with a clock from the start and the processor time of the program."""

import os
import re
import time
from collections.abc import Sequence

from tests.pty.terminal import Terminal

TICKS = os.sysconf("SC_CLK_TCK")


class Watched(Terminal):
    """A program on a terminal whose start and idling are measured."""

    def __init__(self, argv: Sequence[str]) -> None:
        self.started = time.perf_counter()
        super().__init__(argv)

    def seconds_until(self, pattern: str, limit: float = 60.0) -> float:
        """Seconds from the start until the screen shows the regular expression.

        Raises TimeoutError with the screen.
        """
        seen = time.perf_counter()
        while seen - self.started < limit:
            if re.search(pattern, self.text):
                return seen - self.started
            self._read(0.02)
            seen = time.perf_counter()
        raise TimeoutError(f"{pattern} did not appear in {limit:.0f} s:\n{self.text}")

    def bytes_in(self, seconds: float) -> int:
        """The bytes that come by themselves in so many seconds."""
        start, until = len(self.written), time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            self._read(left)
        return len(self.written) - start

    def cpu_seconds(self) -> float:
        """The processor time the program used so far."""
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
