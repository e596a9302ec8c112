"""Screen 1: how it stands, what waits, what came in."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual import events

from npstui.model.category import Category
from npstui.present.styles import Style
from npstui.present.text import EMPTY, SafeText
from npstui.tui.lines.bars import rule_line
from npstui.tui.lines.drawing import Line, Pieces, ruled
from npstui.tui.screens.base import DeskScreen
from npstui.tui.session import Session
from npstui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from npstui.tui.lines.overview import Page, Spot, Target

FRAME_LINES = 3  # header, tabs, footer
MOVES = {"row.down": 1, "row.up": -1, "page.down": 5, "page.up": -5}


class OverviewScreen(DeskScreen):
    """The overview. Up and down go over the lines that count something, enter opens them."""

    TAB = "1"
    SCOPES = ("everywhere", "list")
    NARROWS = True
    FOOTER = (("open", "open the line"), ("period", ""), ("filter", ""), ("undo", "undo"),
              ("refresh", "show new"), ("back", "leave"))  # fmt: skip

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.page: Page | None = None
        self.content = Lines(self._pieces, palette=session.palette, id="content")
        self._target: Target | None = None

    def body(self) -> Iterator[Lines]:
        """One block of lines."""
        yield self.content

    def on_screen_resume(self) -> None:
        """Shown again: draw what came in meanwhile, ask for the rest."""
        self.paint_frame()
        self.paint()
        self.follow()

    def paint(self) -> None:
        """Draw the newest values; the cursor stays on what it was on."""
        self.content.paint()
        self._paint_cursor()

    def narrowed(self) -> None:
        """The filter stands in the rule under the tabs; the scores follow its facts."""
        self.paint()

    def paint_said(self) -> None:
        """The answer stands in the rule under the tabs."""
        self.paint()

    def follow(self) -> None:
        """Ask for the header and all of the overview."""
        self.desk_app.asking.header()
        self.desk_app.asking.overview()

    def press(self, event: events.Key) -> None:
        """Movement first."""
        command = self.session.keymap.command(event, self.SCOPES)
        if command is not None and command.id in MOVES:
            self._go(MOVES[command.id])
        elif command is not None and command.id in ("row.first", "row.last"):
            self._go(-1000 if command.id == "row.first" else 1000)
        elif command is not None and command.scope == "list":
            self.say(SafeText(self.ELSEWHERE))
        else:
            super().press(event)

    def do_open(self) -> None:
        """Open what the line counts."""
        spot = self._spot()
        if spot is None:
            self.desk_app.show_queue(Category.DETRACTOR)
            return
        target = spot.target
        if target.ref is not None:
            self.desk_app.show_case(target.ref)
        else:
            self.desk_app.show_queue(target.category, target.view)

    def do_explain(self) -> None:
        """What the line counts; without one the score."""
        from npstui.tui.explaining import explained_queue

        spot = self._spot()
        category = None if spot is None else spot.target.category
        if category is None:
            super().do_explain()
        else:
            self.show_explanation(explained_queue(self.session, category))

    def do_close(self) -> None:
        """Esc takes the cursor and the last answer away."""
        self._target = None
        self.say(EMPTY)

    def on_click(self, event: events.Click) -> None:
        """A click on a line that counts something opens it."""
        y = event.screen_y - self.content.region.y
        for spot in self._spots():
            if spot.y == y and spot.x <= event.screen_x < spot.end:
                self._target = spot.target
                self._paint_cursor()
                self.do_open()

    def _go(self, by: int) -> None:
        spots = self._spots()
        if not spots:
            return
        spot = self._spot()
        at = spots.index(spot) + by if spot is not None else 0
        self._target = spots[min(max(at, 0), len(spots) - 1)].target
        self._paint_cursor()

    def _spots(self) -> "tuple[Spot, ...]":
        return self.page.spots if self.page is not None else ()

    def _spot(self) -> "Spot | None":
        return next((spot for spot in self._spots() if spot.target == self._target), None)

    def _paint_cursor(self) -> None:
        spot = self._spot()
        self.content.mark(None if spot is None else (spot.y, spot.x, spot.end))

    def _pieces(self, width: int, height: int) -> Sequence[Pieces]:
        session = self.session
        if session.overview is None:
            reading = Line().say(" Reading the answers", Style.DIM).pieces
            lines = [ruled(width, session.glyphs), [], reading]
        else:
            from npstui.tui.lines.overview import Look, overview_page

            # A dialog covers the lower lines; the page keeps its form.
            height = max(height, self.app.size.height - FRAME_LINES)
            look = Look(width, height, session.now(), session.zone, session.glyphs)
            self.page = overview_page(session.overview, look)
            lines = list(self.page.lines)
        where = self._filter_words()
        if lines and (session.said or where):
            lines[0] = rule_line(where, session.said, width, session.glyphs)
        return lines

    def _filter_words(self) -> SafeText:
        if self.session.where is None:
            return EMPTY
        from npstui.tui.narrowing import filter_words

        return SafeText(f"{filter_words(self.session, scores=True)}  F clears")
