"""The colours of the desk: dark, light, the terminal's own sixteen, and none at all.

The response list draws with `rich_style`; everything else names a `present.rows.Style`, which
`tui.text.shown` turns into a variable of the Textual theme in force.
"""

from functools import lru_cache
from typing import Any

from rich.style import Style as RichStyle
from textual.app import App
from textual.theme import BUILTIN_THEMES, Theme

from npstui.model.category import Category
from npstui.model.frozen import dataclass
from npstui.present.glyphs import LOOKS
from npstui.present.styles import Style


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours. Hex, or names of rich for the terminal's own; "" is its default.

    `ansi`: the sixteen colours go to the terminal as they are, the cursor row is reverse and dim
    text has the terminal's dim.
    """

    name: str
    dark: bool
    categories: tuple[str, str, str]  # detractor, passive, promoter
    background: str = ""
    text: str = ""
    dim: str = ""
    cursor: str = ""
    rule: str = ""
    ansi: bool = False


def _looks(field: str) -> tuple[str, str, str]:
    detractor, passive, promoter = (str(getattr(LOOKS[item], field)) for item in Category)
    return detractor, passive, promoter


DARK = Palette(
    name="npstui-dark",
    dark=True,
    background="#101014",
    text="#d8d8dc",
    dim="#8d8d93",
    cursor="#2b3340",
    rule="#4a4a52",
    categories=_looks("dark"),
)
LIGHT = Palette(
    name="npstui-light",
    dark=False,
    background="#fbfbf8",
    text="#1b1b1f",
    dim="#63636b",
    cursor="#dfe7f0",
    rule="#b9b9bd",
    categories=_looks("light"),
)
DARK_16 = Palette(name="npstui-dark-16", dark=True, categories=_looks("dark_16"), ansi=True)
LIGHT_16 = Palette(name="npstui-light-16", dark=False, categories=_looks("light_16"), ansi=True)
MONO = Palette(name="npstui-mono", dark=True, categories=("", "", ""), ansi=True)
PALETTES = {palette.name: palette for palette in (DARK, LIGHT, DARK_16, LIGHT_16, MONO)}


def palette_for(*, dark: bool, sixteen: bool, no_color: bool) -> Palette:
    """The palette for a wish for dark or light, a terminal's depth of colour, and NO_COLOR.

    An app with an `ansi` palette is made with `ansi_color=True`: Textual chooses its NO_COLOR
    filter when it is made, before a theme is set.
    """
    if no_color:
        return MONO
    if sixteen:
        return DARK_16 if dark else LIGHT_16
    return DARK if dark else LIGHT


@lru_cache(maxsize=256)
def rich_style(palette: Palette, style: Style, cursor: bool = False) -> RichStyle:
    """The style of one piece of a line; `cursor` on the row the cursor is on."""
    colour = _colour(palette, style)
    if palette.ansi:
        return RichStyle(
            # Reversed, a coloured score would be a coloured block.
            color=None if cursor else colour or None,
            bold=style in _BOLD or None,
            dim=style is Style.DIM or None,
            reverse=(cursor is not (style is Style.ACTIVE)) or None,
        )
    return RichStyle(
        color=colour,
        bgcolor=palette.cursor if cursor else palette.background,
        bold=style in _BOLD or None,
        reverse=style is Style.ACTIVE or None,
    )


def variable(style: Style) -> str:
    """The style as Textual markup and CSS name it: "$nps-detractor", "bold $nps-text"."""
    return _VARIABLES[style]


def textual_theme(palette: Palette) -> Theme:
    """The palette as a theme of Textual, with a variable for every style.

    Textual's own style sheets ask an `ansi` theme for more variables; its own theme has them.
    """
    default = "ansi_default"
    text, background = palette.text or default, palette.background or default
    detractor, passive, promoter = (_named(colour) for colour in palette.categories)
    cursor = palette.cursor or default
    return Theme(
        name=palette.name,
        dark=palette.dark,
        ansi=palette.ansi,
        primary=promoter,
        secondary=promoter,
        accent=promoter,
        warning=detractor,
        error=detractor,
        success=promoter,
        foreground=text,
        background=background,
        surface=background,
        panel=background,
        boost=background,
        variables={
            **(BUILTIN_THEMES["ansi-dark"].variables if palette.ansi else {}),
            "nps-text": text,
            "nps-dim": palette.dim or default,
            "nps-rule": palette.rule or default,
            "nps-cursor": cursor,
            "nps-detractor": detractor,
            "nps-passive": passive,
            "nps-promoter": promoter,
            "block-cursor-background": cursor,
            "block-cursor-foreground": text,
            "block-cursor-text-style": "reverse" if palette.ansi else "none",
        },
    )


def use_palette(app: App[Any], palette: Palette) -> None:
    """Register every palette as a theme and switch the app to this one."""
    for each in PALETTES.values():
        app.register_theme(textual_theme(each))
    app.theme = palette.name


_BOLD = (Style.STRONG, Style.ACTIVE)
_VARIABLES = {
    Style.TEXT: "$nps-text",
    Style.DIM: "$nps-dim",
    Style.STRONG: "bold $nps-text",
    Style.ACTIVE: "bold reverse $nps-text",
    Style.DETRACTOR: "$nps-detractor",
    Style.PASSIVE: "$nps-passive",
    Style.PROMOTER: "$nps-promoter",
}


def _colour(palette: Palette, style: Style) -> str:
    match style:
        case Style.DETRACTOR:
            return palette.categories[0]
        case Style.PASSIVE:
            return palette.categories[1]
        case Style.PROMOTER:
            return palette.categories[2]
        case Style.DIM:
            return palette.dim
        case _:
            return palette.text


def _named(colour: str) -> str:
    if colour.startswith("#"):
        return colour
    return f"ansi_{colour or 'default'}"
