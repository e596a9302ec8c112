"""What `list`, `export` and the screen's own export give of one desk."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from functools import partial

import polars as pl

from npstui.desk.contacting import Contacting
from npstui.desk.frames import Frames, keys_of
from npstui.desk.notes import notes_frame
from npstui.desk.tables import (
    BY_TIME,
    BY_URGENCY,
    Listing,
    matching,
    narrowed,
    parts_by_time,
    shown,
    table,
    with_notes,
)
from npstui.export.rows import SLICE, Rows, as_rows, whole_columns
from npstui.filters.tree import Filter
from npstui.model.response import ResponseRef
from npstui.store.expressions import KEY
from npstui.store.store import Store

Choose = Callable[[Sequence[str]], Sequence[str]]


class Listings:
    """The listings of one desk's frames; `as_of` is the moment they are fixed at."""

    def __init__(
        self, frames: Frames, store: Store, contacting: Contacting, as_of: datetime | None
    ) -> None:
        self._frames = frames
        self._store = store
        self._contacting = contacting
        self._as_of = as_of

    def table(
        self,
        what: str,
        now: datetime,
        where: Filter | None,
        sort: str | None,
        limit: int | None,
    ) -> pl.DataFrame:
        """As Desk.table; `what` is a Listing."""
        what = Listing(what)
        default = BY_TIME if what is Listing.RESPONSES else BY_URGENCY
        zone = self._store.settings().zone
        return narrowed(self._rows(what, now), where, sort, limit, now, zone, default)

    def of(
        self, refs: Collection[ResponseRef], now: datetime, *, notes: bool = False
    ) -> pl.DataFrame:
        """The rows of these responses, in their order; the notes on each case if asked for."""
        responses = self._frames.responses_of(refs)
        cases = self._frames.all_cases(now)
        excluded, barred = self._excluded(), self._barred(now)
        rows = shown(table(Listing.RESPONSES, responses, cases, excluded, barred))
        if notes:
            rows = with_notes(rows, self._notes())
        found = rows.collect()
        wanted = keys_of(refs)
        return wanted.join(found, on=KEY, how="left", maintain_order="left").select(found.columns)

    def export(self, what: str, now: datetime, where: Filter | None, choose: Choose | None) -> Rows:
        """The rows as an export takes them, notes among the keys; `choose` picks the columns.

        All responses are read a part at a time, so that they need not fit in memory.
        """
        what = Listing(what)
        zone = self._store.settings().zone
        rows = matching(self._rows(what, now), where, now, zone)
        rows = with_notes(rows, self._notes())
        names = rows.collect_schema().names()
        chosen = names if choose is None else list(choose(names))
        if what is not Listing.RESPONSES:
            ordered = rows.sort(BY_URGENCY, nulls_last=True, maintain_order=True)
            return as_rows(ordered.select(chosen).collect())
        picked = rows.select(chosen)
        return Rows(
            picked.collect_schema(),
            partial(_chosen_parts, rows, chosen),
            lambda: int(rows.select(pl.len()).collect(engine="streaming").item()),
            whole_columns(picked),
        )

    def _rows(self, what: Listing, now: datetime) -> pl.LazyFrame:
        every = what in (Listing.RESPONSES, Listing.CASES)
        cases = self._frames.all_cases(now) if every else self._frames.open_cases(now)
        everything = self._frames.everything()
        return table(what, everything, cases, self._excluded(), self._barred(now))

    def _barred(self, now: datetime) -> pl.DataFrame:
        return self._contacting.reasons(now, self._store.settings())

    def _excluded(self) -> pl.DataFrame:
        return self._frames.states.select(*KEY, "excluded")

    def _notes(self) -> pl.DataFrame:
        return notes_frame(self._store, self._frames.states, self._as_of)


def _chosen_parts(rows: pl.LazyFrame, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
    for part in parts_by_time(rows, SLICE):
        yield part.select(columns)
