"""A catalog of each implementation, and a store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.store.catalog_fixtures import IMPLEMENTATIONS

from npstui.store.protocols import Catalog
from npstui.store.store import Store


@pytest.fixture(params=sorted(IMPLEMENTATIONS))
def catalog(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Catalog]:
    made = IMPLEMENTATIONS[request.param](tmp_path)
    yield made
    made.close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "acme.nps", time_zone="Europe/Oslo") as made:
        yield made
