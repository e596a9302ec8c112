"""The hours a team works, by the wall clock of its zone, and how much of a span they cover."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise

from npstui.model.calendar import local, to_utc

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_MINUTES = 24 * 60
# Minutes after midnight, first included, last not.
Shift = tuple[int, int]


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """The shifts of each day of the week from Monday on, and the days nobody works.

    Shifts of a day lie in order and do not touch; one that passes midnight is two.
    """

    week: tuple[tuple[Shift, ...], ...]
    holidays: frozenset[date] = frozenset()

    def worked(self, start: datetime, end: datetime, zone: tzinfo) -> timedelta:
        """The time from start to end that lies within the hours; nothing where end is first.

        Real time: a night shift over the end of summer time is an hour longer than its clock says.
        """
        inside = timedelta(0)
        for opens, closes in self.shifts(start, end, zone):
            inside += max(min(closes, end) - max(opens, start), timedelta(0))
        return inside

    def shifts(
        self, start: datetime, end: datetime, zone: tzinfo
    ) -> Iterator[tuple[datetime, datetime]]:
        """The shifts (UTC, in order) of every local day that start to end touches, whole."""
        day, last = local(start, zone).date(), local(end, zone).date()
        while day <= last:
            if day not in self.holidays:
                for opens, closes in self.week[day.weekday()]:
                    yield _moment(day, opens, zone), _moment(day, closes, zone)
            day += timedelta(days=1)

    @property
    def words(self) -> str:
        """As it is written: "mon-fri 09:00-17:00, sat 10:00-14:00"."""
        return ", ".join(f"{days} {times}" for days, times in self.written)

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """Runs of days with the same hours, each with them: ("mon-fri", "09:00-17:00")."""
        runs: list[tuple[int, int]] = []
        for day, shifts in enumerate(self.week):
            if runs and runs[-1][1] == day - 1 and self.week[runs[-1][0]] == shifts:
                runs[-1] = (runs[-1][0], day)
            else:
                runs.append((day, day))
        return tuple(
            (DAYS[first] if first == last else f"{DAYS[first]}-{DAYS[last]}", _times(shifts))
            for first, last in runs
            if (shifts := self.week[first])
        )


def read_days(text: str) -> range:
    """The days of "mon" or "mon-fri", counted from Monday. Raises ValueError with the form."""
    first, _, last = (part.strip().lower()[:3] for part in text.partition("-"))
    if first not in DAYS or (last or first) not in DAYS:
        raise ValueError(f"“{text}” is no day; write mon, tue, ... or mon-fri")
    start, end = DAYS.index(first), DAYS.index(last or first)
    if end < start:
        raise ValueError(f"“{text}” runs over the weekend; write it as two")
    return range(start, end + 1)


def read_times(text: str) -> tuple[Shift, ...]:
    """The shifts of "09:00-17:00" or "08:00-12:00 13:30-18:00", commas between them or not.

    Raises ValueError with the form.
    """
    shifts = sorted(_shift(part) for part in text.replace(",", " ").split())
    if not shifts:
        raise ValueError("it wants times such as 09:00-17:00")
    for before, after in pairwise(shifts):
        if after[0] <= before[1]:
            raise ValueError(f"{_times((before,))} and {_times((after,))} touch; write them as one")
    return tuple(shifts)


def _shift(text: str) -> Shift:
    opens, dash, closes = text.partition("-")
    start, end = _minutes(opens), _minutes(closes)
    if not dash or start is None or end is None:
        raise ValueError(f"“{text}” is no time of work; write 09:00-17:00")
    if end <= start:
        raise ValueError(
            f"“{text}” ends before it starts; a night is 22:00-24:00, "
            "and 00:00-06:00 on the day after"
        )
    return start, end


def _minutes(text: str) -> int | None:
    if text == "24:00":
        return DAY_MINUTES
    try:
        clock = time.fromisoformat(text)
    except ValueError:
        return None
    return None if clock.second or clock.tzinfo else clock.hour * 60 + clock.minute


def _times(shifts: tuple[Shift, ...]) -> str:
    return " ".join(
        f"{opens // 60:02}:{opens % 60:02}-{closes // 60:02}:{closes % 60:02}"
        for opens, closes in shifts
    )


def _moment(day: date, minutes: int, zone: tzinfo) -> datetime:
    clock = datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)  # noqa: DTZ001
    while local(to_utc(clock, zone), zone) != clock:
        clock += timedelta(minutes=1)  # a time that the clocks skip is the moment they skip it
    return to_utc(clock, zone)
