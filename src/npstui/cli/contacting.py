"""`npstui case contact --out`: one playbook for many cases as a file."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from npstui.cli.acting import Outcome, Refused, add_answer, read_ids, report
from npstui.cli.errors import Exit, Misread, say
from npstui.cli.invocation import Invocation, writing_desk_for
from npstui.present.numbers import count


def merge(
    invocation: Invocation,
    ids: Sequence[str],
    arguments: Mapping[str, object],
    target: Path,
    *,
    as_json: bool,
) -> Exit:
    """Write the file, log a contact for each case in it, and report; the exit code."""
    if target.suffix.lower() != ".csv":
        raise Misread(f"--out {target}: a mail merge is a .csv file.")
    named = read_ids(ids)
    outcome = Outcome()
    with writing_desk_for(invocation) as sitting:
        from npstui.desk.drafts import NoSuchPlaybook
        from npstui.desk.merging import merge_to_file

        refs, lost = sitting.desk.find(named)
        outcome.refused = [Refused(written, reason) for written, reason in lost]
        if refs:
            try:
                answer = merge_to_file(sitting.desk, refs, arguments, target, sitting.now)
            except NoSuchPlaybook as error:
                raise Misread(str(error)) from error
            outcome.said = answer.said
            if answer.done and (answer.refused or lost):
                say(f"{count(len(answer.done), 'row')} written to {target}.")
            add_answer(outcome, answer, refs)
    return report(outcome, as_json=as_json)


def check_playbook(invocation: Invocation, name: str) -> None:
    """Raise Misread for a playbook that the store has not."""
    from difflib import get_close_matches

    from npstui.settings.playbooks import load_playbooks
    from npstui.settings.store_file import FILE_NAME, load_store_settings

    file = invocation.store_path / FILE_NAME
    books = load_playbooks(invocation.store_path, load_store_settings(file).playbooks, file)
    if name not in books.by_name:
        near = get_close_matches(name, books.by_name, n=1)
        hint = f"The nearest is {near[0]}." if near else f"There are {', '.join(books.by_name)}."
        raise Misread(f"--template: there is no playbook “{name}”. {hint}")
