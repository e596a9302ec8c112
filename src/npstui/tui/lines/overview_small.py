"""Screen 1 on a small terminal: the same facts one below the other; the screen scrolls."""

from npstui.model.category import Category
from npstui.present import numbers, spark
from npstui.present.styles import Style
from npstui.present.values import OverviewValue, View
from npstui.tui.lines.drawing import Line, Pieces, ruled
from npstui.tui.lines.header import answers, none_in
from npstui.tui.lines.newest import newest_line
from npstui.tui.lines.overview import (
    CATEGORY_NAMES,
    Counts,
    Look,
    Page,
    Parts,
    Spot,
    Target,
    bar_lines,
    by_hour_words,
    category_target,
    due_target,
    facts,
    histogram_target,
    mine_line,
    part_spots,
    score_target,
    sizes_drawn,
    to_do_lines,
    verdict_of,
    week_target,
    week_words,
    weekly_words,
)

BY_SCORE_AT, WORDS_AT = 11, 40
NEWEST, GROUPS = 5, 12  # lines of each at the most


def small_page(value: OverviewValue, look: Look) -> Page:
    """The overview from the top down, as many lines as it takes."""
    page = _Column(look)
    page.add(ruled(look.width, look.glyphs))
    page.add(_score_line(value, look), score_target() if value.score else None)
    for category, line in zip(CATEGORY_NAMES, bar_lines(value.score, 30, look.glyphs), strict=True):
        page.add(line.pieces, category_target(category) if value.score else None)
    page.rule()
    if value.complete:
        _to_do(page, value)
    else:
        page.lines += [[]] * 5
    page.rule()
    _trend(page, value)
    page.rule()
    for answer in value.newest[:NEWEST]:
        line = newest_line(answer, look.now, look.zone, look.glyphs, x=1, end=look.width - 1,
                           names=14)  # fmt: skip
        page.add(line.pieces, Target(ref=answer.ref, counts=Counts.NEWEST))
    if look.split is not None:
        from npstui.tui.lines.overview_split import SMALL, split_lines

        page.rule()
        for line, target in split_lines(look.split, GROUPS, SMALL, look.glyphs):
            page.add(line.pieces, target)
    if told := facts(value, look):
        page.rule()
        for words, target in told:
            page.add(Line().say(f" {words}").pieces, target)
    return Page(page.lines, tuple(page.spots))


class _Column:
    """Lines from the top down with what can be opened in them."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.lines: list[Pieces] = []
        self.spots: list[Spot] = []

    def add(self, pieces: Pieces, target: Target | None = None) -> None:
        if target is not None:
            self.spot(0, self.look.width, target)
        self.lines.append(pieces)

    def spot(self, x: int, end: int, target: Target, row: str = "") -> None:
        """On the line that comes next."""
        self.spots.append(Spot(len(self.lines), x, end, target, row))

    def parts(self, parts: Parts, end: int) -> None:
        """The counts of the line that comes next."""
        y = len(self.lines)
        self.spots += part_spots(parts, y, 0, end, f"to do {y}")

    def rule(self) -> None:
        self.add(ruled(self.look.width, self.look.glyphs))


def _to_do(page: _Column, value: OverviewValue) -> None:
    glyphs = page.look.glyphs
    for line, parts in to_do_lines(value, glyphs, 28):
        page.parts(parts, page.look.width)
        page.add(Line(glyphs).say(" ").join(line).pieces)
    line, parts = mine_line(value, glyphs, 28)
    line = Line(glyphs).say(" ").join(line)
    if value.within_due is None:
        page.parts(parts, page.look.width)
    else:
        share, goal = numbers.percent(value.within_due), numbers.percent(value.goal)
        line.at(54).say(f"in time {share}, goal {goal}")
        within = Target(Category.DETRACTOR, View.IN_WORK, counts=Counts.WITHIN)
        page.parts([*parts, (53, within)], page.look.width)
    page.add(line.pieces)
    line = Line().say("   Falling due, hour by hour:").at(31).say(f"{by_hour_words(value)}   (6 h)")
    page.add(line.pieces, due_target())


def _score_line(value: OverviewValue, look: Look) -> Pieces:
    line = Line(look.glyphs).say("  ")
    if value.score is None:
        return line.say(f"{none_in(value.period).capitalize()}.").pieces
    score = value.score
    line.say(numbers.signed(score.nps), Style.DIM if value.few else Style.STRONG)
    line.at(8).say(f"95 % interval {numbers.interval(score.low, score.high)}")
    if value.few:
        return line.at(43).say(f"only {answers(score.n, value.counting)}").pieces
    if value.previous is not None and value.change is not None:
        verdict = numbers.verdict(value.change.points, value.change.clear)
        line.at(43).say(f"{numbers.signed(value.previous.nps)} before: {verdict}")
    return line.pieces


def _trend(page: _Column, value: OverviewValue) -> None:
    look, weeks = page.look, value.weeks
    known = spark.scale([[week.nps for week in weeks]])
    if not value.complete:
        page.lines += [[], []]
    elif known is None:
        page.add(Line().say(" By week").at(BY_SCORE_AT).say(TOO_FEW, Style.DIM).pieces)
        drawn = sizes_drawn(weeks, look.glyphs)
        page.add(_trend_line("Answers", drawn, weekly_words(weeks)) if weeks else [])
    else:
        low, high = known
        drawn = spark.spark([week.nps for week in weeks], low, high, look.glyphs)
        words = f"{len(weeks)} weeks, {numbers.interval(low, high)}"
        change = weeks[-1].change
        if change is not None and change.clear:
            words += f", now {verdict_of(weeks[-1])}"
        for number, week in enumerate(weeks):
            at = BY_SCORE_AT + number
            page.spot(at, at + 1, week_target(week, look.zone), "weeks")
        page.add(_trend_line("By week", drawn, week_words(weeks, look) or words))
        page.add(_trend_line("Answers", sizes_drawn(weeks, look.glyphs), weekly_words(weeks)))
    (drawn,) = spark.columns(value.histogram, 1, 2, 1, look.glyphs)
    page.add(Line().say(" By score").at(BY_SCORE_AT).say(drawn).pieces)
    axis = Line().say(" " * BY_SCORE_AT)
    for score, count in enumerate(value.histogram):
        at = BY_SCORE_AT + 3 * score
        axis.at(at).say(str(score))
        if value.score is not None:
            target = histogram_target(score)
            page.spot(at, at + 2, target, "scores")
            if target == look.cursor:
                drawn = f"{numbers.count(count, 'answer')} of {score}"
    if look.cursor is not None and look.cursor.counts is Counts.HISTOGRAM:
        axis.at(WORDS_AT + 8).say(drawn, Style.STRONG)
    page.add(axis.pieces)


def _trend_line(name: str, drawn: str, words: str) -> Pieces:
    return Line().say(f" {name}").at(BY_SCORE_AT).say(drawn).at(WORDS_AT).say(words).pieces


TOO_FEW = "too few"
