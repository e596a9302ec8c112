"""Contacts by category and week, and what channels do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from npstui.analysis.period import ALL, parse_period
from npstui.analysis.touches import channel_use, touch_balance
from npstui.model.category import Category

OSLO = ZoneInfo("Europe/Oslo")
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
Contact = tuple[datetime, str, str, str]


def frame(contacts: list[Contact]) -> pl.LazyFrame:
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "at": pl.Datetime("us", "UTC"),
        "category": pl.String,
        "channel": pl.String,
        "result": pl.String,
    }
    return pl.LazyFrame(contacts, schema=schema, orient="row")


CONTACTS = st.lists(
    st.tuples(
        st.integers(0, 50 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)),
        st.sampled_from([category.value for category in Category]),
        st.sampled_from(["mail", "phone"]),
        st.sampled_from(["sent", "reached", "no-answer"]),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None)
@given(CONTACTS, st.sampled_from(["30d", "all", "this-week", "2026-10"]))
def test_weeks_leave_no_gap_and_sum_to_the_contacts_of_the_period(
    contacts: list[Contact], text: str
) -> None:
    period = parse_period(text, NOW, OSLO)
    start = period.start or min((contact[0] for contact in contacts), default=NOW)
    end = period.end or NOW + timedelta(seconds=1)
    inside = [contact for contact in contacts if start <= contact[0] < end]
    found = touch_balance(frame(contacts), period, NOW + timedelta(seconds=1), OSLO)
    assert found.n == len(inside)
    for category in Category:
        assert found.total[category] == sum(contact[1] == category.value for contact in inside)
    for week, after in zip(found.weeks, found.weeks[1:], strict=False):
        assert week.end == after.start
        assert after.start.astimezone(OSLO).weekday() == 0
        assert after.start.astimezone(OSLO).hour == 0
    for week in found.weeks:
        made = [contact for contact in inside if week.start <= contact[0] < week.end]
        assert sum(week.touches.values()) == len(made)
    uses = channel_use(frame(contacts), period)
    assert sum(use.tries for use in uses) == len(inside)
    for use in uses:
        assert sum(use.results.values()) == use.tries
        assert use.through == use.tries - use.results.get("no-answer", 0)


def test_a_contact_late_on_sunday_is_of_the_week_that_ends_in_the_zone() -> None:
    sunday = datetime(2026, 11, 15, 22, 59, tzinfo=UTC)  # 23:59 in Oslo
    contacts: list[Contact] = [
        (sunday, "passive", "mail", "sent"),
        (sunday + timedelta(minutes=2), "promoter", "mail", "sent"),
    ]
    found = touch_balance(frame(contacts), ALL, NOW, OSLO)
    assert [dict(week.touches) for week in found.weeks] == [
        {Category.DETRACTOR: 0, Category.PASSIVE: 1, Category.PROMOTER: 0},
        {Category.DETRACTOR: 0, Category.PASSIVE: 0, Category.PROMOTER: 1},
    ]


def test_no_contacts_are_no_weeks() -> None:
    found = touch_balance(frame([]), ALL, NOW, OSLO)
    assert (found.n, found.weeks, channel_use(frame([]), ALL)) == (0, (), ())
