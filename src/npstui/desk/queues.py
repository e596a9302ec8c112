"""A queue as the screen lists it: which cases a view holds, the rows in sight formatted."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from npstui.desk.cases import URGENCY
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present import times
from npstui.present.numbers import thousands
from npstui.present.rows import QueueRow
from npstui.present.text import EMPTY, SafeText, safe
from npstui.present.values import QueueCounts, View, ViewCount

# Beyond this a list holds the first of its sort and says so.
LIMIT = 100_000
# What a row shows beside the columns of the case frame.
SHOWN = ("source", "response_id", "customer_name", "company", "customer_id", "email", "phone",
         "comment", "do_not_contact", "revenue", "touchpoint")  # fmt: skip
# What a list can be sorted by, and the column behind each word.
SORTS = {
    "due": "due_at",
    "score": "score",
    "customer": "customer_name",
    "owner": "assignee",
    "arrived": "responded_at",
    "value": "revenue",
    "tries": "tries",
    "left": "window_ends_at",
}
SOON = 6 * 3600
COMMENT_SHOWN = 400


def in_view(view: View, category: Category | None, person: str) -> pl.Expr:
    """Which rows of the case frame (columns of cases.at) a view of a category's queue holds."""
    is_open = pl.col("open")
    if category is not None:
        is_open = is_open & (pl.col("category") == category)
    awake = is_open & ~pl.col("snoozed")
    waits = awake & pl.col("first_contact_at").is_null()
    counts_all = category in (Category.PASSIVE, None)
    queue = awake if counts_all else waits & pl.col("reachable")
    match view:
        case View.QUEUE:
            return queue
        case View.MINE:
            return awake & (pl.col("assignee") == person)
        case View.UNCLAIMED:
            return queue & pl.col("assignee").is_null()
        case View.LATE:
            return is_open & pl.col("late")
        case View.IN_WORK:
            return awake & pl.col("first_contact_at").is_not_null()
        case View.SNOOZED:
            return is_open & pl.col("snoozed")
        case View.NO_CONTACT_DATA:
            return waits & ~pl.col("reachable")


def count_views(
    cases: pl.DataFrame, category: Category | None, person: str
) -> tuple[ViewCount, ...]:
    """How many cases each view holds, in the order of the tabs."""
    row = cases.select(
        in_view(view, category, person).fill_null(value=False).sum().alias(view) for view in View
    ).row(0)
    return tuple(ViewCount(view, int(count)) for view, count in zip(View, row, strict=True))


def count_queues(
    cases: pl.DataFrame, person: str, now: datetime, week_start: datetime, month_ahead: datetime
) -> tuple[QueueCounts, ...]:
    """What awaits somebody in each category: waiting, late, soon.

    Soon: detractors due within 6 h; passives whose window ends before `month_ahead`; promoters
    who answered since `week_start`.
    """
    soon = {
        Category.DETRACTOR: (pl.col("due_at") > now)
        & (pl.col("due_at") <= now + pl.duration(seconds=SOON)),
        Category.PASSIVE: pl.col("window_ends_at") <= month_ahead,
        Category.PROMOTER: pl.col("responded_at") >= week_start,
    }
    expressions = []
    for category in Category:
        waiting = in_view(View.QUEUE, category, person).fill_null(value=False)
        late = in_view(View.LATE, category, person).fill_null(value=False)
        near = (waiting & soon[category]).fill_null(value=False)
        expressions += [
            part.sum().alias(f"{category}{number}")
            for number, part in enumerate((waiting, late, near))
        ]
    row = [int(value) for value in cases.select(expressions).row(0)]
    return tuple(
        QueueCounts(category, *row[3 * at : 3 * at + 3]) for at, category in enumerate(Category)
    )


class QueueAnswer:
    """The rows of one view, most urgent first. Formats only the rows it is asked for.

    `total` counts the view; the answer holds at most LIMIT of it.
    """

    def __init__(
        self,
        frame: pl.DataFrame,
        counts: tuple[ViewCount, ...],
        now: datetime,
        zone: ZoneInfo,
        version: int,
    ) -> None:
        self.total = frame.height
        self._frame = frame.head(LIMIT)
        self.counts = counts
        self.now = now
        self.version = version
        self._zone = zone
        self._refs = [
            ResponseRef(*key) for key in self._frame.select("source", "response_id").iter_rows()
        ]
        self._places = {ref: place for place, ref in enumerate(self._refs)}

    def __len__(self) -> int:
        return len(self._refs)

    def refs(self) -> list[ResponseRef]:
        """The refs in order."""
        return self._refs

    def ref_at(self, index: int) -> ResponseRef:
        """The ref of one place. Raises IndexError."""
        return self._refs[index]

    def position(self, ref: ResponseRef) -> int | None:
        """The place of a ref, None where the answer does not hold it."""
        return self._places.get(ref)

    def rows(self, start: int, stop: int) -> Sequence[QueueRow]:
        """The rows of the places start to stop, stop not included."""
        part = self._frame.slice(start, max(stop - start, 0))
        return [self._row(row) for row in part.iter_rows(named=True)]

    def moments(self, start: int, stop: int) -> list[tuple[datetime | None, datetime | None]]:
        """(due_at, responded_at) of the places: what the shown times depend on."""
        part = self._frame.slice(start, max(stop - start, 0))
        return list(part.select("due_at", "responded_at").iter_rows())

    def _row(self, row: Mapping[str, object]) -> QueueRow:
        return queue_row(row, self.now, self._zone)


def select_queue(
    cases: pl.DataFrame,
    shown: pl.DataFrame,
    view: View,
    category: Category | None,
    person: str,
    sort: str | None = None,
) -> pl.DataFrame:
    """The view's rows with what they show, most urgent first or by one of SORTS."""
    listed = cases.filter(in_view(view, category, person)).drop("reachable")
    by: tuple[str, ...] = URGENCY
    if sort is not None:
        by = (SORTS[sort.removeprefix("-")], *URGENCY)
    else:
        listed = listed.sort(URGENCY, nulls_last=True)
    rows = listed.join(shown, on=("source", "response_id"), how="left", maintain_order="left")
    if sort is None:
        return rows
    turned = [sort.startswith("-"), *(False for _ in URGENCY)]
    return rows.sort(by, descending=turned, nulls_last=True)


def queue_row(row: Mapping[str, object], now: datetime, zone: ZoneInfo) -> QueueRow:
    """One row of the joined frame as it is shown at `now`."""
    due_at, starts_at = _moment(row["due_at"]), _moment(row["clock_starts_at"])
    waiting = row["first_contact_at"] is None
    responded_at = _moment(row["responded_at"])
    window = _moment(row["window_ends_at"])
    tags = row["tags"]
    score = int(str(row["score"]))
    revenue = row["revenue"]
    return QueueRow(
        ref=ResponseRef(str(row["source"]), str(row["response_id"])),
        category=Category(str(row["category"])),
        score=score,
        urgency=times.urgency(now, starts_at, due_at) if waiting else "",
        due=times.due(due_at, now) if waiting else "",
        left=times.due(window, now) if window else "",
        customer=customer_name(row),
        comment=safe(str(row["comment"])[:COMMENT_SHOWN]) if row["comment"] else EMPTY,
        tags=tuple(safe(str(tag)) for tag in tags) if isinstance(tags, list) else (),
        owner=safe(str(row["assignee"])) if row["assignee"] else EMPTY,
        reach=_reach(row),
        easy=bool(tags) and bool(row["comment"]) and row["category"] == Category.PASSIVE,
        tries=_tries(row),
        value=thousands(float(str(revenue))) if revenue is not None else "",
        dimension=safe(_text(row["touchpoint"])),
        arrived=times.moment(responded_at, now, zone) if responded_at else "",
    )


def customer_name(row: Mapping[str, object]) -> SafeText:
    """What a customer is called: name, else company, mail, id, phone; else an empty text."""
    for column in ("customer_name", "company", "email", "customer_id", "phone"):
        if row.get(column):
            return safe(str(row[column])[:200])
    return EMPTY


def _reach(row: Mapping[str, object]) -> str:
    if row["do_not_contact"]:
        return "x"
    return ("t" if row["phone"] else "") + ("m" if row["email"] else "")


def _tries(row: Mapping[str, object]) -> str:
    tries = int(str(row["tries"]))
    if not tries:
        return "none"
    if row["first_contact_at"] is not None:
        return str(row["last_result"] or "").replace("-", " ")
    return f"{tries} miss"


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None
