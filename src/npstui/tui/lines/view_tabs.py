"""Line 3: the tabs of the views of one queue."""

from collections.abc import Sequence
from typing import Protocol

from npstui.model.category import Category
from npstui.present import numbers
from npstui.present.cells import cell_width
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.present.values import View, ViewCount
from npstui.present.views import VIEWS, view_title
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.lines.tabs import SHORT_BELOW, tab_line


class Narrowed(Protocol):
    """How many a view holds with the filter and without."""

    @property
    def total(self) -> int: ...

    @property
    def unnarrowed(self) -> int: ...


def view_tabs(
    category: Category | None,
    active: View,
    counts: Sequence[ViewCount],
    width: int,
    glyphs: Glyphs = UNICODE,
    right: Line | None = None,
) -> Pieces:
    """The views with their counts; where they do not fit the last fold into "+2".

    `right` stands at the right edge and is never folded.
    """
    room = width - 1 if right is None else width - right.width - 3
    counted = {count.view: count.count for count in counts}
    tabs = []
    for view in VIEWS[category]:
        number = f" {numbers.thousands(counted[view])}" if view in counted else ""
        tabs.append((f"{view_title(view, category)}{number}", view is active))
    gap = 2 if width < SHORT_BELOW else 3
    folded = 0
    # In a terminal too narrow for what stands at the right there is no room at all.
    while len(tabs) > 1 and _width(tabs, gap, folded) > room:
        # The tab somebody stands on never goes.
        last = max(index for index, (_label, is_active) in enumerate(tabs) if not is_active)
        del tabs[last]
        folded += 1
    if folded:
        tabs.append((f"+{folded}", False))
    pieces = tab_line(tabs, gap, glyphs)
    if right is None:
        return pieces
    taken = sum(cell_width(text) for text, _style in pieces)
    blank = SafeText(" " * max(width - 1 - right.width - taken, 2))
    return [*pieces, (blank, Style.TEXT), *right.pieces]


def filter_pieces(
    where: SafeText, rows: "Narrowed | None", width: int, glyphs: Glyphs = UNICODE
) -> Line | None:
    """The filter in force, with how many of the view it lets through; cut from its left end."""
    if not where:
        return None
    counted = ""
    if rows is not None:
        total, of = numbers.thousands(rows.total), numbers.thousands(rows.unnarrowed)
        counted = f"  {total} of {of}"
    room = width // 2 - len(counted) - len(CLEARS)
    # What was pasted may be long; so much of its end is never in sight.
    cut_off = len(where) > 4 * width
    where = SafeText(where[-4 * width :]) if cut_off else where
    while cell_width(where) + cut_off > room and where:
        where, cut_off = SafeText(where[1:]), True
    line = Line(glyphs).say(glyphs.ellipsis if cut_off else "").put(where)
    return line.say(f"{counted}{CLEARS}")


CLEARS = "  F clears"


def _width(tabs: Sequence[tuple[str, bool]], gap: int, folded: int) -> int:
    labels = [label for label, _active in tabs] + ([f"+{folded}"] if folded else [])
    return 1 + sum(cell_width(label) for label in labels) + gap * (len(labels) - 1)
