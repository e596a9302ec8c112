"""A demo that the disk has no room for says so."""

from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from npstui.desk.demo import make_demo_store
from npstui.store.errors import StoreFull


def test_no_room_for_the_samples_answers_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device (os error 28)")  # as polars says it, no number

    monkeypatch.setattr(pl.DataFrame, "write_csv", full)
    with pytest.raises(StoreFull, match="no room left"):
        make_demo_store(tmp_path / "demo.nps", datetime(2026, 11, 22, tzinfo=UTC), lambda: False)
