"""`npstui export`: formats, chosen columns, personal data left out, the log, standard output."""

import io
import json
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
import pytest
from tests.cli.conftest import Cli

PERSONAL = ("customer_id", "customer_name", "email", "phone", "company")
WRITTEN = ("comment", "notes")


def _exported(cli: Cli, *words: str) -> list[dict[str, Any]]:
    ran = cli("export", "-", "--format", "json", *words)
    assert (ran.code, ran.err) == (0, "")
    rows: list[dict[str, Any]] = ran.json
    return rows


def test_a_case_brings_what_was_done_to_it_and_the_notes_that_stand(cli: Cli, acme: Path) -> None:
    cli("case", "note", "Rang, no answer", "d1")
    cli("case", "note", "taken back", "d1")
    cli("undo")
    cli("case", "contact", "--channel", "phone", "--result", "reached", "--note", "=sorry", "d1")
    cli("case", "tag", "late,app", "d1")
    cli("case", "resolve", "solved", "d1")
    row = next(row for row in _exported(cli, "--what", "cases") if row["response_id"] == "d1")
    assert row["notes"] == ["Rang, no answer", "=sorry"]
    assert (row["tags"], row["status"], row["outcome"]) == (["late", "app"], "resolved", "solved")
    assert row["first_contact_at"] < row["resolved_at"]
    names = list(row)
    assert names[names.index("excluded") + 1] == "notes"
    out = cli("export", "-", "--what", "cases", "--columns", "notes", "--where", "id:d1").out
    assert out == 'notes\n"Rang, no answer\n=sorry"\n'


def test_a_redacted_export_names_nobody(cli: Cli, acme: Path) -> None:
    cli("case", "note", "his name is Person 0", "d1")
    (row, *_) = _exported(cli, "--redact", "--where", "id:d1")
    assert not set(row).intersection((*PERSONAL, *WRITTEN))
    assert (row["response_id"], row["score"], row["region"]) == ("d1", 2, "Oslo")
    assert "Person" not in json.dumps(row)
    whole = _exported(cli, "--redact", "--columns", "response_id,comment", "--where", "id:d1")
    assert whole == [{"response_id": "d1", "comment": "Late, forty minutes"}]
    for name in PERSONAL:
        ran = cli("export", "-", "--redact", "--columns", f"score,{name}")
        assert (ran.code, ran.out) == (2, "")
        assert f"--redact leaves “{name}” out" in ran.err


def test_a_redacted_export_has_no_column_that_nobody_looked_at(
    cli: Cli, acme: Path, tmp_path: Path
) -> None:
    (tmp_path / "more.csv").write_text("id,score,first name,region\nx1,3,Ola,Oslo\n")
    assert cli("import", tmp_path / "more.csv").code == 0
    (row,) = _exported(cli, "--redact", "--where", "id:x1")
    assert "first name" not in row
    (row,) = _exported(cli, "--redact", "--where", "id:x1", "--columns", "region,first name")
    assert row == {"region": "Oslo", "first name": "Ola"}


def test_a_redacted_log_has_no_texts(cli: Cli, acme: Path) -> None:
    cli("case", "note", "secret", "d1")
    cli("case", "contact", "--channel", "phone", "--result", "reached", "--note", "secret", "d1")
    assert "secret" in cli("export", "-", "--what", "log").out
    rows = _exported(cli, "--what", "log", "--redact")
    assert [row["kind"] for row in rows][:2] == ["import", "noted"]
    assert "secret" not in json.dumps(rows)
    assert json.loads(rows[-1]["data"])["channel"] == "phone"


def test_the_log_is_oldest_first_with_chosen_columns(cli: Cli, acme: Path) -> None:
    cli("case", "take", "d1")
    out = cli("export", "-", "--what", "log", "--columns", "kind,response_id,person").out
    header, first, second = out.splitlines()
    assert (header, first) == ("kind,response_id,person", f"import,,{first.split(',')[2]}")
    assert second.startswith("assigned,d1,")
    ran = cli("export", "-", "--what", "log", "--columns", "kindd")
    assert (ran.code, ran.out) == (2, "")
    assert "The nearest is kind" in ran.err


@pytest.mark.parametrize("fmt", ["csv", "xlsx", "json", "ndjson", "parquet", "md"])
def test_the_ending_of_the_path_names_the_format(
    cli: Cli, acme: Path, tmp_path: Path, fmt: str
) -> None:
    target = tmp_path / f"out.{fmt}"
    ran = cli("export", target, "--what", "detractors", "--json")
    assert (ran.code, ran.json["format"], ran.json["rows"]) == (0, fmt, 3)
    assert target.stat().st_mode & 0o777 == 0o600
    assert cli("export", target, "--what", "detractors").code == 1
    assert cli("export", target, "--what", "detractors", "--force").code == 0


def test_a_workbook_and_parquet_go_to_a_pipe_too(
    cli: Cli, acme: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    from npstui.cli.app import npstui
    from npstui.cli.errors import run

    written = {}
    for fmt in ("xlsx", "parquet"):
        capfdbinary.readouterr()
        assert run(npstui, ["export", "-", "--format", fmt, "--what", "cases"]) == 0
        written[fmt] = capfdbinary.readouterr().out
    frame = pl.read_parquet(io.BytesIO(written["parquet"]))
    assert frame.schema["responded_at"] == pl.Datetime("us", "UTC")
    assert frame.schema["tags"] == pl.List(pl.String)
    sheet = fastexcel.read_excel(written["xlsx"]).load_sheet("npstui").to_polars()
    assert sheet["response_id"].to_list() == frame["response_id"].to_list()


def test_a_markdown_table_is_safe_to_show(cli: Cli, acme: Path) -> None:
    ran = cli("export", "-", "--format", "md", "--columns", "response_id,score,comment")
    lines = ran.out.splitlines()
    assert lines[:2] == ["| response_id | score | comment |", "| --- | ---: | --- |"]
    assert "| d3 | 0 | =HYPERLINK(\\[31m) |" in lines


def test_responses_come_by_time_whatever_the_size_of_the_parts(
    cli: Cli, acme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "undated.csv").write_text("id,score\nu1,3\nu2,4\nu3,5\n")
    assert cli("import", tmp_path / "undated.csv").code == 0
    listed = cli("list", "responses", "--format", "ids").out.split()
    for size in (1, 2, 1_000):
        monkeypatch.setattr("npstui.desk.listings.SLICE", size)
        assert [row["response_id"] for row in _exported(cli)] == listed
    assert _exported(cli, "--where", "id:zz9") == []


@pytest.mark.parametrize(
    "inside", ["catalog.sqlite", "store.toml", "responses/new.parquet", "a.csv"]
)
def test_an_export_never_lands_in_a_store(
    cli: Cli, acme: Path, store_path: Path, inside: str
) -> None:
    target = store_path / inside
    before = target.read_bytes() if target.exists() else None
    ran = cli("export", target, "--format", "csv", "--force")
    assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
    assert "lies in a store" in ran.err
    assert (target.read_bytes() if target.exists() else None) == before
