"""The columns of a queue as data: how wide, and at which screen width each leaves or comes in."""

from enum import StrEnum

from npstui.model.frozen import dataclass


class QueueKind(StrEnum):
    """Which list: the categories' own queues, or one that mixes them."""

    DETRACTORS = "detractors"
    PASSIVES = "passives"
    PROMOTERS = "promoters"
    MIXED = "mixed"


class Key(StrEnum):
    """What a column shows of a row."""

    MARK = "mark"
    URGENCY = "urgency"
    DUE = "due"
    LEFT = "left"
    SCORE = "score"
    CUSTOMER = "customer"
    COMMENT = "comment"
    TAGS = "tags"
    EASY = "easy"
    OWNER = "owner"
    REACH = "reach"
    TRIES = "tries"
    CONTACT = "contact"
    EARLIER = "earlier"
    VALUE = "value"
    DIMENSION = "dimension"
    ARRIVED = "arrived"
    STAGE = "stage"
    PRAISES = "praises"
    ASK = "ask"
    SINCE = "since"


@dataclass(frozen=True, slots=True)
class Placed:
    """One column of a list as laid out: from cell `x`, `width` cells."""

    key: Key
    heading: str
    x: int
    width: int
    right: bool = False


COMMENT_AT_LEAST = 24
ROOMY_FROM = 190  # comments still have a line's worth of cells: names and tags need not be cut


def layout(width: int, kind: QueueKind, dimension: str = "touchpoint") -> tuple[Placed, ...]:
    """The columns of a list `width` cells wide, from left to right.

    The comment takes what the others leave, at least 24 cells; a list too narrow for that is cut
    at its right edge. `dimension` is the heading of the dimension's column.
    """
    shown = [column for column in _COLUMNS[kind] if column.comes_in_at <= width]
    widths = [_width(column, width) for column in shown]
    taken = sum(widths) + sum(column.gap for column in shown[:-1])
    x, placed = 0, []
    for column, cells in zip(shown, widths, strict=True):
        if column.key is Key.COMMENT:
            cells = max(width - taken, COMMENT_AT_LEAST)
        heading = dimension if column.key is Key.DIMENSION else column.heading
        placed.append(Placed(column.key, heading, x, cells, column.right))
        x += cells + column.gap
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column before layout: shown from `comes_in_at` on, `narrow` cells wide below `wide_from`.

    `gap` is the space after it; `roomy` is its width from ROOMY_FROM on, where there is one.
    """

    key: Key
    heading: str
    width: int
    gap: int = 2
    right: bool = False
    comes_in_at: int = 0
    narrow: int = 0
    wide_from: int = 0
    roomy: int = 0


def _width(column: _Column, screen: int) -> int:
    if column.roomy and screen >= ROOMY_FROM:
        return column.roomy
    return column.narrow if screen < column.wide_from else column.width


_LEAD = (_Column(Key.MARK, "", 1, gap=0), _Column(Key.URGENCY, "", 2, gap=0))
_DUE = _Column(Key.DUE, "due in", 9, gap=1)
_LEFT = _Column(Key.LEFT, "left", 6, gap=1)
_SCORE = _Column(Key.SCORE, "sc", 2, right=True)
_GLYPH_AND_SCORE = _Column(Key.SCORE, "sc", 4, right=True)
_CUSTOMER = _Column(Key.CUSTOMER, "customer", 16, narrow=14, wide_from=110, roomy=24)
_COMMENT = _Column(Key.COMMENT, "comment", 0)
_TAGS = _Column(Key.TAGS, "tags", 13, comes_in_at=110, roomy=22)
_WIDER_TAGS = _Column(Key.TAGS, "tags", 17, comes_in_at=110, narrow=13, wide_from=120, roomy=22)
_EASY = _Column(Key.EASY, "easy", 4, comes_in_at=100)
_OWNER = _Column(Key.OWNER, "owner", 6, narrow=5, wide_from=80, roomy=10)
_REACH = _Column(Key.REACH, "reach", 5, comes_in_at=112)
_TRIES = _Column(Key.TRIES, "tries", 13, comes_in_at=116, narrow=8, wide_from=140)
_CONTACT = _Column(Key.CONTACT, "contact", 9, gap=1, comes_in_at=112)
_EARLIER = _Column(Key.EARLIER, "earlier", 10, comes_in_at=116)
_STAGE = _Column(Key.STAGE, "stage", 8)
_PRAISES = _Column(Key.PRAISES, "praises", 12, comes_in_at=100, roomy=18)
_ASK = _Column(Key.ASK, "ask", 8, comes_in_at=110)
_SINCE = _Column(Key.SINCE, "since", 6, gap=1, comes_in_at=80)  # its last cell stays free
_WIDE = (
    _Column(Key.VALUE, "value", 9, right=True, comes_in_at=140),
    _Column(Key.DIMENSION, "", 14, comes_in_at=160),
    _Column(Key.ARRIVED, "arrived", 10, comes_in_at=180),
)

_CLOCKED = (_CUSTOMER, _COMMENT, _TAGS, _OWNER, _REACH, _TRIES, *_WIDE)
_COLUMNS = {
    QueueKind.DETRACTORS: (*_LEAD, _DUE, _SCORE, *_CLOCKED),
    QueueKind.PROMOTERS: (
        *_LEAD, _STAGE, _SCORE, _CUSTOMER, _COMMENT, _PRAISES, _ASK, _OWNER, _SINCE, *_WIDE,
    ),
    QueueKind.MIXED: (*_LEAD, _DUE, _GLYPH_AND_SCORE, *_CLOCKED),
    QueueKind.PASSIVES: (
        *_LEAD, _LEFT, _SCORE, _CUSTOMER, _COMMENT, _WIDER_TAGS, _EASY, _OWNER, _CONTACT, _EARLIER,
        *_WIDE,
    ),
}  # fmt: skip
