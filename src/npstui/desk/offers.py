"""What the pickers offer: tags and people, each with the open cases behind it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import polars as pl

from npstui.present.text import safe
from npstui.present.values import PersonLoad, TagCount
from npstui.settings.store_file import StoreSettings
from npstui.settings.team import is_away


def count_offers(cases: pl.DataFrame | pl.LazyFrame, _now: datetime) -> Mapping[object, int]:
    """How many of the open cases have each tag and each assignee: by ("tags" or "assignee", name).

    ("snoozed", name) are those of an assignee that are set aside, counted with the others too.
    `cases` has the columns of cases.at.
    """
    found: dict[object, int] = {}
    wanted = cases.lazy().select("open", "tags", "assignee", "snoozed")
    held = wanted.filter("open").collect()
    for column, values in (
        ("tags", held.select(pl.col("tags").explode())),
        ("assignee", held.select("assignee")),
        ("snoozed", held.filter("snoozed").select(snoozed="assignee")),
    ):
        counted = values.drop_nulls().group_by(column).len()
        found |= {(column, str(name)): int(count) for name, count in counted.iter_rows()}
    return found


def tag_counts(numbers: Mapping[object, int], named: Sequence[str]) -> tuple[TagCount, ...]:
    """Tags on open cases, the commonest first, then those the store names and nobody uses.

    `numbers` are those of `count_offers`.
    """
    counted = _of("tags", numbers)
    used = sorted(sorted(counted), key=lambda tag: -counted[tag])
    tags = [*used, *(tag for tag in named if tag not in counted)]
    return tuple(TagCount(safe(tag), counted.get(tag, 0)) for tag in tags)


def person_loads(
    numbers: Mapping[object, int], settings: StoreSettings, me: str, today: date
) -> tuple[PersonLoad, ...]:
    """The team, or without one everybody who has an open case and oneself.

    `numbers` are those of `count_offers`.
    """
    team, capacity, absence = settings.team, settings.capacity, settings.absence
    load, aside = _of("assignee", numbers), _of("snoozed", numbers)
    names = team or sorted({*load, me})
    return tuple(
        PersonLoad(
            safe(name),
            load.get(name, 0),
            capacity.get(name),
            absence[name] if is_away(absence, name, today) else None,
            aside.get(name, 0),
        )
        for name in names
    )


def _of(column: str, numbers: Mapping[object, int]) -> dict[str, int]:
    return {
        str(key[1]): count
        for key, count in numbers.items()
        if isinstance(key, tuple) and key[0] == column and count
    }
