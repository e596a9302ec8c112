"""The bell of the embedded catalog: whether anybody committed since it was last asked."""

import sqlite3
import threading
from pathlib import Path

from npstui.store.connections import connect
from npstui.store.errors import StoreError
from npstui.store.failures import from_sqlite

_PATIENCE_MS = 50  # a commit under way rings at the next question


class DataVersionBell:
    """Asks SQLite's own change number, 3 us a time, on a connection of its own.

    It rings for commits that changed nothing of interest too; look at the counters then. May be
    used from one other thread than the one that made it, or from several.
    """

    def __init__(self, catalog: Path) -> None:
        self._root = catalog.parent
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = connect(catalog)
        self._connection.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}").fetchall()
        self._seen: int | None = self._version()

    def rang(self) -> bool:
        """Whether a commit of any other connection came since the last question."""
        with self._lock:
            version = self._version()
            if version is None or version == self._seen:
                return False
            self._seen = version
            return True

    def close(self) -> None:
        """Ends its connection; a second time does nothing."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _version(self) -> int | None:
        if self._connection is None:
            raise StoreError(f"The store {self._root} was closed.")
        try:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                return None
            raise from_sqlite(error, self._root) from error
        except sqlite3.Error as error:
            raise from_sqlite(error, self._root) from error
