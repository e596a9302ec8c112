"""The desk's questions about the score: line 1, screen 1, one score, a trend."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

import polars as pl

from npstui.analysis.answer import ScoreAnswer, answer_score, opening_period
from npstui.analysis.counts import in_period
from npstui.analysis.period import OPENINGS, Period, parse_period
from npstui.desk.days import midnight
from npstui.desk.frames import Frames
from npstui.desk.glance import Kept, first_look, header
from npstui.model.counting import Counting
from npstui.present.values import HeaderValue, OverviewValue
from npstui.store.store import Store

if TYPE_CHECKING:
    from npstui.analysis.trend import TrendPoint
    from npstui.desk.case_numbers import CaseNumbers, Count
    from npstui.desk.day_counts import DayCounts
    from npstui.desk.newest import Newest
    from npstui.desk.overview import CaseCounts
    from npstui.filters.tree import Filter

# The columns that the first look asks beside time and score.
_LOOKED_AT = ("survey_type", "comment")


class Numbers:
    """Scores of one store, for one person. The frames are up to date when a question is asked."""

    def __init__(self, frames: Frames, store: Store, person: str) -> None:
        self._frames = frames
        self._store = store
        self._person = person
        self._opening: tuple[tuple[object, ...], str] | None = None
        self._looked: tuple[tuple[object, ...], tuple[HeaderValue, OverviewValue]] | None = None

    def header(
        self, now: datetime, period: str | None, counting: Counting, where: "Filter | None"
    ) -> HeaderValue:
        """Line 1; of a filter only its facts of the response narrow it.

        Without a period, the shortest of 30d, 90d, 12mo, all with the minimum n.
        """
        asked = self.period_in(period, now, counting)
        rests_on = self._rests_on(asked, now, counting, where)
        if self._looked is not None and self._looked[0] == rests_on:
            return self._looked[1][0]
        counted, narrowed = self._narrowed(where, now)
        kept = self._kept(asked, counting, where, now)
        return header(
            self._frames, counted, self._store, self._person, asked, counting, now, narrowed, kept
        )

    def first_look(
        self, now: datetime, period: str | None, counting: Counting, where: "Filter | None"
    ) -> tuple[HeaderValue, OverviewValue]:
        """Line 1, and what of screen 1 rests on the answers alone.

        The shortest period to open on is asked at once, without counting first what it holds.
        """
        plain = period is None and where is None and counting is Counting.ANSWERS
        if plain and not self._knows_opening(counting):
            shortest = OPENINGS[0]
            tried = self._look(shortest, now, counting, None)
            n = tried[1].score.n if tried[1].score is not None else 0
            if n >= self._store.settings().minimum_n:
                self._opening = self._opening_for(counting), shortest
                return tried
        return self._look(period, now, counting, where)

    def overview(
        self, now: datetime, period: str | None, counting: Counting, where: "Filter | None"
    ) -> OverviewValue:
        """Screen 1 as a whole."""
        from npstui.desk.overview import overview

        _, first = self.first_look(now, period, counting, where)
        counted = self.narrowed(where, now)
        days = self.by_day(counting, where)
        counts = partial(self.case_counts, now)
        return overview(first, counted, counts, self._store, now, days)

    def case_counts(self, now: datetime) -> "CaseCounts":
        """What screen 1 counts of the cases."""
        from npstui.desk.overview import case_counts

        zone = self._store.settings().zone
        return case_counts(self.cases.of(self._count_cases, now, zone))

    @cached_property
    def cases(self) -> "CaseNumbers":
        """Numbers that are sums over the cases."""
        from npstui.desk.case_numbers import CaseNumbers

        return CaseNumbers(self._frames)

    @cached_property
    def _count_cases(self) -> "Count":
        from npstui.desk.overview import count_cases

        def count(cases: pl.DataFrame | pl.LazyFrame, at: datetime) -> Mapping[object, int]:
            return count_cases(cases, self._person, at, self._store.settings().zone)

        return count

    def by_day(self, counting: Counting, where: "Filter | None") -> "DayCounts | None":
        """The counts by days, where it is them that a question is about."""
        plain = counting is Counting.ANSWERS and not self._is_narrowed(where)
        return self.day_counts if plain else None

    def _look(
        self, period: str | None, now: datetime, counting: Counting, where: "Filter | None"
    ) -> tuple[HeaderValue, OverviewValue]:
        """The first look at a moment; kept, since the whole of screen 1 is asked right after it."""
        asked = self.period_in(period, now, counting)
        rests_on = self._rests_on(asked, now, counting, where)
        if self._looked is None or self._looked[0] != rests_on:
            counted, narrowed = self._narrowed(where, now)
            # The first look of all reads what it needs and no more: it is waited for.
            kept = None if self._looked is None else self._kept(asked, counting, where, now)
            self._looked = (
                rests_on,
                first_look(
                    self._frames, counted, self._store, self._person, asked, counting, now,
                    narrowed, kept,
                ),
            )  # fmt: skip
        return self._looked[1]

    def _kept(
        self, period: Period, counting: Counting, where: "Filter | None", now: datetime
    ) -> Kept | None:
        """What is known of a period; None where it is to be asked of all answers."""
        days = self.by_day(counting, where)
        if days is None or period.start is None or period.end is None:
            return None
        zone = self._store.settings().zone
        bounds = [period.start, period.end, now, midnight(now, zone).astimezone(UTC)]
        if period.before is not None:
            bounds += [each for each in (period.before.start, period.before.end) if each]
        bounds.append(now + timedelta(microseconds=1))  # today ends with this very moment
        answers = days.answers(min(bounds), bounds, zone, _LOOKED_AT)
        if answers is None:
            return None
        return Kept(answers, days.undated(), self._newest.values())

    @cached_property
    def day_counts(self) -> "DayCounts":
        """The answers of this store by days."""
        from npstui.desk.day_counts import DayCounts

        return DayCounts(self._frames)

    @cached_property
    def _newest(self) -> "Newest":
        from npstui.desk.newest import Newest

        return Newest(self._frames)

    def _is_narrowed(self, where: "Filter | None") -> bool:
        return where is not None and bool(where.response_half())

    def _rests_on(
        self, asked: Period, now: datetime, counting: Counting, where: "Filter | None"
    ) -> tuple[object, ...]:
        return self._frames.version, now, asked, counting, where, self._store.settings()

    def period_counts(
        self, periods: Sequence[str], now: datetime, where: "Filter | None"
    ) -> tuple[int, ...]:
        """How many answers each period holds. Raises PeriodError."""
        counted = self.narrowed(where, now)
        zone = self._store.settings().zone
        asked = [parse_period(text, now, zone) for text in periods]
        held = counted.select(
            (in_period(period) & pl.col("score").is_not_null()).sum().alias(str(number))
            for number, period in enumerate(asked)
        )
        return tuple(int(count) for count in held.collect().row(0))

    def score(
        self,
        period: str,
        now: datetime,
        by: str | None,
        where: "Filter | None",
        counting: Counting,
    ) -> ScoreAnswer:
        """The score of a period. Raises PeriodError, NoSuchDimension, CaseWordInScore."""
        zone = self._store.settings().zone
        asked = parse_period(period, now, zone)
        return answer_score(self.facts_only(where, now), asked, now, zone, counting, by)

    def trend(
        self, every: str, period: str, now: datetime, where: "Filter | None", counting: Counting
    ) -> "Sequence[TrendPoint]":
        """The points of a trend. Raises PeriodError, CaseWordInScore."""
        from npstui.analysis.trend import trend

        zone = self._store.settings().zone
        asked = parse_period(period, now, zone)
        return trend(self.facts_only(where, now), every, asked, now, zone, counting)

    def period_in(self, period: str | None, now: datetime, counting: Counting) -> Period:
        """The period asked for, or the shortest that holds enough, chosen once a version."""
        settings = self._store.settings()
        if period is None:
            if not self._knows_opening(counting):
                chosen = opening_period(
                    self._frames.counted(), now, settings.zone, settings.minimum_n, counting
                )
                self._opening = self._opening_for(counting), chosen
            assert self._opening is not None
            period = self._opening[1]
        return parse_period(period, now, settings.zone)

    def _knows_opening(self, counting: Counting) -> bool:
        return self._opening is not None and self._opening[0] == self._opening_for(counting)

    def _opening_for(self, counting: Counting) -> tuple[object, ...]:
        """What the period to open on was chosen for; no passing time and no verb changes it."""
        minimum_n = self._store.settings().minimum_n
        return self._frames.snapshot.segments_version, counting, minimum_n

    def _narrowed(self, where: "Filter | None", now: datetime) -> tuple[pl.LazyFrame, str]:
        """The answers that count, narrowed by the facts of a filter, and those facts in words."""
        counted = self._frames.counted()
        facts = where.response_half() if where is not None else None
        if not facts:
            return counted, ""
        expression = facts.expression(now, self._store.settings().zone)
        return counted.filter(expression), facts.words()

    def narrowed(self, where: "Filter | None", now: datetime) -> pl.LazyFrame:
        """The answers that count, narrowed by the facts of a filter alone."""
        return self._narrowed(where, now)[0]

    def facts_only(self, where: "Filter | None", now: datetime) -> pl.LazyFrame:
        """The answers that count, narrowed by a filter that names facts of the response only.

        Raises CaseWordInScore.
        """
        if where is None:
            return self._frames.counted()
        from npstui.desk.narrowing import facts_only

        return facts_only(self._frames.counted(), where, now, self._store.settings().zone)
