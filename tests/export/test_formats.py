"""CSV and NDJSON: nothing lost, nothing a spreadsheet would run."""

import csv
import io
import json
from datetime import UTC, datetime

import polars as pl
import pytest

from npstui.export.formats import Format, pieces, without_formula


def _csv(frame: pl.DataFrame) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(pieces(frame, Format.CSV)), newline="")))


@pytest.mark.parametrize("cell", ["=1+1", "+47 900 00 000", "-", "@SUM(A1)", "\t=1", "\r=1", "-a"])
def test_a_cell_that_a_spreadsheet_would_run_gets_a_mark(cell: str) -> None:
    assert _csv(pl.DataFrame({"comment": [cell]}))[1] == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["-5", "+4790000000", "-3.5", "-1e5", "-12 %"[:3], "fine", "a=b"])
def test_a_number_and_plain_text_stay_as_they_are(cell: str) -> None:
    assert _csv(pl.DataFrame({"comment": [cell]}))[1] == [cell]


def test_a_text_that_looks_marked_is_marked_once_more_so_that_taking_one_off_gives_it_back() -> (
    None
):
    assert without_formula("'=1") == "''=1"
    assert without_formula("'quoted'") == "'quoted'"


def test_a_header_carries_no_formula_either() -> None:
    assert _csv(pl.DataFrame({"=cmd()": ["a"]}))[0] == ["'=cmd()"]


def test_moments_lists_and_flags_in_csv() -> None:
    frame = pl.DataFrame(
        {
            "at": [datetime(2026, 11, 1, 9, tzinfo=UTC), None],
            "tags": [["late", "app"], []],
            "flag": [True, None],
            "score": pl.Series([9, 0], dtype=pl.Int8),
        }
    )
    assert _csv(frame) == [
        ["at", "tags", "flag", "score"],
        ["2026-11-01T09:00:00+00:00", "late,app", "true", "9"],
        ["", "", "", "0"],
    ]


def test_a_table_without_rows_has_its_header_in_csv_and_nothing_in_ndjson() -> None:
    frame = pl.DataFrame(
        schema={"at": pl.Datetime("us", "UTC"), "tags": pl.List(pl.String), "n": pl.Float64}
    )
    assert "".join(pieces(frame, Format.CSV)) == "at,tags,n\n"
    assert "".join(pieces(frame, Format.NDJSON)) == ""


def test_ndjson_keeps_the_original_with_lists_and_numbers_unrounded() -> None:
    hostile = '\x1b[31m=1+1\n\u202e"x" 王'
    frame = pl.DataFrame(
        {
            "comment": [hostile],
            "at": [datetime(2026, 11, 1, 9, 0, 0, 123456, tzinfo=UTC)],
            "tags": [["a", "b"]],
            "revenue": [0.1 + 0.2],
            "odd": [float("nan")],
        }
    )
    assert json.loads("".join(pieces(frame, Format.NDJSON))) == {
        "comment": hostile,
        "at": "2026-11-01T09:00:00.123456+00:00",
        "tags": ["a", "b"],
        "revenue": 0.1 + 0.2,
        "odd": None,
    }


def test_csv_quotes_what_needs_it() -> None:
    text = 'two\nlines, "quoted"; and\r\nmore'
    assert _csv(pl.DataFrame({"comment": [text], "b": ["x"]}))[1] == [text, "x"]


def test_notes_are_a_line_each_and_no_formula() -> None:
    frame = pl.DataFrame({"notes": [["=1, he said", "fine"], []]})
    assert _csv(frame) == [["notes"], ["'=1, he said\nfine"], [""]]


@pytest.mark.parametrize("height", [0, 1, 3])
def test_json_is_one_array_of_the_objects_of_ndjson(height: int) -> None:
    frame = pl.DataFrame({"a": ["x\ny", "z", None], "n": [1.0, 2.0, None]}).head(height)
    found = json.loads("".join(pieces(frame, Format.JSON)))
    lines = "".join(pieces(frame, Format.NDJSON)).splitlines()
    assert found == [json.loads(line) for line in lines]
    assert len(found) == height


def test_a_markdown_table_stays_a_table_whatever_its_cells_hold() -> None:
    hostile = "a|b\n[x](y) `c` <i>&\\ \x1b[31m\u202e"
    frame = pl.DataFrame({"a|b": [hostile, None], "n": [1.0, 2.0], "tags": [["x", "y"], []]})
    assert "".join(pieces(frame, Format.MD)) == (
        "| a\\|b | n | tags |\n| --- | ---: | --- |\n"
        "| a\\|b<br>\\[x\\](y) \\`c\\` &lt;i>&amp;\\\\ \\[31m | 1 | x,y |\n|  | 2 |  |\n"
    )
