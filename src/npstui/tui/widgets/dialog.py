"""What every picker and form is to the screen that shows it."""

from typing import Protocol

from textual import events

from npstui.present.text import SafeText


class Dialog(Protocol):
    """Takes the list's lower lines and, while it is open, every key.

    `title` and `help_words` stand in the rule under it. One that has `in_text` says by it whether
    a text is typed just now.
    """

    help_words: SafeText

    @property
    def title(self) -> SafeText:
        """What is asked, and for whom."""
        ...

    def press(self, event: events.Key) -> None:
        """One key."""
        ...

    def paste(self, text: str) -> None:
        """Pasted text."""
        ...
