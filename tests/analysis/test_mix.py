"""Why a score moved: better answers against another mix; the parts always add up."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.response_frames import Row, at, of_counts, responses

from npstui.analysis.answer import ScoreAnswer, answer_score
from npstui.analysis.counts import Counts
from npstui.analysis.mix import Decomposition, decompose
from npstui.model.counting import Counting

UTC = ZoneInfo("UTC")
NOW = at("2026-11-21T13:00")


def small_and_large() -> Decomposition:
    """reference/statistics.md 4.6: SMB 100 at 20, ENT 100 at 60 -> SMB 160 at 24, ENT 40 at 62.

    24 of 160 is 38.4 points, so each count stands for ten answers of the source.
    """
    made = decompose(
        [
            ("SMB", Counts(600, 0, 400), Counts(992, 0, 608)),
            ("ENT", Counts(800, 0, 200), Counts(324, 0, 76)),
        ]
    )
    assert made is not None
    return made


def test_a_score_falls_though_every_group_rose() -> None:
    made = small_and_large()
    assert made.points == pytest.approx(-8.4, abs=1e-9)
    assert made.better == pytest.approx(3.3, abs=1e-9)
    assert made.mix == pytest.approx(-11.7, abs=1e-9)


def test_each_group_has_its_part_of_both() -> None:
    small, large = small_and_large().parts
    assert (small.value, large.value) == ("SMB", "ENT")
    assert (small.better, large.better) == pytest.approx((2.6, 0.7))
    assert (small.mix, large.mix) == pytest.approx((-4.14, -7.56))


def test_a_group_that_only_came_or_went_is_all_mix() -> None:
    made = decompose([("old", Counts(10, 0, 10), Counts()), ("new", Counts(), Counts(20, 0, 0))])
    assert made is not None
    assert (made.better, made.mix) == pytest.approx((0.0, 100.0))


def test_without_answers_on_one_side_there_is_nothing_to_split() -> None:
    assert decompose([("a", Counts(), Counts(3, 2, 1))]) is None
    assert decompose([]) is None


counted = st.builds(Counts, st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))


@given(st.lists(st.tuples(st.none() | st.text(max_size=3), counted, counted), max_size=8))
def test_the_parts_add_up_to_the_change(groups: list[tuple[str | None, Counts, Counts]]) -> None:
    made = decompose(groups)
    if made is None:
        return
    before = sum((each[1] for each in groups), Counts())
    after = sum((each[2] for each in groups), Counts())
    moved = 100 * (
        (after.promoters - after.detractors) / after.n
        - (before.promoters - before.detractors) / before.n
    )
    assert made.points == pytest.approx(moved, abs=1e-9)
    assert made.better + made.mix == pytest.approx(moved, abs=1e-9)
    assert sum(part.better for part in made.parts) == pytest.approx(made.better, abs=1e-9)
    assert sum(part.mix for part in made.parts) == pytest.approx(made.mix, abs=1e-9)


def asked(rows: list[Row], by: str | None = "region", period: str = "30d") -> ScoreAnswer:
    return answer_score(responses(rows), period, NOW, UTC, Counting.ANSWERS, by)


def two_months() -> list[Row]:
    october, november = (
        {"responded_at": at("2026-10-05T08:00")},
        {"responded_at": at("2026-11-05T08:00")},
    )
    return [
        *of_counts(40, 0, 60, region="Oslo", **october),
        *of_counts(20, 0, 80, region="Bergen", **october),
        *of_counts(61, 0, 99, region="Oslo", **november),
        *of_counts(8, 0, 32, region="Bergen", **november),
    ]


def test_a_score_by_a_dimension_says_what_moved_it() -> None:
    answer = asked(two_months())
    assert answer.moved is not None
    assert answer.change is not None
    assert answer.moved.points == pytest.approx(answer.change.points)
    # By hand: Oslo 20 -> 23.75 at shares .5 -> .8, Bergen 60 -> 60 at .5 -> .2; 40 -> 31.
    assert answer.moved.better == pytest.approx(0.65 * 3.75)
    assert answer.moved.mix == pytest.approx(0.3 * (21.875 - 35.5) - 0.3 * (60 - 35.5))
    assert [part.value for part in answer.moved.parts] == ["Oslo", "Bergen"]


def test_without_a_dimension_or_a_period_before_nothing_is_split() -> None:
    assert asked(two_months(), by=None).moved is None
    assert asked(two_months(), period="all").moved is None
