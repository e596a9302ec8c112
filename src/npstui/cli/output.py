"""What goes to stdout: data only, from here alone."""

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from npstui.present.text import SafeText


def line(text: "SafeText | str" = "") -> None:
    """One line for people; give SafeText where any of it came from outside."""
    _write(f"{text}\n")


def document(value: object) -> None:
    """One JSON document: UTF-8, numbers as they are, moments in ISO 8601 with their offset.

    Characters that could steer a terminal are written as JSON's own escapes: what reads the
    document gets the original.
    """
    _write_utf8(as_json(value) + "\n")


def documents(values: Iterable[object]) -> None:
    """One JSON document a line."""
    for value in values:
        document(value)


def ready_made(text: str) -> None:
    """Text of a data format as it is to arrive: UTF-8, nothing changed, nothing added."""
    _write_utf8(text)


def copied(file: BinaryIO) -> None:
    """All of an open file from here on, byte by byte: a format that is no text."""
    import shutil

    binary = getattr(sys.stdout, "buffer", None)
    if binary is not None:
        sys.stdout.flush()
        shutil.copyfileobj(file, binary)


def is_a_terminal() -> bool:
    """Whether a person would see what is written."""
    return sys.stdout is not None and sys.stdout.isatty()


def as_json(value: object) -> str:
    """A value as a JSON text on one line."""
    import json

    text = json.dumps(value, ensure_ascii=False, default=_plain, allow_nan=False)
    return escape_steering(text)


def escape_steering(text: str) -> str:
    """JSON text with C1 and DEL, bidi and line separators, lone surrogates as \\uXXXX."""
    return re.sub(_STEERING, lambda found: f"\\u{ord(found[0]):04x}", text)


def table(
    headings: Sequence[str],
    rows: Iterable[Sequence["SafeText"]],
    *,
    right: frozenset[int] = frozenset(),
    grows: int | None = None,
    narrow: Mapping[int, int] | None = None,
) -> None:
    """Aligned columns for people, a heading above each unless all are empty.

    `right` are columns put at the right. On a terminal a row is one line: columns in `narrow` have
    at most so many cells, and the column `grows` takes what is left. A pipe gets everything whole.
    Widths are those of the first rows of a long table.
    """
    from itertools import chain, islice

    from npstui.present.cells import cell_width, cut, pad
    from npstui.present.text import SafeText

    source = iter(rows)
    first = list(islice(source, _MEASURED))
    titles = [SafeText(heading) for heading in headings]
    widths = [
        max([cell_width(titles[index]), *(cell_width(row[index]) for row in first)])
        for index in range(len(titles))
    ]
    screen = _screen_width()
    if screen is not None:
        for index, most in (narrow or {}).items():
            widths[index] = min(widths[index], most)
        if grows is not None:
            rest = sum(widths) - widths[grows] + _GAP * (len(widths) - 1)
            widths[grows] = max(min(widths[grows], screen - rest), _GROWS_AT_LEAST)
    shown = chain([titles] if any(titles) else [], first, source)
    for row in shown:
        cells = [
            cell
            if screen is None and cell_width(cell) > widths[index]
            else pad(cell, widths[index], right=index in right)
            for index, cell in enumerate(row)
        ]
        text = SafeText((" " * _GAP).join(cells).rstrip())
        line(text if screen is None else cut(text, screen))


def goes_to_a_terminal() -> bool:
    """Whether a person reads stdout directly."""
    return sys.stdout is not None and sys.stdout.isatty()


def encoding() -> str:
    """The encoding that lines are written in, "" where there is no stdout."""
    return (sys.stdout.encoding or "utf-8") if sys.stdout is not None else ""


def flush() -> None:
    """Let everything written so far go out. Raises BrokenPipeError where nobody reads it."""
    if sys.stdout is not None:
        sys.stdout.flush()


def close_quietly() -> None:
    """Send what is left nowhere: the reader has gone, and the interpreter flushes as it ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


_GAP = 2
_MEASURED = 2_000
_GROWS_AT_LEAST = 12
_STEERING = "[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, tuple | frozenset | set):
        return list(value)
    return str(value)


def _screen_width() -> int | None:
    if sys.stdout is None or not goes_to_a_terminal():
        return None
    with contextlib.suppress(OSError, ValueError):
        return os.get_terminal_size(sys.stdout.fileno()).columns or None
    return None


def _write(text: str) -> None:
    stream = sys.stdout
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding))


def _write_utf8(text: str) -> None:
    stream = sys.stdout
    if stream is None:
        return
    binary = getattr(stream, "buffer", None)
    if binary is None:
        stream.write(text)
        return
    stream.flush()
    binary.write(text.encode())
