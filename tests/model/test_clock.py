"""When a case opens, is due and lapses."""

from datetime import UTC, datetime, timedelta

import pytest

from npstui.model.category import Category
from npstui.model.clock import (
    Policy,
    clock_of,
    is_late,
    opens,
)

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
LATER = Policy(imported_at=NOW, first=False, starts={Category.DETRACTOR: NOW - 7 * DAY})
FIRST = Policy(imported_at=NOW, first=True, starts={Category.DETRACTOR: NOW - 7 * DAY})


@pytest.mark.parametrize(
    ("category", "span"),
    [
        (Category.DETRACTOR, timedelta(hours=24)),
        (Category.PASSIVE, 14 * DAY),
        (Category.PROMOTER, 7 * DAY),
    ],
)
def test_the_first_contact_is_due_by_category(category: Category, span: timedelta) -> None:
    assert clock_of(category, NOW, LATER, reachable=True).due_at == NOW + span


def test_a_passive_window_is_six_calendar_months() -> None:
    answered = datetime(2026, 8, 31, 10, tzinfo=UTC)
    lapses = clock_of(Category.PASSIVE, answered, LATER, reachable=True).lapses_at
    assert lapses == datetime(2027, 2, 28, 10, tzinfo=UTC)


def test_an_answer_before_the_follow_up_start_opens_no_case() -> None:
    assert not opens(Category.DETRACTOR, NOW - 8 * DAY, LATER)
    assert opens(Category.DETRACTOR, NOW - 7 * DAY, LATER)


def test_an_undated_answer_opens_no_case() -> None:
    assert not opens(Category.DETRACTOR, None, LATER)


def test_an_answer_that_had_lapsed_when_it_came_opens_no_case() -> None:
    policy = Policy(imported_at=NOW, first=False, starts={})
    assert not opens(Category.DETRACTOR, NOW - 30 * DAY, policy)
    assert opens(Category.DETRACTOR, NOW - 29 * DAY, policy)


def test_the_first_import_counts_overdue_cases_from_the_import() -> None:
    clock = clock_of(Category.DETRACTOR, NOW - 3 * DAY, FIRST, reachable=True)
    assert (clock.due_at, clock.from_import) == (NOW + DAY, True)


def test_the_first_import_leaves_a_running_clock_alone() -> None:
    clock = clock_of(Category.DETRACTOR, NOW - timedelta(hours=3), FIRST, reachable=True)
    assert (clock.due_at, clock.from_import) == (NOW + timedelta(hours=21), False)


def test_a_later_import_opens_late_cases_late() -> None:
    clock = clock_of(Category.DETRACTOR, NOW - 3 * DAY, LATER, reachable=True)
    assert is_late(NOW, clock.due_at, None)


def test_without_contact_data_there_is_no_due_time() -> None:
    assert clock_of(Category.DETRACTOR, NOW, LATER, reachable=False).due_at is None


def test_a_first_contact_ends_lateness() -> None:
    assert not is_late(NOW, NOW - DAY, NOW - timedelta(hours=1))
