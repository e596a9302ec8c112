"""An export file is whole or not there, private, and over no other without being told."""

import errno
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from npstui.export.files import ExportError, format_of, whole_file, write_export
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
    with pytest.raises(ExportError, match=r"csv, xlsx, json, ndjson, parquet, md, or say"):
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

    def write() -> None:
        with whole_file(target) as file:
            file.write(b"ours")
            target.write_text("theirs")

    with pytest.raises(ExportError, match="there already"):
        write()
    assert target.read_text() == "theirs"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_that_is_full_at_the_end_is_a_sentence_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match=r"disk under .* is full; nothing was written"):
        write_export(FRAME, tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def little_room() -> Iterator[None]:
    """Files of this process cannot grow beyond 64 KB."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("fmt", list(Format))
@pytest.mark.usefixtures("little_room")
def test_a_disk_that_fills_up_midway_is_a_sentence_in_every_format(
    tmp_path: Path, fmt: Format
) -> None:
    texts = [f"{number * 7919:x} {'é' * 50}{number**3}" for number in range(20_000)]
    with pytest.raises(ExportError, match=r"disk under .* is full; nothing was written"):
        write_export(pl.DataFrame({"comment": texts}), tmp_path / f"out.{fmt}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fmt", list(Format))
def test_every_format_is_written_whole_and_counted(tmp_path: Path, fmt: Format) -> None:
    target = tmp_path / f"out.{fmt}"
    assert write_export(FRAME, target) == 2
    assert target.stat().st_mode & 0o777 == 0o600
    assert write_export(FRAME.clear(), target, force=True) == 0
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("name", "said"), [("", "is a folder"), ("no/out.csv", "There is no folder")]
)
def test_a_path_that_cannot_be_one_is_said_before_any_work(
    tmp_path: Path, name: str, said: str
) -> None:
    with pytest.raises(ExportError, match=said):
        write_export(FRAME, tmp_path / name, Format.CSV)
