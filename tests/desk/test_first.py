"""Several files on the first-time sheet: one is read otherwise, the others stay as counted."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from npstui.desk.first import FirstOpening
from npstui.intake.errors import Cancelled
from npstui.intake.staging import stage_file
from npstui.present.import_values import MappingChange
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TEXT = "id,when,score,stars\n1,2026-11-20,9,1\n2,2026-11-20,8,0\n"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    made = [tmp_path / name for name in ("a.csv", "b.csv", "c.csv")]
    for file in made:
        file.write_text(TEXT)
    return made


@pytest.fixture
def opening(tmp_path: Path, files: list[Path]) -> Iterator[FirstOpening]:
    store = Store.create(tmp_path / "acme.nps")
    made = FirstOpening(store, files, person="ann", made=True)
    yield made
    if store.path.exists():
        made.abort()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read whole."""
    names: list[str] = []

    def noted(given, *rest):  # type: ignore[no-untyped-def]
        names.append(Path(given.shown).name)
        return stage_file(given, *rest)

    monkeypatch.setattr("npstui.intake.importer.stage_file", noted)
    return names


def stars(file: Path) -> MappingChange:
    return MappingChange(str(file), "column", "score", place=3)


def test_only_the_file_that_is_read_otherwise_is_read_again(
    opening: FirstOpening, files: list[Path], read: list[str]
) -> None:
    assert opening.stage(NOW).answers == 6
    opening.change(stars(files[1]))
    early = opening.preview(NOW)
    assert early is not None
    assert [mapping.path for mapping in early.mappings] == [str(file) for file in files]
    columns = early.mappings[1].columns
    assert [each.target for each in columns] == ["response_id", "responded_at", "beside", "score"]
    sheet = opening.stage(NOW)
    assert sheet.answers == 6
    assert read == ["a.csv", "b.csv", "c.csv", "b.csv"]
    assert sum(result.fates.imported for result in opening.commit("as-usual")) == 6
    scores = {Path(row.path).name: row.mapping["score"] for row in opening.store.imports()}
    assert scores == {"a.csv": "score", "b.csv": "stars", "c.csv": "score"}


def test_a_file_that_grew_meanwhile_is_read_again(
    opening: FirstOpening, files: list[Path], read: list[str]
) -> None:
    opening.stage(NOW)
    with files[2].open("a") as more:
        more.write("3,2026-11-20,10,2\n")
    opening.change(stars(files[0]))
    assert opening.stage(NOW).answers == 7
    assert read[3:] == ["a.csv", "c.csv"]


def test_a_change_in_the_middle_keeps_what_was_counted(
    opening: FirstOpening, files: list[Path], read: list[str]
) -> None:
    opening.preview(NOW)
    with pytest.raises(Cancelled):
        opening.stage(NOW, cancelled=lambda: len(read) == 3)
    opening.change(stars(files[0]))
    assert opening.stage(NOW).answers == 6
    assert read == ["a.csv", "b.csv", "c.csv", "a.csv", "c.csv"]


def test_leaving_after_changes_leaves_nothing(
    opening: FirstOpening, files: list[Path], tmp_path: Path
) -> None:
    opening.stage(NOW)
    opening.change(stars(files[1]))
    opening.stage(NOW)
    opening.abort()
    assert sorted(tmp_path.iterdir()) == files


def test_the_sheet_says_by_which_columns_scores_can_be_split(tmp_path: Path) -> None:
    file = tmp_path / "d.csv"
    file.write_text("id,when,score,region,ride\n1,2026-11-20,9,Oslo,A1\n2,2026-11-20,8,Bergen,A2\n")
    store = Store.create(tmp_path / "acme.nps")
    opening = FirstOpening(store, [file], person="ann", made=True)
    try:
        columns = {str(each.field): str(each.header) for each in opening.stage(NOW).columns}
        assert columns["split by"] == "region, ride"
    finally:
        opening.abort()
