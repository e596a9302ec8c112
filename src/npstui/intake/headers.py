"""Which canonical field a column's header names."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from npstui.intake.names import GENERIC, NAMES, QUESTIONS, SCALES
from npstui.intake.words import folded
from npstui.model.response import RESERVED_NAMES, name_beside


class Candidate(NamedTuple):
    """A column that may hold a field; the lower the rank the surer."""

    rank: int
    place: int


def candidates(header: Sequence[str], field: str) -> list[Candidate]:
    """The columns whose headers name the field, surest first, then in the file's order."""
    found = [
        Candidate(rank, place)
        for place, name in enumerate(header)
        if (rank := _rank(name, field)) is not None
    ]
    return sorted(found)


def column_names(header: Sequence[str]) -> list[str]:
    """The headers as names: spaces made one, an escaping ' off, empty ones by their place, a
    second of a name numbered.
    """
    names: list[str] = []
    taken: set[str] = set()
    for place, text in enumerate(header):
        plain = " ".join(unescaped(text.strip()).replace("\0", " ").split())
        name = free_name(plain or f"column {place + 1}", taken)
        taken.add(name)
        names.append(name)
    return names


def extra_names(names: Mapping[int, str], canonical: set[str]) -> dict[int, str]:
    """The names of the columns that feed no canonical field, clear of every name in use."""
    taken = {*canonical, *RESERVED_NAMES}
    chosen: dict[int, str] = {}
    for place, name in names.items():
        chosen[place] = free_name(name_beside(name), taken)
        taken.add(chosen[place])
    return chosen


def free_name(name: str, taken: set[str]) -> str:
    """The name, numbered from 2 where it is taken."""
    if name not in taken:
        return name
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"


def unescaped(text: str) -> str:
    """Without the ' that keeps a spreadsheet from taking text for a formula."""
    return text[1:] if _MARKED.match(text) else text


# One ' comes off, however many there are: a text that begins so by itself was given one more.
_MARKED = re.compile(r"''*[=+\-@\t\r]")
_QUESTION, _GENERIC, _SCALE = 100, 200, 300  # ranks; a surer name ranks by its place in the list


def _rank(name: str, field: str) -> int | None:
    plain = folded(name)
    if not plain:
        return None
    if plain in _RANKS[field]:
        return _RANKS[field][plain]
    for rules in QUESTIONS.get(field, {}).values():
        for groups in rules:
            if all(any(folded(piece) in plain for piece in group) for group in groups):
                return _QUESTION
    if field == "score" and any(folded(p) in plain for ps in SCALES.values() for p in ps):
        return _SCALE
    return None


def _ranks(field: str) -> dict[str, int]:
    ranks: dict[str, int] = {}
    for first, lists in ((0, NAMES[field]), (_GENERIC, GENERIC.get(field, {}))):
        for names in lists.values():
            for order, name in enumerate(names):
                rank = first + order
                ranks[folded(name)] = min(rank, ranks.get(folded(name), rank))
    return ranks


_RANKS = {field: _ranks(field) for field in NAMES}
