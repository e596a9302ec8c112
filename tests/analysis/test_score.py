"""Reference numbers: Rocks' R tests, Cross Validated, and the tables of reference/statistics.md."""

from math import isclose

import pytest

from npstui.analysis.change import adjust_p_values, change
from npstui.analysis.counts import Counts, count_scores
from npstui.analysis.score import NoResponses, critical, score, score_or_none, standard_error


def counts(detractors: int, passives: int, promoters: int) -> Counts:
    return Counts(promoters=promoters, passives=passives, detractors=detractors)


@pytest.mark.parametrize(
    ("given", "nps", "error"),
    [
        ((1, 2, 3), 1 / 3, 0.304290),
        ((1, 0, 1), 0, 0.707107),
        ((0, 1, 1), 0.5, 0.353553),
        ((1, 1, 1), 0, 0.471405),
        ((54, 108, 162), 1 / 3, 0.04141),  # Cross Validated, n = 324
    ],
)
def test_the_point_and_its_standard_error_are_those_published(
    given: tuple[int, int, int], nps: float, error: float
) -> None:
    assert isclose(score(counts(*given)).nps, 100 * nps, abs_tol=1e-9)
    assert standard_error(counts(*given)) == pytest.approx(error, abs=1e-5)


def test_scores_at_hand_are_counted_by_category() -> None:
    assert count_scores([0, 7, 7, 9, 9, 9]) == counts(1, 2, 3)
    assert count_scores([6, 8, 10]) == counts(1, 1, 1)


def test_market_strategies_margin_of_500_answers() -> None:
    given = counts(100, 200, 200)
    assert 100 * critical(0.95) * standard_error(given) == pytest.approx(6.56, abs=0.01)


@pytest.mark.parametrize(
    ("given", "nps", "low", "high"),
    [
        ((100, 200, 200), 20.00, 13.34, 26.42),
        ((20, 40, 40), 20.00, 4.97, 33.86),
        ((9, 11, 16), 19.44, -7.30, 43.20),
        ((2, 3, 5), 30.00, -19.05, 65.20),
        ((0, 0, 10), 100.0, 47.50, 100.0),
    ],
)
def test_the_interval_is_the_adjusted_wald(
    given: tuple[int, int, int], nps: float, low: float, high: float
) -> None:
    answer = score(counts(*given))
    assert (answer.nps, answer.low, answer.high) == pytest.approx((nps, low, high), abs=0.01)
    assert answer.n == sum(given)
    assert answer.method == "adjusted-wald"


def test_a_score_of_nothing_is_refused() -> None:
    with pytest.raises(NoResponses):
        score(Counts())
    assert score_or_none(Counts()) is None


@pytest.mark.parametrize(
    ("before", "after", "points", "low", "high", "p_value", "clear"),
    [
        ((30, 40, 50), (30, 45, 75), 13.333, -5.60, 31.91, 0.16931, False),
        ((100, 200, 200), (90, 180, 230), 8.000, -1.30, 17.21, 0.09217, False),
        ((10, 0, 0), (0, 0, 10), 200.0, 112.24, 195.45, 0.0, True),
    ],
)
def test_a_change_is_tested_by_the_adjusted_wald(
    before: tuple[int, int, int],
    after: tuple[int, int, int],
    points: float,
    low: float,
    high: float,
    p_value: float,
    clear: bool,
) -> None:
    made = change(counts(*before), counts(*after))
    assert (made.points, made.low, made.high) == pytest.approx((points, low, high), abs=0.01)
    assert made.p_value == pytest.approx(p_value, abs=1e-4)
    assert made.clear is clear


def test_a_change_turned_round_has_the_other_sign_and_the_same_p_value() -> None:
    there = change(counts(30, 40, 50), counts(30, 45, 75))
    back = change(counts(30, 45, 75), counts(30, 40, 50))
    assert (back.points, back.low, back.high) == pytest.approx(
        (-there.points, -there.high, -there.low)
    )
    assert back.p_value == pytest.approx(there.p_value)


def test_a_change_needs_both_sides() -> None:
    with pytest.raises(NoResponses):
        change(Counts(), counts(1, 2, 3))


def test_p_values_of_many_tests_are_raised_as_benjamini_and_hochberg_do() -> None:
    # R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "BH") is 0.02 0.04 0.04 0.02
    assert adjust_p_values([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.02, 0.04, 0.04, 0.02])
    assert adjust_p_values([]) == []
    assert adjust_p_values([0.7]) == [0.7]
