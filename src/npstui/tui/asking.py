"""What every screen asks of the desk: the live score, the counts, the overview, the offers."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from npstui.model.category import Category
from npstui.model.frozen import dataclass
from npstui.tui.session import Session

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.desk.following import OpenFiles
    from npstui.present.parts import SplitValue
    from npstui.present.values import (
        HeaderValue,
        OverviewValue,
        PersonLoad,
        QueueCounts,
        TagCount,
    )
    from npstui.tui.bridge import Writers


FIRST_LOOK = "first look"
JUST_NOW = timedelta(seconds=5)
AT_ONCE = timedelta(milliseconds=100)


@dataclass(frozen=True, slots=True)
class Introduction:
    """What the desk tells of itself once it is open; `rang` is its bell, `follow` opens what the
    store's inbox brings. They and `who_writes` may be asked from another thread.
    """

    zone: ZoneInfo
    person: str
    has_team: bool
    outcomes: Mapping[Category, tuple[str, ...]]
    remedies: tuple[str, ...]
    as_of: datetime | None
    rang: Callable[[], bool]
    who_writes: "Callable[[], Writers]"
    follow: "Callable[[], OpenFiles]"


def introduce(desk: "Desk") -> Introduction:
    """Asked first, in the worker; from here on undo is of this sitting."""
    settings = desk.settings
    desk.begin_session()

    def follow() -> "OpenFiles":
        from npstui.desk.following import follow_inbox

        return follow_inbox(desk)

    return Introduction(
        zone=settings.zone,
        person=desk.person,
        has_team=bool(settings.team),
        outcomes={category: desk.outcomes(category) for category in Category},
        remedies=settings.remedies,
        as_of=desk.as_of,
        rang=desk.bell().rang,
        who_writes=desk.who_writes,
        follow=follow,
    )


class Asking:
    """Puts the answers into the session, and has the screen in front drawn.

    `frame` draws header and tabs, `overview` all of screen 1; `shown` is told once the first
    look is on the screen.
    """

    def __init__(
        self,
        session: Session,
        frame: Callable[[], None],
        overview: Callable[[], None],
        shown: Callable[[], object],
    ) -> None:
        self._session = session
        self._frame, self._overview, self._shown = frame, overview, shown
        self._opened = self._named = False
        self._looked_at: datetime | None = None
        self._asked_at: datetime | None = None

    def open(self, introduced: Callable[[Introduction], None]) -> None:
        """What is asked first: who and where this is, then what stands soonest.

        Nothing else is asked before that is on the screen: a question that is answered while it
        is drawn takes the interpreter from it.
        """
        self._opened = True
        self._session.bridge.ask("introduction", introduce, introduced)
        self._first_look()

    def header(self) -> None:
        """The live score."""
        session, now = self._session, self._session.now()
        if session.header is None:
            return
        period, counting, where = session.period, session.counting, session.where
        session.bridge.ask(
            "header",
            lambda desk: desk.header(now, period, counting, where),
            self._header_came,
        )

    def overview(self) -> None:
        """Line 1 and all of screen 1; the first look again where it has not come yet."""
        session = self._session
        if session.overview is None:
            self._first_look()
            return
        now, looked_at = session.now(), self._looked_at
        self._looked_at = None
        # Asked of the moment of the first look, the desk need not count its part again.
        if looked_at is not None and now - looked_at < JUST_NOW:
            now = looked_at
        self._asked_at = now
        period, counting, where = session.period, session.counting, session.where
        # Of one moment the desk counts once: what line 1 says is a part of what screen 1 does.
        session.bridge.ask(
            "overview",
            lambda desk: (
                desk.overview(now, period, counting, where),
                desk.header(now, period, counting, where),
            ),
            self._overview_came,
        )
        self.split()

    def split(self) -> None:
        """The groups of the dimension in force, or of the first that has any."""
        session, now = self._session, self._session.now()
        period, counting, where = session.period, session.counting, session.where
        dimension = session.split
        session.bridge.ask(
            "split",
            lambda desk: desk.parts.split(dimension, now, period, counting, where),
            self._split_came,
        )

    def _first_look(self) -> None:
        if not self._opened:
            return
        session, now = self._session, self._session.now()
        period, counting, where = session.period, session.counting, session.where
        session.bridge.ask(
            FIRST_LOOK,
            lambda desk: desk.first_look(now, period, counting, where),
            lambda value: self._first_look_came(value, now),
        )

    def counts(self) -> None:
        """The counts of the tabs."""
        now = self._session.now()
        self._session.bridge.ask("counts", lambda desk: desk.queue_counts(now), self._counts_came)

    def offers(self) -> None:
        """What the pickers offer."""
        now, asked_at = self._session.now(), self._asked_at
        if asked_at is not None and timedelta() <= now - asked_at < AT_ONCE:
            now = asked_at
        self._session.bridge.ask(
            "offers", lambda desk: (desk.tags(now), desk.people(now)), self._offers_came
        )

    def _header_came(self, value: "HeaderValue") -> None:
        self._session.header = value
        self._frame()

    def _first_look_came(
        self, value: "tuple[HeaderValue, OverviewValue]", looked_at: datetime
    ) -> None:
        if self._session.overview is None:
            self._looked_at = looked_at
            self._session.header, self._session.overview = value
            self._frame()
            self._overview()
            self._shown()

    def _overview_came(self, answer: "tuple[OverviewValue, HeaderValue]") -> None:
        value, self._session.header = answer
        self._session.overview = value
        self._session.counts = value.queues
        self._frame()
        self._overview()
        if not self._named:
            # Overview counts before the cases have names; the first queue is not to wait for them.
            self._named, now = True, self._session.now()
            self._session.bridge.ask("names", lambda desk: desk.name_cases(now), lambda _done: None)

    def _split_came(self, value: "SplitValue | None") -> None:
        self._session.split_value = value
        self._overview()

    def _counts_came(self, value: "tuple[QueueCounts, ...]") -> None:
        self._session.counts = value
        self._frame()

    def _offers_came(self, value: "tuple[tuple[TagCount, ...], tuple[PersonLoad, ...]]") -> None:
        self._session.tags, self._session.people = value
