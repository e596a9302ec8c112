"""What every screen has: the header, the tabs, a footer, and keys that come from the catalogue."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from npstui.present.text import SafeText
from npstui.tui.lines.bars import footer_line
from npstui.tui.lines.drawing import Pieces
from npstui.tui.lines.tabs import screen_tabs, skeleton_line
from npstui.tui.session import Session
from npstui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from npstui.desk.catalogue import Command
    from npstui.tui.app import DeskApp


class DeskScreen(Screen[None], inherit_bindings=False):
    """A screen of the desk. Its commands are methods named for the catalogue's ids."""

    ESCAPE_TO_MINIMIZE = False
    TAB = ""  # the key of its tab
    SCOPES: tuple[str, ...] = ("everywhere",)  # of the catalogue, which comes after the paint
    FOOTER: tuple[tuple[str, str], ...] = ()  # command ids with the footer's words, "" its own
    HAS_HELP = True
    ELSEWHERE = "That key works in a list; 2 opens the detractors."

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.header = Lines(self._header_pieces, palette=session.palette, id="header")
        self.tabs = Lines(self._tab_pieces, palette=session.palette, id="tabs")
        self.footer = Lines(self._footer_pieces, palette=session.palette, id="footer")

    @property
    def desk_app(self) -> "DeskApp":
        """The app, by its own type."""
        return cast("DeskApp", self.app)

    def compose(self) -> ComposeResult:
        """From line 1 to the last."""
        yield self.header
        yield self.tabs
        yield from self.body()
        yield self.footer

    def body(self) -> Iterator[Widget]:
        """What stands between the tabs and the footer."""
        return iter(())

    def on_key(self, event: events.Key) -> None:
        """Every key is looked up in the catalogue; none reaches Textual's own bindings."""
        event.stop()
        self.dispatch(event)

    def dispatch(self, event: events.Key) -> None:
        """Where a key goes; keys that waited come here again."""
        self.press(event)

    def press(self, event: events.Key) -> None:
        """Run what the key stands for here, or say why it does nothing."""
        command = self.session.keymap.command(event)
        if command is None:
            return
        if command.scope not in self.SCOPES:
            self.say(SafeText(self.ELSEWHERE))
            return
        self.run_command(command)

    def run_command(self, command: "Command") -> None:
        """Run a command that is live here."""
        method = getattr(self, f"do_{command.id.replace('.', '_')}", None)
        if method is not None:
            method()

    def say(self, words: SafeText) -> None:
        """Words for the status line."""
        self.session.said = words
        self.paint_said()

    def paint_said(self) -> None:
        """Draw where the last answer stands."""

    def paint_frame(self) -> None:
        """Draw header and tabs anew; what is equal costs nothing."""
        self.header.paint()
        self.tabs.paint()
        self.footer.paint()

    def follow(self) -> None:
        """The store has changed, or time has passed: ask for what this screen shows."""

    def reasons(self) -> dict[str, SafeText]:
        """Why commands cannot run here just now, by id, for the help sheet."""
        return {}

    def do_screen_overview(self) -> None:
        """Screen 1."""
        self.desk_app.show_overview()

    def do_screen_detractors(self) -> None:
        """Screen 2."""
        self.desk_app.show_queue()

    def do_help(self) -> None:
        """The keys for here."""
        from npstui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.session, self.SCOPES, self.reasons(), self.TAB))

    def do_back(self) -> None:
        """Leave the desk from a main screen."""
        self.desk_app.leave()

    def do_undo(self) -> None:
        """Take back the last command."""
        self.desk_app.take_back()

    def do_redo(self) -> None:
        """Do it again."""
        self.desk_app.do_again()

    def do_refresh(self) -> None:
        """Show what is new."""
        self.follow()

    def _header_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        session = self.session
        if session.header is None:
            return [skeleton_line(session.title, session.glyphs)]
        from npstui.tui.lines.header import header_line

        line = header_line(session.header, width, session.now(), session.zone, session.glyphs)
        return [line]

    def _tab_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        return [screen_tabs(self.TAB, self.session.counts, width, self.session.glyphs)]

    def _footer_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        if not self.session.has_keymap:
            return []
        keymap = self.session.keymap
        keys = []
        for command_id, words in self.FOOTER:
            entry = keymap.get(command_id)
            keys.append((keymap.key(command_id), words or entry.short or entry.title.lower()))
        last = f"{keymap.key('help')} keys" if self.HAS_HELP else ""
        return [footer_line(keys, width, self.session.glyphs, last)]
