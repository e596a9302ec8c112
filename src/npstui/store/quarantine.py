"""quarantine/<import>.csv: the rows an import refused, whole, with line number and reason."""

import csv
import fcntl
import io
import os
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.store.files import Access, create_file, sync_directory, write_all
from npstui.store.identity import short_hash
from npstui.store.segments import FileStray
from npstui.store.values import RefusedKey, RefusedLine

if TYPE_CHECKING:
    import polars as pl

DIRECTORY = "quarantine"


def refused_key(source: str, line: RefusedLine) -> str:
    """What a refused row is known by: its own id in its source, else its text."""
    return short_hash(line.text) if line.key is None else id_key(source, line.key)


def id_key(source: str, response_id: str) -> str:
    """The key of a refused row that gives itself an id."""
    return f"{source}\x1f{response_id}"


def cleared_by(ids: "pl.Series", source: str, refused: AbstractSet[str]) -> list[str]:
    """Of refused keys of a source those that good rows with these ids clear."""
    import polars as pl

    beginning = id_key(source, "")
    asked = pl.Series([key.removeprefix(beginning) for key in refused], dtype=pl.String)
    return [id_key(source, id_) for id_ in asked.filter(asked.is_in(ids.implode())).to_list()]


class Quarantine:
    """The refused rows of one import; its file is made with the first of them."""

    def __init__(self, root: Path, access: Access, import_id: int) -> None:
        self.path = root / DIRECTORY / f"{import_id}.csv"
        self.keys: dict[str, None] = {}
        self._access = access
        self._import_id = import_id
        self._fd: int | None = None

    @property
    def file(self) -> str | None:
        """The file's path inside the store; None where no row was kept."""
        return None if self._fd is None else f"{DIRECTORY}/{self.path.name}"

    def keep(self, lines: Iterable[tuple[str, RefusedLine]]) -> int:
        """Write each line with its key, once a key; how many that were."""
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        if self._fd is None:
            rows.writerow(("line", "reason", "text"))
        kept = 0
        for key, line in lines:
            if key not in self.keys:
                self.keys[key] = None
                rows.writerow((line.line, line.reason, line.text))
                kept += 1
        if kept:
            if self._fd is None:
                self._fd = create_file(self.path, self._access)
                fcntl.flock(self._fd, fcntl.LOCK_EX)
            write_all(self._fd, text.getvalue().encode("utf-8", "surrogateescape"))
        return kept

    def sync(self) -> None:
        """The file is on the disk when this returns."""
        if self._fd is not None:
            os.fsync(self._fd)
            sync_directory(self.path.parent)

    def refused(self) -> list[RefusedKey]:
        """What the commit registers."""
        return [RefusedKey(key, self._import_id) for key in self.keys]

    def release(self) -> None:
        """Close the file."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def discard(self) -> None:
        """Remove the file."""
        if self._fd is not None:
            self.path.unlink(missing_ok=True)
            self.release()


class StrayQuarantine(FileStray):
    """A file of refused rows whose import is not registered."""

    def __init__(self, path: Path) -> None:
        super().__init__(path.stem, (path,))
        self.import_id = int(path.stem)


def strays(root: Path, registered: AbstractSet[int]) -> Iterator[StrayQuarantine]:
    """The files of refused rows of no registered import."""
    for path in sorted((root / DIRECTORY).glob("*.csv")):
        if path.stem.isdecimal() and int(path.stem) not in registered:
            yield StrayQuarantine(path)
