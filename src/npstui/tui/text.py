"""The only ways from a text to the screen: `shown` for widgets, `strip` for lines drawn by hand."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip

from npstui.present.styles import Piece, Style
from npstui.present.text import SafeText, safe_lines
from npstui.tui.theme import Palette, rich_style, variable

Part = SafeText | tuple[SafeText, Style] | Content


def shown(*parts: Part) -> Content:
    """Safe texts one after the other, plain or in a style, as what a widget takes.

    Markup in them is text. They are made safe once more here: a text that came past the types
    does no harm either, and one that is safe costs next to nothing.
    """
    return Content.assemble(*(_shown(part) for part in parts))


def strip(pieces: Sequence[Piece], palette: Palette, *, cursor: bool = False) -> Strip:
    """The pieces as one line; `cursor` on the row the cursor is on."""
    return Strip(
        [Segment(safe_lines(text), rich_style(palette, style, cursor)) for text, style in pieces]
    )


def _shown(part: Part) -> Content | str | tuple[str, str]:
    if isinstance(part, Content):
        return part
    if isinstance(part, tuple):
        text, style = part
        return safe_lines(text), variable(style)
    return safe_lines(part)
