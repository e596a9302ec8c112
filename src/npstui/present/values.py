"""The plain values a screen or a table shows: numbers and moments, formatted only where shown.

Texts that came from outside are SafeText already. Moments are UTC; shares lie in 0..1.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from npstui.model.case import Returned, Status
from npstui.model.category import Category
from npstui.model.counting import Counting
from npstui.model.frozen import dataclass
from npstui.model.response import ResponseRef
from npstui.present.text import EMPTY, SafeText

if TYPE_CHECKING:
    from npstui.present.import_values import MappingValue


class View(StrEnum):
    """The views beside a queue, in the order of their tabs."""

    QUEUE = "queue"
    MINE = "mine"
    UNCLAIMED = "unclaimed"
    LATE = "late"
    IN_WORK = "in-work"
    SNOOZED = "snoozed"
    HANDED_ON = "handed-on"
    NO_CONTACT_DATA = "no-contact-data"
    UNDER_30 = "under-30"
    FROM_30 = "30-to-60"
    FROM_60 = "60-to-90"
    EASY = "easy-wins"
    THIS_WEEK = "this-week"
    ASKED = "asked"
    AGREED = "agreed"
    REFERRED = "referred"
    THANKED_LONG_AGO = "thanked-long-ago"
    PRAISE = "praise"
    ALL = "all"
    LAPSED = "lapsed"
    ASK_AGAIN = "ask-again"
    EVERY = "with-ended"


@dataclass(frozen=True, slots=True)
class ScoreValue:
    """One NPS with its interval, in points, and the whole answers behind it."""

    nps: float
    low: float
    high: float
    promoters: int
    passives: int
    detractors: int

    @property
    def n(self) -> int:
        """The answers counted."""
        return self.promoters + self.passives + self.detractors


@dataclass(frozen=True, slots=True)
class ChangeValue:
    """The difference to the period before: observed points, adjusted Wald interval and p."""

    points: float
    low: float
    high: float
    p_value: float
    clear: bool


@dataclass(frozen=True, slots=True)
class HeaderValue:
    """Line 1: the live score of the period in force, and how fresh the data is."""

    store: SafeText
    person: SafeText
    score: ScoreValue | None
    change: ChangeValue | None
    period: str  # "last 30 days"
    period_short: str  # "30 d"
    counting: Counting
    few: bool  # below the store's minimum n: dimmed with its n
    pooled: bool  # relationship and transactional surveys in one number
    newest: datetime | None  # the newest answer
    narrowed: SafeText = EMPTY  # the facts a filter narrows it to: "region Oslo"


@dataclass(frozen=True, slots=True)
class Failing:
    """A followed file that cannot be read; the desk shows what came of it before."""

    name: SafeText
    since: datetime


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """What awaits somebody in one category; `late` and `soon` are of the first contact."""

    category: Category
    waiting: int  # detractors and promoters: the queue; passives: all open cases
    late: int
    soon: int  # due within 6 h (promoters: from this week; passives: window ends within 30 days)


@dataclass(frozen=True, slots=True)
class NewestValue:
    """One of the newest answers; `at` is None only where undated ones were asked for."""

    ref: ResponseRef
    at: datetime | None
    score: int
    category: Category
    customer: SafeText
    comment: SafeText


@dataclass(frozen=True, slots=True)
class TrendValue:
    """One week of the Overview's trend; `nps` is None where n is below the minimum."""

    start: datetime
    nps: float | None
    n: int
    so_far: bool  # the period still runs
    change: ChangeValue | None = None  # from the week before; None where either is thin


@dataclass(frozen=True, slots=True)
class OverviewValue:
    """Screen 1 as a whole."""

    score: ScoreValue | None
    previous: ScoreValue | None
    change: ChangeValue | None
    period: str
    counting: Counting
    few: bool
    histogram: tuple[int, ...]  # answers by score, 0 to 10
    queues: tuple[QueueCounts, ...]
    mine_open: int
    mine_due_today: int
    within_due: float | None  # share of first contacts made within their due time, 30 days
    goal: float
    newest: tuple[NewestValue, ...]
    today: int  # answers since midnight in the store's zone
    weeks: tuple[TrendValue, ...]
    newest_at: datetime | None
    with_comment: float | None
    quarantined: int
    without_contact_data: int  # open detractor cases
    due_by_hour: tuple[int, ...] = ()  # detractors by the hour they fall due in, six from now on
    came_late: int = 0  # detractors late when an import of the last 24 h brought them
    complete: bool = True  # False: what rests on cases and weeks is still to come


@dataclass(frozen=True, slots=True)
class ViewCount:
    """One view tab with its count."""

    view: View
    count: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled line of the case pane. `at` is given where it is a day, which screens write as
    their others.
    """

    label: str
    text: SafeText
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EarlierValue:
    """Another answer of the same customer."""

    ref: ResponseRef
    at: datetime | None
    score: int
    category: Category


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One thing that happened to the case; `undone` where it no longer holds."""

    at: datetime
    who: SafeText
    what: SafeText
    undone: bool = False


@dataclass(frozen=True, slots=True)
class CaseValue:
    """One case as the pane and the case screen show it."""

    ref: ResponseRef
    score: int
    category: Category
    status: Status | None  # None where there is no case
    customer: SafeText
    comment: SafeText
    answered_at: datetime | None
    clock_starts_at: datetime | None
    due_at: datetime | None  # None: no clock, or the first contact is made
    from_import: bool  # the clock was counted from the import
    window_ends_at: datetime | None
    first_contact_at: datetime | None
    snoozed_until: datetime | None
    resolved_at: datetime | None
    outcome: str | None
    assignee: SafeText | None
    tags: tuple[SafeText, ...]
    excluded: str | None
    joined: int  # earlier open detractor cases this one stands for
    mail: SafeText | None
    phone: SafeText | None
    do_not_contact: bool
    preferred_channel: SafeText | None
    tries: int
    facts: tuple[Fact, ...]
    earlier: tuple[EarlierValue, ...]
    story: tuple[StoryLine, ...]  # oldest first
    version: int
    told_at: datetime | None = None  # when we ask again, as they were told
    returned: Returned | None = None
    again_at: datetime | None = None
    handed_to: SafeText | None = None
    handed_until: datetime | None = None
    stage: str = ""  # of a promoter: model.promoters.Stage
    thanked_at: datetime | None = None  # last, by a contact that got through
    thanked_by: str | None = None
    answer: SafeText | None = None
    ask: SafeText | None = None
    remedy: SafeText | None = None
    amount: float | None = None
    playbook: SafeText = EMPTY
    does: SafeText = EMPTY  # what the playbook says to do, in a line
    capped: SafeText | None = None  # how many of the contacts that the store allows were made


@dataclass(frozen=True, slots=True)
class RefusedValue:
    """One case a command left alone, and why."""

    ref: ResponseRef
    reason: SafeText


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command did, in words for the status line, and by case."""

    said: SafeText
    done: tuple[ResponseRef, ...] = ()
    refused: tuple[RefusedValue, ...] = ()
    verb_id: int | None = None  # None: nothing was written
    goes_on: bool = False  # the cursor goes on to the next case


@dataclass(frozen=True, slots=True)
class TagCount:
    """A tag with the open cases that carry it, for the picker."""

    tag: SafeText
    count: int


@dataclass(frozen=True, slots=True)
class PersonLoad:
    """A member of the team with the open cases they have, for the picker."""

    person: SafeText
    open_cases: int
    capacity: int | None = None
    away_until: date | None = None  # the day they are back, while they are away
    snoozed: int = 0  # of the open ones: the view Mine leaves them out


@dataclass(frozen=True, slots=True)
class PersonOutside:
    """Somebody outside the desk with the cases that wait there, for the picker."""

    person: SafeText
    waiting: int
    hint: SafeText = EMPTY
    known: bool = True  # where the store says who there is: whether it names them


@dataclass(frozen=True, slots=True)
class FollowUpChoice:
    """One row of the first-time sheet: how far back follow-up starts, and the cases it opens."""

    key: str  # "now", "usual", "all"
    title: str
    hint: str
    detractors: int
    passives: int
    promoters: int


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """How one field was found: the file's own header and a hint such as "62 % filled"."""

    field: str
    header: SafeText
    hint: SafeText


@dataclass(frozen=True, slots=True)
class FirstSheetValue:
    """What a first file holds, shown before anything is kept."""

    files: tuple[SafeText, ...]
    preset: SafeText | None
    rows: int
    store: SafeText
    store_note: SafeText | None  # where the store goes if not beside the file
    answers: int
    earliest: datetime | None
    latest: datetime | None
    score: ScoreValue | None
    set_aside: tuple[tuple[str, int], ...]
    refused: int
    undated: int
    columns: tuple[MappedColumn, ...]
    notes: tuple[SafeText, ...]
    choices: tuple[FollowUpChoice, ...]
    chosen: str = "usual"
    mappings: "tuple[MappingValue, ...]" = ()  # of each file, its columns
    counted: bool = True  # the files are read whole; before, only their columns are known
    refusals: tuple[SafeText, ...] = ()  # of every file, where none can be kept as it is read
    adds: bool = False  # to a store that has answers, with its own follow-up start


@dataclass(frozen=True, slots=True)
class CustomerAnswer:
    """One answer of a customer, with how its case stands; `status` None where there is none."""

    ref: ResponseRef
    at: datetime | None
    score: int
    category: Category
    comment: SafeText
    status: Status | None
    assignee: SafeText | None
    outcome: str | None


@dataclass(frozen=True, slots=True)
class CustomerValue:
    """A customer's page: who, all answers newest first, what was done, what they are worth."""

    name: SafeText
    customer_id: SafeText | None
    mail: SafeText | None
    phone: SafeText | None
    company: SafeText | None
    do_not_contact: bool
    answers: tuple[CustomerAnswer, ...]
    open_cases: int
    contacts: tuple[StoryLine, ...]  # newest first
    value: float | None  # the revenue beside the newest answer that has one
    facts: tuple[Fact, ...]
