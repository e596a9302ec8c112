"""s on the first-time sheet: the refused rows, by reason, then each with its line and text."""

from collections.abc import Sequence

from npstui.present.import_values import RefusedValue
from npstui.present.styles import Style
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.lines.imports import refused_lines
from npstui.tui.screens.help import PageScreen
from npstui.tui.session import Session


class RefusedScreen(PageScreen):
    """A page that scrolls; the rows come once they are read."""

    HAS_HELP = False

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._refused: tuple[RefusedValue, ...] | None = None
        self._drawn: tuple[int, list[Pieces]] | None = None

    def on_mount(self) -> None:
        """No tabs: this is about files, not about the desk."""
        self.tabs.display = False

    def _header_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        line = Line(self.session.glyphs).say(" What is refused and what is set aside", Style.STRONG)
        return [line.say("   nothing is kept yet" if width > 60 else "").pieces]

    def show(self, refused: tuple[RefusedValue, ...]) -> None:
        """The rows are read."""
        self._refused, self._drawn = refused, None
        self.content.paint()

    def page_lines(self, width: int) -> list[Pieces]:
        """Every line; drawn once for a width."""
        if self._refused is None:
            return [Line().say(" Reading the refused rows", Style.DIM).pieces]
        if self._drawn is None or self._drawn[0] != width:
            lines = [line for value in self._refused for line in self._file(value, width)]
            self._drawn = (width, lines)
        return self._drawn[1]

    def _file(self, value: RefusedValue, width: int) -> list[Pieces]:
        glyphs = self.session.glyphs
        title = Line(glyphs).say(" ").cut_put(value.file, width - 2, Style.STRONG)
        return [title.pieces, *refused_lines(value, width, glyphs)]
