"""What is painted before anything is known: line 1 as it waits, and the tabs of line 2.

It imports little: the first paint waits for it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from npstui.model.category import Category
from npstui.present import numbers
from npstui.present.cells import cell_width
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.tui.lines.drawing import Line, Pieces

if TYPE_CHECKING:
    from npstui.present.values import QueueCounts

SHORT_BELOW = 110
TITLE_CELLS = 24

# The screens that are there, by their key.
SCREENS: tuple[tuple[str, str, str, Category | None], ...] = (
    ("1", "Overview", "Over", None),
    ("2", "Detractors", "Det", Category.DETRACTOR),
    ("3", "Passives", "Pas", Category.PASSIVE),
    ("4", "Promoters", "Pro", Category.PROMOTER),
    ("5", "Trends", "Trend", None),
)


def skeleton_line(title: SafeText, glyphs: Glyphs = UNICODE) -> Pieces:
    """The header before the first number is known."""
    return Line(glyphs).say(" ").cut_put(title, TITLE_CELLS, Style.STRONG).say("   NPS").pieces


def screen_tabs(
    active: str, counts: "Sequence[QueueCounts]", width: int, glyphs: Glyphs = UNICODE
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
    return tab_line(tabs, 2 if short else 3, glyphs)


def tab_line(tabs: Sequence[tuple[str, bool]], gap: int, glyphs: Glyphs) -> Pieces:
    """Tabs in a row, the one somebody stands on lit."""
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
