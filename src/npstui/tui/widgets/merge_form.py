"""The form of c on the marks: one text for all, three of them filled, who is left out, the file."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events

from npstui.model.category import Category
from npstui.model.outcomes import Channel
from npstui.present.cells import wrap
from npstui.present.numbers import count, thousands
from npstui.present.styles import Style
from npstui.present.text import SafeText, safe
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.widgets.choices import Choice
from npstui.tui.widgets.contact_form import again_choice, asked_choice
from npstui.tui.widgets.contacting import WRITTEN, Contacting, Values
from npstui.tui.widgets.forms import Look
from npstui.tui.widgets.text_entry import PathInput

if TYPE_CHECKING:
    from npstui.present.drafts import MergeValue


class MergeForm(Contacting):
    """The marks: one playbook for all, three of them shown filled, who is left out, the file.

    An empty path writes no file: what was done is only logged. `category` is theirs where they
    are of one: promoters are asked for something, passives told when we ask again.
    """

    def __init__(
        self,
        name: SafeText,
        category: Category | None,
        path: str,
        channel: Channel,
        ask: Callable[[str, str, str | None], None],
        done: Callable[[Values], None],
        left: Callable[[Values], None],
        look: Look,
        sample_lines: int,
    ) -> None:
        super().__init__(
            name, PathInput(path), done, left, look, lines=4 + 3 * sample_lines, field_lines=1
        )
        self._ask, self._sample_lines = ask, sample_lines
        self.merge: MergeValue | None = None
        self._path = path
        self._tells, self._told_chosen = category is Category.PASSIVE, False
        self._ask_chosen = False
        self.beside = again_choice() if self._tells else None
        if category is Category.PROMOTER:
            self.beside = asked_choice()
        self.how.choose(channel)
        self.choose_channel(channel)

    def rows(self) -> list[Choice]:
        """And which text, and what is asked or told with it."""
        rows = [self.how, self.result, self.book]
        return rows if self.beside is None else [*rows, self.beside]

    def came(self, merge: "MergeValue") -> None:
        """What would be written."""
        self.merge = merge
        self.book = Choice("Text", merge.playbooks, merge.playbooks)
        self.book.choose(merge.playbook)
        if self._tells and not self._told_chosen:
            self.beside = again_choice(merge.usual)
        if self.beside is not None and not self._tells and not self._ask_chosen:
            self.beside.choose(merge.asks if self.channel in WRITTEN else "")
        self._choices.paint()

    def turned(self, choice: Choice) -> None:
        """Other addresses, or another text."""
        if choice is self.how and isinstance(self.field, PathInput):
            writes = self.channel in WRITTEN
            if self.field.written in ("", self._path):
                self.field.value = self._path if writes else ""
        tells = self._tells and choice is self.beside
        self._ask_chosen = self._ask_chosen or (choice is self.beside and not tells)
        self._told_chosen = self._told_chosen or tells
        if tells or choice in (self.how, self.book):
            self._ask(self.channel.value, self.book.value, self._told)

    @property
    def _told(self) -> str | None:
        return self.beside.value if self._told_chosen and self.beside is not None else None

    def enter_is_done(self) -> bool:
        """On the path."""
        return self._row >= len(self.rows())

    def in_field(self, event: events.Key) -> None:
        """Enter on the path is done."""
        if event.key == "enter":
            self._done(self.values())
        else:
            super().in_field(event)

    def values(self) -> Values:
        """What was entered."""
        told = {} if self._told is None else {"told": self._told}
        asks = self.beside is not None and not self._tells
        asked = {"ask": self.beside.value} if asks and self.beside is not None else {}
        return {
            **told, **asked, "channel": self.channel.value, "result": self.result.value,
            "playbook": self.book.value, "path": self.field.written.strip(),
        }  # fmt: skip

    def _drawn(self, width: int, height: int) -> Sequence[Pieces]:  # noqa: ARG002
        """How, result, text, three samples, who is left out."""
        glyphs = self._look.glyphs
        rows = self.rows()
        here = rows[self._row] if self._row < len(rows) else None
        half = width if self.beside is None else max(width // 2, 38)
        text = self.book.line(half, glyphs, here=here is self.book)
        if self.beside is not None:
            beside = self.beside.line(width - half, glyphs, here=here is self.beside)
            text.at(half).join(beside)
        lines = [row.line(width, glyphs, here=here is row).pieces for row in rows[:2]]
        lines.append(text.pieces)
        lines += self._samples(width)
        return [*lines[: 3 + 3 * self._sample_lines], self._left_out(width)]

    def _samples(self, width: int) -> list[Pieces]:
        shown: list[Pieces] = []
        glyphs = self._look.glyphs
        for sample in self.merge.samples if self.merge is not None else ():
            line = Line(glyphs).say(" ").cut_put(sample.to, 26, Style.STRONG).say(" ")
            line.say(f"{sample.language}  ", Style.DIM)
            start = line.width
            said = safe(" ".join((f"{sample.subject}: {sample.text}").split()))
            for number, part in enumerate(wrap(said, width - start - 1, self._sample_lines)):
                if number:
                    line = Line(glyphs).say(" " * start)
                shown.append(line.put(part).pieces)
        return shown + [[]] * (3 * self._sample_lines - len(shown))

    def _left_out(self, width: int) -> Pieces:
        line = Line(self._look.glyphs).say(" ")
        if self.merge is None:
            return line.say("...", Style.DIM).pieces
        line.say(f"{count(len(self.merge.refs), 'row')}", Style.STRONG)
        for out in self.merge.left_out:
            line.say(f"   {thousands(out.count)} left out: ")
            line.put(out.reason)
        if self.merge.prefer_else:
            line.say(f"   {thousands(self.merge.prefer_else)} prefer another channel")
        pieces = Line(self._look.glyphs)
        for text, style in line.pieces:
            pieces.cut_put(text, max(width - pieces.width - 1, 0), style)
        return pieces.pieces
