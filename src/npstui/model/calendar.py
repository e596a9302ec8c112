"""Spans of the calendar as people write them, in local time: 2026-10, 2026-W41, 2026-Q3."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from npstui.model.frozen import dataclass

_FORMS = (
    r"(?P<year>\d{4})"
    r"(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?|-?W(?P<week>\d{1,2})|-?Q(?P<quarter>[1-4]))?"
)
_WITH_TIME = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*"


class Unit(StrEnum):
    """The steps of the calendar; weeks are ISO weeks, from Monday on."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Written:
    """One calendar span as written. Days carry no zone; `unit` is None for a single moment, whose
    `start` carries the offset it was written with, if any.
    """

    start: datetime
    unit: Unit | None

    @property
    def end(self) -> datetime:
        """The first moment after the span; a single moment is its own end."""
        return self.start if self.unit is None else step(self.start, self.unit, 1)


def read_calendar(text: str) -> Written | None:
    """The span that `text` names: 2026, 2026-Q3, 2026-10, 2026-W41, 2026-10-05, or the moment
    2026-10-05T14:30 with or without seconds and offset. None where it names none that exists.
    """
    stripped = text.strip()
    try:
        if re.fullmatch(_WITH_TIME, stripped, re.IGNORECASE):
            return Written(datetime.fromisoformat(stripped.upper()), None)
        found = re.fullmatch(_FORMS, stripped, re.IGNORECASE)
        return None if found is None else _span(found)
    except ValueError:
        return None


def floor(moment: datetime, unit: Unit) -> datetime:
    """The start of the local day, week, month, quarter or year that holds a local moment."""
    day = datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 local by design
    if unit is Unit.DAY:
        return day
    if unit is Unit.WEEK:
        return day - timedelta(days=day.weekday())
    if unit is Unit.MONTH:
        return day.replace(day=1)
    if unit is Unit.QUARTER:
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1)


def step(start: datetime, unit: Unit, count: int) -> datetime:
    """`count` units on from the start of a unit; negative counts go back."""
    if unit is Unit.DAY:
        return start + timedelta(days=count)
    if unit is Unit.WEEK:
        return start + timedelta(weeks=count)
    months = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}[unit] * count
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return start.replace(year=year, month=month + 1)


def local(moment: datetime, zone: tzinfo) -> datetime:
    """The wall clock of `zone` at a moment, without zone."""
    return moment.astimezone(zone).replace(tzinfo=None)


def to_utc(moment: datetime, zone: tzinfo) -> datetime:
    """The UTC moment of a wall clock time in `zone`; of one that comes twice, the first; of one
    that the clocks skip, the moment they skip it. A moment with an offset keeps its own.
    """
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)


def _span(found: re.Match[str]) -> Written:
    year = int(found["year"])
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        return Written(_midnight(monday), Unit.WEEK)
    if found["quarter"]:
        return Written(_midnight(date(year, int(found["quarter"]) * 3 - 2, 1)), Unit.QUARTER)
    if found["day"]:
        day = date(year, int(found["month"]), int(found["day"]))
        return Written(_midnight(day), Unit.DAY)
    if found["month"]:
        return Written(_midnight(date(year, int(found["month"]), 1)), Unit.MONTH)
    return Written(_midnight(date(year, 1, 1)), Unit.YEAR)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 local by design
