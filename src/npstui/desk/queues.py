"""A queue as the screen lists it: which cases a view holds, the rows in sight formatted."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import polars as pl

from npstui.desk import promoters
from npstui.desk.cases import LEFT, URGENCY
from npstui.desk.days import week_start
from npstui.desk.frames import keys_of
from npstui.desk.naming import NAMES, customer_name
from npstui.model.case import Returned, Status
from npstui.model.category import Category
from npstui.model.promoters import Stage
from npstui.model.response import ResponseRef
from npstui.present import times
from npstui.present.numbers import in_few_cells
from npstui.present.rows import QueueRow
from npstui.present.text import EMPTY, safe
from npstui.present.values import QueueCounts, View, ViewCount
from npstui.store.expressions import instant

if TYPE_CHECKING:
    from npstui.desk.earlier import EarlierScores

# Beyond this a list holds the first of its sort and says so.
LIMIT = 100_000
# What a row shows beside the columns of the case frame.
SHOWN = ("source", "response_id", "customer_name", "company", "customer_id", "email", "phone",
         "comment", "do_not_contact", "revenue", "touchpoint", "agent")  # fmt: skip
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
    "told": "told_at",
    "stage": "stage_since",
    "praised": "agent",
}
SOON = 6 * 3600
COMMENT_SHOWN = 400
FEW = 16
_KEY = ("source", "response_id")
# How long a lapsed case stays in the view of the lapsed.
LAPSED_DAYS = 30


def in_view(
    view: View, category: Category | None, person: str, now: datetime, zone: ZoneInfo
) -> pl.Expr:
    """Which rows of the case frame a view of a category's queue holds; never null.

    The frame has the columns of cases.at and, for EASY and PRAISE, comment and agent.
    Without a category all are meant.
    """
    of_category = pl.lit(value=True) if category is None else pl.col("category") == category.value
    holds = of_category & _views(view, category, person, now, zone)
    return holds.fill_null(value=False)


def _views(
    view: View, category: Category | None, person: str, now: datetime, zone: ZoneInfo
) -> pl.Expr:
    awake = pl.col("open") & ~pl.col("snoozed")
    back = pl.col("returned").is_not_null()
    waits = awake & pl.col("first_contact_at").is_null() & ~back
    queue = awake if category is Category.PASSIVE else awake & back | waits & pl.col("reachable")
    left = pl.col("window_ends_at") - instant(now)
    # Each is made when it is asked for: making all of them takes longer than counting one.
    views: Mapping[View, Callable[[], pl.Expr]] = {
        View.QUEUE: lambda: queue,
        View.ALL: lambda: pl.col("open"),
        View.MINE: lambda: awake & (pl.col("assignee") == person),
        View.UNCLAIMED: lambda: queue & pl.col("assignee").is_null(),
        View.LATE: lambda: pl.col("open") & pl.col("late"),
        View.IN_WORK: lambda: awake & pl.col("first_contact_at").is_not_null(),
        View.SNOOZED: lambda: pl.col("open") & pl.col("snoozed"),
        View.HANDED_ON: lambda: pl.col("open") & (pl.col("status") == Status.WAITING.value),
        View.NO_CONTACT_DATA: lambda: waits & ~pl.col("reachable"),
        View.UNDER_30: lambda: awake & (left < timedelta(days=30)),
        View.FROM_30: lambda: awake & left.is_between(*_days(30, 60), closed="left"),
        View.FROM_60: lambda: awake & left.is_between(*_days(60, 90), closed="left"),
        View.EASY: lambda: (
            awake & pl.col("comment").is_not_null() & (pl.col("tags").list.len() > 0)
        ),
        View.THIS_WEEK: lambda: queue & (pl.col("responded_at") >= instant(_week_begun(now, zone))),
        View.ASK_AGAIN: _told_and_silent,
        View.ASKED: lambda: pl.col("open") & promoters.at_stage(Stage.ASKED),
        View.AGREED: lambda: pl.col("open") & promoters.at_stage(Stage.AGREED),
        View.REFERRED: promoters.has_done_it,
        View.THANKED_LONG_AGO: lambda: promoters.thanked_long_ago(now),
        View.PRAISE: promoters.is_praise,
        View.LAPSED: lambda: _lapsed_lately(now),
        # Every case that was ever touched is in the frame, resolved or not.
        View.EVERY: lambda: pl.col("joined_to").is_null(),
    }
    return views[view]()


def _week_begun(now: datetime, zone: ZoneInfo) -> datetime:
    return week_start(now, zone).astimezone(UTC)


def _lapsed_lately(now: datetime) -> pl.Expr:
    lately = pl.col("lapses_at") > instant(now - timedelta(days=LAPSED_DAYS))
    return (pl.col("status") == Status.LAPSED.value) & lately


def _told_and_silent() -> pl.Expr:
    """Told when we ask again, resolved or not, and not heard of since."""
    silent = (pl.col("latest_at") <= pl.col("last_contact_at")).fill_null(value=True)
    return pl.col("told_at").is_not_null() & silent & pl.col("joined_to").is_null()


def _days(low: int, high: int) -> tuple[timedelta, timedelta]:
    return timedelta(days=low), timedelta(days=high)


def views_held(
    cases: pl.DataFrame,
    views: Iterable[View],
    category: Category | None,
    person: str,
    now: datetime,
    zone: ZoneInfo,
) -> pl.DataFrame:
    """A boolean column for each view, named for it: which cases of the category it holds."""
    return cases.select(in_view(view, category, person, now, zone).alias(view) for view in views)


def count_queues(
    cases: pl.DataFrame, person: str, now: datetime, zone: ZoneInfo
) -> tuple[QueueCounts, ...]:
    """What awaits somebody in each category: waiting, late, soon.

    Soon: detractors due within 6 h; passives whose window ends within 30 days; promoters who
    answered this week.
    """
    row = cases.select(part.sum() for part in queue_columns(person, now, zone)).row(0)
    return queue_counts([int(value) for value in row])


def queue_columns(person: str, now: datetime, zone: ZoneInfo) -> list[pl.Expr]:
    """Which cases each of the numbers of `queue_counts` counts, named, in their order."""
    expressions = []
    for category in Category:

        def holds(view: View, category: Category = category) -> pl.Expr:
            return in_view(view, category, person, now, zone)

        soon = {
            Category.DETRACTOR: holds(View.QUEUE) & due_soon(now),
            Category.PASSIVE: holds(View.UNDER_30),
            Category.PROMOTER: holds(View.THIS_WEEK),
        }[category]
        expressions += [
            part.alias(f"{category}{number}")
            for number, part in enumerate((holds(View.QUEUE), holds(View.LATE), soon))
        ]
    return expressions


def due_soon(now: datetime) -> pl.Expr:
    """Which cases are due in the next SOON seconds; never null."""
    due = pl.col("due_at")
    soon = (due > instant(now)) & (due <= instant(now + timedelta(seconds=SOON)))
    return soon.fill_null(value=False)


def queue_counts(numbers: Sequence[int]) -> tuple[QueueCounts, ...]:
    """The counts of all categories, from three numbers of each."""
    return tuple(
        QueueCounts(category, *numbers[3 * at : 3 * at + 3]) for at, category in enumerate(Category)
    )


class QueueAnswer:
    """The rows of one view, most urgent first. Reads and formats only the rows it is asked for.

    `cases` has all cases with what a row shows, `order` the numbers of the rows listed. `total`
    counts the view, `unnarrowed` what it would hold without the filter; the answer holds at most
    LIMIT, or all of a `whole` one. `earlier` knows what customers gave before, also from
    further back than the cases reach; `barred` says of a ref and its customer's number what
    stands in the place of how to reach them.
    """

    def __init__(
        self,
        cases: pl.DataFrame,
        order: pl.Series,
        counts: tuple[ViewCount, ...],
        now: datetime,
        zone: ZoneInfo,
        version: int,
        unnarrowed: int | None = None,
        *,
        whole: bool = False,
        view: View = View.QUEUE,
        earlier: "EarlierScores | None" = None,
        barred: "Callable[[ResponseRef, object], str] | None" = None,
    ) -> None:
        self._barred = barred
        self._view = view
        self._earlier = earlier
        self.total = len(order)
        self.unnarrowed = self.total if unnarrowed is None else unnarrowed
        self._cases = cases
        self._order = order if whole else order.head(LIMIT)
        self.counts = counts
        self.now = now
        self.version = version
        self._zone = zone
        self._refs: list[ResponseRef] | None = None
        self._places: dict[ResponseRef, int] | None = None
        self._looked_up = 0

    @cached_property
    def _keys(self) -> pl.DataFrame:
        return self._cases.select(_KEY)[self._order]

    def __len__(self) -> int:
        return len(self._order)

    def refs(self) -> list[ResponseRef]:
        """The refs in order."""
        if self._refs is None:
            self._refs = list(map(ResponseRef, *(self._keys[name].to_list() for name in _KEY)))
        return self._refs

    def ref_at(self, index: int) -> ResponseRef:
        """The ref of one place. Raises IndexError."""
        return self._refs[index] if self._refs is not None else ResponseRef(*self._keys.row(index))

    def position(self, ref: ResponseRef) -> int | None:
        """The place of a ref, None where the answer does not hold it."""
        if self._places is None:
            # To know the places of all takes longer than the rest of the answer; a few are enough
            # to show it.
            self._looked_up += 1
            if self._looked_up <= FEW:
                at = (pl.col("response_id") == ref.response_id) & (pl.col("source") == ref.source)
                found = self._keys.select(at.arg_true()).to_series()
                return int(found[0]) if len(found) else None
            self._places = {each: place for place, each in enumerate(self.refs())}
        return self._places.get(ref)

    def holding(self, text: str) -> list[ResponseRef]:
        """The listed whose customer or comment holds a text, case apart, in order."""
        wanted = text.lower()
        fits = pl.any_horizontal(
            pl.col(name).str.to_lowercase().str.contains(wanted, literal=True)
            for name in (*NAMES, "comment")
        )
        said = self._cases.select(*NAMES, "comment")[self._order]
        places = said.select(fits.fill_null(value=False).arg_true()).to_series()
        return [self.ref_at(place) for place in places]

    def categories(self, refs: Collection[ResponseRef]) -> dict[Category, int]:
        """How many of these are of each category, those the answer does not hold left out."""
        named = self._cases.select(*_KEY, "category")[self._order]
        counted = named.join(keys_of(refs), on=_KEY, how="semi").group_by("category").len()
        return {Category(str(word)): int(count) for word, count in counted.iter_rows()}

    def rows(self, start: int, stop: int) -> Sequence[QueueRow]:
        """The rows of the places start to stop, stop not included."""
        part = self._cases[self._order.slice(start, max(stop - start, 0))]
        return [self._row(row) for row in part.iter_rows(named=True)]

    def _row(self, row: Mapping[str, object]) -> QueueRow:
        shown = queue_row(row, self.now, self._zone)
        if self._earlier is not None and (words := self._earlier.of(shown.ref)) is not None:
            shown = replace(shown, earlier=words)
        if self._barred is not None and (mark := self._barred(shown.ref, row["customer"])):
            shown = replace(shown, reach=mark)
        if self._view is View.ASK_AGAIN and (told := _moment(row["told_at"])) is not None:
            return replace(shown, contact=times.moment(told, self.now, self._zone))
        return shown


def by_urgency(cases: pl.DataFrame, *, passives: bool) -> pl.Series:
    """The numbers of all rows, most urgent first; passives by the end of their window."""
    urgency: tuple[str | pl.Expr, ...] = LEFT if passives else (_runs(), *URGENCY)
    return cases.select(pl.arg_sort_by(urgency, nulls_last=True)).to_series()


def sorted_by(cases: pl.DataFrame, order: pl.Series, sort: str) -> pl.Series:
    """Some rows, in an order, by one of SORTS, `-` before it turned; equal ones stay in order."""
    word = sort.removeprefix("-")
    by = _runs() if word == "due" else pl.col(SORTS[word])
    keys = cases.select(by=by)["by"].gather(order)
    rows = pl.DataFrame({"row": order, "by": keys})
    turned = sort.startswith("-")
    return rows.sort("by", descending=turned, nulls_last=True, maintain_order=True)["row"]


def _runs() -> pl.Expr:
    # A clock that has stopped makes nothing urgent; what came back is due since then.
    return (
        pl.when(pl.col("returned") == Returned.AGAIN.value)
        .then("again_at")
        .when(pl.col("first_contact_at").is_null())
        .then("due_at")
        .when(pl.col("returned") == Returned.BACK.value)
        .then("handed_until")
    )


def queue_row(row: Mapping[str, object], now: datetime, zone: ZoneInfo) -> QueueRow:
    """One row of the joined frame as it is shown at `now`."""
    due_at, starts_at = _moment(row["due_at"]), _moment(row["clock_starts_at"])
    waiting = row["first_contact_at"] is None and row["resolved_at"] is None
    back = "" if waiting or row["returned"] is None else str(row["returned"])
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
        due=times.due(due_at, now) if waiting else back,
        left=times.left(window, now),
        customer=customer_name(row),
        comment=safe(str(row["comment"])[:COMMENT_SHOWN]) if row["comment"] else EMPTY,
        tags=tuple(safe(str(tag)) for tag in tags) if isinstance(tags, list) else (),
        owner=safe(str(row["assignee"])) if row["assignee"] else EMPTY,
        reach=_reach(row),
        easy=bool(tags) and bool(row["comment"]) and row["category"] == Category.PASSIVE,
        tries=_tries(row),
        contact=_contact(_moment(row["last_contact_at"]), now),
        earlier="" if row["prev_score"] is None else f"was {row['prev_score']}",
        value=in_few_cells(float(str(revenue))) if revenue is not None else "",
        dimension=safe(_text(row["touchpoint"])),
        arrived=times.moment(responded_at, now, zone) if responded_at else "",
        stage=str(row["promoter_stage"] or ""),
        praises=safe(str(row["agent"])) if row["agent"] and row["comment"] else EMPTY,
        ask=str(row["answer"] or row["ask"] or ""),
        since=times.since(_moment(row["stage_since"]), now),
    )


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


def _contact(at: datetime | None, now: datetime) -> str:
    if at is None:
        return "-"
    return "just now" if now - at < timedelta(hours=1) else f"{times.age(at, now)} ago"


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None
