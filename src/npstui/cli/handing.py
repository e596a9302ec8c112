"""`npstui case hand-on` and `npstui hand-over`: cases to somebody else, outside and in the team."""

from collections.abc import Mapping
from pathlib import Path

import click

from npstui.cli import output
from npstui.cli.acting import Outcome, add_answer, carry_out, in_words, read_ids, report
from npstui.cli.errors import Exit, NothingDone, say
from npstui.cli.invocation import Invocation, writing_desk_for


def hand_on(
    invocation: Invocation,
    ids: tuple[str, ...],
    arguments: Mapping[str, object],
    *,
    with_contact_data: bool,
    out: str | None,
    as_json: bool,
) -> Exit:
    """The verb on these ids, then the text that goes along: to a file, or to stdout."""
    if out is not None and Path(out).exists():
        raise NothingDone(f"{out} is there already; name another file. Nothing was handed on.")
    with writing_desk_for(invocation) as sitting:
        outcome = carry_out(sitting.desk, "case.hand-on", read_ids(ids), arguments, sitting.now)
        done, _ = sitting.desk.find(outcome.done)
        text = sitting.desk.outside.text(
            done,
            sitting.now,
            note=str(arguments["note"] or ""),
            person=sitting.desk.person,
            contact=with_contact_data,
        )
    if out is not None and text:
        _write(Path(out), text)
    if as_json:
        output.document({**_shape(outcome), "text": text})
    elif text and out is None:
        output.ready_made(text)
    for sentence in in_words(outcome):
        say(sentence)
    return outcome.exit_code


@click.command("hand-over")
@click.argument("giver", metavar="FROM")
@click.argument("person", metavar="TO")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def hand_over(invocation: Invocation, giver: str, person: str, as_json: bool) -> Exit:
    """Give everything FROM has to TO: open, snoozed and waiting cases, in one verb."""
    with writing_desk_for(invocation) as sitting:
        answer = sitting.desk.outside.hand_over(giver, person, sitting.now)
    if not answer.done and not answer.refused:
        raise NothingDone(answer.said)
    outcome = Outcome(said=answer.said)
    add_answer(outcome, answer, answer.done)
    return report(outcome, as_json=as_json)


def _shape(outcome: Outcome) -> dict[str, object]:
    refused = [{"response_id": one.response_id, "reason": one.reason} for one in outcome.refused]
    return {"done": outcome.done, "refused": refused}


def _write(path: Path, text: str) -> None:
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        say(f"{path} cannot be written: {error.strerror or error}. The text is on stdout instead.")
        output.ready_made(text)
