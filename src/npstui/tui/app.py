"""The desk on screen: only wiring. Screens ask the desk through the bridge; answers come here."""

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.driver import Driver
from textual.screen import Screen
from textual.timer import Timer

from npstui.model.category import Category
from npstui.present.text import SafeText, safe
from npstui.tui.asking import FIRST_LOOK, Asking, Introduction
from npstui.tui.bridge import (
    Answered,
    Bridge,
    Failed,
    NotOpened,
    Rang,
    WritersChanged,
    error_words,
)
from npstui.tui.live import Live
from npstui.tui.looks import glyphs_of, palette_of
from npstui.tui.outside import Outside
from npstui.tui.queues import Queues
from npstui.tui.screens.base import DeskScreen
from npstui.tui.screens.overview import OverviewScreen
from npstui.tui.session import Session, utc_now
from npstui.tui.terminal import leaves_on_signals
from npstui.tui.theme import Palette, use_palette

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.desk.following import OpenFiles
    from npstui.model.response import ResponseRef
    from npstui.present.parts import Asked
    from npstui.present.values import View
    from npstui.settings.origins import Setting
    from npstui.settings.user_file import UserSettings
    from npstui.tui.following import FollowRun, Refused, SourceChanged
    from npstui.tui.job_control import JobControl
    from npstui.tui.opening import (
        Added,
        Kept,
        Opening,
        OpeningFailed,
        OpeningRun,
        OpenNow,
        SheetWanted,
    )
    from npstui.tui.screens.queue import QueueScreen
    from npstui.tui.screens.trends import TrendsScreen

CSS = """
Screen { background: $background; color: $foreground; }
#content { height: 1fr; }
"""
LEAVING_SECONDS = 2.0  # how long commands that were given may still take once q is pressed


def run(
    open_desk: "Callable[[], Desk]",
    *,
    first: "Callable[[], Opening] | None" = None,
    title: str = "npstui",
    notice: str = "",
    user: "UserSettings | None" = None,
) -> int:
    """Show the desk until somebody leaves it; the exit code.

    `open_desk` runs in a worker after the first paint, `first` before it: both may import and
    read what they like. `title` stands in the header until the name is known, `notice` in the
    status line. `user` says which keys, colours and glyphs they want. Raises what either raised,
    after the terminal is given back.
    """
    app = DeskApp(open_desk, first=first, title=title, notice=notice, user=user, follows=True)
    with leaves_on_signals(app.leave_at_once):
        app.run()
    if app.error is not None:
        raise app.error
    return app.return_code or 0


class DeskApp(App[None], inherit_bindings=False):
    """Holds the session; moves between screens."""

    ENABLE_COMMAND_PALETTE = ESCAPE_TO_MINIMIZE = False
    AUTO_FOCUS = None
    CSS: ClassVar[str] = CSS

    def __init__(
        self,
        open_desk: "Callable[[], Desk]",
        *,
        first: "Callable[[], Opening] | None" = None,
        title: str = "npstui",
        notice: str = "",
        palette: Palette | None = None,
        clock: Callable[[], datetime] = utc_now,
        user: "UserSettings | None" = None,
        follows: bool = False,
    ) -> None:
        colours = palette or palette_of(os.environ, user)
        super().__init__(ansi_color=colours.ansi)
        self._open_desk, self._first = open_desk, first
        self.bridge = Bridge(self.post_message)
        self.session = Session(
            bridge=self.bridge,
            palette=colours,
            glyphs=glyphs_of(user),
            user=user,
            clock=clock,
            title=safe(title),
            said=safe(notice),
        )
        self.asking = Asking(
            self.session,
            self._paint_frame,
            self._paint_overview,
            lambda: self.call_after_refresh(self._first_look_shown),
        )
        self.live = Live(self.publish, clock)
        self.opening: OpeningRun | None = None
        self.following: FollowRun | None = None
        self._follows = follows
        self._inbox: Callable[[], OpenFiles] | None = None  # followed from the first look on
        self.error: Exception | None = None
        self.queues = Queues(self)
        self._trends: TrendsScreen | None = None
        self.outside = Outside(self.write_past, os.environ, rings=user is not None and user.bell)
        self.jobs: JobControl | None = None
        self._leaves_by: Timer | None = None
        self._begun = False

    def get_driver_class(self) -> type[Driver]:
        """Esc is a key, never half of another."""
        from npstui.tui.driver import DeskDriver

        return DeskDriver

    def get_default_screen(self) -> Screen[None]:
        """Screen 1 paints first, before anything is known, and stays below all others."""
        return OverviewScreen(self.session)

    @property
    def front(self) -> DeskScreen | None:
        """The screen in front; None before the first and once the app closes."""
        top = self.screen_stack[-1] if self.screen_stack else None
        return top if isinstance(top, DeskScreen) else None

    def on_load(self) -> None:
        """The colours before the first paint."""
        use_palette(self, self.session.palette)

    async def on_event(self, event: events.Event) -> None:
        """Each key goes at once to the screen that is in front when it is its turn: none stays
        behind in the queue of one that a key before it has left.
        """
        if isinstance(event, events.Key) and event.key == "ctrl+z" and self.jobs is not None:
            self.jobs.stop()
        elif isinstance(event, events.Key) and (front := self.front) is not None:
            front.dispatch(event)
        else:
            await super().on_event(event)

    def on_mount(self) -> None:
        """The shell may stop the desk and bring it back."""
        from npstui.tui.job_control import controlled

        self.jobs = controlled(self)

    def write_past(self, data: str) -> None:
        """What is no part of the screen, straight to the terminal."""
        if self._driver is not None:
            self._driver.write(data)

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
            self._fail(error)
            return False
        self._paint_frame()
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

    def publish(self) -> None:
        """The store has moved, or a minute has passed: everything in sight anew."""
        self.asking.header()
        if (front := self.front) is not None:
            front.follow()
            front.follow_dialog()
        self.asking.counts()
        self.asking.offers()

    def _paint_frame(self) -> None:
        if (front := self.front) is not None:
            front.paint_frame()
        self.outside.follow(self.session.counts)

    def _paint_overview(self) -> None:
        if isinstance(front := self.front, OverviewScreen):
            front.paint()

    def on_answered(self, message: Answered) -> None:
        """Give the answer to who asked, unless a newer question is on its way."""
        if self.bridge.is_current(message.job):
            message.job.then(message.value)

    def on_failed(self, message: Failed) -> None:
        """Say what went wrong; the screen keeps what it shows."""
        if self.bridge.is_current(message.job):
            self.say(error_words(message.error))
            if message.job.slot == FIRST_LOOK and not self.session.has_keymap:
                self._first_look_shown()

    def on_not_opened(self, message: NotOpened) -> None:
        """There is no desk to show."""
        self._fail(message.error)

    def on_rang(self, _message: Rang) -> None:
        """The store has changed."""
        self.live.rang()

    def on_writers_changed(self, message: WritersChanged) -> None:
        """Others than this person, by case."""
        person = self.session.person
        others = {
            ref: tuple(safe(who) for who in writers if who != person)
            for ref, writers in message.writers.items()
        }
        self.session.writers = {ref: writers for ref, writers in others.items() if writers}
        if (front := self.front) is not None:
            front.show_writers()

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
        self._paint_frame()

    def on_opening_failed(self, message: "OpeningFailed") -> None:
        """The files could not be read; an open desk stays."""
        if message.ends:
            self._fail(message.error)
        else:
            self.say(error_words(message.error))

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

    def settings_changed(self, setting: "Setting") -> None:
        """One setting is another; what it changes is seen at once."""
        from npstui.tui.taking_effect import take_effect

        take_effect(self, setting)

    def say(self, words: SafeText) -> None:
        """Words for the status line of the screen in front."""
        if (front := self.front) is not None:
            front.say(words)

    def leave(self) -> None:
        """Leave once every command that was given is done; they take milliseconds."""
        if not self.bridge.commands_wait or self._leaves_by is not None:
            self.exit()
            return
        self._leaves_by = self.set_timer(LEAVING_SECONDS, self.exit)
        self.bridge.run(lambda _desk: None, lambda _done: self.exit())

    def leave_at_once(self, code: int) -> None:
        """A signal asks to leave; called from a signal handler."""
        loop = self._loop
        if loop is not None:
            loop.call_soon_threadsafe(self.exit, None, code)

    def on_unmount(self) -> None:
        """Ask nothing more; of files that are on their way in nothing is kept."""
        if self.opening is not None:
            self.opening.leave()
            self.opening.done.wait(0.5)
        if self.following is not None:
            self.following.stop()
        self.outside.give_back()
        self.live.stop()
        self.bridge.stop()

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print a traceback, with what its variables hold, over the user's shell.
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        self.error = error
        self.exit(return_code=1)
