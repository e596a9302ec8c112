"""One text to many as a file: written whole, logged for each, and taken back as one verb."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.desk.drafts import merge_table
from npstui.export.files import ExportError, check_target, whole_file, write_table
from npstui.export.formats import Format
from npstui.model.outcomes import Channel
from npstui.model.response import ResponseRef
from npstui.present.numbers import count
from npstui.present.text import SafeText, safe
from npstui.present.values import Answer, RefusedValue

if TYPE_CHECKING:
    from npstui.desk.desk import Desk

_NAMED = 3


class _NothingLogged(Exception):
    """The verb did nothing, so no file is wanted."""


def merge_to_file(
    desk: "Desk",
    refs: Collection[ResponseRef],
    arguments: Mapping[str, object],
    target: Path,
    now: datetime,
) -> Answer:
    """Write the mail-merge file and log one contact a case; `arguments` are those of case.contact.

    `template` names the playbook, "" the one that fits most; `ask` is what its texts ask promoters
    for unless it is given. The file holds a row for each case
    that is logged, and comes to its name only once they are; where it cannot, the log is taken
    back. Raises ExportError, SettingsError, NoSuchPlaybook, and ValueError for a told that is no
    time.
    """
    check_target(target, force=False)
    desk.refresh()
    channel = str(arguments.get("channel") or Channel.MAIL)
    named, told = arguments.get("template"), arguments.get("told")
    told = None if told is None else str(told)
    merge, rows, reasons = desk.drafts.merge(
        refs, now, channel, playbook=str(named or "") or None, told=told
    )
    left = tuple(RefusedValue(ref, safe(reason)) for ref, reason in reasons.items())
    if not rows:
        return Answer(said=_said("Nobody is written to", left), refused=left)
    given = {**arguments, "template": merge.playbook, "file": target.name}
    if told is None and merge.told is not None:
        given["told"] = merge.told.isoformat()
    if merge.asks:
        given.setdefault("ask", merge.asks)
    if merge.same_customer:
        given["same_customer"] = frozenset(merge.same_customer)
    answer: Answer | None = None
    try:
        with whole_file(target) as file:
            write_table(merge_table(rows, channel, merge.playbook), file, Format.CSV)
            answer = desk.run("case.contact", merge.refs + merge.same_customer, given, now)
            _check_logged(answer)
            if answer.refused:
                # Somebody changed a case meanwhile: what is not logged does not go out.
                done = frozenset(answer.done)
                kept = [row for row in rows if row.ref in done]
                file.seek(0)
                file.truncate()
                write_table(merge_table(kept, channel, merge.playbook), file, Format.CSV)
    except _NothingLogged:
        assert answer is not None
        return replace(answer, refused=answer.refused + left)
    except ExportError:
        if answer is not None and answer.verb_id is not None:
            desk.undo(now)
        raise
    refused = answer.refused + left
    sent = len(answer.done) - len(frozenset(answer.done) & frozenset(merge.same_customer))
    written = f"{count(sent, 'row')} to send in {target.name}, and logged"
    if merge.same_customer:
        written += f"; {count(len(merge.same_customer), 'more case')} of the same customers"
    return replace(answer, refused=refused, said=_said(written, refused))


def _check_logged(answer: Answer) -> None:
    if answer.verb_id is None:
        raise _NothingLogged


def _said(said: str, refused: Collection[RefusedValue]) -> SafeText:
    if not refused:
        return safe(said)
    by_reason: dict[str, int] = {}
    for item in refused:
        by_reason[item.reason] = by_reason.get(item.reason, 0) + 1
    told = [f"{times:,} {reason}" for reason, times in by_reason.items()][:_NAMED]
    return safe(f"{said}; left out {len(refused):,}: {'; '.join(told)}")
