"""The morning in plain values: what `brief` prints and mails. No contact data is in it."""

from collections.abc import Mapping
from datetime import datetime

from npstui.model.category import Category
from npstui.model.frozen import dataclass
from npstui.model.response import ResponseRef
from npstui.present.text import SafeText
from npstui.present.values import QueueCounts


@dataclass(frozen=True, slots=True)
class Load:
    """What one person has; `person` None is nobody. Late and due today are of first contacts;
    those of the open ones that are snoozed are not among what Mine lists.
    """

    person: SafeText | None
    open: int
    late: int
    due_today: int
    snoozed: int


@dataclass(frozen=True, slots=True)
class BriefCase:
    """One case by name; addresses and numbers are masked in the texts."""

    ref: ResponseRef
    category: Category
    score: int
    answered_at: datetime | None
    due_at: datetime | None
    window_ends_at: datetime | None
    customer: SafeText
    comment: SafeText
    assignee: SafeText | None


@dataclass(frozen=True, slots=True)
class BriefValue:
    """The morning of a team, or of one `person`. Lists hold the first few, totals count them all.

    `refused` are the rows in quarantine, `refused_lately` those of the last 24 h by file.
    `newest` are detractors of the last 24 h; for one person those that nobody has.
    """

    store: SafeText
    person: SafeText | None
    at: datetime
    answers: int  # of the last 24 h
    detractors: int  # among them
    queues: tuple[QueueCounts, ...]
    loads: tuple[Load, ...]
    late: tuple[BriefCase, ...]
    late_total: int
    due_today: tuple[BriefCase, ...]
    due_today_total: int
    lapsing: tuple[BriefCase, ...]  # open passives, the nearest end first
    lapsing_total: int
    newest: tuple[BriefCase, ...]
    newest_total: int
    refused: int
    refused_lately: Mapping[SafeText, int]
    arrivals: Mapping[str, Mapping[str, int]]  # by category, as imports of the last 24 h brought it
    came_late: tuple[SafeText, ...]  # of what came in in the last 24 h, a sentence a category
