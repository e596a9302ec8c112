"""A number explained: what it is, how it was made, from what; a label and a sentence a line."""

from dataclasses import dataclass

from npstui.present.text import SafeText

_LABEL = 12


@dataclass(frozen=True, slots=True)
class Explanation:
    """What `i` and --explain say of one number. Labels are at most eleven letters."""

    title: SafeText
    facts: tuple[tuple[SafeText, SafeText], ...]

    @property
    def lines(self) -> tuple[SafeText, ...]:
        """The title, then a line a fact, sentences below one another. Not wrapped."""
        told = (SafeText(f"{label:<{_LABEL}}{text}") for label, text in self.facts)
        return (self.title, *told)
