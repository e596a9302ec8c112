"""A moment as people write it: 4h, 7d, tomorrow, 2026-11-30, 2026-11-30 09:00."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from npstui.model.durations import parse_duration

MORNING = time(9)


def parse_when(text: str, now: datetime, zone: str) -> datetime:
    """The moment in UTC; a date alone means its morning at 9 in the zone.

    Raises ValueError with a sentence that shows the forms.
    """
    written = text.strip().lower()
    here = ZoneInfo(zone)
    if written in _DAYS_AHEAD:
        day = now.astimezone(here).date() + timedelta(days=_DAYS_AHEAD[written])
        return datetime.combine(day, MORNING, here).astimezone(UTC)
    try:
        return parse_duration(written).after(now)
    except (ValueError, OverflowError):
        pass
    try:
        moment = datetime.fromisoformat(written.upper())
    except ValueError as error:
        raise ValueError(
            f"“{text}” is no time; write 4h, 7d, tomorrow, 2026-11-30 or 2026-11-30T09:00."
        ) from error
    if len(written) <= len("2026-11-30"):
        moment = datetime.combine(moment.date(), MORNING)
    return (moment if moment.tzinfo else moment.replace(tzinfo=here)).astimezone(UTC)


_DAYS_AHEAD = {"today": 0, "tomorrow": 1}
