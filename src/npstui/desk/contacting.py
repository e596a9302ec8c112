"""Who may be written to: the wish not to be contacted, and the cap on contacts of a customer."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta

import polars as pl

from npstui.desk.frames import Frames, keys_of
from npstui.desk.shown import ShownColumns
from npstui.model.case import undone_verbs
from npstui.model.events import Event, EventKind
from npstui.model.outcomes import stops_the_clock
from npstui.model.response import ResponseRef
from npstui.present.numbers import count
from npstui.settings.store_file import StoreSettings
from npstui.store.expressions import KEY
from npstui.store.store import Store

WISH = "the customer may not be contacted"
_KINDS = (EventKind.CONTACTED, EventKind.UNDONE, EventKind.REDONE)


class Contacting:
    """Who may be contacted in one store, by its frames and the contacts of the last days."""

    def __init__(self, frames: Frames, store: Store, shown: ShownColumns) -> None:
        self._frames = frames
        self._store = store
        self._shown = shown
        self._kept: tuple[int, datetime, dict[ResponseRef, list[Event]]] | None = None

    def barred(
        self, refs: Collection[ResponseRef], now: datetime, settings: StoreSettings
    ) -> dict[ResponseRef, str]:
        """Why some of these customers may not be written to now; those who may are left out.

        The wish of a customer in any of the answers in work counts for all of them; a contact
        that got through counts against the cap on all of the customer's cases.
        """
        cases = self._customers(now)
        asked = keys_of(refs).join(cases, on=KEY, how="left")
        flags = self._flags(asked, now)
        made = self._contacts(cases, now, settings)
        most, days = settings.contact_cap, settings.contact_days
        found: dict[ResponseRef, str] = {}
        for source, name, customer in asked.iter_rows():
            ref = ResponseRef(source, name)
            whose: object = customer if customer is not None else ref
            if ref in flags or whose in flags:
                found[ref] = WISH
            elif most and made.get(whose, 0) >= most:
                times = count(made[whose], "contact")
                found[ref] = f"{times} in {days} days, the store's cap is {most}"
        return found

    def made(self, ref: ResponseRef, now: datetime, settings: StoreSettings) -> int:
        """How often the customer of a case was contacted within the days of the cap."""
        cases = self._customers(now)
        own = keys_of([ref]).join(cases, on=KEY, how="left")["customer"].item()
        return self._contacts(cases, now, settings).get(own if own is not None else ref, 0)

    def capped(self, now: datetime, settings: StoreSettings) -> list[int]:
        """The customers, as numbers of the case frame, at their cap."""
        if not settings.contact_cap:
            return []
        made = self._contacts(self._customers(now), now, settings)
        most = settings.contact_cap
        return [who for who, times in made.items() if isinstance(who, int) and times >= most]

    def _customers(self, now: datetime) -> pl.DataFrame:
        return self._frames.customers(now)

    def _flags(self, asked: pl.DataFrame, now: datetime) -> set[object]:
        """The refs and customers of which an answer says not to contact them."""
        cases = self._frames.customers(now)
        listed = self._shown.of(cases, ["do_not_contact"]).filter("do_not_contact")
        theirs = listed.select(KEY).join(cases, on=KEY, how="left")
        found: set[object] = {ResponseRef(*row) for row in listed.select(KEY).iter_rows()}
        found |= set(theirs["customer"].drop_nulls().to_list())
        outside = asked.select(KEY).join(cases, on=KEY, how="anti")
        if outside.height:
            refs = [ResponseRef(*row) for row in outside.iter_rows()]
            own = self._frames.responses_of(refs).filter("do_not_contact").select(KEY).collect()
            found |= {ResponseRef(*row) for row in own.iter_rows()}
        return found

    def _contacts(
        self, cases: pl.DataFrame, now: datetime, settings: StoreSettings
    ) -> Mapping[object, int]:
        """Contacts that got through by customer number; by ref where nothing names a customer."""
        since = now - timedelta(days=settings.contact_days)
        times: dict[ResponseRef, int] = {}
        for ref, events in self._recent(since).items():
            standing = sum(1 for event in _through(events) if since < event.at <= now)
            if standing:
                times[ref] = standing
        if not times:
            return {}
        whose = keys_of(times).join(cases, on=KEY, how="left", maintain_order="left")
        made: dict[object, int] = {}
        for (source, name, customer), number in zip(whose.iter_rows(), times.values(), strict=True):
            who: object = customer if customer is not None else ResponseRef(source, name)
            made[who] = made.get(who, 0) + number
        return made

    def _recent(self, since: datetime) -> dict[ResponseRef, list[Event]]:
        """Contacts by case from a moment on, and what took them back; read on, never anew."""
        if self._kept is None or self._kept[1] > since:
            events = self._store.events_from(since, _KINDS)
            by_case: dict[ResponseRef, list[Event]] = {}
        elif self._kept[0] >= self._frames.last_event_id:
            return self._kept[2]
        else:
            events = [e for e in self._store.log(self._kept[0]) if e.kind in _KINDS]
            by_case, since = self._kept[2], self._kept[1]
        for event in events:
            by_case.setdefault(event.ref, []).append(event)
        # Others may have written since the frames were made: what was read is not read again.
        newest = max([self._frames.last_event_id, *(event.event_id for event in events)])
        self._kept = newest, since, by_case
        return by_case


def _through(events: Collection[Event]) -> Iterator[Event]:
    undone = undone_verbs(events)
    for event in events:
        stands = event.kind is EventKind.CONTACTED and event.verb_id not in undone
        if stands and stops_the_clock(str(event.data["result"])):
            yield event
