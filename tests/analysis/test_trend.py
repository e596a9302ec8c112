"""Trends: points without gaps, cut in the zone, each counting what falls into it."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.response_frames import Row, at, responses

from npstui.analysis.answer import answer_score
from npstui.analysis.trend import TrendPoint, trend

OSLO = ZoneInfo("Europe/Oslo")
NOW = at("2026-11-21T13:00")


def draw(
    rows: list[Row],
    every: str = "week",
    period: str = "all",
    counting: str = "answers",
    zone: ZoneInfo = OSLO,
) -> list[TrendPoint]:
    return trend(responses(rows), every, period, NOW, zone, counting)


def answered(*moments: str, **facts: object) -> list[Row]:
    return [{"responded_at": at(moment), "score": 9, **facts} for moment in moments]


def sizes(points: list[TrendPoint]) -> list[int]:
    return [point.score.n if point.score else 0 for point in points]


def test_weeks_are_iso_weeks_of_the_zone_and_empty_ones_have_no_score() -> None:
    points = draw(answered("2026-10-25T22:59", "2026-10-25T23:00", "2026-11-10T08:00"))
    assert [f"{point.start:%d %b %H}" for point in points] == [
        "18 Oct 22",
        "25 Oct 23",
        "01 Nov 23",
        "08 Nov 23",
    ]
    assert sizes(points) == [1, 1, 0, 1]
    assert points[2].score is None


def test_a_day_of_25_hours_is_one_point() -> None:
    points = draw(answered("2026-10-24T22:00", "2026-10-25T22:59"), "day")
    assert sizes(points) == [2]
    assert points[0].end - points[0].start == timedelta(hours=25)


def test_points_are_cut_to_the_period_and_stop_at_now() -> None:
    points = draw(answered("2026-10-22T12:01", "2026-11-20T08:00"), "month", "30d")
    assert sizes(points) == [1, 1]
    assert points[0].start == at("2026-10-22T12:00")
    assert points[-1].end == NOW
    assert len(draw([], "day", "2026-11")) == 21


def test_a_closed_period_shows_all_its_points_though_nobody_answered() -> None:
    assert sizes(draw([], "week", "2026-Q1")) == [0] * 14


def test_nothing_at_all_has_no_points() -> None:
    assert draw([]) == []
    assert draw([], counting="customers") == []
    assert draw([{"score": 3}]) == []


def test_a_customer_counts_once_in_each_point() -> None:
    rows = answered("2026-11-02T08:00", "2026-11-03T08:00", "2026-11-10T08:00", customer_id="a")
    rows[1]["score"] = 0
    points = draw(rows, counting="customers")
    assert sizes(points) == [1, 1]
    assert points[0].score is not None
    assert points[0].score.detractors == 1


def test_an_unknown_grain_is_refused() -> None:
    with pytest.raises(ValueError, match="fortnight"):
        draw([], "fortnight")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.datetimes(at("2026-06-01").replace(tzinfo=None), NOW.replace(tzinfo=None)),
            st.integers(0, 10),
            st.sampled_from(["a", "b", None]),
        ),
        max_size=30,
    ),
    st.sampled_from(["day", "week", "month", "quarter"]),
    st.sampled_from(["all", "30d", "2026-Q3", "2026-10-03..", "..2026-09-30", "this-year"]),
    st.sampled_from(["Europe/Oslo", "Asia/Kathmandu", "America/New_York"]),
    st.sampled_from(["answers", "customers"]),
)
def test_each_point_is_the_score_of_its_own_span(
    answers: list[tuple[datetime, int, str | None]],
    every: str,
    period: str,
    zone_name: str,
    counting: str,
) -> None:
    zone = ZoneInfo(zone_name)
    rows: list[Row] = [
        {"responded_at": moment.replace(tzinfo=NOW.tzinfo), "score": score, "customer_id": who}
        for moment, score, who in answers
    ]
    points = draw(rows, every, period, counting, zone)
    for one, following in pairwise(points):
        assert one.end == following.start
    for point in points[:3] + points[-3:]:
        span = f"{point.start.isoformat()}..{point.end.isoformat()}"
        alone = answer_score(responses(rows), span, NOW, zone, counting)
        assert point.score == alone.score
    if counting == "answers":
        whole = answer_score(responses(rows), period, NOW, zone).score
        assert sum(sizes(points)) == (whole.n if whole else 0)
