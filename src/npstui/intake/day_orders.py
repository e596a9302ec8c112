"""Whether 1/2/2026 is in January or in February: decided over a whole column."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import polars as pl

from npstui.intake.dates import THREE_NUMBERS, DayOrder, both_ways, looks_like_a_date, read_day
from npstui.intake.errors import IntakeError

_IN_ORDER = 0.98  # the share of steps that go one way where rows are in order
_CLEAR = 0.9  # the share, of the cells that are a day in one order only, that settles it
_NAMES = {DayOrder.DMY: "day/month/year", DayOrder.MDY: "month/day/year"}
_OTHER = {DayOrder.DMY: DayOrder.MDY, DayOrder.MDY: DayOrder.DMY}


class Chosen(NamedTuple):
    """The order of a column's dates, and what is to be said of it."""

    order: DayOrder
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """How the column looks in one order. Days are counted in 31 to a month: enough to compare."""

    alone: int = 0  # cells that are a day in this order only
    up: int = 0
    down: int = 0
    first: int | None = None
    last: int | None = None
    before: int | None = None

    @property
    def orderly(self) -> bool:
        steps = self.up + self.down
        return steps == 0 or max(self.up, self.down) >= _IN_ORDER * steps

    @property
    def span(self) -> int:
        return 0 if self.first is None or self.last is None else self.last - self.first

    def add(self, days: pl.Series) -> None:
        """Days of one chunk, null where the reading gives none."""
        days = days.drop_nulls()
        if not days.len():
            return
        if self.before is not None:
            days = pl.concat([pl.Series(days.name, [self.before], dtype=days.dtype), days])
        steps = days.diff().drop_nulls()
        self.up += int((steps > 0).sum())
        self.down += int((steps < 0).sum())
        low, high = int(days.min()), int(days.max())  # type: ignore[arg-type]
        self.first = low if self.first is None else min(low, self.first)
        self.last = high if self.last is None else max(high, self.last)
        self.before = int(days[-1])


@dataclass(slots=True)
class DayOrders:
    """Gathers the dates of one column, chunk by chunk."""

    name: str
    earliest: date
    latest: date
    _readings: dict[DayOrder, _Reading] = field(
        default_factory=lambda: {DayOrder.DMY: _Reading(), DayOrder.MDY: _Reading()}
    )
    _filled: int = 0
    _numbers: int = 0
    _dotted: int = 0
    _differ: int = 0
    _example: str | None = None

    def add(self, column: pl.Series) -> None:
        """The cells of one chunk, in the file's order."""
        groups = column.str.extract_groups(THREE_NUMBERS).struct
        one, two = (groups.field(at).cast(pl.Int32) for at in ("1", "2"))
        year = groups.field("3").cast(pl.Int32)
        short = groups.field("3").str.len_chars() == len("26")
        year = year + (short & (year < 70)).cast(pl.Int32) * 2000
        year = year + (short & (year < 100)).cast(pl.Int32) * 1900
        self._filled += int((column.str.strip_chars().str.len_chars() > 0).sum())
        numbers = one.is_not_null()
        if not numbers.any():
            return
        self._numbers += int(numbers.sum())
        self._dotted += int(column.str.contains(r"^\s*\d{1,2}\s?\.").fill_null(value=False).sum())
        days = {
            DayOrder.DMY: self._days(year, two, one),
            DayOrder.MDY: self._days(year, one, two),
        }
        for order, reading in self._readings.items():
            alone = days[order].is_not_null() & days[_OTHER[order]].is_null()
            reading.alone += int(alone.sum())
            reading.add(days[order])
        differ = (days[DayOrder.DMY] != days[DayOrder.MDY]).fill_null(value=False)
        self._differ += int(differ.sum())
        if self._example is None and differ.any():
            self._example = str(column.filter(differ)[0]).strip()

    def chosen(self, *, insist: bool, before: DayOrder | None = None) -> Chosen | None:
        """The order, None where most cells are written in another way, or nothing tells.

        `before` is that of an earlier file like this one, which holds where the days themselves
        leave both open. With `insist` what could be read two ways raises IntakeError.
        """
        if 2 * self._numbers <= self._filled:
            return None
        dmy, mdy = self._readings[DayOrder.DMY], self._readings[DayOrder.MDY]
        if dmy.alone or mdy.alone:
            order = DayOrder.DMY if dmy.alone > mdy.alone else DayOrder.MDY
            if self._readings[order].alone >= _CLEAR * (dmy.alone + mdy.alone):
                return Chosen(order, ())
        if not self._differ or self._dotted == self._numbers:
            return Chosen(before or DayOrder.DMY, ())
        if before in _OTHER:
            return Chosen(before, ())
        for order, other in _OTHER.items():
            here, there = self._readings[order], self._readings[other]
            closer = here.span < there.span
            if here.orderly and (closer or (not there.orderly and here.span == there.span)):
                return Chosen(order, (self._said(order),))
        if insist:
            raise IntakeError(
                f"the dates in “{self.name}” can be read two ways: {self._both()}; "
                "say which with --date-order dmy or --date-order mdy"
            )
        return None

    def _days(self, year: pl.Series, month: pl.Series, day: pl.Series) -> pl.Series:
        leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
        longest = 31 - month.is_in([4, 6, 9, 11]).cast(pl.Int32)
        longest = longest - (month == 2).cast(pl.Int32) * (3 - leap.cast(pl.Int32))
        days = _number(year, month, day)
        good = month.is_between(1, 12) & (day >= 1) & (day <= longest)
        good &= days.is_between(_of(self.earliest), _of(self.latest))
        return days.set(~good.fill_null(value=False), None)

    def _said(self, order: DayOrder) -> str:
        return (
            f"the dates in “{self.name}” are read as {_NAMES[order]}, which keeps the rows in "
            f"order ({self._one(order)}); --date-order {_OTHER[order]} reads them the other way"
        )

    def _both(self) -> str:
        day = _day_of(self._example or "")
        first, second = (read_day(day, order) for order in (DayOrder.DMY, DayOrder.MDY))
        return f"“{day}” is {_spoken(first)} or {_spoken(second)}"

    def _one(self, order: DayOrder) -> str:
        day = _day_of(self._example or "")
        return f"“{day}” is {_spoken(read_day(day, order))}"


def ambiguous(cells: Sequence[str]) -> bool:
    """Whether some cell is a day that an order has to be known for."""
    return any(both_ways(day) or _odd(day) for day in (_day_of(cell) for cell in cells))


def _odd(day: str) -> bool:
    """A day in numbers, year last: 25/12/2026 in a column is what tells of 1/2/2026."""
    return day[:2].strip("/.- ").isdigit() and not day[:4].isdigit() and looks_like_a_date(day)


def _day_of(text: str) -> str:
    words = text.split()
    return words[0].rstrip(",") if words else ""


def _number(year: pl.Series, month: pl.Series, day: pl.Series) -> pl.Series:
    return (year * 12 + month) * 31 + day


def _of(day: date) -> int:
    return (day.year * 12 + day.month) * 31 + day.day


def _spoken(day: date | None) -> str:
    return "no day" if day is None else f"{day.day} {day:%B %Y}"
