"""The health of follow-up: whether its promise is kept, how long things take, what comes of it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events

from npstui.present.numbers import thousands
from npstui.present.text import EMPTY, SafeText
from npstui.tui.lines.bars import rule_line
from npstui.tui.lines.drawing import Pieces
from npstui.tui.lines.waiting import waiting_lines
from npstui.tui.screens.help import PageScreen
from npstui.tui.session import Session

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.desk.followup import FollowUp
    from npstui.filters.tree import Filter
    from npstui.present.explained import Explanation
    from npstui.present.health import HealthValue

PERIOD = "30d"  # where none was chosen: Overview's line is of these


class HealthScreen(PageScreen):
    """A page to read, opened by enter on Overview's line and by the palette.

    It follows the period, the facts of the filter and the dimension of the split that are in
    force everywhere.
    """

    SLOT = "health"
    SCOPES = ("everywhere", "list")
    NARROWS = True
    FOOTER = (("back", "back"), ("period", ""), ("split", ""), ("explain", ""), ("export", ""),
              ("filter", ""))  # fmt: skip

    def __init__(self, session: Session, tab: str) -> None:
        super().__init__(session)
        self.TAB = tab
        self.value: HealthValue | None = None

    def on_screen_resume(self) -> None:
        """Ask for the page."""
        self.paint_frame()
        self.follow()

    def follow(self) -> None:
        """The page as it stands now."""
        self.desk_app.asking.header()
        answer, now, zone = self.asked(), self.session.now(), self.session.zone

        def ask(desk: "Desk") -> "HealthValue":
            from npstui.desk.health import health_value
            from npstui.desk.team_table import team_section

            team = desk.following_up.team(now)
            return health_value(answer(desk), team_section(team, now.astimezone(zone).date()))

        self.session.bridge.ask(self.SLOT, ask, self._came)

    def asked(self) -> "Callable[[Desk], FollowUp]":
        """The question as it is narrowed now, to be asked in the worker."""
        session, now = self.session, self.session.now()
        period, where, by = session.period or PERIOD, self._facts(), self._dimension()
        return lambda desk: desk.following_up.answer(now, period, where=where, by=by)

    def rescored(self) -> None:
        """Another period, or other facts of the filter."""
        self.follow()

    def narrowed(self) -> None:
        """The filter stands in the rule."""
        self.content.paint()

    def split_chosen(self) -> None:
        """Another dimension."""
        self.follow()

    def press(self, event: events.Key) -> None:
        """A list's keys that are not a page's say where they work."""
        command = self.session.keymap.command(event)
        here = command is None or command.scope != "list" or command.id in _OF_LISTS
        if here:
            super().press(event)
        else:
            self.say(SafeText(self.ELSEWHERE))

    def page_lines(self, width: int) -> list[Pieces]:
        """All tables."""
        if self.value is None:
            glyphs = self.session.glyphs
            return waiting_lines("Reading the cases", self.trouble, width, glyphs)
        from npstui.tui.lines.health import health_lines

        return health_lines(self.value, width, self.session.glyphs)

    def do_screen_health(self) -> None:
        """It is in front already."""

    def do_explain(self) -> None:
        """How each of the numbers is made."""
        answer = self.asked()

        def ask(desk: "Desk") -> "Sequence[Explanation]":
            from npstui.desk.explain_health import explain_health, explain_team

            promised, *others = explain_health(answer(desk), desk.settings)
            return promised, *others[:2], explain_team(), *others[2:]

        self.show_explanation(ask)

    def do_export(self) -> None:
        """Every number into a file, one a row."""
        from npstui.tui.exporting_health import export_health

        export_health(self)

    def place(self) -> SafeText:
        """How much of the page is in sight."""
        width, height = self.content.size
        lines = len(self.page_lines(width))
        last = min(self.top + height - 1, lines)
        if not width or lines < height:
            return EMPTY
        return SafeText(f"lines {self.top + 1} to {thousands(last)} of {thousands(lines)}")

    def paint_said(self) -> None:
        """The answer stands in the rule at the top."""
        self.content.paint()

    def _came(self, value: "HealthValue") -> None:
        self.value = value
        self.scroll_lines(0)

    def _facts(self) -> "Filter | None":
        where = self.session.where
        return (where.response_half() or None) if where is not None else None

    def _dimension(self) -> str | None:
        session = self.session
        shown = session.split_value
        return session.split or (shown.dimension if shown is not None else None)

    def _in_sight(self, width: int, height: int) -> Sequence[Pieces]:
        session = self.session
        lines = list(super()._in_sight(width, height))
        left = self.place()
        if session.where is not None:
            from npstui.tui.narrowing import filter_words

            narrowed = f"{filter_words(session, scores=True)}  F clears"
            left = SafeText(f"{narrowed}   {left}" if left else narrowed)
        return [rule_line(left, session.said, width, session.glyphs), *lines[1:]]


# What of a list's keys a page has too.
_OF_LISTS = frozenset(
    {"row.down", "row.up", "page.down", "page.up", "row.first", "row.last", "export", "split"}
)
