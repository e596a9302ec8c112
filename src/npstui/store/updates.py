"""Rows that --update takes under an id the store knows: their segments are written anew."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from npstui.model.response import ResponseRef
from npstui.store.response_frame import MADE
from npstui.store.snapshot import Snapshot
from npstui.store.staging import Staged, Staging

if TYPE_CHECKING:
    import polars as pl

_ROW = "\x00row"
_KEPT = ("response_id", "source", "import_id", MADE)  # an update never changes these


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Segments written anew: what is staged in the place of the dropped, the old rows as JSON."""

    staged: tuple[Staged, ...]
    dropped: tuple[str, ...]
    superseded: tuple[tuple[ResponseRef, str], ...]


class Updates:
    """The updates of one import, carried out at its commit."""

    def __init__(self) -> None:
        self._waiting: list[pl.DataFrame] = []
        self._settled: list[tuple[ResponseRef, str]] = []

    def add(self, frame: "pl.DataFrame", keys: "pl.Series") -> None:
        """Take shaped rows with their keys; a later one of an id stands for an earlier."""
        self._waiting.append(frame.with_columns(keys.alias(_ROW)))

    def settle(self, staging: Staging) -> None:
        """Carry out, once, the updates of rows that this import itself brought."""
        rows, keys = self._rows()
        if rows is None:
            return
        for staged in staging:
            places, numbers = staging.keys(staged).find(keys)
            if places:
                whole = staging.frame(staged)
                self._settled += _as_json(whole[numbers])
                staging.put(_with_rows(whole, rows[places], numbers))
                staging.drop(staged)
                left = ~_is_at(len(keys), places)
                rows, keys = rows.filter(left), keys.filter(left)
        self._waiting = [rows.with_columns(keys)] if rows.height else []

    def apply(self, snapshot: Snapshot, staging: Staging) -> Rewritten:
        """Write the live segments anew that hold updated rows."""
        staged: list[Staged] = []
        dropped: list[str] = []
        old = list(self._settled)
        rows, keys = self._rows()
        for segment in snapshot.segments if rows is not None else ():
            places, numbers = snapshot.keys(segment).find(keys)
            if rows is not None and places:
                whole = snapshot.segment_frame(segment.name)
                old += _as_json(whole[numbers])
                staged.append(staging.put(_with_rows(whole, rows[places], numbers)))
                dropped.append(segment.name)
        return Rewritten(tuple(staged), tuple(dropped), tuple(old))

    def _rows(self) -> "tuple[pl.DataFrame | None, pl.Series]":
        import polars as pl

        if not self._waiting:
            return None, pl.Series(_ROW, [], dtype=pl.UInt64)
        rows = pl.concat(self._waiting, how="diagonal").unique(_ROW, keep="last")
        return rows.drop(_ROW), rows[_ROW]


def _is_at(length: int, places: list[int]) -> "pl.Series":
    import polars as pl

    return pl.int_range(length, eager=True).is_in(places)


def _with_rows(whole: "pl.DataFrame", rows: "pl.DataFrame", numbers: list[int]) -> "pl.DataFrame":
    """The segment with some of its rows, by number, saying what `rows` say."""
    import polars as pl

    given = [name for name in rows.columns if name not in _KEPT]
    absent = [
        pl.lit(None, dtype).alias(name)
        for name, dtype in rows.schema.items()
        if name in given and name not in whole.columns
    ]
    updates = rows.select(
        pl.Series(_ROW, numbers, dtype=pl.UInt32),
        *(pl.col(name).alias(f"{_ROW}{name}") for name in given),
    ).with_columns(pl.lit(value=True).alias(f"{_ROW}\x00"))
    joined = (
        whole.with_columns(absent)
        .with_row_index(_ROW)
        .join(updates, on=_ROW, how="left", maintain_order="left")
    )
    return joined.with_columns(
        pl.when(pl.col(f"{_ROW}\x00"))
        .then(pl.col(f"{_ROW}{name}"))
        .otherwise(pl.col(name))
        .alias(name)
        for name in given
    ).select(*whole.columns, *(name for name in given if name not in whole.columns))


def _as_json(rows: "pl.DataFrame") -> list[tuple[ResponseRef, str]]:
    return [
        (
            ResponseRef(row["source"], row["response_id"]),
            json.dumps(
                {name: value for name, value in row.items() if value is not None and name != MADE},
                ensure_ascii=False,
                default=_moment,
            ),
        )
        for row in rows.iter_rows(named=True)
    ]


def _moment(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
