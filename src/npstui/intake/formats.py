"""Which format the first bytes of a file show."""

from npstui.intake.errors import IntakeError

_LOOK = 4096
_WAY_OUT = "save it as CSV in UTF-8 first"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "a zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"%PDF", "a PDF document"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (or another Office file)"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b'{"', "JSON"),
    (b"[{", "JSON"),
    (b"<", "HTML or XML"),
)


def refuse_other_formats(head: bytes) -> None:
    """Raises IntakeError where the bytes are no delimited text, naming what they are."""
    if not head:
        raise IntakeError("the file is empty")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")[:_LOOK]
    for magic, what in _MAGIC:
        if start.startswith(magic):
            if magic == b"PK\x03\x04" and (b"xl/" in head or b"[Content_Types].xml" in head):
                what = "an Excel workbook"
            raise IntakeError(f"this is {what}, a format that is not read yet; {_WAY_OUT}")
    if b"\0" in head[:_LOOK]:
        raise IntakeError(f"this is a binary file, not text; {_WAY_OUT}")
