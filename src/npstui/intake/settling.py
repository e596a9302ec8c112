"""What only a whole column can say: the scale its scores are on, and which way its dates run.

Most files leave no doubt after a few rows. Of the others the doubtful columns are read once before
the first row is shaped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import polars as pl

from npstui.intake.dates import DayOrder
from npstui.intake.day_orders import DayOrders
from npstui.intake.file_plan import FilePlan
from npstui.intake.options import ImportOptions
from npstui.intake.readers.batches import Batch
from npstui.intake.scale_evidence import ScaleEvidence
from npstui.intake.scales import read_scale
from npstui.store.values import Remembered

_DATES = ("responded_at", "purchased_at")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days that an answer can be of."""

    earliest: date
    now: datetime
    known: bool = False  # the store has answers of the file's source

    @property
    def latest(self) -> date:
        """Clocks and zones differ: a day ahead is none too late."""
        return (self.now + timedelta(days=1)).date()


def told(plan: FilePlan, options: ImportOptions) -> FilePlan:
    """The plan with what the options say outright, its doubts fewer by that."""
    doubts = set(plan.columns.doubts)
    orders = dict(plan.day_orders)
    notes = list(plan.notes)
    scale = options.scale
    if scale is None and plan.memory is not None and plan.score_as_before:
        scale = read_scale(plan.memory.what.scale or "")
    if scale is not None:
        doubts.discard("score")
        notes.append(scale.in_words())
    if options.date_order is not None:
        doubts.difference_update(_DATES)
        orders.update({name: options.date_order for name in _DATES if name in plan.columns.fields})
    return replace(
        plan,
        columns=replace(plan.columns, doubts=frozenset(doubts)),
        day_orders=orders,
        commas=_commas_before(plan),
        scale=scale,
        notes=tuple(notes),
    )


def settled(plan: FilePlan, batches: Iterable[Batch], bounds: Bounds) -> FilePlan:
    """The plan without doubts, by all rows of the file.

    Raises IntakeError where the scores are on another scale, or the dates could be read two ways.
    """
    fields = plan.columns.fields
    scale = None
    if "score" in plan.doubts:
        scale = ScaleEvidence(plan.names[fields["score"]], _category_name(plan))
    orders: Mapping[str, DayOrders] = {
        name: DayOrders(plan.names[fields[name]], bounds.earliest, bounds.latest)
        for name in _DATES
        if name in plan.doubts
    }
    for batch in batches:
        if scale is not None:
            labels = _column(batch, plan.columns.category)
            scale.add(batch.frame[str(fields["score"])], labels)
        for name, order in orders.items():
            order.add(batch.frame[str(fields[name])])
    if scale is not None:
        scale.check(known=bounds.known)
    day_orders = dict(plan.day_orders)
    notes = list(plan.notes)
    for name, order in orders.items():
        # Only what every number rests on is worth a refusal.
        chosen = order.chosen(insist=name == "responded_at", before=_order_before(plan, name))
        if chosen is not None:
            day_orders[name] = chosen.order
            notes += chosen.notes
    return replace(
        plan,
        columns=replace(plan.columns, doubts=frozenset()),
        day_orders=day_orders,
        notes=tuple(notes),
    )


def _order_before(plan: FilePlan, name: str) -> DayOrder | None:
    """How the dates of a field were read in an earlier file with the same columns."""
    before = _like_it(plan)
    order = None if before is None else before.day_orders.get(name)
    return DayOrder(order) if order in set(DayOrder) else None


def _commas_before(plan: FilePlan) -> Mapping[str, bool]:
    """Of which fields the numbers had decimal commas in an earlier file with the same columns."""
    before = _like_it(plan)
    return {} if before is None else before.commas


def _like_it(plan: FilePlan) -> Remembered | None:
    if plan.memory is None or plan.remembers is None:
        return None
    before = plan.memory.what
    return before if before.header == plan.remembers.header else None


def _category_name(plan: FilePlan) -> str | None:
    place = plan.columns.category
    return None if place is None else plan.names[place]


def _column(batch: Batch, place: int | None) -> pl.Series | None:
    return None if place is None else batch.frame[str(place)]
