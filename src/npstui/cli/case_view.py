"""`npstui case show`: one case as a document, or as lines to read."""

from typing import TYPE_CHECKING

from npstui.cli import output
from npstui.cli.rows import plain_row
from npstui.cli.shapes import Shape, event_shape

if TYPE_CHECKING:
    from npstui.cli.invocation import Sitting
    from npstui.model.response import ResponseRef
    from npstui.present.values import CaseValue, Fact


def case_shape(sitting: "Sitting", ref: "ResponseRef") -> Shape:
    """The case with the keys of `list`, and `events`, oldest first; texts as they came."""
    desk = sitting.desk
    row = plain_row(desk.listed_table([ref], sitting.now), 0)
    events = desk.store.events(ref)
    if desk.as_of is not None:
        events = [event for event in events if event.at <= desk.as_of]
    return {**row, "events": [event_shape(event) for event in events]}


def show_case(sitting: "Sitting", ref: "ResponseRef", *, first: bool) -> None:
    """The case in lines, an empty one before all but the first."""
    from npstui.present.text import safe

    value = sitting.desk.case(ref, sitting.now)
    if not first:
        output.line()
    output.line(f"{safe(value.ref.response_id)}  {value.score}  {_headline(sitting, value)}")
    for line in value.comment.split("\n") if value.comment else ["(no comment)"]:
        output.line(f"  {line}")
    for label, text in _facts(sitting, value):
        output.line(f"  {label:<10} {text}")
    zone = sitting.desk.settings.zone
    for told in value.story:
        undone = " (taken back)" if told.undone else ""
        output.line(f"  {told.at.astimezone(zone):%Y-%m-%d %H:%M}  {told.who} {told.what}{undone}")


def _headline(sitting: "Sitting", value: "CaseValue") -> str:
    from npstui.present import times

    zone, now = sitting.desk.settings.zone, sitting.now
    parts = [value.customer or "(no name)", value.category.value, value.status or "no case"]
    if value.answered_at is not None:
        parts.append(f"answered {times.moment(value.answered_at, now, zone)}")
    if value.due_at is not None:
        due = times.due(value.due_at, now)
        parts.append(due if due.startswith("late") else f"due in {due}")
    if value.excluded:
        parts.append(f"excluded: {value.excluded}")
    return ", ".join(str(part) for part in parts)


def _facts(sitting: "Sitting", value: "CaseValue") -> list[tuple[str, str]]:
    facts: list[tuple[str, str]] = []
    if value.assignee:
        facts.append(("Owner", value.assignee))
    if value.tags:
        facts.append(("Tags", ", ".join(value.tags)))
    if value.outcome:
        facts.append(("Outcome", value.outcome))
    if value.snoozed_until is not None:
        zone = sitting.desk.settings.zone
        facts.append(("Snoozed", f"until {value.snoozed_until.astimezone(zone):%Y-%m-%d %H:%M}"))
    if value.joined:
        facts.append(("Joined", f"and {value.joined} earlier"))
    if value.mail:
        facts.append(("Mail", value.mail))
    if value.phone:
        facts.append(("Phone", value.phone))
    if value.do_not_contact:
        facts.append(("Contact", "not allowed"))
    return facts + [(fact.label, _fact_text(sitting, fact)) for fact in value.facts]


def _fact_text(sitting: "Sitting", fact: "Fact") -> str:
    if fact.at is None:
        return fact.text
    return f"{fact.at.astimezone(sitting.desk.settings.zone):%Y-%m-%d}"
