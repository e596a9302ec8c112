"""One vocabulary for what a screen marks: the categories, and the characters that draw.

A category has the same glyph, three-letter word and colour everywhere, never colour alone.
"""

from collections.abc import Mapping

from npstui.model.category import Category
from npstui.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """How one category looks. Colours are hex on the themes' own backgrounds; the 16-colour names
    are those of rich, "" stands for the terminal's own foreground.
    """

    glyph: str
    ascii_glyph: str
    word: str
    dark: str
    light: str
    dark_16: str
    light_16: str


# Orange, grey and blue stay apart in every common colour blindness; yellow and grey would not.
LOOKS: Mapping[Category, Look] = {
    Category.PROMOTER: Look("▴", "^", "Pro", "#5fb4e6", "#0b5a94", "bright_cyan", "blue"),
    Category.PASSIVE: Look("▪", "o", "Pas", "#b4b4ae", "#57575e", "", ""),
    Category.DETRACTOR: Look("▾", "v", "Det", "#ee7f45", "#a83e00", "yellow", "red"),
}


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters of one glyph set.

    `rises` are eight heights from the lowest to a full cell; `fills` eight widths likewise, ""
    where the set cannot draw that eighth.
    """

    name: str
    categories: Mapping[Category, str]
    ellipsis: str
    rule: str
    rises: str
    fills: tuple[str, ...]
    point: str
    span: str


UNICODE = Glyphs(
    name="unicode",
    categories={category: look.glyph for category, look in LOOKS.items()},
    ellipsis="…",
    rule="─",
    rises="▁▂▃▄▅▆▇█",
    fills=("▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"),
    point="▪",
    span="░",
)
# For terminals that show the ambiguous-width characters above two cells wide.
ASCII = Glyphs(
    name="ascii",
    categories={category: look.ascii_glyph for category, look in LOOKS.items()},
    ellipsis="~",
    rule="-",
    rises="_.:-=+*#",
    fills=("", "", "", "", "#", "#", "#", "#"),
    point="o",
    span=":",
)
GLYPHS: Mapping[str, Glyphs] = {glyphs.name: glyphs for glyphs in (UNICODE, ASCII)}
