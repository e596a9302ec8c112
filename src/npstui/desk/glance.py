"""What stands first: line 1, and of screen 1 what rests on the answers alone.

Imports as little as it can: it is on the way from the first paint to the first number.
"""

from datetime import UTC, datetime
from typing import NamedTuple

import polars as pl

from npstui.analysis.answer import (
    ScoreAnswer,
    answer_from,
    answer_queries,
    answer_score,
    counted_query,
)
from npstui.analysis.histogram import histogram_from, histogram_query
from npstui.analysis.period import Period
from npstui.desk import scores
from npstui.desk.days import midnight
from npstui.desk.frames import Frames
from npstui.model.counting import Counting
from npstui.present.text import safe
from npstui.present.values import HeaderValue, NewestValue, OverviewValue
from npstui.store.store import Store


class Kept(NamedTuple):
    """What is known of the answers of a period and the one before without reading them again.

    `answers` are counted (see analysis.counts.STANDS_FOR), with columns survey_type and comment.
    """

    answers: pl.LazyFrame
    undated: int
    newest: tuple[NewestValue, ...]


def header(
    frames: Frames,
    counted: pl.LazyFrame,
    store: Store,
    person: str,
    period: Period,
    counting: Counting,
    now: datetime,
    narrowed: str = "",
    kept: Kept | None = None,
) -> HeaderValue:
    """Line 1 of the answers `counted`; `narrowed` says in words what they were narrowed to.

    `kept` as in `first_look`.
    """
    if kept is not None:
        counts = counted_query(kept.answers, period).collect()
        answer = answer_from(counts, kept.undated, period, counting)
    else:
        answer = answer_score(counted, period, now, store.settings().zone, counting)
    return _header(answer, frames, store, person, period, narrowed)


def first_look(
    frames: Frames,
    counted: pl.LazyFrame,
    store: Store,
    person: str,
    period: Period,
    counting: Counting,
    now: datetime,
    narrowed: str = "",
    kept: Kept | None = None,
) -> tuple[HeaderValue, OverviewValue]:
    """Line 1, and what of screen 1 rests on the answers alone; its `complete` is false.

    All of it is asked in one go: question after question takes twice the time. `kept` are the
    answers of a period that was counted before, where it was.
    """
    settings = store.settings()
    today = midnight(now, settings.zone).astimezone(UTC)
    if kept is not None:
        counts, scored, comments, since_midnight = pl.collect_all(
            [
                counted_query(kept.answers, period),
                histogram_query(kept.answers, period, counting, counted=True),
                scores.comments_query(kept.answers, period.start, now, counted=True),
                scores.between_query(kept.answers, today, now, counted=True),
            ]
        )
        undated, newest = kept.undated, kept.newest
    else:
        counts, lone, scored, moments, comments, since_midnight = pl.collect_all(
            [
                *answer_queries(counted, period, counting),
                histogram_query(counted, period, counting),
                scores.newest_query(counted, latest_answer(frames)),
                scores.comments_query(counted, period.start, now),
                scores.between_query(counted, today, now),
            ]
        )
        undated, newest = lone.item(), scores.newest_values(counted, moments=moments)
    answer = answer_from(counts, undated, period, counting)
    share = comments.item()
    whole = OverviewValue(
        score=scores.score_value(answer.score),
        previous=scores.score_value(answer.previous),
        change=scores.change_value(answer.change),
        period=period.words,
        counting=counting,
        few=scores.is_few(answer, settings.minimum_n),
        histogram=histogram_from(scored),
        queues=(),
        mine_open=0,
        mine_due_today=0,
        within_due=None,
        goal=settings.goal,
        newest=newest,
        today=int(since_midnight.item()),
        weeks=(),
        newest_at=newest[0].at if newest else None,
        with_comment=None if share is None else float(share),
        quarantined=store.quarantine_rows(),
        without_contact_data=0,
        complete=False,
    )
    return _header(answer, frames, store, person, period, narrowed), whole


def latest_answer(frames: Frames) -> datetime | None:
    """When the newest answer of the store was given, as its segments know it."""
    latest = [row.latest for row in frames.snapshot.segments if row.latest is not None]
    return max(latest, default=None)


def _header(
    answer: ScoreAnswer, frames: Frames, store: Store, person: str, period: Period, narrowed: str
) -> HeaderValue:
    settings = store.settings()
    return HeaderValue(
        store=safe(settings.name or store.path.stem),
        person=safe(person),
        score=scores.score_value(answer.score),
        change=scores.change_value(answer.change),
        period=period.words,
        period_short=period.short,
        counting=answer.counting,
        few=scores.is_few(answer, settings.minimum_n),
        pooled=answer.pooled,
        newest=latest_answer(frames),
        narrowed=safe(narrowed),
    )
