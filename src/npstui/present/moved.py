"""What moved a score, in words: better answers, or another mix of who answered."""

from dataclasses import dataclass

from npstui.present.numbers import signed
from npstui.present.text import SafeText, safe

# Dimensions of ours by more than one; a file's own columns keep the name they came with.
_MANY = {
    "survey": "surveys",
    "survey_type": "survey types",
    "channel": "channels",
    "touchpoint": "touchpoints",
    "product": "products",
    "region": "regions",
    "agent": "agents",
    "team": "teams",
    "language": "languages",
    "company": "companies",
}


@dataclass(frozen=True, slots=True)
class MovedValue:
    """A change in points, split over the values of a dimension; better + mix = points."""

    dimension: str
    points: float
    better: float
    mix: float
    parts: tuple[tuple[SafeText, float, float], ...]  # value, better, mix


def many(dimension: str) -> SafeText:
    """A dimension's values by name: "regions"."""
    return safe(_MANY.get(dimension, f"“{dimension}”"))


def moved_words(value: MovedValue) -> SafeText:
    """What moved the score: "+3.1 better answers, +0.9 other mix of regions"."""
    answers = "worse answers" if value.better < 0 else "better answers"
    return safe(
        f"{signed(value.better, 1)} {answers}, {signed(value.mix, 1)} other mix of "
        f"{many(value.dimension)}"
    )
