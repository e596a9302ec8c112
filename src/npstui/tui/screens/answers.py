"""Some of the answers, newest first: those of a score, a week, a group. Enter opens the case."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

from npstui.model.response import ResponseRef
from npstui.present import numbers
from npstui.present.parts import AnswersValue, Asked
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.tui.lines.bars import rule_line
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.lines.newest import newest_line
from npstui.tui.lines.waiting import waiting_lines
from npstui.tui.screens.help import PageScreen
from npstui.tui.session import Session

if TYPE_CHECKING:
    from npstui.desk.desk import Desk

HEAD_LINES = 3  # the rule, what they are, the columns
NAMES, NAMES_SMALL, SMALL_BELOW = 22, 14, 100


class AnswersScreen(PageScreen):
    """A list to read, with the cursor on an answer; its case opens on its own screen.

    The period in force, counting and the filter's facts are those of the screen it came from.
    """

    SLOT = "answers"
    FOOTER = (("back", "back"), ("open", "open the case"), ("explain", ""), ("undo", "undo"))
    ELSEWHERE = "That key works on a case; enter opens the one of this answer."

    def __init__(self, session: Session, asked: Asked, tab: str) -> None:
        super().__init__(session)
        self.TAB = tab
        self.asked = asked
        self.value: AnswersValue | None = None
        self.cursor: ResponseRef | None = None

    def on_screen_resume(self) -> None:
        """Ask for the answers."""
        self.paint_frame()
        self.follow()

    def follow(self) -> None:
        """The answers as they stand now."""
        session, now = self.session, self.session.now()
        asked, period = self.asked, session.period
        counting, where = session.counting, session.where

        def ask(desk: "Desk") -> AnswersValue:
            return desk.parts.answers(asked, now, period, counting, where)

        session.bridge.ask(self.SLOT, ask, self._came)

    def press(self, event: events.Key) -> None:
        """Movement goes over the answers; keys wait until they are there."""
        command = self.session.keymap.command(event)
        page = max(self._room - 1, 1)
        moves = {"row.down": 1, "row.up": -1, "page.down": page, "page.up": -page,
                 "row.first": -100_000, "row.last": 100_000}  # fmt: skip
        early = command is not None and command.id in (*moves, "open")
        if self.value is None and self.trouble is None and (early or self._waiting):
            self._waiting.append(event)
        elif command is not None and command.id in moves:
            self._go(self._at() + moves[command.id])
        else:
            super().press(event)

    def do_open(self) -> None:
        """The case of the answer under the cursor; J and K go through the others."""
        if self.value is not None and self.cursor is not None:
            among = tuple(row.ref for row in self.value.rows)
            self.desk_app.show_case(self.cursor, among=among)

    def do_explain(self) -> None:
        """What is listed, and the score of it."""
        if self.asked.cases is not None:
            from npstui.tui.overview_lines import explained_cases

            self.show_explanation(explained_cases(self.session, self.asked.cases))
        elif self.value is not None:
            from npstui.tui.explaining import explained_answers

            self.show_explanation(explained_answers(self.session, self.asked, self.value))

    def on_click(self, event: events.Click) -> None:
        """The answer on the line; on the one under the cursor its case."""
        at = event.screen_y - self.content.region.y - HEAD_LINES + self.top
        if self.value is not None and self.top <= at < len(self.value.rows):
            if at == self._at():
                self.do_open()
            else:
                self._go(at)

    def place(self) -> SafeText:
        """Which answer of how many."""
        value = self.value
        if value is None or not value.rows:
            return SafeText("")
        place = f"{numbers.thousands(self._at() + 1)} of "
        if len(value.rows) < value.total:
            place += f"the newest {numbers.thousands(len(value.rows))} of "
        return SafeText(place + numbers.thousands(value.total))

    def paint_said(self) -> None:
        """The answer stands in the rule at the top."""
        self.content.paint()

    def page_lines(self, width: int) -> list[Pieces]:
        """What is listed, and every answer; only those in sight are formatted."""
        return [self._title(width), *([] for _row in (self.value.rows if self.value else ()))]

    @property
    def _room(self) -> int:
        return max(self.content.size.height - HEAD_LINES, 1)

    def _came(self, value: AnswersValue) -> None:
        self.value = value
        refs = [row.ref for row in value.rows]
        if self.cursor not in refs:
            self.cursor = refs[0] if refs else None
        self._show_cursor()
        waiting, self._waiting = self._waiting, []
        self.press_again(waiting)

    def _at(self) -> int:
        rows = self.value.rows if self.value is not None else ()
        return next((at for at, row in enumerate(rows) if row.ref == self.cursor), 0)

    def _go(self, at: int) -> None:
        if self.value is not None and self.value.rows:
            self.cursor = self.value.rows[min(max(at, 0), len(self.value.rows) - 1)].ref
            self._show_cursor()

    def _show_cursor(self) -> None:
        at = self._at()
        if at < self.top:
            self.top = at
        elif at >= self.top + self._room:
            self.top = at - self._room + 1
        y = HEAD_LINES + at - self.top
        marked = (y, 0, self.content.size.width) if self.cursor is not None else None
        self.content.mark(marked)
        self.content.paint()

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._show_cursor()

    def _in_sight(self, width: int, height: int) -> Sequence[Pieces]:
        session, value = self.session, self.value
        lines = [rule_line(self.place(), session.said, width, session.glyphs), self._title(width)]
        if value is None:
            reading = waiting_lines("Reading the answers", self.trouble, width, session.glyphs)
            return [*lines, *reading]
        if not value.rows:
            return [*lines, [], Line().say(" No answers. q goes back.").pieces]
        names = NAMES_SMALL if width < SMALL_BELOW else NAMES
        heads = Line().say("   answered      sc customer").at(20 + names + 1).say("comment")
        rows = value.rows[self.top : self.top + height - HEAD_LINES]
        now, zone = session.now(), session.zone
        drawn = (
            newest_line(row, now, zone, session.glyphs, x=3, end=width - 1, names=names, when=11)
            for row in rows
        )
        return [*lines, heads.pieces, *(line.pieces for line in drawn)]

    def _title(self, width: int) -> Pieces:
        line = Line(self.session.glyphs).say(" ")
        line.cut_put(self.asked.words, max(width - 50, 20), Style.STRONG)
        value = self.value
        if value is None:
            return line.pieces
        of = [value.period] if value.period else []
        parts = [*of, numbers.count(value.total, "answer")]
        if value.score is not None and self.asked.scores is None:
            score = value.score
            parts.append(f"NPS {numbers.signed(score.nps)}")
            parts.append(numbers.interval(score.low, score.high))
        for part in parts:
            if line.width + 3 + len(part) < width:
                line.say(f"   {part}")
        return line.pieces
