"""What a verb is asked with and what it answers: a plan of events, or a refusal in words."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from npstui.model.case import CaseState, Status
from npstui.model.category import Category
from npstui.model.events import NewEvent
from npstui.model.frozen import dataclass
from npstui.model.response import ResponseRef


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a plan may know of one case. `status` is None where the response opened none."""

    ref: ResponseRef
    category: Category
    status: Status | None
    state: CaseState
    responded_at: datetime | None
    assignee: str | None  # the joined cases' assignee where this one has none of its own


@dataclass(frozen=True, slots=True)
class Context:
    """The cases a verb is asked for, who asks, and when. `zone` reads bare dates and times."""

    cases: tuple[CaseFacts, ...]
    person: str
    now: datetime
    team: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()  # those the store adds
    remedies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()  # whom a case can be handed on to; anybody where there are none
    zone: str = "UTC"
    # why nobody may write to the customer of a case now; asked for contacts alone
    barred: Mapping[ResponseRef, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RefusedCase:
    """One case the plan leaves alone, and why."""

    ref: ResponseRef
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a verb would append.

    `already` are cases that stand as asked, done without an event. `expected` is the version
    each planned case had; `said` is what the status line says when it is done.
    """

    events: tuple[NewEvent, ...]
    said: str
    already: tuple[ResponseRef, ...] = ()
    refused: tuple[RefusedCase, ...] = ()
    expected: Mapping[ResponseRef, int] = field(default_factory=dict)
    goes_on: bool = False  # the cursor goes on to the next case


@dataclass(frozen=True, slots=True)
class Refusal:
    """The verb cannot run at all: one sentence."""

    reason: str
