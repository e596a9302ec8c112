"""The lines of a response list as they are drawn, each row once as long as it looks the same."""

from typing import Self

from textual.strip import Strip

from npstui.present.cells import pad
from npstui.present.columns import Placed, QueueKind, layout
from npstui.present.glyphs import Glyphs
from npstui.present.rows import QueueRow, draw_head, draw_row
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.tui.text import strip
from npstui.tui.theme import Palette

STRIPS_KEPT = 2_000


class RowPen:
    """Draws for one kind of list in one look, at the width it was last laid out for."""

    def __init__(self, kind: QueueKind, palette: Palette, glyphs: Glyphs, dimension: str) -> None:
        self._kind, self._palette, self._glyphs = kind, palette, glyphs
        self._dimension = dimension
        self._width = 0
        self._columns: tuple[Placed, ...] = ()
        self._strips: dict[tuple[QueueRow, bool, bool], Strip] = {}

    @property
    def is_laid_out(self) -> bool:
        """Whether it knows its width."""
        return bool(self._columns)

    def in_look(self, palette: Palette, glyphs: Glyphs | None = None) -> Self:
        """The same kind of list in another look; to be laid out."""
        return type(self)(self._kind, palette, glyphs or self._glyphs, self._dimension)

    def lay_out(self, width: int) -> None:
        """The columns for a width in cells."""
        self._width = width
        self._columns = layout(width, self._kind, self._dimension)
        self._strips.clear()

    def head(self) -> Strip:
        """The column heads."""
        return self.line(draw_head(self._columns, self._width), Style.DIM)

    def row(self, row: QueueRow, *, cursor: bool, marked: bool) -> Strip:
        """One row."""
        key = (row, cursor, marked)
        drawn = self._strips.get(key)
        if drawn is None:
            if len(self._strips) >= STRIPS_KEPT:
                self._strips.clear()
            pieces = draw_row(
                row,
                self._columns,
                self._width,
                marked=marked,
                mixed=self._kind is QueueKind.MIXED,
                glyphs=self._glyphs,
            )
            drawn = self._strips[key] = strip(pieces, self._palette, cursor=cursor)
        return drawn

    def line(self, text: SafeText, style: Style = Style.TEXT) -> Strip:
        """A line of words."""
        filled = pad(text, self._width, ellipsis=self._glyphs.ellipsis)
        return strip([(filled, style)], self._palette)


def changed_cells(old: Strip, new: Strip) -> list[tuple[int, int]]:
    """The span of cells between the pieces that both begin and both end with; none if equal."""
    before, after = list(old), list(new)
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    start = new.cell_length - sum(piece.cell_length for piece in after)
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    cells = sum(piece.cell_length for piece in after)
    if sum(piece.cell_length for piece in before) != cells:
        return [(0, new.cell_length)]
    return [(start, start + cells)] if cells else []
