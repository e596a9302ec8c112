"""polars reads what its counts prove; all else is read row by row, to the same rows."""

import csv
import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from npstui.intake.chunks import Chunk
from npstui.intake.readers import delimited
from npstui.intake.readers.delimited import read_rows


def chunk_of(data: bytes, final: bool = True) -> Chunk:
    return Chunk(data, 0, 2, data.count(b"\n"), final)


def proven(data: bytes, columns: int = 3, separator: str = ",") -> bool:
    return delimited._proven(chunk_of(data), columns, separator) is not None


@pytest.mark.parametrize(
    "data",
    [
        b"1,a,x\n2,b,y\n",
        b'1,"a, b",x\r\n2,,\r\n',
        b'1,"two\nlines",x\n2,"say ""hi""",y\n',
        b'"1","","x"\n',
        b",,\n",
    ],
)
def test_good_chunks_are_proven(data: bytes) -> None:
    assert proven(data)


@pytest.mark.parametrize(
    "data",
    [
        b"1,a,x\n2,b\n",  # short
        b"1,a,x\n2,b,y,z\n",  # long
        b"1,a\n2,b,y,z\n",  # one short, one long
        b"1,a,x\n\n2,b,y\n",  # blank line
        b'1,"open,x\n2,b,y\n',
        b'1,"a "b" c",x\n',  # polars drops those quotes
        b'1,a,5"\n7",b,y\n',  # two inch marks
        b"1,a\0,x\n",
        b"1,\xff,x\n",
    ],
)
def test_others_are_not(data: bytes) -> None:
    assert not proven(data)


def test_refused_rows_say_why_and_where() -> None:
    rows = read_rows(
        chunk_of(b'1,a,x\n2,b\n3,"c\nc",y\n4,\xff,y\n5,\0,y\n6,"open,y\n7,g,y\n'), 3, ","
    )
    assert rows.frame["0"].to_list() == ["1", "3", "7"]
    assert [(line.line, line.reason) for line in rows.refused] == [
        (3, "the row has 2 fields, the header 3"),
        (6, "the row holds bytes that are not UTF-8"),
        (7, "the row holds a NUL byte"),
        (8, "a quote opens here and does not close; the row is taken as this line"),
    ]
    assert rows.refused[1].text == "4,�,y"


def test_empty_cells_past_the_last_column_are_no_fault() -> None:
    rows = read_rows(chunk_of(b"1,a,x,\n2,b,y,,\n"), 3, ",")
    assert rows.frame.height == 2
    assert not rows.refused


def test_a_record_cut_by_the_chunks_end_is_left_for_the_next() -> None:
    rows = read_rows(chunk_of(b'1,a,x\n2,"cut\n', final=False), 3, ",")
    assert rows.frame.height == 1
    assert not rows.refused
    assert rows.whole_lines == 1


@pytest.mark.parametrize("quoted", [True, False])
def test_rows_are_found_again_by_place(quoted: bool) -> None:
    middle = b'2,"b\r\nb, c",y\r\n' if quoted else b"2,b,y\r\n"
    rows = read_rows(chunk_of(b"1,a,x\r\n" + middle + b"3,c,z\r\n"), 3, ",")
    assert rows.spans is None
    later = 5 if quoted else 4
    assert rows.located([0, 2]) == [(2, "1,a,x"), (later, "3,c,z")]
    assert rows.located([1])[0][0] == 3


def test_crlf_inside_a_comment_becomes_lf() -> None:
    rows = read_rows(chunk_of(b'1,"a\r\nb",x\r\n2,c,y\r\n'), 3, ",")
    assert rows.spans is None
    assert rows.frame["1"].to_list() == ["a\nb", "c"]


cells = st.text(st.sampled_from("abé ,;\"\n'="), max_size=6)


@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=8), st.booleans())
def test_both_ways_read_the_same_rows(table: list[list[str]], quote_all: bool) -> None:
    written = io.StringIO()
    dialect = csv.unix_dialect if quote_all else csv.excel
    csv.writer(written, dialect, lineterminator="\n").writerows(table)
    chunk = chunk_of(written.getvalue().encode())
    fast = delimited._proven(chunk, 3, ",")
    slow = delimited._row_by_row(chunk, 3, ",")
    assert slow.frame.rows() == [tuple(row) for row in table]
    if fast is not None:
        assert fast.frame.fill_null("").rows() == slow.frame.rows()
        places = list(range(fast.frame.height))
        assert [line for line, _ in fast.located(places)] == [
            line for line, _ in slow.located(places)
        ]


@given(st.binary(max_size=60) | st.text('1a",\n\r\0é', max_size=60).map(str.encode))
def test_a_proven_chunk_has_the_rows_that_reading_row_by_row_finds(data: bytes) -> None:
    chunk = chunk_of(data.rstrip(b"\r\n") + b"\n")
    fast = delimited._proven(chunk, 3, ",")
    if fast is not None:
        slow = delimited._row_by_row(chunk, 3, ",")
        assert not slow.refused
        assert fast.frame.fill_null("").equals(slow.frame.fill_null(pl.lit("")))
