"""Screens on whose cases verbs work: a status rule, and the hands."""

from npstui.desk.catalogue import Command, Scope, Verb
from npstui.present.text import EMPTY, SafeText
from npstui.present.values import Answer
from npstui.tui.hands import Hands, Targets
from npstui.tui.screens.base import DeskScreen
from npstui.tui.session import Session


class HostScreen(DeskScreen):
    """Gives the verbs their cases, and says what became of them."""

    HAS_RULE = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.hands = Hands(self)

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

    def paint_said(self) -> None:
        """The answer stands at the right of the rule."""
        self.rule.paint()

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
