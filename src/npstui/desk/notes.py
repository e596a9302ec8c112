"""The texts that people noted on cases, as a column of a table."""

from collections.abc import Iterable
from datetime import datetime

import polars as pl

from npstui.model.case import undone_verbs
from npstui.model.events import Event, EventKind
from npstui.model.response import NOTES, ResponseRef
from npstui.store.expressions import KEY
from npstui.store.store import Store

_FEW = 500  # cases whose events are asked one by one; for more the log is read once
_TELLING = (EventKind.NOTED, EventKind.CONTACTED, EventKind.UNDONE, EventKind.REDONE)


def notes_frame(store: Store, states: pl.DataFrame, as_of: datetime | None) -> pl.DataFrame:
    """The KEY of each case with notes, and the notes oldest first, those of contacts among them.

    `states` has the columns of desk.states.SCHEMA. Notes that were taken back are not given.
    """
    marked = states.filter((pl.col("notes") > 0) | (pl.col("tries") > 0)).select(KEY)
    refs = [ResponseRef(*row) for row in marked.iter_rows()]
    if len(refs) <= _FEW:
        events = {ref: store.events(ref) for ref in refs}
    else:
        events = _from_log(store, refs)
    rows = [
        (*ref, told)
        for ref, listed in events.items()
        if (told := noted([event for event in listed if as_of is None or event.at <= as_of]))
    ]
    schema = pl.Schema({**dict.fromkeys(KEY, pl.String()), NOTES: pl.List(pl.String)})
    return pl.DataFrame(rows, schema=schema, orient="row")


def noted(events: Iterable[Event]) -> list[str]:
    """The notes among one case's events that still stand."""
    listed = list(events)
    undone = undone_verbs(listed)
    texts = [
        event.data.get("text" if event.kind is EventKind.NOTED else "note")
        for event in listed
        if event.kind in (EventKind.NOTED, EventKind.CONTACTED) and event.verb_id not in undone
    ]
    return [str(text) for text in texts if text]


def _from_log(store: Store, refs: Iterable[ResponseRef]) -> dict[ResponseRef, list[Event]]:
    events: dict[ResponseRef, list[Event]] = {ref: [] for ref in refs}
    for event in store.log():
        if event.kind in _TELLING and event.ref in events:
            events[event.ref].append(event)
    return events
