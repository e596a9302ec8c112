"""How a piece of text looks, by name. The first paint imports it, so it imports little."""

from collections.abc import Mapping
from enum import StrEnum

from npstui.model.category import Category
from npstui.present.text import SafeText


class Style(StrEnum):
    """How a piece of a list looks; the theme says in which colours."""

    TEXT = "text"
    DIM = "dim"
    STRONG = "strong"
    DETRACTOR = "detractor"
    PASSIVE = "passive"
    PROMOTER = "promoter"
    ACTIVE = "active"  # the tab one is on


Piece = tuple[SafeText, Style]

CATEGORY_STYLES: Mapping[Category, Style] = {
    Category.DETRACTOR: Style.DETRACTOR,
    Category.PASSIVE: Style.PASSIVE,
    Category.PROMOTER: Style.PROMOTER,
}
NO_COMMENT = SafeText("(no comment)")
NO_NAME = SafeText("(no name)")
