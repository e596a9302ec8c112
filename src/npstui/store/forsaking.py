"""Leaving a store that nothing was ever put in: it goes, so that nothing chosen is nothing kept.

A first-time sheet whose desk was killed leaves a made, empty store; whoever leaves the sheet the
next time takes it away too.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from npstui.settings.documents import SettingsError
from npstui.settings.store_file import StoreSettings
from npstui.store.catalog import FILE_NAME as CATALOG
from npstui.store.catalog import SqliteCatalog
from npstui.store.creating import LOCK, PRESENCE, SETTINGS
from npstui.store.files import PRIVATE
from npstui.store.opening import Opened

# What cut-off work leaves there is nobody's: it was never committed.
_LEFT_OVERS = ("responses", PRESENCE)


Settings = Callable[[], StoreSettings]


def remove_if_empty(root: Path, opened: Opened, settings: Settings, *, made: bool) -> bool:
    """Remove an open store where nothing is in it and nobody else has it open; whether it did.

    A shared directory, which somebody set up by hand, is removed only by who `made` it now.
    """
    removable = made or opened.access == PRIVATE
    catalog = opened.catalog
    if not (removable and _holds_nothing(root, catalog, settings) and opened.lock.to_exclusive()):
        return False
    # Somebody may have put something in and left before the lock was had.
    if not _holds_nothing(root, catalog, settings):
        return False
    shutil.rmtree(root, ignore_errors=True)
    return True


def _holds_nothing(root: Path, catalog: SqliteCatalog, settings: Settings) -> bool:
    """Whether a store is as it was made: nothing imported, done or marked, set or dropped in."""
    try:
        chosen = settings()
    except SettingsError:
        return False
    fresh = StoreSettings(name=chosen.name, time_zone=chosen.time_zone)
    if chosen != fresh or catalog.imports() or catalog.verbs(1, None) or catalog.remembered():
        return False
    return not catalog.markers() and not _files_of_others(root)


def _files_of_others(root: Path) -> bool:
    own = {CATALOG, f"{CATALOG}-journal", SETTINGS, LOCK}
    files = (path.relative_to(root) for path in root.rglob("*") if not path.is_dir())
    return any(str(path) not in own and path.parts[0] not in _LEFT_OVERS for path in files)
