"""The Net Promoter Score of one group, with its interval."""

from functools import cache
from math import sqrt

from npstui.analysis.counts import Counts
from npstui.model.frozen import dataclass

METHOD = "adjusted-wald"
CONFIDENCE = 0.95
# Of CONFIDENCE; written down, since importing statistics is felt at every start.
_CRITICAL = 1.959963984540054
# The pseudo-responses of the (3, T) form: detractors and promoters each, and passives.
EXTREME, MIDDLE = 0.75, 1.5


class NoResponses(ValueError):
    """There is nothing to score; str() is a sentence."""


@dataclass(frozen=True, slots=True)
class Score:
    """An NPS in points, -100 to 100, its interval at `confidence`, and the counts behind it.

    The names and their order are those of the JSON.
    """

    nps: float
    low: float
    high: float
    confidence: float
    method: str
    n: int
    promoters: int
    passives: int
    detractors: int

    @property
    def counts(self) -> Counts:
        """The counts by category."""
        return Counts(self.promoters, self.passives, self.detractors)


@dataclass(frozen=True, slots=True)
class Adjusted:
    """A score moved to the middle by three pseudo-responses, and its variance, in shares."""

    value: float
    variance: float  # of the value, already divided by n


def score(counts: Counts, confidence: float = CONFIDENCE) -> Score:
    """NPS of one group with its interval.

    Counts are whole responses, n >= 1. NPS and bounds are points in [-100, 100]. The interval is
    the adjusted Wald (3, T): 3/4, 1 1/2, 3/4 pseudo-responses, clipped; the point is the observed
    one, so the interval need not be symmetric about it.

    Raises NoResponses when n is 0.
    Source: Rocks 2016, "Interval Estimation for the Net Promoter Score".
    """
    if counts.n < 1:
        raise NoResponses("There are no responses to score.")
    moved = adjusted(counts)
    margin = critical(confidence) * sqrt(moved.variance)
    return Score(
        nps=100 * (counts.promoters - counts.detractors) / counts.n,
        low=100 * max(-1.0, moved.value - margin),
        high=100 * min(1.0, moved.value + margin),
        confidence=confidence,
        method=METHOD,
        n=counts.n,
        promoters=counts.promoters,
        passives=counts.passives,
        detractors=counts.detractors,
    )


def score_or_none(counts: Counts, confidence: float = CONFIDENCE) -> Score | None:
    """The score, None where there is nothing to score."""
    return score(counts, confidence) if counts.n else None


def standard_error(counts: Counts) -> float:
    """The plain standard error of the score as a share: sqrt((P + D - (P - D)^2) / n).

    Raises NoResponses when n is 0.
    """
    if counts.n < 1:
        raise NoResponses("There are no responses to score.")
    return sqrt(_variance(counts.promoters, counts.detractors, counts.n) / counts.n)


def adjusted(counts: Counts) -> Adjusted:
    """The counts with the pseudo-responses of the adjusted Wald (3, T); they may be empty."""
    n = counts.n + 2 * EXTREME + MIDDLE
    promoters, detractors = counts.promoters + EXTREME, counts.detractors + EXTREME
    return Adjusted((promoters - detractors) / n, _variance(promoters, detractors, n) / n)


@cache
def critical(confidence: float) -> float:
    """The two-sided critical value of the normal distribution: 1.96 at 0.95."""
    if confidence == CONFIDENCE:
        return _CRITICAL
    from statistics import NormalDist

    return NormalDist().inv_cdf((1 + confidence) / 2)


def _variance(promoters: float, detractors: float, n: float) -> float:
    return (promoters + detractors) / n - ((promoters - detractors) / n) ** 2
