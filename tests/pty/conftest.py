"""A store that the tests of one run copy, made once: 300 detractors wait in it, d0 first."""

from pathlib import Path

import pytest
from tests.pty.desks import copy_of, make_store, survey


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Never opened on screen, never written."""
    return make_store(tmp_path_factory.mktemp("made"), survey())


@pytest.fixture
def store(made_store: Path, tmp_path: Path) -> Path:
    """A copy of one's own."""
    return copy_of(made_store, tmp_path)
