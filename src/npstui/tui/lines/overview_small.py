"""Screen 1 on a small terminal: the same facts in 21 lines of 80 cells."""

from npstui.present import numbers, spark
from npstui.present.styles import Style
from npstui.present.values import OverviewValue
from npstui.tui.lines.drawing import Line, Pieces, ruled
from npstui.tui.lines.header import answers
from npstui.tui.lines.overview import (
    Look,
    Page,
    Spot,
    Target,
    bar_lines,
    mine_line,
    newest_line,
    sizes_drawn,
    to_do_lines,
    weekly_words,
)

BY_SCORE_AT = 11


def small_page(value: OverviewValue, look: Look) -> Page:
    """The overview from the top down; what does not fit is left out at the end."""
    rule = ruled(look.width, look.glyphs)
    lines: list[Pieces] = [rule, _score_line(value, look)]
    spots: list[Spot] = []

    def targeted(line: Line, target: Target) -> None:
        spots.append(Spot(len(lines), 0, look.width, target))
        lines.append(line.pieces)

    lines += [line.pieces for line in bar_lines(value.score, 30, look.glyphs)]
    lines.append(rule)
    if value.complete:
        for line, target in to_do_lines(value, look.glyphs, 28):
            targeted(Line(look.glyphs).say(" ").join(line), target)
        targeted(*_mine(value, look))
    else:
        lines += [[]] * 4
    lines.append(rule)
    lines += _trend(value, look)
    lines.append(rule)
    for answer in value.newest:
        if len(lines) >= look.height:
            break
        targeted(newest_line(answer, look, 1, look.width - 1, names=14), Target(ref=answer.ref))
    return Page(lines[: look.height], tuple(spot for spot in spots if spot.y < look.height))


def _mine(value: OverviewValue, look: Look) -> tuple[Line, Target]:
    line, target = mine_line(value, look.glyphs, 28)
    line = Line(look.glyphs).say(" ").join(line)
    if value.within_due is not None:
        share, goal = numbers.percent(value.within_due), numbers.percent(value.goal)
        line.at(54).say(f"in time {share}, goal {goal}")
    return line, target


def _score_line(value: OverviewValue, look: Look) -> Pieces:
    line = Line(look.glyphs).say("  ")
    if value.score is None:
        return line.say(f"No answers in the {value.period}.").pieces
    score = value.score
    line.say(numbers.signed(score.nps), Style.DIM if value.few else Style.STRONG)
    line.at(8).say(f"95 % interval {numbers.interval(score.low, score.high)}")
    if value.few:
        return line.at(43).say(f"only {answers(score.n, value.counting)}").pieces
    if value.previous is not None and value.change is not None:
        verdict = numbers.verdict(value.change.points, value.change.clear)
        line.at(43).say(f"{numbers.signed(value.previous.nps)} before: {verdict}")
    return line.pieces


def _trend(value: OverviewValue, look: Look) -> list[Pieces]:
    glyphs, weeks = look.glyphs, value.weeks
    lines: list[Pieces] = []
    known = spark.scale([[week.nps for week in weeks]])
    if not value.complete:
        lines += [[], []]
    elif known is None:
        lines.append([])
        lines.append(Line().say(" By week").at(BY_SCORE_AT).say("too few", Style.DIM).pieces)
    else:
        low, high = known
        drawn = spark.spark([week.nps for week in weeks], low, high, glyphs)
        words = f"{len(weeks)} weeks, {numbers.interval(low, high)}"
        lines.append(_trend_line("By week", drawn, words))
        lines.append(_trend_line("Answers", sizes_drawn(weeks, glyphs), weekly_words(weeks)))
    (drawn,) = spark.columns(value.histogram, 1, 2, 1, glyphs)
    lines.append(Line().say(" By score").at(BY_SCORE_AT).say(drawn).pieces)
    axis = Line().say(" " * BY_SCORE_AT)
    for score in range(len(value.histogram)):
        axis.at(BY_SCORE_AT + 3 * score).say(str(score))
    lines.append(axis.pieces)
    return lines


def _trend_line(name: str, drawn: str, words: str) -> Pieces:
    return Line().say(f" {name}").at(BY_SCORE_AT).say(drawn).at(40).say(words).pieces
