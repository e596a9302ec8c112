"""The split on screen 1: how the groups of a dimension compare, a line each."""

from collections.abc import Sequence
from dataclasses import dataclass

from npstui.present import numbers, spark
from npstui.present.glyphs import Glyphs
from npstui.present.parts import Against, Asked, GroupValue, SplitValue
from npstui.present.styles import Style
from npstui.present.text import SafeText, safe
from npstui.tui.lines.drawing import Line
from npstui.tui.lines.overview import Counts, Target

TOO_FEW = "too few"
BY_CELLS = 18


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns stand; answers and NPS end there, the others begin."""

    name: int
    answers: int
    nps: int
    interval: int
    line: int
    against: int
    step: int = 1  # cells of a line's period, with the gap after it where there is one
    extent: int | None = None  # low and high in the heading; without it on a line of all


WIDE = Columns(name=3, answers=29, nps=35, interval=37, line=54, against=69, extent=89)
BROAD = Columns(name=3, answers=37, nps=46, interval=51, line=70, against=102, step=2, extent=126)
SMALL = Columns(name=1, answers=25, nps=31, interval=33, line=47, against=61)


def split_lines(
    split: SplitValue, room: int, columns: Columns, glyphs: Glyphs
) -> list[tuple[Line, Target | None]]:
    """Heading and groups in at most `room` lines, the largest first; what is left is one line."""
    known = spark.scale([group.line for group in split.groups if _is_drawn(group)])
    extent = "" if known is None else numbers.interval(*known)
    lines: list[tuple[Line, Target | None]] = [(_heading(split, extent, columns, glyphs), None)]
    rows = max(room - 1 - (columns.extent is None), 1)
    shown = split.groups if len(split.groups) <= rows else split.groups[: rows - 1]
    lines += [(_row(group, known, columns, glyphs), group_target(split, group)) for group in shown]
    if folded := split.groups[len(shown) :]:
        lines.append((_folded(folded, columns, glyphs), _others(split, shown, len(folded))))
    if columns.extent is None and split.everyone is not None:
        everyone = split.everyone
        line = Line(glyphs).at(columns.name).say("all")
        _number(line, everyone.n, columns.answers)
        _until(line, numbers.signed(everyone.nps), columns.nps)
        line.at(columns.interval).say(numbers.interval(everyone.low, everyone.high))
        lines.append((line.at(columns.line).say(extent), None))
    return lines


def group_target(split: SplitValue, group: GroupValue) -> Target:
    """The answers of one group."""
    words = safe(f"{split.name}: {group.name}")
    asked = Asked(words, dimension=split.dimension, values=(group.value,))
    return Target(counts=Counts.GROUP, asked=asked)


def _heading(split: SplitValue, extent: str, columns: Columns, glyphs: Glyphs) -> Line:
    line = Line(glyphs).say(" By ").cut_put(split.name, BY_CELLS)
    _until(line, "answers", columns.answers)
    _until(line, "NPS", columns.nps)
    line.at(columns.interval).say("between")
    line.at(columns.line).say(f"12 {split.every}")
    line.at(columns.against).say("against the rest")
    if columns.extent is not None:
        words = f"{extent}   " if extent else ""
        line.at(columns.extent).say(f"{words}d another split")
    return line


def _row(
    group: GroupValue, known: tuple[float, float] | None, columns: Columns, glyphs: Glyphs
) -> Line:
    few = group.against is Against.FEW
    style = Style.DIM if few else Style.TEXT
    line = Line(glyphs).at(columns.name)
    line.cut_put(group.name, columns.answers - 8 - columns.name, style)
    _number(line, group.score.n, columns.answers, style)
    _until(line, numbers.signed(group.score.nps), columns.nps, style)
    line.at(columns.interval).say(numbers.interval(group.score.low, group.score.high), style)
    if not _is_drawn(group) or known is None:
        line.at(columns.line + 2).say(TOO_FEW, Style.DIM)
    else:
        drawn = spark.spark(group.line, *known, glyphs)
        line.at(columns.line).say(spark.apart(drawn, columns.step))
    if group.against is not Against.UNCLEAR:
        strong = Style.DIM if few else Style.STRONG
        line.at(columns.against).say(group.against.value, strong)
    return line


def _folded(folded: Sequence[GroupValue], columns: Columns, glyphs: Glyphs) -> Line:
    line = Line(glyphs).at(columns.name).say(f"{numbers.count(len(folded), 'other')}", Style.DIM)
    answers = sum(group.score.n for group in folded)
    _number(line, answers, columns.answers, Style.DIM)
    largest = max(group.score.n for group in folded)
    each = f"{numbers.thousands(largest)} answers or fewer each"
    return line.at(columns.interval).say(each, Style.DIM)


def _others(split: SplitValue, shown: Sequence[GroupValue], number: int) -> Target:
    words = SafeText(f"{numbers.count(number, 'other')} by {split.name}")
    values = tuple(group.value for group in shown)
    asked = Asked(words, dimension=split.dimension, values=values, others=True)
    return Target(counts=Counts.GROUP, asked=asked)


def _is_drawn(group: GroupValue) -> bool:
    return group.against is not Against.FEW and any(point is not None for point in group.line)


def _number(line: Line, number: int, end: int, style: Style = Style.TEXT) -> None:
    _until(line, numbers.thousands(number), end, style)


def _until(line: Line, words: str, end: int, style: Style = Style.TEXT) -> None:
    line.at(max(end - len(words), line.width + 1)).say(words, style)
