"""Leaving a store that nothing was ever put in: it goes, so that nothing chosen is nothing kept.

A first-time sheet whose desk was killed leaves a made, empty store; whoever leaves the sheet the
next time takes it away too.
"""

import shutil
from typing import TYPE_CHECKING

from npstui.settings.documents import SettingsError
from npstui.settings.store_file import StoreSettings
from npstui.store.catalog import FILE_NAME as CATALOG
from npstui.store.creating import LOCK, PRESENCE, SETTINGS
from npstui.store.files import PRIVATE
from npstui.store.opening import Opened

if TYPE_CHECKING:
    from npstui.store.store import Store

# What cut-off work leaves there is nobody's: it was never committed.
_LEFT_OVERS = ("responses", PRESENCE)


def forsake(store: "Store", opened: Opened, *, made: bool) -> bool:
    """Close the store, and remove it where nothing is in it and nobody else has it open.

    A shared directory, which somebody set up by hand, is removed only by who `made` it now.
    """
    removable = made or opened.access == PRIVATE
    try:
        if not (removable and holds_nothing(store) and opened.lock.to_exclusive()):
            return False
        # Somebody may have put something in and left before the lock was had.
        if not holds_nothing(store):
            return False
        shutil.rmtree(store.path, ignore_errors=True)
        return True
    finally:
        store.close()


def holds_nothing(store: "Store") -> bool:
    """Whether a store is as it was made: nothing imported, done or marked, set or dropped in."""
    try:
        settings = store.settings()
    except SettingsError:
        return False
    fresh = StoreSettings(name=settings.name, time_zone=settings.time_zone)
    if settings != fresh or store.imports() or store.verbs(limit=1) or store.remembered():
        return False
    return not store.markers() and not _files_of_others(store)


def _files_of_others(store: "Store") -> bool:
    own = {CATALOG, f"{CATALOG}-journal", SETTINGS, LOCK}
    files = (path.relative_to(store.path) for path in store.path.rglob("*") if not path.is_dir())
    return any(str(path) not in own and path.parts[0] not in _LEFT_OVERS for path in files)
