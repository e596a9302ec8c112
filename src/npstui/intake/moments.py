"""Dates and times as files write them, to UTC, many at once."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import polars as pl

from npstui.intake.dates import DayOrder, both_ways, read_day
from npstui.intake.zones import OWN, Clock, read_clock

UTC_TYPE = pl.Datetime("us", "UTC")

_GAPS = ("T", " ")
_TO_SECONDS = len("2019-11-01T08:51:12")
_AFTER_SECONDS = re.compile(r"(?P<part>[.,]\d{1,9})?(?P<zone>.*)", re.DOTALL)
_MOST_ENDINGS = 5_000
_MOST_DAYS = 200_000
_DAY_AND_TIME = (
    r"^(?P<day>.+?)"
    r"(?:T|[日일]\s*(?:[(（][^()（）]{1,4}[)）])?\s*"
    r"|,?\s+(?:(?:at|um|kl\.?|om|klokken|à|às|a las)\s+)?)"
    r"(?P<before>[AaPp]\.?\s?[Mm]\.?|上午|下午|凌晨|早上|中午|晚上|오전|오후|午前|午後)?\s*"
    r"(?P<hour>\d{1,2})(?:[:.h]|時\s*|时\s*|點\s*|点\s*|시\s*)(?P<minute>\d{1,2})(?:分|분)?"
    r"(?:(?:[:.]|\s*)(?P<second>\d{2})(?:秒|초)?(?P<part>[.,]\d{1,9})?)?"
    r"\s*(?P<after>[AaPp]\.?\s?[Mm]\.?\b)?(?P<zone>.*)$"
)
# “Fri Oct 9 13:04:05 +0200 2020”, as C and its heirs write it; and “13:04 Uhr”.
_YEAR_LAST = (
    r"^(?P<day>[A-Za-z]{3},? [A-Za-z]{3} +\d{1,2}) (?P<time>\d{1,2}:\d{2}:\d{2})"
    r"(?P<zone> [+-]\d{4}| [A-Z]{3,4})? (?P<year>\d{4})$"
)
_CLOCK_WORD = r"(?i)\s*\b(?:uhr|uur)\b"
_SPACES = "[\u00a0\u2009\u202f]"
_LATER = ["p", "下午", "晚上", "오후", "午後"]
_DIGITS = r"^\d{9,19}(?:\.\d+)?$"
_UNIX = ((11, 1_000_000), (14, 1_000), (17, 1))  # digits fewer than, and microseconds a unit
_FIRST_YEAR = datetime(1000, 1, 1)  # noqa: DTZ001
# What Excel keeps of a day: the days since 1899-12-30, and the time as their fraction.
_SERIAL = r"^[34567]\d{4}(?:[.,]\d+)?$"
_DAY_NONE = datetime(1899, 12, 30)  # noqa: DTZ001
_NOT_STAMPED = datetime(1980, 1, 1)  # noqa: DTZ001  what LimeSurvey writes when it keeps no times


@dataclass(frozen=True, slots=True)
class Moments:
    """`values` in UTC, null where there is none; `unreadable` marks the cells that hold text that
    is no date, `ambiguous` those of them that could be two days; `serial` marks those that were
    read as the number Excel keeps of a day, None where none was.
    """

    values: pl.Series
    unreadable: pl.Series
    ambiguous: pl.Series
    serial: pl.Series | None = None


class MomentReader:
    """Reads the chunks of one column."""

    def __init__(self, zone: ZoneInfo, order: DayOrder | None = None) -> None:
        self._zone = zone
        self._order = order
        self._days: dict[str, date | None] = {}

    def read(self, column: pl.Series) -> Moments:
        """The moments of a String column; times without an offset are in the reader's zone."""
        values = self._by_parts(column)
        if values.null_count() == column.null_count():  # as of most files: there is nothing left
            none = pl.Series([False]).new_from_index(0, column.len())
            return Moments(self._stamped(values), none, none)
        left = column.set(values.is_not_null(), None)
        for way in (self._dates, self._stamps, self._by_words, self._spelled):
            if left.null_count() == left.len():
                break
            found = way(left)
            values = values.fill_null(found)
            left = left.set(found.is_not_null(), None)
        serial = None
        if left.null_count() < left.len():
            found = self._serials(left)
            if found.null_count() < found.len():
                serial = found.is_not_null()
                values = values.fill_null(found)
                left = left.set(serial, None)
        unreadable = left.is_not_null()
        ambiguous = unreadable & ~unreadable
        if unreadable.any() and self._order is None:
            several = [text for text in left.drop_nulls().unique() if both_ways(_day_of(text))]
            ambiguous = left.is_in(several).fill_null(value=False) if several else ambiguous
        return Moments(self._stamped(values), unreadable, ambiguous, serial)

    def _stamped(self, values: pl.Series) -> pl.Series:
        nothing = self._to_utc(pl.Series([_NOT_STAMPED], dtype=pl.Datetime("us")))[0]
        marked = (values == nothing).fill_null(value=False)
        return values.set(marked, None) if marked.any() else values

    def _by_parts(self, column: pl.Series) -> pl.Series:
        """Those told to the second: the fixed part by polars, each distinct ending once."""
        fixed = column.str.slice(0, _TO_SECONDS)
        told = _nothing(fixed, pl.Datetime("us"))
        for gap in _GAPS:
            form = f"%Y-%m-%d{gap}%H:%M:%S"
            # polars' cache of parsed texts costs twice what it spares: few times are equal.
            found = fixed.str.to_datetime(form, time_unit="us", strict=False, cache=False)
            told = found if told.null_count() == told.len() else told.fill_null(found)
            if told.null_count() == column.null_count():
                break
        told = _of_four_digits(told)
        if told.null_count() == told.len():
            return _nothing(column, UTC_TYPE)
        ending = column.str.slice(_TO_SECONDS)
        endings = ending.drop_nulls().unique()
        if endings.len() > _MOST_ENDINGS:
            parts = ending.str.extract_groups(r"^(?P<part>[.,]\d{1,9})?(?P<zone>.*)$").struct
            micros = _micros(parts.field("part"))
            return self._on_clocks(told + micros.cast(pl.Duration("us")), parts.field("zone"))
        return self._with_endings(told, ending, endings)

    def _with_endings(self, told: pl.Series, ending: pl.Series, endings: pl.Series) -> pl.Series:
        read: dict[str, tuple[Clock, int]] = {}
        for text in endings:
            found = _AFTER_SECONDS.fullmatch(text)
            clock = None if found is None else read_clock(found["zone"], self._zone)
            if found is not None and clock is not None:
                read[text] = clock, int(f"{found['part'] or '.':0<7}"[1:7])
        values = _nothing(told, UTC_TYPE)
        for clock in {clock for clock, _ in read.values()}:
            shifts = {text: shift for text, (of, shift) in read.items() if of == clock}
            moved = told
            if len(shifts) < endings.len() or any(shifts.values()):
                by_row = ending.replace_strict(
                    list(shifts), list(shifts.values()), default=None, return_dtype=pl.Int64
                )
                moved = told + by_row.cast(pl.Duration("us"))
            utc = self._on_clock(moved, clock)
            values = utc if values.null_count() == values.len() else values.fill_null(utc)
        return values

    def _dates(self, column: pl.Series) -> pl.Series:
        days = column.str.to_date("%Y-%m-%d", strict=False)
        return self._to_utc(_of_four_digits(days.cast(pl.Datetime("us"))))

    def _stamps(self, column: pl.Series) -> pl.Series:
        """Seconds, milliseconds or microseconds since 1970."""
        plain = column.str.strip_chars()
        told = plain.set(~plain.str.contains(_DIGITS).fill_null(value=False), None)
        if told.null_count() == told.len():
            return _nothing(column, UTC_TYPE)
        digits = told.str.split(".").list.first().str.len_chars()
        # 14 digits are a date and a time written together, as 12 that begin like a year are.
        dated = (digits == 14) | ((digits == 12) & told.str.starts_with("20"))
        values = _nothing(column, UTC_TYPE)
        for fewer, unit in _UNIX:
            fits = (digits < fewer) & ~dated if fewer != 14 else (digits < 14) & ~dated
            stamps = told.set(~fits.fill_null(value=False), None).cast(pl.Float64, strict=False)
            found = (stamps * unit).round().cast(pl.Int64).cast(pl.Datetime("us"))
            values = values.fill_null(found.dt.replace_time_zone("UTC"))
        for form in ("%Y%m%d%H%M%S", "%Y%m%d%H%M"):
            written = told.set(~dated.fill_null(value=False), None)
            parsed = written.str.to_datetime(form, time_unit="us", strict=False, exact=True)
            values = values.fill_null(self._to_utc(parsed))
        return values

    def _serials(self, column: pl.Series) -> pl.Series:
        """45231.5, which a spreadsheet saved as text makes of noon on 1 November 2023."""
        plain = column.str.strip_chars()
        plain = plain.set(~plain.str.contains(_SERIAL).fill_null(value=False), None)
        days = plain.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
        # A time that is kept as a fraction of a day is exact to about a hundredth of a second.
        seconds = (days * 86_400).round().cast(pl.Int64)
        return self._to_utc((seconds * 1_000_000).cast(pl.Duration("us")) + _DAY_NONE)

    def _by_words(self, column: pl.Series) -> pl.Series:
        """A day without spaces and what stands after it: both by their distinct texts."""
        words = column.str.strip_chars().str.splitn(" ", 2).struct
        days = self._read_days(words.field("field_0").str.strip_chars_end(","))
        if days.null_count() == days.len():
            return _nothing(column, UTC_TYPE)
        rest = words.field("field_1").fill_null("")
        texts = rest.unique()
        if texts.len() > _MOST_DAYS:
            return _nothing(column, UTC_TYPE)
        times = _times("- " + texts)
        micros = times.micros.set(texts == "", 0)
        by_row = rest.replace_strict(texts, micros, return_dtype=pl.Int64)
        zones = rest.replace_strict(texts, times.zones.fill_null(""), return_dtype=pl.String)
        return self._on_clocks(days.cast(pl.Datetime("us")) + by_row.cast(pl.Duration("us")), zones)

    def _spelled(self, column: pl.Series) -> pl.Series:
        """All other forms: the day by its distinct texts, the time by its parts."""
        plain = column.str.replace_all(_SPACES, " ").str.strip_chars()
        plain = plain.str.replace(_YEAR_LAST, "$day $year $time$zone").str.replace(_CLOCK_WORD, "")
        times = _times(plain)
        days = self._read_days(plain.set(times.days.is_not_null(), None).fill_null(times.days))
        micros = times.micros.set(times.days.is_null(), 0)
        local = days.cast(pl.Datetime("us")) + micros.cast(pl.Duration("us"))
        return self._on_clocks(local, times.zones.fill_null(""))

    def _read_days(self, days: pl.Series) -> pl.Series:
        distinct = days.drop_nulls().unique().to_list()
        if len(self._days) > _MOST_DAYS:
            self._days.clear()
        for text in distinct:
            if text not in self._days:
                self._days[text] = read_day(text, self._order)
        known = {text: day for text in distinct if (day := self._days[text]) is not None}
        if not known:
            return _nothing(days, pl.Date())
        return days.replace_strict(
            list(known), list(known.values()), default=None, return_dtype=pl.Date
        )

    def _on_clocks(self, local: pl.Series, zones: pl.Series) -> pl.Series:
        values = _nothing(local, UTC_TYPE)
        for text in zones.drop_nulls().unique():
            clock = read_clock(text, self._zone)
            if clock is None:
                continue
            here = local.set((zones != text).fill_null(value=True), None)
            values = values.fill_null(self._on_clock(here, clock))
        return values

    def _on_clock(self, local: pl.Series, clock: Clock) -> pl.Series:
        if clock == OWN or clock.zone is not None:
            return self._to_utc(local, clock.zone)
        if clock.offset:
            local = local - timedelta(seconds=clock.offset)
        return local.dt.replace_time_zone("UTC")

    def _to_utc(self, local: pl.Series, zone: ZoneInfo | None = None) -> pl.Series:
        """A time that came twice is the first of the two; one that the clocks skipped is read as
        if they had not yet gone forward.
        """
        name = (zone or self._zone).key
        if name == "UTC":
            return local.dt.replace_time_zone("UTC")
        told = local.dt.replace_time_zone(name, ambiguous="earliest", non_existent="null")
        utc = told.dt.convert_time_zone("UTC")
        if utc.null_count() == local.null_count():
            return utc
        hour = timedelta(hours=1)
        before = (local - hour).dt.replace_time_zone(
            name, ambiguous="earliest", non_existent="null"
        )
        return utc.fill_null(before.dt.convert_time_zone("UTC") + hour)


class _Times(NamedTuple):
    """Texts of day and time in their parts; the microseconds since midnight are null where the
    time is none. `days` is null where there is no time at all.
    """

    days: pl.Series
    micros: pl.Series
    zones: pl.Series


def _times(texts: pl.Series) -> _Times:
    groups = texts.str.extract_groups(_DAY_AND_TIME).struct
    hour = groups.field("hour").cast(pl.Int64)
    half = groups.field("before").fill_null(groups.field("after"))
    if half.null_count() < half.len():
        later = half.str.to_lowercase().str.contains_any(_LATER).fill_null(value=False)
        impossible = (half.is_not_null() & ((hour > 12) | (hour < 1))).fill_null(value=False)
        twelve = (half.is_not_null() & (hour == 12)).fill_null(value=False)
        hour = hour.set(twelve, 0) + later.cast(pl.Int64) * 12
        hour = hour.set(impossible & ~later, 24)
    minute = groups.field("minute").cast(pl.Int64)
    second = groups.field("second").cast(pl.Int64).fill_null(0)
    micros = ((hour * 60 + minute) * 60 + second) * 1_000_000 + _micros(groups.field("part"))
    good = ((hour < 24) & (minute < 60) & (second < 60)).fill_null(value=False)
    return _Times(groups.field("day"), micros.set(~good, None), groups.field("zone"))


def outside(values: pl.Series, earliest: datetime, now: datetime) -> pl.Series:
    """Which moments count as none: before `earliest`, or more than a day ahead of `now`."""
    return ((values < earliest) | (values > now + timedelta(days=1))).fill_null(value=False)


def _day_of(text: str) -> str:
    return re.split(r"(?<=\d)T(?=\d)|,?\s+(?=\d{1,2}[:.]\d\d)", text.strip(), maxsplit=1)[0]


def _of_four_digits(told: pl.Series) -> pl.Series:
    """Without the years that polars makes of two digits: 26-02-13 is none of the year 26."""
    first = told.min()
    if first is None or first >= _FIRST_YEAR:  # type: ignore[operator]
        return told
    return told.set((told < _FIRST_YEAR).fill_null(value=False), None)


def _micros(part: pl.Series) -> pl.Series:
    digits = part.str.slice(1).str.pad_end(6, "0").str.slice(0, 6)
    return digits.cast(pl.Int64, strict=False).fill_null(0)


def _nothing(column: pl.Series, dtype: pl.DataType) -> pl.Series:
    return pl.Series(column.name, [None], dtype=dtype).new_from_index(0, column.len())
