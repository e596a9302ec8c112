"""Why a score moved: answers that got better, or another mix of who answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from npstui.analysis.counts import Counts


@dataclass(frozen=True, slots=True)
class Part:
    """What one value of a dimension did to the score, in points of the whole; None has no value."""

    value: str | None
    better: float
    mix: float


@dataclass(frozen=True, slots=True)
class Decomposition:
    """A change in points, whole: `better` + `mix` = `points`, and so the sums of the parts."""

    points: float
    better: float
    mix: float
    parts: tuple[Part, ...]


def decompose(groups: Sequence[tuple[str | None, Counts, Counts]]) -> Decomposition | None:
    """The change of the score of all, split over the groups (value, before, after) it consists of.

    `better` is what the groups' own scores did, each weighed with the mean of its two shares;
    `mix` what their shares did, each weighed with how far the group stands from the whole. The
    two add up to the change exactly. A group that answered on one side only has no change of
    its own: all of it is mix. None where a side has no answers. Parts in the order given.

    Source: the midpoint form of the shift-share split; exact, and the guard against Simpson's
    paradox, where every group rises and the whole falls.
    """
    n_before = sum(before.n for _, before, _ in groups)
    n_after = sum(after.n for _, _, after in groups)
    if not n_before or not n_after:
        return None
    whole_before = sum(_net(before) for _, before, _ in groups) / n_before
    whole_after = sum(_net(after) for _, _, after in groups) / n_after
    middle = (whole_before + whole_after) / 2
    parts = []
    for value, before, after in groups:
        if not before.n and not after.n:
            continue
        old = _net(before) / before.n if before.n else _net(after) / after.n
        new = _net(after) / after.n if after.n else old
        share_before, share_after = before.n / n_before, after.n / n_after
        better = (share_before + share_after) / 2 * (new - old)
        mix = (share_after - share_before) * ((old + new) / 2 - middle)
        parts.append(Part(value, 100 * better, 100 * mix))
    return Decomposition(
        points=100 * (whole_after - whole_before),
        better=sum(part.better for part in parts),
        mix=sum(part.mix for part in parts),
        parts=tuple(parts),
    )


def _net(counts: Counts) -> int:
    return counts.promoters - counts.detractors
