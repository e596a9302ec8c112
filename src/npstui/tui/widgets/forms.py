"""The forms of the list's lower lines: a note, a contact, an export."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from npstui.model.outcomes import Channel, Result
from npstui.present.cells import cell_width
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Style
from npstui.present.text import EMPTY, SafeText
from npstui.tui.keys import key_name
from npstui.tui.lines.bars import fitting, rule_line
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.theme import DARK, Palette
from npstui.tui.widgets.lines import Lines
from npstui.tui.widgets.text_entry import NoteArea, PathInput

if TYPE_CHECKING:
    from npstui.tui.screens.base import DeskScreen
    from npstui.tui.writing import WritingOn

NOTE_LINES = 4


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
        self._label, self._help = name, SafeText(help_words)
        self._done, self._left = done, left
        self.field = field
        self._look = look
        self.writing: WritingOn | None = None
        self._ready = False
        self._waiting: list[events.Key] = []
        self._choices = Lines(self._drawn, palette=look.palette)
        self._choices.styles.height = choice_lines
        self._choices.display = bool(choice_lines)
        field.styles.height = field_lines
        self.styles.height = 1 + choice_lines + field_lines

    def compose(self) -> ComposeResult:
        """The rule, the choices, the field."""
        yield Lines(
            lambda width, _height: [self._title_line(width)],
            palette=self._look.palette,
        )
        yield self._choices
        yield self.field

    def _title_line(self, width: int) -> Pieces:
        words = fitting(self._help, width - cell_width(self._label) - 12)
        return rule_line(self._label, words, width, self._look.glyphs)

    def on_mount(self) -> None:
        """Take the keys that came before the field could."""
        self._ready = True
        self.enter_field()
        waiting, self._waiting = self._waiting, []
        # One of them may end this dialog; those after it are the list's.
        for event in waiting:
            cast("DeskScreen", self.screen).dispatch(event)

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

    def values(self) -> dict[str, str]:
        """What was entered, by argument."""
        return {"text": self.field.written}

    def _drawn(self, _width: int, _height: int) -> Sequence[Pieces]:
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


CHANNEL_KEYS = {"p": Channel.PHONE, "m": Channel.MAIL, "s": Channel.SMS}
CHANNELS, RESULTS = tuple(Channel), tuple(Result)
HOW, RESULT, NOTE = 0, 1, 2


class ContactForm(Form):
    """A contact made: how, what came of it, a note. `c p` is phone, `c m` mail, `c s` sms.

    Left and right choose, tab moves on; on the result any other character begins the note.
    """

    def __init__(
        self,
        name: SafeText,
        addresses: dict[str, SafeText],
        draft: dict[str, str],
        done: Callable[[dict[str, str]], None],
        left: Callable[[dict[str, str]], None],
        look: Look,
    ) -> None:
        field = NoteArea(draft.get("note", ""))
        words = "ctrl+s done   esc keeps it"
        super().__init__(
            name, words, done, left, field, look, choice_lines=3, field_lines=NOTE_LINES - 1
        )
        self._addresses = addresses
        self._channel = Channel(draft.get("channel", Channel.MAIL))
        given = draft.get("result")
        self._result_chosen = given is not None
        self._result = Result(given) if given else _first_result(self._channel)
        self._row = HOW

    def enter_field(self) -> None:
        """The choices come first."""
        self.screen.set_focus(None)

    def press(self, event: events.Key) -> None:
        """Choices before the note."""
        area = self.field
        if not self._ready or event.key in ("escape", "ctrl+s"):
            super().press(event)
        elif event.key in ("tab", "shift+tab"):
            self._to_row((self._row + (1 if event.key == "tab" else -1)) % 3)
        elif self._row == NOTE:
            if event.key == "up" and isinstance(area, NoteArea) and area.cursor_at_first_line:
                self._to_row(RESULT)
            else:
                area.take(event)
        elif event.key in ("left", "right"):
            self._step(1 if event.key == "right" else -1)
        elif event.key in ("down", "up", "enter"):
            self._to_row(max(self._row + (-1 if event.key == "up" else 1), HOW))
        elif self._row == HOW and key_name(event) in CHANNEL_KEYS:
            self._choose_channel(CHANNEL_KEYS[key_name(event)])
            self._to_row(RESULT)
        elif self._row == RESULT and event.is_printable:
            self._to_row(NOTE)
            area.take(event)

    def enter_is_done(self) -> bool:
        """The note keeps enter."""
        return False

    def values(self) -> dict[str, str]:
        """Channel, result and note."""
        return {
            "channel": self._channel.value,
            "result": self._result.value,
            "note": self.field.written,
        }

    def _to_row(self, row: int) -> None:
        self._row = min(row, NOTE)
        self.screen.set_focus(self.field if self._row == NOTE else None)
        self._choices.paint()

    def _step(self, by: int) -> None:
        if self._row == HOW:
            self._choose_channel(CHANNELS[(CHANNELS.index(self._channel) + by) % len(CHANNELS)])
        else:
            self._result_chosen = True
            self._result = RESULTS[(RESULTS.index(self._result) + by) % len(RESULTS)]
        self._choices.paint()

    def _choose_channel(self, channel: Channel) -> None:
        self._channel = channel
        if not self._result_chosen:
            self._result = _first_result(channel)

    def _drawn(self, width: int, height: int) -> Sequence[Pieces]:  # noqa: ARG002
        how = self._choice_line("How", HOW, CHANNELS, self._channel)
        result = self._choice_line("Result", RESULT, RESULTS, self._result)
        to = Line(self._look.glyphs).say(" To", Style.DIM).at(9)
        to.cut_put(self._addresses.get(self._channel, SafeText("-")), width - 10)
        return [how.pieces, result.pieces, to.pieces]

    def _choice_line(self, label: str, row: int, words: Sequence[str], chosen: str) -> Line:
        here = row == self._row
        line = Line().say(f" {label}", Style.STRONG if here else Style.DIM).at(9)
        for number, word in enumerate(words):
            line.say("   " if number else "")
            is_chosen = word == chosen
            style = (
                Style.ACTIVE if is_chosen and here else Style.STRONG if is_chosen else Style.TEXT
            )
            line.say(f"{'>' if is_chosen else ''}{word.replace('-', ' ')}", style)
        return line


def _first_result(channel: Channel) -> Result:
    return Result.REACHED if channel is Channel.PHONE else Result.SENT
