"""A disk that takes no more is said by its number, wherever in a Parquet file it happens."""

import errno
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
import pytest

from npstui.export.parquet import write_parquet
from npstui.export.rows import as_rows
from npstui.store.refused_writes import refused_write
from npstui.store.row_groups import ParquetWriter

# Wide enough that the end of the file is longer than what is written at once.
FRAME = pl.DataFrame(
    {f"c{column}": [f"{row}-{column}" for row in range(300)] for column in range(40)}
)
LIMITS = range(0, 21_000, 1_300)


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("chunks", [1, 2])
def test_a_segment_that_the_disk_does_not_take_says_the_number(tmp_path: Path, chunks: int) -> None:
    for limit in LIMITS:
        with (tmp_path / "a.parquet").open("wb") as file, files_up_to(limit):
            writer = ParquetWriter(file)
            with pytest.raises(OSError, match="too large") as told:
                _write(writer, chunks)
            assert told.value.errno == errno.EFBIG


def test_an_export_that_the_disk_does_not_take_says_the_number(tmp_path: Path) -> None:
    for limit in LIMITS:
        with (tmp_path / "a.parquet").open("wb") as file, files_up_to(limit):
            with pytest.raises(OSError, match="too large") as told:
                write_parquet(as_rows(FRAME), file)
            assert told.value.errno == errno.EFBIG


def test_what_could_not_be_read_is_no_refusal_of_the_disk(tmp_path: Path) -> None:
    with (tmp_path / "a.parquet").open("wb") as file:
        assert refused_write(pl.exceptions.ComputeError("a page is damaged"), file) is None
        assert refused_write(pl.exceptions.ComputeError("transport error"), file) is None


def _write(writer: ParquetWriter, chunks: int) -> None:
    for _ in range(chunks):
        writer.write(FRAME)
    writer.finish()
