"""Screen 1 and line 1: the score of the period in force and what waits for whom."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.answer import answer_score
from npstui.analysis.histogram import histogram
from npstui.analysis.period import Period, parse_period
from npstui.analysis.trend import trend
from npstui.desk import scores
from npstui.desk.days import midnight, week_start
from npstui.desk.frames import Frames
from npstui.desk.queues import count_queues, in_view
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
    cases = frames.open_cases(now)
    mine = cases.filter(in_view(View.MINE, None, person, now, zone))
    tonight = (midnight(now, zone) + timedelta(days=1)).astimezone(UTC)
    due_today = pl.col("first_contact_at").is_null() & (pl.col("due_at") < tonight)
    no_data = in_view(View.NO_CONTACT_DATA, Category.DETRACTOR, person, now, zone)
    return replace(
        glance(frames, store, period, counting, now),
        queues=count_queues(cases, person, now, zone),
        mine_open=mine.height,
        mine_due_today=mine.filter(due_today).height,
        within_due=within_due(cases, now),
        weeks=_weeks(counted, counting, now, zone, settings.minimum_n),
        without_contact_data=cases.filter(no_data).height,
        complete=True,
    )


def glance(
    frames: Frames, store: Store, period: Period, counting: Counting, now: datetime
) -> OverviewValue:
    """What of screen 1 rests on the answers alone: it stands before the cases are looked at."""
    settings = store.settings()
    zone = settings.zone
    counted = frames.counted()
    answer = answer_score(counted, period, now, zone, counting)
    newest = scores.newest_values(counted)
    today = midnight(now, zone).astimezone(UTC)
    return OverviewValue(
        score=scores.score_value(answer.score),
        previous=scores.score_value(answer.previous),
        change=scores.change_value(answer.change),
        period=period.words,
        counting=counting,
        few=scores.is_few(answer, settings.minimum_n),
        histogram=histogram(counted, period, counting),
        queues=(),
        mine_open=0,
        mine_due_today=0,
        within_due=None,
        goal=settings.goal,
        newest=newest,
        today=_count_between(counted, today, now),
        weeks=(),
        newest_at=newest[0].at if newest else None,
        with_comment=scores.with_comment_share(counted, period.start, now),
        quarantined=store.quarantine_rows(),
        without_contact_data=0,
        complete=False,
    )


def _weeks(
    responses: pl.LazyFrame, counting: Counting, now: datetime, zone: ZoneInfo, minimum_n: int
) -> tuple[TrendValue, ...]:
    start = week_start(now, zone) - timedelta(weeks=scores.WEEKS - 1)
    period = parse_period(f"{start.date()}..", now, zone)
    points = trend(responses, "week", period, now, zone, counting)
    return scores.week_values(points, now, minimum_n)


def _count_between(responses: pl.LazyFrame, start: datetime, end: datetime) -> int:
    at = pl.col("responded_at")
    inside = responses.filter((at >= start) & (at <= end))
    return int(inside.select(pl.len()).collect().item())
