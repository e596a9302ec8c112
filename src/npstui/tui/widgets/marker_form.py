"""The form of a marker: its day, what was changed, and whom it was for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import events

from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.tui.lines.drawing import Pieces, ruled
from npstui.tui.theme import DARK, Palette
from npstui.tui.typed_line import TypedLine
from npstui.tui.widgets.lines import Lines
from npstui.tui.widgets.typed_fields import typed_field

if TYPE_CHECKING:
    from npstui.tui.screens.base import DeskScreen

DAY, WHAT, WHOM = 0, 1, 2
FIELDS = (
    ("Day", "2026-09-30, 2026-09-30T14:00, today, yesterday or 7d"),
    ("What", "what was changed, in a few words"),
    ("For", "everybody; or a filter: region:Oslo product:app"),
)
LABEL = 8


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form holds."""

    day: str
    what: str = ""
    whom: str = ""


class MarkerForm(Lines):
    """Three lines of text. Tab, up and down go from one to the next; enter is done once there are
    words; esc leaves. While the desk takes it, keys wait.
    """

    in_text = True
    title = SafeText("mark what was changed")
    help_words = SafeText("enter done   tab next   esc")

    def __init__(
        self,
        draft: Draft,
        done: Callable[[Draft], None],
        left: Callable[[Draft], None],
        *,
        palette: Palette = DARK,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__(self._pieces, palette=palette)
        self._fields = [TypedLine(text) for text in (draft.day, draft.what, draft.whom)]
        self._row = WHAT
        self._done, self._left = done, left
        self._glyphs = glyphs
        self._busy = False
        self._waiting: list[events.Key] = []
        self.styles.height = 1 + len(FIELDS)

    @property
    def draft(self) -> Draft:
        """What stands in it."""
        return Draft(*(line.text.strip() for line in self._fields))

    def press(self, event: events.Key) -> None:
        """One key."""
        if self._busy:
            self._waiting.append(event)
        elif event.key == "escape":
            self._left(self.draft)
        elif event.key in ("tab", "down", "shift+tab", "up"):
            self._go(-1 if event.key in ("shift+tab", "up") else 1)
        elif event.key in ("enter", "ctrl+s"):
            self._end()
        else:
            self._fields[self._row].take(event)
            self.paint()

    def paste(self, text: str) -> None:
        """Into the line the cursor is in."""
        if not self._busy:
            self._fields[self._row].insert(text)
            self.paint()

    def answered(self, *, kept: bool) -> None:
        """The desk has taken it, or not: keys that waited are the screen's, or this form's."""
        self._busy = False
        waiting, self._waiting = self._waiting, []
        screen = cast("DeskScreen", self.screen)
        if kept:
            screen.close_dialog()
        screen.press_again(waiting)

    def _go(self, by: int) -> None:
        self._row = (self._row + by) % len(FIELDS)
        self.paint()

    def _end(self) -> None:
        if not self.draft.what:
            self._row = WHAT
            self.paint()
            return
        self._busy = True
        self._done(self.draft)

    def _pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        drawn = [self._field(row, width) for row in range(len(FIELDS))]
        return [ruled(width, self._glyphs), *drawn]

    def _field(self, row: int, width: int) -> Pieces:
        (label, hint), typed, here = FIELDS[row], self._fields[row], row == self._row
        line = typed_field(label, typed, width, self._glyphs, here=here, label_cells=LABEL)
        if not typed.text:
            line.say(" ").cut_put(SafeText(hint), max(width - line.width - 1, 0), Style.DIM)
        return line.pieces
