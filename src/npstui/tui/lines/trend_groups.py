"""The lines of groups on screen 5: a digit each, the band of the one chosen, their words."""

from collections.abc import Sequence
from dataclasses import replace

from npstui.present.cells import cut
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.numbers import count, signed, thousands
from npstui.present.styles import Style
from npstui.present.text import safe
from npstui.present.trends_value import PeriodValue, TrendsValue
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.lines.trend_chart import Columns, axis_label, rows_of, scale_of
from npstui.tui.lines.trend_words import Look

NAME_MOST, NAME_LEAST = 20, 4
BESIDE_NAME = 9  # digit, score, gaps


def line_of(value: TrendsValue, chosen: int) -> TrendsValue:
    """The value with the line of the chosen group, counted from 1, in the place of that of all."""
    if value.split is None or not 0 < chosen <= len(value.split.groups):
        return value
    group = value.split.groups[chosen - 1]
    return replace(value, points=group.points, of=safe(f"{value.split.name} {group.name}"))


def group_again(before: TrendsValue | None, chosen: int, value: TrendsValue) -> int:
    """Where the group chosen before stands now; 0 where it is not drawn any more."""
    was = None if before is None else before.split
    if was is None or value.split is None or was.dimension != value.split.dimension or not chosen:
        return 0
    names = [group.value for group in value.split.groups]
    held = was.groups[chosen - 1].value
    return names.index(held) + 1 if held in names else 0


def group_chart(
    value: TrendsValue,
    chosen: int,
    sight: slice,
    columns: Columns,
    rows: int,
    glyphs: Glyphs = UNICODE,
) -> list[Pieces]:
    """The chosen line with its band, the others as digits; thin periods of groups stay blank.

    0 chooses the line of all. Where lines meet their digits stand side by side.
    """
    assert value.split is not None
    every = value.points[sight]
    groups = [group.points[sight] for group in value.split.groups]
    held = [point.score.nps for line in groups for point in line if point.score and not point.few]
    scale = scale_of(every, rows, held)
    if scale is None:
        return []
    banded = every if chosen == 0 else groups[chosen - 1]
    spans = [rows_of(point, scale) for point in banded]
    marks: dict[tuple[int, int], str] = {}
    for number, points in enumerate(groups, 1):
        for place, point in enumerate(points):
            if point.score is not None and not point.few and number != chosen:
                at = place, scale.row(point.score.nps)
                marks[at] = marks.get(at, "") + str(number)
    own = glyphs.point if chosen == 0 else str(chosen)
    lines = []
    for row in range(rows):
        line = Line(glyphs)
        axis_label(line, scale, row)
        for place, span in enumerate(spans):
            edge, beside = columns.right(place), marks.get((place, row), "")
            inside = span is not None and min(span) <= row <= max(span)
            is_point = inside and span is not None and row == span[1]
            if is_point:
                beside = beside[: columns.width - 2]
                line.at(edge - len(beside)).say(beside)
                line.say(own, Style.DIM if banded[place].few else Style.STRONG)
            elif beside:
                beside = beside[: columns.width - 1]
                line.at(edge + 1 - len(beside)).say(beside)
            elif inside:
                line.at(edge).say(glyphs.span, Style.DIM)
        lines.append(line.pieces)
    return lines


def key_lines(value: TrendsValue, chosen: int, cursor: int, look: Look) -> list[Pieces]:
    """Which digit is whose, with the score in the period under the cursor; what is not drawn."""
    split = value.split
    if split is None:
        return []
    line = Line(look.glyphs)
    room = (look.width - 6) // max(len(split.groups), 1) - BESIDE_NAME
    room = min(max(room, NAME_LEAST), NAME_MOST)
    _entry(line, f"{look.glyphs.point} all", value.points[cursor : cursor + 1], chosen == 0)
    for number, group in enumerate(split.groups, 1):
        words = f"{number} {cut(group.name, room, look.glyphs.ellipsis)}"
        _entry(line, words, group.points[cursor : cursor + 1], chosen == number)
    lines = [line.pieces]
    if split.other_groups:
        others = thousands(split.other_groups)
        words = f"   and {others} more with {count(split.other_answers, 'answer')}, not drawn"
        lines.append(Line(look.glyphs).say(words, Style.DIM).pieces)
    return lines


def _entry(line: Line, words: str, here: Sequence[PeriodValue], lit: bool) -> None:
    point = here[0] if here else None
    score = ""
    if point is not None and point.score is not None:
        score = "few" if point.few else signed(point.score.nps)
    line.say("  ").say(f" {words} {score}".rstrip() + " ", Style.ACTIVE if lit else Style.TEXT)
