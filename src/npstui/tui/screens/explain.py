"""How a number came about, on a screen of its own."""

from collections.abc import Sequence

from textual import events

from npstui.present.cells import wrap
from npstui.present.explained import Explanation
from npstui.present.styles import Style
from npstui.tui.explaining import Explained
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.lines.waiting import waiting_lines
from npstui.tui.screens.help import PageScreen
from npstui.tui.session import Session

LABEL = 13


class ExplainScreen(PageScreen):
    """The explanations one below the other; i closes as it opened."""

    SLOT = "explain"

    def __init__(self, session: Session, ask: Explained, tab: str) -> None:
        super().__init__(session)
        self.TAB = tab
        self._ask = ask
        self._told: Sequence[Explanation] | None = None

    def on_screen_resume(self) -> None:
        """Ask what is to be explained."""
        self.paint_frame()
        self.follow()

    def follow(self) -> None:
        """As it stands now, until it is told; then as it was."""
        if self._told is None:
            self.session.bridge.ask(self.SLOT, self._ask, self._came)

    def press(self, event: events.Key) -> None:
        """i and enter close."""
        command = self.session.keymap.command(event)
        if command is not None and command.id in ("explain", "open"):
            self.dismiss()
        else:
            super().press(event)

    def page_lines(self, width: int) -> list[Pieces]:
        """Titles, and a label and a sentence a line."""
        if self._told is None:
            glyphs = self.session.glyphs
            return waiting_lines("Reading the answers", self.trouble, width, glyphs)
        lines: list[Pieces] = [] if self._told else [Line().say(" There is no number yet.").pieces]
        for told in self._told:
            lines += [[], Line(self.session.glyphs).say(" ").put(told.title, Style.STRONG).pieces]
            for label, text in told.facts:
                line = Line(self.session.glyphs).say(" ").put(label).at(LABEL)
                for number, part in enumerate(wrap(text, max(width - LABEL - 1, 20), 20)):
                    if number:
                        line = Line(self.session.glyphs).say(" " * LABEL)
                    lines.append(line.put(part).pieces)
        return lines

    def _came(self, told: Sequence[Explanation]) -> None:
        self._told = told
        self.content.paint()


class ToldScreen(ExplainScreen):
    """Explanations that are at hand, where there is no desk and are no tabs."""

    HAS_HELP = False

    def __init__(self, session: Session, told: Sequence[Explanation]) -> None:
        super().__init__(session, lambda _desk: told, "")
        self._told = told

    def on_mount(self) -> None:
        """No tabs: this is about files."""
        self.tabs.display = False

    def _header_pieces(self, _width: int, _height: int) -> Sequence[Pieces]:
        return [Line(self.session.glyphs).say(" How it is read", Style.STRONG).pieces]
