"""What is remembered of a source's columns, so that its next file needs no telling."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from npstui.intake.options import ImportOptions, Memory
from npstui.store.identity import short_hash
from npstui.store.values import Remembered

if TYPE_CHECKING:
    from npstui.store.store import Store

LOST = "the mapping remembered for"  # begins the note of columns that are gone
_WORDS = {"responded_at": "time", "customer_id": "customer", "customer_name": "name"}


@dataclass(frozen=True, slots=True)
class Recalled:
    """A memory on the columns of one file: the fields it decides, and what it could not."""

    memory: Memory
    fields: Mapping[str, str]
    dropped: tuple[str, ...]
    notes: tuple[str, ...]


def recalling(options: ImportOptions, store: "Store", source: str) -> ImportOptions:
    """The options with what the store remembers of its sources' columns."""
    if options.anew:
        return options
    memories = tuple(
        Memory(remembered, name, own=name == source) for name, remembered in store.remembered()
    )
    return replace(options, memories=memories)


def header_mark(names: Sequence[str]) -> str:
    """What tells one header from another."""
    return short_hash(*names)


def recalled(names: Sequence[str], options: ImportOptions) -> Recalled | None:
    """What is remembered for a file with these columns; None for nothing.

    Best is a file with this header before, of the source itself or else of any. Where the source's
    own header has changed, what of its columns is still there holds, and the rest is said. What the
    options tell comes first.
    """
    mark = header_mark(names)
    memories = [each for each in options.memories if _wanted(each, options)]
    alike = [each for each in memories if each.what.header == mark]
    ordered = (
        *(each for each in alike if each.own),
        *alike,
        *(each for each in memories if each.own),
    )
    if not ordered:
        return None
    memory = ordered[0]
    there = set(names)
    taken = {" ".join(column.split()).casefold() for column in options.mapping.values()}
    fields: dict[str, str] = {}
    lost: list[tuple[str, str]] = []
    for field, column in memory.what.fields.items():
        if field in options.mapping or (column and column.casefold() in taken):
            continue
        if column and column not in there:
            lost.append((field, column))
        else:
            fields[field] = column
    dropped = tuple(
        name
        for name in memory.what.dropped
        if name in there and name.casefold() not in taken and name not in fields.values()
    )
    return Recalled(memory, fields, dropped, tuple(_lost(memory.source, lost)))


def to_remember(
    names: Sequence[str],
    options: ImportOptions,
    fields: Mapping[str, str],
    memory: Memory | None,
) -> Remembered:
    """What the next file like this one is to know; `fields` as Remembered has them."""
    before = memory.what if memory is not None else Remembered("")
    return Remembered(
        header=header_mark(names),
        fields=dict(fields),
        dropped=options.dropped,
        preset=options.preset,
        sheet=options.sheet or before.sheet,
        time_zone=options.time_zone or before.time_zone,
        scale=before.scale if options.scale is None else str(options.scale),
    )


def remembered_sheet(options: ImportOptions, sheets: Iterable[str]) -> str | None:
    """The sheet of a workbook that the source's files were read from."""
    there = set(sheets)
    own = (each.what.sheet for each in options.memories if each.own)
    return next((sheet for sheet in own if sheet in there), None)


def _wanted(memory: Memory, options: ImportOptions) -> bool:
    return options.preset in (None, memory.what.preset)


def _lost(source: str, lost: Sequence[tuple[str, str]]) -> Iterable[str]:
    if lost:
        listed = ", ".join(f"“{column}” for the {_WORDS.get(name, name)}" for name, column in lost)
        yield (
            f"{LOST} “{source}” has {listed}, and this file has no such "
            "column; it was looked for anew"
        )
