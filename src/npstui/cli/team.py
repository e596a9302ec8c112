"""`npstui team`: who is there, what each holds of what they can, and what of it is late."""

from typing import TYPE_CHECKING

import click

from npstui.cli import output
from npstui.cli.followup import show_section
from npstui.cli.invocation import Invocation, desk_for
from npstui.cli.shapes import Shape

if TYPE_CHECKING:
    from npstui.desk.team import Member


@click.command("team")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def team(invocation: Invocation, as_json: bool) -> None:
    """The members with their open cases, capacity, late ones and absence; last, nobody's.

    `npstui config set team alice,bob` says who is in it, `absence.bob 2026-12-01` the day somebody
    is back, `capacity.bob 20` how many open cases they can hold.
    """
    with desk_for(invocation) as sitting:
        found = sitting.desk.following_up.team(sitting.now)
        if as_json:
            output.document([member_shape(each) for each in found])
            return
        from npstui.desk.team_table import team_section

        today = sitting.now.astimezone(sitting.desk.settings.zone).date()
        show_section(team_section(found, today))


def member_shape(each: "Member") -> Shape:
    """One member as JSON has them."""
    return {
        "person": each.person,
        "in_team": each.in_team,
        "open": each.open,
        "capacity": each.capacity,
        "late": each.late,
        "due_today": each.due_today,
        "contacted": each.contacted,
        "snoozed": each.snoozed,
        "waiting": each.waiting,
        "away_until": None if each.away_until is None else each.away_until.isoformat(),
    }
