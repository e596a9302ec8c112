"""The first-time sheet: what a new file holds, and how far back follow-up starts."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from npstui.present import numbers
from npstui.present.cells import cell_width, wrap
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Style
from npstui.present.text import EMPTY, SafeText
from npstui.present.values import FirstSheetValue, FollowUpChoice
from npstui.tui.lines.drawing import Line, Pieces, both_ends

WIDE = 92  # cells from which span and score stand where a wide screen has them
NOTE_LINES, HINT_GAP = 3, 3
CHOICES_BESIDE = 3  # lines beside the choices: an empty one, their head, a hint
_HEADING_AT, _COUNT_AT = (28, 41, 52), (27, 38, 50)


def sheet_title(value: FirstSheetValue, width: int, glyphs: Glyphs = UNICODE) -> Pieces:
    """Line 1: the file, its kind, its rows; right, the store that would be made or added to."""
    left = Line(glyphs).say(" ").cut_put(SafeText(", ".join(value.files)), 40, Style.STRONG)
    if value.preset:
        left.say("   ").put(value.preset)
    if value.rows:
        left.say(f"   {numbers.count(value.rows, 'row')}")
    right = Line(glyphs).say("into " if value.adds else "new store ").cut_put(value.store, 32)
    return both_ends(left, right, width) or left.pieces


def sheet_lines(
    value: FirstSheetValue,
    chosen: str,
    width: int,
    zone: ZoneInfo,
    glyphs: Glyphs = UNICODE,
    counting: SafeText = EMPTY,
    height: int = 40,
) -> tuple[list[Pieces], dict[str, int]]:
    """The sheet under its title, and the line of each choice. `counting` stands in the place of the
    counts until they are known. The choices stay within `height`: what else is to be known is cut.
    """
    lines: list[Pieces] = [[]]
    if counting:
        lines += [Line(glyphs).say("   ").cut_put(counting, width - 4).pieces, []]
    elif value.refusals and not value.choices:
        lines += _refusals(value, width, glyphs)
        return lines, {}
    else:
        lines += counts_lines(value, width, zone, glyphs)
        lines.append([])
    lines += _columns(value, width, glyphs)
    below = len(value.choices) + CHOICES_BESIDE if value.choices else 0
    lines += _notes(value, width, height - len(lines) - below, glyphs)
    if not value.choices:
        return lines, {}
    lines.append([])
    choices, places = _choices(value.choices, chosen, len(lines), width, glyphs)
    return lines + choices, places


def counts_lines(
    value: FirstSheetValue, width: int, zone: ZoneInfo, glyphs: Glyphs = UNICODE
) -> list[Pieces]:
    """What becomes of the rows."""
    lines: list[Pieces] = []
    span_at, score_at = (26, 56) if width >= WIDE else (20, 49)
    noun = "answer" if value.answers == 1 else "answers"
    line = Line(glyphs).say(f" {numbers.thousands(value.answers):>7} {noun}")
    if value.earliest is not None and value.latest is not None:
        span = f"{_day(value.earliest, zone)} to {_day(value.latest, zone)}"
        line.at(span_at).say(span)
    if value.score is not None:
        between = numbers.between(value.score.low, value.score.high)
        line.at(score_at).say(f"NPS {numbers.signed(value.score.nps)}", Style.STRONG).say(
            f", {between}"
        )
    lines.append(line.pieces)
    for reason, count in value.set_aside:
        lines.append(Line().say(f" {numbers.thousands(count):>7} {reason}, set aside").pieces)
    if value.refused:
        words = "refused, each kept with its line and reason"
        lines.append(Line().say(f" {numbers.thousands(value.refused):>7} {words}").pieces)
    if value.undated:
        words = "without a time: they count in the numbers and open no case"
        lines.append(Line().say(f"{numbers.thousands(value.undated):>8} {words}").pieces)
    return lines


def _refusals(value: FirstSheetValue, width: int, glyphs: Glyphs) -> list[Pieces]:
    lines: list[Pieces] = []
    for refusal in value.refusals:
        parts = wrap(refusal, max(width - 6, 20), 12, glyphs.ellipsis)
        lines += [Line(glyphs).say("   ").put(part).pieces for part in parts]
        lines.append([])
    line = Line(glyphs).say("   ").say("m", Style.STRONG)
    lines.append(line.say(" shows its columns: say there which is the score.").pieces)
    return lines


def _columns(value: FirstSheetValue, width: int, glyphs: Glyphs) -> list[Pieces]:
    lines: list[Pieces] = []
    for column in value.columns:
        line = Line(glyphs).say(f"   {column.field}", Style.DIM).at(13)
        line.cut_put(column.header, max(width - 13 - 24, 20)).at(max(67, line.width + 3))
        room = max(width - line.width - 1, 0)
        lines.append(line.put(_fitting(column.hint, room)).pieces)
    return lines


def _fitting(hint: SafeText, room: int) -> SafeText:
    """As much of a hint as is whole: all, without its reason, its first part, nothing."""
    for part in (hint, SafeText(hint.split(":")[0]), SafeText(hint.split("   ")[0])):
        if cell_width(part) <= room:
            return part
    return EMPTY


def _notes(value: FirstSheetValue, width: int, room: int, glyphs: Glyphs) -> list[Pieces]:
    """The sentences to know, whole where there is room for them, else a line each."""
    notes = (value.store_note, *value.notes) if value.store_note else value.notes
    wrapped = [wrap(note, max(width - 6, 20), NOTE_LINES, glyphs.ellipsis) for note in notes]
    if sum(map(len, wrapped)) <= room:
        return [Line(glyphs).say("   ").put(part).pieces for each in wrapped for part in each]
    shown = notes if len(notes) <= room else notes[: max(room - 1, 0)]
    lines = [Line(glyphs).say("   ").cut_put(note, width - 4).pieces for note in shown]
    if len(shown) < len(notes):
        left = numbers.count(len(notes) - len(shown), "more thing")
        lines.append(
            Line(glyphs).say(f"   {left} to know: npstui import --dry-run says all").pieces
        )
    return lines


def progress_line(words: SafeText, width: int, glyphs: Glyphs = UNICODE) -> list[Pieces]:
    """What is being read, while it is."""
    return [[], Line(glyphs).say("   ").cut_put(words, width - 4).pieces]


def _choices(
    choices: Sequence[FollowUpChoice], chosen: str, first: int, width: int, glyphs: Glyphs
) -> tuple[list[Pieces], dict[str, int]]:
    head = Line(glyphs).say("   Follow up from")
    for cell, name in zip(_HEADING_AT, ("detractors", "passives", "promoters"), strict=True):
        head.at(cell).say(name)
    lines, places = [head.pieces], {}
    below: Pieces = []  # the hint of the one chosen, where there is no room beside it
    for choice in choices:
        is_chosen = choice.key == chosen
        style = Style.STRONG if is_chosen else Style.TEXT
        line = Line(glyphs).say(f"   {'>' if is_chosen else ' '} {choice.title}", style)
        numbered = (choice.detractors, choice.passives, choice.promoters)
        for cell, count in zip(_COUNT_AT, numbered, strict=True):
            line.at(cell).say(f"{numbers.thousands(count):>9}", style)
        hint = SafeText(choice.hint)
        if line.width + HINT_GAP + cell_width(hint) < width:
            line.say(" " * HINT_GAP).put(hint)
        elif is_chosen:
            below = Line(glyphs).say("     ").cut_put(hint, width - 6, Style.DIM).pieces
        places[choice.key] = first + len(lines)
        lines.append(line.pieces)
    return [*lines, below], places


def _day(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{local.day} {local:%b} {local.year}"
