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
from npstui.intake.options import ImportOptions
from npstui.intake.staging import Input

STANDARD_INPUT = "-"
ENDINGS = (".csv", ".tsv", ".txt")


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
            return _inside(file, options)
        if stat.S_ISFIFO(mode):
            with file.open("rb") as stream:
                return [_spooled(stream, path, options, spool)]
        if not stat.S_ISREG(mode):
            return [_unusable(path, f"{path} is no file but a device; name a CSV file.")]
    except FileNotFoundError:
        return [_unusable(path, f"{path}: there is no such file; check its name and directory.")]
    except OSError as error:
        return [_unusable(path, f"{path} cannot be read: {error.strerror or error}.")]
    return [Input(file, path, options.source or source_of(file))]


def _inside(directory: Path, options: ImportOptions) -> list[Input | Unusable]:
    files = sorted(
        each
        for each in directory.iterdir()
        if each.suffix.lower() in ENDINGS and not each.name.startswith(".") and each.is_file()
    )
    if not files:
        endings = ", ".join(ENDINGS)
        return [
            _unusable(
                str(directory), f"{directory} is a folder without files to import ({endings})."
            )
        ]
    return [Input(each, str(each), options.source or source_of(each)) for each in files]


def _spooled(stream: BinaryIO, shown: str, options: ImportOptions, spool: Path) -> Input:
    if options.source is None:
        what = "standard input" if shown == STANDARD_INPUT else f"{shown} (a pipe)"
        raise OptionError(f"{what} has no name; give it one with --source NAME.")
    with tempfile.NamedTemporaryFile(dir=spool, delete=False) as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
    return Input(Path(copy.name), shown, options.source)


def _unusable(shown: str, sentence: str) -> Unusable:
    return Unusable(shown, IntakeError(sentence))
