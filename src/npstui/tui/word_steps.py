"""The keys that step over a word where one types, and what they are elsewhere.

The last of each is what the terminal sends as esc and a letter at once; tui.driver has why.
"""

from textual import events

BACK_A_WORD = ("ctrl+left", "alt+left", "alt+b", "escape+b")
ON_A_WORD = ("ctrl+right", "alt+right", "alt+f", "escape+f")


def apart(event: events.Key) -> tuple[events.Key, ...]:
    """The keys that one stands for where no text is typed: `escape+b` is esc and b."""
    first, plus, letter = event.key.partition("+")
    if first != "escape" or not plus:
        return (event,)
    return events.Key("escape", "\x1b"), events.Key(letter, letter)
