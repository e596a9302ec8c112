"""The app as far as it starts: what is done when, from the first paint to a desk that follows.

First the tab bar, then the first look, then keys, all of the screen in front, the bell, and the
files and the inbox that come in while the desk is open.
"""

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from npstui.tui.asking import FIRST_LOOK, Asking, Introduction
from npstui.tui.bridge import Bridge, Failed, error_words
from npstui.tui.going import GoingApp
from npstui.tui.live import Live
from npstui.tui.screens.overview import OverviewScreen

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.desk.following import OpenFiles
    from npstui.tui.following import FollowRun, Refused, SourceChanged
    from npstui.tui.opening import (
        Added,
        Kept,
        Mended,
        Opening,
        OpeningFailed,
        OpeningRun,
        OpenNow,
        SheetWanted,
    )


class StartingApp(GoingApp, inherit_bindings=False):
    """Opens the desk, and files on their way into its store, once the shell is painted."""

    bridge: Bridge
    asking: Asking
    live: Live
    opening: "OpeningRun | None" = None
    following: "FollowRun | None" = None
    _open_desk: "Callable[[], Desk]"
    _first: "Callable[[], Opening] | None" = None
    _follows = False
    _inbox: "Callable[[], OpenFiles] | None" = None  # followed from the first look on
    _begun = False

    @abstractmethod
    def publish(self) -> None:
        """Everything in sight anew."""

    @abstractmethod
    def paint_frame(self) -> None:
        """Header, tabs and footer anew."""

    @abstractmethod
    def fail(self, error: Exception) -> None:
        """Leave with an error."""

    def post_display_hook(self) -> None:
        """Everything else comes after the tab bar is on the screen, whatever screen that is."""
        shell = self.screen_stack[0] if self.screen_stack and not self._begun else None
        if isinstance(shell, OverviewScreen) and shell.tabs.lines:
            self._begun = True
            self.call_later(self._begin)

    def _begin(self) -> None:
        if self._first is None:
            self._open()
        elif self._load_keys():
            from npstui.tui.opening import OpeningRun

            self.opening = OpeningRun(self._first, self.post_message, self.session.clock)
            self.opening.start()

    def _open(self) -> None:
        self.bridge.start(self._open_desk)
        self.asking.open(self._introduced)

    def _load_keys(self) -> bool:
        """The catalogue, which the first numbers need not wait for: a key loads it sooner."""
        from npstui.desk.catalogue import CatalogueError

        try:
            self.session.load_keymap()
        except CatalogueError as error:
            self.fail(error)
            return False
        self.paint_frame()
        return True

    def _first_look_shown(self) -> None:
        """The first numbers are on the screen, or could not be had: all the rest."""
        if self.session.has_keymap or self._load_keys():
            self.publish()
        if self._inbox is not None:
            from npstui.tui.following import FollowRun

            self.following = FollowRun(self._inbox, self.post_message, self.session.clock)
            self.following.start()
            self._inbox = None

    def _introduced(self, desk: Introduction) -> None:
        # What the first look is drawn with is read while it is worked out, on the other core.
        import npstui.tui.lines.header
        import npstui.tui.lines.overview_page  # noqa: F401

        session = self.session
        session.zone, session.person, session.has_team = desk.zone, desk.person, desk.has_team
        session.outcomes = desk.outcomes
        session.remedies = desk.remedies
        if desk.as_of is not None:
            moment = desk.as_of
            session.read_only, session.clock = True, lambda: moment
        else:
            self.bridge.watch(desk.rang, desk.who_writes)
            self.live.start()
            if self._follows and self.opening is None:  # else files are, and the inbox with them
                self._inbox = desk.follow

    def on_failed(self, message: Failed) -> None:
        """Say what went wrong; the screen keeps what it shows."""
        if message.panicked:
            self.screen.refresh(layout=True)
        if self.bridge.is_current(message.job):
            words = error_words(message.error)
            self.say(words)
            if message.job.slot:
                self.session.troubles[message.job.slot] = words
                if (front := self.front) is not None:
                    front.not_answered(message.job.slot)
            if message.job.slot == FIRST_LOOK and not self.session.has_keymap:
                self._first_look_shown()

    def on_open_now(self, _message: "OpenNow") -> None:
        """The store has its follow-up start; the files are added while the desk is open."""
        self._open()

    def on_sheet_wanted(self, _message: "SheetWanted") -> None:
        """A new store: nothing is kept before somebody has seen what the file holds."""
        from npstui.tui.screens.first import FirstScreen

        assert self.opening is not None
        self.push_screen(FirstScreen(self.session, self.opening))

    def on_kept(self, message: "Kept") -> None:
        """The file is in the store."""
        self.session.said = message.words
        self.show_overview()
        self._open()

    def on_added(self, message: "Added") -> None:
        """What was new in the files is in the store."""
        self.say(message.words)

    def on_refused(self, message: "Refused") -> None:
        """Something that came while the desk is open could not be taken in."""
        self.say(message.words)

    def on_source_changed(self, message: "SourceChanged") -> None:
        """A followed file cannot be read, or can be again; what it brought stays in sight."""
        self.session.failing = message.failing
        self.paint_frame()

    def on_mended(self, message: "Mended") -> None:
        """Refused files were told their columns, or left; the desk is where it was."""
        from npstui.tui.screens.first import FirstScreen

        assert self.opening is not None
        self.opening.listener = None
        for place, screen in enumerate(self.screen_stack):
            if isinstance(screen, FirstScreen):
                self.pop_to(self.screen_stack[place - 1])
                break
        self.say(message.words)

    def on_opening_failed(self, message: "OpeningFailed") -> None:
        """The files could not be read; an open desk stays."""
        if message.ends:
            self.fail(message.error)
        else:
            self.say(error_words(message.error))
