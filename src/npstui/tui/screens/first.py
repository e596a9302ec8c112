"""The first-time sheet: what the file holds, and from when cases open. Nothing is kept before."""

from collections.abc import Iterator, Sequence

from textual import events

from npstui.desk.catalogue import Scope
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.present.values import FirstSheetValue
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.lines.first import progress_line, sheet_lines, sheet_title
from npstui.tui.opening import OpeningRun, Progressed, Staged
from npstui.tui.screens.base import DeskScreen
from npstui.tui.session import Session
from npstui.tui.widgets.lines import Lines


class FirstScreen(DeskScreen):
    """Up and down choose, enter opens, esc leaves and nothing is kept."""

    SCOPES = (Scope.EVERYWHERE, Scope.LIST)
    FOOTER = (("open", "open"), ("row.down", "down"), ("row.up", "up"),
              ("close", "leave, nothing is kept"))  # fmt: skip

    HAS_HELP = False  # its footer names all of its keys

    def __init__(self, session: Session, opening: OpeningRun) -> None:
        super().__init__(session)
        self.opening = opening
        self.sheet: FirstSheetValue | None = None
        self.chosen = ""
        self.words = SafeText("Reading the file")
        self.content = Lines(self._pieces, palette=session.palette, id="content")
        self._keeping = False
        self._waiting: list[events.Key] = []

    def body(self) -> Iterator[Lines]:
        """One block of lines."""
        yield self.content

    def on_mount(self) -> None:
        """Hear of the reading, and of what was read before the sheet was there."""
        self.tabs.display = False
        self.opening.listener = self.post_message
        if self.opening.latest is not None:
            self.post_message(self.opening.latest)

    def on_progressed(self, message: Progressed) -> None:
        """How far it is."""
        if self.sheet is None:
            self.words = message.words
            self.content.paint()

    def on_staged(self, message: Staged) -> None:
        """The sheet."""
        if self.sheet is not None:
            return
        self.sheet, self.chosen = message.sheet, message.sheet.chosen
        self.header.paint()
        self.content.paint()
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            self.dispatch(event)

    def press(self, event: events.Key) -> None:
        """Only what the sheet needs; keys wait until it is read."""
        command = self.session.keymap.command(event, self.SCOPES)
        if command is None or self._keeping:
            return
        if command.id in ("close", "back"):
            self.opening.leave()
            self.opening.done.wait(1.0)
            self.app.exit()
        elif self.sheet is None:
            self._waiting.append(event)
        elif command.id in ("row.down", "row.up"):
            self._choose(1 if command.id == "row.down" else -1)
        elif command.id == "open":
            self._keeping = True
            self.words = SafeText("Keeping it")
            self.content.paint()
            self.opening.choose(self.chosen)

    def _choose(self, by: int) -> None:
        assert self.sheet is not None
        keys = [choice.key for choice in self.sheet.choices]
        at = keys.index(self.chosen) if self.chosen in keys else 0
        self.chosen = keys[min(max(at + by, 0), len(keys) - 1)]
        self.content.paint()

    def _header_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        if self.sheet is None:
            return [Line().say(" ").put(self.session.title, Style.STRONG).pieces]
        return [sheet_title(self.sheet, width, self.session.glyphs)]

    def _pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        if self.sheet is None:
            return progress_line(self.words, width, self.session.glyphs)
        glyphs, zone = self.session.glyphs, self.session.zone
        lines, _places = sheet_lines(self.sheet, self.chosen, width, zone, glyphs)
        if self._keeping:
            lines += progress_line(self.words, width, glyphs)
        return lines
