"""Hours of work: what of a span lies within them, DST and holidays too."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npstui.model.business_hours import BusinessHours, read_days, read_times

OSLO = ZoneInfo("Europe/Oslo")
WORKDAYS = BusinessHours((((9 * 60, 17 * 60),),) * 5 + ((),) * 2)
NIGHTS = BusinessHours((((0, 6 * 60), (22 * 60, 24 * 60)),) * 7)
HOUR = timedelta(hours=1)
# November 2026: the 6th and the 13th are Fridays.
FRIDAY, MONDAY, WEDNESDAY = 6, 9, 11


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=OSLO).astimezone(UTC)


@pytest.mark.parametrize(
    ("created", "target", "breach"),
    [
        (at(FRIDAY, 16, 30), 1 * HOUR, at(MONDAY, 9, 30)),
        (at(WEDNESDAY, 7), 2 * HOUR, at(WEDNESDAY, 11)),
        (at(WEDNESDAY, 10), 2 * HOUR, at(WEDNESDAY, 12)),
        (at(WEDNESDAY, 16), 4 * HOUR, at(WEDNESDAY + 1, 12)),
    ],
)
def test_a_target_is_used_up_when_the_hours_say_so(
    created: datetime, target: timedelta, breach: datetime
) -> None:
    assert WORKDAYS.worked(created, breach, OSLO) == target
    assert WORKDAYS.worked(created, breach - timedelta(seconds=1), OSLO) < target


def test_four_hours_from_four_o_clock_end_at_eleven_where_the_day_ends_at_six() -> None:
    # The source says 9 to 17 and 11:00, which do not fit: to 17 it is 12:00, as above.
    until_six = BusinessHours((((9 * 60, 18 * 60),),) * 5 + ((),) * 2)
    assert until_six.worked(at(WEDNESDAY, 16), at(WEDNESDAY + 1, 11), OSLO) == 4 * HOUR


def test_a_lunch_break_and_a_holiday_are_no_work() -> None:
    split = BusinessHours(
        (((480, 720), (810, 1080)),) * 5 + ((),) * 2, frozenset({date(2026, 11, 10)})
    )
    assert split.worked(at(MONDAY, 0), at(MONDAY, 23), OSLO) == 8.5 * HOUR
    assert split.worked(at(MONDAY, 11), at(MONDAY, 14), OSLO) == 1.5 * HOUR
    assert split.worked(at(MONDAY, 0), at(MONDAY + 3, 0), OSLO) == 17 * HOUR


def test_the_night_the_clocks_change_has_its_real_hours() -> None:
    spring = at(28, 22, month=3), at(29, 6, month=3)
    autumn = at(24, 22, month=10), at(25, 6, month=10)
    assert NIGHTS.worked(*spring, OSLO) == 7 * HOUR
    assert NIGHTS.worked(*autumn, OSLO) == 9 * HOUR
    assert WORKDAYS.worked(at(27, 9, month=3), at(30, 17, month=3), OSLO) == 16 * HOUR
    early = BusinessHours((((2 * 60 + 30, 4 * 60),),) * 7)  # 02:30 is skipped: from 03:00 on
    assert early.worked(at(29, 0, month=3), at(29, 12, month=3), OSLO) == HOUR


MOMENTS = st.integers(0, 364 * 86_400).map(
    lambda second: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
)


@given(st.tuples(MOMENTS, MOMENTS, MOMENTS).map(sorted), st.sampled_from([WORKDAYS, NIGHTS]))
def test_parts_add_up_and_no_more_is_worked_than_passes(
    moments: list[datetime], hours: BusinessHours
) -> None:
    first, middle, last = moments
    whole = hours.worked(first, last, OSLO)
    assert hours.worked(first, middle, OSLO) + hours.worked(middle, last, OSLO) == whole
    assert timedelta(0) <= whole <= last - first
    assert hours.worked(last, first, OSLO) == timedelta(0)


def test_all_day_every_day_is_the_wall_clock() -> None:
    always = BusinessHours((((0, 24 * 60),),) * 7)
    assert always.worked(at(1, 3, month=3), at(30, 5, month=11), OSLO) == at(30, 5, month=11) - at(
        1, 3, month=3
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("9-17", "write 09:00-17:00"),
        ("17:00-09:00", "a night is 22:00-24:00"),
        ("09:00", "write 09:00-17:00"),
        ("09:00-12:00 11:00-13:00", "touch; write them as one"),
        ("09:00-12:00, 12:00-13:00", "touch; write them as one"),
        (" ", "wants times"),
        ("09:00-25:00", "write 09:00-17:00"),
    ],
)
def test_times_that_are_none_say_how_to_write_them(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_times(text)


def test_days_are_read_as_runs() -> None:
    assert (read_days("mon-fri"), read_days("Saturday")) == (range(5), range(5, 6))
    for text, said in (
        ("moonday-x", "is no day"),
        ("fri-mon", "over the weekend"),
        ("-", "no day"),
    ):
        with pytest.raises(ValueError, match=said):
            read_days(text)


def test_they_are_written_as_runs_of_equal_days() -> None:
    assert WORKDAYS.words == "mon-fri 09:00-17:00"
    odd = BusinessHours((WORKDAYS.week[0], (), *WORKDAYS.week[2:5], ((600, 840), (900, 1440)), ()))
    assert odd.words == "mon 09:00-17:00, wed-fri 09:00-17:00, sat 10:00-14:00 15:00-24:00"
