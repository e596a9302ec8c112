"""The rule with its two messages, and the footer with the keys for here."""

from collections.abc import Sequence

from npstui.present import numbers
from npstui.present.cells import cell_width, cut
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Style
from npstui.present.text import EMPTY, SafeText
from npstui.tui.lines.drawing import Line, Pieces

PARTING = "   "  # between the keys that a dialog names
WAY_BACK = SafeText("u undoes")


def rule_line(place: SafeText, said: SafeText, width: int, glyphs: Glyphs = UNICODE) -> Pieces:
    """A rule with the place at its left and the last command's answer at its right.

    The place is never cut while the answer can be, and of that never the way back.
    """
    ends = glyphs.rule * 2
    line = Line(glyphs).say(ends, Style.DIM)
    if place:
        line.say(" ", Style.DIM).cut_put(place, width - 6).say(" ", Style.DIM)
    room = width - line.width - 6
    answer = _cut_answer(said, room, glyphs.ellipsis) if room > 8 else EMPTY
    tail = cell_width(answer) + 4 if answer else 0
    line.say(glyphs.rule * max(width - line.width - tail, 0), Style.DIM)
    if answer:
        line.say(" ", Style.DIM).put(answer).say(f" {ends}", Style.DIM)
    return line.pieces


def _cut_answer(said: SafeText, room: int, ellipsis: str) -> SafeText:
    """An answer that is too long loses its middle: that it can be undone is said to the end."""
    if cell_width(said) <= room or not said.endswith(WAY_BACK):
        return cut(said, room, ellipsis)
    body = SafeText(said.removesuffix(WAY_BACK).rstrip(" ."))
    return SafeText(f"{cut(body, room - cell_width(WAY_BACK) - 1, ellipsis)} {WAY_BACK}")


def fitting(words: SafeText, room: int) -> SafeText:
    """What a dialog's keys do, in as many parts as there is room for: the last, esc, always."""
    *parts, last = words.split(PARTING)
    while parts and cell_width(SafeText(PARTING.join([*parts, last]))) > room:
        parts.pop()
    return SafeText(PARTING.join([*parts, last]))


def place(
    position: int | None,
    listed: int,
    marked: int = 0,
    fresh: int = 0,
    *,
    unlisted: int = 0,
    order: str = "",
) -> SafeText:
    """Where the cursor is and what waits to be shown: "6 of 37, 2 marked, 12 new, r shows them".

    `unlisted` match too, and are beyond what a list holds.
    """
    words = []
    if listed and position is not None:
        of = numbers.thousands(listed)
        if unlisted:
            of = f"the first {of} of {numbers.thousands(listed + unlisted)}, filter to narrow"
        words.append(f"{numbers.thousands(position + 1)} of {of}")
    if order:
        words.append(order)
    if marked:
        words.append(f"{numbers.thousands(marked)} marked")
    if fresh:
        shows = "it" if fresh == 1 else "them"
        words.append(f"{numbers.thousands(fresh)} new, r shows {shows}")
    return SafeText(", ".join(words))


def in_sight(lines: Sequence[Pieces], top: int, height: int) -> list[Pieces]:
    """What of a page stands in `height` lines from its line `top` on; where there is more below the
    last of them says so.
    """
    shown = list(lines[top : top + max(height, 0)])
    below = len(lines) - top - len(shown)
    if below > 0 and shown:
        shown[-1] = Line().say(f" {below + 1} more lines below, down goes on", Style.DIM).pieces
    return shown


def footer_line(
    keys: Sequence[tuple[str, str]], width: int, glyphs: Glyphs = UNICODE, last: str = "? keys"
) -> Pieces:
    """The keys with their words; `last` is always kept at the right, the rest drop from there."""
    key, _space, word = last.partition(" ")
    end = Line(glyphs).say(key, Style.STRONG).say(f" {word}" if word else "")
    start = width - 1 - end.width
    line = Line(glyphs).say(" ")
    for shown, does in keys:
        gap = 2 if line.width > 1 else 0
        if line.width + gap + len(shown) + 1 + len(does) > start - 2:
            break
        line.say(" " * gap).say(shown, Style.STRONG).say(f" {does}")
    return line.at(max(start, line.width + 1)).join(end).pieces
