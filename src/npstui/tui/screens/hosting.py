"""Screens on whose cases verbs work: a status rule, one dialog at a time, and the hands."""

from collections.abc import Sequence

from textual import events
from textual.widget import Widget

from npstui.desk.catalogue import Command, Scope, Verb
from npstui.present.text import EMPTY, SafeText
from npstui.present.values import Answer
from npstui.tui.hands import Hands, Targets
from npstui.tui.lines.bars import rule_line
from npstui.tui.lines.drawing import Pieces
from npstui.tui.screens.base import DeskScreen
from npstui.tui.session import Session
from npstui.tui.widgets.dialog import Dialog
from npstui.tui.widgets.lines import Lines


class HostScreen(DeskScreen):
    """Shows dialogs over the lines above its rule; while one is open it gets every key."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.rule = Lines(self._rule_pieces, palette=session.palette, id="rule")
        self.hands = Hands(self)
        self.dialog: Dialog | None = None

    def dispatch(self, event: events.Key) -> None:
        """While a dialog is open it gets every key."""
        if self.dialog is not None:
            self.dialog.press(event)
        else:
            super().dispatch(event)

    def on_paste(self, event: events.Paste) -> None:
        """Into the dialog."""
        if self.dialog is not None:
            event.stop()
            self.dialog.paste(event.text)

    def run_command(self, command: Command) -> None:
        """Verbs go to the hands."""
        if isinstance(command, Verb):
            self.hands.start(command)
        else:
            super().run_command(command)

    def targets(self) -> Targets | None:
        """The marks, else the case under the cursor."""
        raise NotImplementedError

    def given(self, verb_id: str, targets: Targets) -> None:
        """A verb was given; its answer will come."""

    def answered(self, verb_id: str, targets: Targets, answer: Answer) -> None:
        """The desk has answered."""
        raise NotImplementedError

    def open_dialog(self, dialog: Widget) -> None:
        """Show a picker or form above the rule."""
        assert hasattr(dialog, "press")
        self.dialog = dialog  # type: ignore[assignment] # a widget that keeps the protocol
        self.mount(dialog, before=self.rule)
        self.rule.paint()

    def close_dialog(self) -> None:
        """Take it away; keys work on the cases again."""
        if isinstance(self.dialog, Widget):
            self.set_focus(None)
            self.dialog.remove()
        self.dialog = None
        self.rule.paint()
        self.dialog_closed()

    def dialog_changed(self) -> None:
        """Its title stands in the rule."""
        self.rule.paint()

    def dialog_closed(self) -> None:
        """What was held while it was open may go on."""

    def paint_said(self) -> None:
        """The answer stands at the right of the rule."""
        self.rule.paint()

    def place(self) -> SafeText:
        """Where the cursor is, for the left of the rule."""
        return EMPTY

    def reasons(self) -> dict[str, SafeText]:
        """Verbs need a case, and a store that may be written."""
        why = EMPTY
        if self.session.read_only:
            why = SafeText("This desk shows the past; nothing can be changed here.")
        elif self.targets() is None:
            why = SafeText("There is no case here.")
        if not why:
            return {}
        verbs = [entry for entry in self.session.keymap.commands if isinstance(entry, Verb)]
        return {entry.id: why for entry in verbs if entry.scope is Scope.CASE}

    def _rule_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        left, right = self.place(), self.session.said
        if self.dialog is not None and self.dialog.title:
            left, right = self.dialog.title, self.dialog.help_words
        return [rule_line(left, right, width, self.session.glyphs)]
