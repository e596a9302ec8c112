"""What screen 1 is made of: what its lines count and open, and the words that both forms share."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from npstui.model.category import (
    DETRACTOR_MAX,
    HIGHEST,
    LOWEST,
    PROMOTER_MIN,
    Category,
    category_of,
)
from npstui.model.frozen import dataclass
from npstui.model.response import ResponseRef
from npstui.present import numbers, spark
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.parts import Asked, Cases
from npstui.present.styles import CATEGORY_STYLES, Style
from npstui.present.text import SafeText
from npstui.present.times import moment
from npstui.present.values import OverviewValue, QueueCounts, ScoreValue, TrendValue, View
from npstui.tui.lines.drawing import Line, Pieces

if TYPE_CHECKING:
    from npstui.present.parts import SplitValue


class Counts(StrEnum):
    """What a line counts; `i` explains it."""

    SCORE = "score"
    CATEGORY = "category"
    HISTOGRAM = "histogram"
    QUEUE = "queue"
    MINE = "mine"
    WITHIN = "within"
    DUE = "due"
    NEWEST = "newest"
    WEEK = "week"
    GROUP = "group"
    COMMENTS = "comments"
    QUARANTINE = "quarantine"
    NO_CONTACT_DATA = "no-contact-data"
    CAME_LATE = "came-late"


@dataclass(frozen=True, slots=True)
class Target:
    """A line that enter opens: some answers, one, or a queue; without a category all open cases."""

    category: Category | None = None
    view: View = View.QUEUE
    ref: ResponseRef | None = None
    counts: Counts = Counts.QUEUE
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a target stands: line `y`, from cell `x` to `end`.

    Up and down go over the rows, left and right within one; those of `row` "" stand alone.
    """

    y: int
    x: int
    end: int
    target: Target
    row: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a screen, the first of them the rule that stays, and what can be opened in
    them, in the order that down goes over it.
    """

    lines: list[Pieces]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What the drawing depends on beside the value; `cursor` is what the cursor is on."""

    width: int
    height: int
    now: datetime
    zone: ZoneInfo
    glyphs: Glyphs = UNICODE
    split: "SplitValue | None" = None
    cursor: Target | None = None


CATEGORY_NAMES = {
    Category.PROMOTER: "Promoters",
    Category.PASSIVE: "Passives",
    Category.DETRACTOR: "Detractors",
}
SCORES = {
    Category.PROMOTER: (PROMOTER_MIN, HIGHEST),
    Category.PASSIVE: (DETRACTOR_MAX + 1, PROMOTER_MIN - 1),
    Category.DETRACTOR: (LOWEST, DETRACTOR_MAX),
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
    counted = max(5, 1 + max(len(numbers.thousands(count)) for count in counts))
    lines = []
    for category, count, share in zip(CATEGORY_NAMES, counts, shares, strict=True):
        line = Line(glyphs).say(" ")
        style = CATEGORY_STYLES[category]
        line.say(f"{glyphs.categories[category]} {CATEGORY_NAMES[category]}", style)
        line.at(13).say(f"{numbers.thousands(count):>{counted}}  {share:>2} %  ")
        lines.append(line.say(spark.bar(count, sum(counts), cells, glyphs), style))
    return lines


Parts = list[tuple[int, Target]]  # from which cell of a line on enter opens what


def to_do_lines(value: OverviewValue, glyphs: Glyphs, soon_at: int) -> list[tuple[Line, Parts]]:
    """What waits in each category and for the person, with what enter opens of each count."""
    counted = {count.category: count for count in value.queues}
    lines = []
    for category in _TO_DO:
        count = counted.get(category, QueueCounts(category, 0, 0, 0))
        line = Line(glyphs)
        name = f"{glyphs.categories[category]} {CATEGORY_NAMES[category]}"
        line.say(name, CATEGORY_STYLES[category])
        line.at(14).say(f"{numbers.thousands(count.waiting):>3} {_WAITING[category]}")
        lines.append((line, [(0, Target(category)), *_soon(line.at(soon_at), count)]))
    return lines


def mine_line(value: OverviewValue, glyphs: Glyphs, soon_at: int) -> tuple[Line, Parts]:
    """The person's own cases."""
    line = Line(glyphs).say("  Mine").at(14).say(f"{numbers.thousands(value.mine_open):>3} open")
    parts = [(0, Target(None, View.MINE, counts=Counts.MINE))]
    if value.mine_due_today:
        today = Asked(SafeText("Mine, due today"), cases=Cases.DUE_TODAY)
        parts.append((soon_at, Target(counts=Counts.MINE, asked=today)))
        line.at(soon_at).say(f"{value.mine_due_today} due today")
    return line, parts


def part_spots(parts: Parts, y: int, x: int, end: int, row: str) -> list[Spot]:
    """The parts of a line whose words begin one cell after `x`: left and right go over them."""
    ends = [x + start - 1 for start, _ in parts[1:]] + [end]
    return [
        Spot(y, x + start, until, target, row if len(parts) > 1 else "")
        for (start, target), until in zip(parts, ends, strict=True)
    ]


def due_target() -> Target:
    """The detractors due in the next hours."""
    return Target(Category.DETRACTOR, counts=Counts.DUE, asked=_due_soon())


def within_words(value: OverviewValue) -> str:
    """The share of first contacts in time, against the goal."""
    goal = f"goal {numbers.percent(value.goal)}"
    if value.within_due is None:
        return f"First contact in time: none due yet, {goal}"
    return f"First contact in time: {numbers.percent(value.within_due)}, {goal} (30 days)"


def by_hour_words(value: OverviewValue) -> str:
    """How many detractors fall due in each of the next hours, their number summing to "soon"."""
    return "  ".join(str(due) for due in value.due_by_hour)


def category_target(category: Category) -> Target:
    """The answers of a category."""
    lowest, highest = SCORES[category]
    words = SafeText(f"{CATEGORY_NAMES[category]}, scores {lowest} to {highest}")
    return Target(category, counts=Counts.CATEGORY, asked=Asked(words, scores=(lowest, highest)))


def score_target() -> Target:
    """All answers of the period."""
    return Target(counts=Counts.SCORE, asked=Asked(SafeText("Every answer")))


def histogram_target(score: int) -> Target:
    """The answers of one score."""
    asked = Asked(SafeText(f"Score {score}"), scores=(score, score))
    return Target(category_of(score), counts=Counts.HISTOGRAM, asked=asked)


def week_target(week: TrendValue, zone: ZoneInfo) -> Target:
    """The answers of one week."""
    year, number, _day = week.start.astimezone(zone).isocalendar()
    asked = Asked(SafeText(f"Week {number}"), period=f"{year}-W{number:02}")
    return Target(counts=Counts.WEEK, asked=asked)


def week_words(weeks: Sequence[TrendValue], look: Look) -> str:
    """The week that the cursor is on, in words; "" where it is on none."""
    if look.cursor is None or look.cursor.counts is not Counts.WEEK:
        return ""
    for week in weeks:
        if week_target(week, look.zone) == look.cursor and look.cursor.asked is not None:
            nps = "too few" if week.nps is None else numbers.signed(week.nps)
            so_far = " so far" if week.so_far else ""
            return f"{look.cursor.asked.words}: {nps}, {numbers.count(week.n, 'answer')}{so_far}"
    return ""


def facts(value: OverviewValue, look: Look) -> list[tuple[str, Target]]:
    """What the data is like, each part with what enter opens."""
    told: list[tuple[str, Target]] = []
    if value.newest_at is not None and value.newest:
        newest = f"Newest answer {moment(value.newest_at, look.now, look.zone)}"
        told.append((newest, Target(ref=value.newest[0].ref, view=View.ALL, counts=Counts.NEWEST)))
    if value.with_comment is not None:
        commented = Asked(SafeText("Answers with a comment"), commented=True)
        words = f"{numbers.percent(value.with_comment)} with a comment"
        told.append((words, Target(counts=Counts.COMMENTS, asked=commented)))
    if value.quarantined:
        rows = f"{numbers.count(value.quarantined, 'row')} in quarantine"
        told.append((rows, Target(counts=Counts.QUARANTINE)))
    if value.without_contact_data:
        who = numbers.count(value.without_contact_data, "detractor")
        target = Target(Category.DETRACTOR, View.NO_CONTACT_DATA, counts=Counts.NO_CONTACT_DATA)
        told.append((f"{who} without contact data", target))
    if value.came_late:
        late = Asked(SafeText("Detractors late on arrival"), cases=Cases.LATE_ON_ARRIVAL)
        target = Target(Category.DETRACTOR, counts=Counts.CAME_LATE, asked=late)
        told.append((f"{numbers.thousands(value.came_late)} late on arrival", target))
    return told


def now_words(weeks: Sequence[TrendValue], room: int) -> str:
    """The last week of a trend in words, and whether it differs from the one before as Trends
    tells it: in as many words as there is room for.
    """
    week = weeks[-1]
    so_far = " so far" if week.so_far else ""
    if week.nps is None:
        return f"now {numbers.count(week.n, 'answer')}{so_far}"
    said = f"now {numbers.signed(week.nps)} ({numbers.count(week.n, 'answer')}{so_far})"
    if week.change is None:
        return said
    verdict, before = verdict_of(week), weeks[-2].nps
    full = f"{said}: {verdict}"
    if before is not None:
        full += f", the week before {numbers.signed(before)}"
    return next((each for each in (full, f"{said}: {verdict}") if len(each) <= room), said)


def verdict_of(week: TrendValue) -> str:
    """How a week differs from the one before, in the words of Trends; "" where too few answered."""
    change = week.change
    return "" if change is None else numbers.verdict(change.points, change.clear)


def sizes_drawn(weeks: Sequence[TrendValue], glyphs: Glyphs) -> str:
    """How many answers each week brought, a week without any left blank."""
    sizes = [float(week.n) if week.n else None for week in weeks]
    low, high = spark.scale([sizes]) or (0.0, 0.0)
    return spark.spark(sizes, low, high, glyphs)


def weekly_words(weeks: Sequence[TrendValue]) -> str:
    """How many answers a whole week brings."""
    whole = [week.n for week in weeks if not week.so_far]
    if not any(whole):
        whole = [week.n for week in weeks]
    low, high = numbers.thousands(min(whole)), numbers.thousands(max(whole))
    return f"{low} a week" if low == high else f"{low} to {high} a week"


def today_words(today: int) -> str:
    """How many came today."""
    return f"{numbers.thousands(today)} today" if today else "none today"


def _due_soon() -> Asked:
    return Asked(SafeText("Detractors due within 6 h"), cases=Cases.DUE_SOON)


def _soon(line: Line, count: QueueCounts) -> Parts:
    """Says what is urgent of them; where each of its counts begins, and what it opens."""
    parts: Parts = []
    if count.category is Category.DETRACTOR:
        if count.late:
            parts.append((line.width, Target(count.category, View.LATE)))
            line.say(f"{numbers.thousands(count.late)} late", Style.STRONG).say("   ")
        if count.soon:
            parts.append((line.width, Target(count.category, asked=_due_soon())))
            line.say(f"{numbers.thousands(count.soon)} due within 6 h")
    elif count.soon:
        passive = count.category is Category.PASSIVE
        view = View.UNDER_30 if passive else View.THIS_WEEK
        parts.append((line.width, Target(count.category, view)))
        words = "with under 30 days left" if passive else "from this week"
        line.say(f"{numbers.thousands(count.soon)} {words}")
    return parts
