"""Periods: how they are written, where they are cut, what they are compared with."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.response_frames import at

from npstui.analysis.period import (
    Period,
    PeriodError,
    parse_period,
    previous,
)

OSLO = ZoneInfo("Europe/Oslo")
NOW = at("2026-11-21T13:00")  # a Saturday, 14:00 in Oslo


def read(text: str) -> Period:
    return parse_period(text, NOW, OSLO)


Bounds = tuple[str | None, str | None]


def bounds(period: Period | None) -> Bounds:
    assert period is not None
    ends = (period.start, period.end)
    first, last = (None if end is None else f"{end:%Y-%m-%dT%H:%M}" for end in ends)
    return first, last


@pytest.mark.parametrize(
    ("text", "own", "before"),
    [
        # The clocks went back on 25 October: 14:00 in Oslo was 12:00 UTC before.
        ("30d", ("2026-10-22T12:00", "2026-11-21T13:00"), ("2026-09-22T12:00", "2026-10-22T12:00")),
        ("2w", ("2026-11-07T13:00", "2026-11-21T13:00"), ("2026-10-24T12:00", "2026-11-07T13:00")),
        ("6mo", ("2026-05-21T12:00", "2026-11-21T13:00"), ("2025-11-21T13:00", "2026-05-21T12:00")),
        ("2h", ("2026-11-21T11:00", "2026-11-21T13:00"), ("2026-11-21T09:00", "2026-11-21T11:00")),
        (
            "today",
            ("2026-11-20T23:00", "2026-11-21T13:00"),
            ("2026-11-19T23:00", "2026-11-20T13:00"),
        ),
        (
            "yesterday",
            ("2026-11-19T23:00", "2026-11-20T23:00"),
            ("2026-11-18T23:00", "2026-11-19T23:00"),
        ),
        (
            "this-week",
            ("2026-11-15T23:00", "2026-11-21T13:00"),
            ("2026-11-08T23:00", "2026-11-14T13:00"),
        ),
        (
            "this-month",
            ("2026-10-31T23:00", "2026-11-21T13:00"),
            ("2026-09-30T22:00", "2026-10-21T12:00"),
        ),
        (
            "this-quarter",
            ("2026-09-30T22:00", "2026-11-21T13:00"),
            ("2026-06-30T22:00", "2026-08-21T12:00"),
        ),
        (
            "last-week",
            ("2026-11-08T23:00", "2026-11-15T23:00"),
            ("2026-11-01T23:00", "2026-11-08T23:00"),
        ),
        (
            "last-year",
            ("2024-12-31T23:00", "2025-12-31T23:00"),
            ("2023-12-31T23:00", "2024-12-31T23:00"),
        ),
        (
            "2026-10",
            ("2026-09-30T22:00", "2026-10-31T23:00"),
            ("2026-08-31T22:00", "2026-09-30T22:00"),
        ),
        (
            "2026-W01",
            ("2025-12-28T23:00", "2026-01-04T23:00"),
            ("2025-12-21T23:00", "2025-12-28T23:00"),
        ),
        (
            "2026-Q1",
            ("2025-12-31T23:00", "2026-03-31T22:00"),
            ("2025-09-30T22:00", "2025-12-31T23:00"),
        ),
        (
            "2026",
            ("2025-12-31T23:00", "2026-12-31T23:00"),
            ("2024-12-31T23:00", "2025-12-31T23:00"),
        ),
        (
            "2026-10-25",
            ("2026-10-24T22:00", "2026-10-25T23:00"),
            ("2026-10-23T22:00", "2026-10-24T22:00"),
        ),
        (
            "2026-10-01..2026-10-15",
            ("2026-09-30T22:00", "2026-10-15T22:00"),
            ("2026-09-15T22:00", "2026-09-30T22:00"),
        ),
        (
            "2026-10-01T12:00..2026-10-01T18:30Z",
            ("2026-10-01T10:00", "2026-10-01T18:30"),
            ("2026-10-01T01:30", "2026-10-01T10:00"),
        ),
        (
            "2026-11-11..",
            ("2026-11-10T23:00", None),
            ("2026-10-31T09:00", "2026-11-10T23:00"),
        ),
    ],
)
def test_a_period_is_cut_in_the_zone_and_compared_with_its_like(
    text: str, own: Bounds, before: Bounds
) -> None:
    assert bounds(read(text)) == own
    assert bounds(previous(read(text))) == before


def test_all_and_an_open_start_have_nothing_before_them() -> None:
    assert bounds(read("all")) == (None, None)
    assert read("all").is_all
    assert previous(read("all")) is None
    assert bounds(read("..2026-10-15")) == (None, "2026-10-15T22:00")
    assert previous(read("..2026-10-15")) is None
    assert not read("..2026-10-15").is_all


def test_the_stretch_before_this_month_ends_where_this_month_begins() -> None:
    late = parse_period("this-month", at("2026-03-31T20:00"), ZoneInfo("UTC"))
    assert bounds(previous(late)) == ("2026-02-01T00:00", "2026-03-01T00:00")


def test_a_day_that_the_clocks_start_late_begins_when_they_jump() -> None:
    gap = parse_period("2018-11-04", NOW, ZoneInfo("America/Sao_Paulo"))
    assert bounds(gap) == ("2018-11-04T03:00", "2018-11-05T02:00")


@pytest.mark.parametrize(
    ("text", "words", "short"),
    [
        ("30d", "last 30 days", "30 d"),
        ("1mo", "last 1 month", "1 mo"),
        ("2026-10", "October 2026", "Oct 2026"),
        ("2026-w41", "week 41, 2026", "w41 2026"),
        ("2026-Q3", "Q3 2026", "Q3 2026"),
        ("this-week", "this week", "this week"),
        ("all", "all answers", "all"),
        ("2026-10-01..2026-10-15", "1 Oct 2026 to 15 Oct 2026", "1 Oct 2026–15 Oct 2026"),
        ("2026-10-01..", "since 1 Oct 2026", "from 1 Oct 2026"),
        ("..2026-09", "until September 2026", "to September 2026"),
    ],
)
def test_a_period_names_itself(text: str, words: str, short: str) -> None:
    assert (read(text).words, read(text).short) == (words, short)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("lastweek", "Did you mean last-week?"),
        ("this month", "Did you mean this-month?"),
        ("0d", "30d, 12w, 6mo"),
        ("2026-13", "2026-Q3"),
        ("2026-W54", "2026-W41"),
        ("..", "2026-10-01..2026-10-15"),
        ("2026-02-30..", "no period"),
        ("2026-10-15..2026-10-01", "ends before it starts"),
        ("99999w", "30d"),
        ("", "30d"),
    ],
)
def test_what_is_no_period_is_refused_with_the_forms(text: str, hint: str) -> None:
    with pytest.raises(PeriodError, match=r"period") as caught:
        read(text)
    if text != "99999w":
        assert hint in str(caught.value)


@given(
    st.sampled_from(
        ["30d", "12w", "6mo", "24h", "this-week", "last-quarter", "2026-10", "2026-W09", "2026-Q2"]
    )
    | st.dates(min_value=at("1990-01-01").date()).map(str)
)
def test_the_text_of_a_period_reads_back_as_it(text: str) -> None:
    assert read(read(text).text) == read(text)


@given(
    st.sampled_from(["30d", "12w", "6mo", "2026-10", "2026-W09", "2026-Q2", "2026", "last-week"]),
    st.sampled_from(["Europe/Oslo", "America/Sao_Paulo", "Asia/Taipei", "Pacific/Apia", "UTC"]),
)
def test_the_period_before_ends_where_the_period_begins(text: str, zone: str) -> None:
    period = parse_period(text, NOW, ZoneInfo(zone))
    before = previous(period)
    assert before is not None
    assert before.end == period.start
