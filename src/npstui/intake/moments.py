"""Dates and times as ISO 8601 writes them, and near it, to UTC."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

UTC_TYPE = pl.Datetime("us", "UTC")

# What a form's times are told in: with an offset of their own, in UTC, or on the local clock.
_LOCAL, _OFFSET = "local", "offset"
_FORMS: tuple[tuple[str, str], ...] = (
    *((f"%Y-%m-%d{gap}%H:%M:%S", _LOCAL) for gap in ("T", " ")),
    *(
        (f"%Y-%m-%d{gap}%H:%M:%S{end}", "UTC")
        for gap in ("T", " ")
        for end in ("Z", " UTC", " GMT")
    ),
    *((f"%Y-%m-%d{gap}%H:%M:%S%.f{end}", "UTC") for gap in ("T", " ") for end in ("Z", " UTC")),
    *((f"%Y-%m-%d{gap}%H:%M:%S%.f", _LOCAL) for gap in ("T", " ")),
    *(
        (f"%Y-%m-%d{gap}%H:%M{seconds}{space}%z", _OFFSET)
        for gap in ("T", " ")
        for seconds in (":%S", ":%S%.f", "")
        for space in ("", " ")
    ),
    *((f"%Y-%m-%d{gap}%H:%M", _LOCAL) for gap in ("T", " ")),
    *((f"%Y-%m-%d{gap}%H:%MZ", "UTC") for gap in ("T", " ")),
    ("%Y-%m-%d", "date"),
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
        left = column
        values: pl.Series | None = None
        for form in tuple(self._forms):
            if left.null_count() == left.len():
                break
            parsed = self._parse(left, *form)
            found = parsed.is_not_null()
            if not found.any():
                continue
            if values is None:
                self._forms.remove(form)
                self._forms.insert(0, form)
                values = parsed
            else:
                values = values.fill_null(parsed)
            left = left.set(found, None)
        if values is None:
            values = pl.Series(column.name, [None], dtype=UTC_TYPE).new_from_index(0, column.len())
        return Moments(values, left.is_not_null())

    def _parse(self, column: pl.Series, form: str, told_in: str) -> pl.Series:
        if told_in == "date":
            days = column.str.to_date(form, strict=False)
            return self._to_utc(days.cast(pl.Datetime("us")))
        parsed = column.str.to_datetime(form, time_unit="us", strict=False)
        if told_in == _OFFSET:
            return parsed.dt.convert_time_zone("UTC")
        if told_in == "UTC":
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
