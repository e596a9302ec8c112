"""Line 3: the tabs of the views of one queue."""

from collections.abc import Sequence

from npstui.model.category import Category
from npstui.present import numbers
from npstui.present.cells import cell_width
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.values import View, ViewCount
from npstui.present.views import VIEWS, view_title
from npstui.tui.lines.drawing import Pieces
from npstui.tui.lines.tabs import SHORT_BELOW, tab_line


def view_tabs(
    category: Category | None,
    active: View,
    counts: Sequence[ViewCount],
    width: int,
    glyphs: Glyphs = UNICODE,
) -> Pieces:
    """The views with their counts; where they do not fit the last fold into "+2"."""
    counted = {count.view: count.count for count in counts}
    tabs = []
    for view in VIEWS[category]:
        number = f" {numbers.thousands(counted[view])}" if view in counted else ""
        tabs.append((f"{view_title(view, category)}{number}", view is active))
    gap = 2 if width < SHORT_BELOW else 3
    folded = 0
    while _width(tabs, gap, folded) > width - 1:
        # The tab somebody stands on is the last to go.
        last = max(index for index, (_label, is_active) in enumerate(tabs) if not is_active)
        del tabs[last]
        folded += 1
    if folded:
        tabs.append((f"+{folded}", False))
    return tab_line(tabs, gap, glyphs)


def _width(tabs: Sequence[tuple[str, bool]], gap: int, folded: int) -> int:
    if len(tabs) <= 1:
        return 0
    labels = [label for label, _active in tabs] + ([f"+{folded}"] if folded else [])
    return 1 + sum(cell_width(label) for label in labels) + gap * (len(labels) - 1)
