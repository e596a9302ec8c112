"""What each verb would append: pure functions of the cases asked for, the person and the time."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

from npstui.desk.plan import CaseFacts, Context, Plan, Refusal, RefusedCase
from npstui.desk.when import parse_when
from npstui.model.case import Status
from npstui.model.events import EventKind, NewEvent
from npstui.model.outcomes import (
    ANSWERED_AGAIN,
    ExclusionReason,
    outcomes_for,
)
from npstui.model.people import NoSuchPerson, find_person
from npstui.model.response import ResponseRef

Arguments = Mapping[str, object]
Reason = str

NOTE_LIMIT = 20_000
_TAG = re.compile(r"[^\s,]{1,60}")


def needs_cases(context: Context) -> str | None:
    """Why a verb on cases cannot run: there is none."""
    return None if context.cases else "There is no case here."


def plan_take(context: Context, _arguments: Arguments) -> Plan | Refusal:
    """Make oneself the assignee: a case of somebody else is refused, naming who."""

    def why_not(case: CaseFacts) -> Reason | None:
        if case.assignee not in (None, context.person):
            return f"{case.assignee} has it"
        return ended(case)

    events = {EventKind.ASSIGNED: {"to": context.person}}
    return plan_events(
        context,
        events,
        said="Yours",
        why_not=why_not,
        already=lambda case: case.state.assignee == context.person,
    )


def plan_assign(context: Context, arguments: Arguments) -> Plan | Refusal:
    """Give cases to a member of the team, whoever had them."""
    try:
        person = find_person(text_of(arguments, "person"), context.team)
    except NoSuchPerson as error:
        return Refusal(str(error))
    return plan_events(
        context,
        {EventKind.ASSIGNED: {"to": person}},
        said=f"Assigned to {person}",
        why_not=ended,
        already=lambda case: case.state.assignee == person,
    )


def plan_unassign(context: Context, _arguments: Arguments) -> Plan | Refusal:
    """Make cases nobody's."""
    return plan_events(
        context,
        {EventKind.ASSIGNED: {"to": None}},
        said="Nobody's",
        why_not=ended,
        already=lambda case: case.assignee is None,
    )


def plan_tag(context: Context, arguments: Arguments) -> Plan | Refusal:
    """Put tags on cases; those that carry them all are done without an event."""
    tags = read_tags(arguments.get("tags"))
    if isinstance(tags, Refusal):
        return tags
    return plan_events(
        context,
        {EventKind.TAGGED: {"tags": list(tags)}},
        said=f"Tagged {', '.join(tags)}",
        already=lambda case: set(tags) <= set(case.state.tags),
    )


def plan_untag(context: Context, arguments: Arguments) -> Plan | Refusal:
    """Take tags off cases; those that carry none of them are refused."""
    tags = read_tags(arguments.get("tags"))
    if isinstance(tags, Refusal):
        return tags

    def why_not(case: CaseFacts) -> Reason | None:
        return None if set(tags) & set(case.state.tags) else f"it is not tagged {', '.join(tags)}"

    return plan_events(
        context,
        {EventKind.UNTAGGED: {"tags": list(tags)}},
        said=f"Took off {', '.join(tags)}",
        why_not=why_not,
    )


def plan_note(context: Context, arguments: Arguments) -> Plan | Refusal:
    """Write a note on cases, resolved ones too."""
    text = text_of(arguments, "text").strip()
    if not text:
        return Refusal("A note needs a text.")
    if len(text) > NOTE_LIMIT:
        return Refusal(
            f"A note holds at most {NOTE_LIMIT:,} characters; this one has {len(text):,}."
        )
    return plan_events(context, {EventKind.NOTED: {"text": text}}, said="Noted")


def plan_snooze(context: Context, arguments: Arguments) -> Plan | Refusal:
    """Set cases aside until a time ahead; `now` wakes them."""
    written = text_of(arguments, "until").strip()
    if written == "now":
        return plan_events(
            context,
            {EventKind.SNOOZED: {"until": None}},
            said="Awake again",
            why_not=ended,
            already=lambda case: case.state.snoozed_until is None,
        )
    try:
        until = parse_when(written, context.now, context.zone)
    except ValueError as error:
        return Refusal(str(error))
    if until <= context.now:
        return Refusal(f"“{written}” is past; a snooze ends later than now.")
    return plan_events(
        context,
        {EventKind.SNOOZED: {"until": until.isoformat()}},
        said=f"Snoozed until {written}",
        why_not=ended,
        goes_on=True,
    )


def plan_resolve(context: Context, arguments: Arguments) -> Plan | Refusal:
    """End cases with an outcome of their category's list."""
    data = _resolution(context, arguments)
    if isinstance(data, Refusal):
        return data
    outcome = str(data["outcome"])

    def why_not(case: CaseFacts) -> Reason | None:
        if outcome not in outcomes_for(case.category, context.outcomes):
            return f"a {case.category} has no outcome “{outcome}”"
        if case.status is Status.RESOLVED:
            return f"it is resolved already ({case.state.outcome or ANSWERED_AGAIN})"
        return _excluded(case)

    return plan_events(
        context,
        {EventKind.RESOLVED: data},
        said=_resolved_words(data, text_of(arguments, "again").strip(), context),
        why_not=why_not,
        goes_on=True,
    )


def plan_reopen(context: Context, _arguments: Arguments) -> Plan | Refusal:
    """Open resolved and lapsed cases again."""

    def why_not(case: CaseFacts) -> Reason | None:
        if case.status in (Status.RESOLVED, Status.LAPSED):
            return None
        return "it is not resolved"

    return plan_events(context, {EventKind.REOPENED: {}}, said="Reopened", why_not=why_not)


def plan_exclude(context: Context, arguments: Arguments) -> Plan | Refusal:
    """Leave responses out of the numbers, with a reason of the closed list."""
    reason = closed("reason", text_of(arguments, "reason"), tuple(ExclusionReason))
    if isinstance(reason, Refusal):
        return reason
    return plan_events(
        context,
        {EventKind.EXCLUDED: {"reason": reason}},
        said=f"Excluded: {reason.replace('-', ' ')}",
        already=lambda case: case.state.excluded == reason,
    )


def plan_include(context: Context, arguments: Arguments) -> Plan | Refusal:
    """Count excluded responses again."""

    def why_not(case: CaseFacts) -> Reason | None:
        return None if case.state.excluded else "it is not excluded"

    data: dict[str, object] = {}
    if reason := text_of(arguments, "reason"):
        data["reason"] = reason
    return plan_events(context, {EventKind.INCLUDED: data}, said="Included", why_not=why_not)


def read_tags(value: object) -> tuple[str, ...] | Refusal:
    """Tags as they are kept, lower case and in NFC, from a list or from text with commas."""
    listed = value if isinstance(value, (list, tuple)) else str(value or "").split(",")
    tags: list[str] = []
    for item in listed:
        tag = unicodedata.normalize("NFC", str(item)).strip().lower()
        if not tag:
            continue
        if not _TAG.fullmatch(tag):
            hint = "-".join(tag.split())[:60]
            return Refusal(f"A tag has no space and at most 60 characters: “{tag}”, say “{hint}”.")
        if not tag.isprintable():
            return Refusal("A tag holds only characters that can be shown.")
        if tag not in tags:
            tags.append(tag)
    return tuple(tags) if tags else Refusal("Name at least one tag.")


def plan_events(
    context: Context,
    events: Mapping[EventKind, Mapping[str, object]],
    *,
    said: str,
    why_not: Callable[[CaseFacts], Reason | None] | None = None,
    already: Callable[[CaseFacts], bool] | None = None,
    goes_on: bool = False,
) -> Plan | Refusal:
    """The same events for every case that takes them."""
    if not context.cases:
        return Refusal("There is no case here.")
    planned: list[NewEvent] = []
    expected: dict[ResponseRef, int] = {}
    done: list[ResponseRef] = []
    refused: list[RefusedCase] = []
    for case in _once(context.cases):
        if already is not None and already(case):
            done.append(case.ref)
        elif why_not is not None and (reason := why_not(case)) is not None:
            refused.append(RefusedCase(case.ref, reason))
        else:
            if case.assignee != case.state.assignee and EventKind.ASSIGNED not in events:
                planned.append(_kept_in_hand(case))
            planned.extend(NewEvent(case.ref, kind, data) for kind, data in events.items())
            expected[case.ref] = case.state.last_event_id
    return Plan(
        events=tuple(planned),
        said=said,
        already=tuple(done),
        refused=tuple(refused),
        expected=expected,
        goes_on=goes_on,
    )


def _kept_in_hand(case: CaseFacts) -> NewEvent:
    """A case that stands for older ones is in their assignee's hands until it is touched itself;
    the first touch writes that down.
    """
    return NewEvent(case.ref, EventKind.ASSIGNED, {"to": case.assignee})


def _resolution(context: Context, arguments: Arguments) -> dict[str, object] | Refusal:
    outcome = text_of(arguments, "outcome").strip().lower()
    listed = [outcomes_for(case.category, context.outcomes) for case in context.cases]
    if outcome == ANSWERED_AGAIN:
        return Refusal("answered-again is set by the store alone, when the customer answers again.")
    if listed and all(outcome not in allowed for allowed in listed):
        allowed = dict(zip((case.category for case in context.cases), listed, strict=True))
        whose = " or a ".join(allowed)
        words = "; ".join(
            f"{category}: {', '.join(words)}" if len(allowed) > 1 else ", ".join(words)
            for category, words in allowed.items()
        )
        return Refusal(f"“{outcome}” is no outcome of a {whose}; choose from {words}.")
    data: dict[str, object] = {"outcome": outcome}
    if written := text_of(arguments, "remedy").strip():
        remedy = closed("remedy", written, context.remedies)
        if isinstance(remedy, Refusal):
            return remedy
        data["remedy"] = remedy
    try:
        if (amount := arguments.get("amount")) not in (None, ""):
            data["amount"] = _amount(amount)
        if again := text_of(arguments, "again").strip():
            data["again"] = _ahead(again, context)
    except ValueError as error:
        return Refusal(str(error))
    return data


def _resolved_words(data: Mapping[str, object], again: str, context: Context) -> str:
    said = f"Resolved: {data['outcome']}"
    if "remedy" in data:
        said += f", {data['remedy']}"
    if "amount" in data:
        said += f", {float(str(data['amount'])):,.10g}"
    if all(case.state.tries == 0 for case in context.cases):
        said += ", without a contact logged"
    return said + (f"; to look at again in {again}" if again else "")


def _ahead(written: str, context: Context) -> str:
    """When a resolved case comes back. Raises ValueError."""
    moment = parse_when(written, context.now, context.zone)
    if moment <= context.now:
        raise ValueError(f"“{written}” is past; a case is looked at again later than now.")
    return moment.isoformat()


def _amount(value: object) -> float:
    try:
        amount = float(str(value))
    except ValueError as error:
        raise ValueError(f"“{value}” is no amount; write a number.") from error
    if not math.isfinite(amount) or amount < 0:
        raise ValueError(f"“{value}” is no amount; write a number of 0 or more.")
    return amount


def _once(cases: Iterable[CaseFacts]) -> Iterable[CaseFacts]:
    return {case.ref: case for case in cases}.values()


def ended(case: CaseFacts) -> Reason | None:
    if case.status is Status.RESOLVED:
        return "it is resolved; reopen it first"
    return _excluded(case)


def _excluded(case: CaseFacts) -> Reason | None:
    return f"it is excluded ({case.state.excluded})" if case.state.excluded else None


def text_of(arguments: Arguments, name: str) -> str:
    value = arguments.get(name)
    return "" if value is None else str(value)


def closed(name: str, value: str, words: tuple[str, ...]) -> str | Refusal:
    from difflib import get_close_matches

    word = value.strip().lower().replace(" ", "-").replace("_", "-")
    if word in words:
        return str(word)
    near = get_close_matches(word, words, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return Refusal(f"“{value}” is no {name}.{hint} Choose from {', '.join(words)}.")
