"""Whether two scores differ: two periods, or a group and the rest."""

from collections.abc import Sequence
from math import erfc, sqrt

from npstui.analysis.counts import Counts
from npstui.analysis.score import CONFIDENCE, NoResponses, adjusted, critical
from npstui.model.frozen import dataclass

CLEAR_BELOW = 0.05  # the p-value under which a change is called clear


@dataclass(frozen=True, slots=True)
class Change:
    """A difference of two scores in points, -200 to 200.

    `points` is the observed one; `low`, `high` and `p_value` are the adjusted Wald test's, whose
    middle lies nearer to 0, so that after very few responses `points` can lie outside of them.
    """

    points: float
    low: float
    high: float
    p_value: float
    clear: bool  # more than chance would do: p < 0.05


def change(before: Counts, after: Counts, confidence: float = CONFIDENCE) -> Change:
    """How far the score moved from one group of responses to another that shares none with it.

    The adjusted Wald test: 3/4, 1 1/2, 3/4 pseudo-responses on each side, two-sided p. For the
    same customers twice it is too wide; it does not know who answered.

    Raises NoResponses when either side has none.
    Source: Rocks 2016, and the `nps.test` of his R package.
    """
    if not before.n or not after.n:
        raise NoResponses("A change needs responses on both sides.")
    old, new = adjusted(before), adjusted(after)
    moved = new.value - old.value
    error = sqrt(old.variance + new.variance)
    margin = critical(confidence) * error
    p_value = erfc(abs(moved) / error / sqrt(2))
    return Change(
        points=100 * (_observed(after) - _observed(before)),
        low=100 * max(-2.0, moved - margin),
        high=100 * min(2.0, moved + margin),
        p_value=p_value,
        clear=p_value < CLEAR_BELOW,
    )


def change_or_none(before: Counts, after: Counts, confidence: float = CONFIDENCE) -> Change | None:
    """The change, None where either side has no responses."""
    return change(before, after, confidence) if before.n and after.n else None


def adjust_p_values(p_values: Sequence[float]) -> list[float]:
    """The p-values of tests made at once, raised so that of those still under a bar at most that
    share is chance.

    Source: Benjamini and Hochberg 1995, "Controlling the False Discovery Rate".
    """
    ranked = sorted(range(len(p_values)), key=lambda place: p_values[place], reverse=True)
    raised = [0.0] * len(p_values)
    smallest = 1.0
    for rank, place in zip(range(len(p_values), 0, -1), ranked, strict=True):
        smallest = min(smallest, p_values[place] * len(p_values) / rank)
        raised[place] = smallest
    return raised


def _observed(counts: Counts) -> float:
    return (counts.promoters - counts.detractors) / counts.n
