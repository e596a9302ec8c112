"""How one of several typed lines of a form is drawn: label, text with its cursor, hint."""

from npstui.present.cells import cell_width
from npstui.present.glyphs import Glyphs
from npstui.present.styles import Style
from npstui.present.text import SafeText, safe
from npstui.tui.lines.drawing import Line
from npstui.tui.typed_line import TypedLine


def typed_field(
    label: str, typed: TypedLine, width: int, glyphs: Glyphs, *, here: bool, label_cells: int
) -> Line:
    """The line without its hint; the cursor is in sight where the line is the one typed in."""
    line = Line(glyphs).say(f" {label}", Style.STRONG if here else Style.DIM)
    line.say(" " * (label_cells - line.width))
    room = width - label_cells - 2
    text, at = typed.text, typed.at if here else 0
    start = max(at - 4 * width, 0)
    while start < at and cell_width(safe(text[start:at])) > room - 1:
        start += 1
    if not here:
        return line.cut_put(safe(text), room)
    under = safe(text[at : at + 1]) or SafeText(" ")
    line.put(safe(text[start:at])).put(under, Style.ACTIVE)
    return line.cut_put(safe(text[at + 1 :]), max(width - line.width - 1, 0))
