"""The store's inbox: what is put there is imported, then moved to done/ or refused/."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.intake.permissions import why_not
from npstui.store.files import access_of, create_file, write_all

if TYPE_CHECKING:
    from npstui.intake.staging import FileResult

INBOX, DONE, REFUSED = "inbox", "done", "refused"
RESTED = 2.0  # seconds without a change before a file is taken for whole
GIVEN_UP = 30.0  # and before one that cannot be read is refused: it may have stopped halfway
WHY = ".why.txt"
# What programs call a file that is not whole yet.
_UNFINISHED = (".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".download", "~")


class Inbox:
    """Looks into the inbox of one store."""

    def __init__(self, store: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._folder = store / INBOX
        self._clock = clock
        self._seen: dict[Path, tuple[tuple[int, int], float]] = {}
        self._left: dict[Path, tuple[int, int]] = {}

    def resting(self) -> Iterator[Path]:
        """The files that have rested long enough to be whole, oldest name first."""
        try:
            there = {path for path in self._folder.iterdir() if path.is_file()}
        except OSError:
            return
        self._seen = {path: seen for path, seen in self._seen.items() if path in there}
        self._left = {path: state for path, state in self._left.items() if path in there}
        for path in sorted(there):
            if path.name.startswith((".", "~")) or path.name.lower().endswith(_UNFINISHED):
                continue
            with suppress(OSError):
                found = path.stat()
                state = (found.st_size, found.st_mtime_ns)
                before, since = self._seen.get(path, (None, 0.0))
                if state == self._left.get(path):
                    continue
                if state != before:
                    self._seen[path] = (state, self._clock())
                elif self._clock() - since >= RESTED:
                    yield path

    def done_with(self, path: Path, results: "Sequence[FileResult]") -> "list[FileResult]":
        """Put the file away; what is to be said of it, nothing while it may still be written.

        One that cannot be moved is said to stay, and passed over until it changes.
        """
        try:
            return [result for result in results if self.put_away(path, result.refusal)]
        except OSError as error:
            with suppress(OSError):
                found = path.stat()
                self._left[path] = (found.st_size, found.st_mtime_ns)
            stays = f"it stays in {path.parent}: {why_not(error, path.parent)}"
            return [
                replace(result, notes=(*result.notes, stays))
                if result.refusal is None
                else replace(result, refusal=f"{result.refusal[:-1]}; {stays}.")
                for result in results
            ]

    def put_away(self, path: Path, refusal: str | None) -> bool:
        """Move a file that was imported, or refused; beside that stands why.

        False where the refusal is not final: the file may still be being written. Raises OSError
        where it cannot be moved.
        """
        _, since = self._seen.get(path, (None, self._clock()))
        if refusal is not None and self._clock() - since < GIVEN_UP and path.exists():
            return False
        self._seen.pop(path, None)
        folder = self._folder / (DONE if refusal is None else REFUSED)
        target = _free(folder / path.name)
        with suppress(FileNotFoundError):  # taken away meanwhile
            path.rename(target)
        if refusal is not None and target.exists():
            fd = create_file(_free(target.with_name(target.name + WHY)), access_of(self._store))
            try:
                write_all(fd, f"{refusal}\n".encode(errors="replace"))
            finally:
                os.close(fd)
        return True


def _free(path: Path) -> Path:
    """The path, numbered where it is taken."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.name} ({number})")
        number += 1
    return free
