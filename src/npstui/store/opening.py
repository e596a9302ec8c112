"""Opening a store: what is at the path, whose it is, its locks, its version."""

import os
import stat
import time
from contextlib import closing
from pathlib import Path

from npstui.model.frozen import dataclass
from npstui.store.catalog import FILE_NAME as CATALOG
from npstui.store.catalog import SqliteCatalog
from npstui.store.connections import connect
from npstui.store.creating import (
    LOCK,
    PRESENCE,
    has_only_own_names,
    lost_its_catalog,
    make_directories,
)
from npstui.store.errors import StoreBusy, StoreDamaged, StoreForeign, StoreMissing
from npstui.store.failures import not_allowed
from npstui.store.files import Access, access_of
from npstui.store.locks import Held, announce, announced, lock_shared
from npstui.store.migrations import keep_copy, migrate, newest_version, version_of

_PATIENCE = 5.0  # seconds to wait for somebody who migrates or is just making the store


@dataclass(frozen=True, slots=True)
class Opened:
    """A store that is open: its catalog, its access, and what says that somebody is here."""

    catalog: SqliteCatalog
    access: Access
    lock: Held
    announced_in: Path
    announcement: Held

    def close(self) -> None:
        """Ends the catalog's connections, the announcement and the lock, in this order."""
        self.catalog.close()
        self.announced_in.unlink(missing_ok=True)
        self.announcement.release()
        self.lock.release()


def open_root(root: Path) -> Opened:
    """Opens the store in `root`, migrating an older one that nobody else has open.

    Raises StoreMissing, StoreForeign, StoreDamaged, StoreNewer, StoreBusy, and OSError and
    sqlite3.Error for what the caller puts in words.
    """
    _check_place(root)
    access = access_of(root)
    lock = _lock(root, access)
    try:
        _bring_up_to_date(root, access, lock)
        make_directories(root, access)
        catalog = SqliteCatalog(root)
        try:
            path, announcement = announce(root / PRESENCE, access)
        except BaseException:
            catalog.close()
            raise
    except BaseException:
        lock.release()
        raise
    return Opened(catalog, access, lock, path, announcement)


def who_is_here(root: Path) -> list[str]:
    """Who has the store open now, as "alice (process 4711)"."""
    return announced(root / PRESENCE)


def _check_place(root: Path) -> None:
    try:
        found = root.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise StoreMissing(
            f"There is no store at {root}; importing a file makes one, or name another with "
            "--store. Your own: npstui answers.csv"
        ) from None
    if not stat.S_ISDIR(found.st_mode):
        raise StoreForeign(f"{root} is a file, not a store; name the store's directory.")
    if not os.access(root, os.R_OK | os.W_OK | os.X_OK):
        raise not_allowed(root)
    catalog = root / CATALOG
    if not catalog.exists():
        if not has_only_own_names(root):
            raise StoreForeign(f"{root} is a directory, but no store; name another with --store.")
        if lost_its_catalog(root):
            raise StoreDamaged(f"{catalog} is missing; restore it from a backup.")
        raise StoreMissing(f"There is no store in {root} yet; importing a file makes it.")
    if not catalog.is_file():
        raise StoreDamaged(f"{catalog} is no file; restore it from a backup.")
    if not os.access(catalog, os.R_OK | os.W_OK):
        raise not_allowed(catalog)


def _lock(root: Path, access: Access) -> Held:
    deadline = time.monotonic() + _PATIENCE
    while True:
        lock = lock_shared(root / LOCK, access)
        if lock is not None:
            return lock
        if time.monotonic() > deadline:
            names = _names(root)
            raise StoreBusy(f"{root} is being brought up to date by {names}; try again later.")
        time.sleep(0.02)


def _bring_up_to_date(root: Path, access: Access, lock: Held) -> None:
    catalog = root / CATALOG
    with closing(connect(catalog)) as connection:
        if version_of(connection, catalog) == newest_version():
            return
        path, announcement = announce(root / PRESENCE, access)
        try:
            if not lock.to_exclusive():
                raise StoreBusy(
                    f"{root} must be brought up to date and is open elsewhere: "
                    f"{_names(root)}; try again when they have left."
                )
            if version_of(connection, catalog) < newest_version():
                keep_copy(connection, catalog, access)
                migrate(connection)
            lock.share()
        finally:
            path.unlink(missing_ok=True)
            announcement.release()


def _names(root: Path) -> str:
    me = f"(process {os.getpid()})"
    names = [name for name in who_is_here(root) if me not in name]
    return ", ".join(names) or "somebody"
