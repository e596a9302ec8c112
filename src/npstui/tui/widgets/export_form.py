"""The form of an export of cases: where to, which columns, with or without personal data."""

from collections.abc import Callable, Sequence

from textual import events

from npstui.export.columns import ColumnError, columns_of
from npstui.model.frozen import dataclass
from npstui.present import numbers
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Style
from npstui.present.text import EMPTY, SafeText, safe
from npstui.tui.lines.drawing import Pieces, ruled
from npstui.tui.theme import DARK, Palette
from npstui.tui.typed_line import TypedLine
from npstui.tui.widgets.choices import LABEL, Choice
from npstui.tui.widgets.lines import Lines
from npstui.tui.widgets.typed_fields import typed_field

FILE, COLUMNS, PERSONAL = range(3)
ROWS = 3
WITH, WITHOUT = "with", "without"
FORMATS = ".csv .xlsx .json .ndjson .parquet .md"


@dataclass(frozen=True, slots=True)
class ExportOf:
    """What the form holds: a path, columns as they were typed, and whether to leave out whose
    answers they are.
    """

    path: str
    columns: str = ""
    redact: bool = False


class CasesExportForm(Lines):
    """Tab, up and down go from line to line, left and right choose; enter writes, esc leaves."""

    help_words = SafeText("enter writes it   tab next   esc")

    def __init__(
        self,
        title: SafeText,
        begun: ExportOf,
        done: Callable[[ExportOf], None],
        left: Callable[[], None],
        *,
        palette: Palette = DARK,
        glyphs: Glyphs = UNICODE,
    ) -> None:
        super().__init__(self._pieces, palette=palette)
        self._label = title
        self._fields = (TypedLine(begun.path), TypedLine(begun.columns))
        words = ("with personal data", "without: no name, mail, phone, id, company")
        self._personal = Choice("Data", (WITH, WITHOUT), words, int(begun.redact))
        self._row = FILE
        self._done, self._left = done, left
        self._glyphs = glyphs
        self._known: Sequence[str] | None = None
        self.styles.height = 1 + ROWS

    @property
    def title(self) -> SafeText:
        """What is written."""
        return self._label

    @property
    def in_text(self) -> bool:
        """Whether keys go to a text."""
        return self._row != PERSONAL

    @property
    def entered(self) -> ExportOf:
        """What stands in it."""
        path, columns = (field.text.strip() for field in self._fields)
        return ExportOf(path, columns, self._personal.value == WITHOUT)

    def load(self, known: Sequence[str]) -> None:
        """The columns there are: from here on it is said which are meant."""
        self._known = known
        self.paint()

    def press(self, event: events.Key) -> None:
        """One key."""
        key = event.key
        if key == "escape":
            self._left()
        elif key in ("enter", "ctrl+s"):
            self._done(self.entered)
        elif key in ("tab", "down", "shift+tab", "up"):
            self._row = (self._row + (1 if key in ("tab", "down") else -1)) % ROWS
            self.paint()
        elif self._row != PERSONAL:
            self._fields[self._row].take(event)
            self.paint()
        elif key in ("left", "right", "space"):
            self._personal.step(-1 if key == "left" else 1)
            self.paint()

    def paste(self, text: str) -> None:
        """Into the line the cursor is in."""
        if self._row != PERSONAL:
            self._fields[self._row].insert(text)
            self.paint()

    def _pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        personal = self._personal.line(width, self._glyphs, here=self._row == PERSONAL)
        return [
            ruled(width, self._glyphs),
            self._field("File", FILE, width, SafeText(FORMATS)),
            self._field("Columns", COLUMNS, width, self._meant()),
            personal.pieces,
        ]

    def _field(self, label: str, row: int, width: int, hint: SafeText) -> Pieces:
        typed, here = self._fields[row], row == self._row
        line = typed_field(label, typed, width, self._glyphs, here=here, label_cells=LABEL)
        room = width - line.width - 4
        if room > len(hint) // 2:
            line.say("   ").cut_put(hint, room, Style.DIM)
        return line.pieces

    def _meant(self) -> SafeText:
        """Which columns those are, or why they are none."""
        entered = self.entered
        if self._known is None:
            return EMPTY
        try:
            meant = columns_of(entered.columns, self._known, redact=entered.redact)
        except ColumnError as error:
            return safe(str(error))
        if not entered.columns:
            all_of_them = numbers.count(len(meant), "column")
            return SafeText(f"all, {all_of_them}; or some: score, comment, region")
        return safe(", ".join(meant))
