"""One line of text as it is typed: what the keys make of it, no widget."""

from collections.abc import Callable, Mapping

from textual import events

from npstui.present.text import safe
from npstui.tui.word_steps import BACK_A_WORD, ON_A_WORD


class TypedLine:
    """The text, and the place in it where the next character goes."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.at = len(text)

    def take(self, event: events.Key) -> bool:
        """One key; whether the text is another now."""
        before = self.text
        if event.key in _PLACES:
            self.at = min(max(_PLACES[event.key](self), 0), len(self.text))
        elif event.key in _DROPPED:
            start, end = _DROPPED[event.key](self)
            start, end = max(start, 0), min(end, len(self.text))
            if start < end:
                self.put(start, end, "")
        elif event.character is not None and event.character.isprintable():
            self.insert(event.character)
        return self.text != before

    def insert(self, text: str) -> None:
        """Pasted text, on one line."""
        self.put(self.at, self.at, safe(text))

    def put(self, start: int, end: int, text: str) -> None:
        """Another text in the place of a part; the cursor goes behind it."""
        self.text = self.text[:start] + text + self.text[end:]
        self.at = start + len(text)


def _word_start(line: TypedLine) -> int:
    return line.text[: line.at].rstrip(" ").rfind(" ") + 1


def _word_end(line: TypedLine) -> int:
    behind = line.text[line.at :]
    after = behind.lstrip(" ")
    spaces = len(behind) - len(after)
    return line.at + spaces + (after + " ").index(" ")


# Where a key takes the cursor, and which part of the text one drops.
_PLACES: Mapping[str, Callable[[TypedLine], int]] = {
    "left": lambda line: line.at - 1,
    "right": lambda line: line.at + 1,
    "home": lambda _line: 0,
    "ctrl+a": lambda _line: 0,
    "end": lambda line: len(line.text),
    "ctrl+e": lambda line: len(line.text),
    **dict.fromkeys(BACK_A_WORD, _word_start),
    **dict.fromkeys(ON_A_WORD, _word_end),
}
_DROPPED: Mapping[str, Callable[[TypedLine], tuple[int, int]]] = {
    "backspace": lambda line: (line.at - 1, line.at),
    "ctrl+h": lambda line: (line.at - 1, line.at),
    "delete": lambda line: (line.at, line.at + 1),
    "ctrl+u": lambda line: (0, line.at),
    "ctrl+k": lambda line: (line.at, len(line.text)),
    "ctrl+w": lambda line: (_word_start(line), line.at),
}
