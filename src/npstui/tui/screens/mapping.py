"""m on the first-time sheet: how each column is read; enter reads it otherwise."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual import events

from npstui.desk.catalogue import Scope
from npstui.present.cells import cut
from npstui.present.import_values import ColumnValue, MappingChange, MappingValue, ReadingChoice
from npstui.present.text import EMPTY, SafeText, safe
from npstui.tui.lines.drawing import Pieces
from npstui.tui.lines.mapping import (
    Page,
    entries,
    furthest_aside,
    mapping_lines,
    mapping_title,
    rows_are_in_sight,
)
from npstui.tui.screens.base import DeskScreen
from npstui.tui.session import Session
from npstui.tui.widgets.lines import Lines
from npstui.tui.widgets.picker import Option, Picker

if TYPE_CHECKING:
    from npstui.tui.screens.first import FirstScreen

FILE = "file"  # the entry that goes to another file, where there are several
PICKER_ROWS = 9
TITLE_CELLS = 28


class MappingScreen(DeskScreen):
    """Shows what the sheet knows; the sheet has the file read otherwise and hears of it."""

    SCOPES = (Scope.EVERYWHERE, Scope.LIST, Scope.IMPORT)
    FOOTER = (("open", "change it"), ("view.next", "rows as they land"),
              ("import.refused", "refused rows"), ("close", "back"),
              ("row.down", "down"), ("row.up", "up"))  # fmt: skip
    HAS_HELP = False
    HAS_RULE = True

    def __init__(self, session: Session, first: "FirstScreen") -> None:
        super().__init__(session)
        self.first = first
        self.content = Lines(self._pieces, palette=session.palette, id="content")
        self._path = ""
        self._at = self._top = 0
        self._above = len(self._with_files(self.value).choices)  # entries above the columns
        self._landing = False
        self._aside = 0  # the first column of the rows as they land

    def body(self) -> Iterator[Lines]:
        """The page, and the rule with what cannot be."""
        yield self.content
        yield self.rule

    def on_mount(self) -> None:
        """There are no tabs before there is a desk."""
        self.tabs.display = False

    @property
    def value(self) -> MappingValue:
        """The file whose columns are shown."""
        assert self.first.sheet is not None
        mappings = self.first.sheet.mappings
        return next((each for each in mappings if each.path == self._path), mappings[0])

    def paint(self) -> None:
        """Draw what the sheet knows now; an open picker stays."""
        self.session.said = self.first.said
        self.header.paint()
        self.content.paint()
        self.rule.paint()

    def on_screen_resume(self) -> None:
        """The same."""
        self.paint()

    def press(self, event: events.Key) -> None:
        """Movement, enter, tab, left and right, s, and back."""
        command = self.session.keymap.command(event, self.SCOPES)
        if command is None:
            return
        page = max(self.content.size.height // 2, 1)
        steps = {"row.down": 1, "row.up": -1, "page.down": page, "page.up": -page,
                 "row.first": -100_000, "row.last": 100_000}  # fmt: skip
        if command.id in steps:
            self._go(self._at + steps[command.id])
        elif command.id in ("close", "back", "import.mapping"):
            self.dismiss()
        elif command.id == "open":
            self._pick()
        elif command.id in ("view.next", "view.previous"):
            self._landing = not self._landing
            self.content.paint()
        elif command.id in ("along.left", "along.right"):
            self._go_aside(1 if command.id == "along.right" else -1)
        elif command.id == "explain":
            self._explain()
        elif command.id == "import.refused":
            if self.first.counted:
                self.first.show_refused()
            else:
                self.say(SafeText("The refused rows are known once everything is counted."))

    def paint_said(self) -> None:
        """Beside the rule."""
        self.rule.paint()

    def place(self) -> SafeText:
        """Which entry the cursor is on."""
        listed = self._listed()
        return SafeText(f"{self._at + 1} of {len(listed)}") if listed else EMPTY

    def _listed(self) -> Sequence[ReadingChoice | ColumnValue]:
        return entries(self._with_files(self.value))

    def _with_files(self, value: MappingValue) -> MappingValue:
        """With the way to the other files as the first entry, where there are several."""
        from dataclasses import replace

        assert self.first.sheet is not None
        mappings = self.first.sheet.mappings
        if len(mappings) < 2:
            return value
        files = tuple((each.path, each.file) for each in mappings)
        choice = ReadingChoice(FILE, "file", value.file, files)
        return replace(value, choices=(choice, *value.choices))

    def _go(self, at: int) -> None:
        self._at = min(max(at, 0), max(len(self._listed()) - 1, 0))
        self.content.paint()
        self.rule.paint()

    def _go_aside(self, by: int) -> None:
        """Along the rows as they would land, where they are wider than the screen."""
        size, landing = self.content.size, self.value.landing
        if landing is None or not rows_are_in_sight(self.value, size.height, landing=self._landing):
            self.say(SafeText("Left and right move the rows as they land; tab shows them."))
            return
        furthest = furthest_aside(landing, size.width)
        at = min(max(self._aside + by, 0), furthest)
        if not furthest:
            self.say(SafeText("Every column of the rows is in sight."))
        elif at != self._aside:
            self._aside = at
            self.content.paint()

    def _explain(self) -> None:
        """How the entry under the cursor is read. There may be no desk to ask yet."""
        from npstui.desk.explain_pages import explain_reading
        from npstui.tui.screens.explain import ToldScreen

        listed, sheet = self._listed(), self.first.sheet
        if listed and sheet is not None:
            entry = listed[min(self._at, len(listed) - 1)]
            self.app.push_screen(
                ToldScreen(self.session, explain_reading(entry, self.value, sheet))
            )

    def _pick(self) -> None:
        listed = self._listed()
        if not listed:
            return
        entry = listed[min(self._at, len(listed) - 1)]
        if isinstance(entry, ReadingChoice):
            self._pick_choice(entry)
        else:
            place = self._at - (len(listed) - len(self.value.columns))
            self._pick_field(entry, place)

    def _pick_field(self, column: ColumnValue, place: int) -> None:
        from npstui.desk.mapping import target_hint, targets

        fed = {each.target: each.name for each in self.value.columns}
        options = [
            Option(target, words, hint=_beside(target_hint(target), fed.get(target), column.name))
            for target, words in targets()
        ]
        path = self.value.path

        def picked(option: Option) -> None:
            self.close_dialog()
            if option.value != column.target:
                self.first.change(MappingChange(path, "column", option.value, place))

        self._open(SafeText(f"read {cut(column.name, TITLE_CELLS)} as"), options, picked)

    def _pick_choice(self, choice: ReadingChoice) -> None:
        path = self.value.path
        options = [Option(value, words) for value, words in choice.choices]
        if choice.key == "time-zone":
            from npstui.desk.mapping import zones

            options += [Option(name, words) for name, words in zones()]

        def picked(option: Option) -> None:
            self.close_dialog()
            if choice.key == FILE:
                self._path, self._at, self._top, self._above = option.value, 0, 0, 1
                self._aside = 0
                self.paint()
            else:
                self.first.change(MappingChange(path, choice.key, option.value))

        def typed(text: str) -> Option | None:
            if not choice.typed or not text:
                return None
            return Option(text, safe(text), hint=SafeText("as typed"))

        self._open(SafeText(choice.title), options, picked, typed)

    def _open(
        self,
        title: SafeText,
        options: Sequence[Option],
        picked: Callable[[Option], None],
        typed: Callable[[str], Option | None] = lambda _text: None,
    ) -> None:
        self.open_dialog(
            Picker(
                title,
                options,
                picked,
                self.close_dialog,
                changed=self.dialog_changed,
                typed=typed,
                help_words="enter picks   type to narrow",
                rows=PICKER_ROWS,
                palette=self.session.palette,
                digits=False,
                glyphs=self.session.glyphs,
            )
        )

    def _header_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        return [mapping_title(self.value, width, self.session.glyphs)]

    def _pieces(self, width: int, height: int) -> Sequence[Pieces]:
        assert self.first.sheet is not None
        value = self._with_files(self.value)
        # The cursor stays on its column when there is more or less to choose above them.
        if self._at >= self._above:
            self._at += len(value.choices) - self._above
        self._above = len(value.choices)
        self._at = min(self._at, max(len(entries(value)) - 1, 0))
        counting = EMPTY if self.first.counted else self.first.words
        if value.landing is not None:
            self._aside = min(self._aside, furthest_aside(value.landing, width))
        page = Page(
            value, self.first.sheet, self._at, self._top, counting, self._landing, self._aside
        )
        session = self.session
        lines, self._top = mapping_lines(page, width, height, session.zone, session.glyphs)
        return lines


def _beside(hint: str, fed: SafeText | None, own: SafeText) -> SafeText:
    """The hint of a target, and which column it is now."""
    if fed is None or fed == own:
        return SafeText(hint)
    return SafeText(f"now {fed}" if not hint else f"{hint}; now {fed}")
