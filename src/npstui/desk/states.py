"""The states of the touched cases as a frame, brought up to date and never reloaded."""

from collections.abc import Sequence
from dataclasses import fields

import polars as pl

from npstui.model.case import CaseState
from npstui.store.expressions import KEY
from npstui.store.values import CaseColumns, CaseRow, StoredCases

MOMENT = pl.Datetime("us", "UTC")

_TYPES: dict[str, pl.DataType | type[pl.DataType]] = {
    "touched": pl.Boolean,
    "opened_at": MOMENT,
    "assignee": pl.String,
    "tags": pl.List(pl.String),
    "notes": pl.Int32,
    "tries": pl.Int32,
    "first_contact_at": MOMENT,
    "last_contact_at": MOMENT,
    "last_channel": pl.String,
    "last_result": pl.String,
    "snoozed_at": MOMENT,
    "snoozed_until": MOMENT,
    "resolved_at": MOMENT,
    "outcome": pl.String,
    "remedy": pl.String,
    "amount": pl.Float64,
    "again_at": MOMENT,
    "reopened_at": MOMENT,
    "excluded": pl.String,
    "last_event_id": pl.Int64,
    "last_person": pl.String,
    "handed_to": pl.String,
    "handed_at": MOMENT,
    "handed_until": MOMENT,
    "ask": pl.String,
    "answer": pl.String,
    "asked_at": MOMENT,
    "ruled_due_at": MOMENT,
    "ruled_starts_at": MOMENT,
    "told_at": MOMENT,
}
STATE_COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(CaseState))
SCHEMA = pl.Schema(
    {
        "source": pl.String,
        "response_id": pl.String,
        "touched_responded_at": MOMENT,
        **{name: _TYPES[name] for name in STATE_COLUMNS},
    }
)

# How a column is stored where that is not how it is read.
_STORED: dict[pl.DataType, type[pl.DataType]] = {
    pl.Datetime("us", "UTC"): pl.Int64,
    pl.Boolean(): pl.Int64,
    pl.List(pl.String): pl.String,
}


def empty_states() -> pl.DataFrame:
    """No case touched: the schema alone."""
    return pl.DataFrame(schema=SCHEMA)


def frame_of(rows: Sequence[CaseRow]) -> pl.DataFrame:
    """One row a case: source, response_id, its response's time, then the fields of CaseState."""
    return pl.DataFrame(
        [
            (*row.ref, row.responded_at, *(getattr(row.state, name) for name in STATE_COLUMNS))
            for row in rows
        ],
        schema=SCHEMA,
        orient="row",
    )


def frame_of_stored(rows: StoredCases) -> pl.DataFrame:
    """The same frame from what Store.stored_cases gives."""
    if isinstance(rows, CaseColumns):
        if not rows.count:
            return empty_states()
        stored = {
            name: _read(name, text, _STORED.get(kind, kind), rows.count)
            for (name, kind), text in zip(SCHEMA.items(), rows.texts, strict=True)
        }
    elif not rows:
        return empty_states()
    else:
        stored = {
            name: pl.Series(name, values, dtype=_STORED.get(kind, kind))
            for (name, kind), values in zip(SCHEMA.items(), zip(*rows, strict=True), strict=True)
        }
    return pl.DataFrame(stored).with_columns(
        *(pl.col(name).cast(kind) for name, kind in SCHEMA.items() if kind in (MOMENT, pl.Boolean)),
        pl.col("tags").str.json_decode(pl.List(pl.String)),
    )


def _read(name: str, text: str, kind: pl.DataType | type[pl.DataType], count: int) -> pl.Series:
    """A column from its JSON array."""
    # Null and nothing else, as most columns are: no other cell has room in a text so short.
    if len(text) == len("null,") * count + 1 and text.count("null") == count:
        return pl.Series(name, [None], dtype=kind).extend_constant(None, count - 1)
    written = pl.String if kind == pl.Float64 else kind
    read = pl.Series(name, [text]).str.json_decode(pl.List(written)).explode()
    return read if written == kind else read.cast(kind)


def updated(states: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """The states with the changed cases `new` put in the place of what stood of them."""
    if not new.height:
        return states
    if not states.height:
        return new
    same_id = pl.col("response_id").is_in(new["response_id"].implode())
    others = states.filter(same_id).join(new, on=KEY, how="anti")
    return pl.concat([states.filter(~same_id), others, new])


def rows_named(frame: pl.DataFrame, keys: pl.DataFrame) -> pl.DataFrame:
    """The rows of the frame that have these KEYs, in its order.

    Asked of a few keys, looking at the ids first costs a third of a join over all rows.
    """
    near = frame.filter(pl.col("response_id").is_in(keys["response_id"].implode()))
    return near.join(keys, on=KEY, how="semi", maintain_order="left")
