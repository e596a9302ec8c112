"""The keys for here, on a screen of its own."""

from collections.abc import Iterator, Mapping, Sequence

from textual import events

from npstui.desk.catalogue import Scope
from npstui.present.text import SafeText
from npstui.tui.lines.drawing import Pieces, ruled
from npstui.tui.lines.help import help_lines
from npstui.tui.screens.base import DeskScreen
from npstui.tui.session import Session
from npstui.tui.widgets.lines import Lines


class PageScreen(DeskScreen):
    """A page of lines that scrolls; q and esc lead back."""

    FOOTER: tuple[tuple[str, str], ...] = (
        ("row.down", "down"), ("row.up", "up"), ("back", "back")
    )  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.top = 0
        self.content = Lines(self._in_sight, palette=session.palette, id="content")

    def body(self) -> Iterator[Lines]:
        """One block of lines."""
        yield self.content

    def page_lines(self, width: int) -> list[Pieces]:
        """Every line of the page."""
        raise NotImplementedError

    def press(self, event: events.Key) -> None:
        """Movement scrolls."""
        command = self.session.keymap.command(event)
        page = max(self.content.size.height - 2, 1)
        moves = {"row.down": 1, "row.up": -1, "page.down": page, "page.up": -page,
                 "row.first": -100_000, "row.last": 100_000}  # fmt: skip
        if command is not None and command.id in moves:
            self.scroll_lines(moves[command.id])
        else:
            super().press(event)

    def scroll_lines(self, lines: int) -> None:
        """Scroll by lines; the last line never leaves the bottom."""
        width, height = self.content.size
        most = max(len(self.page_lines(width)) - height + 1, 0)
        self.top = min(max(self.top + lines, 0), most)
        self.content.paint()

    def do_close(self) -> None:
        """Back."""
        self.dismiss()

    def do_back(self) -> None:
        """Back."""
        self.dismiss()

    def _in_sight(self, width: int, height: int) -> Sequence[Pieces]:
        lines = self.page_lines(width)
        return [ruled(width, self.session.glyphs), *lines[self.top : self.top + height - 1]]


class HelpScreen(PageScreen):
    """The catalogue as it is live where ? was pressed."""

    def __init__(
        self,
        session: Session,
        scopes: Sequence[str],
        reasons: Mapping[str, SafeText],
        tab: str,
    ) -> None:
        super().__init__(session)
        self.TAB = tab
        self._live, self._reasons = scopes, reasons

    def page_lines(self, width: int) -> list[Pieces]:
        """The commands with their keys."""
        commands = self.session.keymap.commands
        return help_lines(commands, self._live, self._reasons, width, self.session.glyphs)

    def press(self, event: events.Key) -> None:
        """? closes as it opened; other commands wait until the sheet is closed."""
        command = self.session.keymap.command(event)
        if command is not None and command.id in ("help", "open"):
            self.dismiss()
        elif command is not None and command.scope is not Scope.CASE:
            super().press(event)

    def do_undo(self) -> None:
        """Not from here."""

    def do_redo(self) -> None:
        """Not from here."""

    def do_refresh(self) -> None:
        """Not from here."""
