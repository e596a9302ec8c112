"""Which format the first bytes of a file show."""

import re
from enum import StrEnum

from npstui.intake.errors import IntakeError

LOOK = 4096
_WAY_OUT = "save it as CSV in UTF-8 first"


class Format(StrEnum):
    """What can be read, by the word that results say."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    NDJSON = "ndjson"
    PARQUET = "parquet"


_CONTROLS = [bytes([code]) for code in (*range(7), *range(14, 27), *range(28, 32))]
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FETCH = "fetch the survey's answers as CSV or XLSX instead"
_NUMBERS = "in Numbers choose File, Export To, CSV, and import that"
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x05\x06", "an empty zip archive", _WAY_OUT),
    (b"\x1f\x8b", "a gzip archive in a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!", "a rar archive", "unpack it first"),
    (b"%PDF", "a PDF document", _FETCH),
    (b"{\\rtf", "a document of rich text", _FETCH),
    (b"$FL2", "an SPSS file", _WAY_OUT),
    (b"$FL3", "an SPSS file", _WAY_OUT),
    (b"SQLite format 3\x00", "an SQLite database", _WAY_OUT),
    (b"ARROW1", "an Arrow file", "save it as Parquet first"),
    (b"\x89PNG", "a picture", "fetch the survey's export instead"),
    (b"\xff\xd8\xff", "a picture", "fetch the survey's export instead"),
    (b"<", "HTML or XML", f"if it opens in Excel, {_WAY_OUT}; else {_FETCH}"),
)
# What a zip archive with these names in it is.
_PACKED: tuple[tuple[bytes, str, str], ...] = (
    (b"word/document", "a Word document", _FETCH),
    (b"ppt/presentation", "a PowerPoint document", _FETCH),
    (b".iwa", "a document of Apple Numbers, Pages or Keynote", _NUMBERS),
    (b"opendocument.text", "a text document", _FETCH),
    (b"opendocument.presentation", "a presentation", _FETCH),
)
_JSON = re.compile(rb'\[\s*(?:[{\[\]"\d]|$)|\{\s*(?:["}]|$)')
_FIRST_OBJECT = re.compile(rb"\{[^\n]*\}\r?\n\s*\{")
_WORKBOOK = (b"xl/", b"[Content_Types].xml", b"spreadsheet", b"docProps/", b"_rels/")


def format_of(head: bytes) -> Format:
    """The format of a file with these first bytes, unpacked.

    JSON is NDJSON where a second object follows the first line. Raises IntakeError naming what
    cannot be read.
    """
    if not head:
        raise IntakeError("the file is empty")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    if head.startswith(b"PAR1"):
        return Format.PARQUET
    if head.startswith(_OLE):
        return Format.XLSX
    if head.startswith(_ZIP):
        return _of_archive(head)
    for magic, what, way_out in _OTHERS:
        if start.startswith(magic):
            raise IntakeError(f"this is {what}, a format that is not read; {way_out}")
    if _JSON.match(start):
        return Format.NDJSON if _FIRST_OBJECT.match(start) else Format.JSON
    return Format.CSV


def _of_archive(head: bytes) -> Format:
    for name, what, way_out in _PACKED:
        if name in head and b"xl/" not in head:
            raise IntakeError(f"this is {what}, a format that is not read; {way_out}")
    if any(name in head for name in _WORKBOOK):
        return Format.XLSX
    raise IntakeError("this is a zip archive; unpack it first and import the files that are in it")


def refuse_binary(head: bytes) -> None:
    """Raises IntakeError where the first bytes are no text of one byte a letter."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise IntakeError(f"this is UTF-16 text, a format that is not read; {_WAY_OUT}")
    look = head[:LOOK]
    # A stray NUL costs its own row; what is no text is full of them, or of other controls.
    if b"\0" in look and sum(map(look.count, _CONTROLS)) > max(2, len(look) // 50):
        raise IntakeError(f"this is a binary file, not text; {_WAY_OUT}")
