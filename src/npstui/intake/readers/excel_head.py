"""The first rows of a long workbook as a workbook of their own: so a look at it stays short."""

import io
import re
import zipfile
import zlib
from pathlib import Path

LONG = 2 << 20  # bytes of a workbook; a shorter one is read whole at once
_ROWS = 300  # more than a plan looks at
_BLOCK = 1 << 16
_SHEET_LIMIT, _STRINGS_LIMIT, _PART_LIMIT = 4 << 20, 16 << 20, 1 << 20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_STRINGS = "xl/sharedstrings.xml"
_ROW_END = re.compile(rb"</(\w+:)?row\s*>|<(?:\w+:)?row\b[^>]*/>")
_STRING_END = re.compile(rb"</(\w+:)?si\s*>|<(?:\w+:)?si\s*/>")
_INDEX = re.compile(rb"""\bt=["']s["'][^>]*>(?:<(?:\w+:)?f\b.*?</(?:\w+:)?f>)?<(?:\w+:)?v>(\d+)<""")


def head_of_workbook(path: Path) -> bytes | None:
    """A workbook with the first rows of each sheet; None where it cannot be cut, or is short.

    Reads no more than those rows and the texts they need. Raises OSError.
    """
    if path.stat().st_size < LONG:
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            return _cut(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, KeyError):
        return None  # who reads it whole says what is wrong


def _cut(archive: zipfile.ZipFile) -> bytes | None:
    made = io.BytesIO()
    last, sheets = -1, 0
    strings: zipfile.ZipInfo | None = None
    with zipfile.ZipFile(made, "w") as head:
        for entry in archive.infolist():
            name = entry.filename
            if name.lower() == _STRINGS:
                strings = entry
            elif _SHEET.match(name):
                data = _first(
                    archive, entry, _ROW_END, _ROWS, _SHEET_LIMIT, rb"</%ssheetData></%sworksheet>"
                )
                if data is None:
                    return None
                last = max([last, *map(int, _INDEX.findall(data))])
                head.writestr(name, data)
                sheets += 1
            elif entry.file_size <= _PART_LIMIT:
                head.writestr(name, archive.read(entry))
        if strings is not None:
            data = _first(archive, strings, _STRING_END, last + 1, _STRINGS_LIMIT, rb"</%ssst>")
            if data is None:
                return None
            head.writestr(strings.filename, data)
    return made.getvalue() if sheets else None


def _first(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    ends: re.Pattern[bytes],
    most: int,
    limit: int,
    closing: bytes,
) -> bytes | None:
    """The XML up to the end of so many elements, closed; all of it where it has fewer."""
    data = bytearray()
    with archive.open(entry) as stream:
        while block := stream.read(_BLOCK):
            data += block
            found = _nth(data, ends, most)
            if found is not None:
                prefix = found[1] or b""
                return bytes(data[: found.end()]) + closing.replace(b"%s", prefix)
            if len(data) > limit:
                return None
    return bytes(data)


def _nth(data: bytearray, ends: re.Pattern[bytes], most: int) -> re.Match[bytes] | None:
    found = None
    for count, found in enumerate(ends.finditer(data), 1):
        if count >= most:
            return found
    return None
