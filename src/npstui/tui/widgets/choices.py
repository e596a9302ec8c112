"""Rows of choices in a form: one word of each is chosen, left and right choose another."""

from collections.abc import Sequence
from dataclasses import dataclass

from npstui.present.glyphs import Glyphs
from npstui.present.styles import Style
from npstui.present.text import safe
from npstui.tui.lines.drawing import Line

LABEL = 9


@dataclass(slots=True)
class Choice:
    """One row. `words` are what it is shown as, `values` what it stands for."""

    label: str
    values: Sequence[str]
    words: Sequence[str]
    chosen: int = 0

    @property
    def value(self) -> str:
        """What is chosen; "" of nothing to choose from."""
        return self.values[self.chosen] if self.values else ""

    def choose(self, value: str) -> None:
        """Choose a value; one that is not among them changes nothing."""
        if value in self.values:
            self.chosen = list(self.values).index(value)

    def step(self, by: int) -> None:
        """The next or the one before, round about."""
        if self.values:
            self.chosen = (self.chosen + by) % len(self.values)

    def line(self, width: int, glyphs: Glyphs, *, here: bool, label: int = LABEL) -> Line:
        """The row as a line; where it is too long, what is chosen is in sight.

        The words begin at the cell `label`.
        """
        line = Line(glyphs).say(f" {self.label}", Style.STRONG if here else Style.DIM).at(label)
        first = self._first_in_sight(width - label - 2)
        for number, word in enumerate(self.words):
            if number < first:
                continue
            if line.width + len(word) + 5 > width:
                break
            line.say("   " if number > first else "")
            is_chosen = number == self.chosen
            style = Style.ACTIVE if is_chosen and here else Style.STRONG
            line.say(">" if is_chosen else "", style if is_chosen else Style.TEXT)
            line.put(safe(word), style if is_chosen else Style.TEXT)
        return line

    def _first_in_sight(self, room: int) -> int:
        first = 0
        while first < self.chosen:
            shown = sum(len(word) + 3 for word in self.words[first : self.chosen + 1])
            if shown + 2 <= room:
                break
            first += 1
        return first


def plain(words: Sequence[str]) -> tuple[str, ...]:
    """Values of a closed list as they are read: left-word is “left word”."""
    return tuple(word.replace("-", " ") for word in words)
