"""Times as screens print them: due, left, ages, moments."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from npstui.model.clock import last_quarter

LATE, SOON = "!", "~"

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_TEN = 10 * _MINUTE
# Up to here in steps of ten minutes, then of an hour; from two days on in days.
_FINE, _COARSE = 6 * _HOUR, 2 * _DAY
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def due(due_at: datetime | None, now: datetime) -> str:
    """How long until a time, or how late: "2 h 10", "9 h", "3 d", "late <1 h", "late 5 h".

    At most nine cells. Rounded down to its step: ten minutes under 6 h, an hour under 2 d, else
    days. "" where there is no time.
    """
    if due_at is None:
        return ""
    if due_at <= now:
        return f"late {_past(_seconds(now - due_at))}"
    return _ahead(_seconds(due_at - now))


def left(ends_at: datetime | None, now: datetime) -> str:
    """How much of a window of months is left: "4 d", "9 h", "<1 h", and "over" after it.

    At most six cells. "" where there is none.
    """
    if ends_at is None:
        return ""
    if ends_at <= now:
        return "over"
    seconds = _seconds(ends_at - now)
    return "<1 h" if seconds < _HOUR else _ahead(seconds)


def since(at: datetime | None, now: datetime) -> str:
    """For how long: "<1 h", "22 h", "12 d", at most five cells; "" where nobody knows."""
    return "" if at is None else _past(max(_seconds(now - at), 0))


def age(at: datetime, now: datetime) -> str:
    """How long ago: "<10 min", "40 min", "22 h", "12 d"."""
    seconds = max(_seconds(now - at), 0)
    if seconds < _TEN:
        return "<10 min"
    if seconds < _HOUR:
        return f"{seconds // _TEN * 10} min"
    return _past(seconds)


def moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A time of the store's zone: today "14:01", within six days "Fri 16:14", this year "9 Nov",
    else "Nov 2025".
    """
    local, today = at.astimezone(zone), now.astimezone(zone)
    clock = f"{local:%H:%M}"
    if local.date() == today.date():
        return clock
    if abs((local.date() - today.date()).days) < 7:
        return f"{_DAYS[local.weekday()]} {clock}"
    month = _MONTHS[local.month - 1]
    return f"{local.day} {month}" if local.year == today.year else f"{month} {local.year}"


def day(on: date, today: date) -> str:
    """A day of the store's zone: within six days "Fri", this year "9 Nov", else "9 Nov 2027"."""
    if abs((on - today).days) < 7:
        return _DAYS[on.weekday()]
    written = f"{on.day} {_MONTHS[on.month - 1]}"
    return written if on.year == today.year else f"{written} {on.year}"


def whole_date(on: date) -> str:
    """A day in full: "2 Sep 2026"."""
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def dated(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """A day of the zone: "2 Sep", of another year "2 Sep 2025"."""
    local, today = at.astimezone(zone), now.astimezone(zone)
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local.day} {_MONTHS[local.month - 1]}{year}"


def urgency(now: datetime, starts_at: datetime | None, due_at: datetime | None) -> str:
    """ "!" once late, "~" from the last quarter of the clock on, else ""."""
    if due_at is None:
        return ""
    if due_at <= now:
        return LATE
    return SOON if starts_at is not None and last_quarter(starts_at, due_at) <= now else ""


def _ahead(seconds: int) -> str:
    if seconds < _TEN:
        return "<10 min"
    if seconds < _HOUR:
        return f"{seconds // _TEN * 10} min"
    if seconds < _FINE:
        hours, rest = divmod(seconds, _HOUR)
        return f"{hours} h {rest // _TEN * 10}" if rest >= _TEN else f"{hours} h"
    return f"{seconds // _HOUR} h" if seconds < _COARSE else f"{seconds // _DAY} d"


def _past(seconds: int) -> str:
    if seconds < _HOUR:
        return "<1 h"
    return f"{seconds // _HOUR} h" if seconds < _COARSE else f"{seconds // _DAY} d"


def _seconds(span: timedelta) -> int:
    return span // timedelta(seconds=1)
