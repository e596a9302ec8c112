"""Our own exports, known by their header: what comes in again, and what followed from the store."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from npstui.intake.mapping import ColumnMapping, told_places
from npstui.intake.presets.values import AppliedPreset
from npstui.model.response import CANONICAL, CANONICAL_NAMES, CASE_KEYS, NOTES, STORE_NAMES

NAME = "npstui"
# Where a workbook of ours names the zone of its times, which Excel cannot.
ABOUT_SHEET = "about"
ABOUT_ZONE = "times are in the zone"
MOST_SOURCES = 1_000  # in one file; more is another program's column

_SOURCE = "source"
_FIRST = ("response_id", "source", "responded_at", "score", "category")
_NEEDED = ("response_id", "source", "score")
# Of these three are enough: no other program has them beside the needed ones.
_TELLING = frozenset(CASE_KEYS)
_ENOUGH = 3
_LEFT_OUT = frozenset({"category", *STORE_NAMES, *CASE_KEYS, NOTES})


def is_own_export(names: Sequence[str]) -> bool:
    """Whether a table with these headers was exported by npstui, all columns or some."""
    if tuple(names[: len(_FIRST)]) == _FIRST:
        return True
    return all(name in names for name in _NEEDED) and len(_TELLING.intersection(names)) >= _ENOUGH


def own_columns(names: Sequence[str], told: Mapping[str, str]) -> ColumnMapping:
    """The mapping of an own export: fields by their names, the source of each row, extras.

    What a table tells of cases is not of the responses, and stays out.
    """
    places = {name: place for place, name in reversed(list(enumerate(names)))}
    found = {name: places[name] for name in CANONICAL_NAMES if name in places}
    for field, place in told_places(names, told).items():
        found.pop(field, None)
        if place is not None:
            found[field] = place
    used = {*found.values(), places[_SOURCE]}
    extras = {
        place: name
        for place, name in enumerate(names)
        if place not in used and name not in _LEFT_OUT and name not in CANONICAL_NAMES
    }
    fields = {column.name: found[column.name] for column in CANONICAL if column.name in found}
    return ColumnMapping(fields, extras, None, (), places[_SOURCE])


def zone_named_in(about: Iterable[Sequence[str | None]]) -> str | None:
    """The zone that the rows of ABOUT_SHEET name; None where they name none that there is."""
    for row in about:
        if len(row) > 1 and row[0] == ABOUT_ZONE and row[1]:
            with suppress(ValueError, OSError, ZoneInfoNotFoundError):
                return ZoneInfo(row[1]).key
    return None


def own_preset() -> AppliedPreset:
    """What an own export is read as."""
    return AppliedPreset(
        name=NAME,
        title=NAME,
        kind="export",
        also={},
        rules=(),
        zone=None,
        account_zone=False,
        source=None,
    )
