"""A workbook has types, a frozen header, times of a zone that it names, and runs nothing."""

import errno
import gc
import io
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import fastexcel
import polars as pl
import pytest

from npstui.export import workbook
from npstui.export.files import ExportError, write_export
from npstui.export.rows import as_rows
from npstui.export.workbook import TooLarge, write_workbook
from npstui.intake.own import ABOUT_SHEET

OSLO = ZoneInfo("Europe/Oslo")
FRAME = pl.DataFrame(
    {
        "response_id": ["007", "=1+1"],
        "responded_at": [datetime(2026, 7, 1, 22, 30, tzinfo=UTC), None],
        "score": pl.Series([9, 0], dtype=pl.Int8),
        "comment": ["https://example.org", "'=x"],
        "tags": [["late", "app"], []],
        "do_not_contact": [True, None],
        "revenue": [12.5, float("nan")],
        "seats": [3.0, None],
        "nothing": pl.Series([None, None], dtype=pl.Null),
    }
)


def _book(frame: pl.DataFrame, told: list[str] | None = None) -> io.BytesIO:
    file = io.BytesIO()
    write_workbook(as_rows(frame), file, OSLO, (told if told is not None else []).append)
    return file


def _sheet(file: io.BytesIO, name: str = workbook.SHEET) -> list[dict[str, Any]]:
    sheet = fastexcel.read_excel(file.getvalue()).load_sheet(name)
    return sheet.to_polars().to_dicts()


def test_cells_have_types_and_carry_no_formula() -> None:
    first, second = _sheet(_book(FRAME))
    assert first["response_id"] == "007"
    assert first["responded_at"] == datetime(2026, 7, 2, 0, 30)  # noqa: DTZ001 - as Excel has it
    assert (first["score"], first["revenue"], first["seats"]) == (9, 12.5, 3)
    assert (first["tags"], first["do_not_contact"]) == ("late,app", True)
    assert (second["response_id"], second["comment"]) == ("'=1+1", "''=x")
    assert (second["revenue"], second["tags"]) == (None, None)


def test_the_header_is_frozen_and_the_zone_is_named() -> None:
    file = _book(FRAME)
    sheet = zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml")
    assert b'<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' in sheet
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    about = fastexcel.read_excel(file.getvalue()).load_sheet(ABOUT_SHEET, header_row=None)
    assert about.to_polars().row(0) == ("times are in the zone", "Europe/Oslo")


def test_a_text_longer_than_a_cell_is_cut_and_that_is_said() -> None:
    told: list[str] = []
    long, wide = "x" * 40_000, "\N{SLIGHTLY SMILING FACE}" * 20_000
    rows = _sheet(_book(pl.DataFrame({"comment": [long, wide, "y" * 32_767]}), told))
    assert [len(row["comment"].encode("utf-16-le")) // 2 for row in rows] == [32_767] * 3
    assert told == [
        "2 texts were cut: a cell holds 32,767 characters. CSV and JSON hold all of it."
    ]


def test_hostile_texts_come_back_as_they_are() -> None:
    texts = ["\x1b[31m\x07", "_x0041_", "a\r\nb\tc", "<&>\"'", "\u202e王 "]
    rows = _sheet(_book(pl.DataFrame({"comment": texts})))
    assert [row["comment"] for row in rows] == texts


@pytest.mark.parametrize("what", ["MOST_ROWS", "MOST_COLUMNS"])
def test_more_than_a_sheet_holds_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(workbook, what, 1)
    with pytest.raises(TooLarge, match=r"A sheet holds 1 .* and these are \d; .* CSV or Parquet"):
        _book(FRAME)
    with pytest.raises(ExportError, match="A sheet holds 1"):
        write_export(FRAME, tmp_path / "out.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_time_before_excels_is_text() -> None:
    frame = pl.DataFrame({"born": [datetime(1850, 5, 1, tzinfo=UTC)]})
    assert str(_sheet(_book(frame))[0]["born"]).startswith("1850-05-01")


def test_the_second_of_an_hour_that_comes_twice_says_its_offset() -> None:
    moments = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]
    first, second = _sheet(_book(pl.DataFrame({"due_at": moments})))
    assert str(first["due_at"]).startswith("2026-10-25 02:30:00")
    assert second["due_at"] == "2026-10-25T02:30:00+01:00"


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_a_workbook_that_finds_no_room_is_left_without_a_word_more(tmp_path: Path) -> None:
    class Full(io.FileIO):
        def write(self, content: Any) -> int:
            if self.tell() + len(content) > 1_000:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().write(content) or 0

    with Full(tmp_path / "out.xlsx", "w") as file, pytest.raises(OSError, match="No space left"):
        write_workbook(as_rows(FRAME), file, OSLO)
    gc.collect()
