"""A Parquet file written a chunk at a time, in the background while the next one is parsed."""

import queue
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from npstui.store.refused_writes import refused_write

if TYPE_CHECKING:
    import polars as pl

# A sorted chunk becomes a few groups, so that a period skips most of an unsorted file.
ROW_GROUP = 65_536
# zstd's lightest level: the default writes long files a quarter slower, and hardly smaller.
LEVEL = 1


class ParquetWriter:
    """Takes chunks of one schema and writes them, zstd, to an open file.

    The first chunk is held: a file of one chunk, as every live batch is, needs no thread.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._first: pl.DataFrame | None = None
        self._queue: queue.Queue[pl.DataFrame | BaseException | None] = queue.Queue(1)
        self._thread: threading.Thread | None = None
        self._error: BaseException | None = None

    def write(self, chunk: "pl.DataFrame") -> None:
        """Take one more chunk. Raises what went wrong with earlier ones."""
        if self._first is None and self._thread is None:
            self._first = chunk
            return
        if self._thread is None:
            self._thread = threading.Thread(
                target=self._run, args=(chunk.schema,), name="segment", daemon=True
            )
            self._thread.start()
        if self._first is not None:
            first, self._first = self._first, None
            self._put(first)
        self._put(chunk)

    def finish(self) -> None:
        """Write what is left and the footer. Raises what went wrong, OSError for the disk."""
        if self._thread is not None:
            self._put(None)
            self._thread.join()
            self._raise()
        elif self._first is not None:
            write_frame(self._first, self._file)
            self._first = None

    def stop(self) -> None:
        """Give up; the file is left as it is."""
        self._first = None
        if self._thread is not None and self._thread.is_alive():
            self._put(_Stopped(), quiet=True)
            self._thread.join()

    def _put(self, item: "pl.DataFrame | BaseException | None", *, quiet: bool = False) -> None:
        while self._thread is not None and self._thread.is_alive():
            try:
                self._queue.put(item, timeout=0.1)
            except queue.Full:
                continue
            return
        if not quiet:
            self._raise()

    def _raise(self) -> None:
        if self._error is not None:
            raise self._error

    def _run(self, schema: "pl.Schema") -> None:
        from polars.io.plugins import register_io_source

        def chunks(
            _columns: list[str] | None,
            _predicate: "pl.Expr | None",
            _rows: int | None,
            _batch: int | None,
        ) -> "Iterator[pl.DataFrame]":
            while (item := self._queue.get()) is not None:
                if isinstance(item, BaseException):
                    raise item
                yield item

        try:
            register_io_source(chunks, schema=schema).sink_parquet(
                self._file, compression_level=LEVEL, row_group_size=ROW_GROUP, maintain_order=True
            )
        except Exception as error:  # noqa: BLE001 - it is raised again by the one who feeds
            self._error = refused_write(error, self._file) or error
        except BaseException as error:  # noqa: BLE001 - the same; a panic of polars' is one
            self._error = error


class _Stopped(Exception):
    """Ends the background write of an import that was given up."""


def write_frame(frame: "pl.DataFrame", file: BinaryIO) -> None:
    """A whole segment at once. Raises OSError where the disk takes no more."""
    from polars.exceptions import ComputeError

    try:
        frame.write_parquet(file, compression_level=LEVEL, row_group_size=ROW_GROUP)
    except ComputeError as error:
        raise (refused_write(error, file) or error) from error
