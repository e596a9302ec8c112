"""Screen 1: how it stands and what waits, laid out for a wide and for a small terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from npstui.model.category import Category
from npstui.model.counting import Counting
from npstui.model.response import ResponseRef
from npstui.present import numbers, spark
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import CATEGORY_STYLES, NO_COMMENT, Style
from npstui.present.text import EMPTY
from npstui.present.times import moment
from npstui.present.values import (
    NewestValue,
    OverviewValue,
    QueueCounts,
    ScoreValue,
    TrendValue,
    View,
)
from npstui.tui.lines.drawing import Line, Pieces, ruled
from npstui.tui.lines.header import answers

WIDE_FROM, TALL_FROM = 110, 33
RIGHT = 59  # where the right column begins


@dataclass(frozen=True, slots=True)
class Target:
    """A line that enter opens: one answer, or a queue; without a category all open cases."""

    category: Category | None = None
    view: View = View.QUEUE
    ref: ResponseRef | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a target stands: line `y`, from cell `x` to the edge of its column."""

    y: int
    x: int
    end: int
    target: Target


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a screen, and those of them that can be opened, from the top down."""

    lines: list[Pieces]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What the drawing depends on beside the value."""

    width: int
    height: int
    now: datetime
    zone: ZoneInfo
    glyphs: Glyphs = UNICODE


def overview_page(value: OverviewValue, look: Look) -> Page:
    """The overview for a body of `look.width` by `look.height` cells."""
    from npstui.tui.lines.overview_small import small_page

    if value.score is None and not value.newest:
        return empty_page(look)
    if look.width < WIDE_FROM or look.height < TALL_FROM:
        return small_page(value, look)
    return _wide_page(value, look)


def empty_page(look: Look) -> Page:
    """What an empty store shows: how to fill it."""
    words = (
        "",
        "No answers yet.",
        "",
        "npstui import FILE.csv     brings the answers of a file in, also while this is open",
        "npstui FILE.csv            opens a file in a store of its own",
        "",
        "q leaves.",
    )
    lines = [Line().say(f" {text}").pieces if text else [] for text in words]
    return Page(lines[: look.height], ())


CATEGORY_NAMES = {
    Category.PROMOTER: "Promoters",
    Category.PASSIVE: "Passives",
    Category.DETRACTOR: "Detractors",
}
_TO_DO = (Category.DETRACTOR, Category.PASSIVE, Category.PROMOTER)
_WAITING = {
    Category.DETRACTOR: "waiting",
    Category.PASSIVE: "open",
    Category.PROMOTER: "to thank",
}


def bar_lines(score: ScoreValue | None, cells: int, glyphs: Glyphs) -> list[Line]:
    """The three categories with their counts, shares and bars, promoters first."""
    counts = (0, 0, 0) if score is None else (score.promoters, score.passives, score.detractors)
    shares = numbers.shares(counts)
    lines = []
    for category, count, share in zip(CATEGORY_NAMES, counts, shares, strict=True):
        line = Line(glyphs).say(" ")
        style = CATEGORY_STYLES[category]
        line.say(f"{glyphs.categories[category]} {CATEGORY_NAMES[category]}", style)
        line.at(13).say(f"{numbers.thousands(count):>5}  {share:>2} %  ")
        lines.append(line.say(spark.bar(count, sum(counts), cells, glyphs), style))
    return lines


def to_do_lines(value: OverviewValue, glyphs: Glyphs, soon_at: int) -> list[tuple[Line, Target]]:
    """What waits in each category and for the person, each with what enter opens."""
    counted = {count.category: count for count in value.queues}
    lines = []
    for category in _TO_DO:
        count = counted.get(category, QueueCounts(category, 0, 0, 0))
        line = Line(glyphs)
        name = f"{glyphs.categories[category]} {CATEGORY_NAMES[category]}"
        line.say(name, CATEGORY_STYLES[category])
        line.at(14).say(f"{numbers.thousands(count.waiting):>3} {_WAITING[category]}")
        _soon(line.at(soon_at), count)
        lines.append((line, Target(category)))
    return lines


def mine_line(value: OverviewValue, glyphs: Glyphs, soon_at: int) -> tuple[Line, Target]:
    """The person's own cases."""
    line = Line(glyphs).say("  Mine").at(14).say(f"{numbers.thousands(value.mine_open):>3} open")
    if value.mine_due_today:
        line.at(soon_at).say(f"{value.mine_due_today} due today")
    return line, Target(None, View.MINE)


def within_words(value: OverviewValue) -> str:
    """The share of first contacts in time, against the goal."""
    goal = f"goal {numbers.percent(value.goal)}"
    if value.within_due is None:
        return f"First contact in time: none due yet, {goal}"
    return f"First contact in time: {numbers.percent(value.within_due)}, {goal} (30 days)"


def newest_line(answer: NewestValue, look: Look, x: int, end: int, names: int = 16) -> Line:
    """One answer: when, category and score, who, what."""
    line = Line(look.glyphs).say(" " * x) if x else Line(look.glyphs)
    style = CATEGORY_STYLES[answer.category]
    line.say(f"{moment(answer.at, look.now, look.zone):<5} ")
    line.say(f"{look.glyphs.categories[answer.category]} {answer.score:>2}", style).say(" ")
    line.cut_put(answer.customer, names).at(max(line.width, x + 11 + names + 1))
    if answer.comment:
        return line.cut_put(answer.comment, end - line.width)
    return line.cut_put(NO_COMMENT, end - line.width, Style.DIM)


def _soon(line: Line, count: QueueCounts) -> None:
    if count.category is Category.DETRACTOR:
        if count.late:
            line.say(f"{numbers.thousands(count.late)} late", Style.STRONG).say("   ")
        if count.soon:
            line.say(f"{numbers.thousands(count.soon)} due within 6 h")
    elif count.soon:
        words = (
            "with under 30 days left" if count.category is Category.PASSIVE else "from this week"
        )
        line.say(f"{numbers.thousands(count.soon)} {words}")


def _wide_page(value: OverviewValue, look: Look) -> Page:
    canvas = _Canvas(look)
    canvas.put(0, ruled(look.width, look.glyphs))
    _score_block(canvas, value)
    for number, line in enumerate(bar_lines(value.score, 29, look.glyphs)):
        canvas.left(6 + number, line)
    _histogram(canvas, value)
    canvas.right(1, Line().say("To do"))
    if value.complete:
        to_do = to_do_lines(value, look.glyphs, 28)
        for y, (line, target) in zip((3, 4, 5), to_do, strict=True):
            canvas.right(y, line, target)
        canvas.right(6, *mine_line(value, look.glyphs, 28))
        canvas.right(8, Line().say(within_words(value)))
        _weeks(canvas, value.weeks)
    canvas.put(19, ruled(look.width, look.glyphs))
    _newest(canvas, value)
    canvas.put(look.height - 1, _facts_line(value, look))
    return canvas.page()


class _Canvas:
    """Lines with a left and a right column, collected by y."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self._lines: dict[int, Line] = {}
        self._ruled: dict[int, Pieces] = {}
        self._spots: list[Spot] = []

    def put(self, y: int, pieces: Pieces) -> None:
        self._ruled[y] = pieces

    def left(self, y: int, line: Line) -> None:
        self._lines[y] = line

    def right(self, y: int, line: Line, target: Target | None = None) -> None:
        self._lines[y] = self._lines.get(y, Line(self.look.glyphs)).at(RIGHT).join(line)
        if target is not None:
            self._spots.append(Spot(y, RIGHT - 1, self.look.width, target))

    def row(self, y: int, line: Line, target: Target) -> None:
        self._lines[y] = line
        self._spots.append(Spot(y, 0, self.look.width, target))

    def page(self) -> Page:
        lines: list[Pieces] = [[] for _ in range(self.look.height)]
        for y, line in self._lines.items():
            if y < self.look.height:
                lines[y] = line.pieces
        for y, pieces in self._ruled.items():
            if y < self.look.height:
                lines[y] = pieces
        spots = sorted(
            (spot for spot in self._spots if spot.y < self.look.height), key=lambda spot: spot.y
        )
        return Page(lines, tuple(spots))


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
    canvas.left(3, line)
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
    canvas.left(16, axis)
    canvas.left(17, counts)


def _short(count: int) -> str:
    if count < 10_000:
        return str(count)
    return f"{count // 1000}k" if count < 1_000_000 else f"{count // 1_000_000}M"


def _weeks(canvas: _Canvas, weeks: Sequence[TrendValue]) -> None:
    glyphs = canvas.look.glyphs
    known = spark.scale([[week.nps for week in weeks]])
    if known is None:
        canvas.left(20, Line().say(" By week"))
        canvas.left(21, Line().say("   too few answers a week for a line", Style.DIM))
        return
    low, high = known
    extent = f"low {numbers.signed(low)}, high {numbers.signed(high)}"
    canvas.left(20, Line().say(f" By week, {len(weeks)} weeks   {extent}"))
    drawn = " ".join(spark.spark([week.nps for week in weeks], low, high, glyphs))
    line = Line(glyphs).say("   NPS").at(13).say(drawn)
    canvas.left(21, line.at(13 + 2 * len(weeks) + 2).say(now_words(weeks[-1])))
    drawn = " ".join(sizes_drawn(weeks, glyphs))
    line = Line(glyphs).say("   answers").at(13).say(drawn)
    canvas.left(22, line.at(13 + 2 * len(weeks) + 2).say(weekly_words(weeks)))


def now_words(week: TrendValue) -> str:
    """The last week of a trend in words."""
    so_far = " so far" if week.so_far else ""
    if week.nps is None:
        return f"now {numbers.count(week.n, 'answer')}{so_far}"
    return f"now {numbers.signed(week.nps)} ({numbers.count(week.n, 'answer')}{so_far})"


def sizes_drawn(weeks: Sequence[TrendValue], glyphs: Glyphs) -> str:
    """How many answers each week brought, a week without any left blank."""
    sizes = [float(week.n) if week.n else None for week in weeks]
    low, high = spark.scale([sizes]) or (0.0, 0.0)
    return spark.spark(sizes, low, high, glyphs)


def weekly_words(weeks: Sequence[TrendValue]) -> str:
    """How many answers a whole week brings."""
    whole = [week.n for week in weeks if not week.so_far] or [week.n for week in weeks]
    low, high = numbers.thousands(min(whole)), numbers.thousands(max(whole))
    return f"{low} a week" if low == high else f"{low} to {high} a week"


def today_words(today: int) -> str:
    """How many came today."""
    return f"{numbers.thousands(today)} today" if today else "none today"


def _newest(canvas: _Canvas, value: OverviewValue) -> None:
    look = canvas.look
    room = look.height - 27
    canvas.left(24, Line().say(f" Newest   {today_words(value.today)}"))
    for number, answer in enumerate(value.newest[: max(room, 0)]):
        line = newest_line(answer, look, 3, look.width - 1, names=20)
        canvas.row(25 + number, line, Target(ref=answer.ref))


def _facts_line(value: OverviewValue, look: Look) -> Pieces:
    facts = []
    if value.newest_at is not None:
        facts.append(f"Newest answer {moment(value.newest_at, look.now, look.zone)}")
    if value.with_comment is not None:
        facts.append(f"{numbers.percent(value.with_comment)} with a comment")
    if value.quarantined:
        facts.append(f"{numbers.count(value.quarantined, 'row')} in quarantine")
    if value.without_contact_data:
        who = numbers.count(value.without_contact_data, "detractor")
        facts.append(f"{who} without contact data")
    return Line(look.glyphs).say(f" {'   '.join(facts)}").pieces if facts else [(EMPTY, Style.TEXT)]
