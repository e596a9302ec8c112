"""The forms of the list's lower lines: a note, a contact, an export."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from npstui.present.cells import cell_width, cut
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.text import EMPTY, SafeText
from npstui.tui.lines.bars import PARTING, fitting, rule_line
from npstui.tui.lines.drawing import Pieces
from npstui.tui.theme import DARK, Palette
from npstui.tui.widgets.lines import Lines
from npstui.tui.widgets.text_entry import NoteArea, PathInput

if TYPE_CHECKING:
    from npstui.tui.screens.base import DeskScreen
    from npstui.tui.writing import WritingOn

NOTE_LINES = 4
RULE_CELLS = 10  # of a form's rule beside its heading and keys
LEAST_HEADING = 12


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and glyphs of a form."""

    palette: Palette = DARK
    glyphs: Glyphs = UNICODE


class Form(Widget):
    """A rule with the form's name and keys, lines of choices, and one text field.

    `field` is the text field; keys pressed before it is there wait for it.
    """

    DEFAULT_CSS = "Form { height: auto; layout: vertical; }"
    title: SafeText = EMPTY
    help_words: SafeText = EMPTY
    kept_keys = 0  # how many of the other keys are named however long the heading is

    def __init__(
        self,
        name: SafeText,
        help_words: str,
        done: Callable[[dict[str, str]], None],
        left: Callable[[dict[str, str]], None],
        field: NoteArea | PathInput,
        look: Look,
        *,
        choice_lines: int = 0,
        field_lines: int = 1,
    ) -> None:
        super().__init__()
        self.heading, self._help = name, SafeText(help_words)
        self._done, self._left = done, left
        self.field = field
        self._look = look
        self.writing: WritingOn | None = None
        self._ready = False
        self._waiting: list[events.Key] = []
        self.top = Lines(
            lambda width, _height: [self._title_line(width)],
            palette=look.palette,
        )
        self._choices = Lines(self._drawn, palette=look.palette)
        self._choices.styles.height = choice_lines
        self._choices.display = bool(choice_lines)
        field.styles.height = field_lines
        self.styles.height = 1 + choice_lines + field_lines

    def compose(self) -> ComposeResult:
        """The rule, the choices, the field."""
        yield self.top
        yield self._choices
        yield self.field

    def _title_line(self, width: int) -> Pieces:
        first, *more, last = self._help.split(PARTING)
        # What ends the form is always named; a long heading gives way to it.
        named = [first, *more[: self.kept_keys], last]
        least = cell_width(SafeText(PARTING.join(named)))
        room = max(width - cell_width(self.heading) - RULE_CELLS, least)
        words = fitting(self._help, room)
        left = width - cell_width(words) - RULE_CELLS
        heading = cut(self.heading, max(left, LEAST_HEADING), self._look.glyphs.ellipsis)
        return rule_line(heading, words, width, self._look.glyphs)

    def on_mount(self) -> None:
        """Take the keys that came before the field could."""
        self._ready = True
        self.enter_field()
        waiting, self._waiting = self._waiting, []
        cast("DeskScreen", self.screen).press_again(waiting)

    def on_unmount(self) -> None:
        """However it was closed, nobody writes any more."""
        if self.writing is not None:
            self.writing.end()

    def follow(self) -> None:
        """The store has changed."""
        if self.writing is not None:
            self.writing.follow()

    def enter_field(self) -> None:
        """Where the cursor stands at first."""
        self.screen.set_focus(self.field)

    def press(self, event: events.Key) -> None:
        """Esc leaves and keeps the draft, ctrl+s is done; the rest is the field's."""
        if not self._ready:
            self._waiting.append(event)
        elif event.key == "escape":
            self._left(self.values())
        elif event.key == "ctrl+s" or (event.key == "enter" and self.enter_is_done()):
            self._done(self.values())
        else:
            self.field.take(event)

    def paste(self, text: str) -> None:
        """Into the field."""
        self.field.take_text(text)

    def enter_is_done(self) -> bool:
        """Whether enter ends the form."""
        return True

    @property
    def in_text(self) -> bool:
        """Whether keys go to the field."""
        return True

    def values(self) -> dict[str, str]:
        """What was entered, by argument."""
        return {"text": self.field.written}

    def _drawn(self, _width: int, _height: int) -> Sequence[Pieces]:
        """The lines of choices."""
        return ()


class NoteForm(Form):
    """A note: enter or ctrl+s is done; pasted lines stay lines."""

    def __init__(
        self,
        name: SafeText,
        draft: dict[str, str],
        done: Callable[[dict[str, str]], None],
        left: Callable[[dict[str, str]], None],
        look: Look,
    ) -> None:
        field = NoteArea(draft.get("text", ""))
        words = "enter done   esc keeps it"
        super().__init__(name, words, done, left, field, look, field_lines=NOTE_LINES)


class ExportForm(Form):
    """Where an export goes."""

    def __init__(
        self,
        name: SafeText,
        path: str,
        done: Callable[[dict[str, str]], None],
        left: Callable[[dict[str, str]], None],
        look: Look,
        *,
        words: str = "enter writes it   .csv .xlsx .json .ndjson .parquet .md   esc",
    ) -> None:
        super().__init__(name, words, done, left, PathInput(path), look)
