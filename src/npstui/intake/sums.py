"""Tables of sums: rows that stand for many answers each, and so are none."""

import re
from collections.abc import Collection, Mapping, Sequence

from npstui.intake import profiles
from npstui.intake.guessing import Sight
from npstui.intake.headers import QUESTION, fields_named, readings
from npstui.intake.languages import LANGUAGES
from npstui.intake.languages.language import listed
from npstui.intake.scores import read_value
from npstui.intake.words import CATEGORY_WORDS, folded
from npstui.model.category import HIGHEST, LOWEST, Category

_SHOWS_AN_ANSWER = ("response_id", "comment", "email", "phone", "customer_id", "customer_name")
_COUNTS = {folded(word) for language in LANGUAGES for word in listed(language.counts)}
_INDEX = tuple(map(folded, ("nps", "net promoter", "净推荐值", "淨推薦值", "순추천")))
_CATEGORIES = tuple(CATEGORY_WORDS.items())
_ANY_CATEGORY = re.compile("|".join(map(re.escape, CATEGORY_WORDS)))
_FEWEST, _MOST_SCORES = 5, HIGHEST + 1
_BEYOND = 0.5  # the share of values that no answer has
_WAY_OUT = (
    "import the answers themselves; the score of three counts is told by npstui calc PROMOTERS "
    "PASSIVES DETRACTORS"
)


def why_sums(sight: Sight, fields: Mapping[str, int]) -> str | None:
    """Why the table holds sums rather than answers, as a sentence with the way out; None where it
    seems to hold answers.

    `fields` are those found by name, with the score's column or without one.
    """
    score = fields.get("score")
    if score is not None and fields_named(sight.names[score]).get("score") == QUESTION:
        return None
    by_category = _category_counts(sight)
    if len(by_category) == len(Category) and _stand_together(sight, by_category.values()):
        names = [sight.names[place] for place in sorted(by_category.values())]
        return _said(names, "tell how many answers each category has", sight, score)
    if score is None or any(name in fields for name in _SHOWS_AN_ANSWER):
        return None
    cells = profiles.filled(sight.cells(score))
    counts = [
        place
        for place, name in enumerate(sight.names)
        if place != score and _is_count(name) and profiles.numbers(sight.cells(place))
    ]
    if counts and "responded_at" not in fields and _each_once(cells):
        return _said([sight.names[counts[0]]], "counts the answers of each score", sight, score)
    if not _names_the_index(sight.names[score]):
        return None
    if counts:
        return _said(
            [sight.names[counts[0]]], "counts the answers that a row stands for", sight, score
        )
    values = [value for cell in cells if isinstance(value := read_value(cell), float)]
    beyond = sum(not LOWEST <= value <= HIGHEST for value in values)
    if beyond and beyond >= _BEYOND * len(cells) and "responded_at" not in fields:
        return _said([sight.names[score]], "is the score of many answers in each row", sight, score)
    return None


def _category_counts(sight: Sight) -> dict[Category, int]:
    """The columns that count the answers of a category; flags of single answers are none."""
    found: dict[Category, int] = {}
    for place, name in enumerate(sight.names):
        if not _ANY_CATEGORY.search(folded(name)):  # says no of most columns
            continue
        if "score" in fields_named(name) or not profiles.numbers(sight.cells(place)):
            continue
        category = _category_in(name)
        if category is not None:
            found.setdefault(category, place)
    numbers = {
        value for place in found.values() for cell in sight.cells(place) if (value := _number(cell))
    }
    return found if numbers - {1.0, 100.0} else {}


def _stand_together(sight: Sight, places: Collection[int]) -> bool:
    """Whether a row fills them all; what promoters alone are asked, and detractors, counts none."""
    rows = list(zip(*(sight.cells(place) for place in places), strict=False))
    said = [len(profiles.filled(row)) for row in rows]
    return 2 * sum(count > 1 for count in said) >= sum(count > 0 for count in said)


def _category_in(name: str) -> Category | None:
    for token in (name, *re.split(r"[\W_\d]+", name)):
        if folded(token) in CATEGORY_WORDS:
            return CATEGORY_WORDS[folded(token)]
    plain = folded(name)
    return next(
        (kind for word, kind in _CATEGORIES if not word.isascii() and plain.startswith(word)), None
    )


def _is_count(name: str) -> bool:
    return any(folded(text) in _COUNTS for text in readings(name)) or name.strip() in ("#", "%")


def _each_once(cells: Sequence[str]) -> bool:
    """Whether the cells are the scores themselves, one row each."""
    values = [value for cell in cells if isinstance(value := read_value(cell), float)]
    ordered = values in (sorted(values), sorted(values, reverse=True))
    return ordered and _FEWEST <= len(cells) == len(set(values)) <= _MOST_SCORES


def _names_the_index(name: str) -> bool:
    plain = folded(name)
    return plain.endswith("nps") or plain.startswith(_INDEX)


def _number(cell: str) -> float:
    plain = cell.strip().removesuffix("%").strip().replace(",", ".")
    try:
        return float(plain)
    except ValueError:
        return 0.0


def _said(names: Sequence[str], what: str, sight: Sight, score: int | None) -> str:
    listed_names = ", ".join(f"“{name}”" for name in names)
    told = f"it holds sums rather than answers ({listed_names} {what}); {_WAY_OUT}"
    if score is None:
        return told
    return f"{told}; where each row is one answer, --map score=“{sight.names[score]}” takes it"
