"""The app as far as it goes between screens: each main screen stays, others stand over it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.screen import Screen

from npstui.model.category import Category
from npstui.present.text import SafeText
from npstui.tui.queues import Queues
from npstui.tui.screens.base import DeskScreen
from npstui.tui.session import Session

if TYPE_CHECKING:
    from npstui.model.response import ResponseRef
    from npstui.present.parts import Asked
    from npstui.present.values import View
    from npstui.tui.screens.queue import QueueScreen
    from npstui.tui.screens.trends import TrendsScreen


class GoingApp(App[None], inherit_bindings=False):
    """Goes to a screen and back; says words where the screen in front has its status line."""

    session: Session
    queues: Queues
    _trends: "TrendsScreen | None" = None

    @property
    def front(self) -> DeskScreen | None:
        """The screen in front; None before the first and once the app closes."""
        top = self.screen_stack[-1] if self.screen_stack else None
        return top if isinstance(top, DeskScreen) else None

    def show_overview(self) -> None:
        """Screen 1."""
        self.pop_to(self.screen_stack[0])

    def show_queue(self, category: Category | None, view: "View | None" = None) -> None:
        """Screens 2 to 4, or all open cases."""
        self.queues.show(category, view)

    def show_trends(self) -> None:
        """Screen 5, with its cursor where it was."""
        from npstui.tui.screens.trends import TrendsScreen

        if self._trends is None:
            self._trends = TrendsScreen(self.session)
            self.install_screen(self._trends, "trends")
        self.show_over_overview(self._trends)

    def show_over_overview(self, screen: Screen[Any]) -> None:
        """A main screen in front; what was opened over another is left."""
        if screen in self.screen_stack:
            self.pop_to(screen)
        else:
            self.pop_to(self.screen_stack[0])
            self.push_screen(screen)

    @property
    def queue(self) -> "QueueScreen | None":
        """The queue that was shown last."""
        return self.queues.current

    def pop_to(self, screen: Screen[Any]) -> None:
        """Back to a screen that is under the one in front."""
        while self.screen is not screen:
            self.pop_screen()

    def show_case(
        self,
        ref: "ResponseRef",
        queue: "QueueScreen | None" = None,
        among: "Sequence[ResponseRef]" = (),
    ) -> None:
        """One case over the screen it was opened from, a queue or others it stands `among`."""
        from npstui.tui.screens.case import CaseScreen

        self.push_screen(CaseScreen(self.session, ref, queue, among))

    def show_answers(self, asked: "Asked") -> None:
        """Some of the answers, over the screen that counts them."""
        from npstui.tui.screens.answers import AnswersScreen

        tab = front.TAB if (front := self.front) is not None else ""
        self.push_screen(AnswersScreen(self.session, asked, tab))

    def say(self, words: SafeText) -> None:
        """Words for the status line of the screen in front."""
        if (front := self.front) is not None:
            front.say(words)
