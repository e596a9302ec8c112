"""Where days and weeks begin in the store's time zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


def midnight(now: datetime, zone: ZoneInfo) -> datetime:
    """When today began in the zone."""
    return now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)


def week_start(now: datetime, zone: ZoneInfo) -> datetime:
    """When this ISO week began in the zone."""
    today = midnight(now, zone)
    return today - timedelta(days=today.weekday())
