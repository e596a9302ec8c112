"""An export file is whole or not there, private, and over no other without being told."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from npstui.export.files import ExportError, format_of, write_export, write_pieces
from npstui.export.formats import Format

FRAME = pl.DataFrame({"response_id": ["1", "2"], "comment": ["a", "=b"]})


def test_the_file_is_whole_and_private(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    assert write_export(FRAME, target) == 2
    assert target.read_text() == "response_id,comment\n1,a\n2,'=b\n"
    assert target.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_the_ending_names_the_format_and_the_option_overrides_it(tmp_path: Path) -> None:
    assert format_of(Path("a.NDJSON")) is Format.NDJSON
    write_export(FRAME, tmp_path / "out.txt", Format.NDJSON)
    assert (tmp_path / "out.txt").read_text().startswith('{"response_id":"1"')
    with pytest.raises(ExportError, match=r"csv, ndjson, or say --format"):
        write_export(FRAME, tmp_path / "out.doc")


def test_an_existing_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("mine")
    with pytest.raises(ExportError, match="--force replaces it"):
        write_export(FRAME, target)
    assert target.read_text() == "mine"
    write_export(FRAME, target, force=True)
    assert target.read_text().startswith("response_id")


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"

    def texts() -> Iterator[str]:
        yield "ours"
        target.write_text("theirs")

    with pytest.raises(ExportError, match="there already"):
        write_pieces(texts(), target)
    assert target.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match=r"disk under .* is full; nothing was written"):
        write_export(FRAME, tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "said"), [("", "is a folder"), ("no/out.csv", "There is no folder")]
)
def test_a_path_that_cannot_be_one_is_said_before_any_work(
    tmp_path: Path, name: str, said: str
) -> None:
    with pytest.raises(ExportError, match=said):
        write_export(FRAME, tmp_path / name, Format.CSV)
