"""A store to import into, a fixed now, and files made of text."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.intake.staging import FileResult
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)

Write = Callable[..., Path]
Import = Callable[..., FileResult]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "acme.nps", time_zone="Europe/Oslo") as made:
        yield made


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(content: str | bytes, name: str = "acme.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


@pytest.fixture
def take(store: Store, write: Write) -> Import:
    """Imports one file of the given content; options by name."""

    def taken(content: str | bytes, name: str = "acme.csv", **options: Any) -> FileResult:
        path = write(content, name)
        results = import_files(
            store,
            [path],
            ImportOptions(**options),
            actor="ann",
            person="ann",
            now=NOW,
        )
        (result,) = results
        return result

    return taken


def responses(store: Store) -> pl.DataFrame:
    snapshot = store.snapshot()
    try:
        return snapshot.responses.collect()
    finally:
        snapshot.close()
