"""The team now as a table, for the health page and the command line."""

from collections.abc import Sequence
from datetime import date

from npstui.desk.team import Member
from npstui.present.health import Row, Section
from npstui.present.numbers import count, thousands
from npstui.present.text import SafeText, safe
from npstui.present.times import day

HEADINGS = ("open", "of", "late", "today", "snoozed", "waiting")
_EMPTY = "No team yet: npstui config set team alice,bob; nobody has a case."


def team_section(team: Sequence[Member], today: date) -> Section:
    """A row a member; who holds too much, who is away and who is not in the team stands below."""
    rows = tuple(Row(tuple(safe(cell) for cell in _cells(each))) for each in team)
    return Section(SafeText("The team now"), HEADINGS, rows, _EMPTY, _notes(team, today))


def _cells(each: Member) -> list[str]:
    return [
        "nobody" if each.person is None else each.person,
        thousands(each.open),
        "-" if each.capacity is None else thousands(each.capacity),
        *(thousands(number) for number in (each.late, each.due_today, each.snoozed, each.waiting)),
    ]


def _notes(team: Sequence[Member], today: date) -> tuple[SafeText, ...]:
    full = [each for each in team if each.capacity is not None and each.open > each.capacity]
    away = [
        f"{each.person} until {day(each.away_until, today)}"
        + (f", with {count(each.open, 'open case')}" if each.open else "")
        for each in team
        if each.away_until is not None
    ]
    known = any(each.in_team for each in team)
    out = [each for each in team if known and each.person is not None and not each.in_team]
    said = []
    if full:
        said.append(f"Beyond their capacity: {_names(full)}.")
    if away:
        said.append(f"Away: {'; '.join(away)}. npstui hand-over FROM TO gives cases away.")
    if out:
        said.append(f"Not in the team: {_names(out)}.")
    return tuple(safe(words) for words in said)


def _names(members: Sequence[Member]) -> str:
    return ", ".join(str(each.person) for each in members)
