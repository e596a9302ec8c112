"""What the forms of c share: rows of choices above one field, which comes last."""

from collections.abc import Callable

from textual import events

from npstui.model.outcomes import Channel, Result
from npstui.present.text import SafeText
from npstui.tui.keys import key_name
from npstui.tui.widgets.choices import Choice, plain
from npstui.tui.widgets.forms import Form, Look
from npstui.tui.widgets.text_entry import NoteArea, PathInput

CHANNEL_KEYS = {"p": Channel.PHONE, "m": Channel.MAIL, "s": Channel.SMS, "l": Channel.LETTER}
WRITTEN = (Channel.MAIL, Channel.SMS, Channel.LETTER, Channel.CHAT)
_CHANNELS = tuple(channel.value for channel in Channel)
_RESULTS = tuple(result.value for result in Result)
KEEPS = "ctrl+s done   esc keeps it"
Values = dict[str, str]


class Contacting(Form):
    """What both forms share: rows of choices above one field, which comes last."""

    def __init__(
        self,
        name: SafeText,
        field: NoteArea | PathInput,
        done: Callable[[Values], None],
        left: Callable[[Values], None],
        look: Look,
        *,
        lines: int,
        field_lines: int,
    ) -> None:
        super().__init__(
            name, KEEPS, done, left, field, look, choice_lines=lines, field_lines=field_lines
        )
        self.how = Choice("How", _CHANNELS, plain(_CHANNELS))
        self.result = Choice("Result", _RESULTS, plain(_RESULTS))
        self.book = Choice("Text", (), ())
        self._result_chosen = False
        self._row = 0

    @property
    def channel(self) -> Channel:
        """How."""
        return Channel(self.how.value)

    def rows(self) -> list[Choice]:
        """The rows of choices there are now; the field comes after them."""
        return [self.how, self.result]

    def turned(self, choice: Choice) -> None:
        """Another word of a row is chosen."""

    def enter_field(self) -> None:
        """The choices come first."""
        self.screen.set_focus(None)

    def enter_is_done(self) -> bool:
        """The text keeps enter."""
        return False

    @property
    def in_text(self) -> bool:
        """Whether keys go to the field, not to a row of choices."""
        return self._row >= len(self.rows())

    def press(self, event: events.Key) -> None:
        """Choices before the field."""
        rows = self.rows()
        if not self._ready or event.key in ("escape", "ctrl+s"):
            super().press(event)
        elif event.key in ("tab", "shift+tab"):
            self.to_row((self._row + (1 if event.key == "tab" else -1)) % (len(rows) + 1))
        elif self._row >= len(rows):
            self.in_field(event)
        elif event.key in ("left", "right"):
            self._step(rows[self._row], 1 if event.key == "right" else -1)
        elif event.key in ("down", "up", "enter"):
            self.to_row(max(self._row + (-1 if event.key == "up" else 1), 0))
        elif self._row == 0:
            self.letter(key_name(event))
        elif event.is_printable:
            self.to_row(len(rows))
            self.field.take(event)

    def in_field(self, event: events.Key) -> None:
        """A key for the field; up leaves it at its top."""
        area = self.field
        if event.key == "up" and (not isinstance(area, NoteArea) or area.cursor_at_first_line):
            self.to_row(len(self.rows()) - 1)
        else:
            area.take(event)

    def letter(self, key: str) -> None:
        """A key on the first row: it names a channel."""
        if key in CHANNEL_KEYS:
            self.choose_channel(CHANNEL_KEYS[key])
            self.to_row(1)

    def choose_channel(self, channel: Channel) -> None:
        """How, and the result that mostly comes of it."""
        self.how.choose(channel)
        if not self._result_chosen:
            first = Result.SENT if channel in WRITTEN else Result.REACHED
            self.result.choose(first)
        self.turned(self.how)

    def to_row(self, row: int) -> None:
        """Where the keys go."""
        self._row = min(row, len(self.rows()))
        self.screen.set_focus(self.field if self._row == len(self.rows()) else None)
        self._choices.paint()

    def paste(self, text: str) -> None:
        """Into the field, wherever the keys go."""
        self.to_row(len(self.rows()))
        super().paste(text)

    def _step(self, choice: Choice, by: int) -> None:
        if choice is self.how:
            self.how.step(by)
            self.choose_channel(self.channel)
        else:
            choice.step(by)
            self._result_chosen = self._result_chosen or choice is self.result
            self.turned(choice)
        self._choices.paint()
