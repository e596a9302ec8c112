"""Markers judged: which weeks are compared, what cuts them, and what is counted on each side."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.response_frames import responses

from npstui.analysis.change import change
from npstui.analysis.counts import Counts
from npstui.analysis.markers import WEEKS, Cut, Side, Sides, effects_of, sides_of

OSLO = ZoneInfo("Europe/Oslo")
MARK = datetime(2026, 9, 2, tzinfo=UTC)
NOW = datetime(2026, 12, 1, tzinfo=UTC)
WEEK = timedelta(weeks=1)


def frame(rows: Sequence[tuple[datetime | None, int]]) -> pl.LazyFrame:
    return responses({"responded_at": at, "score": score} for at, score in rows)


def test_a_marker_alone_has_eight_weeks_on_either_side() -> None:
    sides = sides_of(MARK, [], NOW, ZoneInfo("UTC"))
    assert sides == Sides(Side(MARK - 8 * WEEK, MARK), Side(MARK, MARK + 8 * WEEK))
    assert (sides.before.weeks, sides.after.weeks) == (8, 8)


def test_the_weeks_are_those_of_the_wall_clock() -> None:
    mark = datetime(
        2026, 10, 20, 22, tzinfo=UTC
    )  # midnight in Oslo; winter time begins on the 25th
    after = sides_of(mark, [], NOW + 9 * WEEK, OSLO).after
    assert after.end.astimezone(OSLO).hour == 0
    assert after.end - after.start == 8 * WEEK + timedelta(hours=1)


def test_the_nearest_neighbours_cut_and_farther_ones_do_not() -> None:
    others = [MARK - 3 * WEEK, MARK - 5 * WEEK, MARK + 4 * WEEK, MARK + 6 * WEEK, MARK]
    sides = sides_of(MARK, others, NOW, ZoneInfo("UTC"))
    assert sides.before == Side(MARK - 3 * WEEK, MARK, Cut.MARKER)
    assert sides.after == Side(MARK, MARK + 4 * WEEK, Cut.MARKER)


def test_now_cuts_what_has_not_come_yet() -> None:
    sides = sides_of(MARK, [MARK + 4 * WEEK], MARK + 2 * WEEK, ZoneInfo("UTC"))
    assert sides.after == Side(MARK, MARK + 2 * WEEK, Cut.NOW)


def test_a_marker_still_to_come_has_nothing_after_it() -> None:
    sides = sides_of(NOW + WEEK, [], NOW, ZoneInfo("UTC"))
    assert sides.after == Side(NOW + WEEK, NOW + WEEK, Cut.NOW)
    assert sides.after.weeks == 0


def test_each_side_counts_its_own_answers_and_no_others() -> None:
    sides = sides_of(MARK, [], NOW, ZoneInfo("UTC"))
    second = timedelta(microseconds=1)
    answers = frame(
        [
            (sides.before.start - second, 0),
            (sides.before.start, 9),
            (MARK - second, 3),
            (MARK, 10),
            (sides.after.end - second, 8),
            (sides.after.end, 0),
            (None, 0),
        ]
    )
    (effect,) = effects_of([(answers, sides)])
    assert effect.before is not None
    assert effect.after is not None
    assert effect.before.counts == Counts(1, 0, 1)
    assert effect.after.counts == Counts(1, 1, 0)
    assert effect.change == change(Counts(1, 0, 1), Counts(1, 1, 0))


def test_a_side_without_answers_has_no_score_and_the_marker_no_change() -> None:
    sides = sides_of(MARK, [], NOW, ZoneInfo("UTC"))
    (effect,) = effects_of([(frame([(MARK, 9)]), sides)])
    assert (effect.before, effect.change) == (None, None)
    assert effect.after is not None


def test_counting_customers_takes_the_latest_answer_on_each_side() -> None:
    sides = sides_of(MARK, [], NOW, ZoneInfo("UTC"))
    day = timedelta(days=1)
    times = [(MARK - 2 * day, 0), (MARK - day, 9), (MARK + day, 9), (MARK + 2 * day, 0)]
    answers = frame(times).with_columns(customer_id=pl.lit("one"))
    (effect,) = effects_of([(answers, sides)], "customers")
    assert effect.before is not None
    assert effect.after is not None
    assert (effect.before.counts, effect.after.counts) == (Counts(1, 0, 0), Counts(0, 0, 1))


def test_several_markers_are_judged_in_the_order_given() -> None:
    first = sides_of(MARK, [MARK + 4 * WEEK], NOW, ZoneInfo("UTC"))
    second = sides_of(MARK + 4 * WEEK, [MARK], NOW, ZoneInfo("UTC"))
    answers = frame([(MARK, 9), (MARK + 5 * WEEK, 0)])
    effects = effects_of([(answers, second), (answers, first)])
    assert [effect.before and effect.before.nps for effect in effects] == [100, None]
    assert effects_of([]) == []


@given(
    st.lists(st.integers(-400, 400), max_size=6),
    st.integers(-400, 400),
    st.integers(1, 30),
)
def test_sides_never_overlap_another_marker_nor_now(
    days: list[int], today: int, weeks: int
) -> None:
    others = [MARK + timedelta(days=each) for each in days]
    now = MARK + timedelta(days=today)
    sides = sides_of(MARK, others, now, OSLO, weeks)
    assert sides.before.start <= sides.before.end == MARK == sides.after.start <= sides.after.end
    assert sides.after.end <= max(now, MARK)
    inside = [each for each in others if sides.before.start < each < sides.after.end]
    assert set(inside) <= {MARK}
    assert sides.before.weeks <= weeks + 0.01


@pytest.mark.parametrize("weeks", [1, WEEKS, 26])
def test_the_weeks_can_be_chosen(weeks: int) -> None:
    assert sides_of(MARK, [], NOW + 52 * WEEK, ZoneInfo("UTC"), weeks).after.weeks == weeks
