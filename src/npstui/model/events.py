"""What somebody did to a case: appended, never changed. The audit log, and undo."""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from enum import StrEnum

from npstui.model.frozen import dataclass
from npstui.model.response import ResponseRef


class EventKind(StrEnum):
    """The kinds of events, each with the keys of its data.

    Where a rule of the store did it at import, data has `rule`, the rule's name: nobody has
    touched the case by that.
    """

    ASSIGNED = "assigned"  # to: str | None
    TAGGED = "tagged"  # tags: [str]
    UNTAGGED = "untagged"  # tags: [str]
    NOTED = "noted"  # text: str
    # channel, result, note, told (ISO 8601), ask, answer, template and language of the playbook
    CONTACTED = "contacted"
    SNOOZED = "snoozed"  # until: ISO 8601 | None wakes it
    RESOLVED = "resolved"  # outcome, remedy, amount, again
    REOPENED = "reopened"
    HANDED_ON = "handed-on"  # to, until: ISO 8601 | None, note; to None brings it back
    DUE_SET = "due-set"  # due, starts: ISO 8601; by a rule at import alone
    EXCLUDED = "excluded"  # reason
    INCLUDED = "included"
    UNDONE = "undone"  # verb: int, the verb whose events on this case no longer hold
    REDONE = "redone"  # verb: int


@dataclass(frozen=True, slots=True)
class NewEvent:
    """One event about to be appended; `data` is JSON-shaped, keys as at its kind."""

    ref: ResponseRef
    kind: EventKind
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewVerb:
    """What one command of a person appends: its catalogue id, its words in the past, its events."""

    command: str  # the catalogue's id, "case.take"
    said: str  # "Tagged late-driver", for the log and for undo
    at: datetime  # UTC
    actor: str  # the operating system's user
    person: str  # who it was in the team; the actor unless a shared login named somebody
    events: tuple[NewEvent, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """One event as it stands in the log. Ids grow with time over the whole store."""

    event_id: int
    verb_id: int
    at: datetime  # UTC
    actor: str
    person: str
    kind: EventKind
    ref: ResponseRef
    data: Mapping[str, object]
