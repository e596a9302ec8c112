"""The first-time sheet: what the file holds, and from when cases open. Nothing is kept before."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual import events

from npstui.desk.catalogue import Scope
from npstui.present.styles import Style
from npstui.present.text import EMPTY, SafeText
from npstui.present.values import FirstSheetValue
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.lines.first import progress_line, sheet_lines, sheet_title
from npstui.tui.opening import NotChanged, OpeningRun, Progressed, RefusedRead, Staged
from npstui.tui.screens.base import DeskScreen
from npstui.tui.session import Session
from npstui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from npstui.present.import_values import MappingChange
    from npstui.tui.screens.mapping import MappingScreen
    from npstui.tui.screens.refused import RefusedScreen


_OVER_A_DESK = {
    "open": ("open", "add it"),
    "close": ("close", "leave it out"),
}


class FirstScreen(DeskScreen):
    """Up and down choose, enter opens, m and s look closer, esc leaves and nothing is kept."""

    SCOPES = (Scope.EVERYWHERE, Scope.LIST, Scope.IMPORT)
    FOOTER: tuple[tuple[str, str], ...] = (
              ("open", "open"), ("import.mapping", "mapping"), ("import.refused", "refused rows"),
              ("close", "leave, nothing is kept"), ("row.down", "down"),
              ("row.up", "up"))  # fmt: skip

    HAS_HELP = False  # its footer names all of its keys

    def __init__(self, session: Session, opening: OpeningRun) -> None:
        super().__init__(session)
        self.opening = opening
        self.sheet: FirstSheetValue | None = None
        self.chosen = ""
        self.words = SafeText("Reading the file")
        self.content = Lines(self._pieces, palette=session.palette, id="content")
        self.said = EMPTY
        self._changes = 0
        self._keeping = False
        self._over: MappingScreen | None = None
        self._refused: RefusedScreen | None = None
        self._left = False
        if opening.mending:
            self.FOOTER = tuple(_OVER_A_DESK.get(entry[0], entry) for entry in self.FOOTER)

    def body(self) -> Iterator[Lines]:
        """One block of lines."""
        yield self.content

    def on_mount(self) -> None:
        """Hear of the reading, and of what was read before the sheet was there."""
        self.tabs.display = False
        self.opening.listener = self.post_message
        for message in self.opening.missed:
            self.post_message(message)

    def on_screen_resume(self) -> None:
        """What changed while another screen was in front."""
        self.paint()

    @property
    def counted(self) -> bool:
        """Whether the sheet is whole, and of the files as they are to be read."""
        return self.sheet is not None and self.sheet.counted

    def on_progressed(self, message: Progressed) -> None:
        """How far it is."""
        if not self.counted:
            self.words = message.words
            self.paint()

    def on_staged(self, message: Staged) -> None:
        """The sheet; one of files as they were read before a change comes too late."""
        before = self.sheet
        if message.changes < self._changes or (self.counted and message.sheet is before):
            return
        self.sheet = message.sheet
        keys = [choice.key for choice in message.sheet.choices]
        if self.chosen not in keys:
            self.chosen = message.sheet.chosen
        self.paint()
        if self.counted:
            waiting, self._waiting = self._waiting, []
            for event in waiting:
                self.dispatch(event)

    def on_not_changed(self, message: NotChanged) -> None:
        """What was asked for cannot be."""
        self.said = message.words
        self.paint()

    def on_refused_read(self, message: RefusedRead) -> None:
        """The refused rows, for the page that waits for them."""
        if self._refused is not None:
            self._refused.show(message.refused)

    def paint(self) -> None:
        """Draw this sheet, and the columns where they are in front of it."""
        if self._over is not None and self._over.is_current:
            self._over.paint()
        elif self.is_current:
            self.header.paint()
            self.content.paint()

    def change(self, change: "MappingChange") -> None:
        """Have the file read otherwise."""
        self.said = EMPTY
        self.words = SafeText("Counting")
        self._changes = self.opening.change(change)
        if self.sheet is not None:
            from dataclasses import replace

            self.sheet = replace(self.sheet, counted=False)
        self.paint()

    def press(self, event: events.Key) -> None:
        """Only what the sheet needs; keys wait until it is read."""
        command = self.session.keymap.command(event, self.SCOPES)
        if command is None or self._keeping or self._left:
            return
        if command.id in ("close", "back"):
            self.leave()
        elif command.id == "import.mapping" and self.sheet is not None:
            self.show_mapping()
        elif command.id in ("row.down", "row.up", "open", "import.refused", "import.mapping"):
            if not self.counted:
                self._waiting.append(event)
            elif command.id == "open":
                self._keep()
            elif command.id == "import.refused":
                self.show_refused()
            else:
                self._choose(1 if command.id == "row.down" else -1)

    def leave(self) -> None:
        """Out, and nothing is kept; back to the desk where one is open."""
        if self.opening.mending:
            self._left = True
            self.opening.let_be()
            return
        self.opening.leave()
        self.opening.done.wait(1.0)
        self.app.exit()

    def show_mapping(self) -> None:
        """How each column is read."""
        from npstui.tui.screens.mapping import MappingScreen

        assert self.sheet is not None
        if self.sheet.mappings:
            self._over = MappingScreen(self.session, self)
            self.app.push_screen(self._over)

    def show_refused(self) -> None:
        """The refused rows, with line, reason and text."""
        from npstui.tui.screens.refused import RefusedScreen

        self._refused = RefusedScreen(self.session)
        self.app.push_screen(self._refused)
        self.opening.ask_refused()

    def _keep(self) -> None:
        assert self.sheet is not None
        if self.sheet.refusals and not self.sheet.choices:
            self.show_mapping()  # nothing can be kept before that is mended
            return
        self._keeping = True
        self.words = SafeText("Keeping it")
        self.content.paint()
        self.opening.choose(self.chosen)

    def _choose(self, by: int) -> None:
        assert self.sheet is not None
        keys = [choice.key for choice in self.sheet.choices]
        if keys:
            at = keys.index(self.chosen) if self.chosen in keys else 0
            self.chosen = keys[min(max(at + by, 0), len(keys) - 1)]
            self.content.paint()

    def _header_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        if self.sheet is None:
            return [Line().say(" ").put(self.session.title, Style.STRONG).pieces]
        return [sheet_title(self.sheet, width, self.session.glyphs)]

    def _pieces(self, width: int, height: int) -> Sequence[Pieces]:
        if self.sheet is None:
            return progress_line(self.words, width, self.session.glyphs)
        glyphs, zone = self.session.glyphs, self.session.zone
        words = EMPTY if self.counted else self.words
        lines, _places = sheet_lines(self.sheet, self.chosen, width, zone, glyphs, words, height)
        if self._keeping:
            lines += progress_line(self.words, width, glyphs)
        return lines
