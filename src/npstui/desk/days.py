"""Where days and weeks begin in the store's time zone."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def midnight(now: datetime, zone: ZoneInfo) -> datetime:
    """When today began in the zone."""
    return now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)


def tonight(now: datetime, zone: ZoneInfo) -> datetime:
    """When today ends in the zone, in UTC."""
    return (midnight(now, zone) + timedelta(days=1)).astimezone(UTC)


def week_start(now: datetime, zone: ZoneInfo) -> datetime:
    """When this ISO week began in the zone."""
    today = midnight(now, zone)
    return today - timedelta(days=today.weekday())
