"""Moments as people write them, across the days on which clocks are put forward and back."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.desk.frames import Answered, Log, case_rows

from npstui.desk.when import parse_when
from npstui.model.clock import Policy
from npstui.model.events import EventKind

# Clocks in Oslo are put back in the night to 25 October 2026, forward in that to 28 March 2027.
BEFORE_WINTER = datetime(2026, 10, 24, 10, tzinfo=UTC)
BEFORE_SUMMER = datetime(2027, 3, 27, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "now", "moment"),
    [
        ("tomorrow", BEFORE_WINTER, datetime(2026, 10, 25, 8, tzinfo=UTC)),
        ("2026-10-24T23:00", BEFORE_WINTER, datetime(2026, 10, 24, 21, tzinfo=UTC)),
        ("2026-10-26", BEFORE_WINTER, datetime(2026, 10, 26, 8, tzinfo=UTC)),
        ("tomorrow", BEFORE_SUMMER, datetime(2027, 3, 28, 7, tzinfo=UTC)),
        ("24h", BEFORE_WINTER, BEFORE_WINTER + timedelta(hours=24)),
        ("7d", BEFORE_SUMMER, BEFORE_SUMMER + timedelta(days=7)),
    ],
)
def test_a_day_means_nine_by_the_clock_of_that_day(
    written: str, now: datetime, moment: datetime
) -> None:
    assert parse_when(written, now, "Europe/Oslo") == moment


@pytest.mark.parametrize("now", [BEFORE_WINTER, BEFORE_SUMMER])
def test_what_waits_is_back_at_nine_and_not_an_hour_beside(now: datetime) -> None:
    until = parse_when("tomorrow", now, "Europe/Oslo")
    log = Log().add("r", EventKind.HANDED_ON, now, to="Dispatch", until=until.isoformat())
    answered = [Answered("r", now - timedelta(hours=1), 2)]
    policy = Policy(imported_at=now - timedelta(days=300), first=False, starts={})
    minute = timedelta(minutes=1)
    assert case_rows(answered, policy, log, until - minute)["r"]["status"] == "waiting"
    assert case_rows(answered, policy, log, until)["r"]["returned"] == "back"
