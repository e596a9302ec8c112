"""From one version of the catalog's tables to the next, inside the file's own version number."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from npstui.store.connections import connect, transaction
from npstui.store.errors import StoreDamaged, StoreNewer
from npstui.store.files import Access, create_file, sync_directory, temporary_beside
from npstui.store.schema import APPLICATION_ID, HANDING, MARKERS, REMEMBERED, TABLES

Migration = Callable[[sqlite3.Connection], None]


def _first_tables(connection: sqlite3.Connection) -> None:
    for statement in TABLES:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _add_markers(connection: sqlite3.Connection) -> None:
    connection.execute(MARKERS)


def _add_remembered(connection: sqlite3.Connection) -> None:
    connection.execute(REMEMBERED)


def _add_handing(connection: sqlite3.Connection) -> None:
    for statement in HANDING:
        connection.execute(statement)


def _add_told(connection: sqlite3.Connection) -> None:
    # No event before this version said when a customer is asked again: null is right for all.
    connection.execute("ALTER TABLE cases ADD COLUMN told_at INTEGER")


# MIGRATIONS[n] leads from version n to n + 1; version 0 is an empty file.
MIGRATIONS: tuple[Migration, ...] = (
    _first_tables,
    _add_markers,
    _add_remembered,
    _add_handing,
    _add_told,
)


def newest_version() -> int:
    """The version of the tables that this program reads and writes."""
    return len(MIGRATIONS)


def version_of(connection: sqlite3.Connection, catalog: Path) -> int:
    """The version a catalog is at.

    Raises StoreDamaged for a file that is no catalog of ours, StoreNewer for a later version.
    """
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreDamaged(f"{catalog} is not a catalog of npstui; restore it from a backup.")
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > newest_version():
        raise StoreNewer(
            f"{catalog.parent} was written by a newer npstui (store version {version}, this "
            f"one reads {newest_version()}); install the newer version."
        )
    return version


def check_version(connection: sqlite3.Connection, catalog: Path) -> None:
    """Refuses to write to a store that somebody migrated meanwhile. Raises StoreNewer."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version != newest_version():
        raise StoreNewer(
            f"{catalog.parent} is at store version {version} now, this npstui writes "
            f"{newest_version()}; leave and start it again."
        )


def migrate(connection: sqlite3.Connection) -> None:
    """Brings the tables to the newest version: all steps in one transaction, or none."""
    with transaction(connection):
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        for step in MIGRATIONS[version:]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {newest_version()}")


def keep_copy(connection: sqlite3.Connection, catalog: Path, access: Access) -> Path:
    """A copy of the catalog as it is before a migration, beside it; the copy's path.

    SQLite copies, not we: the locks of the whole process on the catalog would be lost with the
    first descriptor of it that Python closes.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    kept = catalog.with_name(f"catalog.version-{version}.sqlite")
    temporary = temporary_beside(kept)
    os.close(create_file(temporary, access))
    with closing(connect(temporary)) as copy:
        connection.backup(copy)
    temporary.replace(kept)
    sync_directory(kept.parent)
    return kept
