"""The rows of a queue's views as the screen holds them: what is asked, held, let go, taken in."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING

from npstui.model.case import Status
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.styles import NO_NAME
from npstui.present.text import SafeText
from npstui.present.values import CaseValue, View, ViewCount
from npstui.present.views import VIEWS
from npstui.tui.frozen import FrozenRows
from npstui.tui.hands import Targets
from npstui.tui.rows_following import Asked, following

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.filters.tree import Filter

Refs = Collection[ResponseRef]
LOOKED_AT = 500  # marked rows whose tags are compared


class Listing:
    """One queue. `rows` is None until the view's first answer."""

    def __init__(self, category: Category | None) -> None:
        self.category = category
        self.view = VIEWS[category][0]
        self.sort: str | None = None
        self.rows: FrozenRows | None = None
        self.beyond = False  # the marks stand for all that match, also what is not listed
        self._asked = Asked(category, self.view)
        self.counts: tuple[ViewCount, ...] = ()
        self._left_at: dict[View, ResponseRef] = {}
        self._admit: set[ResponseRef] = set()
        self._go_to: ResponseRef | None = None

    @property
    def fresh(self) -> int:
        """How many rows wait to be shown."""
        return self.rows.fresh if self.rows is not None else 0

    def neighbour(self, by: int) -> View:
        """The view so many tabs on."""
        views = VIEWS[self.category]
        return views[(views.index(self.view) + by) % len(views)]

    def change_view(self, view: View, cursor: ResponseRef | None) -> None:
        """Another view; the cursor's place in the one before is kept."""
        self.begin_again(cursor)
        self.view = view

    def begin_again(self, cursor: ResponseRef | None) -> None:
        """The next answer is shown in its own order; the cursor stays on its response."""
        if cursor is not None:
            self._left_at[self.view] = cursor
        self.rows, self.beyond = None, False

    def bring_back(self, refs: Refs, cursor: ResponseRef | None = None) -> None:
        """Undo or redo changed these: the next answer takes them in, the cursor goes to one, or
        stays where it is on one.
        """
        self._admit |= set(refs)
        self._go_to = cursor if cursor in refs else next(iter(refs), None)

    def held(self, cursor: ResponseRef | None, *, all_of_it: bool) -> frozenset[ResponseRef]:
        """What stays though it no longer fits: the cursor's row; with marks or a dialog all."""
        if self.rows is not None and all_of_it:
            return frozenset(self.rows.refs())
        return frozenset(() if cursor is None else (cursor,))

    def question(
        self, now: datetime, where: "Filter | None", hold: Refs
    ) -> "Callable[[Desk], FrozenRows]":
        """How the listed cases stand now."""
        asked = Asked(self.category, self.view, where, self.sort)
        if asked != self._asked:
            self._asked, self.rows = asked, None
        return following(self.rows, asked, now, hold=hold, admit=tuple(self._admit))

    def take(self, rows: FrozenRows, hold: Refs) -> ResponseRef | None:
        """An answer came; where the cursor is to go, None where it stays."""
        first = self.rows is None
        released = rows.held - frozenset(hold)
        self.rows = rows.without(released) if released else rows
        self.counts = rows.answer.counts
        self._admit.clear()
        wanted, self._go_to = self._go_to, None
        if wanted is not None and self.rows.position(wanted) is not None:
            return wanted
        if not first:
            return None
        left_at = self._left_at.get(self.view)
        if left_at is not None and self.rows.position(left_at) is not None:
            return left_at
        return self.rows.ref_at(0) if len(self.rows) else None

    def let_go(self, hold: Refs) -> bool:
        """Drop what no longer fits and is not held; whether anything went."""
        if self.rows is None or not (released := self.rows.held - frozenset(hold)):
            return False
        self.rows = self.rows.without(released)
        return True

    def show_new(self) -> None:
        """Take the new rows in, everything in its own order."""
        if self.rows is not None:
            self.rows = FrozenRows(self.rows.answer)

    def marks_moved(self, command_id: str, *, marked: bool) -> None:
        """Marks changed by a key; mark all means the filter where more match than are listed."""
        if command_id == "mark.all":
            self.beyond = marked and self.rows is not None and self.rows.unlisted > 0
        elif command_id in ("mark", "mark.range"):
            self.beyond = False

    def everything(self, now: datetime) -> "Callable[[Desk], list[ResponseRef]] | None":
        """The question for all that match, where more do than are listed and all are marked."""
        if not self.beyond:
            return None
        asked = self._asked

        def ask(desk: "Desk") -> list[ResponseRef]:
            return desk.queue(
                asked.category, asked.view, now, where=asked.where, sort=asked.sort, whole=True
            ).refs()

        return ask

    def next_after(self, position: int, leaving: Refs) -> ResponseRef | None:
        """The first row after a place that does not leave, else the nearest before."""
        rows = self.rows
        if rows is None:
            return None
        gone = set(leaving)
        places = (*range(position + 1, len(rows)), *range(position - 1, -1, -1))
        return next((rows.ref_at(at) for at in places if rows.ref_at(at) not in gone), None)

    def targets(
        self,
        cursor: ResponseRef | None,
        marks: frozenset[ResponseRef],
        case: CaseValue | None,
        now: datetime,
    ) -> Targets | None:
        """The marks in the order listed, else the case under the cursor."""
        if self.rows is None:
            return None
        rows = self.rows
        chosen = [ref for ref in rows.refs() if ref in marks] if marks else []
        here = [] if cursor is None or rows.position(cursor) is None else [cursor]
        refs = tuple(chosen or here)
        if not refs:
            return None
        # Drawing thousands of rows to compare their tags would take seconds.
        looked_at = refs if len(refs) <= LOOKED_AT else refs[:1]
        drawn = [row for ref in looked_at if (row := rows.row(ref)) is not None]
        tags = [frozenset(map(str, row.tags)) for row in drawn]
        known = case if not chosen and case is not None and case.ref == cursor else None
        name = drawn[0].customer or NO_NAME
        everything = self.everything(now) if chosen else None
        return Targets(
            refs=refs,
            name=_named(name, len(refs) if everything is None else rows.total) if chosen else name,
            category=drawn[0].category,
            tags=frozenset.intersection(*tags) if len(drawn) == len(refs) else frozenset(),
            categories=rows.categories(refs) if chosen and self.category is None else {},
            resolved=known is not None and known.status is Status.RESOLVED,
            case=known,
            everything=everything,
        )


def _named(first: SafeText, marked: int) -> SafeText:
    return SafeText(f"{marked:,} marked" if marked > 1 else f"{first} (marked)")
