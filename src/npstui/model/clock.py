"""When a case opens, when its first contact is due, when it lapses.

The same rules stand as polars expressions in desk.cases; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime

from npstui.model.category import Category
from npstui.model.durations import Duration
from npstui.model.frozen import dataclass

DAY = 86_400
FIRST_CONTACT: Mapping[Category, Duration] = {
    Category.DETRACTOR: Duration(seconds=DAY),
    Category.PASSIVE: Duration(seconds=14 * DAY),
    Category.PROMOTER: Duration(seconds=7 * DAY),
}
LAPSE: Mapping[Category, Duration] = {
    Category.DETRACTOR: Duration(seconds=30 * DAY),
    Category.PASSIVE: Duration(months=6),
    Category.PROMOTER: Duration(seconds=30 * DAY),
}
# How far back the follow-up starts unless the first import's choice says otherwise.
FOLLOW_UP_BACK: Mapping[Category, Duration] = {
    Category.DETRACTOR: Duration(seconds=7 * DAY),
    Category.PASSIVE: Duration(months=6),
    Category.PROMOTER: Duration(seconds=30 * DAY),
}


@dataclass(frozen=True, slots=True)
class Policy:
    """What an import was registered with: from when cases open, and how long each clock runs.

    `starts` maps a category to the earliest responded_at (UTC) that opens a case; None stands for
    all of history. `first` is true for the store's first import, whose overdue cases are counted
    from the import.
    """

    imported_at: datetime
    first: bool
    starts: Mapping[Category, datetime | None]
    due: Mapping[Category, Duration] = field(default_factory=lambda: dict(FIRST_CONTACT))
    lapse: Mapping[Category, Duration] = field(default_factory=lambda: dict(LAPSE))


@dataclass(frozen=True, slots=True)
class Clock:
    """The frozen times of one case. `due_at` is None where the case has no clock."""

    starts_at: datetime
    due_at: datetime | None
    lapses_at: datetime
    from_import: bool  # counted from the import, and so in no "within time" share


def opens(category: Category, responded_at: datetime | None, policy: Policy) -> bool:
    """Whether a response opens a case by itself: dated, from the follow-up start on, not lapsed."""
    if responded_at is None:
        return False
    start = policy.starts.get(category)
    if start is not None and responded_at < start:
        return False
    return policy.lapse[category].after(responded_at) > policy.imported_at


def clock_of(category: Category, responded_at: datetime, policy: Policy, reachable: bool) -> Clock:
    """The clock of a case that opened by itself.

    `reachable` says whether the response has a phone or a mail address; without one there is no
    due time.
    """
    due = policy.due[category].after(responded_at)
    from_import = policy.first and due < policy.imported_at
    starts_at = policy.imported_at if from_import else responded_at
    if from_import:
        due = policy.due[category].after(policy.imported_at)
    return Clock(
        starts_at=starts_at,
        due_at=due if reachable else None,
        lapses_at=policy.lapse[category].after(responded_at),
        from_import=from_import,
    )


def last_quarter(starts_at: datetime, due_at: datetime) -> datetime:
    """When the last quarter of a clock begins: from then on the case is marked as urgent."""
    return due_at - (due_at - starts_at) / 4


def is_late(now: datetime, due_at: datetime | None, first_contact_at: datetime | None) -> bool:
    """Whether the first contact is overdue: not made, and its due time past."""
    return due_at is not None and first_contact_at is None and due_at <= now
