"""JSON as a table: a column for every path that any record has."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

import polars as pl

from npstui.intake.errors import IntakeError
from npstui.intake.file_plan import FilePlan
from npstui.intake.formats import Format
from npstui.intake.headers import column_names, extra_names
from npstui.intake.options import ImportOptions
from npstui.intake.parts import Part
from npstui.intake.presets.reading import all_presets
from npstui.intake.readers.flatten import Item, Record, flatten, is_filtered, value_at
from npstui.intake.readers.json_records import json_items
from npstui.intake.readers.tables import (
    SAMPLE_ROWS,
    Heard,
    TableBatch,
    check_width,
    table_plan,
    unheard,
)
from npstui.intake.words import folded
from npstui.model.response import CANONICAL
from npstui.store.values import RefusedLine

BATCH = 20_000
HEAD_RECORDS = 2_000  # how many show what a file is


def plan_json(
    path: Path,
    kind: Format,
    options: ImportOptions,
    shown: str,
    *,
    whole: bool = True,
    heard: Heard = unheard,
    known: Sequence[str] = (),
) -> FilePlan:
    """The plan for a file of JSON by its first records; with `whole` it is read through for the
    paths that only later ones have, and `heard` gets the bytes done. `known` are all of its paths
    where an earlier reading told them.

    Raises OSError, IntakeError.
    """
    paths: dict[str, None] = dict.fromkeys(path for path in known if not is_filtered(path))
    sample: list[Record] = []
    partial = False
    items = json_items(path, kind)
    try:
        for number, item in enumerate(items):
            if number >= HEAD_RECORDS and not whole and paths:
                partial = True
                break
            if not number % HEAD_RECORDS:
                heard(items.bytes_read)
            if item.record is None:
                continue
            if len(sample) < SAMPLE_ROWS:
                sample.append(item.record)
            elif item.record.keys() <= paths.keys() and not _nested(item.record):
                continue  # most records of most files: nothing new in them
            try:
                cells = flatten(item.record)
            except RecursionError:
                continue  # refused when it is read
            if not cells.keys() <= paths.keys():
                paths.update(dict.fromkeys(cells))
                check_width(len(paths))
    finally:
        items.close()
    if not paths:
        raise IntakeError("it holds no answers; a list of objects with named values is read")
    header = list(known) or [*_looked_for(options, sample), *paths]
    rows = [_row(record, header) for record in sample]
    leaves = _leaf_names(header)
    plan = table_plan(shown, kind, header, rows, options, read_as=leaves)
    return replace(plan, paths=tuple(header), partial=partial and not known)


def with_late_paths(plan: FilePlan, path: Path, part: Part) -> FilePlan:
    """The plan with a column for every path that only a part of the file has; such feed no field.

    Raises OSError, IntakeError.
    """
    late: dict[str, None] = {}
    known = set(plan.paths)
    items = json_items(path, Format(plan.format), part)
    try:
        for item in items:
            if item.record is not None:
                with suppress(RecursionError):
                    late.update(dict.fromkeys(flatten(item.record).keys() - known))
    finally:
        items.close()
    if not late:
        return plan
    header = (*plan.header, *sorted(late))
    check_width(len(header))
    names = tuple(column_names(header))
    new = {place: names[place] for place in range(len(plan.header), len(header))}
    taken = {column.name for column in CANONICAL} | set(plan.columns.extras.values())
    extras = {**plan.columns.extras, **extra_names(new, taken)}
    return replace(
        plan,
        header=header,
        names=names,
        paths=(*plan.paths, *sorted(late)),
        columns=replace(plan.columns, extras=extras),
    )


class JsonRows:
    """The records of a file of JSON, some thousand at a time."""

    def __init__(
        self, path: Path, plan: FilePlan, part: Part | None = None, *, most: int = BATCH
    ) -> None:
        """Of NDJSON, `part` is what to read; `most` records come at a time. Raises OSError."""
        self._most = most
        self._items = json_items(path, Format(plan.format), part)
        self._each = iter(self._items)
        self._paths = plan.paths

    @property
    def bytes_read(self) -> int:
        """How far the file is read."""
        return self._items.bytes_read

    @property
    def reached(self) -> tuple[int, int] | None:
        """The end of lines of JSON that are not packed."""
        return self._items.reached

    def next(self) -> TableBatch | None:
        """The next records, None after the last."""
        items = list(islice(self._each, self._most))
        if not items:
            return None
        good: list[Item] = []
        rows: list[list[str]] = []
        refused: list[RefusedLine] = []
        for item in items:
            row, reason = self._read(item)
            if row is None:
                refused.append(RefusedLine(item.line, reason, _text(item)))
            else:
                good.append(item)
                rows.append(row)
        columns: Iterator[Sequence[str]] = (
            zip(*rows, strict=True) if rows else iter([()] * len(self._paths))
        )
        frame = pl.DataFrame(
            [pl.Series(str(place), cells, pl.String) for place, cells in enumerate(columns)]
        )
        lines = [item.line for item in good]
        return TableBatch(frame, lines, lambda row: _text(good[row]), tuple(refused))

    def close(self) -> None:
        """Close the file."""
        self._items.close()

    def _read(self, item: Item) -> tuple[list[str] | None, str]:
        if item.record is None:
            return None, item.reason
        try:
            row = _row(item.record, self._paths)
        except RecursionError:
            return None, "the record is nested too deep"
        if any("\0" in cell for cell in row):
            return None, "the row holds a NUL byte"
        return row, ""


def _nested(record: Record) -> bool:
    return any(isinstance(value, dict | list) for value in record.values())


def _row(record: Record, paths: Sequence[str]) -> list[str]:
    cells = flatten(record)
    return [
        (value_at(record, path) or "") if is_filtered(path) else cells.get(path, "")
        for path in paths
    ]


def _text(item: Item) -> str:
    if item.record is None:
        return item.text
    try:
        return json.dumps(item.record, ensure_ascii=False).encode(errors="replace").decode()
    except RecursionError:
        return "…"


def _looked_for(options: ImportOptions, sample: Sequence[Record]) -> list[str]:
    """The paths with a condition that some preset, or --map, asks for and a record has."""
    asked = dict.fromkeys(column for column in options.mapping.values() if is_filtered(column))
    for preset in all_presets(options.preset_folders):
        for shape in preset.shapes:
            for patterns in (shape.signature, *shape.fields.values()):
                asked.update(dict.fromkeys(path for path in patterns if is_filtered(path)))
    return [path for path in asked if any(value_at(record, path) is not None for record in sample)]


def _leaf_names(paths: Sequence[str]) -> list[str]:
    """What each path reads as: its last part where no other ends the same, else all of it."""
    leaves = [path.rsplit(".", 1)[-1] for path in paths]
    plain = [folded(leaf) for leaf in leaves]
    return [
        leaf if plain.count(same) == 1 and same else path
        for leaf, same, path in zip(leaves, plain, paths, strict=True)
    ]
