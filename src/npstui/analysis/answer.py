"""The score of a period, what it was before, and how groups compare: one pass over the data."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.change import CLEAR_BELOW, Change, adjust_p_values, change_or_none
from npstui.analysis.counts import (
    CUSTOMER_COLUMNS,
    STANDS_FOR,
    Counts,
    in_period,
    latest_per_customer,
    number_of,
)
from npstui.analysis.period import OPENINGS, Period, parse_period, previous
from npstui.analysis.score import Score, score, score_or_none
from npstui.model.counting import Counting
from npstui.model.frozen import dataclass
from npstui.model.response import SURVEY_TYPES
from npstui.store.expressions import is_detractor, is_passive, is_promoter

if TYPE_CHECKING:
    from npstui.analysis.mix import Decomposition

_BEFORE = "__before"  # whether a row lies in the previous period
_VALUE = "__value"


class NoSuchDimension(ValueError):
    """There is no column of that name; str() is the sentence, with the nearest."""


@dataclass(frozen=True, slots=True)
class Group:
    """The responses with one value of a dimension; None stands for those without a value.

    `rest` and `change` are None where nobody else answered. `change` is the rest against this
    group, its p-value raised for the number of groups compared at once (Benjamini-Hochberg).
    """

    value: str | None
    score: Score
    rest: Score | None
    change: Change | None

    @property
    def p_value(self) -> float | None:
        """Of the change, raised for the number of groups; None where the rest is empty."""
        return None if self.change is None else self.change.p_value


@dataclass(frozen=True, slots=True)
class ScoreAnswer:
    """The score of a period and what belongs beside it.

    `score` is None where nothing was answered. `period_from` and `period_to` are the period's
    bounds in UTC, start included, end not; where it is open, the first and last answer counted.
    `pooled` says that relationship and transactional surveys are mixed in the score. `n_undated`
    counts all scored responses without a date: they are in the period of all answers only.
    `moved` splits the change over the groups, None without groups or without a change.
    """

    score: Score | None
    previous: Score | None
    change: Change | None
    period_from: datetime | None
    period_to: datetime | None
    counting: Counting
    pooled: bool
    groups: tuple[Group, ...]
    n_undated: int
    moved: "Decomposition | None" = None


def answer_score(
    responses: pl.LazyFrame,
    period: Period | str,
    now: datetime,
    zone: ZoneInfo,
    counting: Counting | str = Counting.ANSWERS,
    by: str | None = None,
) -> ScoreAnswer:
    """The score of a period, and of the period before it, of each group `by`, and of its rest.

    `responses` has the canonical columns and is free of excluded rows. Counting customers takes
    the latest answer of each within each of the two periods. Groups are those with an answer in
    the period, the largest first. One collect, reading only the columns it needs.

    Raises NoSuchDimension, PeriodError.
    """
    if isinstance(period, str):
        period = parse_period(period, now, zone)
    counting = Counting(counting)
    if by is not None:
        check_dimension(responses, by)
    counts, undated = pl.collect_all(answer_queries(responses, period, counting, by))
    return answer_from(counts, undated.item(), period, counting, by)


def answer_queries(
    responses: pl.LazyFrame, period: Period, counting: Counting, by: str | None = None
) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """What `answer_from` needs collected: to be asked in one go with other questions."""
    undated = responses.filter(pl.col("responded_at").is_null()).select(
        pl.col("score").is_not_null().sum().cast(pl.Int64).alias("undated")
    )
    return _counted(responses, period, counting, by), undated


def counted_query(answers: pl.LazyFrame, period: Period, by: str | None = None) -> pl.LazyFrame:
    """The first of the `answer_queries`, asked of counted answers (see counts.STANDS_FOR).

    `period` has a start and an end.
    """
    return _counted(answers, period, Counting.ANSWERS, by, counted=True)


def answer_from(
    counts: pl.DataFrame,
    undated: int,
    period: Period,
    counting: Counting,
    by: str | None = None,
) -> ScoreAnswer:
    """The answer that the first of the `answer_queries` gives, collected, and the number that the
    second does.
    """
    rows = counts.to_dicts()
    current = _sum(rows, "")
    before = _sum(rows, "before_")
    return ScoreAnswer(
        score=score_or_none(current),
        previous=score_or_none(before),
        change=change_or_none(before, current),
        period_from=period.start or min(_known(rows, "first"), default=None),
        period_to=period.end or max(_known(rows, "last"), default=None),
        counting=counting,
        pooled=all(any(row[kind] for row in rows) for kind in SURVEY_TYPES),
        groups=() if by is None else _groups(rows, current),
        n_undated=undated,
        moved=None if by is None else _moved(rows),
    )


def opening_period(
    responses: pl.LazyFrame,
    now: datetime,
    zone: ZoneInfo,
    minimum_n: int,
    counting: Counting | str = Counting.ANSWERS,
) -> str:
    """The period to open on: the shortest of 30d, 90d, 12mo, all that holds the minimum n.

    Looks at one after the other, so that a store with enough in its last days is not read whole.
    """
    scored = responses.filter(pl.col("score").is_not_null())
    for text in OPENINGS[:-1]:
        inside = scored.filter(in_period(parse_period(text, now, zone)))
        if Counting(counting) is Counting.CUSTOMERS:
            inside = latest_per_customer(inside)
        if inside.select(pl.len()).collect().item() >= minimum_n:
            return text
    return OPENINGS[-1]


def _counted(
    responses: pl.LazyFrame,
    period: Period,
    counting: Counting,
    by: str | None,
    *,
    counted: bool = False,
) -> pl.LazyFrame:
    """One row, or one a group, with the counts of both periods and the facts beside them."""
    before = previous(period)
    columns = [pl.col("responded_at"), pl.col("score"), pl.col("survey_type")]
    if by is not None:
        columns.append(pl.col(by).cast(pl.String).alias(_VALUE))
    if counting is Counting.CUSTOMERS:
        columns += [pl.col(name) for name in CUSTOMER_COLUMNS]
    if counted:
        columns.append(pl.col(STANDS_FOR))
    inside = in_period(period)
    frame = responses.filter(inside if before is None else inside | in_period(before))
    is_before = pl.lit(value=False) if before is None else in_period(before)
    frame = frame.select(*columns, is_before.alias(_BEFORE))
    if counting is Counting.CUSTOMERS:
        frame = latest_per_customer(frame, within=(_BEFORE,))
    if by is None:
        return frame.select(_aggregates(counted=counted))
    return frame.group_by(_VALUE).agg(_aggregates(counted=counted))


def _aggregates(*, counted: bool) -> list[pl.Expr]:
    now, before = ~pl.col(_BEFORE), pl.col(_BEFORE)
    scored = now & pl.col("score").is_not_null()
    at, kind = pl.col("responded_at"), pl.col("survey_type")
    categories = (
        ("promoters", is_promoter()),
        ("passives", is_passive()),
        ("detractors", is_detractor()),
    )
    return [
        *(number_of(is_it & now, counted=counted).alias(name) for name, is_it in categories),
        *(
            number_of(is_it & before, counted=counted).alias(f"before_{name}")
            for name, is_it in categories
        ),
        *(((kind == name) & scored).any().alias(name) for name in SURVEY_TYPES),
        at.filter(scored).min().alias("first"),
        at.filter(scored).max().alias("last"),
    ]


def _groups(rows: list[dict[str, object]], everyone: Counts) -> tuple[Group, ...]:
    counted = [(_text(row[_VALUE]), _sum([row], "")) for row in rows]
    groups = [
        Group(
            value,
            score(counts),
            score_or_none(everyone - counts),
            change_or_none(everyone - counts, counts),
        )
        for value, counts in counted
        if counts.n
    ]
    compared = [group.change for group in groups if group.change is not None]
    raised = iter(adjust_p_values([made.p_value for made in compared]))
    adjusted = [
        group
        if group.change is None
        else replace(group, change=_raised(group.change, next(raised)))
        for group in groups
    ]
    return tuple(sorted(adjusted, key=_largest_first))


def _both_sides(rows: list[dict[str, object]]) -> list[tuple[str | None, Counts, Counts]]:
    sides = [(_text(row[_VALUE]), _sum([row], "before_"), _sum([row], "")) for row in rows]
    return sorted(sides, key=lambda side: (-side[2].n, -side[1].n, side[0] is None, side[0] or ""))


def _raised(made: Change, p_value: float) -> Change:
    return replace(made, p_value=p_value, clear=p_value < CLEAR_BELOW)


def _largest_first(group: Group) -> tuple[int, bool, str]:
    return -group.score.n, group.value is None, group.value or ""


def _moved(rows: list[dict[str, object]]) -> "Decomposition | None":
    from npstui.analysis.mix import decompose

    return decompose(_both_sides(rows))


def _sum(rows: list[dict[str, object]], prefix: str) -> Counts:
    def total(name: str) -> int:
        return sum(int(str(row[prefix + name])) for row in rows)

    return Counts(total("promoters"), total("passives"), total("detractors"))


def _known(rows: list[dict[str, object]], name: str) -> list[datetime]:
    return [moment for row in rows if isinstance(moment := row[name], datetime)]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def check_dimension(responses: pl.LazyFrame, by: str) -> None:
    """Raises NoSuchDimension, with the nearest, where the responses have no such column."""
    names = responses.collect_schema().names()
    if by not in names:
        from difflib import get_close_matches

        near = get_close_matches(by, names, n=1)
        hint = f" Did you mean {near[0]}?" if near else f" There are {', '.join(names)}."
        raise NoSuchDimension(f"There is no column “{by}” to split by.{hint}")
