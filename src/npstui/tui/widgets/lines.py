"""Lines of text drawn by hand: a bar, a pane, a page. Only the cells that differ are repainted."""

from collections.abc import Callable, Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from npstui.present.cells import cell_width
from npstui.present.rows import Style
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

    def show(self, painter: Painter) -> None:
        """Draw with another painter from now on."""
        self._painter = painter
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
        drawn = strip(pieces, self._palette, cursor=cursor)
        missing = width - drawn.cell_length
        if missing > 0:
            blank = strip([(SafeText(" " * missing), Style.TEXT)], self._palette, cursor=cursor)
            return Strip.join([drawn, blank])
        return drawn.crop(0, width) if missing < 0 else drawn

    def _with_cursor(self, plain: Strip, pieces: Pieces, start: int, end: int) -> Strip:
        lit = self._strip(pieces, plain.cell_length, cursor=True)
        before, after = plain.crop(0, start), plain.crop(end)
        return Strip.join([before, lit.crop(start, end), after])


def changed_cells(old: Strip, new: Strip) -> list[tuple[int, int]]:
    """The one span of cells outside of which both lines are equal; none where they are equal."""
    if old is new or old == new:
        return []
    before, after = _characters(old), _characters(new)
    start = 0
    while before and after and before[-1] == after[-1]:
        start += cell_width(before.pop()[0])
        after.pop()
    before.reverse()
    after.reverse()
    while before and after and before[-1] == after[-1]:
        before.pop()
        after.pop()
    end = start + sum(cell_width(text) for text, _style in after)
    was = start + sum(cell_width(text) for text, _style in before)
    return [(start, new.cell_length if was != end else end)]


def _characters(line: Strip) -> list[tuple[str, object]]:
    """Every character with its style, the last one first; marks stay with their base."""
    found: list[tuple[str, object]] = []
    for segment in line:
        text, style, _control = segment
        if text.isascii():
            found.extend((character, style) for character in text)
            continue
        for character in text:
            if found and cell_width(character) == 0:
                base, base_style = found.pop()
                found.append((base + character, base_style))
            else:
                found.append((character, style))
    found.reverse()
    return found
