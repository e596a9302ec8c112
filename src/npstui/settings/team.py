"""What store.toml says of people: whom cases are handed on to, who is away, who holds how many."""

from collections.abc import Mapping
from datetime import date


def people_from(value: object) -> Mapping[str, str]:
    """Persons and departments outside the desk, each with a mail address or "".

    Raises TypeError and ValueError in words.
    """
    if not isinstance(value, dict):
        raise TypeError('it wants a table such as Dispatch = "dispatch@example.org"')
    people = {" ".join(str(name).split()): _address(to) for name, to in value.items()}
    if "" in people:
        raise ValueError("a person needs a name")
    return people


def absence_from(value: object) -> Mapping[str, date]:
    """Who is away, with the day they are back. Raises TypeError in words."""
    if not isinstance(value, dict) or not all(type(day) is date for day in value.values()):
        raise TypeError("it wants a table such as bob = 2026-12-01, the day they are back")
    return {str(name): day for name, day in value.items()}


def capacity_from(value: object) -> Mapping[str, int]:
    """How many open cases each is meant to hold. Raises TypeError in words."""
    if not isinstance(value, dict) or not all(_is_count(number) for number in value.values()):
        raise TypeError("it wants a table such as bob = 20, a whole number of 1 or more")
    return {str(name): number for name, number in value.items()}


def is_away(absence: Mapping[str, date], person: str, today: date) -> bool:
    """Whether somebody is away today: until, and without, the day they are back."""
    return person in absence and today < absence[person]


def _address(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("an address is a text, or “” where there is none")
    return value.strip()


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1
