"""Screen 1 on a wide terminal: two columns, then the weeks and the split across."""

from collections.abc import Sequence

from npstui.model.category import Category
from npstui.model.counting import Counting
from npstui.present import numbers, spark
from npstui.present.styles import Style
from npstui.present.values import OverviewValue, TrendValue, View
from npstui.tui.lines.drawing import Line, Pieces, ruled
from npstui.tui.lines.header import answers
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
    facts,
    histogram_target,
    mine_line,
    now_words,
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
NEWEST_FROM, RULE_AT, SPLIT_AT = 12, 19, 24


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
    canvas.put(RULE_AT, ruled(look.width, look.glyphs))
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
        canvas.left(3, Line().say(f"   No answers in the {value.period}."))
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
    glyphs = canvas.look.glyphs
    canvas.left(10, Line().say(" Answers by score"))
    for number, drawn in enumerate(spark.columns(value.histogram, 5, 4, 1, glyphs)):
        canvas.left(11 + number, Line().say(f" {drawn}".rstrip()))
    axis, counts = Line().say(" "), Line().say(" ")
    for score, count in enumerate(value.histogram):
        axis.at(1 + 5 * score).say(f" {score:<3}")
        counts.at(1 + 5 * score).say(
            f"{_short(count):^4}" if count < 100 else f"{_short(count):<4}"
        )
        if value.score is not None:
            start = 1 + 5 * score
            canvas.spot(17, start, start + 4, histogram_target(score), "scores")
    canvas.left(16, axis)
    canvas.left(17, counts)


def _short(count: int) -> str:
    if count < 10_000:
        return str(count)
    return f"{count // 1000}k" if count < 1_000_000 else f"{count // 1_000_000}M"


def _to_do(canvas: _Canvas, value: OverviewValue) -> None:
    glyphs = canvas.look.glyphs
    canvas.right(1, Line().say("To do"))
    if not value.complete:
        return
    for y, (line, target) in zip((3, 4, 5), to_do_lines(value, glyphs, 28), strict=True):
        canvas.right(y, line, target)
    canvas.right(6, *mine_line(value, glyphs, 28))
    within = Target(Category.DETRACTOR, View.IN_WORK, counts=Counts.WITHIN)
    canvas.right(8, Line().say(within_words(value)), within)
    due = Target(Category.DETRACTOR, counts=Counts.DUE)
    words = f"Falling due, hour by hour:  {by_hour_words(value)}   (6 h)"
    canvas.right(9, Line().say(words), due)


def _newest(canvas: _Canvas, value: OverviewValue) -> None:
    look = canvas.look
    canvas.right(NEWEST_FROM - 1, Line().say(f"Newest   {today_words(value.today)}"))
    for number, answer in enumerate(value.newest[: RULE_AT - NEWEST_FROM]):
        line = newest_line(answer, look.now, look.zone, look.glyphs, x=0,
                           end=look.width - RIGHT - 1)  # fmt: skip
        target = Target(ref=answer.ref, counts=Counts.NEWEST)
        canvas.right(NEWEST_FROM + number, line, target)


def _weeks(canvas: _Canvas, weeks: Sequence[TrendValue]) -> None:
    look = canvas.look
    known = spark.scale([[week.nps for week in weeks]])
    if known is None:
        canvas.left(20, Line().say(" By week"))
        canvas.left(21, Line().say("   too few answers a week for a line", Style.DIM))
        return
    low, high = known
    extent = f"low {numbers.signed(low)}, high {numbers.signed(high)}"
    heading = Line().say(f" By week, {len(weeks)} weeks   {extent}")
    if words := week_words(weeks, look):
        heading.say(f"   {words}", Style.STRONG)
    canvas.left(20, heading)
    after = WEEKS_AT + 2 * len(weeks) + 2
    drawn = " ".join(spark.spark([week.nps for week in weeks], low, high, look.glyphs))
    line = Line(look.glyphs).say("   NPS").at(WEEKS_AT).say(drawn)
    canvas.left(21, line.at(after).say(now_words(weeks[-1])))
    for number, week in enumerate(weeks):
        x = WEEKS_AT + 2 * number
        canvas.spot(21, x, x + 1, week_target(week, look.zone), "weeks")
    drawn = " ".join(sizes_drawn(weeks, look.glyphs))
    line = Line(look.glyphs).say("   answers").at(WEEKS_AT).say(drawn)
    canvas.left(22, line.at(after).say(weekly_words(weeks)))


def _split(canvas: _Canvas) -> None:
    from npstui.tui.lines.overview_split import WIDE, split_lines

    look = canvas.look
    assert look.split is not None
    room = look.height - 2 - SPLIT_AT
    lines = split_lines(look.split, room, WIDE, look.glyphs)
    for number, (line, target) in enumerate(lines):
        canvas.row(SPLIT_AT + number, line, target)


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
