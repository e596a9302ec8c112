"""An error of polars' is told by the file that it could not read."""

from pathlib import Path

import polars as pl
import pytest

from npstui.store.damage import damage_behind, unreadable


class PanicException(BaseException):
    """As polars names its panic, which is no Exception."""


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A store's folder of one segment that can be read."""
    (tmp_path / "responses").mkdir()
    path = tmp_path / "responses" / "b.parquet"
    pl.DataFrame(
        {"score": list(range(1_000)), "text": [f"said {n}" for n in range(1_000)]}
    ).write_parquet(path)
    return path


def broken(whole: Path) -> Path:
    """A segment before it that begins and ends well and is damaged between."""
    content = bytearray(whole.read_bytes())
    content[len(content) // 3 : len(content) // 2] = b"\xff" * (
        len(content) // 2 - len(content) // 3
    )
    path = whole.with_name("a.parquet")
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("error", [pl.exceptions.ComputeError("parquet: bad"), PanicException()])
def test_the_damaged_file_is_named(tmp_path: Path, whole: Path, error: BaseException) -> None:
    path = broken(whole)
    damage = damage_behind(error, tmp_path)
    assert str(damage) == f"{path} is damaged; restore it from a backup."


def test_where_every_file_can_be_read_the_error_is_another(tmp_path: Path, whole: Path) -> None:
    assert damage_behind(pl.exceptions.ComputeError("no such luck"), tmp_path) is None


def test_an_error_of_ours_looks_into_no_file(tmp_path: Path, whole: Path) -> None:
    broken(whole)
    assert damage_behind(ValueError("six"), tmp_path) is None


def test_a_file_that_was_merged_meanwhile_is_no_damage(whole: Path) -> None:
    assert unreadable(whole) is None
    assert unreadable(whole.with_name("gone.parquet")) is None


def test_what_is_no_parquet_at_all_is_told_in_polars_words(whole: Path) -> None:
    whole.write_bytes(b"letter" * 50)
    assert "parquet" in (unreadable(whole) or "")
