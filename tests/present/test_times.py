"""Due times, ages and moments in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npstui.present import times

NOW = datetime(2026, 11, 21, 13, 2, tzinfo=UTC)  # a Saturday, 14:02 in Oslo
OSLO = ZoneInfo("Europe/Oslo")
SPANS = st.timedeltas(timedelta(days=-12), timedelta(days=200))


def spanned(**span: float) -> timedelta:
    return timedelta(**span)


@pytest.mark.parametrize(
    ("left", "text"),
    [
        (spanned(minutes=4), "<10 min"),
        (spanned(minutes=47), "40 min"),
        (spanned(hours=2, minutes=12), "2 h 10"),
        (spanned(hours=2, minutes=7), "2 h"),
        (spanned(hours=5, minutes=59), "5 h 50"),
        (spanned(hours=9, minutes=50), "9 h"),
        (spanned(hours=47, minutes=59), "47 h"),
        (spanned(hours=48), "2 d"),
        (spanned(days=3, hours=20), "3 d"),
        (spanned(), "late <1 h"),
        (spanned(minutes=-59), "late <1 h"),
        (spanned(hours=-5, minutes=-50), "late 5 h"),
        (spanned(days=-3), "late 3 d"),
    ],
)
def test_due_in_words(left: timedelta, text: str) -> None:
    assert times.due(NOW + left, NOW) == text


def test_no_due_time_is_blank() -> None:
    assert times.due(None, NOW) == times.urgency(NOW, NOW, None) == ""


@given(SPANS)
def test_a_due_time_fits_its_column(left: timedelta) -> None:
    assert len(times.due(NOW + left, NOW)) <= 9


@pytest.mark.parametrize(
    ("past", "text"),
    [
        (spanned(minutes=3), "<10 min"),
        (spanned(minutes=47), "40 min"),
        (spanned(hours=22, minutes=10), "22 h"),
        (spanned(days=12), "12 d"),
    ],
)
def test_ages_in_words(past: timedelta, text: str) -> None:
    assert times.age(NOW - past, NOW) == text


@pytest.mark.parametrize(
    ("at", "text"),
    [
        (datetime(2026, 11, 21, 13, 1, tzinfo=UTC), "14:01"),
        (datetime(2026, 11, 20, 23, 30, tzinfo=UTC), "00:30"),
        (datetime(2026, 11, 20, 15, 14, tzinfo=UTC), "Fri 16:14"),
        (datetime(2026, 11, 9, 12, 0, tzinfo=UTC), "9 Nov"),
        (datetime(2025, 11, 9, 12, 0, tzinfo=UTC), "Nov 2025"),
    ],
)
def test_moments_stand_in_the_stores_zone(at: datetime, text: str) -> None:
    assert times.moment(at, NOW, OSLO) == text


def test_urgency_follows_the_clock() -> None:
    start = NOW - timedelta(hours=24)
    assert times.urgency(NOW, start, NOW) == "!"
    assert times.urgency(NOW, start, NOW + timedelta(hours=8)) == "~"
    assert times.urgency(NOW, start, NOW + timedelta(hours=9)) == ""
    assert times.urgency(NOW, None, NOW + timedelta(hours=1)) == ""


@pytest.mark.parametrize(
    ("ahead", "text"),
    [
        (spanned(days=4), "4 d"),
        (spanned(hours=5, minutes=59), "5 h 50"),
        (spanned(minutes=59), "<1 h"),
        (spanned(minutes=4), "<1 h"),
        (spanned(days=-12), "over"),
    ],
)
def test_what_is_left_of_a_window_in_words(ahead: timedelta, text: str) -> None:
    assert times.left(NOW + ahead, NOW) == text


@given(SPANS)
def test_what_is_left_and_since_when_fit_their_columns(span: timedelta) -> None:
    assert len(times.left(NOW + span, NOW)) <= 6
    assert len(times.since(NOW - span, NOW)) <= 5


def test_where_no_window_and_no_stage_is_nothing_is_said() -> None:
    assert times.left(None, NOW) == times.since(None, NOW) == ""
