"""`npstui case ...`, `npstui exclude` and `npstui include`: the verbs of the catalogue by name."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from npstui.cli import output
from npstui.cli.acting import Outcome, Refused, act, in_words, read_ids
from npstui.cli.app import WordGroup
from npstui.cli.choices import Word
from npstui.cli.contacting import check_playbook, merge
from npstui.cli.errors import Exit, Misread, nearest, say
from npstui.cli.handing import hand_on as carried_out
from npstui.cli.handing import hand_over
from npstui.cli.invocation import Invocation, desk_for
from npstui.model.outcomes import OUTCOMES, Ask, AskAnswer, Channel, ExclusionReason, Result

Ids = tuple[str, ...]

_ids = click.argument("ids", metavar="ID...", nargs=-1, required=True)
_json = click.option("--json", "as_json", is_flag=True, help="One JSON document.")


@click.group("case", cls=WordGroup)
def case() -> None:
    """Show a case, and follow it up. - in place of ID... reads ids from standard input."""


def _verb(group: click.Group, name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command of the group on ids, with --json, that is given the invocation."""

    def make(function: Callable[..., Any]) -> click.Command:
        return group.command(name)(click.pass_obj(_json(function)))

    return make


@_verb(case, "show")
@_ids
def show(invocation: Invocation, ids: Ids, as_json: bool) -> Exit:
    """The case in full: the response, its follow-up, and everything done to it."""
    from npstui.cli.case_view import case_shape, show_case

    with desk_for(invocation) as sitting:
        refs, lost = sitting.desk.find(read_ids(ids))
        if as_json:
            output.document([case_shape(sitting, ref) for ref in refs])
        else:
            for place, ref in enumerate(refs):
                show_case(sitting, ref, first=place == 0)
    outcome = Outcome(done=[ref.response_id for ref in refs])
    outcome.refused = [Refused(written, reason) for written, reason in lost]
    if lost:
        for sentence in in_words(Outcome(refused=outcome.refused)):
            say(sentence)
    return outcome.exit_code


@_verb(case, "take")
@_ids
def take(invocation: Invocation, ids: Ids, as_json: bool) -> Exit:
    """Make the cases yours; one that somebody has is refused, naming who."""
    return act(invocation, "case.take", ids, {}, as_json=as_json)


@_verb(case, "assign")
@click.argument("person")
@_ids
def assign(invocation: Invocation, person: str, ids: Ids, as_json: bool) -> Exit:
    """Give the cases to PERSON, a member of the team, whoever had them."""
    return act(invocation, "case.assign", ids, {"person": person}, as_json=as_json)


@_verb(case, "unassign")
@_ids
def unassign(invocation: Invocation, ids: Ids, as_json: bool) -> Exit:
    """Make the cases nobody's."""
    return act(invocation, "case.unassign", ids, {}, as_json=as_json)


@_verb(case, "tag")
@click.argument("tags", metavar="TAG[,TAG]")
@_ids
def tag(invocation: Invocation, tags: str, ids: Ids, as_json: bool) -> Exit:
    """Put tags on the cases; the tags they have stay."""
    return act(invocation, "case.tag", ids, {"tags": tags}, as_json=as_json)


@_verb(case, "untag")
@click.argument("tags", metavar="TAG[,TAG]")
@_ids
def untag(invocation: Invocation, tags: str, ids: Ids, as_json: bool) -> Exit:
    """Take tags off the cases."""
    return act(invocation, "case.untag", ids, {"tags": tags}, as_json=as_json)


@_verb(case, "note")
@click.argument("text")
@_ids
def note(invocation: Invocation, text: str, ids: Ids, as_json: bool) -> Exit:
    """Write a note on the cases; a note never stops the clock."""
    return act(invocation, "case.note", ids, {"text": text}, as_json=as_json)


@_verb(case, "contact")
@click.option("--channel", type=Word(Channel), required=True, help="How.")
@click.option("--result", type=Word(Result), required=True, help="What came of it.")
@click.option("--note", metavar="TEXT", help="What was said.")
@click.option("--template", metavar="NAME", help="The playbook; with --out its text is written.")
@click.option("--out", type=click.Path(path_type=Path), help="The mail-merge file, a .csv.")
@click.option("--told", metavar="DATE", help="When we ask again, as the customer was told.")
@click.option("--ask", type=Word(Ask), help="What they were asked for.")
@click.option("--answer", type=Word(AskAnswer), help="What they said to it.")
@_ids
def contact(
    invocation: Invocation, ids: Ids, out: Path | None, as_json: bool, **arguments: str | None
) -> Exit:
    """Log a contact you made: npstui itself sends nothing.

    sent, reached and left-word stop the clock; the case becomes yours if it is nobody's.

    With --out the playbook is filled for each case and written as one file for a mail merge, a
    header and a row a case. Who may not be contacted, was contacted often enough or has no such
    address is left out with the reason, in the file and in the log.
    """
    if out is None:
        if arguments["template"]:
            check_playbook(invocation, arguments["template"])
        done = act(invocation, "case.contact", ids, arguments, as_json=as_json)
        if arguments["result"] == Result.SENT and done is not Exit.NOTHING_DONE:
            say("Only the log has it: npstui itself sends nothing.")
        return done
    return merge(invocation, ids, arguments, out, as_json=as_json)


@_verb(case, "snooze")
@click.argument("until", metavar="WHEN")
@_ids
def snooze(invocation: Invocation, until: str, ids: Ids, as_json: bool) -> Exit:
    """Set the cases aside until WHEN: 4h, 7d, tomorrow, 2026-11-30; now wakes them."""
    return act(invocation, "case.snooze", ids, {"until": until}, as_json=as_json)


@_verb(case, "resolve")
@click.argument("outcome")
@click.option("--remedy", metavar="KIND", help="What the customer got.")
@click.option("--amount", metavar="N", help="What it cost.")
@click.option("--again", metavar="WHEN", help="When to look again.")
@_ids
def resolve(
    invocation: Invocation,
    outcome: str,
    remedy: str | None,
    amount: str | None,
    again: str | None,
    ids: Ids,
    as_json: bool,
) -> Exit:
    """End the cases with an OUTCOME of their category."""
    _check_outcome(invocation, outcome)
    arguments = {"outcome": outcome, "remedy": remedy, "amount": amount, "again": again}
    return act(invocation, "case.resolve", ids, arguments, as_json=as_json)


@_verb(case, "hand-on")
@click.argument("person")
@click.option("--until", metavar="WHEN", help="When it comes back: 3d, 2026-11-30 (7d).")
@click.option("--note", metavar="TEXT", help="What to ask of them.")
@click.option("--with-contact-data", is_flag=True, help="Name, mail and phone go along.")
@click.option("--out", type=click.Path(dir_okay=False), help="The text goes to this file.")
@_ids
def hand_on(
    invocation: Invocation,
    person: str,
    until: str | None,
    note: str | None,
    with_contact_data: bool,
    out: str | None,
    ids: Ids,
    as_json: bool,
) -> Exit:
    """Let the cases wait for PERSON, outside the desk; prints the text for them.

    PERSON is one of [people] in store.toml; to a colleague at the desk assign gives cases.
    Their clocks run on until a contact gets through; at WHEN the cases are back by themselves.
    """
    arguments = {"person": person, "until": until, "note": note}
    return carried_out(
        invocation, ids, arguments, with_contact_data=with_contact_data, out=out, as_json=as_json
    )


@_verb(case, "hand-back")
@_ids
def hand_back(invocation: Invocation, ids: Ids, as_json: bool) -> Exit:
    """Take the cases back from where they wait, before their date."""
    return act(invocation, "case.hand-back", ids, {}, as_json=as_json)


@_verb(case, "reopen")
@_ids
def reopen(invocation: Invocation, ids: Ids, as_json: bool) -> Exit:
    """Open resolved and lapsed cases again."""
    return act(invocation, "case.reopen", ids, {}, as_json=as_json)


case.add_command(hand_over)


@click.command("exclude")
@click.option("--reason", type=Word(ExclusionReason), required=True, help="Why.")
@_ids
@_json
@click.pass_obj
def exclude(invocation: Invocation, reason: str, ids: Ids, as_json: bool) -> Exit:
    """Leave responses out of the numbers, with a reason; their cases close."""
    return act(invocation, "response.exclude", ids, {"reason": reason}, as_json=as_json)


@click.command("include")
@click.option("--reason", type=Word(ExclusionReason), help="Why, for the log.")
@_ids
@_json
@click.pass_obj
def include(invocation: Invocation, reason: str | None, ids: Ids, as_json: bool) -> Exit:
    """Count excluded responses again."""
    return act(invocation, "response.include", ids, {"reason": reason}, as_json=as_json)


def _check_outcome(invocation: Invocation, outcome: str) -> None:
    """Raise Misread for a word that is an outcome of no category, the store's own included."""
    from npstui.settings.store_file import FILE_NAME, load_store_settings

    own = load_store_settings(invocation.store_path / FILE_NAME).outcomes
    known: Sequence[str] = [word for words in OUTCOMES.values() for word in words] + list(own)
    written = outcome.strip().lower()
    if written not in known and written != "answered-again":
        raise Misread(
            f"“{outcome}” is no outcome; choose from {', '.join(known)}. "
            f"The nearest is {nearest(written, known)}."
        )
