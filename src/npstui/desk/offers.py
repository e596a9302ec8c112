"""What the pickers offer: tags and people, each with the open cases behind it."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from npstui.present.text import safe
from npstui.present.values import PersonLoad, TagCount
from npstui.settings.store_file import StoreSettings
from npstui.settings.team import is_away


def tag_counts(cases: pl.DataFrame, named: Sequence[str]) -> tuple[TagCount, ...]:
    """Tags on open cases, the commonest first, then those the store names and nobody uses."""
    counted = (
        cases.select("open", "tags")  # to filter every column of all cases is a copy of them
        .filter("open")
        .select(pl.col("tags").explode())
        .drop_nulls()
        .group_by("tags")
        .len()
        .sort("len", "tags", descending=[True, False])
    )
    used = {str(tag): int(count) for tag, count in counted.iter_rows()}
    unused = {tag: 0 for tag in named if tag not in used}
    return tuple(TagCount(safe(tag), count) for tag, count in (used | unused).items())


def person_loads(
    cases: pl.DataFrame, settings: StoreSettings, me: str, today: date
) -> tuple[PersonLoad, ...]:
    """The team, or without one everybody who has an open case and oneself."""
    team, capacity, absence = settings.team, settings.capacity, settings.absence
    counted = (
        cases.select("open", "assignee")
        .filter(pl.col("open") & pl.col("assignee").is_not_null())
        .group_by("assignee")
        .len()
    )
    load = {str(person): int(count) for person, count in counted.iter_rows()}
    names = team or sorted({*load, me})
    return tuple(
        PersonLoad(
            safe(name),
            load.get(name, 0),
            capacity.get(name),
            absence[name] if is_away(absence, name, today) else None,
        )
        for name in names
    )
