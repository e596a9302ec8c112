"""`npstui followup`: whether follow-up keeps its promise, and what comes of it."""

from typing import TYPE_CHECKING

import click

from npstui.cli import output
from npstui.cli.filtering import pointing_into
from npstui.cli.invocation import Invocation, Sitting, desk_for
from npstui.cli.words import explanation_shape, show_explanations

if TYPE_CHECKING:
    from npstui.desk.followup import FollowUp
    from npstui.present.explained import Explanation
    from npstui.present.health import Section
    from npstui.present.text import SafeText


@click.command("followup")
@click.option(
    "--period",
    default="30d",
    show_default=True,
    help="When the answers came: 30d, 12w, 6mo, last-month, 2026-10, 2026-Q3, FROM..TO or all.",
)
@click.option("--by", metavar="DIMENSION", help="Also by a column: region, product, team.")
@click.option(
    "--where", metavar="FILTER", help="Only cases that match: region:Oslo owner:alice tag:late."
)
@click.option("--explain", is_flag=True, help="Say how the numbers were made.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def followup(
    invocation: Invocation,
    period: str,
    by: str | None,
    where: str | None,
    explain: bool,
    as_json: bool,
) -> None:
    """First contacts in time against the goal, times, who is late, what came of it.

    Of the cases whose answers came in the period; contacts are those made in it.
    """
    with desk_for(invocation) as sitting, pointing_into(where):
        found = sitting.desk.following_up.answer(sitting.now, period, where=where, by=by)
        if as_json:
            from npstui.cli.followup_shapes import followup_shape

            shape = followup_shape(found)
            if explain:
                shape = {
                    **shape,
                    "explanation": [explanation_shape(each) for each in _told(sitting, found)],
                }
            output.document(shape)
            return
        _show(found)
        if explain:
            show_explanations(_told(sitting, found))


_WIDTH = 76  # of a sentence under a table


def _told(sitting: Sitting, found: "FollowUp") -> "tuple[Explanation, ...]":
    from npstui.desk.explain_health import explain_health

    return explain_health(found, sitting.desk.settings)


def _show(found: "FollowUp") -> None:
    from npstui.desk.health import health_value

    value = health_value(found)
    output.line(value.title)
    output.line(value.promise)
    for section in value.sections:
        output.line()
        show_section(section)


def show_section(section: "Section") -> None:
    """A table with its title and notes."""
    from npstui.present.cells import wrap
    from npstui.present.text import SafeText

    output.line(section.title)
    if section.rows:
        output.table(
            ["", *section.headings],
            [
                [row.cells[0], *row.cells[1:], *([_weeks(row.trend)] if section.trends else [])]
                for row in section.rows
            ],
            right=frozenset(range(1, len(section.headings) + 1)) - section.texts,
        )
    else:
        output.line(SafeText(f"  {section.empty}"))
    for note in section.notes:
        for part in wrap(note, _WIDTH, 3):
            output.line(SafeText(f"  {part}"))


def _weeks(counts: tuple[float, ...]) -> "SafeText":
    from npstui.present.text import SafeText

    return SafeText(" ".join(f"{count:.0f}" for count in counts))
