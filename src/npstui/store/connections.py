"""Connections to the catalog: one that reads, one that writes, each behind a lock.

Two, so that a reader in this process does not wait while a writer waits for another process.
Nothing but SQLite may open the catalog: POSIX drops all locks of a process on a file when it
closes any descriptor of that file.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from npstui.store.errors import StoreError, StoreMissing

BUSY_SECONDS = 30.0


def connect(catalog: Path, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """A connection to a catalog that exists; transactions are begun and ended by statements."""
    connection = sqlite3.connect(
        f"{catalog.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        # Not WAL: before SQLite 3.51.3 several processes that checkpoint one can corrupt it.
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute("PRAGMA synchronous = EXTRA").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """All or nothing of what is executed inside.

    IMMEDIATE for everything that writes: a transaction that reads first and then wants to write
    fails at once where another writer came between.
    """
    connection.execute(begin)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


class Connections:
    """The connections of one open store; safe to use from any thread."""

    def __init__(self, catalog: Path) -> None:
        self.catalog = catalog
        self._closed = False
        self._read_lock, self._write_lock = threading.Lock(), threading.Lock()
        self._read = connect(catalog)
        self._file = _file_of(catalog)
        self._write: sqlite3.Connection | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One consistent read; fetch everything inside, it ends with the block."""
        with self._read_lock:
            self._check_open()
            with transaction(self._read, "BEGIN"):
                yield self._read

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One write transaction; an exception inside leaves no trace of it."""
        with self._write_lock:
            self._check_open()
            if self._write is None:
                self._write = connect(self.catalog)
            try:
                with transaction(self._write):
                    yield self._write
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY:
                    # Opened while it might not be written, it stays so; the next may be allowed to.
                    self._write.close()
                    self._write = None
                raise

    def close(self) -> None:
        """Ends both, after what is under way; a second time does nothing."""
        with self._write_lock, self._read_lock:
            self._closed = True
            self._read.close()
            if self._write is not None:
                self._write.close()

    def _check_open(self) -> None:
        if self._closed:
            raise StoreError(f"The store {self.catalog.parent} was closed.")
        # Else what is written goes into the one and what is read comes from the other.
        if (file := _file_of(self.catalog)) is not None and file != self._file:
            raise replaced(self.catalog)


def replaced(catalog: Path) -> StoreMissing:
    """What is said where a catalog is no longer the file that was opened."""
    return StoreMissing(
        f"{catalog} was moved or replaced while this was open; leave and start it again."
    )


def _file_of(catalog: Path) -> tuple[int, int] | None:
    """Which file has the name now; it is looked at and not opened. None where there is none."""
    try:
        found = catalog.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
