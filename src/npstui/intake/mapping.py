"""Which column feeds which canonical field: as told, else by headers and cells."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from npstui.intake.errors import IntakeError
from npstui.intake.headers import Candidate, candidates, extra_names
from npstui.intake.scores import read_score
from npstui.intake.words import CATEGORY_WORDS, folded
from npstui.model.response import CANONICAL


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """`fields` maps canonical names to column places, in canonical order; `extras` the places of
    the other columns to the names they are kept under; `category` is the place of the column that
    says the category in words.
    """

    fields: Mapping[str, int]
    extras: Mapping[int, str]
    category: int | None
    notes: tuple[str, ...]


Cells = Callable[[int], Sequence[str]]  # the sampled cells of the column at a place


def map_columns(names: Sequence[str], told: Mapping[str, str], cells: Cells) -> ColumnMapping:
    """The mapping of a table with these headers.

    Raises IntakeError where no column holds a score, or a told column is not there.
    """
    fields = {field: place for field, place in _told(names, told).items() if place is not None}
    notes: list[str] = []
    left_out = {field for field, column in told.items() if not column.strip()}
    # The score chooses first: a column is worth more there than anywhere else.
    order = sorted((column.name for column in CANONICAL), key=lambda name: name != "score")
    for field in order:
        if field in fields or field in left_out:
            continue
        used = set(fields.values())
        found = [each for each in candidates(names, field) if each.place not in used]
        if field == "score":
            found = _scores_first(found, cells)
            if not found:
                raise IntakeError(_no_score(names, cells))
            notes += _others(names, found)
        if found:
            fields[field] = found[0].place
    if "score" not in fields:
        raise IntakeError(_no_score(names, cells))
    if _only_categories(cells(fields["score"])):
        raise IntakeError(_no_score(names, cells))
    used = set(fields.values())
    plain = {place: name for place, name in enumerate(names) if place not in used}
    extras = extra_names(plain, {column.name for column in CANONICAL})
    notes += [
        f"column “{plain[place]}” is kept as “{name}”"
        for place, name in extras.items()
        if name != plain[place]
    ]
    category = next((place for place in extras if _only_categories(cells(place))), None)
    ordered = {column.name: fields[column.name] for column in CANONICAL if column.name in fields}
    return ColumnMapping(ordered, extras, category, tuple(notes))


def _told(names: Sequence[str], told: Mapping[str, str]) -> dict[str, int | None]:
    places: dict[str, int | None] = {}
    for field, column in told.items():
        places[field] = _column(names, field, column) if column.strip() else None
    return places


def _column(names: Sequence[str], field: str, column: str) -> int:
    wanted = " ".join(column.split())
    for same in (
        lambda name: name == wanted,
        lambda name: name.casefold() == wanted.casefold(),
        lambda name: folded(name) == folded(wanted) != "",
    ):
        for place, name in enumerate(names):
            if same(name):
                return place
    near = get_close_matches(wanted.casefold(), [name.casefold() for name in names], n=1)
    hint = next((name for name in names if near and name.casefold() == near[0]), None)
    end = f"did you mean “{hint}”?" if hint else f"its columns are {_listed(names)}"
    raise IntakeError(f"there is no column “{wanted}” for {field}; {end}")


def _scores_first(found: Sequence[Candidate], cells: Cells) -> list[Candidate]:
    """The candidates without category columns, those with a readable score before those without."""
    numbers = [each for each in found if not _only_categories(cells(each.place))]
    return sorted(numbers, key=lambda each: (not _any_score(cells(each.place)), each))


def _others(names: Sequence[str], found: Sequence[Candidate]) -> list[str]:
    others = found[1:]
    if not others:
        return []
    listed = _listed([names[each.place] for each in others])
    sentence = (
        f"the score is “{_short(names[found[0].place])}”; {listed} could be one too, "
        "--map score=COLUMN takes another"
    )
    return [sentence]


def _only_categories(sample: Sequence[str]) -> bool:
    filled = [cell for cell in sample if folded(cell)]
    return bool(filled) and all(folded(cell) in CATEGORY_WORDS for cell in filled)


def _any_score(sample: Sequence[str]) -> bool:
    filled = [cell for cell in sample if cell.strip()]
    return not filled or any(isinstance(read_score(cell), int) for cell in filled)


def _no_score(names: Sequence[str], cells: Cells) -> str:
    words = [name for place, name in enumerate(names) if _only_categories(cells(place))]
    if words:
        return (
            f"it has no column of scores from 0 to 10 (“{_short(words[0])}” says the category in "
            f"words, which is not enough); its columns are {_listed(names)}; "
            "name the score's with --map score=COLUMN"
        )
    return (
        f"it has no column of scores from 0 to 10 that is known by its name; its columns are "
        f"{_listed(names)}; name the score's with --map score=COLUMN"
    )


def _listed(names: Sequence[str], most: int = 12) -> str:
    shown = ", ".join(f"“{_short(name)}”" for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"
