"""What every screen has: the header, the tabs, a footer, and keys that come from the catalogue."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from npstui.model.category import Category
from npstui.present import numbers
from npstui.present.cells import cell_width
from npstui.present.text import EMPTY, SafeText
from npstui.tui.lines.bars import fitting, footer_line, rule_line
from npstui.tui.lines.drawing import Pieces
from npstui.tui.lines.tabs import screen_tabs, skeleton_line
from npstui.tui.session import Session
from npstui.tui.widgets.dialog import Dialog
from npstui.tui.widgets.lines import Lines
from npstui.tui.word_steps import apart

if TYPE_CHECKING:
    from npstui.desk.catalogue import Command
    from npstui.tui.app import DeskApp
    from npstui.tui.explaining import Explained

LONGEST_PASTE = 5_000  # characters: more than a note holds, less than makes a key wait
# They lead to another screen, or put things away: what was said before was read.
ENDS_WHAT_WAS_SAID = frozenset({
    "screen.overview", "screen.detractors", "screen.passives", "screen.promoters", "screen.trends",
    "screen.health", "imports", "settings", "customer", "open", "back", "close",
})  # fmt: skip


class DeskScreen(Screen[None], inherit_bindings=False):
    """A screen of the desk. Its commands are methods named for the catalogue's ids.

    Shows one dialog at a time over its lower lines; while one is open it gets every key.
    """

    ESCAPE_TO_MINIMIZE = False
    TAB = ""  # the key of its tab
    SCOPES: tuple[str, ...] = ("everywhere",)  # of the catalogue, which comes after the paint
    FOOTER: tuple[tuple[str, str], ...] = ()  # command ids with the footer's words, "" its own
    SLOT = ""  # of the question for what it shows
    HAS_HELP = True
    NARROWS = False  # whether filter and period can be set here
    HAS_RULE = False  # whether `body` yields the rule; elsewhere only a dialog brings it
    ELSEWHERE = "That key works in a list; 2 opens the detractors."

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.header = Lines(self._header_pieces, palette=session.palette, id="header")
        self.tabs = Lines(self._tab_pieces, palette=session.palette, id="tabs")
        self.rule = Lines(self._rule_pieces, palette=session.palette, id="rule")
        self.footer = Lines(self._footer_pieces, palette=session.palette, id="footer")
        self.dialog: Dialog | None = None
        self._waiting: list[events.Key] = []  # keys for what is asked and not there yet
        self._line_is_free = False  # asked once for all of a tick

    @property
    def desk_app(self) -> "DeskApp":
        """The app, by its own type."""
        return cast("DeskApp", self.app)

    def compose(self) -> ComposeResult:
        """From line 1 to the last."""
        yield self.header
        yield self.tabs
        yield from self.body()
        if not self.HAS_RULE:
            self.rule.display = False
            yield self.rule
        yield self.footer

    def body(self) -> Iterator[Widget]:
        """What stands between the tabs and the footer."""
        return iter(())

    def on_key(self, event: events.Key) -> None:
        """Every key is looked up in the catalogue; none reaches Textual's own bindings."""
        event.stop()
        self.dispatch(event)

    def dispatch(self, event: events.Key) -> None:
        """Where a key goes, first to the dialog; keys that waited come here again."""
        types = self.dialog is not None and getattr(self.dialog, "in_text", False)
        for each in (event,) if types else apart(event):
            if self.dialog is not None:
                self.dialog.press(each)
            else:
                self.press(each)

    def press_again(self, waited: Sequence[events.Key]) -> None:
        """Keys that waited here. Each is for the dialog or the screen that is in front when it is
        its turn: the one before it may have ended or opened that.
        """
        for event in waited:
            if (front := self.desk_app.front) is not None:
                front.dispatch(event)

    def on_paste(self, event: events.Paste) -> None:
        """Into the dialog."""
        if self.dialog is not None:
            event.stop()
            longest = getattr(self.dialog, "longest_paste", LONGEST_PASTE)
            self.dialog.paste(event.text[:longest])
            if len(event.text) > longest:
                most, came = numbers.thousands(longest), numbers.thousands(len(event.text))
                self.say(SafeText(f"Only the first {most} of {came} characters were pasted."))

    def press(self, event: events.Key) -> None:
        """Run what the key stands for here, or say why it does nothing."""
        keymap = self.session.keymap
        command = keymap.command(event, self.SCOPES) or keymap.command(event)
        if command is None:
            return
        if command.scope not in self.SCOPES:
            self.say(SafeText(self.elsewhere(command.scope)))
            return
        self.run_command(command)

    def run_command(self, command: "Command") -> None:
        """Run a command that is live here."""
        if command.id in ENDS_WHAT_WAS_SAID and self.session.said:
            self.say(EMPTY)
        name = command.id.replace(".", "_").replace("-", "_")
        method = getattr(self, f"do_{name}", None)
        if method is not None:
            method()
            return
        from npstui.tui.narrowing import COMMANDS

        if (narrowing := COMMANDS.get(command.id)) is not None:
            narrowing(self)
        else:
            self.say(SafeText(self.elsewhere(command.scope)))

    def elsewhere(self, scope: str) -> str:
        """Where the keys of a scope work that is not live here."""
        return "That key works on Trends; 5 shows them." if scope == "trends" else self.ELSEWHERE

    def open_dialog(self, dialog: Widget) -> None:
        """Show a picker or form above the rule."""
        assert hasattr(dialog, "press")
        if (fit := getattr(dialog, "fit", None)) is not None:
            from npstui.tui.room import rows_left

            fit(rows_left(self))
        self.dialog = dialog  # type: ignore[assignment] # a widget that keeps the protocol
        self.rule.display = True
        self.mount(dialog, before=self.rule)
        self.rule.paint()
        self.footer.paint()

    def close_dialog(self) -> None:
        """Take it away; keys work on the screen again."""
        if isinstance(self.dialog, Widget):
            self.set_focus(None)
            self.dialog.remove()
        self.dialog = None
        self.rule.display = self.HAS_RULE
        self.rule.paint()
        self.footer.paint()
        self.dialog_closed()

    def dialog_changed(self) -> None:
        """Its title stands in the rule."""
        self.rule.paint()

    def dialog_closed(self) -> None:
        """What was held while it was open may go on."""

    def say(self, words: SafeText) -> None:
        """Words for the status line."""
        self.session.said = words
        self.paint_said()
        if self.dialog is not None:  # its rule says it too, on a screen without one of its own
            self.rule.paint()

    def paint_said(self) -> None:
        """Draw where the last answer stands."""

    def paint_frame(self) -> None:
        """Draw header and tabs anew; what is equal costs nothing."""
        self.header.paint()
        self.tabs.paint()
        self.footer.paint()

    def follow(self) -> None:
        """The store has changed, or time has passed: ask for what this screen shows."""

    def not_answered(self, slot: str) -> None:
        """What was asked ended in an error, which stands where the answer would; the keys that
        waited for it wait no more.
        """
        if slot == self.SLOT:
            self._waiting.clear()
            for block in self.query(Lines):
                block.paint()

    @property
    def trouble(self) -> SafeText | None:
        """Why this screen's last question has no answer; None where it has, or is asked first."""
        return self.session.troubles.get(self.SLOT)

    def narrowed(self) -> None:
        """The filter is another: what is listed follows."""

    def rescored(self) -> None:
        """Period, counting or the facts of the filter are others: the numbers follow."""

    def follow_dialog(self) -> None:
        """The store has changed: an open form says what others did to its case."""
        follow = getattr(self.dialog, "follow", None)
        if follow is not None:
            follow()

    def show_writers(self) -> None:
        """Others began or ended writing on cases."""

    def place(self) -> SafeText:
        """Where the cursor is, for the left of the rule."""
        return EMPTY

    def reasons(self) -> dict[str, SafeText]:
        """Why commands cannot run here just now, by id, for the help sheet."""
        return {}

    def do_screen_overview(self) -> None:
        """Screen 1."""
        self.desk_app.show_overview()

    def do_screen_detractors(self) -> None:
        """Screen 2."""
        self.desk_app.show_queue(Category.DETRACTOR)

    def do_screen_passives(self) -> None:
        """Screen 3."""
        self.desk_app.show_queue(Category.PASSIVE)

    def do_screen_promoters(self) -> None:
        """Screen 4."""
        self.desk_app.show_queue(Category.PROMOTER)

    def do_screen_health(self) -> None:
        """Whether follow-up keeps its promise, over this screen."""
        from npstui.tui.screens.health import HealthScreen

        self.app.push_screen(HealthScreen(self.session, self.TAB))

    def do_screen_trends(self) -> None:
        """Screen 5."""
        self.desk_app.show_trends()

    def do_help(self) -> None:
        """The keys for here."""
        from npstui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.session, self.SCOPES, self.reasons(), self.TAB))

    def do_palette(self) -> None:
        """Every command by name."""
        from npstui.tui.palette import open_palette

        open_palette(self)

    def do_team_hand_over(self) -> None:
        """All that one member has, to another."""
        from npstui.tui.handing import hand_over

        hand_over(self)

    def do_imports(self) -> None:
        """Every import, and what was refused."""
        from npstui.tui.screens.imports import ImportsScreen

        self.app.push_screen(ImportsScreen(self.session, self.TAB))

    def do_settings(self) -> None:
        """Every setting, and where it comes from."""
        from npstui.tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self.session, self.TAB))

    def do_explain(self) -> None:
        """How the score came about."""
        from npstui.tui.explaining import explained_score

        self.show_explanation(explained_score(self.session))

    def show_explanation(self, ask: "Explained") -> None:
        """On a sheet over this screen."""
        from npstui.tui.screens.explain import ExplainScreen

        self.app.push_screen(ExplainScreen(self.session, ask, self.TAB))

    def do_back(self) -> None:
        """Leave the desk from a main screen."""
        self.desk_app.leave()

    def do_undo(self) -> None:
        """Take back the last command."""
        from npstui.tui.reversing import take_back

        take_back(self.desk_app)

    def do_redo(self) -> None:
        """Do it again."""
        from npstui.tui.reversing import do_again

        do_again(self.desk_app)

    def do_refresh(self) -> None:
        """Show what is new."""
        self.follow()

    def _on_timer_update(self) -> None:
        # On a line that is behind, all stays dirty, and the timer goes on asking: what has changed
        # until the line is free is painted once, as it is then.
        self._line_is_free = not self.desk_app.terminal_is_behind
        if self._line_is_free:
            super()._on_timer_update()
            self._line_is_free = False

    def _compositor_refresh(self) -> None:
        # Every screen covers all of the one below. Textual takes what changes there for visible,
        # and paints the whole screen in front anew; a screen that comes back is painted whole.
        if self is not self.app.screen:
            return
        if not self._line_is_free and self.desk_app.terminal_is_behind:
            self.refresh()  # a screen that came to the front, or another size
        else:
            super()._compositor_refresh()

    def footer_keys(self) -> list[tuple[str, str]]:
        """The keys of the footer with their words."""
        keymap = self.session.keymap
        keys = []
        for command_id, words in self.FOOTER:
            entry = keymap.get(command_id)
            keys.append((keymap.key(command_id), words or entry.short or entry.title.lower()))
        return keys

    def _header_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        session = self.session
        if session.header is None:
            return [skeleton_line(session.title, session.glyphs)]
        from npstui.tui.lines.header import header_line

        return [
            header_line(
                session.header, width, session.now(), session.zone, session.glyphs, session.failing
            )
        ]

    def _tab_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        return [screen_tabs(self.TAB, self.session.counts, width, self.session.glyphs)]

    def _rule_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        left, right = self.place(), self.session.said
        if self.dialog is not None and self.dialog.title:
            left = self.dialog.title
            right = fitting(self.dialog.help_words, width - cell_width(left) - 12)
        return [rule_line(left, right, width, self.session.glyphs)]

    def _footer_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        # While a dialog is open none of these keys acts; its own stand in the rule.
        if not self.session.has_keymap or self.dialog is not None:
            return []
        keymap, keys = self.session.keymap, self.footer_keys()
        last = f"{keymap.key('help')} keys" if self.HAS_HELP else ""
        return [footer_line(keys, width, self.session.glyphs, last)]
