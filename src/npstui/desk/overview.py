"""Screen 1 whole: the score, what waits for whom, and the weeks."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.period import parse_period
from npstui.analysis.trend import trend
from npstui.desk import scores
from npstui.desk.arriving import LATELY, late_on_arrival
from npstui.desk.beside import beside
from npstui.desk.days import tonight, week_start
from npstui.desk.queues import due_soon, in_view, queue_columns, queue_counts
from npstui.desk.within_time import count_within_due
from npstui.model.category import Category
from npstui.model.counting import Counting
from npstui.present.parts import Cases
from npstui.present.values import OverviewValue, QueueCounts, TrendValue, View
from npstui.store.expressions import instant
from npstui.store.store import Store

if TYPE_CHECKING:
    from npstui.desk.day_counts import DayCounts

HOURS = 6  # as far as "soon" reaches


class CaseCounts(NamedTuple):
    """What screen 1 counts of the cases."""

    mine_open: int
    mine_due_today: int
    without_contact_data: int
    came_late: int
    in_time: int
    judged: int
    due_by_hour: tuple[int, ...]  # those the queue counts as due soon, by whole hours from now
    queues: tuple[QueueCounts, ...]


def overview(
    first: OverviewValue,
    counted: pl.LazyFrame,
    cases: Callable[[], CaseCounts],
    store: Store,
    now: datetime,
    days: "DayCounts | None" = None,
) -> OverviewValue:
    """The `first` look made whole by what is counted of the cases.

    `days` has what `counted` holds by days, where that is kept.
    """
    settings = store.settings()
    zone = settings.zone
    weekly = partial(_weeks, counted, days, first.counting, now, zone, settings.minimum_n)
    found, weeks = beside(cases, weekly)
    return replace(
        first,
        queues=found.queues,
        mine_open=found.mine_open,
        mine_due_today=found.mine_due_today,
        within_due=found.in_time / found.judged if found.judged else None,
        weeks=weeks,
        without_contact_data=found.without_contact_data,
        came_late=found.came_late,
        due_by_hour=found.due_by_hour,
        complete=True,
    )


def count_cases(
    cases: pl.DataFrame | pl.LazyFrame, person: str, now: datetime, zone: ZoneInfo
) -> Mapping[object, int]:
    """The numbers of `case_counts`, each a sum over the cases (columns of cases.at).

    Cases that are not worked out yet are asked in pieces, none of them kept.
    """
    mine = in_view(View.MINE, None, person, now, zone)
    queue = in_view(View.QUEUE, Category.DETRACTOR, person, now, zone)
    left = (pl.col("due_at") - instant(now)).dt.total_microseconds()
    hour = timedelta(hours=1) // timedelta(microseconds=1)
    # From just after one whole hour up to the next.
    hours = pl.when(queue & (left > 0) & (left <= HOURS * hour)).then((left - 1) // hour)
    columns = [
        mine.alias("mine open"),
        those(Cases.DUE_TODAY, person, now, zone).alias("mine due today"),
        in_view(View.NO_CONTACT_DATA, Category.DETRACTOR, person, now, zone).alias("no data"),
        those(Cases.LATE_ON_ARRIVAL, person, now, zone).alias("came late"),
        *((hours == number).alias(str(number)) for number in range(HOURS)),
        *queue_columns(person, now, zone),
    ]
    in_time, judged = count_within_due(cases, now, zone)
    sums = cases.select(column.sum() for column in columns)
    found = sums.collect(engine="streaming") if isinstance(sums, pl.LazyFrame) else sums
    row = found.row(0, named=True)
    return {"in time": in_time, "judged": judged, **{name: int(row[name]) for name in row}}


def those(which: Cases, person: str, now: datetime, zone: ZoneInfo) -> pl.Expr:
    """Which rows of the case frame these are; never null."""
    if which is Cases.LATE_ON_ARRIVAL:
        lately = pl.col("imported_at") > instant(now - LATELY)
        meant = late_on_arrival() & lately & (pl.col("category") == Category.DETRACTOR.value)
    elif which is Cases.DUE_SOON:
        meant = in_view(View.QUEUE, Category.DETRACTOR, person, now, zone) & due_soon(now)
    else:
        due = pl.col("due_at") < instant(tonight(now, zone))
        mine = in_view(View.MINE, None, person, now, zone)
        meant = mine & pl.col("first_contact_at").is_null() & due
    return meant.fill_null(value=False)


def case_counts(numbers: Mapping[object, int]) -> CaseCounts:
    """What `count_cases` counted, as screen 1 shows it."""
    three = [f"{category}{number}" for category in Category for number in range(3)]
    return CaseCounts(
        numbers["mine open"],
        numbers["mine due today"],
        numbers["no data"],
        numbers["came late"],
        numbers["in time"],
        numbers["judged"],
        tuple(numbers[str(number)] for number in range(HOURS)),
        queue_counts([numbers[name] for name in three]),
    )


def _weeks(
    responses: pl.LazyFrame,
    days: "DayCounts | None",
    counting: Counting,
    now: datetime,
    zone: ZoneInfo,
    minimum_n: int,
) -> tuple[TrendValue, ...]:
    start = week_start(now, zone) - timedelta(weeks=scores.WEEKS - 1)
    period = parse_period(f"{start.date()}..", now, zone)
    kept = None
    if days is not None and period.start is not None:
        kept = days.answers(period.start, (), zone)
    frame = responses if kept is None else kept
    points = trend(frame, "week", period, now, zone, counting, counted=kept is not None)
    return scores.week_values(points, now, minimum_n)
