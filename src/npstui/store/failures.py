"""What SQLite and the system say, as the sentences of store.errors."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from npstui.store.connections import replaced
from npstui.store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreForeign,
    StoreFull,
    StoreMissing,
)
from npstui.store.locks import NO_ROOM, user_name

_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)


@contextmanager
def in_words(root: Path) -> Iterator[None]:
    """Lets no sqlite3.Error and no OSError out: each becomes a StoreError with its sentence."""
    try:
        yield
    except sqlite3.Error as error:
        raise from_sqlite(error, root) from error
    except OSError as error:
        raise from_system(error, root) from error


def from_sqlite(error: sqlite3.Error, root: Path) -> StoreError:
    """The StoreError for what SQLite reported about the catalog of the store in `root`."""
    catalog = root / "catalog.sqlite"
    code = getattr(error, "sqlite_errorcode", None)
    primary = None if code is None else code & 0xFF
    if primary == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_WRITE:
        return _full(root)
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy(f"Somebody else is writing to {root} and does not finish; try again.")
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreDamaged(f"{catalog} is damaged ({error}); restore it from a backup.")
    if code == sqlite3.SQLITE_READONLY_DBMOVED and root.exists():
        return replaced(catalog)
    if primary in (
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
    ):
        if not root.exists():
            return StoreMissing(f"{root} is gone; somebody moved or deleted the store.")
        if _is_gone(catalog):
            return StoreDamaged(f"{catalog} is missing; restore it from a backup.")
        return not_allowed(root)
    if primary == sqlite3.SQLITE_ERROR and "no such" in str(error):
        return StoreDamaged(f"{catalog} lacks a part ({error}); restore it from a backup.")
    return StoreError(f"{catalog} cannot be used: {error}.")


def from_system(error: OSError, root: Path) -> StoreError:
    """The StoreError for what the system reported about a file of the store in `root`."""
    if error.errno in NO_ROOM:
        return _full(root)
    if error.errno in _NOT_ALLOWED:
        return not_allowed(root)
    place = error.filename if isinstance(error.filename, str) else str(root)
    return StoreError(f"{place} cannot be used: {error.strerror or error}.")


def not_allowed(root: Path) -> StoreForeign:
    """The refusal of a store that this user may not read or write; names the owner."""
    place, owner = nearest_owner(root)
    if owner != os.geteuid():
        return StoreForeign(
            f"{place} belongs to {user_name(owner)} and is not open to {user_name()}; ask them to "
            "share it with a group, or choose another place with --store."
        )
    parts = (root, root / "catalog.sqlite", root / "responses")
    there = [each for each in parts if os.access(each, os.F_OK)]
    closed = next((each for each in there if not os.access(each, os.R_OK)), None)
    if closed is None and os.statvfs(place).f_flag & os.ST_RDONLY:
        why = "the disk it lies on can only be read"
    else:
        why = f"it is yours, and chmod -R u+rwX {place} gives the permission back"
    return StoreForeign(
        f"{closed or place} cannot be {'written' if closed is None else 'read'}: {why}; or choose "
        "another place with --store."
    )


def nearest_owner(path: Path) -> tuple[Path, int]:
    """The path, or the first directory above it that can be looked at, with its owner."""
    for place in (path, *path.absolute().parents):
        try:
            return place, place.stat().st_uid
        except OSError:
            continue
    return path, 0


def _is_gone(file: Path) -> bool:
    """Whether a file of a directory that can be looked into is not there."""
    try:
        file.stat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def _full(root: Path) -> StoreFull:
    return StoreFull(f"There is no room left on the disk under {root}; make room and try again.")
