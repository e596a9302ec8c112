"""A picker: type to narrow, up and down, digits while nothing is typed, enter, esc."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import events

from npstui.present.cells import cell_width
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Style
from npstui.present.text import EMPTY, SafeText, safe
from npstui.tui.keys import key_name
from npstui.tui.lines.bars import PARTING
from npstui.tui.lines.drawing import Line, Pieces, ruled
from npstui.tui.theme import DARK, Palette
from npstui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from npstui.tui.screens.base import DeskScreen

ROWS, ROWS_OF_LONG = 6, 13  # of lists to type for; of those one reads through
RULE_LINES = 1  # what parts the options from the list above
LONGEST_PASTE = 200  # characters: more than any option has, less than makes a key wait
LEAST_NAME_CELLS, MOST_NAME_CELLS, COUNT_CELLS = 12, 32, 6


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to pick. `count` and `hint` say what it means for the team's work."""

    value: str
    shown: SafeText
    count: str = ""
    hint: SafeText = EMPTY
    dimmed: bool = False  # it cannot be done now; the hint says why
    also: str = ""  # what it is found by beside its name


def _stands_in(word: str, text: str) -> bool:
    return word in text


def _begins_a_word(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}", text) is not None


class Picker(Lines):
    """The options that match what is typed, the one enter takes lit.

    `options` is None until they are known: what is typed meanwhile waits for them. `typed` makes
    an option out of the text itself, None where that text is none. `more` is what tab does with
    the option in light, where it is not to turn the page. Without `digits` they are typed
    like letters, for what is written with them.
    """

    longest_paste = LONGEST_PASTE

    def __init__(
        self,
        title: SafeText,
        options: Sequence[Option] | None,
        picked: Callable[[Option], None],
        cancelled: Callable[[], None],
        *,
        changed: Callable[[], None],
        typed: Callable[[str], Option | None] = lambda _text: None,
        help_words: str = "enter picks",
        rows: int = ROWS,
        digits: bool = True,
        more: Callable[[Option], None] | None = None,
        palette: Palette = DARK,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__(self._pieces, palette=palette)
        self._help = help_words
        self.rows = rows
        self._digits = digits
        self._more = more
        self._label = title
        self._options = options
        self._picked, self._cancelled, self._changed = picked, cancelled, changed
        self._from_text = typed
        self._glyphs = glyphs
        self._text = ""
        self._at = 0
        self._waiting: list[events.Key] = []
        self.styles.height = rows + RULE_LINES

    def fit(self, rows: int) -> None:
        """Have no more rows than these; the others are pages further on."""
        if rows < self.rows:
            self.rows = rows
            self.styles.height = rows + RULE_LINES

    @property
    def help_words(self) -> SafeText:
        """What enter does, how many are on other pages, the rest, esc."""
        first, *rest = self._help.split(PARTING)
        if (others := len(self.matches) - self.rows) > 0:
            first += f"{PARTING}{'tab' if self._more is None else 'pgdn'} {others} more"
        return SafeText(PARTING.join([first, *rest, "esc"]))

    @property
    def title(self) -> SafeText:
        """What is picked and for whom, with what is typed."""
        ending = "_" if self._text or self._from_text("x") is not None else ""
        return SafeText(f"{self._label}: {safe(self._text)}{ending}".rstrip())

    @property
    def matches(self) -> list[Option]:
        """The options that match: those that begin with the text, those whose names hold all its
        words, those found by more than their names; the text itself last.

        What is found by sentences too is so by how their words begin: half of one is in too many.
        """
        options = self._options or ()
        text = self._text.strip().casefold()
        if not text:
            return list(options)
        begins = [option for option in options if option.shown.casefold().startswith(text)]
        words = text.split()
        holds, rest = [], []
        for option in options:
            name = option.shown.casefold()
            if option in begins:
                continue
            holds_word = _begins_a_word if option.also else _stands_in
            if all(holds_word(word, name) for word in words):
                holds.append(option)
            elif option.also and all(holds_word(word, f"{name} {option.also}") for word in words):
                rest.append(option)
        own = self._from_text(self._text.strip())
        exact = any(option.value.casefold() == text for option in begins)
        return begins + holds + rest + ([own] if own is not None and not exact else [])

    def rename(self, title: SafeText) -> None:
        """Call it something else: what it asks for has changed."""
        self._label = title
        self._changed()

    def load(self, options: Sequence[Option]) -> None:
        """The options are known now; the keys that waited for them are pressed."""
        self._options = options
        self.fit(max(len(options), ROWS))
        waiting, self._waiting = self._waiting, []
        self._paint_all()
        cast("DeskScreen", self.screen).press_again(waiting)

    def press(self, event: events.Key) -> None:
        """One key."""
        if event.key == "escape":
            self._waiting.clear()
            self._cancelled()
        elif self._options is None:
            self._waiting.append(event)
        else:
            self._take(event)

    def _take(self, event: events.Key) -> None:
        key, name = event.key, key_name(event)
        if key in ("enter", "ctrl+s"):
            self._pick(self._at)
        elif self._digits and not self._text and name.isdigit() and name != "0" and len(name) == 1:
            self._pick(self._page + int(name) - 1)
        elif key in ("down", "up"):
            self._go(self._at + (1 if key == "down" else -1))
        elif key == "tab" and self._more is not None:
            self._say_more(self._more)
        elif key in ("tab", "shift+tab", "pagedown", "pageup"):
            self._turn_page(1 if key in ("tab", "pagedown") else -1)
        elif key in ("backspace", "ctrl+h"):
            self._type(self._text[:-1])
        elif key in ("ctrl+u", "ctrl+w"):
            self._type("")
        elif event.character is not None and event.character.isprintable():
            self._type(self._text + event.character)

    def paste(self, text: str) -> None:
        """Pasted text is typed text."""
        self._type(self._text + safe(text))

    @property
    def _page(self) -> int:
        return self._at - self._at % self.rows

    def _turn_page(self, by: int) -> None:
        at = self._page + by * self.rows
        self._go(max(at, 0) if at < len(self.matches) else 0)

    def _say_more(self, more: Callable[[Option], None]) -> None:
        if self.matches:
            more(self.matches[self._at])

    def _go(self, at: int) -> None:
        self._at = min(max(at, 0), max(len(self.matches) - 1, 0))
        self._paint_all()

    def _type(self, text: str) -> None:
        self._text, self._at = text, 0
        self._paint_all()

    def _pick(self, at: int) -> None:
        matches = self.matches
        if at < len(matches):
            self._picked(matches[at])

    def _paint_all(self) -> None:
        self.paint()
        self._changed()

    def on_mount(self) -> None:
        """The first option is lit from the start."""
        self._paint_all()

    def paint(self) -> None:
        """Draw with the lit option where it is now."""
        lit = self._at - self._page
        self._marked = (lit + RULE_LINES, 0, self.size.width) if self.matches else None
        super().paint()

    def on_click(self, event: events.Click) -> None:
        """A click picks."""
        event.stop()
        if event.y >= RULE_LINES:
            self._pick(self._page + event.y - RULE_LINES)

    def _pieces(self, width: int, height: int) -> Sequence[Pieces]:
        rule = ruled(width, self._glyphs)
        matches = self.matches[self._page : self._page + height - RULE_LINES]
        if not matches:
            words = self._nothing() if self._options is not None else "..."
            return [rule, Line().say(f"   {words}", Style.DIM).pieces]
        # As wide as all of them ask for, so that nothing moves while somebody types.
        known = [*(self._options or ()), *matches]
        longest = max(cell_width(option.shown) for option in known)
        names = min(max(longest, LEAST_NAME_CELLS), MOST_NAME_CELLS, width // 2)
        widest = max(cell_width(option.count) for option in known)
        counts = max(widest, COUNT_CELLS) if widest else 0
        lines = [
            self._option(option, number, width, names, counts)
            for number, option in enumerate(matches)
        ]
        return [rule, *lines]

    def _nothing(self) -> str:
        if self._options or self._text:
            return "nothing matches"
        return "none yet; type a new one" if self._from_text("x") is not None else "none yet"

    def _option(self, option: Option, number: int, width: int, names: int, counts: int) -> Pieces:
        line = Line(self._glyphs)
        shows = self._digits and not self._text and number < 9
        style = Style.DIM if option.dimmed else Style.TEXT
        digit = str(number + 1) if shows else " "
        line.say(f" {digit} ", Style.DIM).cut_put(option.shown, names, style).at(3 + names)
        line.say(option.count.rjust(counts), style)
        if option.hint:
            line.say("   ").cut_put(option.hint, width - line.width - 1, style)
        return line.pieces
