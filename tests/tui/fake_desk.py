# ruff: noqa: ARG002 - the signatures are those of the desk
"""A desk without a store, for the screens' tests: the methods of desk.desk.Desk, in memory."""

import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING

import polars as pl
from tests.tui.fake_cases import (
    NOW,
    FakeAnswer,
    FakeCase,
    lets_through,
    listed,
    said_of,
    sample_cases,
    why_gone,
)
from tests.tui.fake_health import FakeFollowingUp
from tests.tui.fake_numbers import FakeNumbers
from tests.tui.fake_parts import FakeParts
from tests.tui.fake_timeline import FakeTimeline

from npstui.filters.keys import known_keys
from npstui.filters.offers import Offer, offer_for
from npstui.filters.parse import parse
from npstui.filters.tree import Filter
from npstui.model.case import Status
from npstui.model.category import Category, category_of
from npstui.model.outcomes import OUTCOMES
from npstui.model.response import ResponseRef
from npstui.present import times
from npstui.present.explained import Explanation
from npstui.present.rows import QueueRow
from npstui.present.text import SafeText, safe, safe_lines
from npstui.present.values import (
    Answer,
    CaseValue,
    CustomerAnswer,
    CustomerValue,
    Fact,
    PersonLoad,
    PersonOutside,
    RefusedValue,
    StoryLine,
    TagCount,
    View,
    ViewCount,
)
from npstui.present.views import VIEWS
from npstui.settings.store_file import StoreSettings

if TYPE_CHECKING:
    from npstui.desk.drafts import Drafts


@dataclass
class FakeDesk(FakeNumbers):
    """Verbs change `cases`; `calls` tells what was asked, `gate` holds the worker while cleared."""

    cases: list[FakeCase] = field(default_factory=sample_cases)
    person: str = "alice"
    settings: StoreSettings = field(
        default_factory=lambda: StoreSettings(team=("alice", "bob", "chen"))
    )
    as_of: datetime | None = None
    calls: list[str] = field(default_factory=list)
    undone: list[list[FakeCase]] = field(default_factory=list)
    empty: bool = False
    limit: int | None = None
    timeline: FakeTimeline = field(default_factory=FakeTimeline)

    def in_words(self, error: BaseException, *, short: bool = False) -> BaseException:
        """Errors of a desk without files are told as they are."""
        return error

    def __post_init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.rings = 0
        self.writes: list[tuple[ResponseRef, ...]] = []
        self.kept: dict[tuple[str, ResponseRef], SimpleNamespace] = {}
        self.others_write: dict[ResponseRef, tuple[str, ...]] = {}
        self.others_did: str | None = None
        self.barred: dict[ResponseRef, str] = {}
        self.strangers: tuple[str, ...] = ()  # who dealt with customers and is not in [people]
        self._before: list[tuple[str, list[FakeCase]]] = []
        self.parts = FakeParts(self._called, empty=self.empty)

    def begin_session(self) -> None:
        """Nothing to do."""

    def bell(self) -> SimpleNamespace:
        """Rings once for each `rings`."""

        def rang() -> bool:
            rings, self.rings = self.rings, 0
            return bool(rings)

        return SimpleNamespace(rang=rang)

    def refresh(self) -> bool:
        return False

    @property
    def drafts(self) -> "Drafts":
        from tests.tui.fake_drafts import fake_drafts

        self._called("drafts")
        return fake_drafts(self)

    def close(self) -> None:
        """Nothing to do."""

    def filter(self, text: str) -> Filter:
        return parse(text, known_keys())

    def filter_help(self, text: str, now: datetime) -> Offer | None:
        return offer_for(text, known_keys(), {"region": ("Oslo", "Stockholm"), "language": ("sv",)})

    def queue(
        self,
        category: Category | None,
        view: View,
        now: datetime,
        *,
        where: Filter | None = None,
        sort: str | None = None,
        whole: bool = False,
    ) -> FakeAnswer:
        self._called(f"queue {view}")
        every = [case for case in self.cases if category in (None, category_of(case.score))]
        fitting = [case for case in every if lets_through(where, case)]
        counts = tuple(
            ViewCount(each, sum(self._in(case, each, now) for case in fitting))
            for each in VIEWS[category]
        )
        listed = [case for case in fitting if self._in(case, view, now)]
        listed.sort(key=lambda case: case.due_at)
        if sort is not None:
            by = {"score": lambda case: case.score, "customer": lambda case: case.customer}
            listed.sort(key=by[sort.removeprefix("-")], reverse=sort.startswith("-"))
        shown = listed if whole or self.limit is None else listed[: self.limit]
        answer = FakeAnswer([self._row(case, now) for case in shown], counts)
        answer.total = answer.unnarrowed = len(listed)
        answer.unnarrowed = sum(self._in(case, view, now) for case in every)
        return answer

    def why_left(
        self,
        refs: Collection[ResponseRef],
        category: Category | None,
        view: View,
        now: datetime,
        where: Filter | None = None,
    ) -> dict[ResponseRef, SafeText]:
        self._called(f"why left {view}")
        cases = {case.ref: case for case in self.cases}
        return {ref: why_gone(cases[ref], self.person) for ref in refs}

    def open_count(self, category: Category | None, where: Filter, now: datetime) -> int:
        return sum(lets_through(where, case) for case in self.cases)

    def name_cases(self, now: datetime) -> None:
        """There are no names to read."""

    def make_ready(self, now: datetime) -> None:
        """Nothing to read."""

    def earlier_scores(self, now: datetime) -> Callable[[], bool] | None:
        """Nothing to read."""
        return None

    def case(self, ref: ResponseRef, now: datetime) -> CaseValue:
        self._called(f"case {ref.response_id}")
        case = next(case for case in self.cases if case.ref == ref)
        return CaseValue(
            ref=ref, score=case.score, category=category_of(case.score),
            status=Status.RESOLVED if case.outcome else Status.NEW,
            customer=safe(case.customer), comment=safe_lines(case.comment),
            answered_at=case.due_at - timedelta(hours=24),
            clock_starts_at=case.due_at - timedelta(hours=24),
            due_at=None if case.contacted else case.due_at, from_import=False,
            window_ends_at=None, first_contact_at=case.contacted, snoozed_until=case.snoozed,
            resolved_at=now if case.outcome else None, outcome=case.outcome,
            assignee=safe(case.owner) if case.owner else None,
            tags=tuple(safe(tag) for tag in case.tags), excluded=None, joined=0,
            mail=safe("a@example.org"), phone=safe("+47 900 00 000"), do_not_contact=False,
            preferred_channel=None, tries=0, facts=(Fact("Region", safe("Oslo")),), earlier=(),
            story=tuple(StoryLine(NOW, safe("alice"), safe(said)) for said in case.story),
            version=len(case.story),
        )  # fmt: skip

    def clock(self, ref: ResponseRef, now: datetime) -> Explanation:
        self._called(f"clock {ref.response_id}")
        case = next(case for case in self.cases if case.ref == ref)
        return Explanation(safe(f"The clock of {case.customer}"), ((safe("Due"), safe("soon")),))

    def customer(self, ref: ResponseRef, now: datetime) -> CustomerValue:
        self._called(f"customer {ref.response_id}")
        asked = next(case for case in self.cases if case.ref == ref)
        theirs = [asked, *(case for case in self.cases if case.customer == asked.customer
                           and case is not asked)]  # fmt: skip
        answers = tuple(
            CustomerAnswer(
                case.ref, NOW - timedelta(days=40 * number), case.score, category_of(case.score),
                safe(case.comment), Status.RESOLVED if case.outcome else Status.NEW,
                safe(case.owner) if case.owner else None, case.outcome,
            )
            for number, case in enumerate(theirs)
        )  # fmt: skip
        contacts = (StoryLine(NOW - timedelta(days=3), safe("bob"), safe("called, no answer")),)
        return CustomerValue(
            name=safe(asked.customer), customer_id=safe("C-1"), mail=safe("a@example.org"),
            phone=None, company=None, do_not_contact=False, answers=answers,
            open_cases=len(answers), contacts=contacts, value=4120.0, facts=(),
        )  # fmt: skip

    def listed_table(
        self, refs: Collection[ResponseRef], now: datetime, *, notes: bool = False
    ) -> pl.DataFrame:
        rows = [case for each in refs for case in self.cases if case.ref == each]
        return pl.DataFrame(
            {
                "response_id": [case.ref.response_id for case in rows],
                "customer_name": [case.customer for case in rows],
                "email": [f"{case.ref.response_id}@example.org" for case in rows],
                "phone": [None for _case in rows],
                "score": [case.score for case in rows],
                "comment": [case.comment or None for case in rows],
                "responded_at": [NOW for _case in rows],
            }
        )

    @property
    def keeping(self) -> SimpleNamespace:
        """Drafts stand in `kept`; none of an earlier sitting but what a test puts there."""
        return SimpleNamespace(
            all=lambda _now: dict(self.kept),
            keep=lambda key, values, _now: self.kept.update({key: SimpleNamespace(values=values)}),
            drop=lambda keys: [self.kept.pop(key, None) for key in keys],
        )

    def begin_writing(self, refs: Collection[ResponseRef]) -> SimpleNamespace:
        """What is written on now stands in `writes`."""
        told = tuple(refs)
        self.writes.append(told)
        return SimpleNamespace(close=lambda: self.writes.remove(told))

    def who_writes(self) -> Mapping[ResponseRef, tuple[str, ...]]:
        return dict(self.others_write)

    def changed_since(self, ref: ResponseRef, version: int) -> str | None:
        self._called(f"changed {ref.response_id} {version}")
        return self.others_did

    @property
    def following_up(self) -> FakeFollowingUp:
        """How follow-up is doing."""
        return FakeFollowingUp(self.settings, self.calls, empty=self.empty)

    def tags(self, now: datetime) -> tuple[TagCount, ...]:
        return (TagCount(safe("late-driver"), 214), TagCount(safe("app"), 96))

    def people(self, now: datetime) -> tuple[PersonLoad, ...]:
        return tuple(PersonLoad(safe(name), 4) for name in self.settings.team)

    @property
    def outside(self) -> SimpleNamespace:
        """Those outside the desk, and what goes to them."""
        return SimpleNamespace(
            people=lambda _refs, _now: (
                *(PersonOutside(safe(name), 2) for name in ("Dispatch", "Mona Lead")),
                *(PersonOutside(safe(name), 0, known=False) for name in self.strangers),
            ),
            text=self._text_for,
            hand_over=self._hand_over,
        )

    def _text_for(
        self, refs: Collection[ResponseRef], now: datetime, *, note: str, person: str, contact: bool
    ) -> str:
        ids = " ".join(ref.response_id for ref in refs)
        return f"about {ids}{' with contact data' if contact else ''}" if refs else ""

    def _hand_over(self, giver: str, person: str, now: datetime) -> Answer:
        refs = [case.ref for case in self.cases if case.owner == giver]
        return self.run("team.hand-over", refs, {"giver": giver, "person": person}, now)

    def outcomes(self, category: Category) -> tuple[str, ...]:
        return OUTCOMES[category]

    def run(
        self,
        verb_id: str,
        refs: Collection[ResponseRef],
        arguments: Mapping[str, object],
        now: datetime,
    ) -> Answer:
        self._called(f"{verb_id} {','.join(ref.response_id for ref in refs)} {dict(arguments)}")
        before, done, refused = list(self.cases), [], []
        for number, case in enumerate(self.cases):
            if case.ref not in refs:
                continue
            if verb_id == "case.take" and case.owner not in (None, self.person):
                refused.append(RefusedValue(case.ref, safe(f"{case.owner} has it")))
                continue
            changed = self._changed(verb_id, case, arguments, now)
            self.cases[number] = replace(changed, story=(*case.story, verb_id))
            done.append(case.ref)
        if not done:
            return Answer(said=safe(f"Not done: {refused[0].reason}"), refused=tuple(refused))
        said = said_of(verb_id, arguments)
        self._before.append((said, before))
        return Answer(said=safe(said), done=tuple(done), refused=tuple(refused),
                      verb_id=len(self._before))  # fmt: skip

    def undo(self, now: datetime) -> Answer:
        self._called("undo")
        if not self._before:
            return Answer(said=safe("There is nothing of yours to undo."))
        said, before = self._before.pop()
        changed = [old.ref for old, new in zip(before, self.cases, strict=False) if old != new]
        self.cases = before
        return Answer(said=safe(f"Took back: {said}"), done=tuple(changed), verb_id=1)

    def redo(self, now: datetime) -> Answer:
        self._called("redo")
        return Answer(said=safe("There is nothing to redo."))

    def _changed(
        self, verb_id: str, case: FakeCase, arguments: Mapping[str, object], now: datetime
    ) -> FakeCase:
        match verb_id:
            case "case.take":
                return replace(case, owner=self.person)
            case "case.assign" | "team.hand-over":
                return replace(case, owner=str(arguments["person"]))
            case "case.unassign":
                return replace(case, owner=None)
            case "case.tag":
                return replace(case, tags=(*case.tags, *listed(arguments["tags"])))
            case "case.untag":
                gone = listed(arguments["tags"])
                return replace(case, tags=tuple(tag for tag in case.tags if tag not in gone))
            case "case.contact":
                return replace(case, contacted=now)
            case "case.snooze":
                return replace(case, snoozed=now + timedelta(days=1))
            case "case.resolve":
                return replace(case, outcome=str(arguments["outcome"]))
            case "case.reopen":
                return replace(case, outcome=None)
            case _:
                return case

    def _in(self, case: FakeCase, view: View, now: datetime) -> bool:
        awake = case.outcome is None and not (case.snoozed and case.snoozed > now)
        queue = awake and case.contacted is None
        return {
            View.QUEUE: queue,
            View.ALL: case.outcome is None,
            View.MINE: awake and case.owner == self.person,
            View.UNCLAIMED: queue and case.owner is None,
            View.LATE: queue and case.due_at <= now,
            View.IN_WORK: awake and case.contacted is not None,
            View.SNOOZED: case.snoozed is not None and case.outcome is None,
        }.get(view, False)

    def _row(self, case: FakeCase, now: datetime) -> QueueRow:
        return QueueRow(
            ref=case.ref, category=category_of(case.score), score=case.score,
            urgency=times.urgency(now, case.due_at - timedelta(hours=24), case.due_at),
            due=times.due(case.due_at, now), customer=safe(case.customer),
            comment=safe(case.comment), tags=tuple(safe(tag) for tag in case.tags),
            owner=safe(case.owner), reach="tm", tries="none",
        )  # fmt: skip

    def _called(self, what: str) -> None:
        self.gate.wait(10)
        self.calls.append(what)
