"""One case on a screen of its own: all of its comment, facts and story."""

from collections.abc import Iterator, Sequence

from textual import events
from textual.widget import Widget

from npstui.desk.catalogue import Scope
from npstui.model.case import Status
from npstui.model.response import ResponseRef
from npstui.present.styles import NO_NAME
from npstui.present.text import EMPTY, SafeText
from npstui.present.values import Answer, CaseValue
from npstui.tui.hands import GOING_ON, Targets, answer_words, forget_draft
from npstui.tui.keeping import read_kept
from npstui.tui.lines.bars import in_sight, place
from npstui.tui.lines.case import CaseLook, case_page
from npstui.tui.lines.drawing import Pieces, ruled
from npstui.tui.lines.waiting import waiting_lines
from npstui.tui.screens.hosting import HostScreen
from npstui.tui.screens.queue import QueueScreen
from npstui.tui.session import Session
from npstui.tui.widgets.lines import Lines

NEIGHBOURS = frozenset({"case.next", "case.previous"})


class CaseScreen(HostScreen):
    """The verbs work on this case; resolve and snooze go on to the next of the list.

    `among` are the cases that J and K go through where it was not opened from a queue.
    """

    SCOPES = (Scope.EVERYWHERE, Scope.CASE)
    SLOT = "page"
    FOOTER = (
        ("back", "back"),
        ("case.next", "next"),
        ("case.previous", "before"),
        *QueueScreen.FOOTER[:7],
        ("customer", ""),
        ("copy", ""),
        ("undo", "undo"),
    )

    def __init__(
        self,
        session: Session,
        ref: ResponseRef,
        queue: QueueScreen | None,
        among: Sequence[ResponseRef] = (),
    ) -> None:
        super().__init__(session)
        self.ref = ref
        self.queue = queue
        self.among = tuple(among)
        self.TAB = "2" if queue is not None else "1"
        self.case: CaseValue | None = None  # None until the case of `ref` is there
        self._shown: CaseValue | None = None
        self.top = 0
        self.content = Lines(self._pieces, palette=session.palette, id="content")

    def body(self) -> Iterator[Widget]:
        """The case, and the rule with what was said."""
        yield self.content
        yield self.rule

    def on_screen_resume(self) -> None:
        """Ask for the case."""
        self.paint_frame()
        self.follow()

    def follow(self) -> None:
        """The case as it stands now."""
        read_kept(self.session)
        ref, now = self.ref, self.session.now()
        self.session.bridge.ask(self.SLOT, lambda desk: desk.case(ref, now), self._came)

    def press(self, event: events.Key) -> None:
        """Movement scrolls; verbs wait until the case is there."""
        command = self.session.keymap.command(event)
        if self._waiting:
            self._waiting.append(event)  # after a key that waits all do: they may be its text
            return
        if command is None:
            return
        page = max(self.content.size.height - 2, 1)
        moves = {"row.down": 1, "row.up": -1, "page.down": page, "page.up": -page,
                 "row.first": -100_000, "row.last": 100_000}  # fmt: skip
        if command.id in moves:
            self._scroll(moves[command.id])
        elif command.scope is Scope.CASE and self.case is None and command.id not in NEIGHBOURS:
            if self.trouble is None:
                self._waiting.append(event)
            else:
                self.say(self.trouble)
        else:
            super().press(event)

    def targets(self) -> Targets | None:
        """This case."""
        case = self.case
        if case is None:
            return None
        return Targets(
            refs=(case.ref,),
            name=case.customer or NO_NAME,
            category=case.category,
            tags=frozenset(map(str, case.tags)),
            resolved=case.status is Status.RESOLVED,
            case=case,
        )

    def answered(self, verb_id: str, targets: Targets, answer: Answer) -> None:
        """Say it; after resolve and snooze show the next case of the list."""
        forget_draft(self.session, verb_id, targets, answer)
        self.say(answer_words(answer))
        if verb_id in GOING_ON and answer.done and self.queue is not None:
            self.queue.go_on(targets.refs)
            ref = self.queue.list.cursor
            if ref is None or ref in targets.refs:
                self.dismiss()
            else:
                self.show_case(ref)
        if self.queue is not None:
            self.queue.written()
        self.follow()

    def show_case(self, ref: ResponseRef) -> None:
        """Another case on the same screen; the one before stands until it is there."""
        self.ref, self.case = ref, None
        self.session.troubles.pop(self.SLOT, None)
        self.rule.paint()

    def show_writers(self) -> None:
        """Who writes on it stands in its first line."""
        self.content.paint()

    def unreachable(self) -> dict[str, SafeText]:
        """The neighbours can be gone to from here."""
        return {}

    def do_explain(self) -> None:
        """Its clock, and what the queue it was opened from counts."""
        from npstui.tui.explaining import explained_case

        if self.queue is not None:
            self.queue.explain_from(self.ref)
        else:
            self.show_explanation(explained_case(self.session, self.ref, lambda _desk: ()))

    def do_case_next(self) -> None:
        """The next case of the list, in the order it stands."""
        self._go(1)

    def do_case_previous(self) -> None:
        """The case before."""
        self._go(-1)

    def do_open(self) -> None:
        """It is open."""
        self.say(SafeText("This is the whole case; q goes back."))

    def do_close(self) -> None:
        """Back to the list."""
        self.dismiss()

    def do_back(self) -> None:
        """Back to the list."""
        self.dismiss()

    def _came(self, case: CaseValue) -> None:
        if case.ref != self.ref:
            return
        if self._shown is None or self._shown.ref != case.ref:
            self.top = 0
        self.case = self._shown = case
        self.content.paint()
        waiting, self._waiting = self._waiting, []
        self.press_again(waiting)

    def _scroll(self, lines: int) -> None:
        width, height = self.content.size
        most = max(len(self._page(width)) - height + 1, 0)
        self.top = min(max(self.top + lines, 0), most)
        self.content.paint()

    def _page(self, width: int) -> list[Pieces]:
        session = self.session
        if self._shown is None or (self.case is None and self.trouble is not None):
            return waiting_lines("Reading the case", self.trouble, width, session.glyphs)
        writing = session.writers.get(self._shown.ref, ())
        look = CaseLook(width, session.now(), session.zone, session.glyphs, writing)
        return case_page(self._shown, look)

    def _pieces(self, width: int, height: int) -> Sequence[Pieces]:
        rule = ruled(width, self.session.glyphs)
        return [rule, *in_sight(self._page(width), self.top, height - 1)]

    def place(self) -> SafeText:
        """Where in the list."""
        if self.queue is not None:
            return self.queue.place()
        return place(self.among.index(self.ref), len(self.among)) if self.among else EMPTY

    def _go(self, by: int) -> None:
        ref = self._neighbour(by)
        if ref is None:
            alone = self.queue is None and len(self.among) < 2
            words = (
                "This is the only case here."
                if alone
                else ("This is the last case of the list." if by > 0 else "This is the first case.")
            )
            self.say(SafeText(words))
            return
        if self.queue is not None:
            self.queue.list.go_to(ref)
        self.session.said = EMPTY
        self.show_case(ref)
        self.follow()

    def _neighbour(self, by: int) -> ResponseRef | None:
        if self.queue is None:
            at = self.among.index(self.ref) + by if self.ref in self.among else -1
            return self.among[at] if 0 <= at < len(self.among) else None
        rows = self.queue.listing.rows
        if rows is None:
            return None
        place = rows.position(self.ref)
        # A case that left the list meanwhile goes on from the line where the list's cursor is.
        at = self.queue.list.position if place is None else place + by
        return rows.ref_at(at) if 0 <= at < len(rows) else None
