"""Outcomes, remedies and the next answer, counted again by hand."""

from collections import Counter

import polars as pl
import pytest
from hypothesis import given, settings
from tests.analysis.case_frames import CASES, DAY, NOW, Case, frame

from npstui.analysis.endings import (
    UNTAGGED,
    outcomes_by_category,
    outcomes_by_channel,
    outcomes_by_playbook,
    outcomes_by_tag,
    recovery,
    remedies,
)
from npstui.model.category import Category, category_of


def resolved(case: Case) -> bool:
    return case.outcome is not None and case.joined_to is None


@settings(max_examples=50, deadline=None)
@given(CASES)
def test_outcomes_sum_to_the_resolved_cases(cases: list[Case]) -> None:
    held = frame(*cases).collect()
    done = [case for case in cases if resolved(case)]
    by_category = outcomes_by_category(held)
    assert sum(each.n for each in by_category) == len(done)
    for each in by_category:
        mine = [case for case in done if category_of(case.score).value == each.value]
        assert dict(each.outcomes) == Counter(case.outcome for case in mine)
        assert sum(each.outcomes.values()) == each.n
        again = [case.next_score for case in mine if case.next_score is not None]
        assert (each.next.n if each.next else 0) == len(again)
    by_tag = {each.value: each.n for each in outcomes_by_tag(held)}
    expected = Counter(tag for case in done for tag in case.tags or (UNTAGGED,))
    assert by_tag == expected
    by_channel = {each.value: each.n for each in outcomes_by_channel(held)}
    assert by_channel == Counter(case.last_channel for case in done if case.last_channel)
    costs = {use.ending.value: (use.ending.n, use.amounts, use.total) for use in remedies(held)}
    for kind, (n, amounts, total) in costs.items():
        given_it = [case for case in done if case.remedy == kind]
        paid = [case.amount for case in given_it if case.amount is not None]
        assert (n, amounts) == (len(given_it), len(paid))
        assert total == pytest.approx(sum(paid))


@settings(max_examples=50, deadline=None)
@given(CASES)
def test_a_next_answer_is_of_the_contacted_only_where_the_contact_came_first(
    cases: list[Case],
) -> None:
    found = recovery(frame(*cases).collect(), Category.DETRACTOR)
    mine = [case for case in cases if case.score <= 6]
    again = [case for case in mine if case.next_score is not None]
    reached = [
        case
        for case in again
        if case.first_contact_at and case.next_at and case.first_contact_at < case.next_at
    ]
    assert (found.contacted.n if found.contacted else 0) == len(reached)
    assert (found.not_contacted.n if found.not_contacted else 0) == len(again) - len(reached)
    assert found.no_answer_yet == len(mine) - len(again)
    assert (found.change is None) == (not reached or len(reached) == len(again))


def test_recovery_is_the_published_difference() -> None:
    """Counts and intervals of reference table 4.3: 30, 40, 50 against 30, 45, 75."""

    def answered(counts: tuple[int, int, int], *, contacted: bool) -> list[Case]:
        first = NOW - 2 * DAY if contacted else None
        return [
            Case(first_contact_at=first, next_at=NOW - DAY, next_score=score)
            for score, count in zip((0, 7, 10), counts, strict=True)
            for _ in range(count)
        ]

    cases = answered((30, 40, 50), contacted=False) + answered((30, 45, 75), contacted=True)
    found = recovery(frame(*cases).collect(), Category.DETRACTOR)
    assert found.change is not None
    assert found.change.points == pytest.approx(13.333, abs=1e-3)
    assert found.change.low == pytest.approx(-5.60, abs=5e-3)
    assert found.change.high == pytest.approx(31.91, abs=5e-3)
    assert found.change.p_value == pytest.approx(0.16931, abs=5e-6)


def test_a_playbook_counts_once_a_case() -> None:
    held = frame(Case("a", outcome="solved"), Case("b", outcome="left")).collect()
    used = pl.DataFrame(
        {
            "source": ["survey"] * 4,
            "response_id": ["a", "a", "b", "b"],
            "template": ["late", "late", "late", None],
        }
    )
    (found,) = outcomes_by_playbook(held, used)
    assert (found.value, found.n, dict(found.outcomes)) == ("late", 2, {"left": 1, "solved": 1})
