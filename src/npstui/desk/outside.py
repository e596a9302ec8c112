"""The people and departments outside the desk: whom to hand on to, and how long they take."""

from collections.abc import Collection
from datetime import datetime

import polars as pl

from npstui.analysis.departments import DepartmentTime, time_by_department
from npstui.desk.commands import Commands
from npstui.desk.frames import Frames
from npstui.desk.hand_on_text import hand_on_text
from npstui.desk.listings import Listings
from npstui.model.events import EventKind
from npstui.model.handing import Stay, stays
from npstui.model.response import ResponseRef
from npstui.present.text import EMPTY, SafeText, safe
from npstui.present.values import Answer, PersonOutside
from npstui.store.store import Store

_STRANGER = "dealt with them; not among the people outside yet"


class Outside:
    """What one desk knows of those it hands cases on to."""

    def __init__(
        self,
        frames: Frames,
        store: Store,
        listings: Listings,
        commands: Commands,
        as_of: datetime | None,
    ) -> None:
        self._frames = frames
        self._store = store
        self._listings = listings
        self._commands = commands
        self._as_of = as_of

    def people(self, refs: Collection[ResponseRef], now: datetime) -> tuple[PersonOutside, ...]:
        """Whom these cases may be handed on to, those who dealt with their customers first.

        The store's [people], and last those it does not name who dealt with the customers;
        without any, whoever was handed something before.
        """
        self._frames.refresh()
        waiting = self._waiting(now)
        named = self._store.settings().people
        agents = self._agents(refs)
        if named:
            known = {name.casefold() for name in agents}
            first = [name for name in named if name.casefold() in known]
            names = [*first, *(name for name in named if name not in first)]
            folded = {name.casefold() for name in named}
            strangers = [name for name in agents if name.casefold() not in folded]
        else:
            names, strangers = list(dict.fromkeys([*agents, *waiting])), []
        return tuple(
            PersonOutside(
                safe(name),
                waiting.get(name, 0),
                SafeText("dealt with them") if name in agents else EMPTY,
            )
            for name in names
        ) + tuple(
            PersonOutside(safe(name), 0, SafeText(_STRANGER), known=False) for name in strangers
        )

    def text(
        self,
        refs: Collection[ResponseRef],
        now: datetime,
        *,
        note: str,
        person: str,
        contact: bool,
    ) -> str:
        """What goes along with cases that were handed on; "" where none of them was."""
        self._frames.refresh()
        states = self._frames.open_cases_of(list(refs), now)
        handed = states.filter(pl.col("handed_to").is_not_null())
        if not handed.height:
            return ""
        settings = self._store.settings()
        first = handed.row(0, named=True)
        return hand_on_text(
            self._listings.of(refs, now).to_dicts(),
            to=str(first["handed_to"]),
            until=first["handed_until"],
            note=note,
            person=person,
            store=settings.name,
            zone=settings.zone,
            contact=contact,
        )

    def hand_over(self, giver: str, person: str, now: datetime) -> Answer:
        """Give all that one member of the team has to another, in one verb."""
        from npstui.desk.handing_over import hand_over

        if self._as_of is not None:
            return Answer(said=safe("This desk shows the past (--as-of); nothing can be changed."))
        self._frames.refresh()
        settings = self._store.settings()
        return hand_over(self._commands, self._frames, settings, giver, person, now)

    def times(self, now: datetime) -> tuple[DepartmentTime, ...]:
        """The time that cases spent with each, up to now or the moment the desk is fixed at."""
        found: list[Stay] = []
        for events in self._store.histories_with(EventKind.HANDED_ON):
            known = [each for each in events if self._as_of is None or each.at <= self._as_of]
            found += stays(known, now)
        return time_by_department(found, now)

    def _waiting(self, now: datetime) -> dict[str, int]:
        """Whom something was handed on to, with the cases that wait there now."""
        states = self._frames.states.filter(pl.col("handed_to").is_not_null())
        counted = (
            states.group_by("handed_to")
            .agg((pl.col("handed_until").is_null() | (pl.col("handed_until") > now)).sum())
            .sort("handed_to")
        )
        return {str(name): int(count) for name, count in counted.iter_rows()}

    def _agents(self, refs: Collection[ResponseRef]) -> list[str]:
        rows = self._frames.responses_of(refs).select(pl.col("agent").drop_nulls().unique())
        return sorted(str(name) for name in rows.collect()["agent"])
