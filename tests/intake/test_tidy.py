"""What a chunk's bytes say of all its cells is what looking at each of them says."""

import csv
import io

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from npstui.intake import byte_places
from npstui.intake.byte_places import as_array, count_bytes, places_of
from npstui.intake.cells import guards_a_formula, read_text, unclean_columns, unescaped_cells
from npstui.intake.chunks import Chunk
from npstui.intake.readers.delimited import Rows, read_rows
from npstui.intake.words import NO_TEXT

cells = st.text("a,; \t\n\"'=", max_size=5)
tables = st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=8)


def read(data: bytes, separator: str = ",") -> Rows:
    return read_rows(Chunk(data, 0, 2, data.count(b"\n"), final=True), 3, separator)


def written(rows: list[tuple[str, str, str]], separator: str, end: str, *, all_quoted: bool) -> str:
    made = io.StringIO()
    dialect = csv.unix_dialect if all_quoted else csv.excel
    csv.writer(made, dialect, delimiter=separator, lineterminator=end).writerows(rows)
    return made.getvalue()


@given(
    tables,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.integers(2, 40),
)
@example([("a", " ", "b")], ",", "\n", False, 3)
@example([("a, b", "c", "d")], ",", "\n", False, 4)
def test_tidy_rows_are_those_without_anything_to_take_off(
    rows: list[tuple[str, str, str]], separator: str, end: str, all_quoted: bool, block: int
) -> None:
    data = written(rows, separator, end, all_quoted=all_quoted).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(byte_places, "_BLOCK", block)  # so that cells lie across blocks
        found = read(data, separator)
    edged = edged_in(found.frame)
    if found.tidy:
        assert not edged
        assert unescaped_cells(found.frame, None).equals(found.frame)
    elif found.spans is None:  # polars read them: then nothing is untidy without a cause
        assert edged or guards_a_formula(data)


def edged_in(frame: pl.DataFrame) -> bool:
    """Whether any cell has a space at an edge, looked at one by one."""
    return any(
        cell != cell.strip(" \n\t") for row in frame.iter_rows() for cell in row if cell is not None
    )


@pytest.mark.parametrize(
    "data",
    [
        b" a,b,c\n",
        b"a, b,c\n",
        b"a,b ,c\n",
        b"a,b,c \n",
        b"a,b,c \r\n",
        b'a,"\tb",c\n',
        b'a,"b\n",c\n',
        b'a," ""b""",c\n',
        b"a,'=b,c\n",
    ],
)
def test_a_single_untidy_cell_is_found(data: bytes) -> None:
    assert not read(data).tidy


@pytest.mark.parametrize(
    "data",
    [b'a,"b, c ,d",e\n', b'a,"say "" b "" c",d\n', b"a,it's,c\n", b'a,"","b\n c"\n', b"a,b c,\n"],
)
def test_spaces_inside_cells_leave_a_chunk_tidy(data: bytes) -> None:
    assert read(data).tidy


@given(st.lists(st.none() | st.text("aNA- \n", max_size=3), max_size=20), st.booleans())
def test_text_read_with_what_is_known_of_it_is_the_same(
    texts: list[str | None], blanks: bool
) -> None:
    column = pl.Series("a", texts, dtype=pl.String)
    slow = [None if text is None else text.strip(" \n\t") or None for text in texts]
    slow = [None if blanks and text in NO_TEXT else text for text in slow]
    frame = column.to_frame()
    tidy = not edged_in(frame)
    for known in {False, tidy}:
        clean = not unclean_columns(frame, tidy=known)
        assert read_text(column, blanks=blanks, clean=clean, tidy=known).to_list() == slow
    assert read_text(column, blanks=blanks).to_list() == slow


@given(st.binary(max_size=60), st.integers(1, 9))
def test_bytes_are_found_across_blocks(data: bytes, block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(byte_places, "_BLOCK", block)
        assert count_bytes(data, 10) == data.count(b"\n")
        found = places_of(as_array(data), 10, 32)
    assert found.tolist() == [place for place, byte in enumerate(data) if byte in b"\n "]
