"""Line 1: the live score, always in sight. It sheds words, never the number."""

from datetime import datetime
from zoneinfo import ZoneInfo

from npstui.model.counting import Counting
from npstui.present import numbers
from npstui.present.cells import cut
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Style
from npstui.present.text import safe
from npstui.present.times import moment
from npstui.present.values import Failing, HeaderValue
from npstui.tui.lines.drawing import Line, Pieces, both_ends

STORE_CELLS = 24
NARROWED_CELLS = 32


def header_line(
    value: HeaderValue,
    width: int,
    now: datetime,
    zone: ZoneInfo,
    glyphs: Glyphs = UNICODE,
    failing: Failing | None = None,
) -> Pieces:
    """The header in the longest form that fits; a file that cannot be read stands where the age
    of the data does, in as many words as there is room for.
    """
    if failing is not None:
        for words in _failing_words(failing, now, zone):
            line = _fitted(value, width, now, zone, glyphs, words)
            if line is not None:
                return line
    return _fitted(value, width, now, zone, glyphs) or _plain(value, glyphs)


def _fitted(
    value: HeaderValue,
    width: int,
    now: datetime,
    zone: ZoneInfo,
    glyphs: Glyphs,
    failing: str | None = None,
) -> Pieces | None:
    for store, words, change, fresh, person in _FORMS:
        left = Line(glyphs).say(" ")
        gap = 3 if words else 2
        if store:
            left.cut_put(value.store, STORE_CELLS, Style.STRONG).say(" " * gap)
        _narrowing_and_score(left, value, words, change, gap)
        right = Line(glyphs)
        if failing is not None:
            right.put(safe(failing), Style.DETRACTOR)
        elif fresh and value.newest is not None:
            newest = moment(value.newest, now, zone)
            right.say(f"data to {newest}" if words else f"to {newest}")
        if person:
            right.say(" " * gap if right.width else "").put(value.person)
        fitted = both_ends(left, right, width)
        if fitted is not None:
            return fitted
    return None


def _plain(value: HeaderValue, glyphs: Glyphs) -> Pieces:
    line = Line(glyphs).say(" ")
    _narrowing_and_score(line, value, words=False, change=False, gap=2)
    return line.pieces


def _narrowing_and_score(
    line: Line, value: HeaderValue, words: bool, change: bool, gap: int
) -> None:
    if value.narrowed:
        line.cut_put(value.narrowed, NARROWED_CELLS if words else NARROWED_CELLS // 2)
        line.say(" " * gap)
    _score(line, value, words, change, gap)


def _failing_words(failing: Failing, now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
    since = moment(failing.since, now, zone)
    name = cut(failing.name, STORE_CELLS)
    return (
        f"cannot read {name} since {since}; showing what was there",
        f"cannot read {name} since {since}",
        f"unread since {since}",
    )


ALL_ANSWERS = ("all answers", "all")  # the period without bounds, by its words and shorter
# Which parts stand in each form: store, long words, change, freshness, person.
_FORMS = (
    (True, True, True, True, True),
    (False, True, True, True, True),
    (True, False, True, True, True),
    (False, False, True, True, True),
    (False, False, True, False, True),
    (False, False, True, False, False),
    (False, False, False, False, False),
)


def _score(line: Line, value: HeaderValue, words: bool, change: bool, gap: int) -> None:
    space = " " * gap
    score = value.score
    if score is None:
        line.say(none_in(value.period if words else value.period_short))
        return
    number = Style.DIM if value.few else Style.STRONG
    plain = Style.DIM if value.few else Style.TEXT
    line.say(f"NPS {numbers.signed(score.nps)}", number)
    line.say(f"{space}{numbers.interval(score.low, score.high)}", plain)
    line.say(f"{space}{value.period if words else value.period_short}", plain)
    line.say(f"{space}{answers(score.n, value.counting, words)}", plain)
    if value.pooled:
        line.say(", pooled" if words else " pooled", plain)
    if change and value.change is not None:
        said = numbers.change(value.change.points, value.change.clear, short=not words)
        line.say(f"{space}{said}", plain)


def none_in(period: str) -> str:
    """That nobody answered in a period, which is given in words or for a narrow screen."""
    return "no answers" if period in ALL_ANSWERS else f"no answers, {period}"


def answers(n: int, counting: Counting, words: bool = True) -> str:
    """How many answers or customers stand behind a score: "1,204 answers", "n 1,204"."""
    if words:
        return numbers.count(n, "answer" if counting is Counting.ANSWERS else "customer")
    return f"n {numbers.thousands(n)}{'' if counting is Counting.ANSWERS else ' customers'}"
