"""The list of imports, one import's page, and refused rows."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from npstui.present import times
from npstui.present.cells import pad, wrap
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.import_values import ImportDetail, ImportValue, RefusedFileValue, RefusedValue
from npstui.present.numbers import count, in_few_cells, thousands
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.tui.lines.drawing import Line, Pieces

LINE_CELLS, TEXT_LINES, REASON_LINES = 10, 4, 12
WHEN, COUNT, WHO = 9, 9, 10
FILE_CELLS = 48
FIELD = 19  # the longest is "preferred channel"
WHO_FROM = 100  # below, the name of a file needs the room; the import's page tells who
_COUNTS = ("new", "known", "refused", "set aside")


def import_heads(width: int, glyphs: Glyphs = UNICODE) -> Pieces:
    """Above the list."""
    line = Line(glyphs).say(" when", Style.DIM).at(1 + WHEN + 2).say("file", Style.DIM)
    line.at(1 + WHEN + 2 + _file_cells(width))
    line.say("".join(name.rjust(COUNT + 1) for name in _COUNTS), Style.DIM)
    return (line.say("   who", Style.DIM) if width >= WHO_FROM else line).pieces


def import_line(
    value: ImportValue, width: int, now: datetime, zone: ZoneInfo, glyphs: Glyphs = UNICODE
) -> Pieces:
    """One import: when, which file, what became of its rows, who."""
    line = _when_and_file(value, width, now, zone, glyphs)
    aside = sum(number for _why, number in value.set_aside)
    for number in (value.imported, value.known, value.refused, aside):
        line.say(f"{in_few_cells(number) if number else '-':>{COUNT + 1}}")
    return (line.say("   ").cut_put(value.person, WHO) if width >= WHO_FROM else line).pieces


def refused_file_line(
    value: RefusedFileValue, width: int, now: datetime, zone: ZoneInfo, glyphs: Glyphs = UNICODE
) -> Pieces:
    """A file of which nothing came in: when, which, and as much of the reason as fits."""
    line = _when_and_file(value, width, now, zone, glyphs).say("  not taken in: ")
    return line.cut_put(_reason(value), max(width - line.width - 1, 0)).pieces


def _when_and_file(
    value: ImportValue | RefusedFileValue,
    width: int,
    now: datetime,
    zone: ZoneInfo,
    glyphs: Glyphs,
) -> Line:
    """The beginning of a line of the list."""
    when = SafeText(times.moment(value.at, now, zone))
    line = Line(glyphs).say(" ").put(pad(when, WHEN, ellipsis=glyphs.ellipsis)).say("  ")
    return line.put(pad(value.file, _file_cells(width), ellipsis=glyphs.ellipsis))


def refused_file_page(
    value: RefusedFileValue,
    now: datetime,
    width: int,
    zone: ZoneInfo,
    glyphs: Glyphs = UNICODE,
) -> list[Pieces]:
    """Why a file was not taken in, and what there is to do."""
    title = Line(glyphs).say(" ").cut_put(value.file, max(width // 2, 20), Style.STRONG)
    title.say(f"   {times.moment(value.at, now, zone)}, ").cut_put(value.person, 24)
    title.say("   not taken in")
    lines: list[Pieces] = [title.pieces, []]
    room = max(width - 6, 20)
    words = (value.why, SafeText("npstui FILE shows its columns, and how they can be read."))
    for said in words:
        lines += [
            Line(glyphs).say("   ").put(part).pieces
            for part in wrap(said, room, REASON_LINES, glyphs.ellipsis)
        ]
        lines.append([])
    return lines


def _reason(value: RefusedFileValue) -> SafeText:
    """The sentence without the path, which stands beside it."""
    return SafeText(value.why.removeprefix(f"{value.path}: "))


def import_page(
    value: ImportValue,
    detail: ImportDetail | None,
    now: datetime,
    width: int,
    zone: ZoneInfo,
    glyphs: Glyphs = UNICODE,
) -> list[Pieces]:
    """One import whole: its counts, its columns, what is remembered, its refused rows."""
    when = times.moment(value.at, now, zone)
    title = Line(glyphs).say(" ").cut_put(value.file, max(width // 2, 20), Style.STRONG)
    title.say(f"   {when}, ").cut_put(value.person, 24)
    lines: list[Pieces] = [title.pieces, []]
    counts = [
        (value.rows, "row", "rows"), (value.imported, "new answer", "new answers"),
        (value.known, "known before", "known before"),
        (value.changed, "known, with other content", "known, with other content"),
    ]  # fmt: skip
    lines += [
        Line(glyphs).say(f"{thousands(number):>8} {one if number == 1 else many}").pieces
        for number, one, many in counts
        if number
    ]
    for said in detail.came_late if detail is not None else ():
        lines.append([])
        lines += [
            Line(glyphs).say(" ").put(part, Style.STRONG).pieces
            for part in wrap(said, max(width - 2, 20), 3, glyphs.ellipsis)
        ]
    lines.append([])
    for field, header in (*value.mapping, (SafeText("source"), value.source)):
        line = Line(glyphs).say("   ").put(pad(field, FIELD), Style.DIM)
        lines.append(line.cut_put(header, max(width - line.width - 1, 0)).pieces)
    for told in value.remembered:
        line = Line(glyphs).say("   ").say("next file".ljust(FIELD), Style.DIM)
        lines.append(line.cut_put(told, max(width - line.width - 1, 0)).pieces)
    lines.append([])
    if detail is None:
        lines.append(Line().say(" Reading the refused rows", Style.DIM).pieces)
    else:
        refused = detail.refused
        lines += refused_lines(refused, width, glyphs, f"npstui imports {value.import_id}")
        missing = value.refused - sum(number for _why, number in refused.reasons)
        if missing > 0:
            words = f" {count(missing, 'row')} refused before too, kept with that import"
            lines.append(Line(glyphs).cut_put(SafeText(words), width - 1, Style.DIM).pieces)
    return lines


def refused_lines(
    value: RefusedValue, width: int, glyphs: Glyphs = UNICODE, listed_by: str = ""
) -> list[Pieces]:
    """What was set aside and refused by reason, then each refused row with line and text.

    `listed_by` is the command that lists them all; without it nothing is imported yet.
    """
    lines: list[Pieces] = []
    for what, listed in (("set aside", value.set_aside), ("refused", value.reasons)):
        for reason, number in listed:
            line = Line(glyphs).say(f"{thousands(number):>8} {what}: ")
            lines.append(line.cut_put(reason, width - line.width - 1).pieces)
    if not value.reasons:
        lines.append(Line(glyphs).say("       0 refused").pieces)
    lines.append([])
    for row in value.lines:
        line = Line(glyphs).say(f" line {row.line}".ljust(LINE_CELLS) + "  ", Style.DIM)
        lines.append(line.cut_put(row.reason, width - line.width - 1, Style.STRONG).pieces)
        lines += _text(row.text, width, glyphs)
    if value.more:
        way = f"{listed_by} lists them all" if listed_by else "npstui imports lists them once kept"
        words = SafeText(f" {count(value.more, 'more row')}; {way}")
        lines.append(Line(glyphs).cut_put(words, width - 1, Style.DIM).pieces)
    return lines


def _text(text: SafeText, width: int, glyphs: Glyphs) -> Sequence[Pieces]:
    room = max(width - LINE_CELLS - 3, 20)
    return [
        Line(glyphs).say(" " * (LINE_CELLS + 2)).put(part).pieces
        for part in wrap(text, room, TEXT_LINES, glyphs.ellipsis)
    ]


def _file_cells(width: int) -> int:
    who = 3 + WHO if width >= WHO_FROM else 0
    fixed = 1 + WHEN + 2 + len(_COUNTS) * (COUNT + 1) + who
    return min(max(width - fixed - 1, 12), FILE_CELLS)
