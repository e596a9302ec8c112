"""Answers of real respondents, with their published results."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.intake.conftest import NOW, responses

from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.intake.staging import FileResult
from npstui.store.store import Store

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "real"
FORMATS = REAL.parent / "formats"
pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real survey files are not beside the checkout"
)


def taken(store: Store, name: str) -> FileResult:
    (result,) = import_files(
        store, [REAL / name], ImportOptions(), actor="ann", person="ann", now=NOW
    )
    return result


def nps(store: Store) -> float:
    score = responses(store)["score"]
    points = score.filter(score >= 9).len() - score.filter(score <= 6).len()
    return round(100 * points / score.len(), 1)


@pytest.mark.parametrize(
    ("name", "rows", "unanswered", "result"),
    [
        ("pt_br_feedbacks_semicolon_MIT.csv", 99, 0, 29.3),
        ("en_clickstream_feedback_MIT.csv", 800, 0, -30.0),
        ("pt_br_software_nps_comments_MIT.csv", 1287, 0, 62.9),
        ("fr_garden_retail_nps_CC0.csv", 13954, 342, 53.4),
        ("en_google_forms_sudzilla_MIT.csv", 39, 0, -35.9),
        ("en_google_forms_sudzilla_iso_MIT.csv", 39, 0, -35.9),
        ("en_carpentries_longterm_2017_CCBY.csv", 476, 74, 36.3),
        ("en_carpentries_instructor_training_CCBY.csv", 967, 78, 48.4),
    ],
)
def test_a_real_file_gives_its_known_score(
    store: Store, name: str, rows: int, unanswered: int, result: float
) -> None:
    fates = taken(store, name).fates
    assert (fates.rows, fates.imported) == (rows, rows - unanswered)
    assert sum(fates.set_aside.values()) == unanswered
    assert nps(store) == result


def test_two_date_styles_give_the_same_times(store: Store) -> None:
    for name in ("en_google_forms_sudzilla_MIT.csv", "en_google_forms_sudzilla_iso_MIT.csv"):
        assert taken(store, name).fates.undated == 0
    times = responses(store).sort("responded_at").partition_by("source")
    assert len(times) == 2
    seconds = [frame["responded_at"].dt.truncate("1s").to_list() for frame in times]
    assert seconds[0] == seconds[1]


def test_month_first_dates_newest_first_are_read(store: Store) -> None:
    assert taken(store, "en_carpentries_instructor_training_CCBY.csv").fates.undated == 0
    assert responses(store)["responded_at"].max().date() == date(2018, 9, 8)  # type: ignore[union-attr]


def test_a_scale_from_one_is_said(store: Store) -> None:
    said = " ".join(taken(store, "fr_garden_retail_nps_CC0.csv").notes)
    assert "none of 13,612 scores is 0" in said
    assert "Windows-1252" in said
    comments = responses(store)["comment"].drop_nulls()
    assert comments.str.contains("très").sum() > 100
    assert comments.str.starts_with("Étendre").any()


@pytest.mark.skipif(not FORMATS.is_dir(), reason="the format samples are not beside the checkout")
def test_a_swedish_excel_csv_is_read(store: Store) -> None:
    (result,) = import_files(
        store,
        [FORMATS / "excel_sv_semicolon_cp1252.csv"],
        ImportOptions(time_zone="Europe/Stockholm"),
        actor="ann",
        person="ann",
        now=NOW,
    )
    assert (result.fates.rows, result.fates.set_aside) == (2, {"unanswered": 1})
    row = responses(store).row(0, named=True)
    assert (row["score"], row["comment"]) == (9, "Bra; men dyrt å långsamt")
    assert row["revenue"] == 1234.5
    assert row["responded_at"] == datetime(2026, 11, 20, 8, 5, tzinfo=UTC)


def test_times_and_comments_of_a_real_file_come_in(store: Store) -> None:
    result = taken(store, "en_clickstream_feedback_MIT.csv")
    assert result.fates.undated == 0
    frame = responses(store)
    assert frame["comment"].null_count() == 0
    assert frame["customer_id"].null_count() == 0


def test_comments_of_several_lines_come_in_whole(store: Store) -> None:
    taken(store, "pt_br_software_nps_comments_MIT.csv")
    comments = responses(store)["comment"]
    assert comments.count() == 872
    assert comments.str.contains("\n").sum() == 14


@pytest.mark.parametrize(
    "name",
    [
        "surveymonkey_starwars_2row_header_CCBY.csv",
        "qualtrics_sample_3row_header.csv",
        "qualtrics_sample_legacy_2row_header.csv",
    ],
)
def test_a_file_without_the_question_is_refused_in_words(store: Store, name: str) -> None:
    refusal = taken(store, name).refusal
    assert refusal is not None
    assert name in refusal
    assert "no column of scores" in refusal
    assert store.imports() == []


@pytest.mark.parametrize(
    "path",
    [*sorted(REAL.glob("*.csv")), *sorted(FORMATS.iterdir() if FORMATS.is_dir() else ())],
    ids=lambda path: path.name,
)
def test_every_file_is_read_or_refused_and_read_again_adds_nothing(
    store: Store, path: Path
) -> None:
    first, again = (
        import_files(store, [path], ImportOptions(), actor="ann", person="ann", now=NOW)[0]
        for _ in range(2)
    )
    if first.refusal is not None:
        assert path.name.startswith(("surveymonkey_starwars", "qualtrics_sample"))
        assert "no column of scores" in first.refusal
        assert responses(store).is_empty()
        return
    assert first.fates.imported
    assert (again.fates.imported, again.fates.changed) == (0, 0)
    assert again.fates.already_known == first.fates.imported
