"""Screen 5: the score period by period, and what was changed when."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget

from npstui.present.text import EMPTY, SafeText, safe
from npstui.tui.along import Along
from npstui.tui.lines.drawing import Pieces
from npstui.tui.lines.trend_chart import (
    Columns,
    chart_lines,
    columns_of,
    letters_line,
    names_line,
    sizes_line,
)
from npstui.tui.lines.trend_groups import group_again, group_chart, key_lines, line_of
from npstui.tui.lines.trend_words import (
    GRAINS,
    Look,
    grain_tabs,
    nothing_lines,
    pane_lines,
    period_name,
    period_text,
)
from npstui.tui.lines.view_tabs import filter_pieces
from npstui.tui.lines.waiting import waiting_lines
from npstui.tui.narrowing import filter_words
from npstui.tui.screens.base import DeskScreen
from npstui.tui.session import Session
from npstui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from npstui.present.trends_value import PeriodValue, TrendsValue
    from npstui.tui.widgets.marker_form import Draft

RESOLUTION = timedelta(microseconds=1)
AXIS_LINES = 3  # letters, names, n
TALL, MIDDLING = 36, 20
GROUP_MOVES = {"row.down": 1, "row.up": -1}


class TrendsScreen(DeskScreen):
    """Left and right go along the line; enter opens the answers of the period under the cursor.
    Where it is split, up and down take the line of a group.

    `value` is the newest the desk told. What comes in never moves the cursor.
    """

    TAB = "5"
    SLOT = "trends"
    SCOPES = ("everywhere", "list", "trends")
    NARROWS = True
    HAS_RULE = True
    FOOTER = (("along.right", "along"), ("view.next", "grain"), ("split", ""), ("period", ""),
              ("marker.add", ""), ("open", "answers"), ("explain", ""), ("export", ""),
              ("filter", ""), ("undo", "undo"))  # fmt: skip
    ELSEWHERE = "Left and right go along the line, tab takes another grain."

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.value: TrendsValue | None = None
        self.along = Along()
        self.chosen = 0  # the group whose line is in hand, 0 for all
        self._every: str | None = None
        self.draft: Draft | None = None  # a marker begun and left
        palette = session.palette
        self.views = Lines(self._view_pieces, palette=palette, id="views")
        self.chart = Lines(self._chart_pieces, palette=palette, id="chart")
        self.chart.styles.height = "1fr"
        self.axis = Lines(self._axis_pieces, palette=palette, id="axis")
        self.axis.styles.height = AXIS_LINES
        self.pane = Lines(self._pane_pieces, palette=palette, id="pane")

    def body(self) -> Iterator[Widget]:
        """Grains, line, rule, words."""
        yield self.views
        yield self.chart
        yield self.axis
        yield self.rule
        yield self.pane

    def on_mount(self) -> None:
        """As much room for words as the terminal leaves."""
        self._fit()

    def on_resize(self) -> None:
        """Another number of periods fits."""
        self._fit()
        self._paint_all()

    def on_screen_resume(self) -> None:
        """Shown again: what came in meanwhile."""
        self.paint_frame()
        self._paint_all()
        self.follow()

    def follow(self) -> None:
        """The whole line anew; the cursor stays."""
        session, now, every = self.session, self.session.now(), self._every
        period, counting, where = session.period, session.counting, session.where
        by = session.split
        session.bridge.ask(
            self.SLOT,
            lambda desk: desk.timeline.trends(now, every, period, counting, where, by),
            lambda value: self._came(value, every),
        )

    def rescored(self) -> None:
        """The period, the counting or the facts of the filter are others."""
        self.follow()

    def split_chosen(self) -> None:
        """Another dimension: its groups get a line each, and what moved the score is told by it."""
        self.follow()

    def narrowed(self) -> None:
        """The filter stands beside the grains."""
        self.views.paint()

    def paint_said(self) -> None:
        """The answer stands at the right of the rule."""
        self.rule.paint()

    def place(self) -> SafeText:
        """The period under the cursor."""
        point, value = self.here, self.value
        if point is None or value is None:
            return EMPTY
        return period_name(point, value.every, self.session.zone)

    @property
    def here(self) -> "PeriodValue | None":
        """The period under the cursor."""
        at = self.along.at
        return None if self.value is None or at < 0 else self.value.points[at]

    @property
    def line(self) -> "TrendsValue | None":
        """The value with the line of the group in hand."""
        return None if self.value is None else line_of(self.value, self.chosen)

    @property
    def every(self) -> str:
        """The grain asked for, until then the one that is shown."""
        if self._every is not None:
            return self._every
        return GRAINS[0] if self.value is None else self.value.every

    def footer_keys(self) -> list[tuple[str, str]]:
        """Both ways along in one."""
        (on, words), *others = super().footer_keys()
        back = self.session.keymap.key("along.left")
        along = (f"{back} {on}".strip(), words)
        if self.value is None or self.value.split is None:
            return [along, *others]
        return [along, ("up down", "group"), *others]

    def press(self, event: events.Key) -> None:
        """Movement first."""
        command = self.session.keymap.command(event, self.SCOPES)
        if command is not None and command.id in GROUP_MOVES:
            self._choose(GROUP_MOVES[command.id])
        elif command is not None and (by := self._moves().get(command.id)) is not None:
            self._go(by)
        elif command is not None and command.scope == "list" and not self._has(command.id):
            self.say(SafeText(self.ELSEWHERE))
        else:
            super().press(event)

    def do_open(self) -> None:
        """The answers of the period under the cursor."""
        from npstui.present.parts import Asked

        point, value, zone = self.here, self.value, self.session.zone
        if point is None or value is None:
            self.say(SafeText("Nobody answered in the period; there is nothing to open."))
            return
        written = period_text(point.start, value.every, zone)
        name = period_name(point, value.every, zone)
        if value.split is None or not self.chosen:
            self.desk_app.show_answers(Asked(name, period=written))
            return
        group = value.split.groups[self.chosen - 1]
        words = safe(f"{group.name}, {name}")
        dimension = value.split.dimension
        self.desk_app.show_answers(
            Asked(words, period=written, dimension=dimension, values=(group.value,))
        )

    def do_along_right(self) -> None:
        """The next period."""
        self._go(1)

    def do_along_left(self) -> None:
        """The period before."""
        self._go(-1)

    def do_view_next(self) -> None:
        """The next grain."""
        self._grain(1)

    def do_view_previous(self) -> None:
        """The grain before."""
        self._grain(-1)

    def do_explain(self) -> None:
        """The period under the cursor, its change, the markers, and what is under them."""
        from npstui.tui.explaining_trends import explained_trends

        if self.line is not None:
            self.show_explanation(explained_trends(self.session, self.line, self.along.at))

    def do_marker_add(self) -> None:
        """What was changed, on the cursor's day."""
        from npstui.tui.marking import add_marker

        add_marker(self, self.here)

    def do_marker_drop(self) -> None:
        """Pick one to take off the line."""
        from npstui.tui.marking import drop_marker

        drop_marker(self, () if self.value is None else self.value.markers)

    def do_export(self) -> None:
        """The line to a file."""
        from npstui.tui.exporting_trends import export_trend

        if self.line is None or not self.line.points:
            self.say(SafeText("There is no line to export yet."))
        else:
            export_trend(self, self.line)

    def do_close(self) -> None:
        """Esc takes the last answer away."""
        self.say(EMPTY)

    def on_click(self, event: events.Click) -> None:
        """A click takes the cursor along; on the period it stands on it opens it."""
        columns = self._columns()
        y = event.screen_y
        if columns is None or not self.chart.region.y <= y < self.axis.region.bottom:
            return
        place = (event.screen_x - columns.right(0) + columns.width - 1) // columns.width
        at = self.along.first + place
        if not place >= 0 or at >= self.along.last:
            return
        if at == self.along.at:
            self.run_command(self.session.keymap.get("open"))
        else:
            self._go(at - self.along.at)

    def reasons(self) -> dict[str, SafeText]:
        """What works in a list of cases alone."""
        listed = {entry.id for entry in self.session.keymap.commands if entry.scope == "list"}
        own = {*self._moves(), *GROUP_MOVES, *filter(self._has, listed)}
        return dict.fromkeys(listed - own, SafeText(self.ELSEWHERE))

    def _has(self, command_id: str) -> bool:
        return hasattr(self, f"do_{command_id.replace('.', '_')}")

    def _moves(self) -> dict[str, int]:
        page = max(self.along.last - self.along.first - 1, 1)
        return {"row.first": -100_000, "row.last": 100_000, "page.down": page, "page.up": -page}

    def _go(self, by: int) -> None:
        first = self.along.first
        if not self.along.go(by):
            return
        if self.along.first != first:
            self.views.paint()
            self.chart.paint()
        self.axis.paint()
        self.rule.paint()
        self.pane.paint()

    def _choose(self, by: int) -> None:
        split = None if self.value is None else self.value.split
        if split is None:
            self.say(SafeText(self.ELSEWHERE))
            return
        chosen = min(max(self.chosen + by, 0), len(split.groups))
        if chosen != self.chosen:
            self.chosen = chosen
            for block in (self.chart, self.axis, self.rule, self.pane):
                block.paint()

    def _grain(self, by: int) -> None:
        self._every = GRAINS[(GRAINS.index(self.every) + by) % len(GRAINS)]
        self.views.paint()
        self.follow()

    def _came(self, value: "TrendsValue", asked: str | None) -> None:
        before, self.value = self.value, value
        self.chosen = group_again(before, self.chosen, value)
        if asked == self._every:  # else another grain was chosen since, and is on its way
            self._every = value.every
        self.along.take([point.start for point in value.points])
        self.footer.paint()
        # Another period was picked: the line shows where it ends.
        if before is not None and before.period != value.period and value.period_end is not None:
            self.along.go_to(min(value.period_end, self.session.now()) - RESOLUTION)
        self._paint_all()

    def _paint_all(self) -> None:
        columns = self._columns()
        if columns is not None:
            self.along.fit(columns.fits)
        for block in (self.views, self.chart, self.axis, self.rule, self.pane):
            block.paint()

    def _fit(self) -> None:
        rows = self.app.size.height
        lines = 13 + max(rows - 40, 0) // 3 if rows >= TALL else 7 if rows >= MIDDLING else 3
        self.pane.styles.height = min(lines, max(rows - 10, 1))

    def _columns(self) -> Columns | None:
        if self.value is None or not self.value.points:
            return None
        return columns_of(self.value.points, self.value.every, self.app.size.width)

    def _sight(self) -> "Sequence[PeriodValue]":
        value = self.value
        return () if value is None else value.points[self.along.first : self.along.last]

    def _look(self, width: int) -> Look:
        session = self.session
        return Look(width, session.now(), session.zone, session.glyphs)

    def _view_pieces(self, width: int, _height: int) -> Sequence[Pieces]:
        right = filter_pieces(
            filter_words(self.session, scores=True), None, width, self.session.glyphs
        )
        return [grain_tabs(self.every, self.value, self._sight(), self._look(width), right)]

    def _chart_pieces(self, width: int, height: int) -> Sequence[Pieces]:
        value, columns = self.value, self._columns()
        if value is None:
            glyphs = self.session.glyphs
            return [[], *waiting_lines("Reading the answers", self.trouble, width, glyphs)]
        lines: list[Pieces] = []
        if columns is not None:
            sight, glyphs = slice(self.along.first, self.along.last), self.session.glyphs
            if value.split is None:
                lines = chart_lines(self._sight(), columns, height, glyphs)
            else:
                lines = group_chart(value, self.chosen, sight, columns, height, glyphs)
        narrowed = self.session.where is not None
        return lines or nothing_lines(value, narrowed, self._look(width))

    def _axis_pieces(self, _width: int, _height: int) -> Sequence[Pieces]:
        value, columns, glyphs = self.line, self._columns(), self.session.glyphs
        if value is None or columns is None:
            return []
        sight = value.points[self.along.first : self.along.last]
        cursor = self.along.at - self.along.first
        zone = self.session.zone
        return [
            letters_line(sight, value.markers, columns, glyphs),
            names_line(sight, value.every, columns, cursor, zone, glyphs),
            sizes_line(sight, columns, glyphs),
        ]

    def _pane_pieces(self, width: int, height: int) -> Sequence[Pieces]:
        if self.value is None or self.line is None:
            return []
        at, look = self.along.at, self._look(width)
        key = key_lines(self.value, self.chosen, at, look)
        return pane_lines(self.line, at, self._sight(), height, look, key)
