"""Lines of text drawn by hand: a bar, a pane, a page. Only the cells that differ are repainted."""

from collections.abc import Callable, Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from npstui.present.cells import cell_width
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.tui.lines.drawing import Pieces
from npstui.tui.text import strip
from npstui.tui.theme import DARK, Palette

Painter = Callable[[int, int], Sequence[Pieces]]
Marked = tuple[int, int, int]  # line, first cell, end cell: what the cursor is on


class Lines(Widget):
    """A block of lines; its painter is asked again at another size."""

    DEFAULT_CSS = "Lines { width: 1fr; height: 1; }"

    def __init__(
        self,
        painter: Painter,
        *,
        palette: Palette = DARK,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._painter = painter
        self._palette = palette
        self._painted: list[Strip] = []
        self._marked: Marked | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of every line as it stands."""
        return tuple(line.text for line in self._painted)

    @property
    def marked(self) -> Marked | None:
        """What the cursor is on."""
        return self._marked

    def show(self, painter: Painter) -> None:
        """Draw with another painter from now on."""
        self._painter = painter
        self.paint()

    def set_palette(self, palette: Palette) -> None:
        """Draw in other colours."""
        self._palette, self._painted = palette, []
        self.paint()

    def mark(self, marked: Marked | None) -> None:
        """Put the cursor on a part of a line."""
        if marked != self._marked:
            self._marked = marked
            self.paint()

    def paint(self) -> None:
        """Ask the painter and refresh what differs from what stands there."""
        width, height = self.size
        if not width or not height:
            return
        old, self._painted = self._painted, self._drawn(width, height)
        if len(old) != len(self._painted) or (old and old[0].cell_length != width):
            self.refresh()
            return
        regions = [
            Region(start, y, stop - start, 1)
            for y, (was, now) in enumerate(zip(old, self._painted, strict=True))
            for start, stop in changed_cells(was, now)
        ]
        if regions:
            self.refresh(*regions)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.paint()

    def render_line(self, y: int) -> Strip:
        """One line as it was last drawn."""
        if y < len(self._painted):
            return self._painted[y]
        return strip([(SafeText(" " * self.size.width), Style.TEXT)], self._palette)

    def _drawn(self, width: int, height: int) -> list[Strip]:
        lines = list(self._painter(width, height))[:height]
        lines += [[]] * (height - len(lines))
        strips = [self._strip(pieces, width) for pieces in lines]
        if self._marked is not None and self._marked[0] < len(strips):
            y, start, end = self._marked
            strips[y] = self._with_cursor(strips[y], lines[y], start, min(end, width))
        return strips

    def _strip(self, pieces: Pieces, width: int, *, cursor: bool = False) -> Strip:
        missing = width - sum(cell_width(text) for text, _style in pieces)
        if missing > 0:
            blank = SafeText(" " * missing)
            if pieces and pieces[-1][1] is not Style.ACTIVE:
                text, style = pieces[-1]
                pieces = [*pieces[:-1], (SafeText(text + blank), style)]
            else:
                pieces = [*pieces, (blank, Style.TEXT)]
        drawn = strip(pieces, self._palette, cursor=cursor)
        # What was made safe once more may be narrower than it was counted.
        return drawn if drawn.cell_length == width else drawn.adjust_cell_length(width)

    def _with_cursor(self, plain: Strip, pieces: Pieces, start: int, end: int) -> Strip:
        lit = self._strip(pieces, plain.cell_length, cursor=True)
        before, after = plain.crop(0, start), plain.crop(end)
        return Strip.join([before, lit.crop(start, end), after])


def changed_cells(old: Strip, new: Strip) -> list[tuple[int, int]]:
    """The one span of cells outside of which two lines are equal; none where they are equal.

    One, because Textual writes a line of a widget from its left edge to the end of each span.
    """
    if old is new or old == new:
        return []
    before, after = _cells(old), _cells(new)
    if len(before) != len(after):
        return [(0, len(after))]
    differ = [cell for cell, (was, now) in enumerate(zip(before, after, strict=True)) if was != now]
    return [(differ[0], differ[-1] + 1)] if differ else []


def _cells(line: Strip) -> list[tuple[str, object, int]]:
    """What stands in every cell: character, style, and which of the character's cells it is."""
    cells: list[tuple[str, object, int]] = []
    for text, style, _control in line:
        if text.isascii():
            cells.extend((character, style, 0) for character in text)
            continue
        for character in text:
            width = cell_width(character)
            if not width and cells:
                # A mark belongs to the character before it, in all of its cells.
                base, base_style, last = cells[-1]
                for at in range(len(cells) - 1 - last, len(cells)):
                    cells[at] = (base + character, base_style, cells[at][2])
            cells.extend((character, style, part) for part in range(width))
    return cells
