"""A file is cut where records end, and nothing of it is lost."""

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npstui.intake.chunks import Chunk, Chunks
from npstui.intake.errors import IntakeError


def every(data: bytes, size: int, skip: int = 0) -> list[Chunk]:
    chunks = Chunks(io.BytesIO(data), skip, size=size)
    found = []
    while (chunk := chunks.next()) is not None:
        found.append(chunk)
    return found


@given(st.text('ab",\n', max_size=300), st.integers(4, 60))
def test_chunks_put_together_are_the_file(text: str, size: int) -> None:
    data = text.encode()
    joined = b"".join(chunk.data for chunk in every(data, size))
    assert joined.rstrip(b"\n") == data.rstrip(b"\n")


@given(st.lists(st.text('a"\n', max_size=8), max_size=30), st.integers(24, 60))
def test_a_quoted_field_is_not_cut(cells: list[str], size: int) -> None:
    rows = ['x,"' + cell.replace('"', '""') + '"\n' for cell in cells]
    for chunk in every("".join(rows).encode(), size):
        assert chunk.data.count(b'"') % 2 == 0


def test_each_chunk_knows_its_first_physical_line() -> None:
    found = every(b"h\n" + b"1,a\n" * 50, 20, skip=1)
    assert found[0].first_line == 2
    for before, after in pairwise(found):
        assert after.first_line == before.first_line + before.data.count(b"\n")


def test_what_is_given_back_comes_again_with_its_line() -> None:
    chunks = Chunks(io.BytesIO(b"1\n2\n3\n4\n5\n6\n"), size=6)
    first = chunks.next()
    assert first is not None
    chunks.give_back(first, 1)
    again = chunks.next()
    assert again is not None
    assert (again.data[:2], again.first_line) == (b"2\n", 2)


def test_a_record_longer_than_a_chunk_comes_whole_in_the_end() -> None:
    chunks = Chunks(io.BytesIO(b'1,"a\nb\nc\nd\ne"\n2,f\n'), size=8)
    chunk = chunks.next()
    while chunk is not None and not chunk.data.endswith(b'"\n'):
        chunks.give_back(chunk, 0)
        chunk = chunks.next()
    assert chunk is not None
    assert (chunk.data.count(b"\n"), chunk.first_line) == (5, 1)


def test_a_header_alone_has_no_chunk() -> None:
    assert every(b"score,comment", 100, skip=1) == []
    assert every(b"score,comment\n\n\r\n", 100, skip=1) == []


def test_a_file_without_line_ends_is_refused_before_it_fills_the_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("npstui.intake.chunks.LINE_LIMIT", 1000)
    with pytest.raises(IntakeError, match="line 1 is longer"):
        every(b"x" * 5000, 100)
