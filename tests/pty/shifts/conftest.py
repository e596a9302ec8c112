"""The demo's store, made once a run and copied for each shift; nothing drips into it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.pty.desks import copy_of

from npstui.desk.demo import make_demo_store


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Never opened on screen, never written."""
    store = tmp_path_factory.mktemp("demo") / "nordtaxi.nps"
    make_demo_store(store, datetime.now(UTC))
    return store


@pytest.fixture
def nordtaxi(made_demo: Path, tmp_path: Path) -> Path:
    """A copy of one's own: 6,000 answers, five weeks of follow-up, late cases, a team of five."""
    return copy_of(made_demo, tmp_path)
