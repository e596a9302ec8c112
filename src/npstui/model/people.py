"""Naming a person: a member of the team by name or an unambiguous part of it."""

from collections.abc import Sequence
from difflib import get_close_matches
from unicodedata import category

# Control characters, bytes that are no text, and what is not seen: else two look like one person.
_NO_LETTERS = ("Cc", "Cf", "Cs", "Zl", "Zp")
_JOINERS = "\u200c\u200d"  # not seen either, and part of how some names are written


class NoSuchPerson(Exception):
    """The text names nobody, or more than one; str() is the sentence to show."""


def find_person(text: str, team: Sequence[str], among: str = "the team", adding: str = "") -> str:
    """The member that `text` names, case folded, whole or in part; any name while there is no team.

    `among` says in the refusal whose list it is, `adding` how somebody comes into it.

    Raises NoSuchPerson.
    """
    wanted = text.strip()
    if not wanted:
        raise NoSuchPerson("A person needs a name.")
    if any(category(each) in _NO_LETTERS and each not in _JOINERS for each in wanted):
        raise NoSuchPerson("A person's name is written in letters and signs, in UTF-8.")
    if not team:
        return wanted
    folded = wanted.casefold()
    whole = [member for member in team if member.casefold() == folded]
    if whole:
        return whole[0]
    part = [member for member in team if folded in member.casefold()]
    if len(part) == 1:
        return part[0]
    if part:
        raise NoSuchPerson(f"“{wanted}” could be {', '.join(part)}; write more of the name.")
    near = get_close_matches(wanted, team, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]}?" if near else ""
    listed = f"{'Team' if among == 'the team' else 'There'}: {', '.join(team)}"
    where = "in" if among == "the team" else "among"
    raise NoSuchPerson(f"Nobody {where} {among} is called “{wanted}”.{hint} {listed}.{adding}")
