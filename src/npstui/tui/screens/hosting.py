"""Screens on whose cases verbs work: a status rule, and the hands."""

from typing import TYPE_CHECKING

from npstui.desk.catalogue import Command, Scope, Verb
from npstui.model.response import ResponseRef
from npstui.present.text import EMPTY, SafeText
from npstui.present.values import Answer
from npstui.tui.hands import NO_CASE, NOTHING_YET, READ_ONLY, Hands, Targets
from npstui.tui.screens.base import DeskScreen
from npstui.tui.session import Session

if TYPE_CHECKING:
    from npstui.tui.app import DeskApp

ON_ITS_OWN = "That goes from case to case on a case's own screen; enter opens it."


class HostScreen(DeskScreen):
    """Gives the verbs their cases, and says what became of them."""

    HAS_RULE = True

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.hands = Hands(self)

    def run_command(self, command: Command) -> None:
        """Verbs go to the hands."""
        if isinstance(command, Verb) and command.scope is Scope.CASE:
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

    def app_here(self) -> "DeskApp":
        """The app, whose terminal an editor may borrow."""
        return self.desk_app

    def rows_here(self) -> int:
        """How many rows the terminal has."""
        return self.app.size.height

    def send_out(self, written: str) -> None:
        """Past the screen, to the terminal."""
        self.desk_app.outside.write(written)

    def do_case_next(self) -> None:
        """Only from a case's own screen."""
        self.say(SafeText(ON_ITS_OWN))

    def do_case_previous(self) -> None:
        """Only from a case's own screen."""
        self.say(SafeText(ON_ITS_OWN))

    def do_customer(self) -> None:
        """The customer's page."""
        from npstui.tui.screens.customer import CustomerScreen

        ref = self.case_here()
        if ref is None:
            self.say(NO_CASE)
        else:
            self.app.push_screen(CustomerScreen(self.session, ref, self.TAB))

    def do_copy(self) -> None:
        """A text of the case, or of the marked ones, to the terminal."""
        from npstui.tui.copying import copy_form

        targets = self.targets()
        if targets is None:
            self.say(NO_CASE)
        else:
            copy_form(self, targets)

    def do_repeat(self) -> None:
        """The last command on what is here now."""
        self.hands.repeat()

    def case_here(self) -> ResponseRef | None:
        """The case in sight, whatever is marked."""
        targets = self.targets()
        return None if targets is None else targets.refs[0]

    def paint_said(self) -> None:
        """The answer stands at the right of the rule."""
        self.rule.paint()

    def reasons(self) -> dict[str, SafeText]:
        """Verbs need a case, and a store that may be written."""
        why, has_case = EMPTY, self.targets() is not None
        if self.session.read_only:
            why = READ_ONLY
        elif not has_case:
            why = NO_CASE
        cases = [entry for entry in self.session.keymap.commands if entry.scope is Scope.CASE]
        told = {entry.id: why for entry in cases if why and isinstance(entry, Verb)}
        if not has_case:
            told |= {entry.id: NO_CASE for entry in cases}
        if self.session.last_verb is None:
            told["repeat"] = NOTHING_YET
        elif why:
            told["repeat"] = why
        return told | self.unreachable()

    def unreachable(self) -> dict[str, SafeText]:
        """Commands of other screens with cases."""
        return dict.fromkeys(("case.next", "case.previous"), SafeText(ON_ITS_OWN))
