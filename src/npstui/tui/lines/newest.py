"""One answer on one line: when, category and score, who, what."""

from datetime import datetime
from zoneinfo import ZoneInfo

from npstui.present.glyphs import UNICODE, Glyphs
from npstui.present.styles import CATEGORY_STYLES, NO_COMMENT, Style
from npstui.present.times import moment
from npstui.present.values import NewestValue
from npstui.tui.lines.drawing import Line


def newest_line(
    answer: NewestValue,
    now: datetime,
    zone: ZoneInfo,
    glyphs: Glyphs = UNICODE,
    *,
    x: int,
    end: int,
    names: int = 16,
    when: int = 5,
) -> Line:
    """The answer from cell `x` to `end`; `names` and `when` are the cells of who and when."""
    line = Line(glyphs).say(" " * x) if x else Line(glyphs)
    at = moment(answer.at, now, zone) if answer.at is not None else "undated"
    line.say(f"{at:<{when}} ")
    line.say(f"{glyphs.categories[answer.category]} {answer.score:>2}",
             CATEGORY_STYLES[answer.category]).say(" ")  # fmt: skip
    start = line.width
    line.cut_put(answer.customer, names).at(start + names + 1)
    if answer.comment:
        return line.cut_put(answer.comment, end - line.width)
    return line.cut_put(NO_COMMENT, end - line.width, Style.DIM)
