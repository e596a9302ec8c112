"""The time that cases spent in each department they were handed on to."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from statistics import median

from npstui.model.frozen import dataclass
from npstui.model.handing import Stay


@dataclass(frozen=True, slots=True)
class DepartmentTime:
    """One person or department outside the desk: stays, those still there, and how long."""

    to: str
    stays: int
    waiting: int
    total: timedelta
    median: timedelta


def time_by_department(stays: Iterable[Stay], now: datetime) -> tuple[DepartmentTime, ...]:
    """Where cases spent their time, the longest in all first; stays still going on count to now."""
    by_name: dict[str, list[Stay]] = {}
    for stay in stays:
        by_name.setdefault(stay.to, []).append(stay)
    times = [_time_in(name, theirs, now) for name, theirs in by_name.items()]
    return tuple(sorted(times, key=lambda time: (-time.total, time.to)))


def _time_in(name: str, stays: list[Stay], now: datetime) -> DepartmentTime:
    lasted = [stay.lasted(now) for stay in stays]
    return DepartmentTime(
        to=name,
        stays=len(stays),
        waiting=sum(stay.ended is None for stay in stays),
        total=sum(lasted, timedelta()),
        median=timedelta(seconds=median(span.total_seconds() for span in lasted)),
    )
