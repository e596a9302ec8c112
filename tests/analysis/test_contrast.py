"""Tags by category: published intervals, counts by hand, and what few cases may not say."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from npstui.analysis.contrast import Verdict, contrast, difference, score_interval
from npstui.analysis.counts import Counts


@pytest.mark.parametrize(
    ("given", "low", "high"),
    [
        # Newcombe 1998, table II, method 10.
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0000),
        ((10, 10, 0, 10), 0.6075, 1.0000),
    ],
)
def test_the_interval_is_the_published_one(
    given: tuple[int, int, int, int], low: float, high: float
) -> None:
    made = difference(*given)
    assert (made.low, made.high) == (
        pytest.approx(low, abs=5e-5),  # type: ignore[comparison-overlap]
        pytest.approx(high, abs=5e-5),
    )


def test_the_test_is_that_of_two_shares_with_the_pooled_one() -> None:
    # 56/70 and 48/80: pooled 104/150, z = 2.650, p = 0.0080.
    assert difference(56, 70, 48, 80).p_value == pytest.approx(0.00804, abs=5e-5)
    assert difference(0, 10, 0, 20).p_value == 1.0
    assert difference(10, 10, 20, 20).p_value == 1.0


def test_wilson_s_interval_is_the_published_one() -> None:
    # Newcombe 1998 (single proportion), method 3: 81/263, 15/148, 0/20, 1/29.
    published = {(81, 263): (0.2553, 0.3662), (15, 148): (0.0624, 0.1605),
                 (0, 20): (0.0, 0.1611), (1, 29): (0.0061, 0.1718)}  # fmt: skip
    for (count, n), (low, high) in published.items():
        assert score_interval(count, n) == pytest.approx((low, high), abs=5e-5)


def cases(*groups: tuple[str, int, tuple[str, ...]]) -> pl.DataFrame:
    """So many cases of a category with these tags."""
    rows = [(category, list(tags)) for category, number, tags in groups for _ in range(number)]
    frame = pl.DataFrame(rows, schema=["category", "tags"], orient="row")
    return frame.cast({"category": pl.String, "tags": pl.List(pl.String)})


HELD = cases(
    ("promoter", 60, ("polite",)),
    ("promoter", 10, ("polite", "price")),
    ("promoter", 130, ()),
    ("passive", 30, ("price",)),
    ("passive", 5, ("polite", "app")),
    ("passive", 65, ()),
    ("detractor", 40, ("late",)),
    ("detractor", 10, ("price", "app")),
)


def test_each_tag_is_counted_in_each_category_and_judged() -> None:
    found = contrast(HELD, 30)
    assert found.cases == Counts(promoters=200, passives=100, detractors=50)
    assert found.tagged == Counts(promoters=70, passives=35, detractors=50)
    by_tag = {each.tag: each for each in found.tags}
    assert by_tag["polite"].counts == Counts(70, 5, 0)
    assert by_tag["price"].counts == Counts(10, 30, 10)
    assert by_tag["app"].counts == Counts(0, 5, 10)
    assert by_tag["late"].counts == Counts(0, 0, 40)
    assert by_tag["polite"].verdict is Verdict.PROMOTERS  # 35 % against 5 %
    assert by_tag["price"].verdict is Verdict.PASSIVES  # 5 % against 30 %
    # 5 among 300 are 1.7 expected among the passives, and nobody but detractors is late.
    assert by_tag["app"].verdict is by_tag["late"].verdict is Verdict.FEW
    polite = by_tag["polite"].difference
    assert polite is not None
    assert polite.value == pytest.approx(0.30)
    assert (polite.low, polite.high) == (difference(70, 200, 5, 100).low, polite.high)
    assert [each.tag for each in found.tags] == ["polite", "price", "late", "app"]


def test_p_is_raised_for_the_tags_that_are_judged_alone() -> None:
    found = {each.tag: each for each in contrast(HELD, 30).tags}
    alone = difference(10, 200, 30, 100).p_value, difference(70, 200, 5, 100).p_value
    raised = [found[tag].difference.p_value for tag in ("price", "polite")]  # type: ignore[union-attr]
    # Benjamini-Hochberg of two: the larger stays, the smaller is at most doubled.
    larger = max(alone)
    assert max(raised) == pytest.approx(larger)
    assert min(raised) == pytest.approx(min(2 * min(alone), larger))


def test_below_the_minimum_nothing_is_said() -> None:
    found = contrast(HELD, 101)
    assert {each.verdict for each in found.tags} == {Verdict.FEW}


def test_without_promoters_passives_or_tags_nothing_breaks() -> None:
    (late,) = contrast(cases(("detractor", 40, ("late",)), ("passive", 40, ())), 30).tags
    assert (late.difference, late.verdict) == (None, Verdict.FEW)
    assert contrast(cases(), 30).tags == ()
    assert contrast(cases(("promoter", 3, ())), 30).cases == Counts(promoters=3)


def test_a_tag_that_all_have_is_no_difference() -> None:
    held = cases(("promoter", 50, ("ride", "ride")), ("passive", 50, ("ride",)))
    (ride,) = contrast(held, 30).tags
    assert (ride.counts, ride.verdict) == (Counts(50, 50, 0), Verdict.ALIKE)


_TAGS = st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3)


@given(st.lists(st.tuples(st.sampled_from(["promoter", "passive", "detractor"]), _TAGS)))
def test_counts_are_those_of_a_loop_over_the_cases(rows: list[tuple[str, list[str]]]) -> None:
    found = contrast(cases(*((kind, 1, tuple(tags)) for kind, tags in rows)), 2)
    for each in found.tags:
        assert each.counts == Counts(
            *(
                sum(category == kind and each.tag in tags for category, tags in rows)
                for kind in ("promoter", "passive", "detractor")
            )
        )
        if each.difference is not None:
            low, high = each.difference.low, each.difference.high
            assert -1 - 1e-12 <= low <= each.difference.value <= high <= 1 + 1e-12
    assert {each.tag for each in found.tags} == {tag for _, tags in rows for tag in tags}
    assert found.cases.n == len(rows)
