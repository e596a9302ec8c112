"""A category's queue: its views, the list that holds still, the case under the cursor."""

import asyncio
from collections.abc import Collection, Iterator, Sequence

from textual import events
from textual.widget import Widget

from npstui.desk.catalogue import Command, Scope
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.columns import QueueKind
from npstui.present.text import SafeText
from npstui.present.values import Answer, CaseValue, View
from npstui.tui.exporting import export_form
from npstui.tui.frozen import FrozenRows, NoRows
from npstui.tui.hands import Targets, answer_words, forget_draft
from npstui.tui.lines.bars import place
from npstui.tui.lines.case import CaseLook, case_pane
from npstui.tui.lines.drawing import Pieces
from npstui.tui.lines.empty import empty_view
from npstui.tui.lines.tabs import view_tabs
from npstui.tui.rows_following import following
from npstui.tui.screens.hosting import HostScreen
from npstui.tui.session import Session
from npstui.tui.widgets.lines import Lines
from npstui.tui.widgets.response_list import ResponseList

REST_SECONDS = 0.15  # the cursor rests: its case is asked for
GOING_ON = frozenset({"case.resolve", "case.snooze"})
KINDS = {
    Category.DETRACTOR: QueueKind.DETRACTORS,
    Category.PASSIVE: QueueKind.PASSIVES,
    Category.PROMOTER: QueueKind.PROMOTERS,
}
VIEWS = tuple(View)


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
        self.category = category
        self.view = View.QUEUE
        self.rows: FrozenRows | None = None
        self.case: CaseValue | None = None
        self.pane_closed = False
        self.list = ResponseList(KINDS[category], palette=session.palette, glyphs=session.glyphs)
        self.list.can_focus = False
        self.views = Lines(self._view_pieces, palette=session.palette, id="views")
        self.pane = Lines(self._pane_pieces, palette=session.palette, id="pane")
        self._places: dict[View, ResponseRef] = {}
        self._admit: set[ResponseRef] = set()
        self._go_to: ResponseRef | None = None
        self._waiting: list[events.Key] = []
        self._resting: asyncio.TimerHandle | None = None
        self._counts = NoRows().counts

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
        if view is self.view:
            return
        if (ref := self.list.cursor) is not None:
            self._places[self.view] = ref
        self.view, self.rows, self.case = view, None, None
        self.list.set_marks(())
        self.views.paint()
        self.ask_rows()

    def follow(self) -> None:
        """The rows anew, in the order they stand."""
        self.ask_rows()
        self.ask_case()

    def ask_rows(self) -> None:
        """Ask how the listed cases stand now."""
        question = following(
            self.rows,
            self.category,
            self.view,
            self.session.now(),
            hold=self._held(),
            admit=tuple(self._admit),
        )
        self.session.bridge.ask("rows", question, self._rows_came)

    def ask_case(self) -> None:
        """Ask for the case under the cursor."""
        ref, now = self.list.cursor, self.session.now()
        if ref is not None and self.pane.display:
            self.session.bridge.ask("case", lambda desk: desk.case(ref, now), self._case_came)

    def press(self, event: events.Key) -> None:
        """Keys for a list that is not there yet wait for it."""
        command = self.session.keymap.command(event, self.SCOPES)
        if self.rows is None and command is not None and self._waits(command):
            self._waiting.append(event)
        else:
            super().press(event)

    def _waits(self, command: Command) -> bool:
        needs_rows = command.scope is not Scope.EVERYWHERE or command.id == "open"
        return command.id != "back" and (needs_rows or bool(self._waiting))

    def targets(self) -> Targets | None:
        """The marks in the order listed, else the case under the cursor."""
        cursor = self.list.cursor
        marks = self.list.marks
        if self.rows is None or (cursor is None and not marks):
            return None
        refs = [ref for ref in self.rows.refs() if ref in marks] if marks else [cursor]
        found = [row for ref in refs if ref and (row := self.rows.row(ref)) is not None]
        if not found:
            return None
        common = frozenset.intersection(*(frozenset(map(str, row.tags)) for row in found))
        name = found[0].customer or SafeText("(no name)")
        case = self.case if not marks and self.case and self.case.ref == cursor else None
        return Targets(
            refs=tuple(row.ref for row in found),
            name=SafeText(f"{len(found):,} marked") if marks else name,
            category=self.category,
            tags=common,
            resolved=case is not None and case.resolved_at is not None,
            case=case,
        )

    def given(self, verb_id: str, targets: Targets) -> None:
        """Resolve and snooze go on to the next at once: the next key is for it."""
        if verb_id in GOING_ON:
            self.go_on(targets.refs)

    def go_on(self, refs: Collection[ResponseRef]) -> None:
        """The cursor to the first row after these."""
        rows = self.rows
        if rows is None or self.list.cursor not in refs:
            return
        leaving = set(refs)
        below = range(self.list.position + 1, len(rows))
        above = range(self.list.position - 1, -1, -1)
        for at in (*below, *above):
            if rows.ref_at(at) not in leaving:
                self.list.go_to(rows.ref_at(at))
                break
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
        self.followed_by(())

    def followed_by(self, admit: Collection[ResponseRef]) -> None:
        """Something was written: rows, pane and counts follow. `admit` come back into the list."""
        self._admit |= set(admit)
        self.follow()
        self.desk_app.ask_counts()

    def came_back(self, refs: Collection[ResponseRef]) -> None:
        """Undo or redo changed these: the list takes them in again and goes to the first."""
        self._go_to = next(iter(refs))
        self.followed_by(refs)

    def moved(self) -> None:
        """The cursor is elsewhere: let go of what no longer fits, and wait until it rests."""
        if self.rows is not None:
            released = self.rows.held - self._held()
            if released:
                self.rows = self.rows.without(released)
                self.list.set_source(self.rows)
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
        fresh = self.rows.fresh if self.rows is not None else 0
        at = self.list.position
        return place(at if at >= 0 else None, self.list.total, len(self.list.marks), fresh)

    def run_move(self, name: str) -> None:
        """A movement of the list."""
        getattr(self.list, f"action_{name}")()
        self.moved()

    def do_row_down(self) -> None:
        """The next row."""
        self.run_move("cursor_down")

    def do_row_up(self) -> None:
        """The row before."""
        self.run_move("cursor_up")

    def do_page_down(self) -> None:
        """A page on."""
        self.run_move("page_down")

    def do_page_up(self) -> None:
        """A page back."""
        self.run_move("page_up")

    def do_row_first(self) -> None:
        """The first row."""
        self.run_move("first")

    def do_row_last(self) -> None:
        """The last row."""
        self.run_move("last")

    def do_mark(self) -> None:
        """Mark and go on."""
        self.run_move("mark")

    def do_mark_range(self) -> None:
        """Mark to here."""
        self.run_move("mark_range")

    def do_mark_all(self) -> None:
        """Mark all."""
        self.run_move("mark_all")

    def do_view_next(self) -> None:
        """The next view."""
        self.show_view(VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)])

    def do_view_previous(self) -> None:
        """The view before."""
        self.show_view(VIEWS[VIEWS.index(self.view) - 1])

    def do_refresh(self) -> None:
        """Take the new rows in, in their order."""
        fresh = self.rows.fresh if self.rows is not None else 0
        if self.rows is not None:
            self.rows = FrozenRows(self.rows.answer)
            self.list.set_source(self.rows)
        self.say(SafeText("" if fresh else "Nothing new."))
        self.follow()

    def do_open(self) -> None:
        """The pane where it was closed, else the case on its own screen."""
        if self.pane_closed:
            self.pane_closed = False
            self._size_pane()
            self.ask_case()
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
        if self.rows is not None and len(self.rows):
            export_form(self, self.rows.refs(), self.list.marks)
        else:
            self.say(SafeText("There is nothing listed to export."))

    def _held(self) -> frozenset[ResponseRef]:
        """What stays in the list even if it no longer fits."""
        if self.rows is not None and (self.list.marks or self.dialog is not None):
            return frozenset(self.rows.refs())
        cursor = self.list.cursor
        return frozenset(() if cursor is None else (cursor,))

    def _rows_came(self, rows: FrozenRows) -> None:
        first = self.rows is None
        if released := rows.held - self._held():
            rows = rows.without(released)
        self.rows = rows
        self._admit.clear()
        self._counts = rows.answer.counts
        self.list.set_empty(empty_view(self.category, self.view, self.session.counts))
        keep = self._places.get(self.view) if first else None
        if first and (keep is None or rows.position(keep) is None):
            keep = rows.ref_at(0) if len(rows) else None
        if self._go_to is not None and rows.position(self._go_to) is not None:
            keep = self._go_to
        self._go_to = None
        self.list.set_source(rows, keep)
        self.views.paint()
        self.rule.paint()
        if not len(rows):
            self.case = None
            self.pane.paint()
        if self.case is None or self.case.ref != self.list.cursor:
            self.ask_case()
        if first:
            waiting, self._waiting = self._waiting, []
            for event in waiting:
                self.on_key(event)

    def _rested(self) -> None:
        if self.is_attached and (self.case is None or self.case.ref != self.list.cursor):
            self.ask_case()

    def _case_came(self, case: CaseValue) -> None:
        if case.ref == self.list.cursor:
            self.case = case
            self.pane.paint()

    def _size_pane(self) -> None:
        lines = 0 if self.pane_closed else pane_lines(self.app.size.height)
        self.pane.styles.height = lines
        self.pane.display = lines > 0

    def _view_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        return [view_tabs(self.view, self._counts, width, self.session.glyphs)]

    def _pane_pieces(self, width: int, height: int) -> Sequence[Pieces]:
        if self.case is None:
            return []
        session = self.session
        look = CaseLook(width, session.now(), session.zone, session.glyphs)
        return case_pane(self.case, look, height)
