# ruff: noqa: ARG002 - the signatures are those of the timeline
"""A timeline without a store, for the screens' tests: 60 weeks, or as many days, and markers."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import SimpleNamespace

from tests.tui.fake_cases import NOW

from npstui.analysis.change import change_or_none
from npstui.analysis.counts import Counts
from npstui.analysis.score import score
from npstui.analysis.trend import TrendPoint
from npstui.desk.marking import MarkerError
from npstui.desk.scores import change_value, score_value
from npstui.desk.trends import period_values
from npstui.filters.tree import Filter
from npstui.model.counting import Counting
from npstui.present.marker_value import MarkerValue
from npstui.present.moved import MovedValue
from npstui.present.text import EMPTY, safe
from npstui.present.trends_value import GroupLine, SplitLines, TrendsValue, YearAgoValue

WEEK = timedelta(weeks=1)
STEPS = {"day": timedelta(days=1), "week": WEEK, "month": 30 * WEEK / 7, "quarter": 13 * WEEK}
MONDAY = (NOW - timedelta(days=NOW.weekday())).replace(hour=0, minute=0)


def counts_at(place: int) -> Counts:
    """Between 205 and 322 answers, the score going up and down."""
    promoters = 100 + place * 7 % 41
    return Counts(promoters, 60, 40 + place * 5 % 31)


def marker(letter: str, at: datetime, text: str, number: int = 1) -> MarkerValue:
    """A marker judged on 200 answers a side."""
    before, after = Counts(110, 50, 40), Counts(80, 50, 70)
    made = change_or_none(before, after)
    return MarkerValue(
        marker_id=number, letter=letter, at=at, text=safe(text), where=EMPTY, person=safe("alice"),
        before=score_value(score(before)), after=score_value(score(after)),
        change=change_value(made), weeks_before="8 weeks", weeks="4 weeks, B follows", few=False,
    )  # fmt: skip


PART = (safe("Oslo"), 3.1, 0.9)


@dataclass
class FakeTimeline:
    """`points` is how many periods there are; `thin` are the places with four answers only."""

    points: int = 60
    thin: frozenset[int] = frozenset()
    nobody: frozenset[int] = frozenset()
    markers: list[MarkerValue] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    grown: int = 0
    by: str | None = None

    def trends(
        self,
        now: datetime,
        every: str | None = None,
        period: str | None = None,
        counting: Counting = Counting.ANSWERS,
        where: Filter | None = None,
        by: str | None = None,
    ) -> TrendsValue:
        self.asked.append(f"{every} {period} {counting} {where}")
        self.by = by
        unit = every or "week"
        step, many = STEPS[unit], self.points
        points = [
            TrendPoint(
                MONDAY + step * (place - many + 1),
                MONDAY + step * (place - many + 2),
                None if place in self.nobody else score(self._counts(place)),
            )
            for place in range(many + self.grown)
        ]
        values = period_values(points, now, 30)
        before, after = Counts(400, 200, 170), Counts(480, 200, 170)
        change = change_value(change_or_none(before, after))
        then, since = score_value(score(before)), score_value(score(after))
        assert change is not None
        assert then is not None
        assert since is not None
        split = None
        if by is not None:
            # Points lower, and every second of the smaller group too thin to be drawn.
            lower = [replace(each, score=score(Counts(60, 30, 30))) for each in points]
            thin = [replace(each, score=score(Counts(3, 1, place % 2 * 40)))
                    for place, each in enumerate(points)]  # fmt: skip
            groups = (
                GroupLine("Oslo", safe("Oslo"), period_values(lower, now, 30)),
                GroupLine("台北", safe("台北"), period_values(thin, now, 30)),
            )
            split = SplitLines(by, safe(by), groups, 2, 1_210)
        return TrendsValue(
            split=split,
            every=unit, counting=counting, minimum_n=30, points=values,
            markers=tuple(self.markers) if many else (),
            year_ago=YearAgoValue("Same 30 days", then, since, change, few=False) if many else None,
            moved=MovedValue("region", 4.0, 3.1, 0.9, (PART,)) if many else None,
            period="last 30 days" if period is None else f"the {period}",
            period_start=None, period_end=None if period is None else NOW - 20 * WEEK,
        )  # fmt: skip

    def _counts(self, place: int) -> Counts:
        return Counts(2, 1, 1) if place in self.thin else counts_at(place)

    def add(
        self, day: str, text: str, now: datetime, where: str = ""
    ) -> tuple[SimpleNamespace, bool]:
        if day == "soon":
            raise MarkerError("“soon” is no day; write 2026-09-30.")
        at = datetime.fromisoformat(f"{day}T00:00+00:00")
        self.markers.append(marker("A", at, text, len(self.markers) + 1))
        return SimpleNamespace(at=at, text=text, where=where), True

    def drop(self, marker_id: int, now: datetime) -> SimpleNamespace:
        dropped = next(each for each in self.markers if each.marker_id == marker_id)
        self.markers.remove(dropped)
        return SimpleNamespace(at=dropped.at, text=str(dropped.text))
