"""Text fields of the forms: Textual's own; what is pasted is made safe, our keys pass them by."""

from textual import events
from textual.widgets import Input, TextArea

from npstui.present.text import safe, safe_lines

# What ends or leaves a field is the dialog's to decide.
DIALOG_KEYS = frozenset({"escape", "ctrl+s", "tab", "shift+tab"})


class NoteArea(TextArea, inherit_bindings=True):
    """A few lines of text. With `enter_ends`, enter belongs to the dialog too."""

    DEFAULT_CSS = """
    NoteArea { border: none; padding: 0 1; height: 1fr; background: $background;
        &:focus { border: none; } }
    """

    def __init__(self, text: str, *, enter_ends: bool) -> None:
        super().__init__(text, soft_wrap=True, show_line_numbers=False, compact=True)
        self.cursor_blink = False
        self._ours = DIALOG_KEYS | ({"enter"} if enter_ends else set())
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        # Textual calls the base class's handler too, unless told not to.
        if event.key in self._ours:
            event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert(safe_lines(event.text))


class PathInput(Input):
    """One line of text."""

    DEFAULT_CSS = """
    PathInput { border: none; padding: 0 1; height: 1; background: $background;
        &:focus { border: none; } }
    """

    def __init__(self, text: str) -> None:
        super().__init__(text, select_on_focus=False, compact=True)
        self.cursor_blink = False

    async def _on_key(self, event: events.Key) -> None:
        if event.key in DIALOG_KEYS or event.key == "enter":
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(safe(event.text))
