"""One line of a screen as pieces of text with style names, built from left to right by cells."""

from typing import Self

from npstui.present.cells import cell_width, cut
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Piece, Style
from npstui.present.text import SafeText

Pieces = list[Piece]


class Line:
    """A line being written; `at` moves to a cell, `say` takes our own words, `put` foreign text."""

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        self.pieces: Pieces = []
        self.width = 0
        self._glyphs = glyphs

    def put(self, text: SafeText, style: Style = Style.TEXT) -> Self:
        """Write a safe text."""
        if text:
            # Every change of style costs some forty bytes on the wire; spaces take any.
            if self.pieces and (self.pieces[-1][1] is style or self._blank_before(style)):
                text_before, _style = self.pieces.pop()
                self.pieces.append((SafeText(text_before + text), style))
            else:
                self.pieces.append((text, style))
            self.width += cell_width(text)
        return self

    def _blank_before(self, style: Style) -> bool:
        text, before = self.pieces[-1]
        return text.isspace() and Style.ACTIVE not in (style, before)

    def say(self, words: str, style: Style = Style.TEXT) -> Self:
        """Write the program's own words or numbers."""
        return self.put(SafeText(words), style)

    def at(self, cell: int) -> Self:
        """Go on at this cell; what stands beyond it already is kept, with one space after it."""
        gap = cell - self.width
        if gap < 0:
            gap = 1
        if gap and self.pieces:
            # Spaces take the style before them, except where that would show.
            text, style = self.pieces[-1]
            if style is not Style.ACTIVE:
                self.pieces[-1] = (SafeText(text + " " * gap), style)
                self.width += gap
                return self
        return self.say(" " * gap)

    def cut_put(self, text: SafeText, cells: int, style: Style = Style.TEXT) -> Self:
        """Write a safe text in at most `cells` cells."""
        return self.put(cut(text, cells, self._glyphs.ellipsis), style)

    def join(self, other: "Line") -> Self:
        """Write another line after this one."""
        for text, style in other.pieces:
            self.put(text, style)
        return self


def both_ends(left: Line, right: Line, width: int, margin: int = 1) -> Pieces | None:
    """Left and right on one line, the right one ending `margin` cells before the edge.

    None where they do not fit with at least two cells between them.
    """
    start = width - margin - right.width
    if right.width and start < left.width + 2:
        return None
    if left.width > width:
        return None
    return left.at(start).join(right).pieces if right.width else left.pieces


def ruled(width: int, glyphs: Glyphs = UNICODE) -> Pieces:
    """A rule across the screen."""
    return [(SafeText(glyphs.rule * width), Style.DIM)]
