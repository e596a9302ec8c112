"""The team as it stands now: who is away, what each holds of what they can, what is late."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from npstui.desk.days import tonight
from npstui.model.frozen import dataclass
from npstui.settings.store_file import StoreSettings
from npstui.settings.team import is_away


@dataclass(frozen=True, slots=True)
class Member:
    """One who holds cases, and their open cases; `person` is None for those that nobody has.

    `late` and `due_today` are of first contacts, `contacted` had one; `snoozed` and `waiting`
    (handed on) may be any of them. `away_until` is the day they are back, while they are away.
    """

    person: str | None
    in_team: bool
    open: int = 0
    late: int = 0
    due_today: int = 0
    contacted: int = 0
    snoozed: int = 0
    waiting: int = 0
    capacity: int | None = None
    away_until: date | None = None


def held(cases: pl.DataFrame, now: datetime, zone: ZoneInfo) -> pl.DataFrame:
    """What each assignee, null for nobody, has of the open cases.

    Columns: assignee, and the counts of Member by their names. `cases` is the frame of cases.at.
    """
    waits, due = pl.col("first_contact_at").is_null(), pl.col("due_at")
    return (
        cases.filter("open")
        .group_by("assignee")
        .agg(
            pl.len().alias("open"),
            (waits & (due <= now)).sum().alias("late"),
            (waits & (due > now) & (due < tonight(now, zone))).sum().alias("due_today"),
            (~waits).sum().alias("contacted"),
            pl.col("snoozed").sum(),
            pl.col("handed_to").is_not_null().sum().alias("waiting"),
        )
    )


def members(cases: pl.DataFrame, settings: StoreSettings, now: datetime) -> tuple[Member, ...]:
    """The team in its order, then others who have an open case, then nobody where there are such.

    `cases` is the frame of cases.at.
    """
    counted = held(cases, now, settings.zone)
    theirs: dict[str | None, dict[str, Any]] = {
        row.pop("assignee"): row for row in counted.iter_rows(named=True)
    }
    others = sorted(name for name in theirs if name is not None and name not in settings.team)
    today = now.astimezone(settings.zone).date()
    listed = [
        Member(
            name,
            name in settings.team,
            capacity=settings.capacity.get(name),
            away_until=_away(settings, name, today),
            **theirs.get(name, {}),
        )
        for name in (*settings.team, *others)
    ]
    return (
        (*listed, Member(None, in_team=False, **theirs[None])) if None in theirs else tuple(listed)
    )


def _away(settings: StoreSettings, name: str, today: date) -> date | None:
    return settings.absence[name] if is_away(settings.absence, name, today) else None
