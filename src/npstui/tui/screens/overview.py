"""Screen 1: how it stands, what waits, what came in."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual import events

from npstui.model.category import Category
from npstui.present.styles import Style
from npstui.present.text import EMPTY, SafeText
from npstui.tui.asking import FIRST_LOOK
from npstui.tui.lines.bars import rule_line
from npstui.tui.lines.drawing import Line, Pieces, ruled
from npstui.tui.screens.base import DeskScreen
from npstui.tui.session import Session
from npstui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from npstui.tui.lines.overview import Page, Spot, Target

FRAME_LINES = 3  # header, tabs, footer
ALL_OF_IT = 1_000
MOVES = {"row.down": 1, "row.up": -1, "page.down": 5, "page.up": -5, "row.first": -ALL_OF_IT,
         "row.last": ALL_OF_IT}  # fmt: skip
ALONG = {"along.left": -1, "along.right": 1}


class OverviewScreen(DeskScreen):
    """The overview. Up and down go over the lines that count something, left and right along one,
    enter opens what it counts. On a small terminal the page follows the cursor.
    """

    TAB = "1"
    SLOT = FIRST_LOOK
    SCOPES = ("everywhere", "list")
    NARROWS = True
    FOOTER = (("open", "open the line"), ("split", ""), ("period", ""), ("explain", ""),
              ("filter", ""), ("export", ""), ("refresh", "show new"),
              ("back", "leave"))  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.page: Page | None = None
        self.content = Lines(self._pieces, palette=session.palette, id="content")
        self.top = 0
        self._target: Target | None = None
        self._to_split = False

    def body(self) -> Iterator[Lines]:
        """One block of lines."""
        yield self.content

    def on_screen_resume(self) -> None:
        """Shown again: draw what came in meanwhile, ask for the rest."""
        self.paint_frame()
        self.paint()
        self.follow()

    def on_screen_suspend(self) -> None:
        """What was said to begin with was read, or is stale by now."""
        self.session.notice = EMPTY

    def paint(self) -> None:
        """Draw the newest values; the cursor stays on what it was on."""
        self.content.paint()
        if self._to_split and self.session.split_value is not None:
            self._go_to_split()
        self._paint_cursor()

    def narrowed(self) -> None:
        """The filter stands in the rule under the tabs; the scores follow its facts."""
        self.paint()

    def paint_said(self) -> None:
        """The answer stands in the rule under the tabs."""
        self.session.notice = EMPTY
        self.paint()

    def follow(self) -> None:
        """Ask for all of the overview; the header comes with it."""
        self.desk_app.asking.overview()

    def rescored(self) -> None:
        """All of it rests on them."""
        self.desk_app.asking.overview()

    def split_chosen(self) -> None:
        """Another dimension: the cursor goes to its first group once it is there."""
        self._to_split = True
        self.desk_app.asking.split()

    def press(self, event: events.Key) -> None:
        """Movement first."""
        command = self.session.keymap.command(event, self.SCOPES)
        if command is not None and command.id in MOVES:
            self._go(MOVES[command.id])
        elif command is not None and command.id in ALONG:
            self._go_along(ALONG[command.id])
        elif command is not None and command.id in self._of_lists():
            self.say(SafeText(self.ELSEWHERE))
        else:
            super().press(event)

    def do_open(self) -> None:
        """Open what the line counts."""
        spot = self._spot()
        if spot is None:
            self.desk_app.show_queue(Category.DETRACTOR)
            return
        from npstui.tui.overview_lines import open_target

        open_target(self, spot.target)

    def do_explain(self) -> None:
        """What the line counts; without one the score."""
        spot = self._spot()
        if spot is None:
            super().do_explain()
            return
        from npstui.tui.overview_lines import explained_target

        self.show_explanation(explained_target(self.session, spot.target))

    def do_export(self) -> None:
        """The scores to a file."""
        from npstui.tui.exporting_score import export_score

        export_score(self)

    def reasons(self) -> dict[str, SafeText]:
        """What works in a list of cases alone."""
        return dict.fromkeys(self._of_lists(), SafeText(self.ELSEWHERE))

    def _of_lists(self) -> set[str]:
        own = {*MOVES, *ALONG, "export"}
        listed = {entry.id for entry in self.session.keymap.commands if entry.scope == "list"}
        return listed - own

    def do_close(self) -> None:
        """Esc takes the cursor and the last answer away."""
        self._target, self.top = None, 0
        self.say(EMPTY)

    def on_click(self, event: events.Click) -> None:
        """A click on a line that counts something opens it."""
        y = event.screen_y - self.content.region.y + self.top
        for spot in self._spots():
            if spot.y == y and spot.x <= event.screen_x < spot.end:
                self._target = spot.target
                self.paint()
                self.do_open()
                return

    def _go(self, by: int) -> None:
        from npstui.tui.overview_lines import first_to_do
        from npstui.tui.walking import down_from

        spots, here = self._spots(), self._spot()
        start = first_to_do(spots)
        if abs(by) >= ALL_OF_IT:
            here, start = None, 0 if by < 0 else len(spots) - 1
        self._stand_on(down_from(spots, here, by, start))

    def _go_along(self, by: int) -> None:
        from npstui.tui.overview_lines import first_to_do
        from npstui.tui.walking import beside, down_from

        spots, here = self._spots(), self._spot()
        if here is None:
            self._stand_on(down_from(spots, None, 0, first_to_do(spots)))
        else:
            self._stand_on(beside(spots, here, by))

    def _go_to_split(self) -> None:
        self._to_split = False
        group = next((spot for spot in self._spots() if spot.target.counts == "group"), None)
        if group is not None:
            self.top = max(group.y - 2, 0)  # the heading stands under the rule
        self._stand_on(group)

    def _stand_on(self, spot: "Spot | None") -> None:
        if spot is not None:
            self._target = spot.target
            self._follow_cursor(spot)
            self.content.paint()
            self._paint_cursor()

    def _follow_cursor(self, spot: "Spot") -> None:
        """Scroll so that the spot is in sight; the first lines come back with the first spots."""
        room = self._room()
        lines = len(self.page.lines) if self.page is not None else 0
        if lines <= self.content.size.height:
            self.top = 0
        elif spot.y - self.top > room:
            self.top = spot.y - room
        elif spot.y - self.top < 2:
            self.top = max(spot.y - 2, 0)
        most = max(lines - 1 - room, 0)
        self.top = min(self.top, most)
        if self.page is not None and 0 < self.top < most:
            # Two rules one below the other say nothing.
            self.top += self.page.lines[1 + self.top] == self.page.lines[0]

    def _room(self) -> int:
        """Lines between the rule and the words about what lies below."""
        return max(self.content.size.height - 2, 1)

    def _spots(self) -> "tuple[Spot, ...]":
        return self.page.spots if self.page is not None else ()

    def _spot(self) -> "Spot | None":
        return next((spot for spot in self._spots() if spot.target == self._target), None)

    def _paint_cursor(self) -> None:
        spot = self._spot()
        hidden = spot is None or (self.top and not 1 <= spot.y - self.top <= self._room())
        at = None if spot is None or hidden else (spot.y - self.top, spot.x, spot.end)
        self.content.mark(at)

    def _pieces(self, width: int, height: int) -> Sequence[Pieces]:
        session = self.session
        if session.overview is None:
            lines = [ruled(width, session.glyphs), [], *self._reading(width)]
        else:
            from npstui.tui.lines.overview import Look
            from npstui.tui.lines.overview_page import overview_page

            # A dialog covers the lower lines; the page keeps its form.
            whole = max(height, self.app.size.height - FRAME_LINES)
            look = Look(width, whole, session.now(), session.zone, session.glyphs,
                        session.split_value, self._target)  # fmt: skip
            self.page = overview_page(session.overview, look)
            lines = self._in_sight(self.page.lines, whole)
        if self.dialog is not None and lines[height - 1 : height] == [ruled(width, session.glyphs)]:
            lines[height - 1] = []  # the dialog begins with one of its own
        where = self._filter_words()
        said = session.said or session.notice
        if lines and (said or where):
            lines[0] = rule_line(where, said, width, session.glyphs)
        return lines

    def _reading(self, width: int) -> list[Pieces]:
        if self.trouble is None:  # the first paint, which loads nothing more
            return [Line().say(" Reading the answers", Style.DIM).pieces]
        from npstui.tui.lines.waiting import waiting_lines

        return waiting_lines("", self.trouble, width, self.session.glyphs)

    def _in_sight(self, lines: list[Pieces], height: int) -> list[Pieces]:
        """All of it, or what fits between the rule and a word about the rest."""
        if len(lines) <= height:
            self.top = 0
            return list(lines)
        shown = lines[1 + self.top : height - 1 + self.top]
        below = len(lines) - 1 - self.top - len(shown)
        words = f" {below} more lines below, down goes on" if below > 0 else ""
        return [lines[0], *shown, Line().say(words, Style.DIM).pieces]

    def _filter_words(self) -> SafeText:
        if self.session.where is None:
            return EMPTY
        from npstui.tui.narrowing import filter_words

        return SafeText(f"{filter_words(self.session, scores=True)}  F clears")
