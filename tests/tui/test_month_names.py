"""The names under Trends' chart: the first month and each January say the year."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from npstui.tui.lines.trend_chart import short_name

ZONE = ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("month", "every", "cells", "first", "name"),
    [
        (11, "month", 3, False, "Nov"),
        (11, "month", 8, True, "Nov 25"),
        (11, "month", 3, True, "Nov"),
        (1, "month", 6, False, "Jan 25"),
        (1, "month", 3, False, "'25"),
        (10, "quarter", 8, True, "Q4 25"),
        (10, "quarter", 5, False, "Q4"),
        (1, "quarter", 5, False, "Q1 25"),
        (1, "week", 3, True, "1"),
    ],
)
def test_a_year_is_named_where_it_begins(
    month: int, every: str, cells: int, first: bool, name: str
) -> None:
    start = datetime(2025, month, 1, tzinfo=UTC)
    assert short_name(start, every, ZONE, cells, first=first) == name
