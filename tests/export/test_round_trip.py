"""What is exported comes in again as the same responses: same ids, same sources, same texts."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from npstui.desk.desk import Desk
from npstui.export.files import write_export
from npstui.export.formats import Format
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.intake.staging import FileResult
from npstui.model.response import CANONICAL_NAMES, CASE_KEYS
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
CASE = ("notes", "category", *CASE_KEYS)


@contextmanager
def _desk(folder: Path, name: str) -> Iterator[Desk]:
    path = folder / name
    zone = {"one.nps": "Europe/Oslo", "two.nps": "America/New_York"}[name]
    store = Store.open(path) if path.exists() else Store.create(path, time_zone=zone)
    desk = Desk(store, person="alice", actor="os")
    try:
        yield desk
    finally:
        desk.close()


def _import(desk: Desk, *paths: Path) -> list[FileResult]:
    options = ImportOptions()
    return import_files(desk.store, list(paths), options, actor="os", person="alice", now=NOW)


def _responses(desk: Desk) -> list[dict[str, object]]:
    found = desk.table("responses", NOW).drop(*CASE[1:], strict=False)
    known = [name for name in found.columns if found[name].null_count() < found.height]
    return found.select(known).sort("source", "response_id").to_dicts()


def _write(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    return path


def _fates(result: FileResult) -> tuple[int, int, int, int]:
    fates = result.fates
    assert result.refusal is None, result.refusal
    return fates.imported, fates.already_known, fates.changed, fates.quarantined


def _goes_round(tmp_path: Path, *files: Path, fmt: Format = Format.CSV) -> FileResult:
    """Import the files, export all, import that into an empty store and into the same one."""
    with _desk(tmp_path, "one.nps") as desk, _desk(tmp_path, "two.nps") as other:
        _import(desk, *files)
        target = tmp_path / "out" / f"anything.{fmt}"
        target.parent.mkdir()
        zone = desk.settings.zone
        count = write_export(desk.export("responses", NOW), target, zone=zone)
        (there,) = _import(other, target)
        assert _fates(there) == (count, 0, 0, 0)
        assert _responses(other) == _responses(desk)
        (back,) = _import(desk, target)
        assert _fates(back) == (0, count, 0, 0)
        (again,) = _import(other, target)
        assert _fates(again) == (0, count, 0, 0)
        for result in _import(other, *files):
            assert result.fates.imported == 0
        return there


@pytest.mark.parametrize("fmt", [each for each in Format if each is not Format.MD])
def test_every_format_of_data_goes_round(tmp_path: Path, fmt: Format) -> None:
    rows = [
        {
            "id": f"00{number}" if number % 2 else "",
            "score": number % 11,
            "responded_at": f"2026-10-25T0{number % 4}:30:0{number % 10}.{number:03d}Z",
            "comment": ("=1", "", "two\nlines", "'=x", "1.50", "a\tb")[number % 6],
            "email": f"u{number}@example.org",
            "revenue": (1.5, 2, "")[number % 3],
            "do_not_contact": ("yes", "no", "")[number % 3],
            "plan": ("gold", "0012", "")[number % 3],
            "seats": ("1", "2.5", "")[number % 3],
            "since": ("2020-01-31", "1850-02-03", "")[number % 3],
        }
        for number in range(1, 40)
    ]
    _goes_round(tmp_path, _write(tmp_path / "acme.csv", rows), fmt=fmt)


def test_a_workbook_that_keeps_no_microseconds_is_known_again(tmp_path: Path) -> None:
    rows = [
        {"id": n, "score": n % 11, "responded_at": f"2026-10-22T01:30:59.{n * 1997:06d}Z"}
        for n in range(1, 500)
    ]
    with _desk(tmp_path, "one.nps") as desk:
        _import(desk, _write(tmp_path / "acme.csv", rows))
        target = tmp_path / "anything.xlsx"
        write_export(desk.export("responses", NOW), target, zone=desk.settings.zone)
        (back,) = _import(desk, target)
        assert _fates(back) == (0, 499, 0, 0)


def test_line_ends_of_json_go_round_by_way_of_csv(tmp_path: Path) -> None:
    comments = ["a\r\nb", "a\r\r\nb", "a\nb", "a\rb", "\r\n"]
    file = tmp_path / "acme.json"
    file.write_text(
        json.dumps(
            [{"id": f"r{n}", "score": 3, "comment": c, "plan": c} for n, c in enumerate(comments)]
        )
    )
    _goes_round(tmp_path, file)


def test_several_sources_with_ids_in_common_stay_apart(tmp_path: Path) -> None:
    rows = [{"id": n, "score": n, "comment": f"said {n}", "region": "Oslo"} for n in range(4)]
    one = _write(tmp_path / "mail.csv", rows)
    other = _write(tmp_path / "sms.csv", [{**row, "score": 9} for row in rows])
    result = _goes_round(tmp_path, one, other)
    assert result.preset == "npstui"
    assert not result.notes


def test_responses_without_ids_of_their_own_are_known_again(tmp_path: Path) -> None:
    rows = [{"score": 9, "comment": "", "plan": number % 3} for number in range(50)]
    rows += [{"score": 3, "comment": f"said {number}", "plan": 1} for number in range(50)]
    _goes_round(tmp_path, _write(tmp_path / "walk-in.csv", rows))


def test_the_columns_of_the_cases_are_not_the_responses(tmp_path: Path) -> None:
    rows = [
        {"id": n, "score": 2, "date": "2026-11-20T08:51:12.123456Z", "tags": "a", "notes": "b"}
        for n in range(3)
    ]
    _goes_round(tmp_path, _write(tmp_path / "acme.csv", rows))
    with _desk(tmp_path, "two.nps") as other:
        names = [column.name for column in other.store.snapshot().extra_columns]
    assert sorted(names) == ["notes (file)", "tags (file)"]


def test_some_of_the_columns_in_another_order_are_an_export_too(tmp_path: Path) -> None:
    rows = [{"id": n, "score": n, "comment": f"said {n}"} for n in range(5)]
    file = _write(tmp_path / "acme.csv", rows)
    chosen = ["comment", "score", "tags", "source", "due_at", "response_id", "outcome"]
    with _desk(tmp_path, "one.nps") as desk, _desk(tmp_path, "two.nps") as other:
        _import(desk, file)
        target = tmp_path / "some.csv"
        write_export(desk.export("responses", NOW, choose=lambda _known: chosen), target)
        (result,) = _import(other, target)
        assert _fates(result) == (5, 0, 0, 0)
        assert {row["source"] for row in _responses(other)} == {"acme"}
        (back,) = _import(desk, target)
        assert _fates(back) == (0, 5, 0, 0)


def test_an_import_id_that_somebody_added_is_left_out(tmp_path: Path) -> None:
    header = ["response_id", "source", "responded_at", "score", "category", "import_id"]
    rows = [dict(zip(header, (n, "web", "", 5, "", 7), strict=True)) for n in range(3)]
    with _desk(tmp_path, "one.nps") as desk:
        (result,) = _import(desk, _write(tmp_path / "acme.csv", rows))
        assert _fates(result) == (3, 0, 0, 0)


def test_a_file_of_another_program_with_a_source_is_no_export(tmp_path: Path) -> None:
    rows = [{"response_id": n, "score": n, "category": "x", "source": "email"} for n in range(5)]
    with _desk(tmp_path, "one.nps") as desk:
        (result,) = _import(desk, _write(tmp_path / "acme.csv", rows))
        assert result.preset is None
        first = _responses(desk)[0]
        assert (first["source"], first["source (file)"]) == ("acme", "email")
        assert first["category (file)"] == "x"


def test_a_source_for_every_row_is_no_column_of_ours(tmp_path: Path) -> None:
    header = ["response_id", "source", "responded_at", "score", "category"]
    rows = [dict(zip(header, (n, f"s{n}", "", 5, ""), strict=True)) for n in range(1_200)]
    with _desk(tmp_path, "one.nps") as desk:
        (result,) = _import(desk, _write(tmp_path / "acme.csv", rows))
        assert result.refusal is not None
        assert "more than 1,000 sources" in result.refusal


# Texts as they may stand in a cell: marks, quotes, separators, line ends, controls, scripts.
_PIECES = st.sampled_from(
    [
        *"'=+-@\t\r\n\",;| \\1.a%",
        "\r\n",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\u202e",
        "\ufeff",
        *"é王\U0001f642",
        "NA",
        "null",
    ]
)
_ANY = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
_TEXT = st.one_of(st.lists(_PIECES, max_size=8).map("".join), st.text(_ANY, max_size=20))
_HEADER = _TEXT.map(lambda text: " ".join(text.split())).filter(
    lambda name: name and name not in CANONICAL_NAMES
)
_ROW = st.tuples(st.integers(0, 10), _TEXT, _TEXT, _TEXT, st.booleans())


@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.generate])
@example(rows=[(9, "'=1", "''-x", "'", True), (0, "=1", "-5", "'-5", False)], header="'=x")
@example(rows=[(9, "\t=1", "\r=1", " =1", True)], header="a;b;c")
@given(rows=st.lists(_ROW, min_size=1, max_size=12), header=_HEADER)
def test_hostile_texts_go_round(rows: list[tuple[int, str, str, str, bool]], header: str) -> None:
    listed = [
        {
            "id": f"{number}" if has_id else "",
            "score": score,
            "comment": comment,
            "customer_name": name,
            header: extra,
        }
        for number, (score, comment, name, extra, has_id) in enumerate(rows)
    ]
    with TemporaryDirectory() as folder:
        _goes_round(Path(folder), _write(Path(folder) / "acme.csv", listed))


def test_an_older_store_with_a_column_of_a_reserved_name_is_listed_and_filtered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [{"id": n, "score": 2, "tags": f"t{n}", "due_at": "2026-11-20"} for n in range(3)]
    file = _write(tmp_path / "acme.csv", rows)
    later = _write(tmp_path / "later.csv", [{**row, "id": f"l{row['id']}"} for row in rows])
    with _desk(tmp_path, "one.nps") as desk:
        with monkeypatch.context() as before:
            before.setattr("npstui.intake.headers.name_beside", lambda name: name)
            before.setattr("npstui.intake.headers.RESERVED_NAMES", frozenset())
            _import(desk, file)
        assert "tags" in [column.name for column in desk.store.snapshot().extra_columns]
        assert desk.table("responses", NOW).get_column("tags (file)").to_list() == [
            "t0",
            "t1",
            "t2",
        ]
        _import(desk, later)
        found = desk.table("responses", NOW, where='"tags (file)":t1')
        assert sorted(found.get_column("response_id")) == ["1", "l1"]
        assert found.schema["tags"] == pl.List(pl.String)
        assert found.schema["due_at"] == found.schema["responded_at"]
        assert desk.score("all", NOW, where='"tags (file)":t1').score is not None
