"""The health of follow-up as lines: its tables one below the other, in two columns where wide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from npstui.present import spark
from npstui.present.cells import cell_width, wrap
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.health import HealthValue, Row, Section
from npstui.present.numbers import thousands
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.tui.lines.drawing import Line, Pieces

MARGIN, GAP = 1, 2
TWO_FROM, BETWEEN = 110, 3  # columns of tables from this width on, and the cells between them
NAME_MOST, NAME_LEAST = 24, 12
TEXT_LEAST, TEXT_LINES = 20, 6
WEEKS = 26


@dataclass(frozen=True, slots=True)
class Drawn:
    """One table: its lines, the widest of them, and whether it needs the whole width."""

    lines: list[Line]
    whole: bool

    @property
    def width(self) -> int:
        """Of its widest line."""
        return max((line.width for line in self.lines), default=0)


def health_lines(value: HealthValue, width: int, glyphs: Glyphs = UNICODE) -> list[Pieces]:
    """The page, a line of `width` cells each at most."""
    head = Line(glyphs).say(" ").cut_put(value.title, width - 2, Style.STRONG)
    promise = Line(glyphs).say(" ")
    promise.cut_put(
        value.promise, width - 2, Style.TEXT if value.met is not False else Style.STRONG
    )
    lines: list[Line] = [head, promise]
    column = (width - BETWEEN - MARGIN) // 2 if width >= TWO_FROM else width
    waiting: list[Drawn] = []
    for section in value.sections:
        drawn = _drawn(section, column, glyphs)
        if not drawn.whole and width >= TWO_FROM:
            waiting.append(drawn)
            continue
        lines += _side_by_side(waiting, column + BETWEEN, glyphs)
        waiting = []
        lines += [Line(glyphs), *(_drawn(section, width, glyphs).lines)]
    lines += _side_by_side(waiting, column + BETWEEN, glyphs)
    return [line.pieces for line in lines]


def _side_by_side(tables: Sequence[Drawn], right: int, glyphs: Glyphs) -> Iterator[Line]:
    """Tables in two columns, the first ones at the left, the columns about as long."""
    if not tables:
        return
    heights = [len(table.lines) + 1 for table in tables]
    cuts = range(1, len(tables) + 1)
    cut = min(cuts, key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    left, beside = (
        [line for table in part for line in (Line(glyphs), *table.lines)]
        for part in (tables[:cut], tables[cut:])
    )
    for number in range(max(len(left), len(beside))):
        line = left[number] if number < len(left) else Line(glyphs)
        if number < len(beside) and beside[number].pieces:
            line = (line if line.pieces else Line(glyphs).say(" ")).at(right).join(beside[number])
        yield line


def _drawn(section: Section, width: int, glyphs: Glyphs) -> Drawn:
    lines = [Line(glyphs).say(" ").cut_put(section.title, width - 2, Style.STRONG)]
    if not section.rows:
        lines.append(Line(glyphs).say("   ").say(section.empty, Style.DIM))
        return Drawn([*lines, *_notes(section, width, glyphs)], whole=False)
    widths = _widths(section, width)
    lines.append(_headings(section, widths, glyphs))
    for row in section.rows:
        lines += _row(section, row, widths, width, glyphs)
    lines += _notes(section, width, glyphs)
    has_text = bool(section.texts) or section.trends
    fits = sum(widths) + GAP * (len(widths) - 1) + MARGIN <= width
    return Drawn(lines, whole=has_text or not fits)


def _widths(section: Section, width: int) -> list[int]:
    """Of the columns of numbers, the name first; columns of words take what is left."""
    headings = ("", *section.headings)
    widths = []
    for index, heading in enumerate(headings):
        if index in section.texts:
            break
        cells = [cell_width(row.cells[index]) for row in section.rows]
        widths.append(max([len(heading), *cells]))
    widths[0] = min(widths[0], NAME_MOST)
    if section.texts:
        beyond = sum(widths) + GAP * len(widths) + 2 * MARGIN + TEXT_LEAST - width
        widths[0] -= max(min(beyond, widths[0] - NAME_LEAST), 0)
    return widths


def _headings(section: Section, widths: Sequence[int], glyphs: Glyphs) -> Line:
    line = Line(glyphs).say(" " * MARGIN)
    at = MARGIN + widths[0]
    for index, heading in enumerate(section.headings, 1):
        if index in section.texts:
            line.at(at + GAP).say(heading, Style.DIM)
        else:
            at += GAP + widths[index]
            line.at(at - len(heading)).say(heading, Style.DIM)
    if section.trends:
        line.say(f", 0 to {thousands(_top(section))} a week", Style.DIM)
    return line


def _row(
    section: Section, row: Row, widths: Sequence[int], width: int, glyphs: Glyphs
) -> Iterator[Line]:
    style = Style.DIM if row.few else Style.TEXT
    line = Line(glyphs).say(" " * MARGIN).cut_put(row.cells[0], widths[0])
    at = MARGIN + widths[0]
    for index in range(1, len(widths)):
        at += GAP + widths[index]
        cell = row.cells[index]
        line.at(at - cell_width(cell)).put(cell, style)
    if section.trends:
        line.at(at + GAP).join(_trend(section, row, width - at - GAP - MARGIN, glyphs))
    words = row.cells[len(widths)] if len(row.cells) > len(widths) else SafeText("")
    if words:
        room = max(width - at - GAP - MARGIN, TEXT_LEAST)
        first, *others = wrap(words, room, TEXT_LINES, glyphs.ellipsis)
        yield line.at(at + GAP).put(first, style)
        for more in others:
            yield Line(glyphs).say(" " * (at + GAP)).put(more, style)
        return
    yield line


def _trend(section: Section, row: Row, room: int, glyphs: Glyphs) -> Line:
    """The last weeks, on one scale for the table."""
    cells = max(min(WEEKS, room), 0)
    shown = row.trend[-cells:] if cells else ()
    return Line(glyphs).say(spark.spark(shown, 0, _top(section), glyphs))


def _top(section: Section) -> float:
    return max((max(row.trend, default=0.0) for row in section.rows), default=0.0)


def _notes(section: Section, width: int, glyphs: Glyphs) -> Iterator[Line]:
    for note in section.notes:
        for part in wrap(note, width - 4, 3, glyphs.ellipsis):
            yield Line(glyphs).say("   ").put(part)
