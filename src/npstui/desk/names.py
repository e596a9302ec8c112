"""Extra columns of stores that were filled before a name was reserved: under other names."""

from collections.abc import Iterable

import polars as pl

from npstui.model.response import RESERVED_NAMES, Reading, name_beside
from npstui.store.values import ExtraColumn


def told_apart(responses: pl.LazyFrame, extras: Iterable[str]) -> pl.LazyFrame:
    """The responses with every extra column under a name that means nothing else.

    Two columns that come to the same name are one, of text.
    """
    names = set(extras)
    for name in sorted(names & RESERVED_NAMES):
        beside = name_beside(name)
        if beside not in names:
            responses = responses.rename({name: beside})
            continue
        both = (pl.col(column).cast(pl.String) for column in (beside, name))
        responses = responses.with_columns(pl.coalesce(both).alias(beside)).drop(name)
    return responses


def extras_apart(extras: Iterable[ExtraColumn]) -> tuple[ExtraColumn, ...]:
    """The extra columns as `told_apart` leaves them."""
    found: dict[str, ExtraColumn] = {}
    for column in extras:
        name = name_beside(column.name)
        reading = Reading.TEXT if name in found else column.reading
        found[name] = ExtraColumn(name, reading)
    return tuple(found.values())
