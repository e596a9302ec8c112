"""Carrying a verb out on the cases that the command line names, and saying what came of it."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from npstui.cli import output
from npstui.cli.errors import Exit, say
from npstui.cli.invocation import Invocation, writing_desk_for

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.model.response import ResponseRef
    from npstui.present.values import Answer


@dataclass(frozen=True, slots=True)
class Refused:
    """One id that was left alone, as it is to be shown, and why."""

    response_id: str
    reason: str


@dataclass(slots=True)
class Outcome:
    """What a verb did: its words, and the ids by fate."""

    said: str = ""
    done: list[str] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def exit_code(self) -> Exit:
        """0 done or nothing asked, 1 nothing could be done, 3 in part."""
        if not self.refused:
            return Exit.DONE
        return Exit.DONE_IN_PART if self.done else Exit.NOTHING_DONE


def act(
    invocation: Invocation,
    verb_id: str,
    ids: Sequence[str],
    arguments: Mapping[str, object],
    *,
    as_json: bool,
) -> Exit:
    """Run a verb of the catalogue on ids and report it; the exit code."""
    named = read_ids(ids)
    with writing_desk_for(invocation) as sitting:
        outcome = carry_out(sitting.desk, verb_id, named, arguments, sitting.now)
    return report(outcome, as_json=as_json)


def carry_out(
    desk: "Desk", verb_id: str, ids: Sequence[str], arguments: Mapping[str, object], now: datetime
) -> Outcome:
    """The verb on every id that names one response; the others are refused."""
    outcome = Outcome()
    refs, lost = desk.find(ids)
    outcome.refused = [Refused(written, reason) for written, reason in lost]
    if not refs:
        return outcome
    answer = desk.run(verb_id, refs, arguments, now)
    outcome.said = answer.said
    add_answer(outcome, answer, refs)
    return outcome


def add_answer(outcome: Outcome, answer: "Answer", asked: "Sequence[ResponseRef]") -> None:
    """Take the desk's answer into an outcome; a verb refused as a whole refuses every case."""
    outcome.done += [ref.response_id for ref in answer.done]
    outcome.refused += [Refused(item.ref.response_id, item.reason) for item in answer.refused]
    if asked and not answer.done and not answer.refused:
        outcome.refused += [Refused(ref.response_id, answer.said) for ref in asked]


def report(outcome: Outcome, *, as_json: bool) -> Exit:
    """Say what a verb did, on stdout as a document, on stderr in words; the exit code."""
    if as_json:
        output.document(
            {
                "done": outcome.done,
                "refused": [
                    {"response_id": item.response_id, "reason": item.reason}
                    for item in outcome.refused
                ],
            }
        )
    for sentence in in_words(outcome):
        say(sentence)
    return outcome.exit_code


def in_words(outcome: Outcome) -> Iterable[str]:
    """The outcome as sentences: what was done, then every case refused, those alike together."""
    if not outcome.refused:
        yield f"{outcome.said}." if outcome.said else "Nothing to do."
        return
    by_reason: dict[str, list[str]] = {}
    for item in outcome.refused:
        by_reason.setdefault(item.reason.rstrip("."), []).append(item.response_id)
    if outcome.done:
        yield f"Done on {len(outcome.done):,}, not on {len(outcome.refused):,}."
    for reason, names in by_reason.items():
        # A reason that says the id itself, and a refusal of the whole verb, stand alone.
        alone = all(f"“{name}”" in reason for name in names) or not reason[:1].islower()
        if alone:
            yield f"{reason[:1].upper()}{reason[1:]}."
        else:
            yield f"{', '.join(names)}: {reason}."


def read_ids(ids: Sequence[str]) -> list[str]:
    """The ids named, each once; "-" stands for those on standard input, one a line."""
    named: list[str] = []
    for written in ids:
        named += _from_stdin() if written == "-" else [written]
    return list(dict.fromkeys(named))


def _from_stdin() -> list[str]:
    lines = (line.decode("utf-8", "replace").strip("\r\n") for line in sys.stdin.buffer)
    return [line for line in lines if line.strip()]
