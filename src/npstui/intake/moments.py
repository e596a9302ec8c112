"""Dates and times as ISO 8601 writes them, and near it, to UTC."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import polars as pl

UTC_TYPE = pl.Datetime("us", "UTC")

_LOCAL, _UTC, _OFFSET, _DATE = "local", "utc", "offset", "date"
_GAPS = ("T", " ")
_TO_SECONDS = len("2019-11-01T08:51:12")
_AFTER_SECONDS = re.compile(
    r"(?P<part>\.\d{1,9})? ?(?P<zone>Z|UTC|GMT|(?P<sign>[+-])(?P<h>\d\d):?(?P<m>\d\d)?)?",
    re.IGNORECASE,
)
_MOST_ENDINGS = 5_000


class _Form(NamedTuple):
    """A way to write a moment: polars' format, the clock it tells, what stands after it."""

    format: str
    clock: str
    suffix: str = ""


# For what is not whole seconds and one of a few endings, which _by_parts reads much faster.
_FORMS: tuple[_Form, ...] = (
    _Form("%Y-%m-%d", _DATE),
    *(
        _Form(f"%Y-%m-%d{gap}%H:%M{seconds}", clock, suffix)
        for seconds in (":%S%.f", "")
        for clock, suffix in ((_LOCAL, ""), (_UTC, "Z"), (_UTC, " UTC"), (_UTC, " GMT"))
        for gap in _GAPS
    ),
    *(
        _Form(f"%Y-%m-%d{gap}%H:%M{seconds}{space}%#z", _OFFSET)
        for seconds in (":%S%.f", "")
        for space in ("", " ")
        for gap in _GAPS
    ),
)


@dataclass(frozen=True, slots=True)
class Moments:
    """`values` in UTC, null where there is none; `unreadable` marks the cells that hold text that
    is no date.
    """

    values: pl.Series
    unreadable: pl.Series


class MomentReader:
    """Reads the chunks of one column; it tries first the form that fitted last."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._forms = list(_FORMS)

    def read(self, column: pl.Series) -> Moments:
        """The moments of a String column; times without an offset are in the reader's zone."""
        values = self._by_parts(column)
        left = column.set(values.is_not_null(), None)
        for form in tuple(self._forms):
            if left.null_count() == left.len():
                break
            found = self._by_form(left, form)
            if found.null_count() == found.len():
                continue
            if values.null_count() == values.len():
                self._forms.remove(form)
                self._forms.insert(0, form)
            values = values.fill_null(found)
            left = left.set(found.is_not_null(), None)
        return Moments(values, left.is_not_null())

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
        if told.null_count() == told.len():
            return _nothing(column, UTC_TYPE)
        ending = column.str.slice(_TO_SECONDS)
        endings = ending.drop_nulls().unique()
        if endings.len() > _MOST_ENDINGS:
            return _nothing(column, UTC_TYPE)
        read = {text: shift for text in endings if (shift := _shift(text)) is not None}
        values = _nothing(column, UTC_TYPE)
        for clock in (_LOCAL, _UTC):
            shifts = {text: shift for text, (of, shift) in read.items() if of == clock}
            if not shifts:
                continue
            moved = told
            if len(shifts) < endings.len() or any(shifts.values()):
                by_row = ending.replace_strict(
                    list(shifts), list(shifts.values()), default=None, return_dtype=pl.Int64
                )
                moved = told + by_row.cast(pl.Duration("us"))
            utc = self._to_utc(moved) if clock == _LOCAL else moved.dt.replace_time_zone("UTC")
            values = utc if values.null_count() == values.len() else values.fill_null(utc)
        return values

    def _by_form(self, column: pl.Series, form: _Form) -> pl.Series:
        if form.clock == _DATE:
            days = column.str.to_date(form.format, strict=False)
            return self._to_utc(days.cast(pl.Datetime("us")))
        if form.suffix:
            fits = column.str.ends_with(form.suffix).fill_null(value=False)
            column = column.set(~fits, None).str.strip_suffix(form.suffix)
        parsed = column.str.to_datetime(form.format, time_unit="us", strict=False)
        if form.clock == _OFFSET:
            return parsed.dt.convert_time_zone("UTC")
        if form.clock == _UTC:
            return parsed.dt.replace_time_zone("UTC")
        return self._to_utc(parsed)

    def _to_utc(self, local: pl.Series) -> pl.Series:
        """A time that came twice is the first of the two; one that the clocks skipped is read as
        if they had not yet gone forward.
        """
        name = self._zone.key
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


def outside(values: pl.Series, earliest: datetime, now: datetime) -> pl.Series:
    """Which moments count as none: before `earliest`, or more than a day ahead of `now`."""
    return ((values < earliest) | (values > now + timedelta(days=1))).fill_null(value=False)


def _shift(ending: str) -> tuple[str, int] | None:
    """What stands after the seconds: the clock it tells and the microseconds to add for UTC."""
    found = _AFTER_SECONDS.fullmatch(ending)
    if found is None:
        return None
    shift = int(f"{found['part'] or '.':0<7}"[1:7])
    if found["zone"] is None:
        return _LOCAL, shift
    if found["sign"]:
        minutes = int(found["h"]) * 60 + int(found["m"] or 0)
        shift += minutes * 60_000_000 * (1 if found["sign"] == "-" else -1)
    return _UTC, shift


def _nothing(column: pl.Series, dtype: pl.DataType) -> pl.Series:
    return pl.Series(column.name, [None], dtype=dtype).new_from_index(0, column.len())
