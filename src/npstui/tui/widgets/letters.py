"""A choice by letter: one key picks, nothing is typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events

from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Style
from npstui.present.text import EMPTY, SafeText
from npstui.tui.keys import key_name
from npstui.tui.lines.drawing import Line, Pieces, ruled
from npstui.tui.theme import DARK, Palette
from npstui.tui.widgets.lines import Lines

NAME_AT, PREVIEW_AT = 5, 14


@dataclass(frozen=True, slots=True)
class Letter:
    """One choice: its key, its name, and what it would give."""

    key: str
    name: SafeText
    preview: SafeText = EMPTY


class Letters(Lines):
    """The choices, a line each; other keys do nothing, esc leaves."""

    def __init__(
        self,
        title: SafeText,
        letters: Sequence[Letter],
        picked: Callable[[str], None],
        cancelled: Callable[[], None],
        *,
        palette: Palette = DARK,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__(self._pieces, palette=palette)
        self._label = title
        self.help_words = SafeText("a letter picks   esc")
        self._letters, self._glyphs = tuple(letters), glyphs
        self._picked, self._cancelled = picked, cancelled
        self.styles.height = len(self._letters) + 1

    @property
    def title(self) -> SafeText:
        """What is picked, and for whom."""
        return self._label

    def offer(self, letters: Sequence[Letter]) -> None:
        """The same choices with other previews."""
        self._letters = tuple(letters)
        self.paint()

    def press(self, event: events.Key) -> None:
        """One key."""
        if event.key == "escape":
            self._cancelled()
        elif key_name(event) in {letter.key for letter in self._letters}:
            self._picked(key_name(event))

    def paste(self, text: str) -> None:
        """Nothing is typed here."""

    def on_click(self, event: events.Click) -> None:
        """A click picks."""
        event.stop()
        if 1 <= event.y <= len(self._letters):
            self._picked(self._letters[event.y - 1].key)

    def _pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        return [
            ruled(width, self._glyphs),
            *(self._line(letter, width) for letter in self._letters),
        ]

    def _line(self, letter: Letter, width: int) -> Pieces:
        line = Line(self._glyphs).say(" ").say(f" {letter.key}", Style.STRONG).at(NAME_AT)
        line.say(letter.name).at(PREVIEW_AT)
        return line.cut_put(letter.preview, width - PREVIEW_AT - 1).pieces
