"""What the score would be if some answers were of another category: a sum, and never more."""

from collections.abc import Mapping, Sequence

from npstui.analysis.counts import Counts
from npstui.model.category import Category
from npstui.model.frozen import dataclass

# The moves that are worth something, a step each and then both at once.
MOVES = (
    (Category.DETRACTOR, Category.PASSIVE),
    (Category.PASSIVE, Category.PROMOTER),
    (Category.DETRACTOR, Category.PROMOTER),
)
_ROUNDING = 1e-6  # of shares that were added up
_LEVEL = {Category.DETRACTOR: 0, Category.PASSIVE: 1, Category.PROMOTER: 2}


class TooManyMoved(ValueError):
    """More answers are to move than there are; str() is the sentence."""


@dataclass(frozen=True, slots=True)
class MoveWorth:
    """What moving answers from one category to another is worth, among n answers.

    `each` and `largest` are points. `for_a_point` is how many answers one whole point takes,
    which can be more than `available`: then all of them together bring `largest`, under a point.
    """

    source: Category
    target: Category
    available: int
    each: float
    for_a_point: int
    largest: float


@dataclass(frozen=True, slots=True)
class Move:
    """Some answers that change their category; `answers` may be a part of one, as of a share."""

    source: Category
    target: Category
    answers: float


@dataclass(frozen=True, slots=True)
class Moved:
    """The score after some moves, and the points each brought; n stays as it is.

    `promoters`, `passives` and `detractors` are counts after the moves, not always whole.
    """

    nps: float
    points: float
    each: tuple[float, ...]
    n: int
    promoters: float
    passives: float
    detractors: float


def steps(source: Category, target: Category) -> int:
    """How many categories lie between, -2 to 2; a step moves the score by 100/n points."""
    return _LEVEL[target] - _LEVEL[source]


def worth(counts: Counts, among: Counts | None = None) -> tuple[MoveWorth, ...]:
    """What each of MOVES is worth among the counts, n >= 1.

    `among` are those of them that are looked at, such as the answers with a tag; all by default.
    """
    held = by_category(counts if among is None else among)
    made = []
    for source, target in MOVES:
        up = steps(source, target)
        made.append(
            MoveWorth(
                source=source,
                target=target,
                available=held[source],
                each=100 * up / counts.n,
                for_a_point=-(-counts.n // (100 * up)),
                largest=100 * up * held[source] / counts.n,
            )
        )
    return tuple(made)


def moved(counts: Counts, moves: Sequence[Move], among: Counts | None = None) -> Moved:
    """The score after the moves, n >= 1. None of the moves takes what another one brought.

    Raises TooManyMoved where more answers leave a category than `among` holds of it.
    """
    pool = by_category(counts if among is None else among)
    after: dict[Category, float] = dict(by_category(counts))
    leaving = dict.fromkeys(Category, 0.0)
    for move in moves:
        leaving[move.source] += move.answers
        after[move.source] -= move.answers
        after[move.target] += move.answers
    for category, leave in leaving.items():
        if leave > pool[category] + _ROUNDING:
            raise TooManyMoved(
                f"There are {pool[category]:,} {category}s to move, not {leave:,.6g}."
            )
    each = tuple(100 * steps(move.source, move.target) * move.answers / counts.n for move in moves)
    points = sum(each)
    return Moved(
        nps=100 * (counts.promoters - counts.detractors) / counts.n + points,
        points=points,
        each=each,
        n=counts.n,
        promoters=after[Category.PROMOTER],
        passives=after[Category.PASSIVE],
        detractors=after[Category.DETRACTOR],
    )


def by_category(counts: Counts) -> Mapping[Category, int]:
    """The counts by their category."""
    return {
        Category.DETRACTOR: counts.detractors,
        Category.PASSIVE: counts.passives,
        Category.PROMOTER: counts.promoters,
    }
