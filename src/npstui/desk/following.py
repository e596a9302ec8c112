"""Files that stay open in a desk: what is appended to them, or put into the inbox, comes in."""

import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from npstui.desk.opening import acting_user
from npstui.intake.following import Follower
from npstui.intake.options import ImportOptions
from npstui.intake.staging import FileResult
from npstui.store.store import Store

# Seconds to go on looking after a change: half-written lines and files are waited for.
RESTLESS = 15.0

_Stamp = tuple[int, int, int] | None


class OpenFiles:
    """The files of one desk, looked at again and again. Costs nothing while nothing changes.

    They were read when the desk was opened; only a change makes the follower read them again.
    """

    def __init__(self, store: Store, files: Sequence[Path], person: str) -> None:
        """Raises AlreadyFollowed where somebody else follows for this store."""
        self._files = tuple(files)
        self._inbox = store.path / "inbox"
        self._seen = self._stamps()
        self._follower = Follower(store, files, ImportOptions(), actor=acting_user(), person=person)
        self._until = 0.0

    def look(self, now: datetime) -> list[FileResult]:
        """What came in since the last look. Raises StoreError."""
        stamps = self._stamps()
        if stamps != self._seen:
            self._seen = stamps
            self._until = time.monotonic() + RESTLESS
        return self._follower.poll(now) if time.monotonic() < self._until else []

    def close(self) -> None:
        """Let others follow."""
        self._follower.close()

    def _stamps(self) -> tuple[_Stamp, ...]:
        waiting = tuple(_stamp(path) for path in sorted(self._inbox.glob("*")) if path.is_file())
        return tuple(_stamp(path) for path in self._files) + waiting


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino
