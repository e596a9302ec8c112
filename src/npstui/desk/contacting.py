"""Who may be written to: the wish not to be contacted, and the cap on contacts of a customer."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import polars as pl

from npstui.desk.frames import Frames, keys_of
from npstui.desk.shown import ShownColumns
from npstui.desk.states import rows_named
from npstui.model.case import undone_verbs
from npstui.model.events import Event, EventKind
from npstui.model.outcomes import stops_the_clock
from npstui.model.response import ResponseRef
from npstui.present.numbers import count
from npstui.settings.store_file import StoreSettings
from npstui.store.expressions import KEY
from npstui.store.store import Store
from npstui.store.stored import to_micros

WISH = "the customer may not be contacted"
REASON = "no_contact_reason"
# Contacts leave the days of the cap with the time: so long a list may say what was.
_STALE = timedelta(minutes=1)
_FEW = 50  # cases read one by one rather than all contacts anew
_KINDS = (EventKind.CONTACTED, EventKind.UNDONE, EventKind.REDONE)


@dataclass(frozen=True, slots=True)
class Barred:
    """Who may not be contacted: customers as numbers of the case frame, refs where there is none.

    `capped` says how often each was, of those who were as often as the store allows.
    """

    wishes: Collection[object] = frozenset()
    capped: Mapping[object, int] = field(default_factory=dict)

    def mark(self, ref: ResponseRef, customer: object) -> str:
        """What a list shows of one in the place of how to reach them: x, cap, or ""."""
        who = ref if customer is None else customer
        if who in self.wishes:
            return "x"
        return "cap" if who in self.capped else ""


class Contacting:
    """Who may be contacted in one store, by its frames and the contacts of the last days."""

    def __init__(self, frames: Frames, store: Store, shown: ShownColumns) -> None:
        self._frames = frames
        self._store = store
        self._shown = shown
        self._kept: tuple[int, datetime] | None = None
        self._through: dict[ResponseRef, set[int]] = {}  # moments in microseconds
        self._wished: tuple[int, frozenset[object] | set[object]] | None = None
        self._standing: tuple[tuple[object, ...], datetime, Barred] | None = None

    def barred(
        self, refs: Collection[ResponseRef], now: datetime, settings: StoreSettings
    ) -> dict[ResponseRef, str]:
        """Why some of these customers may not be written to now; those who may are left out.

        The wish of a customer in any of the answers in work counts for all of them; a contact
        that got through counts against the cap on all of the customer's cases.
        """
        cases = self._customers(now)
        whose = self._whose(refs, cases)
        flags = self._flags(whose, cases)
        made = self._made_to(whose, cases, now, settings)
        most = settings.contact_cap
        found: dict[ResponseRef, str] = {}
        for ref, customer in whose.items():
            who: object = customer if customer is not None else ref
            if ref in flags or who in flags:
                found[ref] = WISH
            elif most and made.get(who, 0) >= most:
                found[ref] = _often(made[who], settings)
        return found

    def made(self, ref: ResponseRef, now: datetime, settings: StoreSettings) -> int:
        """How often the customer of a case was contacted within the days of the cap."""
        cases = self._customers(now)
        whose = self._whose([ref], cases)
        own = whose[ref] if whose[ref] is not None else ref
        return self._made_to(whose, cases, now, settings).get(own, 0)

    def standing(self, now: datetime, settings: StoreSettings) -> Barred:
        """Everybody in work who may not be contacted now, for lists; a minute old at most."""
        version = self._frames.version, settings.contact_cap, settings.contact_days
        kept = self._standing
        if kept is not None and kept[0] == version and abs(now - kept[1]) < _STALE:
            return kept[2]
        cases = self._customers(now)
        wishes = self._listed(cases).join(cases, on=KEY, how="left")["customer"].drop_nulls()
        barred = Barred(frozenset(wishes.to_list()), self.capped(now, settings))
        # Counting may have read a newer state of the frames.
        version = self._frames.version, settings.contact_cap, settings.contact_days
        self._standing = version, now, barred
        return barred

    def reasons(self, now: datetime, settings: StoreSettings) -> pl.DataFrame:
        """KEY and why, in words, of the cases in work whose customers may not be contacted.

        Cases of nobody known are there for the cap alone: their own wish stands beside them.
        """
        barred, cases = self.standing(now, settings), self._customers(now)
        words = {who: _often(times, settings) for who, times in barred.capped.items()}
        words |= dict.fromkeys(barred.wishes, WISH)
        numbers = {who: why for who, why in words.items() if isinstance(who, int)}
        alone = [(*who, why) for who, why in words.items() if isinstance(who, ResponseRef)]
        why = pl.DataFrame(
            {"customer": list(numbers), REASON: list(numbers.values())},
            schema={"customer": cases.schema["customer"], REASON: pl.String},
        )
        theirs = cases.join(why, on="customer").select(*KEY, REASON)
        return pl.concat([theirs, pl.DataFrame(alone, schema=theirs.schema, orient="row")])

    def capped(self, now: datetime, settings: StoreSettings) -> dict[object, int]:
        """How often each customer at the cap was contacted; by ref where nothing names one."""
        most = settings.contact_cap
        if not most:
            return {}
        made = self._contacts(self._customers(now), now, settings)
        return {who: times for who, times in made.items() if times >= most}

    def _customers(self, now: datetime) -> pl.DataFrame:
        return self._frames.customers(now)

    @staticmethod
    def _whose(refs: Collection[ResponseRef], cases: pl.DataFrame) -> dict[ResponseRef, int | None]:
        """The customers of responses as numbers; None where nothing names one, or no case is."""
        known = rows_named(cases, keys_of(refs))
        return dict.fromkeys(refs) | {
            ResponseRef(source, name): customer for source, name, customer in known.iter_rows()
        }

    def _flags(
        self, whose: Mapping[ResponseRef, int | None], cases: pl.DataFrame
    ) -> Collection[object]:
        """The refs and customers of which an answer says not to contact them."""
        version = self._frames.version
        if self._wished is None or self._wished[0] != version:
            listed = self._listed(cases)
            theirs = listed.select(KEY).join(cases, on=KEY, how="left")
            wished: set[object] = {ResponseRef(*row) for row in listed.select(KEY).iter_rows()}
            self._wished = version, wished | set(theirs["customer"].drop_nulls().to_list())
        flags = self._wished[1]
        # Those without a case in work are not in that frame, nor is whoever named nothing.
        alone = [ref for ref, customer in whose.items() if customer is None and ref not in flags]
        if alone:
            own = self._frames.responses_of(alone).filter("do_not_contact").select(KEY).collect()
            flags = flags | {ResponseRef(*row) for row in own.iter_rows()}
        return flags

    def _listed(self, cases: pl.DataFrame) -> pl.DataFrame:
        return self._shown.of(cases, ["do_not_contact"]).filter("do_not_contact").select(KEY)

    def _contacts(
        self, cases: pl.DataFrame, now: datetime, settings: StoreSettings
    ) -> Mapping[object, int]:
        """Contacts that got through by customer number; by ref where nothing names a customer."""
        since = now - timedelta(days=settings.contact_days)
        times: dict[ResponseRef, int] = {}
        self._recent(since)
        first, last = _micros(since), _micros(now)
        for ref, moments in self._through.items():
            if standing := sum(1 for at in moments if first < at <= last):
                times[ref] = standing
        if not times:
            return {}
        whose = keys_of(times).join(cases, on=KEY, how="left", maintain_order="left")
        made: dict[object, int] = {}
        for (source, name, customer), number in zip(whose.iter_rows(), times.values(), strict=True):
            who: object = customer if customer is not None else ResponseRef(source, name)
            made[who] = made.get(who, 0) + number
        return made

    def _made_to(
        self,
        whose: Mapping[ResponseRef, int | None],
        cases: pl.DataFrame,
        now: datetime,
        settings: StoreSettings,
    ) -> Mapping[object, int]:
        """The same of a few customers, without counting those of all."""
        since = now - timedelta(days=settings.contact_days)
        self._recent(since)
        made: dict[object, int] = {}
        first, last = _micros(since), _micros(now)

        def add(ref: ResponseRef, who: object) -> None:
            moments = self._through.get(ref, ())
            made[who] = made.get(who, 0) + sum(1 for at in moments if first < at <= last)

        numbers = pl.Series([each for each in whose.values() if each is not None])
        if len(numbers):
            theirs = cases.filter(pl.col("customer").is_in(numbers.unique().implode()))
            for source, name, customer in theirs.iter_rows():
                add(ResponseRef(source, name), customer)
        for ref, customer in whose.items():
            if customer is None:
                add(ref, ref)
        return made

    def _recent(self, since: datetime) -> None:
        """The contacts that got through and stand, from a moment on; read on, never anew."""
        newest = self._frames.last_event_id
        if self._kept is not None and self._kept[1] <= since:
            if self._kept[0] >= newest:
                return
            since = self._kept[1]
            events = [each for each in self._store.log(self._kept[0]) if each.kind in _KINDS]
            newest = max([newest, *(each.event_id for each in events)])
            turned = {each.ref for each in events if each.kind is not EventKind.CONTACTED}
            if len(turned) <= _FEW:
                for event in events:
                    if event.ref not in turned and stops_the_clock(str(event.data["result"])):
                        self._through.setdefault(event.ref, set()).add(_micros(event.at))
                for ref in turned:
                    stands = _through(self._store.events(ref))
                    self._through[ref] = {_micros(event.at) for event in stands}
                self._kept = newest, since
                return
        # Others may have written since the frames were made: a contact that is read a second time
        # is the same moment of its case.
        self._through = {}
        for source, name, at, _channel, result, _template in self._store.contacts(since, None):
            if stops_the_clock(result):
                self._through.setdefault(ResponseRef(source, name), set()).add(at)
        self._kept = newest, since


def _micros(moment: datetime) -> int:
    micros = to_micros(moment)
    assert micros is not None
    return micros


def _often(times: int, settings: StoreSettings) -> str:
    made, days, most = count(times, "contact"), settings.contact_days, settings.contact_cap
    return f"{made} in {days} days, the store's cap is {most}"


def _through(events: Collection[Event]) -> Iterator[Event]:
    undone = undone_verbs(events)
    for event in events:
        stands = event.kind is EventKind.CONTACTED and event.verb_id not in undone
        if stands and stops_the_clock(str(event.data["result"])):
            yield event
