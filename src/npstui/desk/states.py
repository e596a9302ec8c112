"""The states of the touched cases as a frame, brought up to date and never reloaded."""

from collections.abc import Sequence
from dataclasses import fields

import polars as pl

from npstui.model.case import CaseState
from npstui.store.values import CaseRow

MOMENT = pl.Datetime("us", "UTC")
KEY = ("source", "response_id")

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


def updated(states: pl.DataFrame, changed: Sequence[CaseRow]) -> pl.DataFrame:
    """The states with the changed cases put in the place of what stood of them."""
    if not changed:
        return states
    new = frame_of(changed)
    return pl.concat([states.join(new, on=KEY, how="anti"), new])
