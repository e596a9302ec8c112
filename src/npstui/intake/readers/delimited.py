"""Delimited text: a chunk through polars where its counts prove every row, else row by row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from npstui.intake.chunks import Chunk
from npstui.intake.readers.records import OPEN_LIMIT, records
from npstui.store.values import RefusedLine

_BROKEN = re.compile("[\udc80-\udcff]")  # bytes that are not UTF-8, as surrogateescape leaves them
TEXT_LIMIT = 1 << 20


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one chunk: `frame` holds one String column a column of the file, by position
    ("0", "1", ...). `refused` are the rows that did not get that far, `rest` the bytes of a record
    that the chunk's end cut.
    """

    frame: pl.DataFrame
    chunk: Chunk
    spans: Sequence[tuple[int, int, int]] | None = None  # line, start, end in `text`
    text: str = ""
    refused: tuple[RefusedLine, ...] = ()
    rest: bytes = b""

    def located(self, rows: Sequence[int]) -> list[tuple[int, str]]:
        """Physical line and whole text of some rows of the frame, `rows` ascending."""
        if not rows:
            return []
        if self.spans is not None:
            return [
                (line, _shown(self.text[start:end]))
                for line, start, end in (self.spans[row] for row in rows)
            ]
        return _located_in_bytes(self, rows)


def read_rows(chunk: Chunk, columns: int, separator: str) -> Rows:
    """Every row of the chunk, as a row of the frame or a refusal."""
    frame = _proven(chunk, columns, separator) if columns > 1 else None
    if frame is not None:
        return Rows(frame, chunk)
    return _row_by_row(chunk, columns, separator)


def _proven(chunk: Chunk, columns: int, separator: str) -> pl.DataFrame | None:
    """The chunk as polars reads it, None where its counts do not prove every row."""
    data, mark = chunk.data, separator.encode()
    if b"\0" in data:
        return None
    quoted = b'"' in data
    if quoted and _stray_quote(mark).search(data) is not None:
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
    newlines, separators = chunk.newlines, data.count(mark)
    if quoted:
        inside = frame.select(
            _inside("\n").sum().alias("lines"), _inside(separator).sum().alias("separators")
        )
        newlines -= inside["lines"][0]
        separators -= inside["separators"][0]
    if newlines != frame.height or separators != frame.height * (columns - 1):
        return None
    return frame


def _inside(text: str) -> pl.Expr:
    """How often a text stands inside the fields of each row."""
    found = pl.all().str.count_matches(text, literal=True).cast(pl.Int64).fill_null(0)
    return pl.sum_horizontal(found)


def _stray_quote(mark: bytes) -> re.Pattern[bytes]:
    """A quote that neither opens nor closes a field nor is one of a pair; polars drops those."""
    beside = rb'\n"' + re.escape(mark)
    return re.compile(rb'"(?<![' + beside + rb']")(?![' + beside + rb'])(?<!\A")(?!\Z)')


@dataclass(slots=True)
class _Good:
    fields: list[list[str]] = field(default_factory=list)
    spans: list[tuple[int, int, int]] = field(default_factory=list)


def _row_by_row(chunk: Chunk, columns: int, separator: str) -> Rows:
    broken = False
    try:
        text = chunk.data.decode()
    except UnicodeDecodeError:
        text, broken = chunk.data.decode(errors="surrogateescape"), True
    nul = "\0" in text
    good, refused, rest = _Good(), [], b""
    for record in records(text, separator, chunk.first_line):
        fields = record.fields
        if fields is None:
            if not chunk.final and len(text) - record.start <= OPEN_LIMIT:
                rest = text[record.start :].encode(errors="surrogateescape")
                break
            reason = "a quote opens here and does not close; the row is taken as this line"
        elif broken and _BROKEN.search(text, record.start, record.end):
            reason = "the row holds bytes that are not UTF-8"
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
    return Rows(frame, chunk, good.spans, text, tuple(refused), rest)


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


def _located_in_bytes(parsed: Rows, rows: Sequence[int]) -> list[tuple[int, str]]:
    import numpy as np

    chunk, frame = parsed.chunk, parsed.frame
    first = np.arange(frame.height + 1)
    if b'"' in chunk.data:
        inner = frame.select(_inside("\n").alias("lines"))["lines"]
        first[1:] += np.cumsum(inner.to_numpy())
    ends = np.flatnonzero(np.frombuffer(chunk.data, dtype=np.uint8) == ord("\n"))
    starts = np.concatenate(([0], ends + 1))
    return [
        (
            chunk.first_line + int(first[row]),
            chunk.data[starts[first[row]] : ends[first[row + 1] - 1]].decode(),
        )
        for row in rows
    ]
