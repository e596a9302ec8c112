"""What the import page can change, and what it says of each column."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from npstui.desk.mapping import changed, mapping_value
from npstui.intake.errors import OptionError
from npstui.intake.importer import look_at, stage_files
from npstui.intake.looking import Look
from npstui.intake.options import ImportOptions
from npstui.intake.staging import FileResult
from npstui.present.import_values import MappingChange
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TEXT = (
    "id,date,score,points,why,city\n"
    "1,01/06/2026 10:00,9,1,fine and quick,Oslo\n"
    "2,13/06/2026 11:00,3,5,,Bergen\n"
    "3,14/06/2026 11:00,nine,2,slow,\n"
)


@pytest.fixture
def looked(tmp_path: Path) -> FileResult:
    (tmp_path / "acme.csv").write_text(TEXT)
    return look(tmp_path, ImportOptions())


def look(folder: Path, options: ImportOptions) -> FileResult:
    with Store.open_or_create(folder / "acme.nps") as store:
        found = look_at(store, [folder / "acme.csv"], options, actor="a", person="a", now=NOW)
    assert found is not None
    return found


def change(looked: FileResult, options: ImportOptions, **what: object) -> ImportOptions:
    assert looked.look is not None
    wanted = MappingChange(looked.path, **{"key": "column", "value": "", **what})  # type: ignore[arg-type]
    return changed(options, looked.look, wanted)


def reads(looked: FileResult) -> list[str]:
    value = mapping_value(looked, ZoneInfo("Europe/Oslo"))
    assert value is not None
    return [str(column.reads) for column in value.columns]


def test_each_column_says_what_it_is_read_as_and_how_sure_that_is(looked: FileResult) -> None:
    value = mapping_value(looked, ZoneInfo("Europe/Oslo"))
    assert value is not None
    assert reads(looked) == ["id", "time", "score", "split by", "comment", "split by"]
    assert [str(column.confidence) for column in value.columns][:3] == ["sure", "sure", "likely"]
    assert value.columns[4].samples == ("fine and quick", "slow")
    assert [choice.key for choice in value.choices] == [
        "preset", "scale", "date-order", "time-zone",
    ]  # fmt: skip
    landing = value.landing
    assert landing is not None
    assert landing.headings[:3] == ("time", "score", "comment")
    assert landing.rows[1][1] == "3"
    # A score that is none does not land.
    assert len(landing.rows) == 2


def test_a_column_read_as_another_field_leaves_its_own_empty(
    looked: FileResult, tmp_path: Path
) -> None:
    options = change(looked, ImportOptions(), value="comment", place=5)
    assert options.mapping == {"comment": "city"}
    assert reads(look(tmp_path, options)) == [
        "id", "time", "score", "split by", "split by", "comment",
    ]  # fmt: skip
    back = change(look(tmp_path, options), options, value="beside", place=5)
    assert back.mapping == {"comment": ""}


def test_a_column_not_kept_can_be_kept_again(looked: FileResult, tmp_path: Path) -> None:
    options = change(looked, ImportOptions(), value="left-out", place=5)
    assert options.dropped == ("city",)
    again = look(tmp_path, options)
    assert reads(again)[5] == "not kept"
    assert again.look is not None
    assert again.look.landing is not None
    assert "city" not in again.look.landing.columns
    assert change(again, options, value="beside", place=5).dropped == ()


def test_the_score_s_column_read_otherwise_lets_the_score_be_found(looked: FileResult) -> None:
    assert change(looked, ImportOptions(), value="beside", place=2).mapping == {}
    told = change(looked, ImportOptions(), value="score", place=3)
    assert told.mapping == {"score": "points"}


def test_scale_dates_zone_and_platform_are_told_and_taken_back(looked: FileResult) -> None:
    options = ImportOptions()
    options = change(looked, options, key="scale", value="1-5")
    options = change(looked, options, key="date-order", value="mdy")
    options = change(looked, options, key="time-zone", value="UTC")
    options = change(looked, options, key="preset", value="none")
    assert (str(options.scale), options.date_order, options.time_zone, options.preset) == (
        "1-5", "mdy", "UTC", "none",
    )  # fmt: skip
    assert replace(change(looked, options, key="scale"), scale=None).scale is None
    with pytest.raises(OptionError, match="no time zone"):
        change(looked, options, key="time-zone", value="Nowhere")
    with pytest.raises(OptionError, match="no scale"):
        change(looked, options, key="scale", value="many")


def test_a_file_without_a_score_can_be_looked_at(tmp_path: Path) -> None:
    (tmp_path / "acme.csv").write_text("who,points\nAda,9\nBo,3\n")
    found = look(tmp_path, ImportOptions())
    assert found.refusal is not None
    assert isinstance(found.look, Look)
    assert [(column.name, column.samples) for column in found.look.columns] == [
        ("who", ("Ada", "Bo")),
        ("points", ("9", "3")),
    ]
    mended = look(tmp_path, change(found, ImportOptions(), value="score", place=1))
    assert mended.refusal is None


def test_dates_that_could_be_two_days_can_be_told_on_the_page(tmp_path: Path) -> None:
    rows = "".join(f"{n},{n % 9 + 1:02}/{n % 7 + 1:02}/2026,9\n" for n in range(60))
    (tmp_path / "acme.csv").write_text("id,date,score\n" + rows)
    with Store.open_or_create(tmp_path / "acme.nps") as store:
        staged = stage_files(
            store, [tmp_path / "acme.csv"], ImportOptions(), actor="a", person="a", now=NOW
        )
        with staged:
            (result,) = staged.results
    assert result.refusal is not None
    assert "two ways" in result.refusal
    value = mapping_value(result, ZoneInfo("UTC"))
    assert value is not None
    assert "date-order" in [choice.key for choice in value.choices]
