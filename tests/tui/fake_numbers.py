# ruff: noqa: ARG002 - the signatures are those of the desk
"""The fake desk's scores and counts, the same for every test."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from tests.tui.fake_cases import (
    NOW,
    PERIODS,
    FakeCase,
)

from npstui.filters.tree import Filter
from npstui.model.category import Category, category_of
from npstui.model.counting import Counting
from npstui.present.text import safe
from npstui.present.values import (
    ChangeValue,
    HeaderValue,
    NewestValue,
    OverviewValue,
    QueueCounts,
    ScoreValue,
    TrendValue,
    View,
)

SCORE = ScoreValue(32.0, 27.2, 36.4, 640, 309, 255)


class FakeNumbers:
    """Line 1, screen 1 and the counts of a fake desk."""

    person: str
    empty: bool
    cases: list[FakeCase]

    def _called(self, what: str) -> None:
        raise NotImplementedError

    def _in(self, case: FakeCase, view: View, now: datetime) -> bool:
        raise NotImplementedError

    def header(
        self,
        now: datetime,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: Filter | None = None,
    ) -> HeaderValue:
        self._called(f"header {period} {counting} {where}")
        facts = where.response_half().words() if where is not None else ""
        return HeaderValue(
            store=safe("nordtaxi"), person=safe(self.person),
            score=None if self.empty else SCORE,
            change=None if self.empty else ChangeValue(4.0, -2.0, 10.0, 0.2, clear=False),
            period=PERIODS.get(period, f"of {period}"),
            period_short=period or "30 d", counting=counting, few=False,
            pooled=False, newest=None if self.empty else NOW, narrowed=safe(facts),
        )  # fmt: skip

    def overview(
        self,
        now: datetime,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: Filter | None = None,
    ) -> OverviewValue:
        self._called("overview")
        weeks = tuple(
            TrendValue(
                NOW - timedelta(weeks=26 - week),
                16.0 + week % 20,
                205 + week,
                week == 25,
                ChangeValue(1.0, -6.0, 8.0, 0.8, clear=False),
            )
            for week in range(26)
        )
        newest = tuple(
            NewestValue(case.ref, NOW - timedelta(minutes=number), case.score,
                        category_of(case.score), safe(case.customer), safe(case.comment))
            for number, case in enumerate(self.cases[:3])
        )  # fmt: skip
        return OverviewValue(
            score=None if self.empty else SCORE,
            previous=ScoreValue(28.0, 23.0, 33.0, 600, 300, 260),
            change=ChangeValue(4.0, -2.0, 10.0, 0.2, clear=False),
            period="last 30 days", counting=Counting.ANSWERS, few=False,
            histogram=(18, 9, 14, 22, 25, 61, 106, 104, 205, 288, 352),
            queues=self.queue_counts(now), mine_open=9, mine_due_today=1, within_due=0.78,
            goal=0.8, newest=() if self.empty else newest, today=12, weeks=weeks, newest_at=NOW,
            with_comment=0.62, quarantined=3, without_contact_data=11,
            due_by_hour=(0, 0, 1, 1, 0, 1),
        )  # fmt: skip

    def first_look(
        self,
        now: datetime,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: Filter | None = None,
    ) -> tuple[HeaderValue, OverviewValue]:
        """What stands before the cases are looked at."""
        whole = replace(self.overview(now), complete=False, queues=(), weeks=())
        return self.header(now, period, counting, where), whole

    def queue_counts(self, now: datetime) -> tuple[QueueCounts, ...]:
        waiting = [case for case in self.cases if self._in(case, View.QUEUE, now)]
        late = sum(case.due_at <= now for case in waiting)
        return (
            QueueCounts(Category.DETRACTOR, len(waiting), late, 3),
            QueueCounts(Category.PASSIVE, 112, 0, 14),
            QueueCounts(Category.PROMOTER, 208, 0, 31),
        )

    def period_counts(
        self, periods: Sequence[str], now: datetime, where: Filter | None = None
    ) -> tuple[int, ...]:
        self._called("period_counts")
        return tuple(100 * (number + 1) for number, _ in enumerate(periods))
