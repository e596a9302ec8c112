"""Files that stay open in a desk: what is appended to them, or put into the inbox, comes in."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.desk.opening import acting_user
from npstui.present.text import SafeText, safe
from npstui.present.values import Failing
from npstui.store.store import Store

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.intake.following import Follower
    from npstui.intake.staging import FileResult, StagedFile

# Seconds to go on looking after a change: half-written lines and files are waited for.
RESTLESS = 15.0

_Stamp = tuple[int, int, int, int] | None


class OpenFiles:
    """The files of one desk, and the store's inbox, looked at again and again.

    Costs nothing while nothing changes: only a change makes the follower look into the files.
    """

    def __init__(self, store: Store, files: Sequence[Path], person: str) -> None:
        """Raises AlreadyFollowed where somebody else follows one of the files for this store."""
        self._store = store
        self._files = tuple(files)
        self._person = person
        self._inbox = store.path / "inbox"
        self._seen = self._stamps()
        self._follower: Follower | None = None
        self._until = 0.0
        self._failing: Failing | None = None
        if files:
            self._following()
        if None in self._seen or len(self._seen) > len(files):
            self._rouse()

    def add(
        self,
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> "list[FileResult]":
        """What the files hold that the store does not, without reading again what was read.

        Raises StoreError, Cancelled.
        """
        self._seen = self._stamps()
        return self._following().poll(now, at_once=True, progress=progress, cancelled=cancelled)

    def begin(self, read: "Sequence[StagedFile]") -> None:
        """Go on behind files that were just read and committed."""
        self._following().begin(read)
        self._rouse()

    def look(self, now: datetime) -> "list[FileResult]":
        """What came in since the last look. Raises StoreError."""
        stamps = self._stamps()
        if stamps != self._seen:
            self._seen = stamps
            self._rouse()
        if time.monotonic() >= self._until:
            return []
        results = self._following().poll(now)
        self._notice(now)
        return results

    def failing(self) -> Failing | None:
        """Which file cannot be read, and since when; None where all can."""
        return self._failing

    def close(self) -> None:
        """Let others follow."""
        if self._follower is not None:
            self._follower.close()

    def _following(self) -> "Follower":
        if self._follower is None:
            # A desk on a store needs it only once something lies in the inbox.
            from npstui.intake.following import Follower
            from npstui.intake.options import ImportOptions

            self._follower = Follower(
                self._store, self._files, ImportOptions(),
                actor=acting_user(), person=self._person, keeps_inbox=False,
            )  # fmt: skip
        return self._follower

    def _rouse(self) -> None:
        self._until = time.monotonic() + RESTLESS

    def _notice(self, now: datetime) -> None:
        failing = self._following().failing()
        if not failing:
            self._failing = None
        elif self._failing is None or self._failing.name != _name(failing[0]):
            self._failing = Failing(_name(failing[0]), now)

    def _waiting(self) -> list[Path]:
        try:
            return sorted(path for path in self._inbox.iterdir() if path.is_file())
        except OSError:
            return []

    def _stamps(self) -> tuple[_Stamp, ...]:
        return tuple(_stamp(path) for path in (*self._files, *self._waiting()))


def follow_inbox(desk: "Desk") -> OpenFiles:
    """The inbox of an open desk's store, for as long as the desk is open."""
    return OpenFiles(desk.store, (), desk.person)


def _name(path: Path) -> SafeText:
    return safe(path.name)


def _stamp(path: Path) -> _Stamp:
    try:
        found = path.stat()
    except OSError:
        return None
    # A change of mode, which may shut us out, shows in the last of these alone.
    return found.st_size, found.st_mtime_ns, found.st_ino, found.st_ctime_ns
