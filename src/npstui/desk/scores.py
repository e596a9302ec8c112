"""The numbers a screen shows, as plain values: header, Overview, its trend."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl

from npstui.analysis.counts import STANDS_FOR, number_of
from npstui.desk.naming import customer_name
from npstui.model.category import category_of
from npstui.model.response import ResponseRef
from npstui.present.text import EMPTY, safe
from npstui.present.values import ChangeValue, NewestValue, ScoreValue, TrendValue
from npstui.store.expressions import instant

if TYPE_CHECKING:
    from npstui.analysis.answer import ScoreAnswer
    from npstui.analysis.change import Change
    from npstui.analysis.score import Score
    from npstui.analysis.trend import TrendPoint

NEWEST = 20
_NEWEST_COLUMNS = ("source", "response_id", "responded_at", "score", "customer_name", "company",
                   "email", "customer_id", "phone", "comment")  # fmt: skip
_IN_ORDER = ("response_id", "source")  # of answers given at the same moment
WEEKS = 26


def score_value(score: "Score | None") -> ScoreValue | None:
    """A score as it is shown."""
    if score is None:
        return None
    return ScoreValue(
        score.nps, score.low, score.high, score.promoters, score.passives, score.detractors
    )


def change_value(change: "Change | None") -> ChangeValue | None:
    """A change as it is shown."""
    if change is None:
        return None
    return ChangeValue(change.points, change.low, change.high, change.p_value, change.clear)


def change_since(before: "TrendPoint | None", point: "TrendPoint") -> ChangeValue | None:
    """How a point of a trend differs from the one before; None where either has no answers."""
    from npstui.analysis.change import change_or_none

    if before is None or before.score is None or point.score is None:
        return None
    return change_value(change_or_none(before.score.counts, point.score.counts))


def is_thin(point: "TrendPoint", minimum_n: int) -> bool:
    """Whether a point has too few answers for a change to be told."""
    return point.score is None or point.score.n < minimum_n


def is_few(answer: "ScoreAnswer", minimum_n: int) -> bool:
    """Whether a score is to be dimmed: below the store's minimum n."""
    return answer.score is not None and answer.score.n < minimum_n


def week_values(
    points: "Sequence[TrendPoint]", now: datetime, minimum_n: int
) -> tuple[TrendValue, ...]:
    """The weeks of a trend; thin ones keep their n and lose their number."""
    thin = [is_thin(point, minimum_n) for point in points]
    return tuple(
        TrendValue(
            start=point.start,
            nps=point.score.nps if point.score and not thin[number] else None,
            n=point.score.n if point.score else 0,
            so_far=point.start <= now < point.end,
            change=None
            if not number or thin[number] or thin[number - 1]
            else change_since(points[number - 1], point),
        )
        for number, point in enumerate(points)
    )


def newest_query(
    responses: pl.LazyFrame, latest: datetime | None, most: int = NEWEST
) -> pl.LazyFrame:
    """The moments of the newest dated answers, for `newest_values`.

    `latest` is when the newest of all was given, as the segments know it: where that day holds
    enough answers, the reader skips all others.
    """
    # Undated rows are taken out first: top_k would put them before every date.
    at = pl.col("responded_at")
    dated = at.is_not_null() if latest is None else at >= instant(latest - timedelta(days=1))
    return responses.select(at).filter(dated).top_k(most, by=at)


def newest_values(
    responses: pl.LazyFrame,
    most: int = NEWEST,
    *,
    undated: bool = False,
    moments: pl.DataFrame | None = None,
) -> tuple[NewestValue, ...]:
    """The newest dated answers, newest first; with `undated` the others too where there is room.

    `moments` are as `newest_query` found them; where they are too few it is asked anew.
    """
    at = pl.col("responded_at")
    latest = moments
    if latest is None or latest.height < most:
        latest = newest_query(responses, None, most).collect()
    if not latest.height and not undated:
        return ()
    # The time found first lets the reader skip all but the last rows of the texts.
    oldest = latest["responded_at"].min()
    fits = pl.lit(value=False) if oldest is None else at >= oldest
    if undated and latest.height < most:
        fits = fits | at.is_null()
    rows = (
        responses.filter(fits)
        .select(_NEWEST_COLUMNS)
        .collect()
        .sort("responded_at", *_IN_ORDER, descending=[True, False, False], nulls_last=True)
        .head(most)
    )
    return tuple(
        NewestValue(
            ref=ResponseRef(row["source"], row["response_id"]),
            at=row["responded_at"],
            score=row["score"],
            category=category_of(row["score"]),
            customer=customer_name(row),
            comment=safe(row["comment"][:400]) if row["comment"] else EMPTY,
        )
        for row in rows.iter_rows(named=True)
    )


def newest_first(values: Iterable[NewestValue], most: int = NEWEST) -> tuple[NewestValue, ...]:
    """The newest among some dated answers, in the order of `newest_values`."""
    in_order = sorted(values, key=lambda one: (one.ref.response_id, one.ref.source))
    dated = [(one.at, one) for one in in_order if one.at is not None]
    return tuple(one for _, one in sorted(dated, key=lambda pair: pair[0], reverse=True)[:most])


def comments_query(
    responses: pl.LazyFrame, start: datetime | None, now: datetime, *, counted: bool = False
) -> pl.LazyFrame:
    """One number, the share of the period's answers that brought a comment; null without any.

    `counted` where the rows stand for several answers (see counts.STANDS_FOR).
    """
    inside = (
        responses
        if start is None
        else responses.filter(
            (pl.col("responded_at") >= instant(start)) & (pl.col("responded_at") < instant(now))
        )
    )
    said = number_of(pl.col("comment").is_not_null(), counted=counted)
    every = pl.col(STANDS_FOR).sum() if counted else pl.len()
    return inside.select(pl.when(every > 0).then(said / every).alias("comment"))


def between_query(
    responses: pl.LazyFrame, start: datetime, end: datetime, *, counted: bool = False
) -> pl.LazyFrame:
    """One number, how many answers were given from `start` to `end`, both included."""
    at = pl.col("responded_at")
    every = pl.col(STANDS_FOR).sum() if counted else pl.len()
    return responses.filter((at >= instant(start)) & (at <= instant(end))).select(every)
