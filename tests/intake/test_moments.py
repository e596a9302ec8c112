"""ISO dates in each of their forms, on the clock they tell."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from npstui.intake.moments import MomentReader, outside

OSLO = ZoneInfo("Europe/Oslo")


def read(*texts: str | None) -> list[datetime | None]:
    return MomentReader(OSLO).read(pl.Series("at", texts, dtype=pl.String)).values.to_list()


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc]


def since_1970(micros: int) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=micros)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-11-01T08:51:12Z", at(2019, 11, 1, 8, 51, 12)),
        ("2019-11-01 08:51:12", at(2019, 11, 1, 7, 51, 12)),
        ("2019-11-01T08:51:12", at(2019, 11, 1, 7, 51, 12)),
        ("2019-11-01 08:51:12.402", at(2019, 11, 1, 7, 51, 12, 402_000)),
        ("2019-11-01T08:51:12.402123Z", at(2019, 11, 1, 8, 51, 12, 402_123)),
        ("2016-08-04T13:57:26.558-07:00", at(2016, 8, 4, 20, 57, 26, 558_000)),
        ("2016-12-16 09:05:00 -0800", at(2016, 12, 16, 17, 5)),
        ("2022-06-10T08:09:25+00:00", at(2022, 6, 10, 8, 9, 25)),
        ("2026-11-20 10:11:12 UTC", at(2026, 11, 20, 10, 11, 12)),
        ("2019-11-01 08:51", at(2019, 11, 1, 7, 51)),
        ("2019-11-01T08:51Z", at(2019, 11, 1, 8, 51)),
        ("2019-11-01T08:51+02:00", at(2019, 11, 1, 6, 51)),
        ("2019-07-01", at(2019, 6, 30, 22)),
        ("Fri Nov  1 08:51:12 2019", at(2019, 11, 1, 7, 51, 12)),
        ("Fri Nov 01 08:51:12 +0000 2019", at(2019, 11, 1, 8, 51, 12)),
        ("1. November 2019, 8:51 Uhr", at(2019, 11, 1, 7, 51)),
        ("45231.5", at(2023, 11, 1, 11)),
        ("45231,25", at(2023, 11, 1, 5)),
        ("45231", at(2023, 10, 31, 23)),
        ("民國115年2月13日", at(2026, 2, 12, 23)),
        ("中華民國115年2月13日 下午2:05", at(2026, 2, 13, 13, 5)),
        ("115/02/13", at(2026, 2, 12, 23)),
        ("115.2.13 14:05", at(2026, 2, 13, 13, 5)),
        ("115年2月13日", at(2026, 2, 12, 23)),
        ("令和8年2月13日", at(2026, 2, 12, 23)),
        ("令和元年6月1日", at(2019, 5, 31, 22)),
        ("R8.2.13", at(2026, 2, 12, 23)),
        ("2026年2月13日 14:05", at(2026, 2, 13, 13, 5)),
        ("2026年2月14日下午3点05分", at(2026, 2, 14, 14, 5)),
        ("2026/2/14 上午 12:05", at(2026, 2, 13, 23, 5)),
        ("2026-02-14 오후 12:05", at(2026, 2, 14, 11, 5)),
        ("2026년 2월 13일 오전 9시 5분", at(2026, 2, 13, 8, 5)),
        ("2026. 2. 14. 오후 3:05:03", at(2026, 2, 14, 14, 5, 3)),
    ],
)
def test_a_form_is_read(text: str, moment: datetime) -> None:
    assert read(text) == [moment]


@pytest.mark.parametrize(
    "text",
    [
        *("1/2/2026", "2026-02-30", "yesterday", "2026-01-01T25:00:00", "26-02-25", "25/02/26"),
        *("15231.5", "85231", "315/02/13"),
    ],
)
def test_what_is_no_date_is_marked(text: str) -> None:
    read = MomentReader(OSLO).read(pl.Series("at", [text, "2026-01-01", None]))
    assert read.unreadable.to_list() == [True, False, False]
    assert read.values.null_count() == 2


def test_an_hour_that_came_twice_is_the_first_and_one_that_never_came_is_moved_on() -> None:
    assert read("2026-10-25T02:30:00") == [at(2026, 10, 25, 0, 30)]
    assert read("2026-03-29T02:30:00") == [at(2026, 3, 29, 1, 30)]


def test_forms_may_be_mixed_in_one_column() -> None:
    texts = ["2019-07-01", "2019-07-01T00:00:00Z", None, "2019-07-01 02:00:00", "x"]
    moments = [at(2019, 6, 30, 22), at(2019, 7, 1), None, at(2019, 7, 1), None]
    assert read(*texts) == moments


def test_a_column_of_microseconds_is_read_without_its_endings_in_common() -> None:
    texts = [f"2026-01-01T00:00:00.{micro:06d}Z" for micro in range(6000)]
    assert read(*texts)[5999] == at(2026, 1, 1, 0, 0, 0, 5999)


@given(st.lists(st.integers(600_000_000_000_000, 1_900_000_000_000_000).map(since_1970)))
def test_what_isoformat_writes_is_read_back(moments: list[datetime]) -> None:
    assert read(*(moment.isoformat() for moment in moments)) == moments


def test_before_the_earliest_and_more_than_a_day_ahead_is_outside() -> None:
    now = at(2026, 11, 21)
    moments = pl.Series([at(1999, 12, 31), at(2000, 1, 1), at(2026, 11, 21, 23), at(2026, 11, 23)])
    assert outside(moments, at(2000, 1, 1), now).to_list() == [True, False, False, True]
