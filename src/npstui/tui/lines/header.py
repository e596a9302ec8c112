"""Line 1: the live score, always in sight. It sheds words, never the number."""

from datetime import datetime
from zoneinfo import ZoneInfo

from npstui.model.counting import Counting
from npstui.present import numbers
from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import Style
from npstui.present.times import moment
from npstui.present.values import HeaderValue
from npstui.tui.lines.drawing import Line, Pieces, both_ends

STORE_CELLS = 24
NARROWED_CELLS = 32


def header_line(
    value: HeaderValue, width: int, now: datetime, zone: ZoneInfo, glyphs: Glyphs = UNICODE
) -> Pieces:
    """The header in the longest form that fits."""
    for store, words, change, fresh, person in _FORMS:
        left = Line(glyphs).say(" ")
        gap = 3 if words else 2
        if store:
            left.cut_put(value.store, STORE_CELLS, Style.STRONG).say(" " * gap)
        if value.narrowed:
            left.cut_put(value.narrowed, NARROWED_CELLS if words else NARROWED_CELLS // 2)
            left.say(" " * gap)
        _score(left, value, words, change, gap)
        right = Line(glyphs)
        if fresh and value.newest is not None:
            newest = moment(value.newest, now, zone)
            right.say(f"data to {newest}" if words else f"to {newest}")
        if person:
            right.say(" " * gap if right.width else "").put(value.person)
        fitted = both_ends(left, right, width)
        if fitted is not None:
            return fitted
    return left.pieces


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
        line.say(
            f"no answers in the {value.period}" if words else f"no answers, {value.period_short}"
        )
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


def answers(n: int, counting: Counting, words: bool = True) -> str:
    """How many answers or customers stand behind a score: "1,204 answers", "n 1,204"."""
    if words:
        return numbers.count(n, "answer" if counting is Counting.ANSWERS else "customer")
    return f"n {numbers.thousands(n)}{'' if counting is Counting.ANSWERS else ' customers'}"
