"""The span a score is computed on, as people write it, and the span it is compared with."""

import re
from datetime import datetime, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from npstui.model.calendar import Unit, Written, floor, local, read_calendar, step, to_utc
from npstui.model.durations import Duration
from npstui.model.frozen import dataclass

FORMS = (
    "30d, 12w, 6mo, this-week, last-month, today, 2026-10, 2026-W41, 2026-Q3, 2026, "
    "2026-10-01..2026-10-15 or all"
)
# What the desk may open on, shortest first.
OPENINGS = ("30d", "90d", "12mo", "all")

_ROLLING = re.compile(r"(\d{1,5})(mo|h|d|w)")
_ROLLING_WORDS = {"mo": "month", "w": "week", "d": "day", "h": "hour"}
_UNITS = (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR)
_NAMED: dict[str, tuple[Unit, int]] = {  # the unit, and how many of it back
    "today": (Unit.DAY, 0),
    "yesterday": (Unit.DAY, 1),
    **{f"this-{unit}": (unit, 0) for unit in _UNITS},
    **{f"last-{unit}": (unit, 1) for unit in _UNITS},
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


class PeriodError(ValueError):
    """A text that names no period; str() is one sentence that shows the forms."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time, start included, end not; None is open.

    `text` is how it is written; `words` names it for a sentence, `short` for a narrow screen.
    `before` is what it is compared with, None where there is nothing before it; the text of that
    one is for reading only.
    """

    text: str
    start: datetime | None  # UTC
    end: datetime | None  # UTC
    words: str
    short: str
    before: "Period | None" = None

    @property
    def is_all(self) -> bool:
        """Whether it holds every answer, those without a date too."""
        return self.start is None and self.end is None


ALL = Period("all", None, None, "all answers", "all")


def parse_period(text: str, now: datetime, zone: ZoneInfo) -> Period:
    """The period that `text` names at `now`, cut in `zone`.

    - 30d, 12w, 6mo (and 24h): by the wall clock back from now; compared with as much before.
    - this-week, this-month, this-quarter, this-year, today: from their start to now; compared
      with the same stretch from the start of the one before, like against like, and not with all
      of it. last-... and yesterday: the whole one before, compared with the one before that.
    - 2026-10-05, 2026-10, 2026-W41 (ISO), 2026-Q3, 2026: all of it, though it may be running;
      compared with all of the one before.
    - FROM..TO: both of any calendar form, TO's day (or month...) included, or moments such as
      2026-10-05T14:30, TO's moment not included; either may be left out. Compared with as much
      before FROM; without FROM with nothing; without TO as if it ended now.
    - all: every answer, undated ones too; compared with nothing.

    Raises PeriodError.
    """
    wanted = text.strip().lower()
    try:
        period = _read(wanted, now, zone)
    except (OverflowError, ValueError) as error:
        if isinstance(error, PeriodError):
            raise
        raise PeriodError(f"The period “{text}” reaches beyond the calendar.") from error
    if period is None:
        raise PeriodError(f"“{text}” is no period.{_nearest(wanted)} Write {FORMS}.")
    return period


def previous(period: Period) -> Period | None:
    """What a period is compared with, None where there is nothing before it."""
    return period.before


def _read(wanted: str, now: datetime, zone: ZoneInfo) -> Period | None:
    if wanted == ALL.text:
        return ALL
    if wanted in _NAMED:
        return _named(wanted, now, zone)
    rolling = _ROLLING.fullmatch(wanted)
    if rolling is not None:
        return _rolling(int(rolling[1]), rolling[2], now, zone)
    if ".." in wanted:
        return _between(wanted, now, zone)
    written = read_calendar(wanted)
    if written is None or written.unit is None:
        return None
    return _calendar(written.start, written.unit, zone)


def _rolling(count: int, unit: str, now: datetime, zone: ZoneInfo) -> Period | None:
    if count == 0:
        return None
    word = _ROLLING_WORDS[unit]
    # “last 1 month”, since “last month” is the calendar's.
    many = f"{count} {word}{'s' if count > 1 else ''}"
    first, second = _back(now, count, unit, zone), _back(now, 2 * count, unit, zone)
    text, short = f"{count}{unit}", f"{count} {unit}"
    before = Period(f"{text} before", second, first, f"the {many} before", f"{short} before")
    return Period(text, first, now, f"last {many}", short, before)


def _back(now: datetime, count: int, unit: str, zone: ZoneInfo) -> datetime:
    if unit == "h":
        return now - timedelta(hours=count)
    days = {"d": 1, "w": 7, "mo": 0}[unit] * count
    span = Duration(months=count if unit == "mo" else 0, seconds=days * 86_400)
    return to_utc(span.before(local(now, zone)), zone)


def _named(wanted: str, now: datetime, zone: ZoneInfo) -> Period:
    unit, back = _NAMED[wanted]
    words = wanted.replace("-", " ")
    here = local(now, zone)
    current = floor(here, unit)
    if back:
        whole = _calendar(step(current, unit, -back), unit, zone)
        return Period(wanted, whole.start, whole.end, words, words, whole.before)
    start = step(current, unit, -1)
    end = min(start + (here - current), current)
    one = {Unit.DAY: "yesterday"}.get(unit, f"last {unit.value}")
    before = Period(
        f"{wanted} before",
        to_utc(start, zone),
        to_utc(end, zone),
        f"{one} up to the same time",
        f"{one} so far",
    )
    return Period(wanted, to_utc(current, zone), now, words, words, before)


def _calendar(start: datetime, unit: Unit, zone: ZoneInfo) -> Period:
    earlier = step(start, unit, -1)
    return _one(start, unit, zone, _one(earlier, unit, zone, None))


def _one(start: datetime, unit: Unit, zone: ZoneInfo, before: Period | None) -> Period:
    text, words, short = _names(start, unit)
    end = step(start, unit, 1)
    return Period(text, to_utc(start, zone), to_utc(end, zone), words, short, before)


def _names(start: datetime, unit: Unit) -> tuple[str, str, str]:
    year, month = start.year, _MONTHS[start.month - 1]
    if unit is Unit.YEAR:
        return f"{year:04}", str(year), str(year)
    if unit is Unit.QUARTER:
        quarter = (start.month + 2) // 3
        return f"{year:04}-Q{quarter}", f"Q{quarter} {year}", f"Q{quarter} {year}"
    if unit is Unit.MONTH:
        return f"{year:04}-{start.month:02}", f"{month} {year}", f"{month[:3]} {year}"
    if unit is Unit.WEEK:
        iso_year, week, _ = start.isocalendar()
        return f"{iso_year:04}-W{week:02}", f"week {week}, {iso_year}", f"w{week} {iso_year}"
    day = f"{start.day} {month[:3]} {year}"
    return start.date().isoformat(), day, day


def _between(wanted: str, now: datetime, zone: ZoneInfo) -> Period | None:
    left, right = wanted.split("..", 1)
    since, until = read_calendar(left), read_calendar(right)
    missing = (left and since is None) or (right and until is None)
    if missing or (since is None and until is None):
        return None
    start = None if since is None else to_utc(since.start, zone)
    end = None if until is None else to_utc(until.end, zone)
    if start is not None and end is not None and start >= end:
        raise PeriodError(f"The period “{wanted}” ends before it starts; write FROM..TO.")
    words = _between_words(since, until)
    short = words.replace(" to ", "–").replace("since ", "from ").replace("until ", "to ")
    before = None if start is None else _stretch_before(start, end or now, zone)
    return Period(wanted.upper().replace(" ", "T"), start, end, words, short, before)


def _stretch_before(start: datetime, end: datetime, zone: ZoneInfo) -> Period | None:
    if end <= start:
        return None
    begins, ends = local(start, zone), local(end, zone)
    earlier = to_utc(begins - (ends - begins), zone)
    return Period("before", earlier, start, "as long before", "before")


def _between_words(since: Written | None, until: Written | None) -> str:
    if until is None:
        return f"since {_bound(since)}"
    if since is None:
        return f"until {_bound(until)}"
    first, last = _bound(since), _bound(until)
    return first if first == last else f"{first} to {last}"


def _bound(written: Written | None) -> str:
    if written is None:
        return ""
    if written.unit is not None:
        return _names(written.start, written.unit)[1]
    return f"{_names(written.start, Unit.DAY)[1]} {written.start:%H:%M}"


def _nearest(wanted: str) -> str:
    near = get_close_matches(wanted.replace("_", "-").replace(" ", "-"), [*_NAMED, "all"], n=1)
    return f" Did you mean {near[0]}?" if near else ""
