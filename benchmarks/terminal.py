"""The tests' pseudo-terminal, with a clock from the start and the processor time of the program."""

import os
import re
import select
import statistics
import sys
import time
from collections.abc import Sequence
from typing import NamedTuple

from tests.pty.terminal import Terminal

TICKS = os.sysconf("SC_CLK_TCK")


class Watched(Terminal):
    """A program on a terminal whose start and idling are measured."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        program: str = sys.executable,
        env: dict[str, str] | None = None,
    ) -> None:
        self.started = time.perf_counter()
        super().__init__(argv, program=program, env=env)

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


class Slow(Watched):
    """A program on a line that takes so many bytes a second, and holds the rest up."""

    BYTES_A_SECOND = 20_000
    PIECE = 200

    def hold(self, key: str, each: float, seconds: float) -> None:
        """Hold a key down that comes again after so many seconds, and read meanwhile."""
        until = following = time.perf_counter()
        until += seconds
        while (now := time.perf_counter()) < until:
            if now >= following:
                self.send(key)
                following += each
            if select.select([self._fd], [], [], 0.01)[0]:
                taken = len(os.read(self._fd, self.PIECE))
                time.sleep(taken / self.BYTES_A_SECOND)


class KeyCost(NamedTuple):
    """What one key costs: seconds from the key to the last byte, and bytes, in the middle."""

    middle: float
    late: float  # of 95 in 100 presses
    size: int


def key_cost(terminal: Watched, key: str, presses: int) -> KeyCost | None:
    """Presses a key so often, each when the screen is quiet; None where it paints nothing."""
    painted = [one for one in (terminal.press(key) for _ in range(presses)) if one.data]
    if not painted:
        return None
    taken = sorted(one.seconds for one in painted)
    size = round(statistics.median(len(one.data) for one in painted))
    return KeyCost(statistics.median(taken), taken[max(0, int(len(taken) * 0.95) - 1)], size)
