"""The clock of one case in words: when it opened, when it is due and why then, what stops it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from npstui.desk.customers import standing_contacts
from npstui.model.case import Status
from npstui.model.category import Category
from npstui.model.clock import FIRST_CONTACT, Policy, last_quarter
from npstui.model.events import Event
from npstui.model.outcomes import stops_the_clock
from npstui.present.explained import Explanation
from npstui.present.text import SafeText, safe
from npstui.present.times import due as time_left

Row = Mapping[str, object]

STOPS = "a contact with the result sent, reached or left word; a try without success, a note, a "
STOPS += "tag, a snooze or handing it on leave it running"
_MANY = {
    Category.DETRACTOR: "detractors",
    Category.PASSIVE: "passives",
    Category.PROMOTER: "promoters",
}
_NO_TIME = "an unknown time"


def explain_clock(
    name: SafeText,
    category: Category,
    answered_at: datetime | None,
    row: Row | None,
    policy: Policy | None,
    events: Sequence[Event],
    now: datetime,
    zone: ZoneInfo,
) -> Explanation:
    """The clock of a response's case at `now`.

    `row` is of cases.at, None where the response opened none; `policy` is that of its import.
    """
    facts = (
        _without_case(category, answered_at, policy, zone)
        if row is None
        else _of_case(category, answered_at, row, policy, events, now, zone)
    )
    told = tuple((SafeText(label), safe(text)) for label, text in facts)
    return Explanation(safe(f"The clock of {name or 'a customer without a name'}"), told)


_Facts = Iterator[tuple[str, str]]


def _without_case(
    category: Category, answered_at: datetime | None, policy: Policy | None, zone: ZoneInfo
) -> _Facts:
    yield "Answered", _NO_TIME if answered_at is None else _at(answered_at, zone)
    start = policy.starts.get(category) if policy is not None else None
    if answered_at is None:
        yield "Case", "none: an answer without a time opens none by itself"
    elif start is not None and answered_at < start:
        since = f"the follow-up of {_MANY[category]} starts on {_at(start, zone)}"
        yield "Case", f"none: {since}, and the answer came before"
    else:
        yield "Case", "none: it had lapsed when it came in, or it is left out of the numbers"
    yield "Opens", "with any command on it, then without a clock"


def _of_case(
    category: Category,
    answered_at: datetime | None,
    row: Row,
    policy: Policy | None,
    events: Sequence[Event],
    now: datetime,
    zone: ZoneInfo,
) -> _Facts:
    yield "Answered", _NO_TIME if answered_at is None else _at(answered_at, zone)
    if not row["opens"]:
        yield "Opened", "by a command: its answer came before the follow-up start, or has no time"
        yield "Due", "no clock: only a case that opens by itself has one"
        return
    start = policy.starts.get(category) if policy is not None else None
    since = "the first answer" if start is None else _at(start, zone)
    yield "Opened", f"by itself: {_MANY[category]} are followed up from {since} on"
    due, starts = _moment(row["due_at"]), _moment(row["clock_starts_at"])
    if due is None or starts is None:
        yield "Due", "no clock: it has neither phone nor mail (view No contact data)"
    else:
        yield from _running(category, row, starts, due, policy, now, zone)
    yield from _stopped(row, events, zone)
    yield from _aside(category, row, now, zone)


def _running(
    category: Category,
    row: Row,
    starts: datetime,
    due: datetime,
    policy: Policy | None,
    now: datetime,
    zone: ZoneInfo,
) -> _Facts:
    spans = FIRST_CONTACT if policy is None else {**FIRST_CONTACT, **policy.due}
    if row["ruled_due_at"] is not None:
        yield "Counted", f"from {_at(starts, zone)}, by a rule of the store when it came in"
    elif row["from_import"]:
        yield (
            "Counted",
            (
                f"from the import, {_at(starts, zone)}: the store's first import found it past its "
                "due time already, so it is in no share contacted in time"
            ),
        )
    else:
        yield "Counted", "from the answer, day and night: a due time does not wait for office hours"
    words = "" if row["ruled_due_at"] is not None else f", {spans[category].spelled} after that"
    yield "Due", f"{_at(due, zone)}{words}; frozen when the case opened"
    if row["first_contact_at"] is None and row["resolved_at"] is None:
        left = time_left(due, now)
        quarter = _at(last_quarter(starts, due), zone)
        yield "Now", f"{left if due <= now else f'{left} left'}; marked ~ from {quarter} on"


def _stopped(row: Row, events: Sequence[Event], zone: ZoneInfo) -> _Facts:
    yield "Stops it", STOPS
    first = _moment(row["first_contact_at"])
    contacts = [
        event
        for event in reversed(standing_contacts(events))
        if stops_the_clock(str(event.data.get("result")))
    ]
    if first is not None:
        by = f", {_contact(contacts[0])}" if contacts else ""
        due = _moment(row["due_at"])
        intime = "" if due is None else (", in time" if first <= due else ", after its due time")
        yield "Stopped", f"{_at(first, zone)}{by}{intime}"
    elif row["tries"]:
        yield "Tries", f"{row['tries']}, none got through"


def _aside(category: Category, row: Row, now: datetime, zone: ZoneInfo) -> _Facts:
    lapses, awake = _moment(row["lapses_at"]), _moment(row["awake_at"])
    if row["snoozed"] and awake is not None:
        yield (
            "Snoozed",
            (
                f"back {_at(awake, zone)}: at its wake-up or when its last quarter begins, what "
                "comes first; the due time stays"
            ),
        )
    if row["status"] == Status.WAITING:
        yield "Handed on", f"waits for {row['handed_to']}; the clock runs on"
    if category is Category.PASSIVE and lapses is not None:
        yield (
            "Window",
            f"ends {_at(lapses, zone)}, six months after the answer: {_ends(lapses, now)}",
        )
    elif lapses is not None and not row["touched"]:
        yield "Lapses", f"{_at(lapses, zone)}, if nobody touches it until then"


def _ends(lapses: datetime, now: datetime) -> str:
    return f"{time_left(lapses, now)} left" if lapses > now else "it is over"


def _contact(event: Event) -> str:
    result = str(event.data.get("result")).replace("-", " ")
    return f"{event.person} by {event.data.get('channel')}: {result}"


def _at(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    return f"{local:%a} {local.day} {local:%b %Y %H:%M}"


def _moment(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else None
