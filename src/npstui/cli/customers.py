"""`npstui customer`: one customer's page, every answer of theirs and what was done about it."""

from typing import TYPE_CHECKING

import click

from npstui.cli import output
from npstui.cli.errors import NothingDone, say
from npstui.cli.invocation import Invocation, Sitting, desk_for
from npstui.cli.rows import plain_rows
from npstui.cli.shapes import Shape, event_shape

if TYPE_CHECKING:
    from npstui.model.response import ResponseRef
    from npstui.present.values import CustomerValue

# What the page says of the customer: the newest answer that says it counts.
_WHO = (
    "customer_id", "customer_name", "email", "phone", "company", "language", "preferred_channel",
    "revenue",
)  # fmt: skip


@click.command("customer")
@click.argument("named", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def customer(invocation: Invocation, named: str, as_json: bool) -> None:
    """All that one customer said, with each case, every contact, and their value.

    ID is the id of a response (SOURCE:ID where sources share it), a customer_id, or a mail address.
    """
    with desk_for(invocation) as sitting:
        ref = _newest(sitting, named)
        value = sitting.desk.customer(ref, sitting.now)
        if as_json:
            output.document(customer_shape(sitting, value))
        else:
            _show(sitting, value)


def customer_shape(sitting: Sitting, value: "CustomerValue") -> Shape:
    """The page as JSON has it; texts as they came."""
    from npstui.desk.customers import standing_contacts

    desk = sitting.desk
    refs = [answer.ref for answer in value.answers]
    rows = plain_rows(desk.listed_table(refs, sitting.now))
    events = [event for ref in refs for event in desk.events(ref)]
    who = {
        name: next((row[name] for row in rows if row.get(name) is not None), None) for name in _WHO
    }
    return {
        **who,
        "do_not_contact": value.do_not_contact,
        "open_cases": value.open_cases,
        "answers": rows,
        "contacts": [event_shape(event) for event in standing_contacts(events)],
    }


def _newest(sitting: Sitting, named: str) -> "ResponseRef":
    """A response of the customer: the one of that id, else their newest. Raises NothingDone."""
    refs, lost = sitting.desk.find([named])
    if refs:
        return refs[0]
    found = sitting.desk.customers_named(named)
    if not found:
        reason = lost[0][1]
        if reason.startswith("there is no"):
            reason = f"There is no response and no customer “{named}”"
        raise NothingDone(f"{reason}.")
    if len(found) > 1:
        say(
            f"{len(found)} customers share “{named}”; this is the one who answered last. "
            "Their customer_id tells them apart."
        )
    return found[0]


def _show(sitting: Sitting, value: "CustomerValue") -> None:
    from npstui.present.numbers import count, thousands
    from npstui.present.text import SafeText, safe

    output.line(value.name or "(no name)")
    told = [
        ("Customer", value.customer_id),
        ("Mail", value.mail),
        ("Phone", value.phone),
        ("Company", value.company),
        *((str(fact.label), fact.text) for fact in value.facts),
        ("Value", None if value.value is None else SafeText(thousands(value.value))),
        ("Contact", SafeText("not allowed") if value.do_not_contact else None),
        ("Scores", SafeText(", ".join(str(each.score) for each in reversed(value.answers)))),
        ("Open", SafeText(count(value.open_cases, "case"))),
    ]
    for label, text in told:
        if text:
            output.line(f"  {label:<10} {text}")
    output.line()
    zone = sitting.desk.settings.zone
    output.table(
        ["id", "sc", "answered", "status", "owner", "comment"],
        [
            [
                safe(answer.ref.response_id),
                SafeText(str(answer.score)),
                SafeText(f"{answer.at.astimezone(zone):%Y-%m-%d}" if answer.at else ""),
                SafeText(answer.outcome or answer.status or "no case"),
                answer.assignee or SafeText("-"),
                answer.comment or SafeText("(no comment)"),
            ]
            for answer in value.answers
        ],
        right=frozenset({1}),
        grows=5,
        narrow={0: 16},
    )
    if value.contacts:
        output.line()
    for told_line in value.contacts:
        at = told_line.at.astimezone(zone)
        output.line(f"  {at:%Y-%m-%d %H:%M}  {told_line.who} {told_line.what}")
