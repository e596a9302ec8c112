"""What stdout gets: documents that read back as they were, tables that stay aligned."""

import json
from datetime import UTC, datetime

import pytest

from npstui.cli import output
from npstui.present.cells import cell_width
from npstui.present.text import SafeText, safe


def test_a_document_reads_back_with_hostile_text_as_it_was(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    hostile = "\x1b[31m\x00\x9b\u202eevil\u2028\ud800 王"
    output.document({"comment": hostile})
    output.flush()
    written = capfdbinary.readouterr().out
    assert json.loads(written)["comment"] == hostile
    assert "王".encode() in written
    assert not any(mark.encode() in written for mark in ("\x1b", "\x00", "\x9b", "\u202e"))


def test_moments_are_written_with_their_offset() -> None:
    assert output.as_json([datetime(2026, 11, 1, 9, tzinfo=UTC)]) == '["2026-11-01T09:00:00+00:00"]'


def test_a_table_is_aligned_by_cells_and_whole_in_a_pipe(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    long = SafeText("x" * 300)
    output.table(
        ["sc", "customer", "comment"],
        [[safe("9"), safe("王小明"), long], [safe("10"), safe("Liv"), safe("fine")]],
        right=frozenset({0}),
        grows=2,
    )
    output.flush()
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert lines[0] == "sc  customer  comment"
    assert lines[1] == " 9  王小明    " + long
    assert lines[2] == "10  Liv       fine"


def test_a_row_is_one_line_on_a_terminal(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "_screen_width", lambda: 40)
    rows = [[safe("9"), safe("a very long customer name"), safe("王" * 200), safe("new")]]
    output.table(["sc", "customer", "comment", "status"], rows, grows=2, narrow={1: 10})
    output.flush()
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert len(lines) == 2
    assert all(cell_width(line) <= 40 for line in lines)
    assert lines[1].endswith("  new")
