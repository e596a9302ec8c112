"""How follow-up went: fates, promises, times, standings; each worked out again row by row."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from tests.analysis.case_frames import CASES, DAY, HOUR, NOW, Case, frame

from npstui.analysis.clock_fates import JUDGED, Fate
from npstui.analysis.followup import (
    CategoryHealth,
    Promise,
    Standing,
    cohort,
    health,
    promise_of,
    standings,
)
from npstui.analysis.period import ALL, parse_period
from npstui.analysis.spans import BANDS, Times
from npstui.model.business_hours import BusinessHours
from npstui.model.category import Category, category_of

UTC_ZONE, OSLO = ZoneInfo("UTC"), ZoneInfo("Europe/Oslo")
WORKDAYS = BusinessHours((((9 * 60, 17 * 60),),) * 5 + ((),) * 2)
MONTH = parse_period("30d", NOW, UTC_ZONE)


def of(*cases: Case, hours: BusinessHours | None = None) -> CategoryHealth:
    """The detractors among the cases."""
    return health(cohort(frame(*cases), ALL, NOW), NOW, OSLO, hours)[0]


def fate(case: Case) -> Fate:
    """What the documents say, one condition after the other."""
    contact, due = case.first_contact_at, case.due_at
    if case.joined_to is not None:
        return Fate.JOINED
    if due is None:
        return Fate.NO_CLOCK
    if case.from_import:
        return Fate.FROM_IMPORT
    if contact is not None:
        return Fate.IN_TIME if contact <= due else Fate.TOO_LATE
    if case.resolved_at is not None and case.resolved_at <= due:
        return Fate.ENDED
    return Fate.MISSED if due <= NOW else Fate.WAITING


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (Case(first_contact_at=NOW - DAY), Fate.IN_TIME),
        (Case(first_contact_at=NOW - DAY + timedelta(microseconds=1)), Fate.TOO_LATE),
        (Case(), Fate.MISSED),
        (Case(due_at=NOW), Fate.MISSED),
        (Case(due_at=NOW + HOUR), Fate.WAITING),
        (Case(resolved_at=NOW - DAY), Fate.ENDED),
        (Case(resolved_at=NOW), Fate.MISSED),
        (Case(due_at=None, first_contact_at=NOW), Fate.NO_CLOCK),
        (Case(from_import=True, first_contact_at=NOW), Fate.FROM_IMPORT),
        (Case(joined_to="x", first_contact_at=NOW), Fate.JOINED),
    ],
)
def test_each_clock_has_one_fate(case: Case, expected: Fate) -> None:
    assert fate(case) is expected
    assert {each for each, count in of(case).fates.items() if count} == {expected}


@settings(max_examples=60, deadline=None)
@given(CASES)
def test_fates_promises_tries_and_bands_are_those_counted_by_hand(cases: list[Case]) -> None:
    found = health(cohort(frame(*cases), ALL, NOW), NOW, OSLO, WORKDAYS)
    for each in found:
        mine = [case for case in cases if category_of(case.score) is each.category]
        single = [case for case in mine if case.joined_to is None]
        assert each.cases == len(mine) == sum(each.fates.values())
        for name, count in each.fates.items():
            assert count == sum(fate(case) is name for case in mine)
        judged = [case for case in mine if fate(case) in JUDGED]
        assert each.promise.judged == len(judged)
        assert each.promise.in_time == sum(fate(case) is Fate.IN_TIME for case in mine)
        assert sum(each.tries) == len(single)
        assert each.tries[3] == sum(case.tries >= 3 for case in single)
        timed = [case for case in single if not case.from_import]
        assert sum(each.bands) == len(timed)
        assert each.bands[-1] == len(timed) - each.first_contact.wall.n
        assert each.never_touched == sum(not case.touched for case in single)
        assert each.late == sum(case.late for case in mine)
        waits = [
            (case.first_contact_at - case.responded_at).total_seconds()
            for case in timed
            if case.first_contact_at is not None and case.responded_at is not None
        ]
        assert each.first_contact.wall.n == len(waits)
        if waits:
            assert each.first_contact.wall.median == pytest.approx(median(waits))
            assert each.first_contact.wall.longest == max(waits)
            for number, band in enumerate(BANDS):
                assert sum(each.bands[: number + 1]) == sum(wait <= band for wait in waits)


@settings(max_examples=40, deadline=None)
@given(CASES)
def test_times_in_business_hours_are_those_of_each_case_alone(cases: list[Case]) -> None:
    found = health(cohort(frame(*cases), ALL, NOW), NOW, OSLO, WORKDAYS)
    for each in found:
        worked, in_time, judged = [], 0, 0
        for case in cases:
            at, due, contact = case.responded_at, case.due_at, case.first_contact_at
            if category_of(case.score) is not each.category or case.joined_to or case.from_import:
                continue
            assert at is not None
            if contact is not None:
                worked.append(WORKDAYS.worked(at, contact, OSLO).total_seconds())
            if due is not None:
                within = WORKDAYS.worked(at, contact or case.resolved_at or NOW, OSLO) <= due - at
                in_time += contact is not None and within
                judged += contact is not None or not within
        assert each.first_contact.worked is not None
        assert each.first_contact.worked.n == len(worked)
        if worked:
            assert each.first_contact.worked.median == pytest.approx(median(worked))
            assert each.first_contact.worked.longest == pytest.approx(max(worked))
        assert each.promise_worked == Promise(in_time, judged)


def contacted_after(start: datetime, end: datetime, due: timedelta = HOUR) -> CategoryHealth:
    case = Case(responded_at=start, clock_starts_at=start, due_at=start + due, first_contact_at=end)
    return of(case, hours=WORKDAYS)


def test_a_friday_afternoon_s_hour_ends_on_monday_morning() -> None:
    start = datetime(2026, 11, 6, 16, 30, tzinfo=OSLO).astimezone(UTC)
    end = datetime(2026, 11, 9, 9, 30, tzinfo=OSLO).astimezone(UTC)
    just, late = contacted_after(start, end), contacted_after(start, end + timedelta(seconds=1))
    assert (just.first_contact.worked, just.first_contact.wall.median) == (
        Times(1, 3600.0, 3600.0, 3600.0, 3600.0),
        65 * 3600.0,
    )
    assert (just.promise, just.promise_worked) == (Promise(0, 1), Promise(1, 1))
    assert late.promise_worked == Promise(0, 1)


def test_over_the_end_of_summer_time_the_wall_clock_has_an_hour_more() -> None:
    start = datetime(2026, 10, 23, 16, tzinfo=OSLO).astimezone(UTC)
    end = datetime(2026, 10, 26, 10, tzinfo=OSLO).astimezone(UTC)
    found = contacted_after(start, end, due=2 * HOUR)
    assert found.first_contact.wall.median == 67 * 3600.0
    assert found.first_contact.worked == Times(1, *(2 * 3600.0,) * 4)
    assert found.promise_worked == Promise(1, 1)


def test_times_lie_on_the_line_between_two_cases() -> None:
    waits = [1, 2, 3, 4, 10]
    cases = [Case(first_contact_at=NOW - 2 * DAY + wait * HOUR) for wait in waits]
    assert of(*cases).first_contact.wall == Times(5, 3 * 3600, 4 * 3600, 7.6 * 3600, 10 * 3600)
    assert of(Case()).first_contact.wall == Times(0)


def test_a_case_that_another_answer_ended_has_no_time_to_resolution() -> None:
    done = Case(resolved_at=NOW - DAY, outcome="solved")
    again = replace(done, score=8, closed_by_answer=True)
    found = health(cohort(frame(done, again), ALL, NOW), NOW, OSLO)
    assert [each.resolution.wall.n for each in found] == [1, 0, 0]
    assert found[0].resolution.wall.median == 86_400
    assert found[0].resolution.worked is None


def test_the_period_is_of_the_answer() -> None:
    cases = [Case(responded_at=NOW - 31 * DAY), Case(responded_at=NOW - 29 * DAY), Case()]
    assert cohort(frame(*cases), MONTH, NOW).height == 2
    assert promise_of(frame(*cases), MONTH, Category.DETRACTOR, NOW) == Promise(0, 2)
    assert promise_of(frame(), MONTH, Category.DETRACTOR, NOW).share is None


def test_people_are_told_with_the_latest_first_and_nobody_last() -> None:
    cases = [
        Case(assignee="alice", touched=True, first_contact_at=NOW - DAY),
        Case(assignee="bob", late=True, touched=True),
        Case(late=True),
        Case(assignee="alice", due_at=NOW + HOUR, touched=True),
    ]
    assert standings(cohort(frame(*cases), ALL, NOW), "assignee") == (
        Standing("bob", 1, 1, 1, 0, Promise(0, 1)),
        Standing("alice", 2, 2, 0, 0, Promise(1, 1)),
        Standing(None, 1, 1, 1, 1, Promise(0, 1)),
    )


@settings(max_examples=30, deadline=None)
@given(CASES)
def test_the_parts_of_a_split_add_up_to_the_whole(cases: list[Case]) -> None:
    held = cohort(frame(*cases), ALL, NOW)
    whole, parts = health(held, NOW, OSLO), standings(held, "assignee")
    assert sum(part.cases for part in parts) == len(cases)
    assert sum(part.promise.judged for part in parts) == sum(w.promise.judged for w in whole)
    assert sum(part.promise.in_time for part in parts) == sum(w.promise.in_time for w in whole)
    assert sum(part.late for part in parts) == sum(w.late for w in whole)


def test_no_cases_are_zeros() -> None:
    for each in health(cohort(frame(), ALL, NOW), NOW, OSLO, WORKDAYS):
        assert (each.cases, sum(each.fates.values()), sum(each.bands), sum(each.tries)) == (0,) * 4
        assert each.promise.share is None
