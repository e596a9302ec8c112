"""A disk without room: the import is refused in words, and what was there stays whole."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from tests.store.segment_fixtures import bring, chunk, files_of, held, registered_files

from npstui.store.errors import StoreFull
from npstui.store.store import Store

ROWS = 20_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a small file system")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def noise(start: int) -> pl.DataFrame:
    """Rows that no compression makes small."""
    from hashlib import blake2b

    rows = range(start, start + ROWS)
    return chunk(rows).with_columns(
        comment=pl.Series([blake2b(str(row).encode()).hexdigest() for row in rows])
    )


@pytest.mark.parametrize("chunks", [1, 3])
def test_an_import_that_does_not_fit_changes_nothing(small_disk: Path, chunks: int) -> None:
    with Store.create(small_disk / "acme.nps") as store:
        bring(store, chunk(range(10)))
        with pytest.raises(StoreFull):
            bring(store, *(noise(1_000 + ROWS * number) for number in range(chunks)))

        assert held(store).height == 10
        assert files_of(store) == registered_files(store)
        assert len(store.imports()) == 1
        assert bring(store, chunk(range(12))).fates.imported == 2
