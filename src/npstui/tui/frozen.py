"""A list that holds still: its order stays as it was shown, its rows follow the store.

Somebody reading the list is never pushed: what is new is counted, and comes in when it is asked
for; what no longer fits stays, dimmed, with its reason, while it is held.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.rows import QueueRow
from npstui.present.text import SafeText
from npstui.present.values import ViewCount


class Answered(Protocol):
    """What the desk answers for one view: its rows in order, and the counts of all views.

    `total` counts the view, of which the first are listed; `unnarrowed` what it would hold
    without the filter.
    """

    counts: tuple[ViewCount, ...]
    total: int
    unnarrowed: int

    def __len__(self) -> int: ...

    def rows(self, start: int, stop: int) -> Sequence[QueueRow]: ...

    def position(self, ref: ResponseRef) -> int | None: ...

    def ref_at(self, index: int, /) -> ResponseRef: ...

    def refs(self) -> list[ResponseRef]: ...

    def holding(self, text: str) -> list[ResponseRef]: ...

    def categories(self, refs: Collection[ResponseRef], /) -> Mapping[Category, int]: ...


class FrozenRows:
    """Rows of an answer in the order of an earlier one. `fresh` counts those not shown yet."""

    def __init__(
        self,
        answer: Answered,
        order: Sequence[ResponseRef] | None = None,
        left: Mapping[ResponseRef, QueueRow] | None = None,
        fresh: int = 0,
    ) -> None:
        self.answer = answer
        self.fresh = fresh
        self._left = dict(left or {})
        self._order = order
        self._places = None if order is None else {ref: place for place, ref in enumerate(order)}

    def __len__(self) -> int:
        return len(self.answer) if self._order is None else len(self._order)

    def rows(self, start: int, stop: int) -> Sequence[QueueRow]:
        """The rows of these places, those that left the view as they were last seen."""
        if self._order is None:
            return self.answer.rows(start, stop)
        wanted = self._order[start:stop]
        places = [self.answer.position(ref) for ref in wanted]
        rows: list[QueueRow] = []
        at = 0
        while at < len(wanted):
            first = places[at]
            if first is None:
                rows.append(self._left[wanted[at]])
                at += 1
                continue
            end = at + 1
            while end < len(wanted) and places[end] == first + end - at:
                end += 1
            rows.extend(self.answer.rows(first, first + end - at))
            at = end
        return rows

    @property
    def total(self) -> int:
        """How many the view holds, listed or not."""
        return self.answer.total

    @property
    def unlisted(self) -> int:
        """How many lie beyond what a list holds."""
        return self.answer.total - len(self.answer)

    @property
    def unnarrowed(self) -> int:
        """How many it would hold without the filter."""
        return self.answer.unnarrowed

    def categories(self, refs: Collection[ResponseRef]) -> Mapping[Category, int]:
        """How many of these listed responses are of each category."""
        held = Counter(self._left[ref].category for ref in refs if ref in self._left)
        return Counter(self.answer.categories(refs)) + held

    def row(self, ref: ResponseRef) -> QueueRow | None:
        """One row, None where the list does not hold it."""
        place = self.position(ref)
        return None if place is None else self.rows(place, place + 1)[0]

    def position(self, ref: ResponseRef) -> int | None:
        """The place of a response."""
        return self.answer.position(ref) if self._places is None else self._places.get(ref)

    def ref_at(self, position: int) -> ResponseRef:
        """The response at a place."""
        return self.answer.ref_at(position) if self._order is None else self._order[position]

    def refs(self) -> list[ResponseRef]:
        """The responses in the order shown."""
        return self.answer.refs() if self._order is None else list(self._order)

    @property
    def held(self) -> frozenset[ResponseRef]:
        """Those that no longer fit the view and are still shown."""
        return frozenset(self._left)

    def followed(
        self,
        newer: Answered,
        *,
        hold: Collection[ResponseRef] = (),
        admit: Collection[ResponseRef] = (),
        reasons: Mapping[ResponseRef, SafeText] | None = None,
    ) -> "FrozenRows":
        """The same order with the rows of a newer answer.

        What left the view goes, except those to `hold`, which stay dimmed with their reason.
        Those to `admit` come in beside the row they follow in the newer answer.
        """
        known = reasons or {}
        holding = set(hold)
        order: list[ResponseRef] = []
        left: dict[ResponseRef, QueueRow] = {}
        for ref in self.refs():
            if newer.position(ref) is not None:
                order.append(ref)
            elif ref in holding and (row := self.row(ref)) is not None:
                order.append(ref)
                left[ref] = replace(row, dimmed=known.get(ref) or row.dimmed or _GONE)
        for ref in admit:
            _admit(order, ref, newer)
        fresh = len(newer) - (len(order) - len(left))
        return FrozenRows(newer, order, left, fresh)

    def without(self, refs: Collection[ResponseRef]) -> "FrozenRows":
        """The list after rows that no longer fit are let go of."""
        order = [ref for ref in self.refs() if ref not in refs]
        left = {ref: row for ref, row in self._left.items() if ref not in refs}
        return FrozenRows(self.answer, order, left, self.fresh)


class NoRows:
    """The answer before there is one."""

    counts: tuple[ViewCount, ...] = ()
    total = unnarrowed = 0

    def __len__(self) -> int:
        return 0

    def rows(self, start: int, stop: int) -> Sequence[QueueRow]:  # noqa: ARG002
        """None."""
        return ()

    def position(self, ref: ResponseRef) -> int | None:  # noqa: ARG002
        """Nowhere."""
        return None

    def ref_at(self, index: int) -> ResponseRef:
        """There is none. Raises IndexError."""
        raise IndexError(index)

    def refs(self) -> list[ResponseRef]:
        """None."""
        return []

    def holding(self, text: str) -> list[ResponseRef]:  # noqa: ARG002
        """None."""
        return []

    def categories(self, refs: Collection[ResponseRef]) -> Mapping[Category, int]:  # noqa: ARG002
        """None."""
        return {}


_GONE = SafeText("no longer in this view")


def _admit(order: list[ResponseRef], ref: ResponseRef, newer: Answered) -> None:
    place = newer.position(ref)
    if place is None or ref in order:
        return
    shown = {each: index for index, each in enumerate(order)}
    for before in range(place - 1, -1, -1):
        if (index := shown.get(newer.ref_at(before))) is not None:
            order.insert(index + 1, ref)
            return
    order.insert(0, ref)
