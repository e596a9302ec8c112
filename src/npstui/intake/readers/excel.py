"""Excel workbooks: the sheet that holds the answers, and its rows as text."""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from npstui.intake.columns_refused import ColumnsRefused
from npstui.intake.errors import IntakeError
from npstui.intake.file_plan import FilePlan
from npstui.intake.formats import Format
from npstui.intake.header_rows import (
    HEADER_DOWN,
    MOST_HEADER_ROWS,
    filled_cells,
    header_place,
    header_rows,
    in_told_zone,
    joined_header,
)
from npstui.intake.options import ImportOptions
from npstui.intake.own import ABOUT_SHEET, zone_named_in
from npstui.intake.own import NAME as OWN_EXPORT
from npstui.intake.readers.excel_head import head_of_workbook
from npstui.intake.readers.tables import SAMPLE_ROWS, TableBatch, check_width, table_plan
from npstui.intake.remembering import remembered_sheet
from npstui.present.numbers import count

if TYPE_CHECKING:
    import fastexcel

UNPACKED_LIMIT = 1 << 30
BATCH = 50_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD = "WordDocument".encode("utf-16-le")
_OLD_WORKBOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_GLOBALS = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # the first record of a workbook of Excel 97
_FILE_PASS, _FIRST_RECORDS = 0x2F, 8
_LOOK = 64 << 20
_MOST_PACKED = 1032  # deflate shrinks to no less than this part


def plan_excel(path: Path, options: ImportOptions, shown: str, *, whole: bool = True) -> FilePlan:
    """The plan for a workbook: the sheet told, else the one whose columns hold a score.

    Without `whole` a long one is looked at in its first rows alone. Raises OSError, IntakeError.
    """
    if not whole and (head := head_of_workbook(path)) is not None:
        with suppress(_NotCut), opened(path, head) as book:
            return replace(_plan_of(book, options, shown), partial=True)
    with opened(path) as book:
        return _plan_of(book, options, shown)


def _plan_of(book: "fastexcel.ExcelReader", options: ImportOptions, shown: str) -> FilePlan:
    names = list(book.sheet_names)
    if options.sheet is not None:
        return _planned(book, _named(options.sheet, names), options, shown)
    if (sheet := remembered_sheet(options, names)) is not None:
        return _planned(book, sheet, options, shown)
    plans: list[FilePlan] = []
    refusals: list[str] = []
    unclear: ColumnsRefused | None = None
    hidden: set[str] = set()
    for name in names:
        try:
            plans.append(_planned(book, name, options, shown, hidden))
        except IntakeError as error:
            if unclear is None and isinstance(error, ColumnsRefused):
                unclear = error
            refusals.append(f"sheet “{name}”: {error}" if len(names) > 1 else str(error))
    if not plans:
        sentence = "; ".join(refusals[:3]) or "it has no sheets"
        if unclear is not None:
            raise ColumnsRefused(sentence, unclear.names, unclear.samples)
        raise IntakeError(sentence)
    if len(plans) == 1:
        return plans[0]
    plans.sort(key=lambda plan: plan.sheet in hidden)  # what nobody sees is seldom what is meant
    listed = ", ".join(
        f"“{plan.sheet}”{' (hidden)' if plan.sheet in hidden else ''}" for plan in plans[1:]
    )
    note = f"the sheet is “{plans[0].sheet}”; {listed} holds scores too, --sheet NAME takes another"
    return replace(plans[0], notes=(note, *plans[0].notes))


class _NotCut(Exception):
    """The first rows do not make a workbook; all of it is read then."""


class ExcelRows:
    """The rows of one sheet, held in memory; rows without a single cell are none."""

    def __init__(self, path: Path, plan: FilePlan, *, most: int | None = None) -> None:
        """`most` rows are wanted, all by default. Raises OSError, IntakeError."""
        self._size = path.stat().st_size
        frame = _rows_of(path, plan, most)
        frame = frame.slice(plan.skip).select(frame.columns[: len(plan.header)])
        if frame.width != len(plan.header):
            raise IntakeError("it changed while it was read; import it again")
        frame.columns = [str(place) for place in range(frame.width)]
        numbers = pl.int_range(plan.skip + 1, plan.skip + 1 + frame.height, eager=True)
        filled = ~frame.select(
            empty=pl.all_horizontal(pl.all().is_null() | (pl.all() == ""))
        ).to_series()
        self._frame, self._numbers = frame.filter(filled), numbers.filter(filled)
        self._at = 0

    @property
    def bytes_read(self) -> int:
        """How much of the file the rows given are."""
        return self._size * self._at // max(1, self._frame.height)

    reached: tuple[int, int] | None = None  # a file of the kind does not grow by its end

    def next(self) -> TableBatch | None:
        """The next rows, None after the last."""
        if self._at >= self._frame.height:
            return None
        frame = self._frame.slice(self._at, BATCH)
        numbers = self._numbers.slice(self._at, BATCH).to_list()
        self._at += frame.height
        return TableBatch(
            frame, numbers, lambda row: ",".join(cell or "" for cell in frame.row(row)),
            escaped=True,
        )  # fmt: skip

    def close(self) -> None:
        """Nothing is held open."""


def sheets_of(path: Path) -> list[str]:
    """The names of the sheets. Raises OSError, IntakeError."""
    if (head := head_of_workbook(path)) is not None:
        with suppress(_NotCut), opened(path, head) as book:
            return list(book.sheet_names)
    with opened(path) as book:
        return list(book.sheet_names)


@contextmanager
def opened(path: Path, head: bytes | None = None) -> "Iterator[fastexcel.ExcelReader]":
    """The workbook, or the `head` that was cut from it. Raises IntakeError where it has a
    password, is cut off, or unpacks to more than is sane; _NotCut where the head is not readable.
    """
    if head is None:
        _refuse_unreadable(path)
    import fastexcel

    try:
        yield fastexcel.read_excel(str(path) if head is None else head)
    except IntakeError:
        raise
    except fastexcel.FastExcelError as error:
        if head is not None:
            raise _NotCut from error
        why = " ".join(str(error).split("Context:")[0].split())[:120]
        raise IntakeError(
            f"the workbook is damaged or cut off ({why}); save it again in Excel"
        ) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own fault, on a broken file
            raise
        raise IntakeError("the workbook is damaged; save it again in Excel") from error


def _planned(
    book: "fastexcel.ExcelReader",
    name: str,
    options: ImportOptions,
    shown: str,
    hidden: set[str] | None = None,
) -> FilePlan:
    """The plan of one sheet; its name is added to `hidden` where the workbook does not show it."""
    found = _sheet_of(book, name, HEADER_DOWN + SAMPLE_ROWS)
    if hidden is not None and found.visible != "visible":
        hidden.add(name)
    frame: pl.DataFrame = found.to_polars()
    rows = [[cell or "" for cell in row] for row in frame.iter_rows()]
    if not any(filled_cells(row) for row in rows):
        raise IntakeError("the sheet is empty")
    place = header_place(rows)
    above = header_rows(rows[place : place + MOST_HEADER_ROWS])
    header = joined_header(rows[place : place + above])
    while header and not header[-1].strip() and not any(row[len(header) - 1] for row in rows):
        header = header[:-1]
    check_width(len(header))
    plan = table_plan(shown, Format.XLSX, header, rows[place + above :], options)
    preset = in_told_zone(plan.preset, rows[place : place + above])
    if preset is not None and preset.name == OWN_EXPORT and ABOUT_SHEET in book.sheet_names:
        zone = zone_named_in(_loaded(book, ABOUT_SHEET, HEADER_DOWN).iter_rows())
        preset = replace(preset, zone=zone)
    return replace(plan, sheet=name, skip=place + above, preset=preset)


def _rows_of(path: Path, plan: FilePlan, most: int | None) -> pl.DataFrame:
    wanted = None if most is None else plan.skip + most
    if most is not None and (head := head_of_workbook(path)) is not None:
        with suppress(_NotCut), opened(path, head) as book:
            return _loaded(book, plan.sheet or 0, wanted)
    with opened(path) as book:
        return _loaded(book, plan.sheet or 0, wanted)


def _loaded(
    book: "fastexcel.ExcelReader", sheet: "str | int", rows: int | None = None
) -> pl.DataFrame:
    frame: pl.DataFrame = _sheet_of(book, sheet, rows).to_polars()
    return frame


def _sheet_of(book: "fastexcel.ExcelReader", sheet: "str | int", rows: int | None) -> Any:
    # skip_rows=0 keeps the empty rows on top, so that a row's number is the sheet's own.
    return book.load_sheet(sheet, header_row=None, skip_rows=0, n_rows=rows, dtypes="string")


def _named(wanted: str, names: Sequence[str]) -> str:
    for name in names:
        if name.strip().casefold() == wanted.strip().casefold():
            return name
    listed = ", ".join(f"“{name}”" for name in names[:12])
    raise IntakeError(f"it has no sheet “{wanted}”; there {_are(len(names))}: {listed}")


def _are(sheets: int) -> str:
    return f"{'is' if sheets == 1 else 'are'} {count(sheets, 'sheet')}"


def _refuse_unreadable(path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(8)
        if not head.startswith(b"PK"):
            _refuse_old(stream.read(_LOOK))
            return
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_bomb(path, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise IntakeError("the workbook is damaged or cut off; save it again in Excel") from error


def _refuse_old(data: bytes) -> None:
    """Refuses what stands in the container of Excel's old format and is no workbook to be read."""
    if _ENCRYPTED in data or _has_file_pass(data):
        raise IntakeError("the workbook has a password; open it in Excel and save it without one")
    if _WORD in data and not any(name in data for name in _OLD_WORKBOOKS):
        raise IntakeError(
            "this is a Word document, a format that is not read; fetch the survey's answers as CSV "
            "or XLSX instead"
        )


def _has_file_pass(data: bytes) -> bool:
    """Whether a workbook of Excel 97 says at its start that what follows is enciphered."""
    start = data.find(_GLOBALS)
    for _ in range(_FIRST_RECORDS if start >= 0 else 0):
        kind, size = (int.from_bytes(data[at : at + 2], "little") for at in (start, start + 2))
        if kind == _FILE_PASS:
            return True
        start += 4 + size
    return False


def _refuse_bomb(path: Path, archive: zipfile.ZipFile) -> None:
    """Counts what is packed where the sizes told cannot be trusted to be all of it."""
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise IntakeError("the workbook has a password; open it in Excel and save it without one")
    total = sum(entry.file_size for entry in entries)
    if total <= UNPACKED_LIMIT and path.stat().st_size * _MOST_PACKED > UNPACKED_LIMIT:
        total = 0
        with path.open("rb") as stream:
            for entry in entries:
                total += _unpacked_size(stream, entry, UNPACKED_LIMIT - total)
                if total > UNPACKED_LIMIT:
                    break
    if total > UNPACKED_LIMIT:
        raise IntakeError(
            f"the workbook unpacks to more than {UNPACKED_LIMIT >> 20:,} MB; "
            "save the sheet as CSV and import that"
        )


def _unpacked_size(stream: Any, entry: zipfile.ZipInfo, room: int) -> int:
    """How long an entry is when unpacked, counted no further than the room."""
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        return entry.file_size
    stream.seek(entry.header_offset)
    local = stream.read(30)
    stream.seek(int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little"), 1)
    unpack = zlib.decompressobj(-zlib.MAX_WBITS)
    size, left = 0, entry.compress_size
    while size <= room:
        data = unpack.unconsumed_tail or stream.read(min(left, 1 << 18))
        if not data:
            break
        if not unpack.unconsumed_tail:
            left -= len(data)
        size += len(unpack.decompress(data, 4 << 20))
    return size
