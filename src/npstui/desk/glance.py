"""What stands first: line 1, and of screen 1 what rests on the answers alone.

Imports as little as it can: it is on the way from the first paint to the first number.
"""

from datetime import UTC, datetime

import polars as pl

from npstui.analysis.answer import answer_score
from npstui.analysis.histogram import histogram
from npstui.analysis.period import Period
from npstui.desk import scores
from npstui.desk.days import midnight
from npstui.desk.frames import Frames
from npstui.model.counting import Counting
from npstui.present.text import safe
from npstui.present.values import HeaderValue, OverviewValue
from npstui.store.store import Store


def header(
    frames: Frames,
    counted: pl.LazyFrame,
    store: Store,
    person: str,
    period: Period,
    counting: Counting,
    now: datetime,
    narrowed: str = "",
) -> HeaderValue:
    """Line 1 of the answers `counted`; `narrowed` says in words what they were narrowed to."""
    settings = store.settings()
    answer = answer_score(counted, period, now, settings.zone, counting)
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
        narrowed=safe(narrowed),
    )


def glance(
    counted: pl.LazyFrame, store: Store, period: Period, counting: Counting, now: datetime
) -> OverviewValue:
    """What of screen 1 stands before the cases are looked at; `complete` is false."""
    settings = store.settings()
    zone = settings.zone
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


def _count_between(responses: pl.LazyFrame, start: datetime, end: datetime) -> int:
    at = pl.col("responded_at")
    inside = responses.filter((at >= start) & (at <= end))
    return int(inside.select(pl.len()).collect().item())
