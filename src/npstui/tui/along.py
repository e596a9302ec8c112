"""The cursor along a line of periods, and the stretch of them that is in sight."""

from collections.abc import Sequence
from datetime import datetime


class Along:
    """The cursor stands on a period by its beginning: it stays there whatever else comes in.

    `at` is its place, -1 where there are no periods; `first` the place of the leftmost in sight.
    """

    def __init__(self) -> None:
        self.at = -1
        self.first = 0
        self._starts: Sequence[datetime] = ()
        self._fits = 1

    @property
    def last(self) -> int:
        """The place after the rightmost in sight."""
        return min(self.first + self._fits, len(self._starts))

    def take(self, starts: Sequence[datetime]) -> None:
        """Other periods, their beginnings in order: the cursor goes to the one that holds the
        moment it stood at; from the newest, and at first, to the newest. Newer ones come in sight
        where the newest were, as long as the cursor stays in sight.
        """
        was_newest = self.at == len(self._starts) - 1
        same_grain = bool(self._starts) and list(starts[: len(self._starts)]) == list(self._starts)
        moment = self._starts[self.at] if self.at >= 0 else None
        ended = self.last == len(self._starts)
        self._starts = tuple(starts)
        if not self._starts:
            self.at, self.first = -1, 0
            return
        if moment is None or (was_newest and not same_grain):
            self.at = len(self._starts) - 1
        else:
            self.at = max(sum(start <= moment for start in self._starts) - 1, 0)
        if ended or not same_grain:
            self.first = self._end
        self._keep_in_sight()

    def fit(self, fits: int) -> None:
        """So many stand side by side; the newest stay in sight where they were."""
        ended = self.last == len(self._starts)
        self._fits = max(fits, 1)
        if ended:
            self.first = self._end
        self._keep_in_sight()

    def go(self, by: int) -> bool:
        """So many places on, to an end at most; whether the cursor is elsewhere now."""
        before = self.at
        if self._starts:
            self.at = min(max(self.at + by, 0), len(self._starts) - 1)
            self._keep_in_sight()
        return self.at != before

    def go_to(self, moment: datetime) -> None:
        """To the period that holds a moment, or the nearest."""
        self.go(sum(start <= moment for start in self._starts) - 1 - self.at)

    @property
    def _end(self) -> int:
        return max(len(self._starts) - self._fits, 0)

    def _keep_in_sight(self) -> None:
        # By half a screen, so that going on along it costs a whole repaint only now and then.
        if not self.first <= self.at < self.first + self._fits:
            self.first = self.at - self._fits // 2
        self.first = min(max(self.first, 0), self._end)
