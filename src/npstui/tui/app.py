"""The desk on screen: only wiring. Screens ask the desk through the bridge; answers come here."""

import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.driver import Driver
from textual.screen import Screen
from textual.timer import Timer

from npstui.present.text import EMPTY, safe
from npstui.tui.asking import Asking
from npstui.tui.bridge import (
    Answered,
    Bridge,
    NotOpened,
    Rang,
    WritersChanged,
)
from npstui.tui.live import Live
from npstui.tui.looks import glyphs_of, palette_of
from npstui.tui.outside import Outside
from npstui.tui.queues import Queues
from npstui.tui.screens.overview import OverviewScreen
from npstui.tui.session import Session, utc_now
from npstui.tui.starting import StartingApp
from npstui.tui.terminal import leaves_on_signals, write_utf_8
from npstui.tui.theme import Palette, use_palette

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.settings.origins import Setting
    from npstui.settings.user_file import UserSettings
    from npstui.tui.job_control import JobControl
    from npstui.tui.opening import (
        Opening,
    )

CSS = """
Screen { background: $background; color: $foreground; overflow: hidden; }
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
    status line of screen 1 until another is opened. `user` says which keys, colours and glyphs
    they want. Raises what either raised, after the terminal is given back.
    """
    write_utf_8()
    app = DeskApp(open_desk, first=first, title=title, notice=notice, user=user, follows=True)
    with leaves_on_signals(app.leave_at_once):
        app.run()
    if app.error is not None:
        raise app.error
    return app.return_code or 0


class DeskApp(StartingApp, inherit_bindings=False):
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
            notice=safe(notice),
        )
        self.asking = Asking(
            self.session,
            self.paint_frame,
            self._paint_overview,
            lambda: self.call_after_refresh(self._first_look_shown),
        )
        self.live = Live(self.publish, clock)
        self._follows = follows
        self.error: Exception | None = None
        self.queues = Queues(self)
        self.outside = Outside(self.write_past, os.environ, rings=user is not None and user.bell)
        self.jobs: JobControl | None = None
        self._leaves_by: Timer | None = None

    def get_driver_class(self) -> type[Driver]:
        """Esc is a key, never half of another."""
        from npstui.tui.driver import DeskDriver

        return DeskDriver

    def get_default_screen(self) -> Screen[None]:
        """Screen 1 paints first, before anything is known, and stays below all others."""
        return OverviewScreen(self.session)

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

    @property
    def terminal_is_behind(self) -> bool:
        """Whether frames should be left out until the line has taken those before."""
        return getattr(self._driver, "is_behind", False)

    def publish(self) -> None:
        """The store has moved, or a minute has passed: everything in sight anew."""
        if (front := self.front) is not None:
            front.follow()
            front.follow_dialog()
        if not isinstance(front, OverviewScreen):  # it brings them along
            self.asking.header()
            self.asking.counts()
        self.asking.offers()

    def paint_frame(self) -> None:
        """Header, tabs and footer anew, and the title."""
        if (front := self.front) is not None:
            front.paint_frame()
        self.outside.follow(self.session.counts)

    def _paint_overview(self) -> None:
        if isinstance(front := self.front, OverviewScreen):
            front.paint()

    def on_answered(self, message: Answered) -> None:
        """Give the answer to who asked, unless a newer question is on its way."""
        if self.bridge.is_current(message.job):
            trouble = self.session.troubles.pop(message.job.slot, None)
            if trouble is not None and trouble == self.session.said:
                self.say(EMPTY)  # it is over
            message.job.then(message.value)

    def on_not_opened(self, message: NotOpened) -> None:
        """There is no desk to show."""
        self.fail(message.error)

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

    def settings_changed(self, setting: "Setting") -> None:
        """One setting is another; what it changes is seen at once."""
        from npstui.tui.taking_effect import take_effect

        take_effect(self, setting)

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
            self.fail(error)

    def fail(self, error: Exception) -> None:
        """Leave with an error; it is said once the terminal is given back."""
        self.error = error
        self.exit(return_code=1)
