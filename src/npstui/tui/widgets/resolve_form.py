"""A resolution in full: outcome, what the customer got, what it cost, and a second look."""

from collections.abc import Callable, Sequence

from textual import events

from npstui.present.cells import cell_width
from npstui.present.styles import Style
from npstui.present.text import SafeText, safe
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.widgets.forms import Form, Look
from npstui.tui.widgets.text_entry import PathInput

NO_REMEDY, NO_LOOK = "none", "no"
AGAIN = (
    (NO_LOOK, ""),
    ("in 7 d", "7d"),
    ("in 14 d", "14d"),
    ("in 30 d", "30d"),
    ("in 90 d", "90d"),
)
OUTCOME, REMEDY, LOOK, AMOUNT = range(4)
LABEL_CELLS = 13
_PARTS = 3  # spaces between two choices


class ResolveForm(Form):
    """Left and right choose, up, down and tab go from line to line; a digit begins the amount."""

    def __init__(
        self,
        name: SafeText,
        outcomes: Sequence[str],
        remedies: Sequence[str],
        outcome: str,
        done: Callable[[dict[str, str]], None],
        left: Callable[[dict[str, str]], None],
        look: Look,
    ) -> None:
        words = "enter resolves   left right choose   esc"
        field = PathInput("")
        super().__init__(name, words, done, left, field, look, choice_lines=4)
        self._words = {
            OUTCOME: tuple(outcomes),
            REMEDY: (NO_REMEDY, *remedies),
            LOOK: tuple(words for words, _ in AGAIN),
        }
        self._at = {OUTCOME: self._words[OUTCOME].index(outcome), REMEDY: 0, LOOK: 0}
        self._row = REMEDY

    def enter_field(self) -> None:
        """The choices come first."""
        self.screen.set_focus(None)

    @property
    def in_text(self) -> bool:
        """Whether keys go to the amount."""
        return self._row == AMOUNT

    def press(self, event: events.Key) -> None:
        """Choices in their lines, the amount in its own."""
        key = event.key
        if not self._ready or key in ("escape", "ctrl+s", "enter"):
            super().press(event)
        elif key in ("tab", "shift+tab", "down", "up"):
            self._to_row((self._row + (1 if key in ("tab", "down") else -1)) % 4)
        elif self._row == AMOUNT:
            self.field.take(event)
        elif key in ("left", "right"):
            words = self._words[self._row]
            step = 1 if key == "right" else -1
            self._at[self._row] = (self._at[self._row] + step) % len(words)
            self._choices.paint()
        elif event.character is not None and event.character.isdigit():
            self._to_row(AMOUNT)
            self.field.take(event)

    def values(self) -> dict[str, str]:
        """outcome, remedy, amount and again; "" where nothing was chosen."""
        remedy = self._words[REMEDY][self._at[REMEDY]]
        return {
            "outcome": self._words[OUTCOME][self._at[OUTCOME]],
            "remedy": "" if self._at[REMEDY] == 0 else remedy,
            "amount": self.field.written.strip(),
            "again": AGAIN[self._at[LOOK]][1],
        }

    def _to_row(self, row: int) -> None:
        self._row = row
        self.screen.set_focus(self.field if row == AMOUNT else None)
        self._choices.paint()

    def _drawn(self, width: int, height: int) -> Sequence[Pieces]:  # noqa: ARG002
        labels = {OUTCOME: "Outcome", REMEDY: "Remedy", LOOK: "Look again"}
        lines = [self._choice(labels[row], row, width) for row in labels]
        style = Style.STRONG if self._row == AMOUNT else Style.DIM
        return [*lines, Line().say(" Amount, a number", style).pieces]

    def _choice(self, label: str, row: int, width: int) -> Pieces:
        here = row == self._row
        line = Line(self._look.glyphs)
        line.say(f" {label}", Style.STRONG if here else Style.DIM).at(LABEL_CELLS)
        words = [safe(word.replace("-", " ")) for word in self._words[row]]
        chosen = self._at[row]
        # As many as the line holds, the chosen one among them.
        first, room = 0, width - LABEL_CELLS - 2
        while _cells(words[first : chosen + 1]) > room and first < chosen:
            first += 1
        for place in range(first, len(words)):
            gap = "   " if place > first else ""
            if line.width + len(gap) + cell_width(words[place]) + 1 > width - 1 and place > chosen:
                break
            is_chosen = place == chosen
            chosen_style = Style.ACTIVE if here else Style.STRONG
            line.say(gap).put(
                SafeText(f"{'>' if is_chosen else ''}{words[place]}"),
                chosen_style if is_chosen else Style.TEXT,
            )
        return line.pieces


def _cells(words: Sequence[SafeText]) -> int:
    return sum(cell_width(word) + _PARTS for word in words) + 1
