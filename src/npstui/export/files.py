"""An export as a file: whole or not there at all, private, and never over another by accident."""

import contextlib
import errno
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from npstui.export.formats import Format, pieces
from npstui.export.rows import Rows, as_rows
from npstui.settings.paths import is_made

if TYPE_CHECKING:
    import polars as pl

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class ExportError(Exception):
    """A file that could not be written; str() is the sentence, and nothing was left behind."""


def format_of(target: Path) -> Format:
    """The format that a path's ending names.

    Raises ExportError, naming the formats.
    """
    ending = target.suffix.lower().lstrip(".")
    try:
        return Format(ending)
    except ValueError:
        known = ", ".join(Format)
        raise ExportError(
            f"{target}: the ending names no format; end it in one of {known}, or say --format."
        ) from None


def check_target(target: Path, *, force: bool) -> None:
    """Raise ExportError where the path cannot take an export; asked before any work is done."""
    if target.is_dir():
        raise ExportError(f"{target} is a folder; name a file in it.")
    if target.exists() and not target.is_file():
        raise ExportError(f"{target} is no regular file; name another, or - for standard output.")
    if any(is_made(folder) for folder in target.absolute().parents):
        raise ExportError(
            f"{target} lies in a store, which keeps its own files; name another path."
        )
    if target.exists() and not force:
        raise ExportError(f"{target} is there already; --force replaces it.")
    if not target.absolute().parent.is_dir():
        raise ExportError(f"There is no folder {target.parent}; make it first.")


def write_export(
    table: "pl.DataFrame | Rows",
    target: Path,
    fmt: Format | str | None = None,
    *,
    force: bool = False,
    zone: tzinfo = UTC,
    told: Callable[[str], None] | None = None,
) -> int:
    """Write the table to a new file, mode 0600; the number of rows written.

    The file appears whole under its name: written beside it, brought to disk, then renamed.
    `fmt` None takes the path's ending. `zone` is the one of a workbook's times; `told` gets a
    sentence where a format cannot hold all there is. Raises ExportError.
    """
    check_target(target, force=force)
    chosen = format_of(target) if fmt is None else Format(fmt)
    with whole_file(target, force=force) as file:
        return write_table(table, file, chosen, zone=zone, told=told)


def write_table(
    table: "pl.DataFrame | Rows",
    file: BinaryIO,
    fmt: Format,
    *,
    zone: tzinfo = UTC,
    told: Callable[[str], None] | None = None,
) -> int:
    """Write the table to an open file that can be sought in; the number of rows written.

    Raises ExportError where the format cannot hold it, and OSError.
    """
    counted = _Counted(as_rows(table))
    match fmt:
        case Format.XLSX:
            from npstui.export.workbook import TooLarge, write_workbook

            try:
                write_workbook(counted.rows, file, zone, told)
            except TooLarge as error:
                raise ExportError(str(error)) from error
        case Format.PARQUET:
            from npstui.export.parquet import write_parquet

            write_parquet(counted.rows, file)
        case _:
            file.writelines(text.encode() for text in pieces(counted.rows, fmt))
    return counted.height


@contextlib.contextmanager
def whole_file(target: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """A file to write that is `target` when the context ends well, and nowhere when it does not.

    Raises ExportError for what the system refuses.
    """
    check_target(target, force=force)
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
    try:
        with _new_file(beside) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _put_in_place(beside, target, force=force)
    except OSError as error:
        raise ExportError(_sentence(error, target)) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink()


class _Counted:
    """Rows that are counted as they are written."""

    def __init__(self, rows: Rows) -> None:
        self.height = 0
        self._parts = rows.parts
        self.rows = replace(rows, parts=self._counting)

    def _counting(self) -> "Iterator[pl.DataFrame]":
        self.height = 0
        for part in self._parts():
            self.height += part.height
            yield part


def _new_file(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


def _put_in_place(beside: Path, target: Path, *, force: bool) -> None:
    if force:
        beside.replace(target)
    else:
        # A link fails where the name was taken meanwhile, which a rename would not.
        try:
            os.link(beside, target)
        except FileExistsError:
            raise
        except OSError:
            if target.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
            beside.replace(target)
    _sync_folder(target.absolute().parent)


def _sync_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _sentence(error: OSError, target: Path) -> str:
    if error.errno in _NO_ROOM:
        return f"The disk under {target} is full; nothing was written. Make room, try again."
    if isinstance(error, FileExistsError):
        return f"{target} is there already; --force replaces it."
    if isinstance(error, PermissionError):
        return f"{target} cannot be written: permission denied."
    return f"{target} cannot be written: {error.strerror or error}."
