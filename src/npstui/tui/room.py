"""How many rows a picker may have, so that the screen under it stays whole."""

from typing import TYPE_CHECKING

from npstui.tui.widgets.picker import RULE_LINES

if TYPE_CHECKING:
    from textual.widget import Widget

    from npstui.tui.screens.base import DeskScreen

FEWEST_ROWS = 3


def rows_left(screen: "DeskScreen") -> int:
    """What the lines that stay leave it: of those that give way, a heading and a row stay too."""
    stay = [part for part in screen.children if part.display and not _gives_way(part)]
    rule = 0 if screen.rule.display else 1
    left = screen.size.height - sum(part.size.height for part in stay) - rule - 2 - RULE_LINES
    return max(left, FEWEST_ROWS)


def _gives_way(part: "Widget") -> bool:
    height = part.styles.height
    return height is not None and height.is_fraction
