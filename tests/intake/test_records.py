"""Records are cut leniently where it is safe, and in linear time whatever the text."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npstui.intake.readers.records import OPEN_LIMIT, records


def cut(text: str, separator: str = ",") -> list[list[str] | None]:
    return [record.fields for record in records(text, separator)]


def test_quotes_hold_separators_line_ends_and_doubled_quotes() -> None:
    text = 'a,"b, c",d\n1,"two\nlines","say ""hi"""\n'
    assert cut(text) == [["a", "b, c", "d"], ["1", "two\nlines", 'say "hi"']]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ('1,5" pipe,x', ["1", '5" pipe', "x"]),
        ('1,"he said "no" to me",x', ["1", 'he said "no" to me', "x"]),
        ('"",,""', ["", "", ""]),
        ('"""",x', ['"', "x"]),
        ("a,b,", ["a", "b", ""]),
        ('"a,",b', ["a,", "b"]),
    ],
)
def test_a_quote_out_of_place_is_a_character(line: str, fields: list[str]) -> None:
    assert cut(line) == [fields]


def test_an_open_quote_costs_its_own_line_only() -> None:
    assert cut('1,"open\n2,good\n3,also good\n') == [None, ["2", "good"], ["3", "also good"]]


def test_lines_are_physical_and_blank_ones_are_no_records() -> None:
    found = list(records('a,b\n\n1,"x\ny"\n   \n2,z\n', ",", first_line=10))
    assert [record.line for record in found] == [10, 12, 15]


def test_a_record_does_not_run_on_for_more_than_a_megabyte() -> None:
    text = '1,"' + "x\n" * OPEN_LIMIT + '",y\n'
    assert next(records(text, ",")).fields is None


@pytest.mark.parametrize("line", ['"a\n', '"",""x"\n', '1,"\n', '""a",\n'])
def test_hostile_quotes_cost_no_more_than_their_length(line: str) -> None:
    # A reader that looks back at each quote would not end within anybody's patience.
    assert list(records(line * 200_000, ","))


@given(
    st.lists(
        st.lists(st.text("ab ,;\"'\n\t", max_size=6), min_size=2, max_size=4),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([",", ";", "\t"]),
)
def test_what_a_csv_writer_writes_is_read_back(rows: list[list[str]], separator: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator="\n").writerows(rows)
    assert cut(written.getvalue(), separator) == rows
