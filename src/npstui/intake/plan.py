"""What a file is and how it will be read, from a look at its first part."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

from npstui.intake.columns_refused import ColumnsRefused
from npstui.intake.encodings import Encoding, find_encoding
from npstui.intake.errors import IntakeError
from npstui.intake.file_plan import FilePlan
from npstui.intake.formats import Format, format_of, refuse_binary
from npstui.intake.header_rows import (
    HEADER_DOWN,
    MOST_HEADER_ROWS,
    filled_cells,
    header_place,
    header_rows,
    in_told_zone,
    joined_header,
)
from npstui.intake.headers import column_names
from npstui.intake.options import ImportOptions
from npstui.intake.permissions import unreadable
from npstui.intake.presets.matching import chosen_columns
from npstui.intake.readers.records import Record, is_blank, records
from npstui.intake.readers.tables import Heard, check_width, unheard
from npstui.intake.recoding import encoding_of, recoded
from npstui.intake.streams import head_of
from npstui.present.numbers import count

HEAD_BYTES = 1 << 20
SAMPLE_ROWS = 200
SEPARATORS = (",", ";", "\t", "|")
_BOM = b"\xef\xbb\xbf"
_BROKEN = re.compile("[\udc80-\udcff]")
_RULE = re.compile(r"\s*:?-{3,}:?\s*")  # below a Markdown table's header
_SEP_LINE = re.compile(r"sep=(.)", re.IGNORECASE)


def inspect(
    source: Path | bytes,
    options: ImportOptions,
    name: str | None = None,
    *,
    whole: bool = False,
    heard: Heard = unheard,
    paths: Sequence[str] = (),
) -> FilePlan:
    """The plan for a file, or for the first bytes of one; `name` is what sentences call it.

    A look at the first part is enough to show what a file is; with `whole` one that has to be known
    whole before it is read is looked through, and `heard` gets the bytes done. `paths` are those of
    all of JSON where they are known.

    Raises IntakeError.
    """
    shown = name or (str(source) if isinstance(source, Path) else "the input")
    try:
        head = source if isinstance(source, bytes) else head_of(source, HEAD_BYTES)
        short = len(head) < HEAD_BYTES
        kind = format_of(head)
        if kind is Format.CSV:
            found = find_encoding(head) if isinstance(source, bytes) else encoding_of(source, head)
            return _planned(recoded(head, found), found, options, shown, whole=short)
        return _table(source, kind, options, shown, whole, heard, paths)
    except ColumnsRefused as error:
        raise ColumnsRefused(f"{shown}: {error}.", error.names, error.samples) from error
    except IntakeError as error:
        raise IntakeError(f"{shown}: {error}.") from error
    except OSError as error:
        raise unreadable(shown, error) from error


def _table(
    path: Path | bytes,
    kind: Format,
    options: ImportOptions,
    shown: str,
    whole: bool,
    heard: Heard,
    paths: Sequence[str],
) -> FilePlan:
    if isinstance(path, bytes):
        raise IntakeError(f"{kind.value} is read from a file, not from its first bytes")
    if kind is Format.XLSX:
        from npstui.intake.readers.excel import plan_excel

        return plan_excel(path, options, shown, whole=whole)
    if kind is Format.PARQUET:
        from npstui.intake.readers.parquet import plan_parquet

        return plan_parquet(path, options, shown)
    from npstui.intake.readers.json_rows import plan_json

    return plan_json(path, kind, options, shown, whole=whole, heard=heard, known=paths)


def _planned(
    head: bytes, encoding: Encoding, options: ImportOptions, name: str, *, whole: bool
) -> FilePlan:
    refuse_binary(head)
    cr = b"\n" not in head and b"\r" in head
    text = head.removeprefix(_BOM).decode(errors="surrogateescape").replace("\r\n", "\n")
    text = text.replace("\r", "\n") if cr else text
    start, told = _header_start(text)
    below = _below_titles(text[start:], told, whole)
    if not below:
        return _planned_at(text, start, told, encoding, options, name, whole=whole, cr=cr)
    try:
        found = _planned_at(text, start + below, None, encoding, options, name, whole=whole, cr=cr)
    except IntakeError:
        # What looked like a title may have been a header of few words.
        with suppress(IntakeError):
            return _planned_at(text, start, told, encoding, options, name, whole=whole, cr=cr)
        raise
    lines = count(text.count("\n", 0, start + below), "line")
    return replace(found, notes=(f"{lines} above the header left out", *found.notes))


def _planned_at(
    text: str,
    start: int,
    told: str | None,
    encoding: Encoding,
    options: ImportOptions,
    name: str,
    *,
    whole: bool,
    cr: bool,
) -> FilePlan:
    """The plan of a text whose header stands at `start`."""
    separator = told or _separator(text[start:], whole)
    listed = _sample(text[start:], separator, whole)
    if not listed:
        raise IntakeError("the file holds nothing but blank lines")
    first = [record.fields for record in listed[:MOST_HEADER_ROWS]]
    if first[0] is None:
        raise IntakeError("a quote opens in the header and does not close")
    above = header_rows([fields for fields in first if fields is not None])
    header = joined_header([fields for fields in first[:above] if fields is not None])
    header = [_BROKEN.sub("\N{REPLACEMENT CHARACTER}", cell) for cell in header]
    rows = [record.fields for record in listed[above:] if record.fields is not None]
    if separator == "|" and rows and _is_rule(rows[0]):
        raise IntakeError(
            "it is a Markdown table, written for people, and its cells are not what they were; "
            "export CSV, XLSX, JSON, NDJSON or Parquet and import that"
        )
    if rows and all(len(row) == len(header) + 1 and row[-1] for row in rows):
        header = ["", *header]  # R's names of rows, which have no header of their own
    check_width(len(header))
    names = column_names(header)
    columns = chosen_columns(
        names, options, lambda place: [row[place] for row in rows if place < len(row)]
    )
    notes = columns.mapping.notes
    if not encoding.is_utf8:
        notes = (f"its text is read as {encoding.title}", *notes)
    return FilePlan(
        path=name,
        format="csv",
        delimiter=separator,
        encoding=encoding.codec,
        header=tuple(header),
        names=tuple(names),
        columns=columns.mapping,
        skip=text.count("\n", 0, start + listed[above - 1].end) + 1,
        cr=cr,
        notes=notes,
        preset=in_told_zone(columns.preset, [each for each in first[:above] if each is not None]),
        samples=columns.samples,
        memory=columns.memory,
        remembers=columns.remembers,
    )


def _header_start(text: str) -> tuple[int, str | None]:
    """Where the header starts, and the separator that a line sep=; above it names."""
    start, told = 0, None
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start:end]
        names_separator = _SEP_LINE.fullmatch(line.strip(" ")) if told is None else None
        if names_separator is not None:
            told = names_separator[1]
        elif not is_blank(line):
            break
        start = end + 1
    return start, told


def _below_titles(text: str, told: str | None, whole: bool) -> int:
    """Where the header stands below lines that are the title of a report: of a cell each, or few
    beside the table's. 0 where there are none.
    """
    widest, below, first = 1, 0, 0
    for separator in (told,) if told else SEPARATORS:
        listed = _sample(text, separator, whole, most=HEADER_DOWN)
        rows = [each.fields for each in listed if each.fields is not None]
        if len(rows) < len(listed) or not rows:
            continue
        width = max(map(filled_cells, rows))
        place = header_place(rows)
        first = max(first, filled_cells(rows[0]))
        titles = all(filled_cells(row) <= _most_in_title(width) for row in rows[:place])
        table = len(rows) > place + 1 and len(rows[place + 1]) == len(rows[place])
        # The first of two header rows has few cells too, where columns are parts of a question.
        titles = titles and header_rows(rows[:MOST_HEADER_ROWS]) == 1
        if width > widest:
            widest, below = width, listed[place].start if place and titles and table else 0
    return below if first <= _most_in_title(widest) else 0


def _most_in_title(width: int) -> int:
    """How many cells a title has at most above a table of that width."""
    return max(1, (width - 1) // 2)


def _separator(text: str, whole: bool) -> str:
    """The separator that cuts the first records alike, into the most fields."""

    def fit(separator: str) -> tuple[bool, float, int]:
        counts = [
            text.count(separator, each.start, each.end) + 1
            if each.fields is None
            else len(each.fields)
            for each in _sample(text, separator, whole, most=50)
        ]
        first = counts[0] if counts else 0
        return first > 1, counts.count(first) / max(1, len(counts)), first

    return max(SEPARATORS, key=fit)


def _sample(text: str, separator: str, whole: bool, most: int = SAMPLE_ROWS) -> list[Record]:
    listed = list(islice(records(text, separator), most + 1))
    if not whole and len(listed) > 1 and listed[-1].end == len(text):
        listed.pop()
    return listed


def _is_rule(row: Sequence[str]) -> bool:
    """Whether the row is the line below a Markdown table's header."""
    said = [cell for cell in row if cell.strip()]
    return bool(said) and all(map(_RULE.fullmatch, said))
