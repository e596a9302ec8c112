"""Every import of the store, and one import's page with its refused rows."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual import events

from npstui.desk.catalogue import Scope
from npstui.present.import_values import ImportDetail, ImportValue, RefusedFileValue
from npstui.present.text import EMPTY, SafeText
from npstui.tui.lines.bars import rule_line
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.lines.imports import (
    import_heads,
    import_line,
    import_page,
    refused_file_line,
    refused_file_page,
)
from npstui.tui.lines.waiting import waiting_lines
from npstui.tui.screens.base import DeskScreen
from npstui.tui.screens.help import PageScreen
from npstui.tui.session import Session
from npstui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.present.explained import Explanation
    from npstui.tui.explaining import Explained

_Listed = ImportValue | RefusedFileValue

HEADS = 2  # the rule and the columns
NONE_YET = "No file has come in yet: npstui import FILE, or put one into the store's inbox."


class ImportsScreen(DeskScreen):
    """A list with a cursor, newest first; enter opens the one under it."""

    SCOPES = (Scope.EVERYWHERE, Scope.LIST, Scope.IMPORT)
    FOOTER = (("open", "its columns and refused rows"), ("row.down", "down"), ("row.up", "up"),
              ("back", "back"))  # fmt: skip
    SLOT = "imports"

    def __init__(self, session: Session, tab: str) -> None:
        super().__init__(session)
        self.TAB = tab
        self.content = Lines(self._pieces, palette=session.palette, id="content")
        self.values: tuple[_Listed, ...] | None = None
        self._chosen: int | str | None = None  # what the cursor is on; new ones come above it
        self._top = 0

    def body(self) -> Iterator[Lines]:
        """The list under the rule with the place and the last answer."""
        yield self.content

    def on_screen_resume(self) -> None:
        """Ask for the imports."""
        self.paint_frame()
        self.follow()

    def follow(self) -> None:
        """The imports as they are now."""

        def ask(desk: "Desk") -> tuple[_Listed, ...]:
            from npstui.desk.imports import listed_values

            return listed_values(desk.store, desk.as_of)

        self.session.bridge.ask(self.SLOT, ask, self._came)

    def _came(self, values: tuple[_Listed, ...]) -> None:
        self.values = values
        self._show_cursor()

    @property
    def at(self) -> int:
        """The line of the cursor; the first where its import is not there."""
        ids = [_key(value) for value in self.values or ()]
        return ids.index(self._chosen) if self._chosen in ids else 0

    def press(self, event: events.Key) -> None:
        """Movement, enter, s, and what works everywhere."""
        command = self.session.keymap.command(event, self.SCOPES)
        page = max(self.content.size.height - HEADS - 1, 1)
        steps = {"row.down": 1, "row.up": -1, "page.down": page, "page.up": -page,
                 "row.first": -100_000, "row.last": 100_000}  # fmt: skip
        if command is None:
            super().press(event)
        elif command.id in steps:
            self._go(self.at + steps[command.id])
        elif command.id in ("open", "import.refused", "import.mapping"):
            self.do_open()
        else:
            super().press(event)

    def do_open(self) -> None:
        """Its page."""
        if self.values:
            value = self.values[self.at]
            self.app.push_screen(ImportScreen(self.session, value, self.TAB))

    def place(self) -> SafeText:
        """Which import the cursor is on."""
        return SafeText(f"{self.at + 1} of {len(self.values)} imports") if self.values else EMPTY

    def paint_said(self) -> None:
        """The answer stands in the rule at the top."""
        self.content.paint()

    def do_back(self) -> None:
        """Back to where the palette was opened."""
        self.dismiss()

    def do_close(self) -> None:
        """The same."""
        self.dismiss()

    def do_explain(self) -> None:
        """What became of the rows of the file under the cursor."""
        if self.values:
            self.show_explanation(_explained(self.values[self.at], self.session))

    def _go(self, at: int) -> None:
        if self.values:
            self._chosen = _key(self.values[min(max(at, 0), len(self.values) - 1)])
            self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """The import on the line; the one under the cursor is opened."""
        at = event.screen_y - self.content.region.y - HEADS + self._top
        if self.values and self._top <= at < len(self.values):
            if at == self.at:
                self.do_open()
            else:
                self._go(at)

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._show_cursor()

    def dialog_closed(self) -> None:
        """The list is as high again as it was."""
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        room = max(self.content.size.height - HEADS, 1)
        self._top = min(max(self._top, self.at - room + 1), self.at)
        y = HEADS + self.at - self._top
        self.content.mark((y, 0, self.content.size.width) if self.values else None)
        self.content.paint()

    def _pieces(self, width: int, height: int) -> Sequence[Pieces]:
        session, glyphs = self.session, self.session.glyphs
        rule = rule_line(self.place(), session.said, width, glyphs)
        if self.values is None:
            return [rule, *waiting_lines("Reading the imports", self.trouble, width, glyphs)]
        if not self.values:
            words = Line(glyphs).say(" ").cut_put(SafeText(NONE_YET), width - 2)
            return [rule, [], words.pieces]
        shown = self.values[self._top : self._top + max(height - HEADS, 1)]
        now, zone = session.now(), session.zone
        lines = (
            import_line(value, width, now, zone, glyphs)
            if isinstance(value, ImportValue)
            else refused_file_line(value, width, now, zone, glyphs)
            for value in shown
        )
        return [rule, import_heads(width, glyphs), *lines]


def _explained(value: _Listed, session: Session) -> "Explained":
    zone = session.zone

    def ask(_desk: "Desk") -> "Sequence[Explanation]":
        from npstui.desk.explain_pages import explain_import

        return (explain_import(value, zone),)

    return ask


def _key(value: _Listed) -> int | str:
    return value.import_id if isinstance(value, ImportValue) else value.path


class ImportScreen(PageScreen):
    """One import's page, or that of a file that was refused."""

    def __init__(self, session: Session, value: _Listed, tab: str) -> None:
        super().__init__(session)
        self.TAB = tab
        self.value = value
        self._detail: ImportDetail | None = None

    def on_screen_resume(self) -> None:
        """Ask for the refused rows, and for what came late."""
        self.paint_frame()
        if isinstance(self.value, RefusedFileValue):
            return
        import_id = self.value.import_id

        def ask(desk: "Desk") -> ImportDetail | None:
            from npstui.desk.imports import import_detail

            rows = [row for row in desk.store.imports() if row.import_id == import_id]
            return import_detail(desk.store, rows[0]) if rows else None

        self.session.bridge.ask("import", ask, self._came)

    def _came(self, detail: ImportDetail | None) -> None:
        self._detail = detail
        self.content.paint()

    def page_lines(self, width: int) -> list[Pieces]:
        """The page's lines."""
        session = self.session
        if isinstance(self.value, RefusedFileValue):
            return refused_file_page(self.value, session.now(), width, session.zone, session.glyphs)
        return import_page(
            self.value, self._detail, session.now(), width, session.zone, session.glyphs
        )

    def do_explain(self) -> None:
        """What became of its rows."""
        self.show_explanation(_explained(self.value, self.session))
