"""`npstui brief`: the morning in a few lines of text, for cron and mail."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from npstui.cli import output
from npstui.cli.invocation import Invocation, Sitting, desk_for
from npstui.cli.shapes import Shape, answer_shape, moment
from npstui.cli.words import explanation_shape, show_explanations

if TYPE_CHECKING:
    from npstui.present.brief import BriefCase, BriefValue
    from npstui.present.explained import Explanation


@click.command("brief")
@click.option("--person", metavar="NAME", help="The morning of one member; --as NAME says it too.")
@click.option(
    "--period", default="30d", show_default=True, help="Of the score and the share in time."
)
@click.option("--explain", is_flag=True, help="Say how the numbers were made.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def brief(
    context: click.Context, person: str | None, period: str, explain: bool, as_json: bool
) -> None:
    """The morning in 5 to 45 lines: score, late and due today, about to lapse, newest, refused.

    Plain text of at most 78 cells a line, made for cron and mail: customers stand by name, and mail
    addresses and phone numbers are left out, in comments too.
    """
    invocation: Invocation = context.obj
    asked = context.find_root().get_parameter_source("person") is ParameterSource.COMMANDLINE
    with desk_for(invocation) as sitting:
        desk = sitting.desk
        whose = _person(sitting, person or (invocation.person if asked else None))
        value = desk.following_up.brief(sitting.now, whose)
        answer = desk.score(period, sitting.now)
        health = desk.following_up.kept(sitting.now, period)
        told: Sequence[Explanation] = ()
        if explain:
            from npstui.desk.explain_brief import explain_brief

            told = explain_brief(value, answer, health, desk.settings)
        if as_json:
            from npstui.cli.followup_shapes import promise_shape

            shape = {
                **brief_shape(value),
                "score": answer_shape(answer),
                "within_due": {**promise_shape(health.promise), "goal": health.goal},
            }
            if explain:
                shape["explanation"] = [explanation_shape(each) for each in told]
            output.document(shape)
            return
        from npstui.cli.brief_lines import brief_lines

        for line in brief_lines(value, answer, health, desk.settings):
            output.line(line)
        show_explanations(told)


def brief_shape(value: "BriefValue") -> Shape:
    """The morning as JSON has it, without score and share."""
    return {
        "store": value.store,
        "person": value.person,
        "at": moment(value.at),
        "last_24_h": {"answers": value.answers, "detractors": value.detractors},
        "arrivals": {name: dict(counts) for name, counts in value.arrivals.items()},
        "queues": [
            {
                "category": each.category.value,
                "waiting": each.waiting,
                "late": each.late,
                "soon": each.soon,
            }
            for each in value.queues
        ],
        "people": [
            {
                "person": each.person,
                "open": each.open,
                "late": each.late,
                "due_today": each.due_today,
                "snoozed": each.snoozed,
            }
            for each in value.loads
        ],
        "late": _cases_shape(value.late_total, value.late),
        "due_today": _cases_shape(value.due_today_total, value.due_today),
        "passives_lapsing": _cases_shape(value.lapsing_total, value.lapsing),
        "newest_detractors": _cases_shape(value.newest_total, value.newest),
        "quarantine": {"rows": value.refused, "last_24_h": dict(value.refused_lately)},
    }


def _cases_shape(total: int, cases: "tuple[BriefCase, ...]") -> Shape:
    return {
        "total": total,
        "first": [
            {
                "response_id": each.ref.response_id,
                "source": each.ref.source,
                "category": each.category.value,
                "score": each.score,
                "responded_at": moment(each.answered_at),
                "due_at": moment(each.due_at),
                "window_ends_at": moment(each.window_ends_at),
                "customer": each.customer,
                "comment": each.comment,
                "assignee": each.assignee,
            }
            for each in cases
        ],
    }


def _person(sitting: Sitting, named: str | None) -> str | None:
    if named is None:
        return None
    from npstui.model.people import find_person

    return find_person(named, sitting.desk.settings.team)
