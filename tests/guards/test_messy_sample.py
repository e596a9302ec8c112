"""sample_data/messy_small.csv: what becomes of each of its rows."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.intake.staging import FileResult
from npstui.settings.sample import sample_path
from npstui.store.store import Store
from npstui.store.values import Fates

NOW = datetime(2026, 11, 6, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, FileResult]:
    path = tmp_path_factory.mktemp("messy") / "messy.nps"
    with Store.create(path, time_zone="UTC") as store:
        [result] = import_files(
            store,
            [sample_path("messy_small.csv")],
            ImportOptions(),
            actor="alice",
            person="alice",
            now=NOW,
        )
    return path, result


def answers(path: Path) -> dict[str, dict[str, object]]:
    with Store.open(path) as store:
        snapshot = store.snapshot()
        rows = snapshot.responses.collect().rows(named=True)
        snapshot.close()
    return {row["customer_id"]: row for row in rows}


def test_every_row_has_its_fate(imported: tuple[Path, FileResult]) -> None:
    assert imported[1].fates == Fates(
        rows=25,
        imported=13,
        undated=5,
        already_known=1,  # M01 once more, word for word
        changed=1,  # M07 once more, with another score
        quarantined=8,
        set_aside={"unanswered": 2},  # M10 and M11
    )


def test_refused_rows_lie_in_quarantine_with_line_and_reason(
    imported: tuple[Path, FileResult],
) -> None:
    path, result = imported
    with (path / str(result.quarantine_file)).open(encoding="utf-8", newline="") as file:
        refused = {int(row["line"]): row for row in csv.DictReader(file)}
    assert {line: (row["text"][:3], row["reason"]) for line, row in sorted(refused.items())} == {
        3: ("M02", "score 11 lies outside 0-10"),
        4: ("M03", "score -1 lies outside 0-10"),
        5: ("M04", "score “good” is no number from 0 to 10"),
        6: ("M05", "score “Promoter” is a category, not a number from 0 to 10"),
        7: ("M06", "score 7.5 is no whole number"),
        13: ("M12", "the row has 3 fields, the header 8"),
        14: ("M13", "the row has 10 fields, the header 8"),
        27: ("M22", "a quote opens here and does not close; the row is taken as this line"),
    }
    lines = sample_path("messy_small.csv").read_text(encoding="utf-8").splitlines()
    assert all(row["text"] == lines[line - 1] for line, row in refused.items())


def test_scores_are_read_as_people_write_them(imported: tuple[Path, FileResult]) -> None:
    found = answers(imported[0])
    assert {customer: row["score"] for customer, row in found.items()} == {
        "C1": 9, "C7": 8, "C8": 10, "C9": 8, "C14": 3, "C15": 4, "C16": 9, "C17": 9, "C18": 5,
        "C19": 8, "C20": 2, "C21": 10, "C23": 10,
    }  # fmt: skip


def test_impossible_dates_count_as_none_and_are_named(imported: tuple[Path, FileResult]) -> None:
    path, result = imported
    undated = {name for name, row in answers(path).items() if row["responded_at"] is None}
    assert undated == {"C15", "C16", "C17", "C18", "C19"}
    assert any("“2026-02-30T10:00:00Z” in line 16" in note for note in result.notes)
    assert any("“1926-11-04T10:00:00Z” in line 17" in note for note in result.notes)


def test_a_comment_keeps_its_lines_and_a_strange_flag_counts_as_none(
    imported: tuple[Path, FileResult],
) -> None:
    row = answers(imported[0])["C20"]
    assert row["comment"] == "司機找不到路\n下車還多收錢"
    assert row["do_not_contact"] is None
    assert any("“maybe” in line 21" in note for note in imported[1].notes)


def test_a_row_without_an_id_is_given_one(imported: tuple[Path, FileResult]) -> None:
    given = answers(imported[0])["C21"]["response_id"]
    assert isinstance(given, str)
    assert given
