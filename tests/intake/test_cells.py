"""Numbers, flags and words as people and programs write them."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from npstui.intake import cells
from npstui.intake.cells import (
    decimal_comma,
    read_flags,
    read_number,
    read_numbers,
    read_survey_types,
    read_text,
    unescaped_cells,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234.5", 1234.5),
        ("1 234,50", 1234.5),
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1,234", 1234.0),
        ("12,5", 12.5),
        ("1.234.567", 1234567.0),
        ("€ 12", 12.0),
        ("12 kr", 12.0),
        ("-3", -3.0),
        ("lots", None),
        ("", None),
    ],
)
def test_a_number_is_read(text: str, number: float | None) -> None:
    assert read_number(text) == number


def test_no_number_in_a_column_is_infinite() -> None:
    values, wrong = read_numbers(pl.Series("r", ["1", "inf", "nan", None]))
    assert values.to_list() == [1.0, None, None, None]
    assert wrong.to_list() == [False, True, True, False]


def test_flags_are_read_in_five_languages() -> None:
    words = ["yes", "no", "true", "1", "Ja", "nei", "sim", "não", "nej", "nee", "perhaps", None]
    values, wrong = read_flags(pl.Series("f", words))
    flags = [True, False, True, True, True, False, True, False, False, False, None, None]
    assert values.to_list() == flags
    assert wrong.sum() == 1


def test_survey_types_are_words_of_ours_or_stay() -> None:
    words = ["Transactional", "rNPS", "transaksjon", "CSAT", None]
    read = read_survey_types(pl.Series("t", words)).to_list()
    assert read == ["transactional", "relationship", "transactional", "CSAT", None]


def test_text_loses_its_edges_and_keeps_its_middle() -> None:
    text = pl.Series("t", [" a  b ", "", "  ", "\tx", None, "NA"])
    assert read_text(text).to_list() == ["a  b", None, None, "x", None, "NA"]
    assert read_text(text, blanks=True).to_list() == ["a  b", None, None, "x", None, None]


def test_the_mark_against_formulas_is_taken_off() -> None:
    data = b"'=1+1,'quoted',it's\n"
    frame = pl.DataFrame({"0": ["'=1+1"], "1": ["'quoted'"], "2": ["it's"]})
    assert unescaped_cells(frame, data).row(0) == ("=1+1", "'quoted'", "it's")


def test_a_decimal_comma_in_the_column_makes_points_thousands() -> None:
    values, wrong = read_numbers(pl.Series(["1.234", "12,50", "0,250", "2.500.000", "7"]))
    assert values.to_list() == [1234, 12.5, 0.25, 2_500_000, 7]
    assert not wrong.any()


def test_a_decimal_point_in_the_column_leaves_points_alone() -> None:
    values, _ = read_numbers(pl.Series(["1.234", "12,50", "0.25"]))
    assert values.to_list() == [1.234, 12.5, 0.25]


@given(st.lists(st.none() | st.integers().map(str) | st.text("01 .,+-e", max_size=6), max_size=5))
def test_whole_numbers_show_no_decimal_comma(texts: list[str | None]) -> None:
    column = pl.Series("r", texts, dtype=pl.String)
    assert decimal_comma(column) is cells._comma_shown(column)
