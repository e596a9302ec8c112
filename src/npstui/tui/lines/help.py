"""The keys for here, with the reason where one cannot run now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from npstui.desk.catalogue import Command, Scope, keys_of
from npstui.present.cells import cell_width, wrap
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.tui.keys import key_word
from npstui.tui.lines.drawing import Line, Pieces

HEADINGS = {
    Scope.IMPORT: "Import",
    Scope.TRENDS: "Trends",
    Scope.CASE: "Case",
    Scope.LIST: "List",
    Scope.EVERYWHERE: "Everywhere",
}
LEFT, GAP = 2, 2  # cells before the keys, and between the columns
WIDE_FROM = 110
MOST_KEY_CELLS, MOST_TITLE_CELLS = 16, 18
FEWEST_TOLD_CELLS, MOST_LINES = 16, 6  # of a sentence; where there is room none is cut
LIST_WORDS = (
    "In lists: ! late, ~ the last quarter of its time; sc the score; reach t by phone, m by mail, "
    "x may not be contacted; tries the contacts so far; owner - nobody; +2 beside the views: two "
    "more, v shows them all, tab goes to the next."
)
PICKER_WORDS = (
    "In pickers type to narrow; up, down and enter, or a digit while nothing is typed. "
    "In texts ctrl+s is done, esc keeps the draft."
)


def help_lines(
    commands: Sequence[Command],
    scopes: Sequence[str],
    reasons: Mapping[str, SafeText],
    width: int,
    glyphs: Glyphs = UNICODE,
) -> list[Pieces]:
    """Every command with a key that is live in these scopes, grouped, its sentence to the end.

    Where there is no case the keys that lead on come before those that walk a list.
    """
    lines: list[Pieces] = []
    live = [entry for entry in commands if entry.scope in scopes and keys_of(entry)]
    everywhere = () if Scope.CASE in scopes else (Scope.TRENDS, Scope.EVERYWHERE)
    for scope in dict.fromkeys((*everywhere, *HEADINGS)):
        heading = HEADINGS[scope]
        if not (listed := [entry for entry in live if entry.scope is scope]):
            continue
        lines.append([])
        lines.append(Line().say(f" {heading}", Style.STRONG).pieces)
        # On a small terminal each group has only the columns it needs: more sentences are a line.
        columns = _columns(listed if width < WIDE_FROM else live, width)
        for entry in listed:
            lines += _command(entry, reasons.get(entry.id), columns, glyphs)
    for words in (*((LIST_WORDS,) if Scope.LIST in scopes else ()), PICKER_WORDS):
        lines.append([])
        told = wrap(SafeText(words), max(width - 2, 1), MOST_LINES, glyphs.ellipsis)
        lines += [Line(glyphs).say(" ").put(each).pieces for each in told]
    return lines


@dataclass(frozen=True, slots=True)
class _Columns:
    """How wide keys and titles are, as wide as those that are listed ask for."""

    keys: int
    titles: int
    width: int

    @property
    def told_at(self) -> int:
        """Where the sentences begin."""
        return LEFT + self.keys + GAP + self.titles + GAP


def _columns(listed: Sequence[Command], width: int) -> _Columns:
    keys = max((cell_width(_keys(entry)) for entry in listed), default=0)
    titles = max((cell_width(SafeText(entry.title)) for entry in listed), default=0)
    return _Columns(min(keys, MOST_KEY_CELLS), min(titles, MOST_TITLE_CELLS), width)


def _keys(entry: Command) -> SafeText:
    return SafeText("  ".join(key_word(key) for key in keys_of(entry)))


def _command(
    entry: Command, reason: SafeText | None, columns: _Columns, glyphs: Glyphs
) -> list[Pieces]:
    style = Style.DIM if reason else Style.TEXT
    line = Line(glyphs).at(LEFT)
    line.cut_put(_keys(entry), columns.keys, Style.DIM if reason else Style.STRONG)
    line.at(LEFT + columns.keys + GAP)
    line.cut_put(SafeText(entry.title), columns.titles, style)
    room = max(columns.width - columns.told_at - 1, FEWEST_TOLD_CELLS)
    first, *more = wrap(reason or SafeText(entry.help), room, MOST_LINES, glyphs.ellipsis)
    told = [line.at(columns.told_at).put(first, style)]
    told += [Line(glyphs).at(columns.told_at).put(words, style) for words in more]
    return [each.pieces for each in told]
