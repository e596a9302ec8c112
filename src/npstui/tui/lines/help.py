"""The keys for here, with the reason where one cannot run now."""

from collections.abc import Mapping, Sequence

from npstui.desk.catalogue import Command, Scope, keys_of
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
KEY_CELLS, TITLE_CELLS = 16, 18
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
    """Every command with a key that is live in these scopes, grouped.

    Where there is no case the keys that lead on come before those that walk a list.
    """
    lines: list[Pieces] = []
    everywhere = () if Scope.CASE in scopes else (Scope.TRENDS, Scope.EVERYWHERE)
    for scope in dict.fromkeys((*everywhere, *HEADINGS)):
        heading = HEADINGS[scope]
        listed = [entry for entry in commands if entry.scope is scope and keys_of(entry)]
        if scope not in scopes or not listed:
            continue
        lines.append([])
        lines.append(Line().say(f" {heading}", Style.STRONG).pieces)
        lines += [_command(entry, reasons.get(entry.id), width, glyphs) for entry in listed]
    lines.append([])
    lines.append(Line(glyphs).say(" ").cut_put(SafeText(PICKER_WORDS), width - 2).pieces)
    return lines


def _command(entry: Command, reason: SafeText | None, width: int, glyphs: Glyphs) -> Pieces:
    keys = "  ".join(key_word(key) for key in keys_of(entry))
    style = Style.DIM if reason else Style.TEXT
    line = Line(glyphs).say("   ").say(keys, Style.DIM if reason else Style.STRONG)
    line.at(3 + KEY_CELLS).say(entry.title, style).at(3 + KEY_CELLS + TITLE_CELLS)
    return line.cut_put(reason or SafeText(entry.help), width - line.width - 1, style).pieces
