"""Making a store so that a cut-off making leaves nothing, or what the next making completes."""

import os
import time
from pathlib import Path

from npstui.store.catalog import FILE_NAME as CATALOG
from npstui.store.connections import connect
from npstui.store.errors import StoreDamaged, StoreError, StoreExists, StoreForeign
from npstui.store.files import (
    GROUP,
    PRIVATE,
    TEMPORARY,
    Access,
    access_of,
    create_file,
    make_directory,
    replace_text,
    sync_directory,
    temporary_beside,
)
from npstui.store.locks import Held, lock_exclusive
from npstui.store.migrations import migrate

SETTINGS = "store.toml"
LOCK = "store.lock"
PRESENCE = "presence"
DIRECTORIES = ("responses", "quarantine", "inbox", "inbox/done", "inbox/refused", PRESENCE)
_OWN_NAMES = frozenset({CATALOG, SETTINGS, LOCK, *(name.split("/")[0] for name in DIRECTORIES)})
_LEFT_OVER_SECONDS = 600.0  # making takes milliseconds; older than this it was cut off


def make_store(root: Path, settings: str, group: str | None = None) -> None:
    """A new store in `root`; `settings` is the text of its store.toml.

    A path that does not exist becomes a private store, or that of `group`. A directory that is
    there and empty, or holds a store whose making was cut off, is filled as it is, private or
    shared as its mode says. Raises StoreExists, StoreForeign, StoreDamaged and OSError.
    """
    while True:
        if root.is_dir():
            _fill_given(root, settings)
            return
        if root.exists():
            raise StoreForeign(f"{root} is a file, not a store; choose another place.")
        if _make_beside(root, settings, group):
            return


def has_only_own_names(root: Path) -> bool:
    """Whether a directory is empty but for what a store has, finished or not."""
    names = (path.name for path in root.iterdir())
    return all(name in _OWN_NAMES or name.startswith(TEMPORARY) for name in names)


def lost_its_catalog(root: Path) -> bool:
    """Whether responses lie in a directory that has no catalog."""
    return any((root / "responses").glob("*.parquet"))


def make_directories(root: Path, access: Access) -> None:
    """The directories of a store, as far as they are missing."""
    for name in DIRECTORIES:
        make_directory(root / name, access)


def _make_beside(root: Path, settings: str, group: str | None) -> bool:
    """Makes the store under another name and renames it; False where somebody was first."""
    import shutil

    root.parent.mkdir(parents=True, exist_ok=True)
    _clear_left_over(root)
    temporary = temporary_beside(root)
    temporary.mkdir(mode=0o700)
    try:
        access = PRIVATE if group is None else GROUP
        if group is not None:
            shutil.chown(temporary, group=group)
        temporary.chmod(access.directory_mode)
        _fill(temporary, settings, access)
        try:
            temporary.rename(root)
        except (FileExistsError, NotADirectoryError):
            return False
        except OSError:
            if not root.exists():
                raise
            return False
        sync_directory(root.parent)
    except LookupError as error:
        raise StoreError(f"There is no group “{group}” on this machine.") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return True


def _fill_given(root: Path, settings: str) -> None:
    if not (root / CATALOG).exists() and not has_only_own_names(root):
        raise StoreForeign(f"{root} holds other files and is no store; choose another place.")
    access = access_of(root)
    with _lock_to_fill(root, access):
        if lost_its_catalog(root):
            raise StoreDamaged(f"{root / CATALOG} is missing; restore it from a backup.")
        for left in root.glob(f"{TEMPORARY}*"):
            left.unlink()
        _fill(root, settings, access)


def _lock_to_fill(root: Path, access: Access) -> Held:
    # Whoever completes the store first opens it next, and then shares the lock for hours.
    while True:
        lock = None if (root / CATALOG).exists() else lock_exclusive(root / LOCK, access)
        if (root / CATALOG).exists():
            if lock is not None:
                lock.release()
            raise StoreExists(f"There is a store at {root} already.")
        if lock is not None:
            return lock
        time.sleep(0.01)


def _fill(root: Path, settings: str, access: Access) -> None:
    """Everything of a store; the catalog last, as it is what makes a directory a store."""
    make_directories(root, access)
    if not (root / SETTINGS).exists():
        replace_text(root / SETTINGS, settings, access)
    temporary = temporary_beside(root / CATALOG)
    os.close(create_file(temporary, access))
    connection = connect(temporary)
    try:
        migrate(connection)
    finally:
        connection.close()
    temporary.rename(root / CATALOG)
    sync_directory(root)


def _clear_left_over(root: Path) -> None:
    import shutil

    for left in root.parent.glob(f"{TEMPORARY}{root.name}-*"):
        try:
            if left.is_dir() and time.time() - left.stat().st_mtime > _LEFT_OVER_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
        except OSError:  # another maker clears it too
            continue
