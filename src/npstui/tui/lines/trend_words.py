"""Screen 5 in words: the grains, the period under the cursor, the markers, why the score moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from npstui.model.calendar import local
from npstui.present import numbers, times
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.marker_value import MarkerValue
from npstui.present.moved import moved_words
from npstui.present.styles import Style
from npstui.present.text import SafeText, safe
from npstui.present.trends_value import PeriodValue, TrendsValue
from npstui.tui.lines.drawing import Line, Pieces
from npstui.tui.lines.header import answers

GRAINS = ("week", "month", "quarter", "day")
COUNTED = {"answers": "every answer", "customers": "latest of each customer"}
WIDE_FROM = 110
TEXT_AT, VERDICT = 14, 15


@dataclass(frozen=True, slots=True)
class Look:
    """What the words depend on beside the value."""

    width: int
    now: datetime
    zone: ZoneInfo
    glyphs: Glyphs = UNICODE


def grain_tabs(
    every: str,
    value: TrendsValue | None,
    sight: Sequence[PeriodValue],
    look: Look,
    right: Line | None = None,
) -> Pieces:
    """The grains, the one in force lit; how many of its periods are in sight, what counts."""
    gap = 3 if look.width >= WIDE_FROM else 2
    line = Line(look.glyphs).say(" By ")
    x = line.width + 1
    for grain in GRAINS:
        lit = grain == every
        line.say(" " * max(x - lit - line.width, 0))
        line.say(f" {grain} " if lit else grain, Style.ACTIVE if lit else Style.TEXT)
        x += len(grain) + gap
    words = []
    if value is not None and value.points:
        total, shown = len(value.points), len(sight)
        held = numbers.count(total, every)
        words.append(held if shown >= total else f"{numbers.thousands(shown)} of {held}")
        words.append(COUNTED[value.counting])
        if any(point.few for point in sight):
            words.append(f"dim: under {value.minimum_n}")
    start = line.width + 2 * gap
    taken = 0 if right is None else right.width + 3
    for word in words:
        if start + len(word) + taken >= look.width:
            break
        line.say(" " * (start - line.width)).say(word)
        start = line.width + 2 * gap
    if right is None:
        return line.pieces
    return line.say(" " * max(look.width - 1 - right.width - line.width, 1)).join(right).pieces


def period_name(point: PeriodValue, every: str, zone: ZoneInfo) -> SafeText:
    """A period in full: "week 47, 16 to 22 Nov 2026 (so far)"."""
    first = local(point.start, zone)
    last = local(point.end, zone) - timedelta(microseconds=1)
    match every:
        case "week":
            begins = f"{first.day}" if first.month == last.month else f"{first.day} {first:%b}"
            if first.year != last.year:
                begins += f" {first.year}"
            week = first.isocalendar().week
            name = f"week {week}, {begins} to {last.day} {last:%b %Y}"
        case "month":
            name = f"{first:%B %Y}"
        case "quarter":
            name = f"Q{(first.month + 2) // 3} {first.year}"
        case _:
            name = f"{first:%a} {first.day} {first:%b %Y}"
    return SafeText(f"{name} (so far)" if point.so_far else name)


def period_text(start: datetime, every: str, zone: ZoneInfo) -> str:
    """A period as it is written: "2026-W47", "2026-11", "2026-Q4", "2026-11-21"."""
    day = local(start, zone)
    match every:
        case "week":
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        case "month":
            return f"{day.year:04}-{day.month:02}"
        case "quarter":
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case _:
            return day.date().isoformat()


def pane_lines(
    value: TrendsValue,
    cursor: int,
    sight: Sequence[PeriodValue],
    height: int,
    look: Look,
    key: Sequence[Pieces] = (),
) -> list[Pieces]:
    """The words under the rule, in at most `height` lines.

    The period under the cursor, the `key` to the lines of groups, the markers in `sight`, the
    year before, what moved the score; where they do not all fit the blank lines go first, then
    markers.
    """
    here = [_period_line(value, cursor, look)] if 0 <= cursor < len(value.points) else []
    here += key
    tail = [line for line in (_year_ago(value, look), _moved(value, look)) if line is not None]
    marked = [each for each in value.markers if sight and sight[0].start <= each.at < sight[-1].end]
    free = height - len(here) - len(tail)
    airy = free >= min(len(marked), 3) + 4
    head = [_marker_head(value, marked)] if airy or not marked else []
    room = max(free - len(head) - (2 if airy else 0), 0)
    lines = [*here, *([[]] if airy else []), *head, *_marker_lines(marked, room, look)]
    if airy and tail:
        lines.append([])
    return [*lines, *tail][:height]


def _period_line(value: TrendsValue, cursor: int, look: Look) -> Pieces:
    """The score of one period, and whether it differs from the one before."""
    point, wide = value.points[cursor], look.width >= WIDE_FROM
    line = Line(look.glyphs).say("   ")
    gap = "   " if wide else "  "
    style = Style.DIM if point.few else Style.TEXT
    if value.of:
        line.cut_put(value.of, look.width // 4).say(gap)
    if point.score is None:
        line.say("Nobody answered", Style.DIM)
    else:
        score = point.score
        line.say(numbers.signed(score.nps), Style.DIM if point.few else Style.STRONG)
        span = numbers.between if wide else numbers.interval
        line.say(f"{gap}{span(score.low, score.high)}", style)
        line.say(f"{gap}{answers(score.n, value.counting, wide)}", style)
        if point.few:
            line.say(f", few: under {value.minimum_n}", style)
    if cursor == 0:
        return line.pieces
    before = value.points[cursor - 1]
    line.say(f"{gap}the {value.every} before " if wide else f"{gap}before ")
    if before.score is None:
        return line.say("nobody").pieces
    line.say(f"{numbers.signed(before.score.nps)}, ")
    line.say(answers(before.score.n, value.counting, wide))
    if point.change is None:
        return line.pieces
    if point.few or before.few:
        return line.say(": few answers").pieces
    verdict = numbers.verdict(point.change.points, point.change.clear)
    line.say(f": {verdict}", Style.STRONG if point.change.clear else Style.TEXT)
    if wide and point.change.clear:
        line.say(f", {numbers.signed(point.change.points)}")
        line.say(f", {numbers.between(point.change.low, point.change.high)}")
    return line.pieces


def _marker_head(value: TrendsValue, marked: Sequence[MarkerValue]) -> Pieces:
    if marked:
        return Line().say(" Markers on the line").pieces
    elsewhere = f", {len(value.markers)} further along" if value.markers else ""
    line = Line().say(f" No marker here{elsewhere}. ", Style.DIM)
    return line.say("M marks the day with what was changed.", Style.DIM).pieces


def _marker_lines(marked: Sequence[MarkerValue], room: int, look: Look) -> list[Pieces]:
    if len(marked) <= room:
        return [_marker_line(each, look) for each in marked]
    if room < 1:
        return []
    # The newest are what somebody waits for.
    shown = marked[len(marked) - room + 1 :]
    rest = len(marked) - len(shown)
    words = f"   and {numbers.count(rest, 'earlier marker')}; npstui marker effect has all"
    return [*(_marker_line(each, look) for each in shown), Line().say(words, Style.DIM).pieces]


def _marker_line(marker: MarkerValue, look: Look) -> Pieces:
    """What was changed, before against after, clearly or not, and what was compared."""
    wide = look.width >= WIDE_FROM
    line = Line(look.glyphs).say("   ").say(marker.letter, Style.STRONG)
    line.say("  ").say(times.dated(marker.at, look.now, look.zone))
    text_at = max(TEXT_AT, line.width + 2)
    room = (26 + max(look.width - 120, 0) // 2) if wide else look.width - text_at - 36
    about = f"{marker.text} ({marker.where})" if marker.where else marker.text
    line.say(" " * (text_at - line.width)).cut_put(safe(about), room)
    line.say(" " * max(text_at + room + 1 - line.width, 1))
    if marker.refused:
        return line.say("its filter cannot be read", Style.STRONG).pieces
    before, after = marker.before, marker.after
    if after is None or before is None:
        missing = "after" if after is None else "before"
        still = marker.weeks == "still to come"
        return line.say("still to come" if still else f"nobody answered {missing}").pieces
    scores = numbers.signed(before.nps), numbers.signed(after.nps)
    line.say(
        f"before {scores[0]:<4}  after {scores[1]:<4}  "
        if wide
        else f"{scores[0]:>4} then {scores[1]:<4} "
    )
    if marker.few or marker.change is None:
        return line.say(f"few answers, {marker.weeks}" if wide else "few answers").pieces
    change = marker.change
    verdict = numbers.verdict(change.points, change.clear)
    style = Style.STRONG if change.clear else Style.TEXT
    if not wide:
        return line.say(verdict, style).say(f", {numbers.signed(change.points)}").pieces
    line.say(f"{verdict:<{VERDICT}}  ", style)
    span = numbers.interval(change.low, change.high)
    line.say(f"{numbers.signed(change.points)}, {span}".ljust(18))
    return line.say(marker.weeks).pieces


def _year_ago(value: TrendsValue, look: Look) -> Pieces | None:
    ago = value.year_ago
    if ago is None:
        return None
    before, after = numbers.signed(ago.before.nps), numbers.signed(ago.after.nps)
    line = Line(look.glyphs).say(f" {ago.words} last year {before}, now {after}: ")
    if ago.few:
        return line.say("few answers").pieces
    line.say(numbers.verdict(ago.change.points, ago.change.clear))
    line.say(f", {numbers.signed(ago.change.points)}")
    return line.say(f", {numbers.between(ago.change.low, ago.change.high)}").pieces


def _moved(value: TrendsValue, look: Look) -> Pieces | None:
    moved = value.moved
    if moved is None:
        return None
    words = value.period
    span = f"in {words.removeprefix('last ')}" if words[:6].removeprefix("last ").isdigit() else ""
    within = span or f"({words})"
    line = Line(look.glyphs).say(f" Of the {numbers.signed(moved.points)} {within}: ")
    return line.cut_put(moved_words(moved), look.width - line.width - 1).pieces


def nothing_lines(value: TrendsValue, narrowed: bool, look: Look) -> list[Pieces]:
    """What stands where no line can be drawn, and what to press."""
    if not value.points:
        if narrowed:
            words = ["No answers match the filter; F clears it."]
        else:
            words = ["No answers yet. npstui import FILE.csv brings them in, also while this is"]
            words.append("open.")
    else:
        words = [
            f"Nobody answered in any {value.every} here.",
            "Left and right go along all the same, tab takes another grain.",
        ]
    lines = [Line(look.glyphs).say(f"   {each}", Style.DIM).pieces for each in words]
    return [[], *lines]
