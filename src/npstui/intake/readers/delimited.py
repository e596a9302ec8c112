"""Delimited text: a chunk through polars where its counts prove every row, else row by row."""

import io
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import polars as pl

from npstui.intake.byte_places import Places, as_array, count_bytes, one_of, places_of
from npstui.intake.cells import unescaped_cells
from npstui.intake.chunks import NEWLINE, QUOTE, RETURN, Chunk, Chunks
from npstui.intake.readers.records import OPEN_LIMIT, records
from npstui.intake.readers.tidy import are_tidy
from npstui.store.values import RefusedLine

_BROKEN = re.compile("[\udc80-\udcff]")  # bytes that are not UTF-8, as surrogateescape leaves them
TEXT_LIMIT = 1 << 20
NOT_UTF8 = "the row holds bytes that are not UTF-8"
PIECES = (1 << 20, 64 << 10)  # what an unproven chunk is cut into, and those again
_LINE_END = re.compile(rb"\r+\n")
# polars unpacks data that begins like one of these (gzip, zstd, zlib).
_OTHERWISE = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"x\x01", b"x^", b"x\x9c", b"x\xda")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one chunk: `frame` holds one String column a column of the file, by position
    ("0", "1", ...). `refused` are the rows that did not get that far. Where the chunk's end cut a
    record, `whole_lines` are the lines before that record. `tidy` is proven: see Batch.
    """

    frame: pl.DataFrame
    chunk: Chunk
    spans: Sequence[tuple[int, int, int]] | None = None  # line, start, end in `text`
    text: str = ""
    refused: tuple[RefusedLine, ...] = ()
    whole_lines: int | None = None
    parts: "tuple[Rows, ...]" = ()
    tidy: bool = False

    def unescaped(self) -> pl.DataFrame:
        """The frame without the ' that kept a spreadsheet from taking a cell for a formula."""
        return self.frame if self.tidy else unescaped_cells(self.frame, self.chunk.data)

    def located(self, rows: Sequence[int]) -> list[tuple[int, str]]:
        """Physical line and whole text of some rows of the frame, `rows` ascending."""
        if not rows:
            return []
        if self.parts:
            return _located_in_parts(self.parts, rows)
        if self.spans is None:
            return _located_in_bytes(self.chunk, rows)
        return [
            (line, _shown(self.text[start:end]))
            for line, start, end in (self.spans[row] for row in rows)
        ]


def read_rows(chunk: Chunk, columns: int, separator: str) -> Rows:
    """Every row of the chunk, as a row of the frame or a refusal."""
    if columns == 1:  # polars tells a blank line from an empty cell by nothing
        return _row_by_row(chunk, columns, separator)
    return _proven_or_cut(chunk, columns, separator, PIECES)


def _proven_or_cut(chunk: Chunk, columns: int, separator: str, sizes: Sequence[int]) -> Rows:
    rows = _proven(chunk, columns, separator)
    if rows is not None:
        return rows
    if sizes:
        return _in_pieces(chunk, columns, separator, sizes)
    return _row_by_row(chunk, columns, separator)


def _in_pieces(chunk: Chunk, columns: int, separator: str, sizes: Sequence[int]) -> Rows:
    """A chunk that is not proven as a whole: most of its pieces are, the others go row by row."""
    pieces = Chunks(io.BytesIO(chunk.data), size=sizes[0], first_line=chunk.first_line)
    parts: list[Rows] = []
    whole_lines = None
    while (piece := pieces.next()) is not None:
        if piece.final and not chunk.final:
            piece = replace(piece, final=False)
        part = _proven_or_cut(piece, columns, separator, sizes[1:])
        parts.append(part)
        if part.whole_lines is None:
            continue
        if pieces.done:
            whole_lines = piece.first_line - chunk.first_line + part.whole_lines
            break
        pieces.give_back(piece, part.whole_lines)
    if not parts:  # nothing but blank lines
        return _row_by_row(chunk, columns, separator)
    return Rows(
        frame=pl.concat([part.frame for part in parts], rechunk=True),
        chunk=chunk,
        tidy=all(part.tidy for part in parts),
        refused=tuple(line for part in parts for line in part.refused),
        whole_lines=whole_lines,
        parts=tuple(parts),
    )


def _proven(chunk: Chunk, columns: int, separator: str) -> Rows | None:
    """The chunk as polars reads it, None where its counts do not prove every row."""
    data = chunk.data
    if b"\0" in data or data.startswith(_OTHERWISE):
        return None
    if b"\r" in data and data.count(b"\r\n") != count_bytes(data, RETURN):
        return None  # polars drops a lone CR at a field's end
    marks = _marks(data, ord(separator))
    if marks is None:
        return None
    try:
        frame = pl.read_csv(
            data,
            has_header=False,
            schema={str(place): pl.String for place in range(columns)},
            infer_schema=False,
            separator=separator,
        )
    except pl.exceptions.PolarsError:
        return None
    ends = marks.ends
    if frame.height != (chunk.newlines if ends is None else len(ends)):
        return None
    # polars refuses a row with a field too many, but fills a short one with null from its end.
    if frame.to_series(columns - 1).null_count():
        separators = count_bytes(data, ord(separator)) - (
            _inside(frame, separator) if len(marks.quotes) else 0
        )
        if separators != frame.height * (columns - 1):
            return None
    if not (ends is None or len(ends) == chunk.newlines or _returns_are_at(ends, data)):
        # CR LF inside a comment becomes LF, as everywhere; those at row ends polars takes off.
        frame = frame.with_columns(pl.all().str.replace_all("\r\n", "\n", literal=True))
    return Rows(frame, chunk, tidy=are_tidy(data, ord(separator), marks.quotes))


def _returns_are_at(ends: Places, data: bytes) -> bool:
    """Whether no CR stands anywhere but before these line ends; the last row's was taken off."""
    if b"\r" not in data:
        return True
    before = as_array(data)[ends - 1]
    return int(np.count_nonzero(before == RETURN)) == count_bytes(data, RETURN)


class _Marks(NamedTuple):
    """Where all quotes stand, and the line ends that none encloses; None where there are none."""

    quotes: Places
    ends: Places | None


def _marks(data: bytes, separator: int) -> _Marks | None:
    """The marks that make the rows; None where a quote is out of place.

    In order, every other quote opens: it follows a separator, a line end or, as the second of a
    pair, a quote. The others close, and one of those, or the CR of a line end, follows.
    """
    if b'"' not in data:
        return _Marks(np.empty(0, np.intp), None)
    found = as_array(data)
    marks = places_of(found, QUOTE, NEWLINE)
    are_quotes = found[marks] == QUOTE
    quotes = marks[are_quotes]
    if len(quotes) % 2:
        return None
    opening, closing = quotes[0::2], quotes[1::2]
    before = found[(opening[1:] if opening[0] == 0 else opening) - 1]
    after = found[closing + 1]  # every chunk ends with a line end
    if not one_of(before, separator, NEWLINE, QUOTE).all():
        return None
    if not one_of(after, separator, NEWLINE, QUOTE, RETURN).all():
        return None
    enclosed = np.logical_xor.accumulate(are_quotes)
    return _Marks(quotes, marks[~(are_quotes | enclosed)])


def _inside(frame: pl.DataFrame, separator: str) -> int:
    """How many separators stand inside fields."""
    counts = pl.all().str.count_matches(separator, literal=True).cast(pl.Int64).sum()
    return int(frame.select(pl.sum_horizontal(counts)).item())


@dataclass(slots=True)
class _Good:
    fields: list[list[str]] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)


def _row_by_row(chunk: Chunk, columns: int, separator: str) -> Rows:
    # A line end in a text is one LF, whatever wrote it: read again, it stays the same.
    data, broken = _LINE_END.sub(b"\n", chunk.data), False
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text, broken = data.decode(errors="surrogateescape"), True
    nul = "\0" in text
    good, refused, whole_lines = _Good(), [], None
    for record in records(text, separator, chunk.first_line):
        fields = record.fields
        if fields is None:
            if not chunk.final and len(text) - record.start <= OPEN_LIMIT:
                whole_lines = record.line - chunk.first_line
                break
            reason = "a quote opens here and does not close; the row is taken as this line"
        elif broken and _BROKEN.search(text, record.start, record.end):
            reason = NOT_UTF8
        elif nul and text.find("\0", record.start, record.end) >= 0:
            reason = "the row holds a NUL byte"
        elif len(fields) != columns and not _fits(fields, columns):
            reason = f"the row has {_fields(len(fields))}, the header {columns}"
        else:
            good.fields.append(fields)
            good.spans.append((record.line, record.start, record.end))
            continue
        refused.append(RefusedLine(record.line, reason, _shown(text[record.start : record.end])))
    by_column = zip(*good.fields, strict=True) if good.fields else [()] * columns
    frame = pl.DataFrame(
        [pl.Series(str(place), cells, pl.String) for place, cells in enumerate(by_column)]
    )
    return Rows(frame, chunk, good.spans, text, tuple(refused), whole_lines)


def _fits(fields: list[str], columns: int) -> bool:
    """Whether only empty cells stand past the last column; they are taken off."""
    if len(fields) < columns or any(fields[columns:]):
        return False
    del fields[columns:]
    return True


def _fields(count: int) -> str:
    return "1 field" if count == 1 else f"{count} fields"


def _shown(text: str) -> str:
    """The text of a refused row as it can be kept: broken bytes replaced, cut at 1 MB."""
    return _BROKEN.sub("�", text[:TEXT_LIMIT])


def _located_in_parts(parts: Sequence[Rows], rows: Sequence[int]) -> list[tuple[int, str]]:
    listed: list[tuple[int, str]] = []
    first = 0
    for part in parts:
        after = first + part.frame.height
        inside = rows[bisect_left(rows, first) : bisect_left(rows, after)]
        listed += part.located([row - first for row in inside])
        first = after
    return listed


def _located_in_bytes(chunk: Chunk, rows: Sequence[int]) -> list[tuple[int, str]]:
    data = chunk.data
    found = as_array(data)
    newlines = np.flatnonzero(found == NEWLINE)
    ends = newlines
    if b'"' in data:
        quotes = np.flatnonzero(found == QUOTE)
        ends = newlines[np.searchsorted(quotes, newlines) % 2 == 0]
    listed = []
    for row in rows:
        start = int(ends[row - 1]) + 1 if row else 0
        line = chunk.first_line + int(np.searchsorted(newlines, start))
        text = data[start : ends[row]].decode().removesuffix("\r")
        listed.append((line, text[:TEXT_LIMIT]))
    return listed
