"""Screen 5: the score of every period there is, the markers on it, and why it moved."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.answer import answer_score
from npstui.analysis.period import ALL, Period
from npstui.analysis.trend import Every, TrendPoint, trend
from npstui.desk.scores import change_since, change_value, is_thin, score_value
from npstui.model.calendar import local, to_utc
from npstui.model.counting import Counting
from npstui.present.marker_value import MarkerValue
from npstui.present.moved import MovedValue
from npstui.present.numbers import count
from npstui.present.text import safe
from npstui.present.trends_value import PeriodValue, TrendsValue, YearAgoValue
from npstui.present.values import ScoreValue

YEAR = timedelta(weeks=52)  # whole weeks, so that weekdays stand against the same weekdays
# A grain is fit to open on where this many of its newest periods hold enough for a number.
FIT = 2
_LATEST = 26


def trends(
    counted: pl.LazyFrame,
    every: str | None,
    period: Period,
    now: datetime,
    zone: ZoneInfo,
    counting: Counting,
    minimum_n: int,
    markers: Sequence[MarkerValue],
    by: str | None = None,
) -> TrendsValue:
    """All of screen 5 over the answers `counted`.

    Without `every` the finest of week, month and quarter whose newest periods hold the minimum
    n. The points are of all time; `period` is what the change and the year before are asked of.
    `by` is the dimension its change is split by.
    """
    unit, points = _points(counted, every, now, zone, counting, minimum_n)
    return TrendsValue(
        every=unit,
        counting=counting,
        minimum_n=minimum_n,
        points=period_values(points, now, minimum_n),
        markers=tuple(markers),
        year_ago=_year_ago(counted, period, now, zone, counting, minimum_n),
        moved=_moved(counted, period, now, zone, counting, by),
        period=period.words,
        period_start=period.start,
        period_end=period.end,
    )


def period_values(
    points: Sequence[TrendPoint], now: datetime, minimum_n: int
) -> tuple[PeriodValue, ...]:
    """The points of a trend as they are shown, each with its change against the one before."""
    made = []
    for before, point in pairwise([None, *points]):
        assert point is not None
        made.append(
            PeriodValue(
                start=point.start,
                end=point.end,
                score=score_value(point.score),
                change=change_since(before, point),
                few=is_thin(point, minimum_n),
                so_far=point.start <= now < point.end,
            )
        )
    return tuple(made)


def _points(
    counted: pl.LazyFrame,
    every: str | None,
    now: datetime,
    zone: ZoneInfo,
    counting: Counting,
    minimum_n: int,
) -> tuple[str, list[TrendPoint]]:
    if every is not None:
        return every, trend(counted, every, ALL, now, zone, counting)
    first: tuple[str, list[TrendPoint]] | None = None
    for unit in (Every.WEEK, Every.MONTH, Every.QUARTER):
        points = trend(counted, unit, ALL, now, zone, counting)
        first = first or (unit.value, points)
        enough = [each for each in points[-_LATEST:] if each.score and each.score.n >= minimum_n]
        if len(enough) >= FIT:
            return unit.value, points
    assert first is not None
    return first


def _year_ago(
    counted: pl.LazyFrame,
    period: Period,
    now: datetime,
    zone: ZoneInfo,
    counting: Counting,
    minimum_n: int,
) -> YearAgoValue | None:
    """The period against the same 52 weeks before; nothing where the two would overlap."""
    start, end = period.start, period.end
    if start is None or end is None or end - start > YEAR:
        return None
    end = min(end, now)
    if end <= start:
        return None
    earlier = Period(
        "", _year_before(start, zone), _year_before(end, zone), "the same a year before", ""
    )
    both = Period(period.text, start, end, period.words, period.short, earlier)
    answer = answer_score(counted, both, now, zone, counting)
    if answer.score is None or answer.previous is None or answer.change is None:
        return None
    before, after = score_value(answer.previous), score_value(answer.score)
    change = change_value(answer.change)
    assert before is not None
    assert after is not None
    assert change is not None
    few = min(before.n, after.n) < minimum_n
    return YearAgoValue(_same(start, end, zone), before, after, change, few)


def _year_before(moment: datetime, zone: ZoneInfo) -> datetime:
    """By the wall clock, so that summer time does not move midnight."""
    return to_utc(local(moment, zone) - YEAR, zone)


def _same(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    days = max(round((local(end, zone) - local(start, zone)) / timedelta(days=1)), 1)
    return f"Same {count(days, 'day')}"


def _moved(
    counted: pl.LazyFrame,
    period: Period,
    now: datetime,
    zone: ZoneInfo,
    counting: Counting,
    by: str | None,
) -> MovedValue | None:
    if period.before is None or by is None:
        return None
    answer = answer_score(counted, period, now, zone, counting, by)
    if answer.moved is None:
        return None
    moved = answer.moved
    parts = tuple((safe(part.value or "(none)"), part.better, part.mix) for part in moved.parts)
    return MovedValue(by, moved.points, moved.better, moved.mix, parts)


def trend_table(value: TrendsValue) -> pl.DataFrame:
    """The line as a table, a row a period: from, to, nps, low, high, n, promoters, passives,
    detractors; the score's columns null where nobody answered.
    """
    rows = [
        (point.start, point.end, *_score_row(point.score), *_count_row(point.score))
        for point in value.points
    ]
    return pl.DataFrame(rows, schema=_TABLE, orient="row")


_TABLE = pl.Schema(
    {
        "from": pl.Datetime("us", "UTC"),
        "to": pl.Datetime("us", "UTC"),
        **dict.fromkeys(("nps", "low", "high"), pl.Float64()),
        **dict.fromkeys(("n", "promoters", "passives", "detractors"), pl.Int64()),
    }
)


def _score_row(score: ScoreValue | None) -> tuple[float | None, ...]:
    return (None, None, None) if score is None else (score.nps, score.low, score.high)


def _count_row(score: ScoreValue | None) -> tuple[int, ...]:
    if score is None:
        return 0, 0, 0, 0
    return score.n, score.promoters, score.passives, score.detractors
