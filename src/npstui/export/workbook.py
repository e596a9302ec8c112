"""A table as an Excel workbook: types, a frozen header, no formula."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, BinaryIO

from npstui.export.formats import with_lists_joined, without_formula, without_formulas
from npstui.export.rows import Rows, with_whole
from npstui.intake.own import ABOUT_SHEET, ABOUT_ZONE
from npstui.model.response import CANONICAL, CASE_KEYS, Kind

if TYPE_CHECKING:
    import polars as pl

MOST_ROWS = 1_048_575  # below the header
MOST_COLUMNS = 16_384
MOST_CHARACTERS = 32_767  # in a cell, as UTF-16 counts them
SHEET = "npstui"

_OUR_MOMENTS = (
    *(column.name for column in CANONICAL if column.kind is Kind.MOMENT),
    *CASE_KEYS,
)
_MOMENT_FORMAT = "yyyy-mm-dd hh:mm:ss"
_FIRST_YEAR = 1900  # Excel knows no time before it
_BEYOND = re.compile("[\U00010000-\U0010ffff]")  # two UTF-16 units each
_CUT = "…"
_WIDTHS = {"comment": 60, "notes": 40, "response_id": 18, "score": 7}
_WIDTH, _MOMENT_WIDTH = 16, 19


class TooLarge(Exception):
    """More than a sheet holds; str() is the sentence without the file's name."""


def write_workbook(
    rows: Rows, file: BinaryIO, zone: tzinfo, told: Callable[[str], None] | None = None
) -> int:
    """Write the rows to an open file as .xlsx; how many there were.

    Excel knows no offsets: moments are times of `zone`, to the millisecond, and the sheet “about”
    names it. `told` gets a sentence where texts had to be cut. Raises TooLarge.
    """
    import xlsxwriter

    _check(rows)
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    leavable = _Leavable(file)
    with TemporaryDirectory(prefix="npstui-") as spool, leavable.left_on_failure():
        book: Any = xlsxwriter.Workbook(leavable, {**options, "tmpdir": spool})
        sheet = book.add_worksheet(SHEET)
        writer = _Sheet(book, sheet, rows.schema)
        for part in rows.parts():
            writer.write(_shown(part, rows.whole, zone))
        about = book.add_worksheet(ABOUT_SHEET)
        about.set_column(0, 1, 30)
        about.write_row(0, 0, (ABOUT_ZONE, str(zone)))
        _close(book)
    if writer.cut and told is not None:
        many = "1 text was" if writer.cut == 1 else f"{writer.cut:,} texts were"
        told(
            f"{many} cut: a cell holds {MOST_CHARACTERS:,} characters. CSV and JSON hold all of it."
        )
    return writer.rows


def _close(book: Any) -> None:
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        cause = error.args[0] if error.args else None
        raise (cause if isinstance(cause, OSError) else OSError(str(error))) from error


class _Leavable:
    """A file that can be left unfinished: the zip that is written to it writes its end even when
    it is thrown away, by then to a file that is closed.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._left = False
        self._at = 0  # where one would write, once it is left

    @contextmanager
    def left_on_failure(self) -> Iterator[None]:
        """After a failure inside, what is still written goes nowhere."""
        try:
            yield
        except BaseException:
            self._left = True
            raise

    def write(self, content: bytes) -> int:
        """As the file's."""
        if not self._left:
            return self._file.write(content)
        self._at += len(content)
        return len(content)

    def seek(self, offset: int) -> int:
        """As the file's, from its start."""
        self._at = offset
        return offset if self._left else self._file.seek(offset)

    def tell(self) -> int:
        """As the file's."""
        return self._at if self._left else self._file.tell()

    def flush(self) -> None:
        """As the file's."""
        if not self._left:
            self._file.flush()


class _Sheet:
    """One sheet, row by row."""

    def __init__(self, book: Any, sheet: Any, schema: "pl.Schema") -> None:
        self.rows = 0
        self.cut = 0
        self._sheet = sheet
        bold = book.add_format({"bold": True})
        self._moment = book.add_format({"num_format": _MOMENT_FORMAT})
        for place, (name, kind) in enumerate(schema.items()):
            width = _MOMENT_WIDTH if kind.is_temporal() else _WIDTHS.get(name, _WIDTH)
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, self._fitting(without_formula(name)), bold)
        sheet.freeze_panes(1, 0)

    def write(self, part: "pl.DataFrame") -> None:
        """The rows of one part, below those before."""
        if self.rows + part.height > MOST_ROWS:
            raise TooLarge(_too_many(self.rows + part.height))
        writers = [self._writer(kind) for kind in part.schema.values()]
        for cells in part.iter_rows():
            self.rows += 1
            for place, (value, write) in enumerate(zip(cells, writers, strict=True)):
                if value is not None:
                    write(self.rows, place, value)

    def _writer(self, kind: "pl.DataType") -> Callable[[int, int, Any], object]:
        if kind.is_numeric():
            return self._sheet.write_number  # type: ignore[no-any-return]
        if kind.is_temporal():
            return self._write_moment
        if str(kind) == "Boolean":
            return self._sheet.write_boolean  # type: ignore[no-any-return]
        return self._write_text

    def _write_moment(self, row: int, place: int, value: datetime) -> None:
        # The hour that comes twice: Excel could not tell its second time from the first.
        if value.year < _FIRST_YEAR or value.fold:
            self._write_text(row, place, value.isoformat())
        else:
            self._sheet.write_datetime(row, place, value.replace(tzinfo=None), self._moment)

    def _write_text(self, row: int, place: int, value: str) -> None:
        if value:
            self._sheet.write_string(row, place, self._fitting(value))

    def _fitting(self, text: str) -> str:
        if 2 * len(text) <= MOST_CHARACTERS:
            return text
        if len(text) + len(_BEYOND.findall(text)) <= MOST_CHARACTERS:
            return text
        self.cut += 1
        units = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - 1)]
        return units.decode("utf-16-le", "ignore") + _CUT


def _shown(part: "pl.DataFrame", whole: frozenset[str], zone: tzinfo) -> "pl.DataFrame":
    """The part as a sheet takes it: moments of the zone, numbers that are some, texts."""
    import polars as pl
    import polars.selectors as cs

    # A file's own dates are of no zone that we know, and stay as they were written.
    local = with_lists_joined(with_whole(part, whole)).with_columns(
        (cs.datetime() & cs.by_name(*_OUR_MOMENTS, require_all=False)).dt.convert_time_zone(
            str(zone)
        ),
        cs.float().replace([float("nan"), float("inf"), float("-inf")], None),
    )
    return without_formulas(local).cast({pl.Null: pl.String})


def _check(rows: Rows) -> None:
    if len(rows.schema) > MOST_COLUMNS:
        raise TooLarge(
            f"A sheet holds {MOST_COLUMNS:,} columns and these are {len(rows.schema):,}; "
            "choose with --columns, or export to CSV or Parquet."
        )
    height = rows.height()
    if height > MOST_ROWS:
        raise TooLarge(_too_many(height))


def _too_many(height: int) -> str:
    return (
        f"A sheet holds {MOST_ROWS:,} rows and these are {height:,}; "
        "narrow them with --where, or export to CSV or Parquet."
    )
