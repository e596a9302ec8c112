"""The three categories of an answer and where the line between them runs."""

from enum import StrEnum

LOWEST, HIGHEST = 0, 10
DETRACTOR_MAX = 6
PROMOTER_MIN = 9


class Category(StrEnum):
    """What a score says of the one who gave it. The order is that of the screens' tabs."""

    DETRACTOR = "detractor"
    PASSIVE = "passive"
    PROMOTER = "promoter"


def category_of(score: int) -> Category:
    """The category of a whole score 0-10: promoter 9-10, passive 7-8, detractor 0-6.

    Raises ValueError outside 0-10. Source: Reichheld 2003, "The One Number You Need to Grow".
    """
    if not LOWEST <= score <= HIGHEST:
        raise ValueError(f"a score lies in {LOWEST}-{HIGHEST}, not {score}")
    if score <= DETRACTOR_MAX:
        return Category.DETRACTOR
    return Category.PROMOTER if score >= PROMOTER_MIN else Category.PASSIVE
