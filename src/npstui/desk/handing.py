"""Handing on: a case to somebody outside the desk, and everything of one member to another."""

from collections.abc import Sequence

from npstui.desk.plan import CaseFacts, Context, Plan, Refusal
from npstui.desk.verbs import NOTE_LIMIT, Arguments, Reason, ended, plan_events, text_of
from npstui.desk.when import parse_when
from npstui.model.case import Status
from npstui.model.events import EventKind
from npstui.model.people import NoSuchPerson, find_person

ADDING = "Settings, people adds them; so does npstui config set people.NAME MAIL."
PEOPLE = "the people outside the desk"
USUAL = "7d"  # how long a case waits where nobody says


def plan_hand_on(context: Context, arguments: Arguments) -> Plan | Refusal:
    """Let cases wait for a person or department outside the desk, until a time ahead.

    The clock of each runs on until a contact gets through.
    """
    try:
        named = text_of(arguments, "person")
        to = find_person(named, context.people, PEOPLE, f" {ADDING}")
    except NoSuchPerson as error:
        mate = colleague(named, context.team)
        return Refusal(str(error) if mate is None else at_the_desk(mate))
    if to not in context.people and (mate := colleague(to, context.team)) is not None:
        return Refusal(at_the_desk(mate))
    written = text_of(arguments, "until").strip() or USUAL
    try:
        until = parse_when(written, context.now, context.zone)
    except ValueError as error:
        return Refusal(str(error))
    if until <= context.now:
        return Refusal(f"“{written}” is past; a case comes back later than now.")
    note = text_of(arguments, "note").strip()
    if len(note) > NOTE_LIMIT:
        return Refusal(f"A note holds at most {NOTE_LIMIT:,} characters; this has {len(note):,}.")
    data: dict[str, object] = {"to": to, "until": until.isoformat()}
    if note:
        data["note"] = note
    return plan_events(
        context,
        {EventKind.HANDED_ON: data},
        said=f"Waits for {to} until {written}",
        why_not=ended,
    )


def colleague(name: str, team: Sequence[str]) -> str | None:
    """The member of the team of exactly that name, case apart."""
    folded = name.strip().casefold()
    return next((member for member in team if member.casefold() == folded), None)


def at_the_desk(mate: str) -> str:
    """What is said where a case is handed on to a colleague: there is another command for that."""
    return f"{mate} is a colleague at the desk: a gives it to them (npstui case assign)."


def plan_hand_back(context: Context, _arguments: Arguments) -> Plan | Refusal:
    """Take cases back from where they wait, before their date."""

    def why_not(case: CaseFacts) -> Reason | None:
        return None if case.state.handed_to is not None else "it waits for nobody"

    return plan_events(
        context, {EventKind.HANDED_ON: {"to": None}}, said="Back here", why_not=why_not
    )


def plan_hand_over(context: Context, arguments: Arguments) -> Plan | Refusal:
    """Give all that one member has to another: what is snoozed, waits or comes back later too."""
    giver = text_of(arguments, "giver")
    try:
        to = find_person(text_of(arguments, "person"), context.team)
    except NoSuchPerson as error:
        return Refusal(str(error))
    if to == giver:
        return Refusal(f"{to} has them already.")

    def why_not(case: CaseFacts) -> Reason | None:
        if case.status is Status.RESOLVED and case.state.again_at is None:
            return "it is resolved"
        return None

    return plan_events(
        context,
        {EventKind.ASSIGNED: {"to": to}},
        said=f"Handed over from {giver} to {to}",
        why_not=why_not,
        already=lambda case: case.state.assignee == to,
    )
