"""The outcomes x offers: those that every marked case can take first, the others with whom they
leave out.
"""

from collections.abc import Mapping

from npstui.model.category import Category
from npstui.present import numbers
from npstui.present.text import EMPTY, SafeText, safe
from npstui.tui.widgets.picker import Option

_MANY = {
    Category.DETRACTOR: ("detractor", "detractors"),
    Category.PASSIVE: ("passive", "passives"),
    Category.PROMOTER: ("promoter", "promoters"),
}


def outcome_options(
    counts: Mapping[Category, int], outcomes: Mapping[Category, tuple[str, ...]]
) -> list[Option]:
    """An option for each outcome of the categories, which `counts` has the cases of."""
    among = [category for category in Category if counts.get(category)]
    words = dict.fromkeys(word for category in among for word in outcomes[category])
    options = [_option(word, among, counts, outcomes) for word in words]
    return sorted(options, key=lambda option: option.dimmed)


def _option(
    word: str,
    among: list[Category],
    counts: Mapping[Category, int],
    outcomes: Mapping[Category, tuple[str, ...]],
) -> Option:
    shown = safe(word.replace("-", " "))
    left_out = [category for category in among if word not in outcomes[category]]
    if not left_out:
        return Option(word, shown, "", SafeText("all of them") if len(among) > 1 else EMPTY)
    left = " and ".join(numbers.count(counts[category], *_MANY[category]) for category in left_out)
    taken = " and ".join(
        numbers.count(counts[category], *_MANY[category])
        for category in among
        if category not in left_out
    )
    return Option(word, shown, "", SafeText(f"{taken}; leaves {left} open"), dimmed=True)
