"""What the worker does for a list that holds still: ask again, and say why rows left."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.values import View
from npstui.tui.frozen import FrozenRows

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.filters.tree import Filter

EXPLAINED = 500  # rows that left whose reason is looked up; more say only that they left


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list shows: a view of a queue, or of all open cases, narrowed and in an order."""

    category: Category | None
    view: View
    where: "Filter | None" = None
    sort: str | None = None


def following(
    rows: FrozenRows | None,
    asked: Asked,
    now: datetime,
    *,
    hold: Collection[ResponseRef],
    admit: Collection[ResponseRef],
) -> "Callable[[Desk], FrozenRows]":
    """The question whose answer is the list as it is to be shown next."""

    def ask(desk: "Desk") -> FrozenRows:
        newer = desk.queue(asked.category, asked.view, now, where=asked.where, sort=asked.sort)
        if rows is None:
            return FrozenRows(newer)
        gone = [
            ref for ref in hold if newer.position(ref) is None and rows.position(ref) is not None
        ]
        few = gone[:EXPLAINED]
        reasons = desk.why_left(few, asked.category, asked.view, now, asked.where) if few else {}
        return rows.followed(newer, hold=hold, admit=admit, reasons=reasons)

    return ask
