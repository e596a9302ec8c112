"""A category's queue: its views, the list that holds still, the case under the cursor."""

import asyncio
from collections.abc import Collection, Iterator, Sequence

from textual import events
from textual.widget import Widget

from npstui.desk.catalogue import Command, Scope
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.columns import QueueKind
from npstui.present.text import EMPTY, SafeText
from npstui.present.values import Answer, CaseValue, View
from npstui.tui.exporting import export_form
from npstui.tui.frozen import FrozenRows
from npstui.tui.hands import GOING_ON, Targets, answer_words, forget_draft
from npstui.tui.lines.bars import place
from npstui.tui.lines.case import CaseLook, case_pane
from npstui.tui.lines.drawing import Pieces
from npstui.tui.lines.empty import empty_view
from npstui.tui.lines.view_tabs import view_tabs
from npstui.tui.listing import Listing
from npstui.tui.screens.hosting import HostScreen
from npstui.tui.session import Session
from npstui.tui.widgets.lines import Lines
from npstui.tui.widgets.response_list import ResponseList

REST_SECONDS = 0.15  # the cursor rests: its case is asked for
KINDS = {
    Category.DETRACTOR: QueueKind.DETRACTORS,
    Category.PASSIVE: QueueKind.PASSIVES,
    Category.PROMOTER: QueueKind.PROMOTERS,
}
# The catalogue's movements, by the list's own names.
MOVES = {
    "row.down": "cursor_down",
    "row.up": "cursor_up",
    "page.down": "page_down",
    "page.up": "page_up",
    "row.first": "first",
    "row.last": "last",
    "mark": "mark",
    "mark.range": "mark_range",
    "mark.all": "mark_all",
}


def pane_lines(rows: int) -> int:
    """How many lines the pane has on a screen of so many rows."""
    if rows < 20:
        return 0
    return 13 if rows >= 36 else 7


class QueueScreen(HostScreen):
    """The list keeps its order until somebody asks; keys act on the response, not the line."""

    TAB = "2"
    SCOPES = (Scope.EVERYWHERE, Scope.LIST, Scope.CASE)
    FOOTER = (
        ("case.tag", ""),
        ("case.take", ""),
        ("case.assign", ""),
        ("case.contact", ""),
        ("case.note", ""),
        ("case.resolve", ""),
        ("case.snooze", ""),
        ("mark", ""),
        ("export", ""),
        ("undo", "undo"),
    )

    def __init__(self, session: Session, category: Category) -> None:
        super().__init__(session)
        self.listing = Listing(category)
        self.case: CaseValue | None = None
        self.pane_closed = False
        self.list = ResponseList(KINDS[category], palette=session.palette, glyphs=session.glyphs)
        self.list.can_focus = False
        self.views = Lines(self._view_pieces, palette=session.palette, id="views")
        self.pane = Lines(self._pane_pieces, palette=session.palette, id="pane")
        self._waiting: list[events.Key] = []
        self._resting: asyncio.TimerHandle | None = None

    def body(self) -> Iterator[Widget]:
        """Views, list, rule, pane."""
        yield self.views
        yield self.list
        yield self.rule
        yield self.pane

    def on_mount(self) -> None:
        """As high as the terminal allows."""
        self._size_pane()

    def on_resize(self) -> None:
        """The pane narrows and goes."""
        self._size_pane()

    def on_screen_resume(self) -> None:
        """Shown again: what came in meanwhile."""
        self.paint_frame()
        self.rule.paint()
        self.follow()

    def show_view(self, view: View) -> None:
        """Another view of the queue; marks end with it."""
        if view is not self.listing.view:
            self.listing.change_view(view, self.list.cursor)
            self.case = None
            self.list.set_marks(())
            self.views.paint()
            self._ask_rows()

    def follow(self) -> None:
        """The rows anew, in the order they stand, and the case under the cursor."""
        self._ask_rows()
        self._ask_case()

    def press(self, event: events.Key) -> None:
        """Keys for a list that is not there yet wait for it."""
        command = self.session.keymap.command(event, self.SCOPES)
        if self.listing.rows is None and command is not None and self._waits(command):
            self._waiting.append(event)
        else:
            super().press(event)

    def run_command(self, command: Command) -> None:
        """Movement is the list's."""
        if (move := MOVES.get(command.id)) is not None:
            getattr(self.list, f"action_{move}")()
            self.moved()
        else:
            super().run_command(command)

    def targets(self) -> Targets | None:
        """The marks, else the case under the cursor."""
        return self.listing.targets(self.list.cursor, self.list.marks, self.case)

    def given(self, verb_id: str, targets: Targets) -> None:
        """Resolve and snooze go on to the next at once: the next key is for it."""
        if verb_id in GOING_ON:
            self.go_on(targets.refs)

    def go_on(self, refs: Collection[ResponseRef]) -> None:
        """The cursor to the first row after these."""
        if self.list.cursor in refs:
            ref = self.listing.next_after(self.list.position, refs)
            if ref is not None:
                self.list.go_to(ref)
            self.moved()

    def answered(self, verb_id: str, targets: Targets, answer: Answer) -> None:
        """Say it; take the marks off what went; where nothing was done, go back to it."""
        forget_draft(self.session, verb_id, targets, answer)
        self.say(answer_words(answer))
        if verb_id in GOING_ON:
            if answer.done:
                self.list.set_marks(self.list.marks - set(answer.done))
            else:
                self.list.go_to(targets.refs[0])
        self.written()

    def written(self, back: Collection[ResponseRef] = ()) -> None:
        """Something was written: rows, pane and counts follow; `back` comes into the list again."""
        if back:
            self.listing.bring_back(back)
        self.follow()
        self.desk_app.asking.counts()

    def moved(self) -> None:
        """The cursor is elsewhere: let go of what no longer fits, and wait until it rests."""
        rows = self.listing.rows
        if rows is not None and rows.held and self.listing.let_go(self._held()):
            self.list.set_source(self.listing.rows or rows)
        self.rule.paint()
        if self._resting is not None:
            self._resting.cancel()
        self._resting = asyncio.get_running_loop().call_later(REST_SECONDS, self._rested)

    def on_response_list_cursor_moved(self) -> None:
        """By mouse too."""
        self.moved()

    def on_response_list_marks_changed(self) -> None:
        """How many are marked stands in the rule."""
        self.rule.paint()

    def dialog_closed(self) -> None:
        """What it held may go."""
        self.moved()

    def place(self) -> SafeText:
        """Row, marks, and what is new."""
        at = self.list.position
        shown_at = at if at >= 0 else None
        return place(shown_at, self.list.total, len(self.list.marks), self.listing.fresh)

    def do_view_next(self) -> None:
        """The next view."""
        self.show_view(self.listing.neighbour(1))

    def do_view_previous(self) -> None:
        """The view before."""
        self.show_view(self.listing.neighbour(-1))

    def do_refresh(self) -> None:
        """Take the new rows in, in their order."""
        fresh = self.listing.fresh
        self.listing.show_new()
        if self.listing.rows is not None:
            self.list.set_source(self.listing.rows)
        self.say(EMPTY if fresh else SafeText("Nothing new."))
        self.follow()

    def do_open(self) -> None:
        """The pane where it was closed, else the case on its own screen."""
        if self.pane_closed:
            self.pane_closed = False
            self._size_pane()
            self._ask_case()
        elif (ref := self.list.cursor) is not None:
            self.desk_app.show_case(ref, self)

    def do_close(self) -> None:
        """Marks, then the pane, then nothing."""
        if self.list.marks:
            self.list.set_marks(())
            self.moved()
        elif self.pane.display:
            self.pane_closed = True
            self._size_pane()

    def do_export(self) -> None:
        """What is listed, or the marks, to a file."""
        rows = self.listing.rows
        if rows is not None and len(rows):
            export_form(self, self.listing.category, rows.refs(), self.list.marks)
        else:
            self.say(SafeText("There is nothing listed to export."))

    def _ask_rows(self) -> None:
        question = self.listing.question(self.session.now(), self._held())
        self.session.bridge.ask("rows", question, self._rows_came)

    def _ask_case(self) -> None:
        ref, now = self.list.cursor, self.session.now()
        if ref is not None and self.pane.display:
            self.session.bridge.ask("case", lambda desk: desk.case(ref, now), self._case_came)

    def _held(self) -> frozenset[ResponseRef]:
        all_of_it = bool(self.list.marks) or self.dialog is not None
        return self.listing.held(self.list.cursor, all_of_it=all_of_it)

    def _waits(self, command: Command) -> bool:
        needs_rows = command.scope is not Scope.EVERYWHERE or command.id == "open"
        return command.id != "back" and (needs_rows or bool(self._waiting))

    def _rows_came(self, rows: FrozenRows) -> None:
        keep = self.listing.take(rows, self._held())
        category, view = self.listing.category, self.listing.view
        self.list.set_empty(empty_view(category, view, self.session.counts))
        self.list.set_source(self.listing.rows or rows, keep)
        self.views.paint()
        self.rule.paint()
        if self.list.cursor is None:
            self.case = None
            self.pane.paint()
        elif self.case is None or self.case.ref != self.list.cursor:
            self._ask_case()
        waiting, self._waiting = self._waiting, []
        for event in waiting:
            self.dispatch(event)

    def _rested(self) -> None:
        if self.is_attached and (self.case is None or self.case.ref != self.list.cursor):
            self._ask_case()

    def _case_came(self, case: CaseValue) -> None:
        if case.ref == self.list.cursor:
            self.case = case
            self.pane.paint()

    def _size_pane(self) -> None:
        lines = 0 if self.pane_closed else pane_lines(self.app.size.height)
        self.pane.styles.height = lines
        self.pane.display = lines > 0

    def _view_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        listing = self.listing
        glyphs = self.session.glyphs
        return [view_tabs(listing.category, listing.view, listing.counts, width, glyphs)]

    def _pane_pieces(self, width: int, height: int) -> Sequence[Pieces]:
        if self.case is None:
            return []
        session = self.session
        look = CaseLook(width, session.now(), session.zone, session.glyphs)
        return case_pane(self.case, look, height)
