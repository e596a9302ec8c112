"""The import page: every column of a file with what it is read as, and rows as they would land."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from npstui.present.cells import cell_width, pad, wrap
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.import_values import ColumnValue, LandingValue, MappingValue, ReadingChoice
from npstui.present.numbers import count
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.present.values import FirstSheetValue
from npstui.tui.lines.drawing import Line, Pieces, both_ends
from npstui.tui.lines.first import counts_lines

MARK, GAP = 3, 2
READS, SURE, SURE_SHORT = 16, 40, 11
NAME_LEAST, NAME_MOST, LANDING_MOST = 12, 40, 24
LANDING_ROWS, LANDING_BESIDE_FROM = 10, 30  # lines of the page from which both have room
REFUSAL_LINES = 3


@dataclass(frozen=True, slots=True)
class Page:
    """What is drawn: the file, the sheet's counts, the entry under the cursor and the first in
    sight; `landing` shows the rows in the place of the columns, from their column `aside` on.
    """

    value: MappingValue
    sheet: FirstSheetValue
    at: int
    top: int
    counting: SafeText
    landing: bool = False
    aside: int = 0


def mapping_title(value: MappingValue, width: int, glyphs: Glyphs = UNICODE) -> Pieces:
    """Line 1: the file and how many columns it has."""
    left = Line(glyphs).say(" ").cut_put(value.file, max(width // 2, 20), Style.STRONG)
    left.say("   how its columns are read")
    right = Line(glyphs).say(count(len(value.columns), "column"))
    return both_ends(left, right, width) or left.pieces


def entries(value: MappingValue) -> tuple[ReadingChoice | ColumnValue, ...]:
    """What can be read otherwise, in the page's order."""
    return (*value.choices, *value.columns)


def mapping_lines(
    page: Page, width: int, height: int, zone: ZoneInfo, glyphs: Glyphs = UNICODE
) -> tuple[list[Pieces], int]:
    """The page, and the first entry in sight."""
    lines = _above(page, width, zone, glyphs)
    landing = _landing(page.value.landing, page.aside, width, glyphs)
    if page.landing:
        return lines + (landing or [_nothing(glyphs)]), page.top
    below = landing if landing and height >= LANDING_BESIDE_FROM else []
    room = max(height - len(lines) - 1 - len(below), 3)
    listed = entries(page.value)
    top = min(max(page.top, page.at - room + 1), page.at, max(len(listed) - room, 0))
    top = max(top, 0)
    if page.at < top:
        top = page.at
    cells = _cells(page.value, width)
    lines.append(_heads(cells, width, glyphs))
    lines += [
        _entry(entry, cells, width, glyphs, at=top + number == page.at)
        for number, entry in enumerate(listed[top : top + room])
    ]
    if below:
        lines += [[]] * max(height - len(lines) - len(below), 0)
    return lines + below, top


def _above(page: Page, width: int, zone: ZoneInfo, glyphs: Glyphs) -> list[Pieces]:
    if page.counting:
        return [[], Line(glyphs).say("   ").cut_put(page.counting, width - 4).pieces, []]
    refusal = page.value.refusal
    if refusal is not None:
        parts = wrap(refusal, max(width - 6, 20), REFUSAL_LINES, glyphs.ellipsis)
        return [[], *(Line(glyphs).say("   ").put(part).pieces for part in parts), []]
    return [[], *counts_lines(page.sheet, width, zone, glyphs), _cases(page.sheet, glyphs), []]


def _cases(sheet: FirstSheetValue, glyphs: Glyphs) -> Pieces:
    chosen = [each for each in sheet.choices if each.key == sheet.chosen] or list(sheet.choices)
    if not chosen:
        return []
    one = chosen[0]
    cases = (
        f"{count(one.detractors, 'detractor')}, {count(one.passives, 'passive')}, "
        f"{count(one.promoters, 'promoter')}"
    )
    return Line(glyphs).say(f"         to follow up {one.title}: {cases}", Style.DIM).pieces


def _cells(value: MappingValue, width: int) -> tuple[int, int, int, int]:
    """The cells of name, reading, how sure, samples."""
    widest = max([cell_width(column.name) for column in value.columns[:500]], default=NAME_LEAST)
    sure = SURE if width >= 110 else SURE_SHORT
    name = min(max(widest, NAME_LEAST), NAME_MOST, max(width // 3, NAME_LEAST))
    samples = max(width - MARK - name - READS - sure - 3 * GAP - 1, 0)
    return name, READS, sure, samples


def _heads(cells: tuple[int, int, int, int], width: int, glyphs: Glyphs) -> Pieces:
    line = Line(glyphs).say(" " * MARK, Style.DIM)
    for words, room in zip(("column", "read as", "how sure", "such as"), cells, strict=True):
        if room > len(words):
            line.say(words.ljust(room) + " " * GAP, Style.DIM)
    del width
    return line.pieces


def _entry(
    entry: ReadingChoice | ColumnValue,
    cells: tuple[int, int, int, int],
    width: int,
    glyphs: Glyphs,
    *,
    at: bool,
) -> Pieces:
    name, reads, sure, samples = cells
    strong = Style.STRONG if at else Style.TEXT
    line = Line(glyphs).say(" > " if at else "   ", strong)
    if isinstance(entry, ReadingChoice):
        line.say(entry.title.ljust(name + GAP), strong if at else Style.DIM)
        return line.cut_put(entry.shown, max(width - line.width - 1, 0), strong).pieces
    style = Style.TEXT if entry.target in ("beside", "left-out") else Style.STRONG
    line.put(pad(entry.name, name, ellipsis=glyphs.ellipsis), strong).say(" " * GAP)
    line.put(pad(entry.reads, reads, ellipsis=glyphs.ellipsis), style).say(" " * GAP)
    how = entry.confidence
    if sure == SURE and entry.how:
        told = entry.confidence in ("told", "remembered", "")
        how = entry.how if told else SafeText(f"{entry.confidence}: {entry.how}")
    line.put(pad(how, sure, ellipsis=glyphs.ellipsis)).say(" " * GAP)
    shown = SafeText(" | ".join(entry.samples))
    return line.cut_put(shown, samples, Style.DIM).pieces


def rows_are_in_sight(value: MappingValue, height: int, *, landing: bool) -> bool:
    """Whether the page shows rows as they would land."""
    shown = value.landing is not None and bool(value.landing.rows)
    return shown and (landing or height >= LANDING_BESIDE_FROM)


def furthest_aside(landing: LandingValue, width: int) -> int:
    """The first column in sight when the last one is."""
    used, first = 1, len(landing.headings)
    while first and used + _widest(landing, first - 1) + GAP <= width - 1:
        first -= 1
        used += _widest(landing, first) + GAP
    return min(first, max(len(landing.headings) - 1, 0))


def _widest(landing: LandingValue, place: int) -> int:
    cells = max(cell_width(landing.headings[place]), *(cell_width(r[place]) for r in landing.rows))
    return min(cells, LANDING_MOST)


def _landing(landing: LandingValue | None, aside: int, width: int, glyphs: Glyphs) -> list[Pieces]:
    """The rows as a table under a rule, which says where columns find no room."""
    if landing is None or not landing.rows:
        return []
    widths: dict[int, int] = {}
    used, every = 1, len(landing.headings)
    for place in range(aside, every):
        cells = _widest(landing, place)
        if used + cells + GAP > width - 1:
            break
        widths[place] = cells
        used += cells + GAP
    comment = SafeText("comment")
    if comment in landing.headings:  # what is left over is worth most there
        place = landing.headings.index(comment)
        if place in widths:
            widths[place] += max(width - 1 - used, 0)
    title = f"{glyphs.rule * 2} the first {len(landing.rows)} as they would land "
    end = f" {_hidden(aside, len(widths), every)} {glyphs.rule * 2}" if len(widths) < every else ""
    rule = title + glyphs.rule * max(width - len(title) - len(end), 0) + end
    lines = [Line(glyphs).say(rule, Style.DIM).pieces]
    lines.append(_row(landing.headings, widths, landing, Style.DIM, glyphs))
    lines += [_row(row, widths, landing, Style.TEXT, glyphs) for row in landing.rows[:LANDING_ROWS]]
    return lines


def _hidden(first: int, shown: int, every: int) -> str:
    """Which columns are in sight, and the keys that show the others."""
    keys = [key for key, more in (("left", first), ("right", first + shown < every)) if more]
    in_sight = f"{first + 1:,} to {first + shown:,}" if shown > 1 else f"{first + 1:,}"
    return f"columns {in_sight} of {every:,}, {' '.join(keys)} for more"


def _row(
    row: Sequence[SafeText],
    widths: Mapping[int, int],
    landing: LandingValue,
    style: Style,
    glyphs: Glyphs,
) -> Pieces:
    line = Line(glyphs).say(" ", style)
    for place, cells in widths.items():
        right = place in landing.right
        line.put(pad(row[place], cells, right=right, ellipsis=glyphs.ellipsis), style)
        line.say(" " * GAP, style)
    return line.pieces


def _nothing(glyphs: Glyphs) -> Pieces:
    return Line(glyphs).say("   No row would land as the columns are read.", Style.DIM).pieces
