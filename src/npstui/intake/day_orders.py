"""Whether 1/2/2026 is in January or in February, and 25/02/26 in 2025: decided over a column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations
from typing import NamedTuple

import polars as pl

from npstui.intake.dates import THREE_NUMBERS, DayOrder, both_ways, looks_like_a_date, ways
from npstui.intake.errors import IntakeError

_IN_ORDER = 0.98  # the share of steps that go one way where rows are in order
_CLEAR = 0.9  # the share, of the cells that are a day in one order only, that settles it
_NAMES = {
    DayOrder.DMY: "day/month/year",
    DayOrder.MDY: "month/day/year",
    DayOrder.YMD: "year/month/day",
}
_FAR = 4  # times longer a span, where a year and a day change places
# Days as they are counted here before the latest that can be: about one year, and three.
_RECENT, _LONG_AGO = 13 * 31, 36 * 31
_NUMBERS = re.compile(THREE_NUMBERS)
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


class Chosen(NamedTuple):
    """The order of a column's dates, and what is to be said of it."""

    order: DayOrder
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Reading:
    """How the column looks in one order. Days are counted in 31 to a month: enough to compare."""

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
class _Pair:
    """Two orders beside one another: cells that are a day in the first alone, and in both two."""

    alone: int = 0
    differ: int = 0
    example: str | None = None


@dataclass(slots=True)
class DayOrders:
    """Gathers the dates of one column, chunk by chunk."""

    name: str
    earliest: date
    latest: date
    _readings: dict[DayOrder, _Reading] = field(
        default_factory=lambda: {order: _Reading() for order in DayOrder}
    )
    _pairs: dict[tuple[DayOrder, DayOrder], _Pair] = field(
        default_factory=lambda: {pair: _Pair() for pair in permutations(DayOrder, 2)}
    )
    _filled: int = 0
    _numbers: int = 0
    _dotted: int = 0

    def add(self, column: pl.Series) -> None:
        """The cells of one chunk, in the file's order."""
        groups = column.str.extract_groups(THREE_NUMBERS).struct
        one, two, three = (groups.field(at).cast(pl.Int32) for at in ("1", "2", "3"))
        self._filled += int((column.str.strip_chars().str.len_chars() > 0).sum())
        numbers = one.is_not_null()
        if not numbers.any():
            return
        self._numbers += int(numbers.sum())
        self._dotted += int(column.str.contains(r"^\s*\d{1,2}\s?\.").fill_null(value=False).sum())
        digits = groups.field("3").str.len_chars()
        last = _year(three).set((digits < len("26")).fill_null(value=False), None)
        days = {
            DayOrder.DMY: self._days(last, two, one),
            DayOrder.MDY: self._days(last, one, two),
        }
        if (digits <= len("26")).any():
            short = (groups.field("1").str.len_chars() == len("26")) & (digits <= len("26"))
            first = _year(one).set(~short.fill_null(value=False), None)
            days[DayOrder.YMD] = self._days(first, two, three)
        for order, found in days.items():
            self._readings[order].add(found)
        for (here, there), pair in self._pairs.items():
            if here not in days:
                continue
            told = days[here].is_not_null()
            if there not in days:
                pair.alone += int(told.sum())
                continue
            pair.alone += int((told & days[there].is_null()).sum())
            differ = (days[here] != days[there]).fill_null(value=False)
            pair.differ += int(differ.sum())
            if pair.example is None and differ.any():
                pair.example = str(column.filter(differ)[0]).strip()

    def chosen(self, *, insist: bool, before: DayOrder | None = None) -> Chosen | None:
        """The order, None where most cells are written in another way, or nothing tells.

        `before` is that of an earlier file like this one, which holds where the days themselves
        leave several open. With `insist` what could be read two ways raises IntakeError.
        """
        if 2 * self._numbers <= self._filled:
            return None
        left = [order for order in DayOrder if not self._ruled_out(order)] or list(DayOrder)
        dotted = self._dotted == self._numbers and DayOrder.DMY in left
        if len(left) == 1:
            return Chosen(left[0], ())
        if before in left:
            return Chosen(before, ())
        if not any(self._pairs[pair].differ for pair in permutations(left, 2)):
            return Chosen(DayOrder.DMY if DayOrder.DMY in left else left[0], ())
        if dotted:  # 1.2.2026 has its day first wherever dots are written
            left = [order for order in left if order is not DayOrder.MDY]
            if len(left) == 1:
                return Chosen(left[0], ())
        best = self._best(left)
        if best is not None:
            return best
        if dotted:
            return Chosen(DayOrder.DMY, (self._said(DayOrder.DMY, left, None),))
        if insist:
            orders = " or ".join(f"--date-order {order}" for order in left)
            raise IntakeError(
                f"the dates in “{self.name}” can be read two ways: {self._both(left)}; "
                f"say which with {orders}"
            )
        return None

    def _best(self, left: Sequence[DayOrder]) -> Chosen | None:
        """The order that beats all others, by the first thing that any does it by."""
        for judged in (self._kept_in_order, self._spans_less, self._is_recent, self._is_eastern):
            for order in left:
                if all(judged(order, other) for other in left if other is not order):
                    return Chosen(order, (self._said(order, left, judged),))
        return None

    def _ruled_out(self, order: DayOrder) -> bool:
        """Whether nearly all cells that are a day in this order or another are one in that."""
        for other in DayOrder:
            if other is order:
                continue
            here, there = self._pairs[order, other].alone, self._pairs[other, order].alone
            if there and there >= _CLEAR * (here + there):
                return True
        return self._readings[order].last is None

    def _kept_in_order(self, order: DayOrder, other: DayOrder) -> bool:
        here, there = self._readings[order], self._readings[other]
        closer = here.span < there.span
        return here.orderly and (closer or (not there.orderly and here.span == there.span))

    def _spans_less(self, order: DayOrder, other: DayOrder) -> bool:
        """Whether the other takes days for years, and so a month for decades."""
        here, there = self._readings[order].span, self._readings[other].span
        return DayOrder.YMD in (order, other) and _FAR * here < there

    def _is_recent(self, order: DayOrder, other: DayOrder) -> bool:
        if DayOrder.YMD not in (order, other):
            return False
        here, there = self._readings[order].last or 0, self._readings[other].last or 0
        latest = _of(self.latest)
        return here >= latest - _RECENT and there < latest - _LONG_AGO

    def _is_eastern(self, order: DayOrder, other: DayOrder) -> bool:
        eastern = _EAST_ASIAN.search(self.name) is not None
        return eastern and order is DayOrder.YMD is not other

    def _days(self, year: pl.Series, month: pl.Series, day: pl.Series) -> pl.Series:
        leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
        longest = 31 - month.is_in([4, 6, 9, 11]).cast(pl.Int32)
        longest = longest - (month == 2).cast(pl.Int32) * (3 - leap.cast(pl.Int32))
        days = _number(year, month, day)
        good = month.is_between(1, 12) & (day >= 1) & (day <= longest)
        good &= days.is_between(_of(self.earliest), _of(self.latest))
        return days.set(~good.fill_null(value=False), None)

    def _said(self, order: DayOrder, left: Sequence[DayOrder], judged: object) -> str:
        others = [each for each in left if each is not order]
        other = next((each for each in others if self._pairs[order, each].differ), others[0])
        why = {
            self._kept_in_order: "keeps the rows in order",
            self._spans_less: "keeps them closest together",
            self._is_recent: "makes them recent",
            self._is_eastern: "is usual in the language of its header",
        }.get(judged, "is usual with dots")  # type: ignore[call-overload]
        day = _day_of(self._pairs[order, other].example or "")
        return (
            f"the dates in “{self.name}” are read as {_NAMES[order]}, which {why} "
            f"(“{day}” is {_spoken(ways(day).get(order))}); --date-order {other} reads them the "
            "other way"
        )

    def _both(self, left: Sequence[DayOrder]) -> str:
        """The day that is most different ones in the orders left, and which."""
        examples = [self._pairs[pair].example for pair in permutations(left, 2)]
        told = [_day_of(each) for each in examples if each is not None]
        spoken = {
            day: {_spoken(found): None for order, found in ways(day).items() if order in left}
            for day in told
        }
        day = max(told, key=lambda each: len(spoken[each]))
        return f"“{day}” is {' or '.join(spoken[day])}"


def ambiguous(cells: Sequence[str]) -> bool:
    """Whether some cell is a day that an order has to be known for."""
    return any(both_ways(day) or _odd(day) for day in (_day_of(cell) for cell in cells))


def _odd(day: str) -> bool:
    """A day in numbers, year last: 25/12/2026 in a column is what tells of 1/2/2026."""
    return day[:2].strip("/.- ").isdigit() and not day[:4].isdigit() and looks_like_a_date(day)


def _day_of(text: str) -> str:
    found = _NUMBERS.match(text)
    if found is not None:
        return found[0].strip()
    words = text.split()
    return words[0].rstrip(",") if words else ""


def _year(number: pl.Series) -> pl.Series:
    """The year of two digits or four."""
    short = number < 100
    return (
        number
        + (short & (number < 70)).cast(pl.Int32) * 2000
        + (short & (number >= 70)).cast(pl.Int32) * 1900
    )


def _number(year: pl.Series, month: pl.Series, day: pl.Series) -> pl.Series:
    return (year * 12 + month) * 31 + day


def _of(day: date) -> int:
    return (day.year * 12 + day.month) * 31 + day.day


def _spoken(day: date | None) -> str:
    return "no day" if day is None else f"{day.day} {day:%B %Y}"
