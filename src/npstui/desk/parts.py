"""The desk's questions about parts of the answers: some of them listed, and groups compared."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import polars as pl

from npstui.analysis.answer import (
    Group,
    NoSuchDimension,
    ScoreAnswer,
    answer_from,
    answer_score,
    counted_query,
)
from npstui.analysis.counts import Counts, count_categories, in_period, latest_per_customer
from npstui.analysis.lines import counts_by, point_bounds
from npstui.analysis.period import Period
from npstui.analysis.score import score_or_none
from npstui.desk.frames import Frames
from npstui.desk.scores import change_value, newest_values, score_value
from npstui.model.calendar import Unit
from npstui.model.category import HIGHEST, LOWEST
from npstui.model.counting import Counting
from npstui.model.response import CANONICAL, Reading
from npstui.present.parts import (
    LISTED,
    POINTS,
    Against,
    AnswersValue,
    Asked,
    Cases,
    DimensionValue,
    GroupValue,
    SplitValue,
)
from npstui.present.text import safe
from npstui.store.expressions import KEY, instant
from npstui.store.store import Store

if TYPE_CHECKING:
    from npstui.desk.day_counts import DayCounts
    from npstui.filters.tree import Filter

# What to split by where nobody chose, the first that has groups.
_FIRST = ("region", "product", "team", "touchpoint", "channel", "language", "survey", "agent")
_LOOKED_AT = timedelta(weeks=12)  # of answers, for what a column holds
_MANY = 50  # values beyond which a column is a name rather than a dimension

Narrowed = Callable[["Filter | None", datetime], pl.LazyFrame]
PeriodIn = Callable[[str | None, datetime, Counting], Period]
ByDay = Callable[[Counting, "Filter | None"], "DayCounts | None"]


class Parts:
    """Of one store. `narrowed` gives the answers that count, `period_in` the period in force,
    `by_day` what is kept of the answers by days, where it is them that are asked for.
    """

    def __init__(
        self,
        frames: Frames,
        store: Store,
        narrowed: Narrowed,
        period_in: PeriodIn,
        by_day: ByDay,
    ) -> None:
        self._frames, self._store = frames, store
        self._narrowed, self._period_in, self._by_day = narrowed, period_in, by_day

    def answers(
        self,
        asked: Asked,
        now: datetime,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: "Filter | None" = None,
    ) -> AnswersValue:
        """The answers meant, newest first. `period` is the one in force. Raises PeriodError."""
        if asked.cases is not None:
            return self._of_cases(asked, asked.cases, now)
        meant = self._period_in(asked.period or period, now, counting)
        frame = self._narrowed(where, now).filter(in_period(meant), pl.col("score").is_not_null())
        if counting is Counting.CUSTOMERS:
            frame = latest_per_customer(frame)
        frame = frame.filter(_fits(asked))
        counts = count_categories(frame)
        return AnswersValue(
            total=counts.n,
            score=score_value(score_or_none(counts)),
            period=meant.words,
            rows=newest_values(frame, LISTED, undated=meant.is_all),
        )

    def _of_cases(self, asked: Asked, which: Cases, now: datetime) -> AnswersValue:
        from npstui.desk.overview import those

        meant = those(which, asked.person, now, self._store.settings().zone)
        keys = self._frames.open_cases(now).filter(meant).select(KEY)
        frame = self._frames.counted().join(keys.lazy(), on=KEY, how="semi")
        rows = newest_values(frame, LISTED, undated=True)
        return AnswersValue(total=keys.height, score=None, period="", rows=rows)

    def split(
        self,
        dimension: str | None,
        now: datetime,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: "Filter | None" = None,
    ) -> SplitValue | None:
        """The period split by a dimension, or by the first that has groups; None without any.

        Raises PeriodError, NoSuchDimension.
        """
        counted = self._narrowed(where, now)
        meant = self._period_in(period, now, counting)
        if dimension is None:
            dimension = self.first_dimension(counted, meant, now, self._by_day(counting, where))
        elif dimension not in self._columns():
            raise NoSuchDimension(f"There is no column “{dimension}” to split by.")
        if dimension is None:
            return None
        settings = self._store.settings()
        days = self._by_day(counting, where)
        answer = self._answer(counted, days, meant, now, counting, dimension)
        unit, lines = self._lines(counted, days, dimension, answer.groups, now, counting)
        blank: Sequence[Counts] = (Counts(),) * POINTS
        return SplitValue(
            dimension=dimension,
            name=safe(dimension.replace("_", " ")),
            groups=tuple(
                _group_value(group, lines.get(group.value, blank), settings.minimum_n)
                for group in answer.groups
            ),
            everyone=score_value(answer.score),
            every=f"{unit}s",
            period=meant.words,
            minimum_n=settings.minimum_n,
        )

    def _answer(
        self,
        counted: pl.LazyFrame,
        days: "DayCounts | None",
        period: Period,
        now: datetime,
        counting: Counting,
        by: str,
    ) -> ScoreAnswer:
        zone = self._store.settings().zone
        kept = None
        if days is not None and period.start is not None and period.end is not None:
            since = self._since(period, now)
            kept = days.answers(since, _edges(period, now), zone, _columns_for(by))
        if days is None or kept is None:
            return answer_score(counted, period, now, zone, counting, by)
        counts = counted_query(kept, period, by).collect()
        return answer_from(counts, days.undated(), period, counting, by)

    def dimensions(
        self,
        now: datetime,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: "Filter | None" = None,
    ) -> tuple[DimensionValue, ...]:
        """The columns to split by with their different values in the period, the best first.

        Columns that nobody would split by come last: those of one value or none, and names.
        """
        meant = self._period_in(period, now, counting)
        frame = self._narrowed(where, now).filter(in_period(meant), pl.col("score").is_not_null())
        columns = self._columns()
        counted = self._distinct(frame, columns)
        found = [DimensionValue(name, safe(name.replace("_", " ")), counted[name])
                 for name in columns]  # fmt: skip
        return tuple(sorted(found, key=lambda one: (one.values < 2, one.values > _MANY)))

    def _columns(self) -> tuple[str, ...]:
        canonical = [column.name for column in CANONICAL if column.dimension]
        ours = [name for name in _FIRST if name in canonical]
        rest = [name for name in (*canonical, "company", "source") if name not in ours]
        extras = [
            column.name
            for column in self._frames.extra_columns
            if column.reading is not Reading.DATE
        ]
        return (*ours, *rest, *extras)

    def first_dimension(
        self,
        counted: pl.LazyFrame,
        period: Period,
        now: datetime,
        days: "DayCounts | None" = None,
    ) -> str | None:
        """What to split by where nobody chose: the first column with groups in the period.

        Looks at the newest weeks of the period; at all of it where they hold nothing. `days` has
        what `counted` holds by days, where that is kept.
        """
        at, inside = pl.col("responded_at"), counted.filter(in_period(period))
        columns = [name for name in self._columns() if name not in ("company", "source")]
        since = now - _LOOKED_AT
        first = columns[0]
        if days is not None and 2 <= self._kept_values(days, first, period, since, now) <= _MANY:
            return first
        for frame in (inside.filter(at >= instant(since)), inside):
            # The first is the one in most stores, and to read the others costs five times as much.
            for some in (columns[:1], columns[1:]):
                held = self._distinct(frame, some)
                for name in some:
                    if 2 <= held[name] <= _MANY:
                        return name
        return None

    def _kept_values(
        self, days: "DayCounts", column: str, period: Period, since: datetime, now: datetime
    ) -> int:
        """How many different values a column has since then in a period; 0 where none are kept."""
        if period.start is None or period.end is None:
            return 0
        zone = self._store.settings().zone
        since_then = self._since(period, now)
        kept = days.answers(since_then, _edges(period, now), zone, _columns_for(column))
        if kept is None:
            return 0
        frame = kept.filter(in_period(period), pl.col("responded_at") >= instant(since))
        return self._distinct(frame, (column,))[column]

    def _since(self, period: Period, now: datetime) -> datetime:
        """As far back as a split of a period with its lines reaches, so that it is counted once."""
        bounds = [period.start, period.before and period.before.start]
        zone = self._store.settings().zone
        return min(*(each for each in bounds if each), *point_bounds(Unit.WEEK, POINTS, now, zone))

    def _distinct(self, frame: pl.LazyFrame, columns: Sequence[str]) -> Mapping[str, int]:
        held = frame.select(pl.col(name).drop_nulls().n_unique() for name in columns).collect()
        return {name: int(held[name].item()) for name in columns}

    def _lines(
        self,
        counted: pl.LazyFrame,
        days: "DayCounts | None",
        dimension: str,
        groups: Sequence[Group],
        now: datetime,
        counting: Counting,
    ) -> tuple[Unit, Mapping[str | None, tuple[Counts, ...]]]:
        """Weeks, or months where most weeks of the groups to be drawn are too thin."""
        settings = self._store.settings()

        def by(unit: Unit) -> Mapping[str | None, tuple[Counts, ...]]:
            bounds = point_bounds(unit, POINTS, now, settings.zone)
            kept = None
            if days is not None:
                kept = days.answers(bounds[0], (), settings.zone, _columns_for(dimension))
            frame = counted if kept is None else kept
            return counts_by(frame, dimension, bounds, counting, counted=kept is not None)

        weeks = by(Unit.WEEK)
        drawn = [group.value for group in groups if group.score.n >= settings.minimum_n]
        points = [point.n for value in drawn for point in weeks.get(value, ())]
        if 2 * sum(n >= settings.minimum_n for n in points) < POINTS * len(drawn):
            return Unit.MONTH, by(Unit.MONTH)
        return Unit.WEEK, weeks


def _edges(period: Period, now: datetime) -> list[datetime]:
    """All moments within days that a split of a period asks about."""
    before = period.before
    bounds = [period.start, period.end, before and before.start, before and before.end]
    return [now - _LOOKED_AT, *(each for each in bounds if each)]


def _columns_for(by: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((by, "survey_type")))


def _fits(asked: Asked) -> pl.Expr:
    low, high = asked.scores or (LOWEST, HIGHEST)
    fits = pl.col("score").is_between(low, high)
    if asked.commented:
        fits &= pl.col("comment").is_not_null()
    if asked.dimension is not None:
        column = pl.col(asked.dimension).cast(pl.String)
        named = column.is_in([value for value in asked.values if value is not None])
        meant = named.fill_null(value=None in asked.values)
        fits &= ~meant if asked.others else meant
    return fits


def _group_value(group: Group, line: Sequence[Counts], minimum_n: int) -> GroupValue:
    made = score_value(group.score)
    assert made is not None
    return GroupValue(
        value=group.value,
        name=safe("(none)" if group.value is None else group.value),
        score=made,
        rest=score_value(group.rest),
        change=change_value(group.change),
        against=_against(group, minimum_n),
        line=tuple(
            point.nps if (point := score_or_none(counts)) and counts.n >= minimum_n else None
            for counts in line
        ),
    )


def _against(group: Group, minimum_n: int) -> Against:
    if min(group.score.n, 0 if group.rest is None else group.rest.n) < minimum_n:
        return Against.FEW
    if group.change is None or not group.change.clear:
        return Against.UNCLEAR
    return Against.ABOVE if group.change.points > 0 else Against.BELOW
