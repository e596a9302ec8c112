"""Lines 2 and 3: the tabs of the screens, and of the views of one queue."""

from collections.abc import Sequence

from npstui.model.category import Category
from npstui.present import numbers
from npstui.present.cells import cell_width
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.rows import Style
from npstui.present.values import VIEW_TITLES, QueueCounts, View, ViewCount
from npstui.tui.lines.drawing import Line, Pieces

SHORT_BELOW = 110

# The screens that are there, by their key.
SCREENS: tuple[tuple[str, str, str, Category | None], ...] = (
    ("1", "Overview", "Over", None),
    ("2", "Detractors", "Det", Category.DETRACTOR),
)


def screen_tabs(
    active: str, counts: Sequence[QueueCounts], width: int, glyphs: Glyphs = UNICODE
) -> Pieces:
    """The screens with what waits in each; "!5" are late."""
    waiting = {count.category: count for count in counts}
    short = width < SHORT_BELOW
    tabs = []
    for key, name, word, category in SCREENS:
        count = waiting.get(category) if category is not None else None
        label = f"{key} {word if short else name}"
        if count is not None:
            label += f" {numbers.thousands(count.waiting)}"
            if count.late:
                label += f"{'' if short else ' '}!{numbers.thousands(count.late)}"
        tabs.append((label, key == active))
    return _tabs(tabs, 2 if short else 3, glyphs)


def view_tabs(
    active: View, counts: Sequence[ViewCount], width: int, glyphs: Glyphs = UNICODE
) -> Pieces:
    """The views with their counts; where they do not fit the last fold into "+2"."""
    counted = {count.view: count.count for count in counts}
    tabs = []
    for view, title in VIEW_TITLES.items():
        number = f" {numbers.thousands(counted[view])}" if view in counted else ""
        tabs.append((f"{title}{number}", view is active))
    gap = 2 if width < SHORT_BELOW else 3
    folded = 0
    while _width(tabs, gap, folded) > width - 1:
        # The tab somebody stands on is the last to go.
        last = max(index for index, (_label, is_active) in enumerate(tabs) if not is_active)
        del tabs[last]
        folded += 1
    if folded:
        tabs.append((f"+{folded}", False))
    return _tabs(tabs, gap, glyphs)


def _width(tabs: Sequence[tuple[str, bool]], gap: int, folded: int) -> int:
    if len(tabs) <= 1:
        return 0
    labels = [label for label, _active in tabs] + ([f"+{folded}"] if folded else [])
    return 1 + sum(cell_width(label) for label in labels) + gap * (len(labels) - 1)


def _tabs(tabs: Sequence[tuple[str, bool]], gap: int, glyphs: Glyphs) -> Pieces:
    line = Line(glyphs)
    x = 1
    for label, is_active in tabs:
        if is_active:
            # The bar reaches a cell beyond the words on both sides.
            line.at(x - 1).say(f" {label} ", Style.ACTIVE)
        else:
            if line.width < x:
                line.say(" " * (x - line.width))
            line.say(label)
        x += cell_width(label) + gap
    return line.pieces
