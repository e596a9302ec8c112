"""The response list: one line a response, drawn by itself so that a key costs two lines.

It asks its source for the rows in sight only, keeps what stands on the screen, and refreshes just
the cells that differ. Its state is in plain attributes: a reactive one would repaint all of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar, Self

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from npstui.model.response import ResponseRef
from npstui.present.columns import QueueKind
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.rows import QueueRow
from npstui.present.styles import Style
from npstui.present.text import EMPTY, SafeText
from npstui.tui.theme import DARK, Palette
from npstui.tui.widgets.row_pen import RowPen, changed_cells
from npstui.tui.widgets.row_source import RowsInMemory, RowSource, place_after

HEAD_LINES = 1
WHEEL_LINES = 3

# What moves the cursor and the marks: action, keys. Moves of the view, no command of the store.
MOVES: tuple[tuple[str, str], ...] = (
    ("cursor_down", "j,down"),
    ("cursor_up", "k,up"),
    ("page_down", "pagedown"),
    ("page_up", "pageup"),
    ("first", "g,home"),
    ("last", "G,end"),
    ("mark", "space"),
    ("mark_range", "V"),
    ("mark_all", "asterisk"),
)


class ResponseList(Widget, can_focus=True):
    """A list of responses with a cursor and marks that both follow the response, not the line."""

    DEFAULT_CSS = "ResponseList { width: 1fr; height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(keys, action, show=False) for action, keys in MOVES
    ]

    class CursorMoved(Message):
        """The cursor is on another response or place; `ref` is None on an empty list."""

        def __init__(self, ref: ResponseRef | None, position: int) -> None:
            super().__init__()
            self.ref = ref
            self.position = position

    class MarksChanged(Message):
        """Other responses are marked now."""

        def __init__(self, marks: frozenset[ResponseRef]) -> None:
            super().__init__()
            self.marks = marks

    def __init__(
        self,
        kind: QueueKind = QueueKind.DETRACTORS,
        *,
        palette: Palette = DARK,
        glyphs: Glyphs = UNICODE,
        dimension: str = "touchpoint",
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self._pen = RowPen(kind, palette, glyphs, dimension)
        self._source: RowSource = RowsInMemory()
        self._empty: Sequence[SafeText] = ()
        self._cursor = -1
        self._top = 0
        self._marks: set[ResponseRef] = set()
        self._marked: int | None = None  # counted when it is asked for
        self._last_marked: ResponseRef | None = None
        self._writing: frozenset[ResponseRef] = frozenset()
        self._window: tuple[int, Sequence[QueueRow]] = (0, ())
        self._painted: list[Strip] = []

    @property
    def cursor(self) -> ResponseRef | None:
        """The response under the cursor."""
        return self._source.ref_at(self._cursor) if self._cursor >= 0 else None

    @property
    def position(self) -> int:
        """The cursor's place from 0; -1 on an empty list."""
        return self._cursor

    @property
    def total(self) -> int:
        """How many responses the list holds."""
        return len(self._source)

    @property
    def marks(self) -> frozenset[ResponseRef]:
        """The marked responses, also those the list does not hold just now."""
        return frozenset(self._marks)

    @property
    def marked(self) -> int:
        """How many of the rows it holds are marked: those that a key acts on."""
        if self._marked is None:
            self._marked = len(self._marks) - self.marks_out_of_list
        return self._marked

    @property
    def marks_out_of_list(self) -> int:
        """How many marked responses the list does not hold just now."""
        return sum(self._source.position(ref) is None for ref in self._marks)

    @property
    def rows_in_sight(self) -> Sequence[QueueRow]:
        """The rows on the screen: what a timer for due times has to look at."""
        return self._window[1]

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of every line as it stands, heads first."""
        return tuple(line.text for line in self._painted)

    def set_source(self, source: RowSource, keep: ResponseRef | None = None) -> None:
        """Show other rows; only cells that differ are repainted.

        The cursor goes to `keep`, else stays on its response; where that is gone, on the next one
        that was below it. It keeps its line on the screen, and marks stay.
        """
        wanted = keep or self.cursor
        at = source.position(wanted) if wanted is not None else None
        before = (self.cursor, self._cursor)
        line = self._cursor - self._top
        old_position = self._cursor
        position = place_after(self._source, old_position, source) if at is None else at
        self._source, self._window, self._marked = source, (0, ()), None
        self._cursor, self._top = position, position - line
        self._show_cursor()
        self._told(before)

    def set_look(self, palette: Palette, glyphs: Glyphs | None = None) -> None:
        """Draw in other colours or glyphs."""
        self._pen = self._pen.in_look(palette, glyphs)
        self._lay_out()

    def set_writing(self, refs: Iterable[ResponseRef]) -> None:
        """Others write on these: a star beside the owner."""
        writing = frozenset(refs)
        if writing != self._writing:
            self._writing, self._window = writing, (0, ())
            self._paint()

    def set_empty(self, lines: Sequence[SafeText]) -> None:
        """What stands where there are no rows: what to press."""
        self._empty = tuple(lines)
        self._paint()

    def go_to(self, ref: ResponseRef) -> bool:
        """Move the cursor to a response; False where the list does not hold it."""
        position = self._source.position(ref)
        if position is None:
            return False
        self._move(position)
        return True

    def set_marks(self, refs: Iterable[ResponseRef]) -> None:
        """Mark exactly these."""
        marks = set(refs)
        if marks == self._marks:
            return
        self._marks, self._marked = marks, None
        if not marks:
            self._last_marked = None
        self._paint()
        self.post_message(self.MarksChanged(self.marks))

    def action_cursor_down(self) -> None:
        """Go to the next response."""
        self._move(self._cursor + 1)

    def action_cursor_up(self) -> None:
        """Go to the response before."""
        self._move(self._cursor - 1)

    def action_page_down(self) -> None:
        """Go a screenful down."""
        self._move(self._cursor + self._height, self._top + self._height)

    def action_page_up(self) -> None:
        """Go a screenful up."""
        self._move(self._cursor - self._height, self._top - self._height)

    def action_first(self) -> None:
        """Go to the first response."""
        self._move(0)

    def action_last(self) -> None:
        """Go to the last response."""
        self._move(self.total - 1)

    def action_mark(self) -> None:
        """Mark the response under the cursor, or take its mark off, and go on."""
        if (ref := self.cursor) is None:
            return
        marking = ref not in self._marks
        self._last_marked = ref if marking else None
        self.set_marks(self._marks | {ref} if marking else self._marks - {ref})
        self.action_cursor_down()

    def action_mark_range(self) -> None:
        """Mark everything from the last mark to the cursor."""
        if (ref := self.cursor) is None:
            return
        start = self._source.position(self._last_marked) if self._last_marked else None
        low, high = sorted((self._cursor if start is None else start, self._cursor))
        self._last_marked = ref
        self.set_marks(self._marks.union(map(self._source.ref_at, range(low, high + 1))))

    def action_mark_all(self) -> None:
        """Mark everything in the list; take the marks off where all of it is marked."""
        every = set(self._source.refs())
        self.set_marks(self._marks - every if every <= self._marks else self._marks | every)

    def render_line(self, y: int) -> Strip:
        """One line as it was last drawn."""
        return self._painted[y] if y < len(self._painted) else self._pen.line(EMPTY)

    def on_resize(self) -> None:
        """Lay the columns out for the new width."""
        self._lay_out()

    def focus(self, scroll_visible: bool = True) -> Self:
        """Ask for the keys, without the repaint of everything that Textual would do: nothing here
        looks different with them, and every dialog takes and gives them back.
        """
        if self.is_attached:
            self.app.call_later(self.screen.set_focus, self, scroll_visible)
        return self

    def on_focus(self, event: events.Focus) -> None:
        """Take the keys, likewise without a repaint."""
        event.prevent_default()
        self.has_focus = True
        if self.parent is not None:
            self.parent.post_message(events.DescendantFocus(self))

    def on_blur(self, event: events.Blur) -> None:
        """Give the keys away, likewise."""
        event.prevent_default()
        self.has_focus = False
        if self.parent is not None:
            self.parent.post_message(events.DescendantBlur(self))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down; the cursor stays in sight."""
        event.stop()
        event.prevent_default()
        self._scroll(WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up; the cursor stays in sight."""
        event.stop()
        event.prevent_default()
        self._scroll(-WHEEL_LINES)

    def on_click(self, event: events.Click) -> None:
        """Go to the response on the line."""
        position = self._top + event.y - HEAD_LINES
        if event.y >= HEAD_LINES and position < self.total:
            self._move(position)

    @property
    def _height(self) -> int:
        return max(self.size.height - HEAD_LINES, 1)

    def _lay_out(self) -> None:
        self._pen.lay_out(self.size.width)
        self._show_cursor()

    def _move(self, position: int, top: int | None = None) -> None:
        if not self.total:
            return
        before = (self.cursor, self._cursor)
        self._cursor = min(max(position, 0), self.total - 1)
        if top is not None:
            self._top = top
        self._show_cursor()
        self._told(before)

    def _scroll(self, lines: int) -> None:
        self._top = min(max(self._top + lines, 0), max(self.total - self._height, 0))
        in_sight = min(max(self._cursor, self._top), self._top + self._height - 1)
        self._move(in_sight)

    def _told(self, before: tuple[ResponseRef | None, int]) -> None:
        after = (self.cursor, self._cursor)
        if after != before:
            self.post_message(self.CursorMoved(*after))

    def _show_cursor(self) -> None:
        """Scroll so that the cursor is in sight, and draw.

        Half a screen at a time: a list that scrolls a line a key repaints all of itself at every
        key, eight times the bytes of one that moves its cursor.
        """
        height = self._height
        if self._cursor >= self._top + height:
            self._top = self._cursor - height // 2
        elif self._cursor < self._top:
            self._top = self._cursor - (height - 1) // 2
        self._top = min(max(self._top, 0), max(self.total - height, 0))
        self._paint()

    def _paint(self) -> None:
        """Draw the lines in sight and refresh the cells that differ from what stands there."""
        if not self.size.width or not self._pen.is_laid_out:
            return
        old, self._painted = self._painted, self._drawn()
        if len(old) != len(self._painted):
            self.refresh()
            return
        regions = [
            Region(start, y, stop - start, 1)
            for y, (was, now) in enumerate(zip(old, self._painted, strict=True))
            if was is not now
            for start, stop in changed_cells(was, now)
        ]
        if regions:
            self.refresh(*regions)

    def _drawn(self) -> list[Strip]:
        pen = self._pen
        lines = [
            pen.row(row, cursor=self._top + at == self._cursor, marked=row.ref in self._marks)
            for at, row in enumerate(self._rows())
        ]
        if not self.total:
            lines = [pen.line(text, Style.DIM) for text in self._empty[: self._height]]
        blanks = [pen.line(EMPTY)] * (self.size.height - HEAD_LINES - len(lines))
        return [pen.head(), *lines, *blanks]

    def _rows(self) -> Sequence[QueueRow]:
        start, rows = self._window
        wanted = min(self._height, self.total - self._top)
        if start != self._top or len(rows) != wanted:
            rows = self._source.rows(self._top, self._top + wanted)
            if self._writing:
                on = self._writing
                rows = [replace(row, writing=True) if row.ref in on else row for row in rows]
            self._window = (self._top, rows)
        return rows
