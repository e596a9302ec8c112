"""The lines of groups on screen 5: a digit each, the band of the one chosen, their words."""

from collections.abc import Sequence
from dataclasses import replace

from npstui.present.cells import cell_width, cut
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.numbers import count, signed, thousands
from npstui.present.styles import Style
from npstui.present.text import SafeText, safe
from npstui.present.trends_value import PeriodValue, TrendsValue
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.lines.trend_chart import Columns, axis_label, rows_of, scale_of
from npstui.tui.lines.trend_words import Look

NAME_MOST, NAME_LEAST = 20, 4
LEFT = 2  # cells before the first of the key's entries

_Named = tuple[str, SafeText, Sequence[PeriodValue]]  # digit or point, name, the period in hand


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
    named = [(f"{look.glyphs.point} ", SafeText("all"), value.points[cursor : cursor + 1])]
    named += [
        (f"{number} ", group.name, group.points[cursor : cursor + 1])
        for number, group in enumerate(split.groups, 1)
    ]
    lines = [line.pieces for line in _entries(named, chosen, look)]
    if split.other_groups:
        others = thousands(split.other_groups)
        words = f"   and {others} more with {count(split.other_answers, 'answer')}, not drawn"
        lines.append(Line(look.glyphs).say(words, Style.DIM).pieces)
    return lines


def _entries(named: Sequence[_Named], chosen: int, look: Look) -> list[Line]:
    """All on one line: the names at their full length, else closer together and cut alike; what
    does not even fit so goes on a line more.
    """
    room = look.width - LEFT - 1
    scores = [_score_here(here) for _digit, _name, here in named]

    def said(most: int) -> list[str]:
        return [
            f" {digit}{cut(name, most, look.glyphs.ellipsis)} {score}".rstrip() + " "
            for (digit, name, _here), score in zip(named, scores, strict=True)
        ]

    gap, entries = 2, said(NAME_MOST)
    if _cells(entries, gap) > room:
        gap = 0
        fits = (most for most in range(NAME_MOST, NAME_LEAST, -1) if _cells(said(most), 0) <= room)
        entries = said(next(fits, NAME_LEAST))
    lines = [Line(look.glyphs).at(LEFT)]
    for number, words in enumerate(entries):
        if lines[-1].width > LEFT and lines[-1].width + gap + cell_width(words) > look.width:
            lines.append(Line(look.glyphs).at(LEFT))
        line = lines[-1]
        if line.width > LEFT:
            line.say(" " * gap)
        line.say(words, Style.ACTIVE if number == chosen else Style.TEXT)
    return lines


def _cells(entries: Sequence[str], gap: int) -> int:
    return sum(map(cell_width, entries)) + gap * (len(entries) - 1)


def _score_here(here: Sequence[PeriodValue]) -> str:
    point = here[0] if here else None
    if point is None or point.score is None:
        return ""
    return "few" if point.few else signed(point.score.nps)
