"""Columns known by their cells alone, where no header says which it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from npstui.intake import profiles
from npstui.intake.headers import an_address, another_person, another_time
from npstui.intake.scores import read_score
from npstui.intake.words import CATEGORY_WORDS, folded
from npstui.model.category import category_of

_ENOUGH = 10  # rows that a category must agree with a score in


@dataclass(frozen=True, slots=True)
class Sight:
    """What is seen of a table: the headers its columns are known by, and some cells of each."""

    names: tuple[str, ...]
    cells: Callable[[int], Sequence[str]]


def guessed(sight: Sight, fields: Mapping[str, int], left_out: set[str]) -> dict[str, int]:
    """The time, the mail address, the id and the comment among the columns that feed nothing yet;
    only what no other column could be as well.
    """
    tests: dict[str, Callable[[int], bool]] = {
        "responded_at": lambda place: (
            profiles.dates(sight.cells(place)) and not another_time(sight.names[place])
        ),
        "email": lambda place: (
            profiles.addresses(sight.cells(place)) and not another_person(sight.names[place])
        ),
        "response_id": lambda place: (
            _may_name_an_id(sight.names[place]) and profiles.ids(sight.cells(place))
        ),
        "comment": lambda place: (
            profiles.open_text(sight.cells(place))
            and not profiles.postal(sight.cells(place))
            and not another_person(sight.names[place])
            and not an_address(sight.names[place])
        ),
    }
    found: dict[str, int] = {}
    used = set(fields.values())
    for name, test in tests.items():
        if name in fields or name in left_out:
            continue
        places = [
            place
            for place, header in enumerate(sight.names)
            if place not in used and header and test(place)
        ]
        if len(places) == 1:
            found[name] = places[0]
            used.add(places[0])
    return found


def guessed_score(sight: Sight) -> int | None:
    """The column of 0 to 10 that a column of category words agrees with, row by row."""
    places = range(len(sight.names))
    words = [place for place in places if profiles.only_categories(sight.cells(place))]
    if not words:
        return None
    said = sight.cells(words[0])
    for place in places:
        cells = sight.cells(place)
        if place == words[0] or not profiles.only_scores(cells):
            continue
        pairs = [
            (CATEGORY_WORDS[folded(word)], read_score(cell))
            for word, cell in zip(said, cells, strict=False)
            if folded(word)
        ]
        agree = [isinstance(score, int) and category_of(score) is word for word, score in pairs]
        if len(pairs) >= _ENOUGH and all(agree):
            return place
    return None


def _may_name_an_id(header: str) -> bool:
    plain = folded(header)
    return header.strip() == "#" or plain.endswith(("id", "uuid", "token", "guid"))
