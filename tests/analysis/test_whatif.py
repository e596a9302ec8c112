"""The what-if is a sum: held to numbers counted by hand, and to counting the moved answers anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npstui.analysis.counts import Counts, count_scores
from npstui.analysis.score import score
from npstui.analysis.whatif import Move, TooManyMoved, moved, steps, worth
from npstui.model.category import Category, category_of

DET, PAS, PRO = Category.DETRACTOR, Category.PASSIVE, Category.PROMOTER
DESIGN = Counts(promoters=640, passives=309, detractors=255)  # n 1,204, NPS +32


def test_a_step_is_worth_100_by_n_and_two_steps_twice_that() -> None:
    down_up, up, both = worth(DESIGN)
    assert (down_up.source, down_up.target, down_up.available) == (DET, PAS, 255)
    assert (up.source, up.target, up.available) == (PAS, PRO, 309)
    assert (both.source, both.target, both.available) == (DET, PRO, 255)
    assert down_up.each == up.each == 100 / 1204
    assert both.each == 200 / 1204
    # 12 passives are 0.997 points, 13 are 1.08; 6 detractors to promoters 0.997, 7 are 1.16.
    assert (down_up.for_a_point, up.for_a_point, both.for_a_point) == (13, 13, 7)
    assert up.largest == pytest.approx(25.664, abs=0.001)
    assert both.largest == pytest.approx(42.359, abs=0.001)


def test_a_whole_number_of_answers_makes_a_point_exactly() -> None:
    assert [each.for_a_point for each in worth(Counts(100, 60, 40))] == [2, 2, 1]  # n 200
    assert [each.for_a_point for each in worth(Counts(1, 1, 1))] == [1, 1, 1]


def test_a_share_of_a_tag_s_detractors_is_100_f_d_by_n() -> None:
    tagged = Counts(promoters=55, passives=38, detractors=121)
    found = moved(DESIGN, [Move(DET, PAS, 0.2 * 121)], tagged)
    assert found.points == pytest.approx(100 * 0.2 * 121 / 1204, rel=1e-15)
    assert found.points == pytest.approx(2.0099668, abs=1e-7)
    assert found.nps == pytest.approx(100 * 385 / 1204 + 2.0099668, abs=1e-7)
    assert found.detractors == pytest.approx(230.8)
    assert found.passives == pytest.approx(333.2)
    assert worth(DESIGN, tagged)[0].largest == pytest.approx(100 * 121 / 1204)


def test_moves_add_up_and_can_go_down() -> None:
    found = moved(DESIGN, [Move(PAS, PRO, 12), Move(PRO, DET, 6)])
    assert found.each == pytest.approx((1200 / 1204, -1200 / 1204))
    assert found.points == pytest.approx(0)
    assert (found.promoters, found.passives, found.detractors) == (646, 297, 261)


def test_more_than_there_are_is_refused() -> None:
    with pytest.raises(TooManyMoved, match=r"There are 309 passives to move, not 310\."):
        moved(DESIGN, [Move(PAS, PRO, 300), Move(PAS, DET, 10)])
    with pytest.raises(TooManyMoved, match=r"There are 9 detractors to move, not 10\."):
        moved(DESIGN, [Move(DET, PAS, 10)], Counts(0, 0, 9))


_TYPICAL = {DET: 3, PAS: 7, PRO: 10}


@given(
    st.lists(st.integers(0, 10), min_size=1, max_size=60),
    st.sampled_from([(a, b) for a in Category for b in Category if a != b]),
    st.data(),
)
def test_counting_the_moved_answers_anew_says_the_same(
    scores: list[int], way: tuple[Category, Category], data: st.DataObject
) -> None:
    source, target = way
    places = [place for place, given in enumerate(scores) if category_of(given) is source]
    number = data.draw(st.integers(0, len(places)))
    before = count_scores(scores)
    found = moved(before, [Move(source, target, number)])
    anew = list(scores)
    for place in places[:number]:
        anew[place] = _TYPICAL[target]
    after = count_scores(anew)
    assert found.nps == pytest.approx(score(after).nps, abs=1e-9)
    assert found.points == pytest.approx(score(after).nps - score(before).nps, abs=1e-9)
    assert Counts(int(found.promoters), int(found.passives), int(found.detractors)) == after
    assert found.points == pytest.approx(100 * steps(*way) * number / len(scores))


@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(1, 3000))
def test_a_point_takes_as_many_answers_as_bring_one_and_no_fewer(p: int, m: int, d: int) -> None:
    counts = Counts(p, m, d)
    for each in worth(counts):
        up = steps(each.source, each.target)
        assert 100 * up * each.for_a_point >= counts.n > 100 * up * (each.for_a_point - 1)
