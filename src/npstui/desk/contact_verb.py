"""Logging a contact: what was done, what came of it, and who may not be written to."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from npstui.desk import verbs
from npstui.desk.plan import CaseFacts, Context, Plan, Refusal
from npstui.desk.when import parse_when
from npstui.model.case import Status
from npstui.model.events import EventKind, NewEvent
from npstui.model.outcomes import Ask, AskAnswer, Channel, Result, stops_the_clock
from npstui.model.playbooks import told_tag

# Of these it was the customer who let it happen: they are logged whatever was agreed on.
_THEIR_WISH = frozenset({Result.REACHED})


def plan_contact(context: Context, arguments: Mapping[str, object]) -> Plan | Refusal:
    """Log a contact; it takes a case that is nobody's.

    A customer who may not be contacted, or who was as often as the store allows, is refused with
    the reason, unless they were reached: that is logged whoever began it.
    """
    data = _data(context, arguments)
    if isinstance(data, Refusal):
        return data
    result = str(data["result"])
    tag = told_tag(str(data.get("template", ""))) if stops_the_clock(result) else None

    def why_not(case: CaseFacts) -> str | None:
        if left := why_not_told(case, tag) if tag is not None else verbs.ended(case):
            return left
        if "answer" in data and "ask" not in data and case.state.ask is None:
            return "nothing was asked of this customer yet; say review or referral too (ask)"
        return None if result in _THEIR_WISH else context.barred.get(case.ref)

    events: dict[EventKind, Mapping[str, object]] = {EventKind.CONTACTED: data}
    if tag is not None:
        events[EventKind.TAGGED] = {"tags": [tag]}
    said = _said(context, data, arguments) + (f"; tagged {tag}" if tag is not None else "")
    plan = verbs.plan_events(context, events, said=said, why_not=why_not)
    return _taking(_without_text(plan, arguments), context)


def why_not_told(case: CaseFacts, tag: str) -> str | None:
    """Why nobody tells the customer of a case that what they raised is mended; None: they may.

    A resolved case may be told of it, and stays resolved.
    """
    if tag in case.state.tags:
        return f"told already ({tag})"
    return f"it is excluded ({case.state.excluded})" if case.state.excluded else None


def _without_text(plan: Plan | Refusal, arguments: Mapping[str, object]) -> Plan | Refusal:
    """The plan without the contact on cases whose customer gets the text with another case."""
    same = arguments.get("same_customer")
    if isinstance(plan, Refusal) or not isinstance(same, Collection):
        return plan
    kept = [
        event
        for event in plan.events
        if event.kind is not EventKind.CONTACTED or event.ref not in same
    ]
    return replace(plan, events=tuple(kept))


def _data(context: Context, arguments: Mapping[str, object]) -> dict[str, object] | Refusal:
    data: dict[str, object] = {}
    for name, words in _CLOSED.items():
        written = verbs.text_of(arguments, name)
        if not written and name in _OPTIONAL:
            continue
        word = verbs.closed(name, written, words)
        if isinstance(word, Refusal):
            return word
        data[name] = word
    if note := verbs.text_of(arguments, "note").strip():
        data["note"] = note[: verbs.NOTE_LIMIT]
    for name in ("template", "language"):
        if word := verbs.text_of(arguments, name).strip():
            data[name] = word[:80]
    told = verbs.text_of(arguments, "told").strip()
    try:
        return data | ({"told": _ahead(told, context)} if told else {})
    except ValueError as error:
        return Refusal(str(error))


def _ahead(told: str, context: Context) -> str:
    moment = parse_when(told, context.now, context.zone)
    if moment <= context.now:
        raise ValueError(f"“{told}” is past; we can only ask again later than now.")
    return moment.isoformat()


def _said(context: Context, data: Mapping[str, object], arguments: Mapping[str, object]) -> str:
    result = str(data["result"])
    first = any(case.state.first_contact_at is None for case in context.cases)
    through = "; the first contact is made" if first else ""
    if not stops_the_clock(result):
        through = "; a try, the clock runs on"
    # A file cannot be taken back: undo says so with these words, first where lines are short.
    if file := verbs.text_of(arguments, "file"):
        return f"{file} went out, logged as {data['channel']}, {result.replace('-', ' ')}"
    return f"Logged: {data['channel']}, {result.replace('-', ' ')}{through}"


def _taking(plan: Plan | Refusal, context: Context) -> Plan | Refusal:
    """The plan with the person made assignee of every planned case that is nobody's."""
    if isinstance(plan, Refusal):
        return plan
    open_ones = (case for case in context.cases if case.status is not Status.RESOLVED)
    free = {case.ref for case in open_ones if case.assignee is None}
    taken: list[NewEvent] = []
    for event in plan.events:
        if event.ref in free:
            free.discard(event.ref)
            taken.append(NewEvent(event.ref, EventKind.ASSIGNED, {"to": context.person}))
        taken.append(event)
    return replace(plan, events=tuple(taken))


_CLOSED: Mapping[str, tuple[str, ...]] = {
    "channel": tuple(Channel),
    "result": tuple(Result),
    "ask": tuple(Ask),
    "answer": tuple(AskAnswer),
}
_OPTIONAL = ("ask", "answer")
