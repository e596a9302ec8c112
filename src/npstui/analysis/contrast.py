"""What promoters are tagged with against what passives are: each tag's share in the categories."""

from dataclasses import replace
from enum import StrEnum
from math import erfc, sqrt

import polars as pl

from npstui.analysis.change import CLEAR_BELOW, adjust_p_values
from npstui.analysis.counts import Counts
from npstui.analysis.score import CONFIDENCE, critical
from npstui.model.category import Category
from npstui.model.frozen import dataclass

# Under so many expected among promoters or passives the test does not hold.
EXPECTED_LEAST = 5
_CATEGORIES = (Category.PROMOTER, Category.PASSIVE, Category.DETRACTOR)  # as Counts has them


class Verdict(StrEnum):
    """How a tag's shares among promoters and passives compare."""

    PROMOTERS = "more among promoters"
    PASSIVES = "more among passives"
    ALIKE = "no clear difference"
    FEW = "too few"


@dataclass(frozen=True, slots=True)
class Difference:
    """One share less another, -1 to 1, with its interval for this one comparison."""

    value: float
    low: float
    high: float
    p_value: float


@dataclass(frozen=True, slots=True)
class TagContrast:
    """The cases with one tag by category; `difference` is promoters less passives.

    Its p-value is raised for the number of tags compared at once. None where there are no
    promoters or no passives at all; the verdict FEW where what there is cannot be judged.
    """

    tag: str
    counts: Counts
    difference: Difference | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Contrast:
    """The tags of some cases; `cases` are all of them by category, `tagged` those with any tag.

    Tags that promoters have more stand first, then those that passives have, the thin ones last.
    """

    cases: Counts
    tagged: Counts
    tags: tuple[TagContrast, ...]


def contrast(cases: pl.DataFrame, minimum_n: int) -> Contrast:
    """The tags of the cases of a cohort, columns category and tags; a case has each tag once."""
    held = cases.select("category", "tags")
    tagged = held.filter(pl.col("tags").list.len() > 0)
    every = _by_category(held)
    counted = (
        tagged.with_columns(pl.col("tags").list.unique())
        .explode("tags")
        .group_by("tags")
        .agg((pl.col("category") == each.value).sum().alias(each.value) for each in _CATEGORIES)
        .sort("tags")
    )
    made = _judged(
        [(tag, Counts(*counts)) for tag, *counts in counted.iter_rows()], every, minimum_n
    )
    return Contrast(every, _by_category(tagged), tuple(sorted(made, key=_promoters_first)))


def difference(one: int, of_one: int, other: int, of_other: int) -> Difference:
    """The share `one` of `of_one` less `other` of `of_other`; both n >= 1.

    The interval is the hybrid of the two score intervals, at 95 %; p is that of the two-sided
    test with the pooled share.

    Source: Newcombe 1998, "Interval estimation for the difference between independent
    proportions", method 10.
    """
    share, other_share = one / of_one, other / of_other
    low, high = score_interval(one, of_one)
    other_low, other_high = score_interval(other, of_other)
    value = share - other_share
    pooled = (one + other) / (of_one + of_other)
    error = sqrt(pooled * (1 - pooled) * (1 / of_one + 1 / of_other))
    return Difference(
        value=value,
        low=value - sqrt((share - low) ** 2 + (other_high - other_share) ** 2),
        high=value + sqrt((high - share) ** 2 + (other_share - other_low) ** 2),
        p_value=1.0 if not error else erfc(abs(value) / error / sqrt(2)),
    )


def score_interval(count: int, n: int) -> tuple[float, float]:
    """The interval of a share at 95 %, 0 to 1; n >= 1. Source: Wilson 1927."""
    z = critical(CONFIDENCE)
    share = count / n
    middle = 2 * count + z * z
    margin = z * sqrt(z * z + 4 * count * (1 - share))
    # At the ends the bound is the end itself, which rounding may miss.
    low = 0.0 if count == 0 else (middle - margin) / (2 * (n + z * z))
    high = 1.0 if count == n else (middle + margin) / (2 * (n + z * z))
    return low, high


def _by_category(cases: pl.DataFrame) -> Counts:
    row = cases.select(
        (pl.col("category") == each.value).sum().alias(each.value) for each in _CATEGORIES
    ).row(0)
    return Counts(*row)


def _judged(counted: list[tuple[str, Counts]], every: Counts, minimum_n: int) -> list[TagContrast]:
    """The tags compared; only those that can be judged count among the comparisons."""
    promoters, passives = every.promoters, every.passives
    both = promoters + passives
    made = []
    for tag, counts in counted:
        compared = None
        if promoters and passives:
            compared = difference(counts.promoters, promoters, counts.passives, passives)
        expected = (counts.promoters + counts.passives) * min(promoters, passives) / max(both, 1)
        enough = min(promoters, passives) >= minimum_n and expected >= EXPECTED_LEAST
        made.append(TagContrast(tag, counts, compared, Verdict.ALIKE if enough else Verdict.FEW))
    tested = [each.difference for each in made if each.verdict is not Verdict.FEW]
    raised = iter(adjust_p_values([each.p_value for each in tested if each is not None]))
    return [
        each
        if each.difference is None or each.verdict is Verdict.FEW
        else _with_verdict(each, each.difference, next(raised))
        for each in made
    ]


def _with_verdict(each: TagContrast, compared: Difference, p_value: float) -> TagContrast:
    verdict = Verdict.ALIKE
    if p_value < CLEAR_BELOW:
        verdict = Verdict.PROMOTERS if compared.value > 0 else Verdict.PASSIVES
    return replace(each, difference=replace(compared, p_value=p_value), verdict=verdict)


def _promoters_first(each: TagContrast) -> tuple[bool, float, int, str]:
    thin = each.verdict is Verdict.FEW
    by_difference = 0.0 if thin or each.difference is None else -each.difference.value
    return thin, by_difference, -each.counts.n, each.tag
