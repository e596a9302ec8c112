"""What stands where an answer of the desk is still to come."""

from npstui.present.cells import wrap
from npstui.present.glyphs import Glyphs
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.tui.lines.drawing import Line, Pieces


def waiting_lines(
    reading: str, trouble: SafeText | None, width: int, glyphs: Glyphs
) -> list[Pieces]:
    """That it is read; after an error why it could not be, and what asks again."""
    if trouble is None:
        return [Line().say(f" {reading}", Style.DIM).pieces]
    told = wrap(SafeText(f"{trouble} r asks again."), max(width - 2, 20), 20)
    return [Line(glyphs).say(" ").put(part).pieces for part in told]
