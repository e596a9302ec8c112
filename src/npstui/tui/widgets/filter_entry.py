"""The dialog a filter is typed into: the text, under it what it means or what is wrong where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import events

from npstui.present.cells import cell_width
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Style
from npstui.present.text import EMPTY, SafeText, safe
from npstui.tui.lines.drawing import Line, Pieces, ruled
from npstui.tui.theme import DARK, Palette
from npstui.tui.typed_line import TypedLine
from npstui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from npstui.tui.screens.base import DeskScreen

HEIGHT = 3
EXAMPLE = SafeText('score:0..3  tag:late,app  owner:none  due:..2h  -region:Oslo  "no answer"')


@dataclass(frozen=True, slots=True)
class Reading:
    """What the desk made of a text: its words, or what is wrong at which character.

    `hint` says what was probably meant. Tab puts `nearest` in the place from `position` to `end`,
    where there is no end to the end of the word.
    """

    text: str
    words: SafeText = EMPTY
    wrong: SafeText = EMPTY
    position: int = 0
    nearest: str | None = None
    hint: SafeText = EMPTY
    end: int | None = None


class FilterEntry(Lines):
    """`typed` hears of every other text; `told` brings what the desk made of it.

    Enter waits until the newest text is read: it keeps what is right, and stays on what is not.
    """

    title = SafeText("filter")
    in_text = True
    help_words = SafeText("enter keeps it   esc leaves it as it was")

    def __init__(
        self,
        text: str,
        typed: Callable[[str], None],
        done: Callable[[], None],
        left: Callable[[], None],
        *,
        palette: Palette = DARK,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__(self._pieces, palette=palette)
        self.line = TypedLine(text)
        self._reading = Reading(text)
        self._typed, self._done, self._left = typed, done, left
        self._glyphs = glyphs
        self._ends = False
        self._waiting: list[events.Key] = []
        self.styles.height = HEIGHT

    def press(self, event: events.Key) -> None:
        """One key."""
        if self._ends and event.key != "escape":
            self._waiting.append(event)
        elif event.key == "escape":
            self._left()
        elif event.key in ("enter", "ctrl+s"):
            self._ends = True
            self._end()
        elif event.key == "tab":
            self._take_nearest()
        elif self.line.take(event):
            self._changed()
        else:
            self.paint()

    def paste(self, text: str) -> None:
        """Pasted text is typed text."""
        self.line.insert(text)
        self._changed()

    def told(self, reading: Reading) -> None:
        """The desk has read a text."""
        self._reading = reading
        self.paint()
        self._end()

    def _changed(self) -> None:
        self._typed(self.line.text)
        self.paint()

    def _end(self) -> None:
        """What was pressed after enter is the screen's, or this line's where something is wrong."""
        if not self._ends or self._reading.text != self.line.text:
            return
        self._ends = False
        waiting, self._waiting = self._waiting, []
        screen = cast("DeskScreen", self.screen)
        if not self._reading.wrong:
            self._done()
        screen.press_again(waiting)

    def _take_nearest(self) -> None:
        reading = self._reading
        if reading.text == self.line.text and reading.nearest:
            self.line.put(reading.position, _end_of_word(reading), reading.nearest)
            self._changed()

    def _pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        text, at = self.line.text, self.line.at
        # A long text is shown from where its cursor is in sight.
        start = max(at - 4 * width, 0)
        while start < at and cell_width(text[start:at]) > width - 3:
            start += 1
        under = text[at : at + 1] or " "
        line = Line(self._glyphs).say(" ").put(safe(text[start:at]))
        line.put(SafeText(under) if under == " " else safe(under), Style.ACTIVE)
        line.cut_put(safe(text[at + 1 :]), max(width - line.width, 0))
        return [ruled(width, self._glyphs), line.pieces, self._message(start, width)]

    def _message(self, start: int, width: int) -> Pieces:
        reading, line = self._reading, Line(self._glyphs)
        if not reading.wrong:
            words = reading.words if self.line.text.strip() else EXAMPLE
            if reading.hint and reading.text == self.line.text:
                line.say(" ").cut_put(reading.hint, width - 2).say("  ")
            return line.say(" ").cut_put(words, max(width - 1 - line.width, 0), Style.DIM).pieces
        x = 1 + cell_width(safe(reading.text[start : reading.position]))
        hint = "  tab takes it" if reading.nearest else ""
        said = SafeText(f"{reading.wrong}{hint}")
        if x + 2 + cell_width(said) < width:
            return line.say(" " * x).say("^ ", Style.STRONG).put(said).pieces
        # No room to the right of the character: the words end before it, or are cut.
        before = x - 1 - cell_width(said)
        if before <= 0 and x < width // 2:
            return line.say(" " * x).say("^ ", Style.STRONG).cut_put(said, width - x - 3).pieces
        if before > 0:
            return line.say(" " * before).put(said).say(" ^", Style.STRONG).pieces
        return line.say(" ").cut_put(said, width - 2).pieces


def _end_of_word(reading: Reading) -> int:
    if reading.end is not None:
        return reading.end
    end = reading.position
    while end < len(reading.text) and reading.text[end] not in ' :,"':
        end += 1
    return end
