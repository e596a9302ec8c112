"""The desk's questions about the health of follow-up."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import polars as pl

from npstui.analysis import endings, followup
from npstui.analysis.answer import check_dimension
from npstui.analysis.contrast import Contrast, contrast
from npstui.analysis.departments import DepartmentTime, time_by_department
from npstui.analysis.period import Period, parse_period
from npstui.analysis.touches import Balance, ChannelUse, channel_use, touch_balance
from npstui.desk.frames import SHOWN_LAPSED, Frames, keys_of
from npstui.desk.within_time import PERIOD, count_within_due
from npstui.model.category import Category
from npstui.model.events import EventKind
from npstui.model.frozen import dataclass
from npstui.model.handing import Stay, stays
from npstui.model.response import ResponseRef
from npstui.store.expressions import KEY
from npstui.store.store import Store

if TYPE_CHECKING:
    from npstui.desk.team import Member
    from npstui.filters.tree import Filter
    from npstui.present.brief import BriefValue

_MOMENT = pl.Datetime("us", "UTC")
_CONTACTS: dict[str, type[pl.DataType]] = {
    "source": pl.String,
    "response_id": pl.String,
    "at": pl.Int64,
    "channel": pl.String,
    "result": pl.String,
    "template": pl.String,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """First contacts of a period's detractors in time, against the store's goal."""

    period: Period
    goal: float
    promise: followup.Promise

    @property
    def met(self) -> bool | None:
        """Whether the goal is kept; None where there is nobody to judge."""
        return None if self.promise.share is None else self.promise.share >= self.goal


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How the follow-up of a period's answers went; `by` is the dimension of `segments`.

    Contacts (touches, channels) are those made in the period, all else is of the cases whose
    answers came in it.
    """

    period: Period
    where: str
    goal: float
    minimum_n: int
    by: str | None
    categories: tuple[followup.CategoryHealth, ...]
    people: tuple[followup.Standing, ...]
    segments: tuple[followup.Standing, ...]
    touches: Balance
    answers: dict[Category, int]  # the period's cases by category, beside the touches
    channels: tuple[ChannelUse, ...]
    outcomes: tuple[endings.Ending, ...]
    by_tag: tuple[endings.Ending, ...]
    by_channel: tuple[endings.Ending, ...]
    by_playbook: tuple[endings.Ending, ...]
    remedies: tuple[endings.RemedyUse, ...]
    recovery: tuple[endings.Recovery, ...]
    contrast: Contrast
    departments: tuple[DepartmentTime, ...] = ()

    @property
    def kept(self) -> Kept:
        """What the goal is about."""
        return Kept(self.period, self.goal, self.detractors.promise)

    @property
    def detractors(self) -> followup.CategoryHealth:
        """The category that the goal is about."""
        return self.categories[0]


class FollowingUp:
    """The health of one store's follow-up; `as_of` is the moment its frames are fixed at."""

    def __init__(
        self,
        frames: Frames,
        store: Store,
        parsed: "Callable[[str | None], Filter | None]",
        as_of: datetime | None,
    ) -> None:
        self._frames = frames
        self._store = store
        self._parsed = parsed
        self._as_of = as_of
        self._contacts: tuple[int, datetime | None, pl.DataFrame] | None = None

    def within_time(self, now: datetime) -> tuple[int, int]:
        """Detractors of 30 days contacted by their due time, and all that can be judged."""
        self._frames.refresh()
        cases = self._frames.open_cases(now)
        return count_within_due(cases, now, self._store.settings().zone)

    def kept(self, now: datetime, period: str = PERIOD) -> Kept:
        """The promise alone, as `answer` has it, without reading what else is told. Raises
        PeriodError.
        """
        self._frames.refresh()
        settings = self._store.settings()
        asked = parse_period(period, now, settings.zone)
        cases = self._cases(asked, now, None, None).lazy()
        promise = followup.promise_of(cases, asked, Category.DETRACTOR, now)
        return Kept(asked, settings.goal, promise)

    def answer(
        self,
        now: datetime,
        period: str = PERIOD,
        *,
        where: "str | Filter | None" = None,
        by: str | None = None,
    ) -> FollowUp:
        """The health of a period's follow-up, narrowed by any filter, split by a dimension.

        Raises PeriodError, FilterError, NoSuchDimension.
        """
        self._frames.refresh()
        if isinstance(where, str):
            where = self._parsed(where)
        settings = self._store.settings()
        asked = parse_period(period, now, settings.zone)
        cases = self._cases(asked, now, where, by)
        held = followup.cohort(cases.lazy(), asked, now)
        contacts = self._contacts_of(asked).join(
            cases.select(*KEY, "category"), on=KEY, how="inner"
        )
        categories = followup.health(held, now, settings.zone, settings.business_hours)
        return FollowUp(
            period=asked,
            where="" if where is None else str(where),
            goal=settings.goal,
            minimum_n=settings.minimum_n,
            by=by,
            categories=categories,
            people=followup.standings(held, "assignee"),
            segments=followup.standings(held, followup.SEGMENT) if by is not None else (),
            touches=touch_balance(contacts.lazy(), asked, now, settings.zone),
            answers={each.category: each.cases for each in categories},
            channels=channel_use(contacts.lazy(), asked),
            outcomes=endings.outcomes_by_category(held),
            by_tag=endings.outcomes_by_tag(held),
            by_channel=endings.outcomes_by_channel(held),
            by_playbook=endings.outcomes_by_playbook(held, contacts),
            remedies=endings.remedies(held),
            recovery=tuple(
                endings.recovery(held, category)
                for category in (Category.DETRACTOR, Category.PASSIVE)
            ),
            contrast=contrast(held, settings.minimum_n),
            departments=self._departments(held, now),
        )

    def team(self, now: datetime) -> "tuple[Member, ...]":
        """The team as it stands now, with what each holds."""
        from npstui.desk.team import members

        self._frames.refresh()
        return members(self._frames.open_cases(now), self._store.settings(), now)

    def brief(self, now: datetime, person: str | None = None) -> "BriefValue":
        """The morning of the team, or of one member."""
        from npstui.desk.brief import brief

        self._frames.refresh()
        return brief(self._frames, self._store, now, person)

    def _cases(
        self, period: Period, now: datetime, where: "Filter | None", by: str | None
    ) -> pl.DataFrame:
        """Every case the answer can need, narrowed; those of the period and more."""
        recent = period.start is not None and period.start >= now - SHOWN_LAPSED
        cases = self._frames.open_cases(now) if recent else self._frames.all_cases(now)
        expression = None
        wanted: list[pl.Expr] = []
        if where:
            expression = where.expression(now, self._store.settings().zone)
            names = expression.meta.root_names()
            wanted += [pl.col(name) for name in dict.fromkeys(names) if name not in cases.columns]
        responses = self._frames.everything()
        if by is not None:
            check_dimension(responses, by)
            wanted.append(pl.col(by).cast(pl.String).alias(followup.SEGMENT))
        if wanted:
            facts = responses.select(*KEY, *wanted).join(
                cases.lazy().select(KEY), on=KEY, how="semi"
            )
            cases = cases.join(facts.collect(), on=KEY, how="left", maintain_order="left")
        return cases if expression is None else cases.filter(expression)

    def _departments(self, held: pl.DataFrame, now: datetime) -> tuple[DepartmentTime, ...]:
        """Where the cases of the cohort were in hands outside the desk, and for how long."""
        histories = {
            events[0].ref: events for events in self._store.histories_with(EventKind.HANDED_ON)
        }
        if not histories:
            return ()
        found: list[Stay] = []
        of_cohort = held.select(KEY).join(keys_of(histories), on=KEY, how="semi")
        for row in of_cohort.iter_rows():
            events = histories[ResponseRef(*row)]
            known = [each for each in events if self._as_of is None or each.at <= self._as_of]
            found += stays(known, now)
        return time_by_department(found, now)

    def _contacts_of(self, period: Period) -> pl.DataFrame:
        """The contacts from the period's start on; read again when an event came."""
        version = self._frames.version
        if self._contacts is None or self._contacts[:2] != (version, period.start):
            rows = self._store.contacts(period.start, self._as_of)
            columns = zip(*rows, strict=True) if rows else ((),) * len(_CONTACTS)
            frame = pl.DataFrame(
                [
                    pl.Series(name, values, dtype=kind)
                    for (name, kind), values in zip(_CONTACTS.items(), columns, strict=True)
                ]
            ).with_columns(pl.col("at").cast(_MOMENT))
            self._contacts = version, period.start, frame
        return self._contacts[2]
