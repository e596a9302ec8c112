"""Screen 1 and line 1: the score of the period in force and what waits for whom."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.answer import answer_score
from npstui.analysis.histogram import histogram
from npstui.analysis.period import Period, parse_period
from npstui.analysis.trend import trend
from npstui.desk import scores
from npstui.desk.frames import Frames
from npstui.desk.queues import count_queues, count_views
from npstui.desk.within_time import within_due
from npstui.model.category import Category
from npstui.model.counting import Counting
from npstui.present.text import safe
from npstui.present.values import HeaderValue, OverviewValue, TrendValue, View
from npstui.store.store import Store


def header(
    frames: Frames, store: Store, person: str, period: Period, counting: Counting, now: datetime
) -> HeaderValue:
    """Line 1: reads the score's columns only, so that it stands before anything else."""
    settings = store.settings()
    answer = answer_score(frames.counted(), period, now, settings.zone, counting)
    latest = [row.latest for row in frames.snapshot.segments if row.latest is not None]
    return HeaderValue(
        store=safe(settings.name or store.path.stem),
        person=safe(person),
        score=scores.score_value(answer.score),
        change=scores.change_value(answer.change),
        period=period.words,
        period_short=period.short,
        counting=counting,
        few=scores.is_few(answer, settings.minimum_n),
        pooled=answer.pooled,
        newest=max(latest, default=None),
    )


def overview(
    frames: Frames, store: Store, person: str, period: Period, counting: Counting, now: datetime
) -> OverviewValue:
    """Screen 1 as a whole."""
    settings = store.settings()
    zone = settings.zone
    counted = frames.counted()
    answer = answer_score(counted, period, now, zone, counting)
    cases = frames.open_cases(now)
    mine = cases.filter(pl.col("open") & ~pl.col("snoozed") & (pl.col("assignee") == person))
    today = scores.midnight(now, zone)
    # Frames hold UTC, and polars compares moments of one zone only.
    midnight, tonight = today.astimezone(UTC), (today + timedelta(days=1)).astimezone(UTC)
    due_today = pl.col("first_contact_at").is_null() & (pl.col("due_at") < tonight)
    newest = scores.newest_values(counted)
    views = count_views(cases, Category.DETRACTOR, person)
    return OverviewValue(
        score=scores.score_value(answer.score),
        previous=scores.score_value(answer.previous),
        change=scores.change_value(answer.change),
        period=period.words,
        counting=counting,
        few=scores.is_few(answer, settings.minimum_n),
        histogram=histogram(counted, period, counting),
        queues=count_queues(cases, person, now, *week_and_month(now, zone)),
        mine_open=mine.height,
        mine_due_today=mine.filter(due_today).height,
        within_due=within_due(cases, now),
        goal=settings.goal,
        newest=newest,
        today=_count_between(counted, midnight, now),
        weeks=_weeks(counted, counting, now, zone, settings.minimum_n),
        newest_at=newest[0].at if newest else None,
        with_comment=scores.with_comment_share(counted, period.start, now),
        quarantined=store.quarantine_rows(),
        without_contact_data=next(
            count.count for count in views if count.view is View.NO_CONTACT_DATA
        ),
    )


def week_and_month(now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When this week began, and thirty days ahead: what promoters and passives are counted by."""
    return scores.week_start(now, zone).astimezone(UTC), now + timedelta(days=30)


def _weeks(
    responses: pl.LazyFrame, counting: Counting, now: datetime, zone: ZoneInfo, minimum_n: int
) -> tuple[TrendValue, ...]:
    start = scores.week_start(now, zone) - timedelta(weeks=scores.WEEKS - 1)
    period = parse_period(f"{start.date()}..", now, zone)
    points = trend(responses, "week", period, now, zone, counting)
    return scores.week_values(points, now, minimum_n)


def _count_between(responses: pl.LazyFrame, start: datetime, end: datetime) -> int:
    at = pl.col("responded_at")
    inside = responses.filter((at >= start) & (at <= end))
    return int(inside.select(pl.len()).collect().item())
