"""`npstui undo` and `npstui redo`: the acting person's last verb."""

from typing import TYPE_CHECKING

import click

from npstui.cli import output
from npstui.cli.acting import Outcome, Refused, report
from npstui.cli.errors import Exit, NothingDone
from npstui.cli.invocation import Invocation, Sitting, desk_for, writing_desk_for
from npstui.cli.shapes import verb_shape

if TYPE_CHECKING:
    from npstui.present.values import Answer
    from npstui.store.values import VerbRow

_list = click.option("--list", "listed", is_flag=True, help="List your verbs, newest first.")
_json = click.option("--json", "as_json", is_flag=True, help="One JSON document.")


@click.command("undo")
@_list
@_json
@click.pass_obj
def undo(invocation: Invocation, listed: bool, as_json: bool) -> Exit:
    """Take back your last verb and say which; refused where somebody changed the case since."""
    if listed:
        return _list_verbs(invocation, as_json=as_json, undone=False)
    with writing_desk_for(invocation) as sitting:
        answer = sitting.desk.undo(sitting.now, any_session=True)
    return _report(answer, as_json=as_json)


@click.command("redo")
@_list
@_json
@click.pass_obj
def redo(invocation: Invocation, listed: bool, as_json: bool) -> Exit:
    """Do again what undo took back last."""
    if listed:
        return _list_verbs(invocation, as_json=as_json, undone=True)
    with writing_desk_for(invocation) as sitting:
        answer = sitting.desk.redo(sitting.now, any_session=True)
    return _report(answer, as_json=as_json)


def _report(answer: "Answer", *, as_json: bool) -> Exit:
    if not answer.done and not answer.refused:
        raise NothingDone(answer.said)
    outcome = Outcome(said=answer.said, done=[ref.response_id for ref in answer.done])
    outcome.refused = [Refused(item.ref.response_id, item.reason) for item in answer.refused]
    return report(outcome, as_json=as_json)


def _list_verbs(invocation: Invocation, *, as_json: bool, undone: bool) -> Exit:
    """The person's verbs that undo can still take back, or that it took back."""
    with desk_for(invocation) as sitting:
        mine = [
            row
            for row in sitting.desk.verbs(mine=True)
            if row.command not in ("undo", "redo") and (row.standing == 0) is undone
        ]
        if as_json:
            output.document([verb_shape(row) for row in mine])
        else:
            _show(mine, sitting, undone=undone)
    return Exit.DONE


def _show(rows: "list[VerbRow]", sitting: Sitting, *, undone: bool) -> None:
    from npstui.present.numbers import count
    from npstui.present.text import SafeText, safe

    if not rows:
        output.line("Nothing was taken back." if undone else "There is nothing of yours to undo.")
        return
    zone = sitting.desk.settings.zone
    output.table(
        ["when", "cases", "what"],
        (
            [
                SafeText(f"{row.at.astimezone(zone):%Y-%m-%d %H:%M}"),
                SafeText(count(len(row.refs), "case")),
                safe(row.said),
            ]
            for row in rows
        ),
    )
