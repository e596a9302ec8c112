"""Screen 1 whole: the score, what waits for whom, and the weeks."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.period import parse_period
from npstui.analysis.trend import trend
from npstui.desk import scores
from npstui.desk.arriving import LATELY, late_on_arrival
from npstui.desk.days import tonight, week_start
from npstui.desk.queues import count_queues, in_view
from npstui.desk.within_time import within_due
from npstui.model.category import Category
from npstui.model.counting import Counting
from npstui.present.values import OverviewValue, TrendValue, View
from npstui.store.store import Store

if TYPE_CHECKING:
    from npstui.desk.day_counts import DayCounts

HOURS = 6  # as far as "soon" reaches


def overview(
    first: OverviewValue,
    counted: pl.LazyFrame,
    cases: pl.DataFrame,
    store: Store,
    person: str,
    now: datetime,
    days: "DayCounts | None" = None,
) -> OverviewValue:
    """The `first` look made whole by the cases, whose columns are those of cases.at.

    `days` has what `counted` holds by days, where that is kept.
    """
    settings = store.settings()
    zone = settings.zone
    mine = in_view(View.MINE, None, person, now, zone)
    due_today = pl.col("first_contact_at").is_null() & (pl.col("due_at") < tonight(now, zone))
    no_data = in_view(View.NO_CONTACT_DATA, Category.DETRACTOR, person, now, zone)
    lately = pl.col("imported_at") > now - LATELY
    came_late = late_on_arrival() & lately & (pl.col("category") == Category.DETRACTOR.value)
    mine_open, mine_due_today, without_contact_data, late = cases.select(
        mine.sum().alias("open"),
        (mine & due_today).sum().alias("due today"),
        no_data.sum().alias("without contact data"),
        came_late.sum().alias("came late"),
    ).row(0)
    return replace(
        first,
        queues=count_queues(cases, person, now, zone),
        mine_open=int(mine_open),
        mine_due_today=int(mine_due_today),
        within_due=within_due(cases, now, zone),
        weeks=_weeks(counted, days, first.counting, now, zone, settings.minimum_n),
        without_contact_data=int(without_contact_data),
        came_late=int(late),
        due_by_hour=_due_by_hour(cases, person, now, zone),
        complete=True,
    )


def _due_by_hour(
    cases: pl.DataFrame, person: str, now: datetime, zone: ZoneInfo
) -> tuple[int, ...]:
    """Those that the queue counts as due soon, by whole hours from now."""
    queue = in_view(View.QUEUE, Category.DETRACTOR, person, now, zone)
    left = (pl.col("due_at") - now).dt.total_microseconds()
    hour = timedelta(hours=1) // timedelta(microseconds=1)
    held = cases.filter(queue).select(
        ((left > number * hour) & (left <= (number + 1) * hour)).sum().alias(str(number))
        for number in range(HOURS)
    )
    return tuple(int(count) for count in held.row(0))


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
