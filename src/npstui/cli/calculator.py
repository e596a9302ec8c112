"""`npstui calc`: the NPS of counts at hand, without a store."""

import sys
from collections.abc import Iterable, Iterator

import click

from npstui.cli import output
from npstui.cli.errors import NothingDone
from npstui.cli.shapes import Shape, score_shape
from npstui.cli.words import score_words, show_explanation


@click.command("calc")
@click.argument("counts", nargs=-1, metavar="PROMOTERS PASSIVES DETRACTORS | -")
@click.option("--explain", is_flag=True, help="Say how the number was made.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def calc(counts: tuple[str, ...], explain: bool, as_json: bool) -> None:
    """The NPS of three counts with its interval; `calc -` reads scores 0-10, one a line."""
    from npstui.analysis.counts import Counts, count_scores
    from npstui.analysis.score import score_or_none

    if counts == ("-",):
        counted = count_scores(list(read_scores(_stdin_lines())))
    else:
        counted = Counts(*_three(counts))
    answer = score_or_none(counted)
    why: dict[str, object] | None = None
    if explain:
        from npstui.desk.explain import counts_document

        why = counts_document(counted)
    if as_json:
        shape: Shape = {"score": score_shape(answer)}
        output.document(shape if why is None else {**shape, "explanation": why})
        return
    output.line("There is nothing to score." if answer is None else score_words(answer))
    if why is not None:
        output.line()
        show_explanation(why)


def read_scores(lines: Iterable[str]) -> Iterator[int]:
    """Whole scores 0-10, one a line; empty lines are passed over.

    Raises NothingDone, naming the line and what stands there.
    """
    for number, text in enumerate(lines, start=1):
        written = text.strip().removeprefix("\ufeff")
        if not written:
            continue
        if not (written.isascii() and written.isdigit() and int(written[:4]) <= 10):
            raise NothingDone(
                f"Line {number}: “{written[:60]}” is no score; write whole numbers 0 to 10, "
                "one a line."
            )
        yield int(written)


def _three(counts: tuple[str, ...]) -> tuple[int, int, int]:
    if len(counts) != 3:
        raise click.UsageError("calc wants three counts: promoters, passives, detractors; or -.")
    promoters, passives, detractors = (_count(text) for text in counts)
    return promoters, passives, detractors


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 15:
        return int(text)
    raise click.UsageError(f"“{text}” is no count; write a whole number of 0 or more.")


def _stdin_lines() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", "replace")
