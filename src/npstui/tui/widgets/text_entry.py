"""Text fields of the forms: Textual's own, edited by the keys that their form hands them.

A form hands keys on one by one, so that what is typed stays in order with what opens and ends the
form, however fast it is typed.
"""

from collections.abc import Mapping

from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input, TextArea

from npstui.present.text import safe, safe_lines
from npstui.tui.word_steps import BACK_A_WORD, ON_A_WORD

_BOTH: Mapping[str, str] = {
    "left": "cursor_left",
    "right": "cursor_right",
    "backspace": "delete_left",
    "ctrl+h": "delete_left",
    "delete": "delete_right",
}
_LINES: Mapping[str, str] = {
    **_BOTH,
    "up": "cursor_up",
    "down": "cursor_down",
    "home": "cursor_line_start",
    "end": "cursor_line_end",
    "ctrl+a": "cursor_line_start",
    "ctrl+e": "cursor_line_end",
    "ctrl+w": "delete_word_left",
    "ctrl+u": "delete_to_start_of_line",
    "ctrl+k": "delete_to_end_of_line",
    **dict.fromkeys(BACK_A_WORD, "cursor_word_left"),
    **dict.fromkeys(ON_A_WORD, "cursor_word_right"),
}
_LINE: Mapping[str, str] = {
    **_BOTH,
    "home": "home",
    "end": "end",
    "ctrl+a": "home",
    "ctrl+e": "end",
    "ctrl+w": "delete_left_word",
    "ctrl+u": "delete_left_all",
    "ctrl+k": "delete_right_all",
    **dict.fromkeys(BACK_A_WORD, "cursor_left_word"),
    **dict.fromkeys(ON_A_WORD, "cursor_right_word"),
}


class NoteArea(TextArea):
    """A few lines of text."""

    DEFAULT_CSS = """
    NoteArea { border: none; padding: 0 1; background: $background; scrollbar-size: 0 0;
        &:focus { border: none; } }
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, compact=True)
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in this region: blank ones once it is closed.

        Its styles are gone by then, and Textual, where a paint was on its way, ends the program
        for asking after them.
        """
        if not self.is_running:
            return [Strip.blank(crop.width)] * crop.height
        return super().render_lines(crop)

    @property
    def written(self) -> str:
        """What stands in it."""
        return self.text

    def take(self, event: events.Key) -> None:
        """One key: a character, a new line, or a movement."""
        if event.key == "enter":
            self.insert("\n")
        elif event.key in _LINES:
            getattr(self, f"action_{_LINES[event.key]}")()
        elif event.is_printable and event.character:
            self.insert(event.character)

    def take_text(self, text: str) -> None:
        """Pasted text; its lines stay lines."""
        self.insert(safe_lines(text))


class PathInput(Input):
    """One line of text."""

    DEFAULT_CSS = """
    PathInput { border: none; padding: 0 1; height: 1; background: $background;
        &:focus { border: none; } }
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, select_on_focus=False)
        self.cursor_blink = False

    @property
    def written(self) -> str:
        """What stands in it."""
        return self.value

    def take(self, event: events.Key) -> None:
        """One key: a character or a movement."""
        if event.key in _LINE:
            getattr(self, f"action_{_LINE[event.key]}")()
        elif event.is_printable and event.character:
            self.insert_text_at_cursor(event.character)

    def take_text(self, text: str) -> None:
        """Pasted text, on one line."""
        self.insert_text_at_cursor(safe(text))
