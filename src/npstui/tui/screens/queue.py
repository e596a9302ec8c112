"""A category's queue: its views, the list that holds still, the case under the cursor."""

from collections.abc import Collection, Iterator, Sequence

from textual import events
from textual.widget import Widget

from npstui.desk.catalogue import Command, Scope
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.cells import wrap
from npstui.present.text import EMPTY, SafeText
from npstui.present.values import Answer, CaseValue, View
from npstui.tui.earlier import read_earlier
from npstui.tui.finding import find
from npstui.tui.frozen import FrozenRows
from npstui.tui.hands import GOING_ON, NO_CASE, Targets, answer_words, forget_draft
from npstui.tui.keeping import read_kept
from npstui.tui.lines.bars import place
from npstui.tui.lines.drawing import Pieces
from npstui.tui.lines.empty import empty_view
from npstui.tui.lines.view_tabs import filter_pieces, view_tabs
from npstui.tui.listing import Listing
from npstui.tui.narrowing import filter_words, make_ready
from npstui.tui.queue_kinds import FOOTER, KINDS, MOVES, TABS
from npstui.tui.screens.hosting import HostScreen
from npstui.tui.session import Session
from npstui.tui.sorting import pick_sort, sort_words
from npstui.tui.widgets.case_pane import CasePane
from npstui.tui.widgets.lines import Lines
from npstui.tui.widgets.response_list import ResponseList


class QueueScreen(HostScreen):
    """The list keeps its order until somebody asks; keys act on the response, not the line."""

    SCOPES = (Scope.EVERYWHERE, Scope.LIST, Scope.CASE)
    SLOT = "rows"
    NARROWS = True
    FOOTER = FOOTER

    def __init__(self, session: Session, category: Category | None) -> None:
        super().__init__(session)
        self.TAB = TABS[category]
        self.listing = Listing(category)
        self.list = ResponseList(KINDS[category], palette=session.palette, glyphs=session.glyphs)
        self.list.can_focus = False
        self.views = Lines(self._view_pieces, palette=session.palette, id="views")
        self.pane = CasePane(session, lambda: self.list.cursor)
        self._looked_at: ResponseRef | None = None  # under the cursor before a filter was typed

    def body(self) -> Iterator[Widget]:
        """Views, list, rule, pane."""
        yield self.views
        yield self.list
        yield self.rule
        yield self.pane

    def on_mount(self) -> None:
        """As high as the terminal allows."""
        self.pane.size_for(self.app.size.height)

    def on_resize(self) -> None:
        """The pane narrows and goes."""
        self.pane.size_for(self.app.size.height)

    def on_screen_resume(self) -> None:
        """Shown again: what came in meanwhile."""
        self.paint_frame()
        self.list.set_writing(self.session.writers)
        self.rule.paint()
        self.follow()

    def show_view(self, view: View) -> None:
        """Another view of the queue; marks end with it."""
        if view is not self.listing.view:
            self.listing.change_view(view, self.list.cursor)
            self.pane.case = None
            self.list.set_marks(())
            self.views.paint()
            self._ask_rows()

    def follow(self) -> None:
        """The rows anew, in the order they stand, and the case under the cursor."""
        self._ask_rows()
        self.pane.ask()

    def not_answered(self, slot: str) -> None:
        """The list says it where it has no rows yet."""
        super().not_answered(slot)
        if self.trouble is not None and self.listing.rows is None:
            told = wrap(SafeText(f"{self.trouble} r asks again."), self.app.size.width - 6, 9)
            self.list.set_empty((EMPTY, *(SafeText(f"   {part}") for part in told)))

    def narrowed(self) -> None:
        """What the filter lets through, the cursor on its response where it is among them.

        While a filter is typed that is the one looked at before, not where half a word led.
        """
        if self._looked_at is None:
            self._looked_at = self.list.cursor
        self.listing.begin_again(self._looked_at)
        if self.dialog is None:
            self._looked_at = None
        self.views.paint()
        self._ask_rows()

    def press(self, event: events.Key) -> None:
        """Keys for a list that is not there yet wait for it."""
        command = self.session.keymap.command(event, self.SCOPES)
        if self.listing.rows is None and self.trouble is not None and self._waits(command):
            self.say(self.trouble)
        elif self.listing.rows is None and (self._waiting or self._waits(command)):
            self._waiting.append(event)  # after a key that waits all do: they may be its text
        else:
            super().press(event)

    def run_command(self, command: Command) -> None:
        """Movement is the list's."""
        if (move := MOVES.get(command.id)) is not None:
            getattr(self.list, f"action_{move}")()
            self.listing.marks_moved(command.id, marked=bool(self.list.marks))
            self.moved()
        else:
            super().run_command(command)

    @property
    def case(self) -> CaseValue | None:
        """What the pane shows."""
        return self.pane.case

    def targets(self) -> Targets | None:
        """The marks, else the case under the cursor."""
        return self.listing.targets(
            self.list.cursor, self.list.marks, self.case, self.session.now()
        )

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
                self.listing.beyond = False
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
        self.pane.moved()

    def on_response_list_cursor_moved(self) -> None:
        """By mouse too."""
        self.moved()

    def on_response_list_marks_changed(self) -> None:
        """How many are marked stands in the rule."""
        self.rule.paint()

    def case_here(self) -> ResponseRef | None:
        """The case under the cursor, whatever is marked."""
        return self.list.cursor

    def show_writers(self) -> None:
        """A star in the list, words in the pane."""
        self.list.set_writing(self.session.writers)
        self.pane.paint()

    def do_explain(self) -> None:
        """The clock of the case under the cursor, and what the queue counts."""
        self.explain_from(self.list.cursor)

    def explain_from(self, ref: ResponseRef | None) -> None:
        """The clock of a case, and what the queue counts."""
        from npstui.tui.explaining import explained_case, explained_queue, explained_score

        category, session = self.listing.category, self.session
        told = explained_score(session) if category is None else explained_queue(session, category)
        self.show_explanation(told if ref is None else explained_case(session, ref, told))

    def dialog_closed(self) -> None:
        """What it held may go."""
        self._looked_at = None
        self.moved()

    def place(self) -> SafeText:
        """Row, marks, and what is new."""
        at = self.list.position
        shown_at = at if at >= 0 else None
        rows, marked = self.listing.rows, self.list.marked
        if rows is not None and self.listing.beyond and marked:
            marked = rows.total
        return place(
            shown_at,
            self.list.total,
            marked,
            self.listing.fresh,
            unlisted=rows.unlisted if rows is not None else 0,
            order=sort_words(self.listing.sort),
        )

    def sort_by(self, sort: str | None) -> None:
        """Another order; the cursor stays on its response."""
        self.listing.sort = sort
        self.narrowed()

    def do_find(self) -> None:
        """Look for a text in what is listed."""
        find(self)

    def do_sort(self) -> None:
        """Pick the order."""
        pick_sort(self)

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
        if self.pane.closed:
            self._close_pane(closed=False)
            self.pane.ask()
        elif (ref := self.list.cursor) is not None:
            self.desk_app.show_case(ref, self)
        else:
            self.say(NO_CASE)

    def do_close(self) -> None:
        """Marks, then the pane, then nothing."""
        if self.list.marks:
            self.list.set_marks(())
            self.listing.beyond = False
            self.moved()
        elif self.pane.display:
            self._close_pane(closed=True)

    def do_export(self) -> None:
        """What is listed, or the marks, to a file."""
        from npstui.tui.exporting import export_form

        rows = self.listing.rows
        if rows is not None and len(rows):
            marks = self.list.marks
            everything = self.listing.everything(self.session.now()) if marks else None
            export_form(self, self.listing.category, rows, marks, everything)
        else:
            self.say(SafeText("There is nothing listed to export."))

    def _ask_rows(self) -> None:
        read_kept(self.session)  # before the rows: the first key on one may be for a draft
        question = self.listing.question(self.session.now(), self.session.where, self._held())
        self.session.bridge.ask(self.SLOT, question, self._rows_came)

    def _held(self) -> frozenset[ResponseRef]:
        all_of_it = bool(self.list.marks) or self.dialog is not None
        return self.listing.held(self.list.cursor, all_of_it=all_of_it)

    def _waits(self, command: Command | None) -> bool:
        return command is not None and (
            command.scope is not Scope.EVERYWHERE or command.id == "open"
        )

    def _rows_came(self, rows: FrozenRows) -> None:
        if self.listing.rows is None and not self.session.ready:
            make_ready(self.session)
        keep = self.listing.take(rows, self._held())
        category, view = self.listing.category, self.listing.view
        held = rows.unnarrowed
        self.list.set_empty(empty_view(category, view, self.session.counts, unnarrowed=held))
        self.list.set_source(self.listing.rows or rows, keep)
        self.views.paint()
        self.rule.paint()
        self.pane.ask_if_other()
        read_earlier(self)
        waiting, self._waiting = self._waiting, []
        self.press_again(waiting)

    def _close_pane(self, *, closed: bool) -> None:
        self.pane.closed = closed
        self.pane.size_for(self.app.size.height)

    def _view_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        listing, session = self.listing, self.session
        right = filter_pieces(filter_words(session), listing.rows, width, session.glyphs)
        return [
            view_tabs(listing.category, listing.view, listing.counts, width, session.glyphs, right)
        ]
