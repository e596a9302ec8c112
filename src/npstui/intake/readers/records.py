"""Records of delimited text, cut one by one: lenient where it is safe, and linear in any text.

A quote opens only at the start of a field, and closes only before a separator, a line's end or
the text's end; elsewhere it is a character. Line ends are LF.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

OPEN_LIMIT = 1 << 20  # characters a record may run on after its first quote


class Record(NamedTuple):
    """One record: `fields` is None where a quote opens in it and does not close.

    `line` is the physical line it starts on, `start` and `end` its place in the text without the
    line end. A record with an open quote is its first line alone.
    """

    line: int
    start: int
    end: int
    fields: list[str] | None


def records(text: str, separator: str, first_line: int = 1) -> Iterator[Record]:
    """Every record of `text` but the blank ones, which are no rows."""
    cutter = _Cutter(text, separator)
    start, line = 0, first_line
    while start < len(text):
        fields, end = cutter.cut(start)
        if fields is None or len(fields) > 1 or not is_blank(text[start:end]):
            yield Record(line, start, end, fields)
        line += 1 + text.count("\n", start, end)
        start = end + 1


def is_blank(text: str) -> bool:
    """Whether a line holds nothing but spaces."""
    return not text.strip(" \r\f\v")


class _Cutter:
    def __init__(self, text: str, separator: str) -> None:
        self._text = text
        self._separator = separator
        self._run = re.compile(rf'"+(?=[{re.escape(separator)}\n]|\Z)')
        self._runs = self._run.finditer(text)
        self._closings: list[int] = []  # of the runs looked at so far

    def cut(self, start: int) -> tuple[list[str] | None, int]:
        """The fields of the record that starts at `start`, and where it ends."""
        text, separator = self._text, self._separator
        eol = first_eol = self._eol(start)
        if text.find('"', start, eol) < 0:
            return text[start:eol].split(separator), eol
        fields: list[str] = []
        at = start
        while True:
            if text.startswith('"', at):
                closing = self._closing(at)
                if closing < 0 or closing - start > OPEN_LIMIT:
                    return None, first_eol
                fields.append(text[at + 1 : closing].replace('""', '"'))
                at = closing + 1
            else:
                eol = self._eol(at) if at > eol else eol
                found = text.find(separator, at, eol)
                stop = eol if found < 0 else found
                fields.append(text[at:stop])
                at = stop
            if at >= len(text) or text[at] == "\n":
                return fields, at
            at += 1

    def _eol(self, start: int) -> int:
        found = self._text.find("\n", start)
        return len(self._text) if found < 0 else found

    def _closing(self, opening: int) -> int:
        """Where the quote that opens at `opening` closes; -1 where it does not."""
        run = self._run.match(self._text, opening)
        if run is not None and (run.end() - opening) % 2 == 0:
            return run.end() - 1
        after = opening if run is None else run.end() - 1
        place = bisect_right(self._closings, after)
        if place < len(self._closings):
            return self._closings[place]
        # Looked for no further than asked: of a long text often only the first rows are wanted.
        for run in self._runs:
            # An even run before a separator is escaped quotes, so it closes nothing.
            if (run.end() - run.start()) % 2:
                self._closings.append(run.end() - 1)
                if run.end() - 1 > after:
                    return run.end() - 1
        return -1
