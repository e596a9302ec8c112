"""Screen 1 on a wide terminal: two columns, then the weeks and the split across."""

from collections.abc import Sequence
from dataclasses import dataclass

from npstui.model.category import Category
from npstui.model.counting import Counting
from npstui.present import numbers, spark
from npstui.present.glyphs import Glyphs
from npstui.present.styles import Style
from npstui.present.values import OverviewValue, TrendValue, View
from npstui.tui.lines.drawing import Line, Pieces, ruled
from npstui.tui.lines.header import answers, none_in
from npstui.tui.lines.newest import newest_line
from npstui.tui.lines.overview import (
    CATEGORY_NAMES,
    Counts,
    Look,
    Page,
    Spot,
    Target,
    bar_lines,
    by_hour_words,
    category_target,
    due_target,
    facts,
    histogram_target,
    mine_line,
    now_words,
    part_spots,
    score_target,
    sizes_drawn,
    to_do_lines,
    today_words,
    week_target,
    week_words,
    weekly_words,
    within_words,
)

RIGHT = 59  # where the right column begins
WEEKS_AT = 13
WEEK_CELLS, WEEK_CELLS_BROAD = 2, 4  # a week of the line with the gap after it
BROAD_FROM = 160  # columns
NEWEST_FROM, HISTOGRAM_FROM = 12, 11
BASE_HEIGHT = 37  # lines of the page at 40 rows


@dataclass(frozen=True, slots=True)
class _Room:
    """How high each part is, and where the next begins: half of what a higher terminal has more
    goes to the histogram and the newest answers beside it, some to the weeks, the rest to the
    split.
    """

    histogram: int
    nps_rows: int
    size_rows: int

    @property
    def axis_at(self) -> int:
        return HISTOGRAM_FROM + self.histogram

    @property
    def rule_at(self) -> int:
        return self.axis_at + 3

    @property
    def apart(self) -> int:
        """Lines between the blocks of the weeks: where they are high they would touch."""
        return 1 if self.nps_rows > 1 else 0

    @property
    def split_at(self) -> int:
        return self.rule_at + 3 + self.nps_rows + self.apart + self.size_rows


def _room(height: int) -> _Room:
    more = max(height - BASE_HEIGHT, 0)
    return _Room(
        histogram=5 + min(more // 2, 10),
        nps_rows=1 + min(more // 5, 4),
        size_rows=1 + (more >= 16),
    )


def wide_page(value: OverviewValue, look: Look) -> Page:
    """The overview in two columns; down goes over the left one, the right one, and what follows."""
    canvas = _Canvas(look)
    canvas.put(0, ruled(look.width, look.glyphs))
    _score_block(canvas, value)
    for number, line in enumerate(bar_lines(value.score, 29, look.glyphs)):
        category = tuple(CATEGORY_NAMES)[number]
        canvas.left(6 + number, line, category_target(category) if value.score else None)
    _histogram(canvas, value)
    _to_do(canvas, value)
    _newest(canvas, value)
    canvas.put(canvas.room.rule_at, ruled(look.width, look.glyphs))
    if value.complete:
        _weeks(canvas, value.weeks)
    if look.split is not None:
        _split(canvas)
    _facts_line(canvas, value)
    return canvas.page()


class _Canvas:
    """Lines with a left and a right column, collected by y; spots in the order they are walked."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.room = _room(look.height)
        self._lines: dict[int, Line] = {}
        self._ruled: dict[int, Pieces] = {}
        self._spots: list[Spot] = []

    def put(self, y: int, pieces: Pieces) -> None:
        self._ruled[y] = pieces

    def left(self, y: int, line: Line, target: Target | None = None) -> None:
        self._lines[y] = line
        if target is not None:
            self.spot(y, 0, RIGHT - 2, target)

    def right(self, y: int, line: Line, target: Target | None = None) -> None:
        self._lines[y] = self._lines.get(y, Line(self.look.glyphs)).at(RIGHT).join(line)
        if target is not None:
            self.spot(y, RIGHT - 1, self.look.width, target)

    def row(self, y: int, line: Line, target: Target | None) -> None:
        self._lines[y] = line
        if target is not None:
            self.spot(y, 0, self.look.width, target)

    def spot(self, y: int, x: int, end: int, target: Target, row: str = "") -> None:
        self._spots.append(Spot(y, x, end, target, row))

    def put_spots(self, spots: Sequence[Spot]) -> None:
        self._spots += spots

    def page(self) -> Page:
        lines: list[Pieces] = [[] for _ in range(self.look.height)]
        for y, line in self._lines.items():
            if y < self.look.height:
                lines[y] = line.pieces
        for y, pieces in self._ruled.items():
            if y < self.look.height:
                lines[y] = pieces
        return Page(lines, tuple(spot for spot in self._spots if spot.y < self.look.height))


def _score_block(canvas: _Canvas, value: OverviewValue) -> None:
    every = "every answer" if value.counting is Counting.ANSWERS else "latest of each customer"
    canvas.left(1, Line().say(f" Score   {value.period}, {every}"))
    if value.score is None:
        canvas.left(3, Line().say(f"   {none_in(value.period).capitalize()}."))
        return
    style = Style.DIM if value.few else Style.STRONG
    score = value.score
    line = Line().say("   ").say(numbers.signed(score.nps), style).at(9)
    line.say(f"95 % interval {numbers.interval(score.low, score.high)}")
    if value.few:
        line.say(f", only {answers(score.n, value.counting)}")
    canvas.left(3, line, score_target())
    if value.previous is not None and value.change is not None:
        before = numbers.signed(value.previous.nps)
        verdict = numbers.verdict(value.change.points, value.change.clear)
        period = value.period.removeprefix("last ")
        canvas.left(4, Line().at(9).say(f"{before} the {period} before: {verdict}"))


def _histogram(canvas: _Canvas, value: OverviewValue) -> None:
    glyphs, room = canvas.look.glyphs, canvas.room
    canvas.left(HISTOGRAM_FROM - 1, Line().say(" Answers by score"))
    for number, drawn in enumerate(spark.columns(value.histogram, room.histogram, 4, 1, glyphs)):
        canvas.left(HISTOGRAM_FROM + number, Line().say(f" {drawn}".rstrip()))
    axis, counts = Line().say(" "), Line().say(" ")
    for score, count in enumerate(value.histogram):
        axis.at(1 + 5 * score).say(f" {score:<3}")
        counts.at(1 + 5 * score).say(
            f"{_short(count):^4}" if count < 100 else f"{_short(count):<4}"
        )
        if value.score is not None:
            start = 1 + 5 * score
            canvas.spot(room.axis_at + 1, start, start + 4, histogram_target(score), "scores")
    canvas.left(room.axis_at, axis)
    canvas.left(room.axis_at + 1, counts)


def _short(count: int) -> str:
    if count < 10_000:
        return str(count)
    return f"{count // 1000}k" if count < 1_000_000 else f"{count // 1_000_000}M"


def _to_do(canvas: _Canvas, value: OverviewValue) -> None:
    glyphs = canvas.look.glyphs
    canvas.right(1, Line().say("To do"))
    if not value.complete:
        return
    told = [*to_do_lines(value, glyphs, 28), mine_line(value, glyphs, 28)]
    for y, (line, parts) in zip((3, 4, 5, 6), told, strict=True):
        canvas.right(y, line)
        canvas.put_spots(part_spots(parts, y, RIGHT - 1, canvas.look.width, f"to do {y}"))
    within = Target(Category.DETRACTOR, View.IN_WORK, counts=Counts.WITHIN)
    canvas.right(8, Line().say(within_words(value)), within)
    words = f"Falling due, hour by hour:  {by_hour_words(value)}   (6 h)"
    canvas.right(9, Line().say(words), due_target())


def _newest(canvas: _Canvas, value: OverviewValue) -> None:
    look = canvas.look
    canvas.right(NEWEST_FROM - 1, Line().say(f"Newest   {today_words(value.today)}"))
    for number, answer in enumerate(value.newest[: canvas.room.rule_at - NEWEST_FROM]):
        line = newest_line(answer, look.now, look.zone, look.glyphs, x=0,
                           end=look.width - RIGHT - 1)  # fmt: skip
        target = Target(ref=answer.ref, counts=Counts.NEWEST)
        canvas.right(NEWEST_FROM + number, line, target)


def _weeks(canvas: _Canvas, weeks: Sequence[TrendValue]) -> None:
    look, room = canvas.look, canvas.room
    known = spark.scale([[week.nps for week in weeks]])
    top = room.rule_at + 1
    if known is None:
        canvas.left(top, Line().say(" By week"))
        canvas.left(top + 1, Line().say("   too few answers a week for a line", Style.DIM))
        return
    low, high = known
    extent = f"low {numbers.signed(low)}, high {numbers.signed(high)}"
    heading = Line().say(f" By week, {len(weeks)} weeks   {extent}")
    if words := week_words(weeks, look):
        heading.say(f"   {words}", Style.STRONG)
    canvas.left(top, heading)
    step = WEEK_CELLS_BROAD if look.width >= BROAD_FROM else WEEK_CELLS
    after = WEEKS_AT + step * len(weeks) + 2
    rising, sized = _weeks_drawn(weeks, known, room, step, look.glyphs)
    for number, drawn in enumerate(rising):
        canvas.left(top + 1 + number, Line(look.glyphs).at(WEEKS_AT).say(drawn))
    y = top + len(rising)
    line = Line(look.glyphs).say("   NPS").at(WEEKS_AT).say(rising[-1])
    canvas.left(y, line.at(after).say(now_words(weeks, look.width - after)))
    for number, week in enumerate(weeks):
        x = WEEKS_AT + step * number
        canvas.spot(y, x, x + step - 1, week_target(week, look.zone), "weeks")
    y += room.apart
    for number, drawn in enumerate(sized):
        canvas.left(y + 1 + number, Line(look.glyphs).at(WEEKS_AT).say(drawn))
    line = Line(look.glyphs).say("   answers").at(WEEKS_AT).say(sized[-1])
    canvas.left(y + len(sized), line.at(after).say(weekly_words(weeks)))


def _weeks_drawn(
    weeks: Sequence[TrendValue],
    known: tuple[float, float],
    room: _Room,
    step: int,
    glyphs: Glyphs,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The scores and the number of answers, each from the top down."""
    scores = [week.nps for week in weeks]
    if room.nps_rows == 1:
        drawn = spark.spark(scores, *known, glyphs)
        return (spark.apart(drawn, step),), (spark.apart(sizes_drawn(weeks, glyphs), step),)
    return (
        spark.rising(scores, *known, room.nps_rows, step - 1, glyphs),
        spark.columns([week.n for week in weeks], room.size_rows, step - 1, 1, glyphs),
    )


def _split(canvas: _Canvas) -> None:
    from npstui.tui.lines.overview_split import BROAD, WIDE, split_lines

    look = canvas.look
    assert look.split is not None
    columns, start = BROAD if look.width >= BROAD_FROM else WIDE, canvas.room.split_at
    lines = split_lines(look.split, look.height - 2 - start, columns, look.glyphs)
    for number, (line, target) in enumerate(lines):
        canvas.row(start + number, line, target)


def _facts_line(canvas: _Canvas, value: OverviewValue) -> None:
    look = canvas.look
    line = Line(look.glyphs).say(" ")
    y = look.height - 1
    for words, target in facts(value, look):
        start = line.width + (2 if line.width > 1 else 0)
        if start + len(words) + 1 > look.width:
            break
        line.at(start).say(f" {words}" if line.width > 1 else words)
        canvas.spot(y, line.width - len(words), line.width, target, "facts")
    canvas.left(y, line)
