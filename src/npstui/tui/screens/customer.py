"""A customer's page: every answer of theirs with its case, and every contact with them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

from npstui.model.response import ResponseRef
from npstui.present.text import SafeText
from npstui.present.values import CustomerValue
from npstui.tui.lines.bars import in_sight
from npstui.tui.lines.case import CaseLook
from npstui.tui.lines.customer import CustomerPage, customer_page
from npstui.tui.lines.drawing import Pieces, ruled
from npstui.tui.lines.waiting import waiting_lines
from npstui.tui.screens.help import PageScreen
from npstui.tui.session import Session

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.present.explained import Explanation

HEAD_LINES = 1  # the rule above the page


class CustomerScreen(PageScreen):
    """The cursor goes over the answers, the one the page was opened from first."""

    SLOT = "customer"
    FOOTER = (("back", "back"), ("open", "open the case"), ("undo", "undo"))
    ELSEWHERE = "That key works on a case; enter opens the one of this answer."

    def __init__(self, session: Session, ref: ResponseRef, tab: str) -> None:
        super().__init__(session)
        self.TAB = tab
        self.ref = ref  # the answer the cursor is on
        self.value: CustomerValue | None = None

    def on_screen_resume(self) -> None:
        """Ask for the page."""
        self.paint_frame()
        self.follow()

    def follow(self) -> None:
        """The page as it stands now."""
        ref, now = self.ref, self.session.now()
        self.session.bridge.ask(self.SLOT, lambda desk: desk.customer(ref, now), self._came)

    def press(self, event: events.Key) -> None:
        """Movement goes over the answers; enter waits until they are there."""
        command = self.session.keymap.command(event)
        page = max(self.content.size.height - 2, 1)
        moves = {"row.down": 1, "row.up": -1, "page.down": page, "page.up": -page,
                 "row.first": -100_000, "row.last": 100_000}  # fmt: skip
        early = command is not None and command.id in (*moves, "open", "explain")
        if self.value is None and self.trouble is None and (early or self._waiting):
            self._waiting.append(event)  # after a key that waits all do: they may be for its case
        elif command is not None and command.id in moves:
            self._go(moves[command.id])
        else:
            super().press(event)

    def page_lines(self, width: int) -> list[Pieces]:
        """Every line of the page."""
        page = self._page(width)
        if page is not None:
            return page.lines
        return waiting_lines("Reading the answers", self.trouble, width, self.session.glyphs)

    def do_open(self) -> None:
        """The case of the answer under the cursor; J and K go through the others."""
        if self.value is not None:
            answers = tuple(answer.ref for answer in self.value.answers)
            self.desk_app.show_case(self.ref, among=answers)

    def do_explain(self) -> None:
        """The numbers of the page."""
        value, zone = self.value, self.session.zone
        if value is None:
            return

        def ask(_desk: "Desk") -> "Sequence[Explanation]":
            from npstui.desk.explain_pages import explain_customer

            return explain_customer(value, zone)

        self.show_explanation(ask)

    def on_click(self, event: events.Click) -> None:
        """The answer on the line."""
        page = self._page(self.content.size.width)
        if page is None or self.value is None:
            return
        at = event.screen_y - self.content.region.y - HEAD_LINES + self.top - page.first
        if 0 <= at < len(self.value.answers):
            self.ref = self.value.answers[at].ref
            self._show_cursor()

    def place(self) -> SafeText:
        """Which answer of how many."""
        if self.value is None:
            return SafeText("")
        return SafeText(f"{self._at() + 1:,} of {len(self.value.answers):,}")

    def _came(self, value: CustomerValue) -> None:
        self.value = value
        self._show_cursor()
        waiting, self._waiting = self._waiting, []
        self.press_again(waiting)

    def _at(self) -> int:
        refs = [answer.ref for answer in self.value.answers] if self.value is not None else []
        return refs.index(self.ref) if self.ref in refs else 0

    def _go(self, by: int) -> None:
        if self.value is None:
            return
        last = len(self.value.answers) - 1
        wanted = self._at() + by
        if wanted > last and self._at() == last:
            self.scroll_lines(by)  # what follows the answers
            self._mark()
            return
        self.ref = self.value.answers[min(max(wanted, 0), last)].ref
        self._show_cursor()

    def _show_cursor(self) -> None:
        page = self._page(self.content.size.width)
        if page is not None:
            line, height = page.first + self._at(), self.content.size.height - HEAD_LINES
            if not self._at():
                self.top = 0
            elif not self.top <= line < self.top + height - (len(page.lines) > self.top + height):
                self.top = max(line - height // 2, 0)
        self.content.paint()
        self._mark()

    def _mark(self) -> None:
        page = self._page(self.content.size.width)
        if page is not None:
            y = page.first + self._at() - self.top + HEAD_LINES
            inside = HEAD_LINES <= y < self.content.size.height
            self.content.mark((y, 0, self.content.size.width) if inside else None)

    def _page(self, width: int) -> CustomerPage | None:
        session = self.session
        if self.value is None:
            return None
        look = CaseLook(width, session.now(), session.zone, session.glyphs)
        return customer_page(self.value, look)

    def _in_sight(self, width: int, height: int) -> Sequence[Pieces]:
        said = self.session.said
        rule = self._rule_pieces(width, height)[0] if said else ruled(width, self.session.glyphs)
        return [rule, *in_sight(self.page_lines(width), self.top, height - 1)]

    def paint_said(self) -> None:
        """The answer stands in the rule at the top."""
        self.content.paint()
