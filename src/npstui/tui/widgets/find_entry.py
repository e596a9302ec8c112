"""The dialog a find is typed into: one line, the rule itself; the list stays whole above it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual import events
from textual.widget import Widget

from npstui.present.text import SafeText, safe
from npstui.tui.typed_line import TypedLine

if TYPE_CHECKING:
    from npstui.tui.screens.base import DeskScreen


class FindEntry(Widget):
    """`typed` hears of every other text, `step` of up (-1) and down (1).

    `told` brings what was found for a text; enter and the keys after it wait for the newest.
    """

    DEFAULT_CSS = "FindEntry { display: none; }"
    in_text = True
    help_words = SafeText("up down go on   enter stays   esc goes back")

    def __init__(
        self,
        last: str,
        typed: Callable[[str], None],
        step: Callable[[int], None],
        done: Callable[[str], None],
        left: Callable[[], None],
        changed: Callable[[], None],
    ) -> None:
        super().__init__()
        self.line = TypedLine()
        self._last = last
        self._typed, self._step, self._done = typed, step, done
        self._left, self._changed = left, changed
        self._found = SafeText("")
        self._read = ""
        self._waiting: list[events.Key] = []

    @property
    def title(self) -> SafeText:
        """What is looked for, and how often it is listed."""
        text, at = self.line.text, self.line.at
        shown = safe(f"{text[:at]}_{text[at:]}")
        if not text:
            again = safe(f"   enter finds “{self._last}” again") if self._last else ""
            return SafeText(f"/{shown}{again}")
        return SafeText(f"/{shown}   {self._found}")

    def press(self, event: events.Key) -> None:
        """One key."""
        if event.key == "escape":
            self._left()
        elif self._waiting or (event.key in ("enter", "ctrl+s", "up", "down") and not self._ready):
            self._waiting.append(event)
        elif event.key in ("enter", "ctrl+s"):
            self._enter()
        elif event.key in ("up", "down"):
            self._step(-1 if event.key == "up" else 1)
        elif self.line.take(event):
            self._typed(self.line.text)
            self._changed()
        else:
            self._changed()

    def paste(self, text: str) -> None:
        """Pasted text is typed text."""
        self.line.insert(text)
        self._typed(self.line.text)
        self._changed()

    def told(self, text: str, found: SafeText) -> None:
        """How often a text is listed."""
        self._read, self._found = text, found
        self._changed()
        if self._ready:
            waiting, self._waiting = self._waiting, []
            screen = cast("DeskScreen", self.screen)
            screen.press_again(waiting)

    @property
    def _ready(self) -> bool:
        return self._read == self.line.text

    def _enter(self) -> None:
        if not self.line.text and self._last:
            self._done(self._last)
        else:
            self._done(self.line.text)
