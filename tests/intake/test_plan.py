"""What a file is, and the words when it cannot be read."""

from pathlib import Path

import pytest

from npstui.intake.errors import IntakeError, OptionError
from npstui.intake.file_plan import FilePlan
from npstui.intake.options import ImportOptions, check_options
from npstui.intake.plan import inspect


def plan(content: str | bytes, **mapping: str) -> FilePlan:
    data = content.encode() if isinstance(content, str) else content
    return inspect(data, ImportOptions(mapping=mapping), "acme.csv")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    rows = ["score!comment!region", "9!good, fast; cheap!Oslo", '3!"a!b"!Bergen']
    found = plan("\n".join(rows).replace("!", separator))
    assert found.delimiter == separator
    assert found.mapping == {"score": "score", "comment": "comment", "region": "region"}


def test_a_mark_of_order_a_line_sep_and_blank_lines_stand_above_the_header() -> None:
    found = plan(b"\xef\xbb\xbfsep=;\r\n\r\nscore;note, more\r\n9;x\r\n")
    assert (found.delimiter, found.encoding, found.skip) == (";", "utf-8-sig", 3)


def test_a_header_may_hold_line_ends() -> None:
    found = plan('"How likely are you\nto recommend us?",why\n9,x\n')
    assert found.skip == 2
    assert found.mapping["score"] == "How likely are you to recommend us?"


def test_several_scores_are_said_and_the_first_counts() -> None:
    found = plan("betyg,poäng\n9,3\n")
    assert found.mapping == {"score": "betyg"}
    assert "“poäng” could be one too" in found.notes[0]


def test_a_column_of_categories_is_no_score() -> None:
    found = plan("NPS,Nota\nPromoter,9\nDetractor,2\n")
    assert found.mapping["score"] == "Nota"
    assert found.columns.category == 0


def test_a_told_column_wins_and_an_empty_one_leaves_the_field_out() -> None:
    found = plan("score,Grade,region\n1,9,x\n", score="grade", region="")
    assert found.mapping == {"score": "Grade"}
    assert set(found.columns.extras.values()) == {"score (2)", "region (2)"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty"),
        (b"\n\n", "nothing but blank lines"),
        (b"PK\x03\x04....xl/workbook.xml", "xlsx is read from a file, not from its first bytes"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"\x1f\x8b\x08", "a gzip archive in a gzip archive"),
        (b"BZh91AY", "a bzip2 archive, a format that is not read; unpack it first"),
        (
            b"%PDF-1.7",
            "a PDF document, a format that is not read; fetch the survey's answers as CSV",
        ),
        (b"{\\rtf1\\ansi hello, world}", "a document of rich text"),
        (b"$FL2@(#) SPSS DATA FILE", "an SPSS file"),
        (b"score\n9\x00\x00\x00\x01\n", "a binary file"),
        (b'[{"score": 9}]', "json is read from a file"),
        (b"a,b\n1,2\n", "no column of scores from 0 to 10 .*“a”, “b”.*--map score=COLUMN"),
        (b"who,category\nann,Promoter\n", "“category” says the category in words"),
        (b'score,"open\n9,x\n', "a quote opens in the header"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    content: bytes, sentence: str
) -> None:
    with pytest.raises(IntakeError, match=sentence) as caught:
        plan(content)
    assert str(caught.value).startswith("acme.csv: ")
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_told_column_that_is_missing_names_the_nearest() -> None:
    with pytest.raises(IntakeError, match="no column “Betyk” for score; did you mean “Betyg”"):
        plan("Betyg,x\n9,1\n", score="Betyk")


def test_an_unknown_field_names_the_nearest() -> None:
    with pytest.raises(OptionError, match=r"“scor” is no field\. Did you mean score"):
        check_options(ImportOptions(mapping={"scor": "x"}))


def test_an_unknown_time_zone_is_wrong_usage() -> None:
    with pytest.raises(OptionError, match="Europe/Oslo"):
        check_options(ImportOptions(time_zone="Oslo"))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match=r"none\.csv cannot be read"):
        inspect(tmp_path / "none.csv", ImportOptions())
