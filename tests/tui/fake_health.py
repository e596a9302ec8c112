"""The health of follow-up without a store: what the analysis makes of cases written down here."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
from tests.analysis.case_frames import Case, frame

from npstui.analysis import endings, followup
from npstui.analysis.contrast import contrast
from npstui.analysis.period import parse_period
from npstui.analysis.touches import channel_use, touch_balance
from npstui.desk.followup import FollowUp
from npstui.desk.team import Member
from npstui.filters.tree import Filter
from npstui.model.category import Category
from npstui.settings.store_file import StoreSettings

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PEOPLE = ("alice", "bob", "鄭成功鄭成功鄭成功鄭成功", None)
PLACES = ("Oslo", "台北", "Llanfairpwllgwyngyllgogerychwyrndrobwll", None)


class FakeFollowingUp:
    """Asks are told to `calls`; `empty` has no cases."""

    def __init__(self, settings: StoreSettings, calls: list[str], *, empty: bool) -> None:
        self._settings, self._calls, self._empty = settings, calls, empty

    def within_time(self, _now: datetime) -> tuple[int, int]:
        """How many first contacts were made in time."""
        return (78, 100)

    def team(self, now: datetime) -> tuple[Member, ...]:
        """Nobody where there is no case; else those above."""
        if self._empty:
            return ()
        named = [Member(name, name == "alice", 12, 3, 2, 4, 1, 0) for name in PEOPLE if name]
        away = Member("mona", in_team=True, capacity=20, away_until=(now + 9 * DAY).date())
        return (*named, away, Member(None, in_team=False, open=7))

    def answer(
        self,
        now: datetime,
        period: str = "30d",
        *,
        where: Filter | None = None,
        by: str | None = None,
    ) -> FollowUp:
        """The cases below, whatever they are narrowed to."""
        self._calls.append(f"health {period} {where} {by}")
        settings, zone = self._settings, ZoneInfo("UTC")
        asked = parse_period(period, now, zone)
        place = pl.Series(followup.SEGMENT, [] if self._empty else _round(PLACES), dtype=pl.String)
        cases = frame(*([] if self._empty else cases_at(now))).with_columns(place)
        held = followup.cohort(cases, asked, now)
        contacts = _contacts(now).clear() if self._empty else _contacts(now)
        categories = followup.health(held, now, zone, settings.business_hours)
        return FollowUp(
            period=asked,
            where="" if where is None else str(where),
            goal=settings.goal,
            minimum_n=settings.minimum_n,
            by=by,
            categories=categories,
            people=followup.standings(held, "assignee"),
            segments=followup.standings(held, followup.SEGMENT) if by is not None else (),
            touches=touch_balance(contacts.lazy(), asked, now, zone),
            answers={each.category: each.cases for each in categories},
            channels=channel_use(contacts.lazy(), asked),
            outcomes=endings.outcomes_by_category(held),
            by_tag=endings.outcomes_by_tag(held),
            by_channel=endings.outcomes_by_channel(held),
            by_playbook=(),
            remedies=endings.remedies(held),
            recovery=(endings.recovery(held, Category.DETRACTOR),),
            contrast=contrast(held, settings.minimum_n),
        )


def _round(values: tuple[str | None, ...]) -> list[str | None]:
    return [values[number % len(values)] for number in range(120)]


def cases_at(now: datetime) -> list[Case]:
    """A hundred and twenty detractors, passives and promoters, a case every four hours."""
    cases = []
    for number, person in enumerate(_round(PEOPLE)):
        at = now - (number + 1) * 4 * HOUR
        done = number % 3 == 0
        first = at + (number % 30) * HOUR if number % 5 else None
        cases.append(
            Case(
                f"r{number}",
                score=(3, 8, 10)[number % 4 % 3],
                responded_at=at,
                clock_starts_at=at,
                due_at=at + DAY,
                first_contact_at=first if first is not None and first < now else None,
                resolved_at=now - HOUR if done else None,
                outcome="solved" if done else None,
                assignee=person,
                touched=person is not None,
                tries=number % 3,
            )
        )
    return cases


def _contacts(now: datetime) -> pl.DataFrame:
    rows = [
        (now - number * 10 * HOUR, category.value, "mail", "sent")
        for number in range(40)
        for category in Category
    ]
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "at": pl.Datetime("us", "UTC"),
        "category": pl.String,
        "channel": pl.String,
        "result": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")
