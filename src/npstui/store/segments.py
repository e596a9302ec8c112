"""Segments as files of one directory: responses/<name>.parquet, each with its <name>.keys.

A file is locked (flock) from the moment it exists until its import is committed; the lock goes
with the open file, so renaming keeps it and the end of the process, however it ends, frees it.
"""

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from npstui.store.files import (
    TEMPORARY,
    Access,
    create_file,
    sync_directory,
    temporary_beside,
)

DIRECTORY = "responses"
_PARQUET = ".parquet"
_KEYS = ".keys"


def reached(step: str) -> None:
    """A step of an import lies behind; does nothing. Tests end the program here."""


class FileDraft:
    """A segment in the making in a directory."""

    def __init__(self, directory: Path, name: str, access: Access) -> None:
        self.name = name
        self._directory = directory
        self._access = access
        self._published = directory / f"{name}{_PARQUET}"
        self._keys = directory / f"{name}{_KEYS}"
        if self._published.exists():
            raise FileExistsError(str(self._published))
        self._path, self.file = create_locked_file(self._published, access)
        reached("created")

    def publish(self) -> None:
        """Give the file its lasting name; the bytes are on the disk when this returns."""
        self.file.flush()
        os.fsync(self.file.fileno())
        reached("synced")
        self._path.rename(self._published)
        self._path = self._published
        reached("renamed")
        sync_directory(self._directory)

    def write_keys(self, content: bytes) -> None:
        """Put the segment's keys beside it."""
        write_locked(self._keys, content, self._access)
        reached("keys")

    def release(self) -> None:
        """Let go of the lock; the segment is registered by now."""
        if not self.file.closed:
            # polars may still hold a duplicate of the descriptor, which would keep the lock.
            fcntl.flock(self.file.fileno(), fcntl.LOCK_UN)
            self.file.close()

    def discard(self) -> None:
        """Remove the file and its keys, published or not."""
        self._keys.unlink(missing_ok=True)
        self._path.unlink(missing_ok=True)
        self.release()


class FileStray:
    """What lies in the directory and belongs to no registered segment."""

    def __init__(self, segment: str, paths: tuple[Path, ...]) -> None:
        self.segment = segment
        self._paths = paths
        self._fd: int | None = None

    def lock(self) -> bool:
        """Try to get the file's lock without waiting; False while somebody makes the file."""
        try:
            fd = os.open(self._paths[0], os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(fd)
            return False
        self._fd = fd
        return True

    def remove(self) -> None:
        """Remove the file and what goes with it; only under the lock."""
        for path in reversed(self._paths):
            path.unlink(missing_ok=True)

    def release(self) -> None:
        """Let go of the lock."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None


class SegmentDirectory:
    """The segments of a store in its directory `responses`."""

    def __init__(self, root: Path, access: Access) -> None:
        self.root = root
        self.directory = root / DIRECTORY
        self._access = access

    def begin(self, name: str) -> FileDraft:
        """A new segment. Raises FileExistsError where the name was used."""
        return FileDraft(self.directory, name, self._access)

    def open(self, name: str) -> BinaryIO:
        """The segment's bytes, readable until closed even if it is removed meanwhile.

        Raises FileNotFoundError.
        """
        return (self.directory / f"{name}{_PARQUET}").open("rb")

    def open_keys(self, name: str) -> BinaryIO:
        """The segment's keys. Raises FileNotFoundError."""
        return (self.directory / f"{name}{_KEYS}").open("rb")

    def write_keys(self, name: str, content: bytes) -> None:
        """Put keys beside a segment, or replace them at once."""
        write_locked(self.directory / f"{name}{_KEYS}", content, self._access)

    def place(self, name: str) -> str:
        """Where the segment lies, for a sentence about it."""
        return str(self.directory / f"{name}{_PARQUET}")

    def strays(self, registered: frozenset[str]) -> Iterator[FileStray]:
        """Every file that belongs to no registered segment."""
        found: dict[str, list[Path]] = {}
        for path in sorted(self.directory.iterdir()):
            if path.name.startswith(TEMPORARY):
                yield FileStray(path.name, (path,))
            elif path.suffix in (_PARQUET, _KEYS) and path.stem not in registered:
                found.setdefault(path.stem, []).append(path)
        for name, paths in found.items():
            # The Parquet file first: its lock speaks for the keys, which are written after it.
            yield FileStray(name, tuple(sorted(paths, key=lambda path: path.suffix != _PARQUET)))


def create_locked_file(path: Path, access: Access) -> tuple[Path, BinaryIO]:
    """A new temporary file beside `path`, locked before any sweep can have taken it away."""
    while True:
        temporary = temporary_beside(path)
        fd = create_file(temporary, access)
        fcntl.flock(fd, fcntl.LOCK_EX)
        # A sweep may have taken the lock, and the file, between the two calls above.
        if os.fstat(fd).st_nlink:
            return temporary, os.fdopen(fd, "w+b")
        os.close(fd)


def write_locked(path: Path, content: bytes, access: Access) -> None:
    """Put content under a name at once, safe from a sweep meanwhile."""
    temporary, file = create_locked_file(path, access)
    with file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
    sync_directory(path.parent)
