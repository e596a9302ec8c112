"""The line of the score in text cells: a point a period, its interval as a band around it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from npstui.model.calendar import local
from npstui.present.cells import cell_width
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.marker_value import MarkerValue
from npstui.present.numbers import signed, thousands
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.present.trends_value import PeriodValue
from npstui.tui.lines.drawing import Line, Pieces

AXIS = 5  # cells the numbers of the axis take
WIDEST, NARROWEST = 8, 4
_STEPS = (5, 10, 20, 25, 50, 100)
BOTTOM, TOP = -100, 100
LEAST = 20  # points a scale spans at least: noise must not fill the screen
AIRY_FROM = 9  # rows from which labels have a row between them


@dataclass(frozen=True, slots=True)
class Scale:
    """Which points a row stands for: row `first` is `top`, each further one `a_row` less."""

    top: float
    a_row: float
    first: int
    labels: Mapping[int, int]  # points by row

    def row(self, points: float) -> int:
        """The row nearest to these points."""
        return self.first + math.floor((self.top - points) / self.a_row + 0.5)


def scale_of(
    points: Sequence[PeriodValue], rows: int, beside: Sequence[float] = ()
) -> Scale | None:
    """A scale of `rows` rows that holds every score, the intervals of all but the thin, and the
    scores `beside` them; None where nobody answered.
    """
    held = [
        bound
        for point in points
        if point.score is not None
        for bound in (
            (point.score.nps,)
            if point.few
            else (point.score.low, point.score.nps, point.score.high)
        )
    ]
    if not held or rows < 2:
        return None
    known = (*held, *beside)
    low, high = min(known), max(known)
    if high - low < LEAST:
        low, high = max(low - LEAST / 2, BOTTOM), min(high + LEAST / 2, TOP)
    for step in _STEPS:
        bottom, top = math.floor(low / step) * step, math.ceil(high / step) * step
        bottom, top = max(bottom, BOTTOM), min(top, TOP)
        steps = max(round((top - bottom) / step), 1)
        each = (rows - 1) // steps
        if each >= (2 if rows >= AIRY_FROM else 1):
            break
    else:
        bottom, top, steps, each, step = BOTTOM, TOP, 1, rows - 1, TOP - BOTTOM
    if top <= bottom:
        bottom, top = (bottom - step, bottom) if bottom >= TOP else (bottom, bottom + step)
    first = rows - 1 - steps * each
    labels = {first + each * number: round(top - step * number) for number in range(steps + 1)}
    return Scale(top, step / each, first, labels)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the periods stand: the right edge of each is `width` cells after the one before."""

    width: int
    fits: int

    def right(self, place: int) -> int:
        """The cell of the point of the `place`-th in sight."""
        return AXIS + self.width * (place + 1) - 1


def columns_of(points: Sequence[PeriodValue], every: str, width: int) -> Columns:
    """How wide a period is, for a line of `width` cells: as wide as n and name need, more where
    few periods leave room.
    """
    need = max((len(short_n(point.n)) for point in points), default=0)
    need = max(need, 3 if every in ("day", "month") else 2)
    room = max(width - AXIS - 1, 1)
    each = max(need + 1, NARROWEST)
    if points:
        each = max(each, min(room // len(points), WIDEST))
    return Columns(each, max(room // each, 1))


def chart_lines(
    points: Sequence[PeriodValue], columns: Columns, rows: int, glyphs: Glyphs = UNICODE
) -> list[Pieces]:
    """The points in sight as `rows` lines, thin ones dim and without their band; no lines where
    nobody answered.
    """
    scale = scale_of(points, rows)
    if scale is None:
        return []
    spans = [rows_of(point, scale) for point in points]
    lines = []
    for row in range(rows):
        line = Line(glyphs)
        axis_label(line, scale, row)
        for place, span in enumerate(spans):
            if span is None or not min(span) <= row <= max(span):
                continue
            line.at(columns.right(place))
            if row == span[1]:
                line.say(glyphs.point, Style.DIM if points[place].few else Style.STRONG)
            else:
                line.say(glyphs.span, Style.DIM)
        lines.append(line.pieces)
    return lines


def axis_label(line: Line, scale: Scale, row: int) -> None:
    """What a row stands for, where it has a label."""
    if row in scale.labels:
        line.say(f"{signed(scale.labels[row]):>{AXIS}}")


def rows_of(point: PeriodValue, scale: Scale) -> tuple[int, int, int] | None:
    """The rows of the upper bound, the score, the lower bound."""
    if point.score is None:
        return None
    at = scale.row(point.score.nps)
    return (
        (at, at, at) if point.few else (scale.row(point.score.high), at, scale.row(point.score.low))
    )


def letters_line(
    points: Sequence[PeriodValue],
    markers: Sequence[MarkerValue],
    columns: Columns,
    glyphs: Glyphs = UNICODE,
) -> Pieces:
    """The letters of the markers under the periods that hold them."""
    line = Line(glyphs)
    for place, point in enumerate(points):
        held = [each.letter for each in markers if point.start <= each.at < point.end]
        if held:
            words = "".join(held)
            if len(words) >= columns.width:
                words = words[: columns.width - 2] + "+"
            line.at(columns.right(place) + 1 - len(words)).say(words, Style.STRONG)
    return line.pieces


def names_line(
    points: Sequence[PeriodValue],
    every: str,
    columns: Columns,
    cursor: int,
    zone: ZoneInfo,
    glyphs: Glyphs = UNICODE,
) -> Pieces:
    """What the periods are called; the one at place `cursor` is lit."""
    line = Line(glyphs)
    for place, point in enumerate(points):
        edge = columns.right(place)
        # The first reaches over the empty axis, and says the year there.
        room = columns.width - 1 if place else edge
        name = short_name(point.start, every, zone, room, first=not place)
        if place != cursor:
            _blank(line, edge + 1 - cell_width(name)).say(name)
            continue
        # The light reaches over the whole column, so that it does not shrink on a short name.
        _blank(line, edge + 2 - columns.width)
        line.say(f"{name:>{columns.width - 1}}", Style.ACTIVE)
    return line.pieces


def sizes_line(points: Sequence[PeriodValue], columns: Columns, glyphs: Glyphs = UNICODE) -> Pieces:
    """How many answered in each period, those of the thin dimmed."""
    line = Line(glyphs).say("n".rjust(AXIS))
    for place, point in enumerate(points):
        size = short_n(point.n)
        style = Style.DIM if point.few else Style.TEXT
        _blank(line, columns.right(place) + 1 - len(size)).say(size, style)
    return line.pieces


def short_n(n: int) -> str:
    """A count in at most five cells: "1,204", "12k", "1.2M"."""
    if n < 10_000:
        return thousands(n)
    if n < 1_000_000:
        return f"{n // 1_000}k"
    return f"{n / 1_000_000:.1f}M" if n < 10_000_000 else f"{n // 1_000_000}M"


def short_name(
    start: datetime, every: str, zone: ZoneInfo, cells: int, *, first: bool = False
) -> SafeText:
    """A period by its beginning in a few cells: "47", "Nov", "Q4", "21"; where a year or a month
    begins, and of the `first` month or quarter, the longest that fits says so: "Jan 26" or "'26".
    """
    day = local(start, zone)
    month = f"{day:%b}"
    match every:
        case "week":
            names = [str(day.isocalendar().week)]
        case "month":
            names = [f"{month} {day:%y}", f"'{day:%y}"] if day.month == 1 else [month]
            if first and day.month != 1:
                names = [f"{month} {day:%y}", month]
        case "quarter":
            quarter = f"Q{(day.month + 2) // 3}"
            says_year = first or day.month == 1
            names = [f"{quarter} {day:%y}", quarter] if says_year else [quarter]
        case _:
            names = [month if day.day == 1 else str(day.day)]
    return SafeText(next((name for name in names if len(name) <= cells), names[-1]))


def _blank(line: Line, cell: int) -> Line:
    """Spaces up to a cell in a style of their own: light and dim must not run on."""
    return line.say(" " * max(cell - line.width, 0))
