"""A look at a long file reads its first part, and sees what all of it would show."""

import json
import random
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from tests.intake.conftest import NOW, responses

from npstui.intake.following import Follower
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.intake.plan import inspect
from npstui.intake.readers import excel_head
from npstui.store.store import Store

ROWS = 9_000


def frame() -> pl.DataFrame:
    drawn = random.Random(5)
    return pl.DataFrame(
        {
            "id": [drawn.randbytes(8).hex() for _ in range(ROWS)],
            "score": [drawn.randrange(11) for _ in range(ROWS)],
            "comment": [f"{drawn.randbytes(40).hex()} & more" for _ in range(ROWS)],
        }
    )


def workbook(path: Path) -> None:
    frame().write_excel(path, worksheet="answers", autofit=False)


def lines(path: Path) -> None:
    rows = frame().to_dicts()
    rows[-1]["late"] = "here"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def document(path: Path) -> None:
    rows = frame().to_dicts()
    rows[-1]["late"] = "here"
    path.write_text(json.dumps({"total": ROWS, "data": rows}), encoding="utf-8")


@pytest.mark.parametrize(("name", "write"), [("a.ndjson", lines), ("a.json", document)])
def test_json_is_known_by_its_first_records_and_read_with_all_its_columns(
    store: Store, tmp_path: Path, name: str, write: Callable[[Path], None]
) -> None:
    write(tmp_path / name)
    plan = inspect(tmp_path / name, ImportOptions())
    assert (plan.partial, plan.names) == (True, ("id", "score", "comment"))
    seen: list[int] = []
    (result,) = import_files(
        store, [tmp_path / name], ImportOptions(), actor="a", person="a", now=NOW,
        progress=lambda done, _of: seen.append(done),
    )  # fmt: skip
    assert result.fates.imported == ROWS
    assert responses(store)["late"].drop_nulls().to_list() == ["here"]
    assert seen == sorted(seen)
    assert seen[-1] == (tmp_path / name).stat().st_size


def test_a_long_workbook_is_known_by_its_first_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    workbook(path)
    monkeypatch.setattr(excel_head, "LONG", 1 << 10)
    head = excel_head.head_of_workbook(path)
    assert head is not None
    assert len(head) < path.stat().st_size / 4
    part, whole = inspect(path, ImportOptions()), inspect(path, ImportOptions(), whole=True)
    assert (part.partial, whole.partial) == (True, False)
    assert (part.header, part.skip, part.mapping, part.samples) == (
        whole.header, whole.skip, whole.mapping, whole.samples,
    )  # fmt: skip


def test_a_workbook_that_cannot_be_cut_is_looked_at_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.xlsx"
    workbook(path)
    monkeypatch.setattr(excel_head, "LONG", 1 << 10)
    cut = BytesIO()
    with zipfile.ZipFile(cut, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "<nothing/>")
    monkeypatch.setattr("npstui.intake.readers.excel.head_of_workbook", lambda _: cut.getvalue())
    plan = inspect(path, ImportOptions())
    assert (plan.partial, plan.header) == (False, ("id", "score", "comment"))


def test_columns_that_come_late_in_a_growing_file_are_kept(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "a.ndjson"
    file.write_text('{"id": "1", "score": 9}\n{"id": "2", "score": 8}\n')

    def look() -> int:
        follower = Follower(store, [file], ImportOptions(), actor="a", person="a")
        try:
            return sum(each.fates.rows for each in follower.poll(NOW, at_once=True))
        finally:
            follower.close()

    assert look() == 2
    for number, column in ((3, "city"), (4, "shop")):
        with file.open("a") as stream:
            stream.write(json.dumps({"id": str(number), "score": 7, column: "here"}) + "\n")
        assert look() == 1
    found = responses(store).sort("response_id")
    assert found["city"].to_list() == [None, None, "here", None]
    assert found["shop"].to_list() == [None, None, None, "here"]
