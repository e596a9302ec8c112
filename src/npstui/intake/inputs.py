"""The files that the given paths mean: files, folders, standard input."""

import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from npstui.intake.errors import IntakeError, OptionError
from npstui.intake.given import Input
from npstui.intake.options import ImportOptions
from npstui.intake.permissions import unreadable
from npstui.intake.streams import head_of, is_packed, open_plain
from npstui.settings.paths import as_text

STANDARD_INPUT = "-"
_PLAIN = (
    *(".csv", ".tsv", ".tab", ".psv", ".txt", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
    *(".json", ".ndjson", ".jsonl", ".parquet"),
)
ENDINGS = (*_PLAIN, *(f"{ending}.gz" for ending in _PLAIN))
UNPACKED_LIMIT = 1 << 30
_WHOLE = (b"PK", b"PAR1", b"\xd0\xcf\x11\xe0")  # what is not read front to back


@dataclass(frozen=True, slots=True)
class Unusable:
    """A path that means no file, and why."""

    shown: str
    error: IntakeError


def source_of(file: Path) -> str:
    """What the ids of a file belong to when nothing names it: its name up to the first dot.

    So a file that is opened again, or grew, is the same source.
    """
    return file.name.split(".")[0] or file.name


@contextmanager
def found_inputs(
    paths: Sequence[Path | str], options: ImportOptions, stdin: BinaryIO | None = None
) -> Iterator[list[Input | Unusable]]:
    """The inputs in the order given, a folder's sorted; what cannot be one is its error.

    Standard input and pipes are copied to a file that lives as long as the context.
    Raises OptionError where such a one has no --source.
    """
    with tempfile.TemporaryDirectory(prefix="npstui-") as spool:
        yield [each for path in paths for each in _inputs(str(path), options, Path(spool), stdin)]


def _inputs(
    path: str, options: ImportOptions, spool: Path, stdin: BinaryIO | None
) -> list[Input | Unusable]:
    try:
        if path == STANDARD_INPUT:
            return [_spooled(stdin or sys.stdin.buffer, path, options, spool)]
        file = Path(path)
        mode = file.stat().st_mode
        if stat.S_ISDIR(mode):
            return _inside(file, options, spool)
        if stat.S_ISFIFO(mode):
            with file.open("rb") as stream:
                return [_spooled(stream, path, options, spool)]
        if not stat.S_ISREG(mode):
            return [_unusable(path, f"{path} is no file but a device; name a CSV file.")]
        return [_usable(file, path, options, spool)]
    except FileNotFoundError:
        return [_unusable(path, f"{path}: there is no such file; check its name and directory.")]
    except OSError as error:
        return [Unusable(path, unreadable(path, error))]


def is_readable_name(name: str) -> bool:
    """Whether a file of this name in a folder is one to import."""
    return name.lower().endswith(ENDINGS) and not name.startswith(".")


def _usable(file: Path, shown: str, options: ImportOptions, spool: Path) -> Input | Unusable:
    """A file; a packed one that is not read front to back is unpacked into the spool first."""
    source, shown = as_text(options.source or source_of(file)), as_text(shown)
    if not is_packed(file):
        return Input(file, shown, source)
    try:
        if not head_of(file, 8).startswith(_WHOLE):
            return Input(file, shown, source)
        return Input(_unpacked(file, spool), shown, source)
    except IntakeError as error:
        return _unusable(shown, f"{shown}: {error}.")


def _unpacked(file: Path, spool: Path) -> Path:
    with open_plain(file) as stream, tempfile.NamedTemporaryFile(dir=spool, delete=False) as copy:
        size = 0
        while block := stream.read(1 << 20):
            size += len(block)
            if size > UNPACKED_LIMIT:
                raise IntakeError(
                    f"it unpacks to more than {UNPACKED_LIMIT >> 20:,} MB; unpack it first"
                )
            copy.write(block)
    return Path(copy.name)


def _inside(directory: Path, options: ImportOptions, spool: Path) -> list[Input | Unusable]:
    files = sorted(
        each for each in directory.iterdir() if is_readable_name(each.name) and each.is_file()
    )
    if not files:
        endings = ", ".join(_PLAIN)
        return [
            _unusable(
                str(directory),
                f"{directory} is a folder without files to import ({endings}, or these with .gz).",
            )
        ]
    listed: list[Input | Unusable] = []
    for each in files:
        try:
            listed.append(_usable(each, str(each), options, spool))
        except OSError as error:
            listed.append(Unusable(str(each), unreadable(str(each), error)))
    return listed


def _spooled(stream: BinaryIO, shown: str, options: ImportOptions, spool: Path) -> Input | Unusable:
    if options.source is None:
        what = "standard input" if shown == STANDARD_INPUT else f"{shown} (a pipe)"
        raise OptionError(f"{what} has no name; give it one with --source NAME.")
    with tempfile.NamedTemporaryFile(dir=spool, delete=False) as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
    return _usable(Path(copy.name), shown, options, spool)


def _unusable(shown: str, sentence: str) -> Unusable:
    return Unusable(shown, IntakeError(sentence))
