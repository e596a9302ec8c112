"""The refused rows of files: by reason, then each with its line and text."""

from npstui.present.cells import wrap
from npstui.present.import_values import RefusedValue
from npstui.present.numbers import count, thousands
from npstui.present.styles import Style
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.screens.help import PageScreen
from npstui.tui.session import Session

LINE_CELLS, TEXT_LINES = 10, 4


class RefusedScreen(PageScreen):
    """A page that scrolls; the rows come once they are read."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._refused: tuple[RefusedValue, ...] | None = None
        self._drawn: tuple[int, list[Pieces]] | None = None

    def on_mount(self) -> None:
        """No tabs: this is about files, not about the desk."""
        self.tabs.display = False

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
        lines: list[Pieces] = [
            Line(glyphs).say(" ").cut_put(value.file, width - 2, Style.STRONG).pieces
        ]
        for reason, number in value.set_aside:
            line = Line(glyphs).say(f"{thousands(number):>8} set aside: ")
            lines.append(line.cut_put(reason, width - line.width - 1).pieces)
        for reason, number in value.reasons:
            line = Line(glyphs).say(f"{thousands(number):>8} refused: ")
            lines.append(line.cut_put(reason, width - line.width - 1).pieces)
        if not value.reasons:
            lines.append(Line(glyphs).say("       0 refused").pieces)
        lines.append([])
        for row in value.lines:
            line = Line(glyphs).say(f" line {row.line}".ljust(LINE_CELLS) + "  ", Style.DIM)
            lines.append(line.cut_put(row.reason, width - line.width - 1, Style.STRONG).pieces)
            room = max(width - LINE_CELLS - 3, 20)
            lines += [
                Line(glyphs).say(" " * (LINE_CELLS + 2)).put(part).pieces
                for part in wrap(row.text, room, TEXT_LINES, glyphs.ellipsis)
            ]
        if value.more:
            words = f" {count(value.more, 'row')} more, in the file of the quarantine"
            lines.append(Line(glyphs).say(words, Style.DIM).pieces)
        return lines
