"""`npstui export`: a queue, all responses, or the log, to a file or standard output."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npstui.cli import output
from npstui.cli.choices import Word
from npstui.cli.errors import Misread, nearest, say
from npstui.cli.filtering import pointing_into, where_option
from npstui.cli.invocation import Invocation, Sitting, desk_for
from npstui.cli.lists import LISTINGS

if TYPE_CHECKING:
    import polars as pl

    from npstui.export.formats import Format

STDOUT = "-"
FORMATS = ("csv", "ndjson")
LOG = "log"


@click.command("export")
@click.argument("target", metavar="PATH|-")
@click.option("--what", type=Word((*LISTINGS, LOG)), default="responses", show_default=True)
@where_option
@click.option("--columns", metavar="NAME[,NAME]", help="Only these columns, in this order.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@click.option("--format", "fmt", type=Word(FORMATS), help="Else by the ending of PATH.")
@click.option("--json", "as_json", is_flag=True, help="Say what was written as a document.")
@click.pass_obj
def export(
    invocation: Invocation,
    target: str,
    what: str,
    where: str | None,
    columns: str | None,
    force: bool,
    fmt: str | None,
    as_json: bool,
) -> None:
    """The rows of `list`, or the log, as CSV or NDJSON; - is standard output.

    The file is there whole or not at all. In CSV no cell can be run as a formula.
    """
    from npstui.export.files import check_target, format_of, write_export
    from npstui.export.formats import Format
    from npstui.present.numbers import count

    if what == LOG and where is not None:
        raise click.UsageError("--where does not narrow the log.")
    if target == STDOUT:
        if as_json:
            raise click.UsageError("--json says what was written to a file; - is the data itself.")
        chosen = Format(fmt or "csv")
    else:
        chosen = Format(fmt) if fmt else format_of(Path(target))
        check_target(Path(target), force=force)
    with desk_for(invocation) as sitting:
        frame = _frame(sitting, what, where)
        if columns is not None:
            frame = frame.select(_chosen(columns, frame.columns))
        if target == STDOUT:
            _to_stdout(frame, chosen)
            return
        rows = write_export(frame, Path(target), chosen, force=force)
    say(f"Wrote {count(rows, 'row')} to {target}.")
    if as_json:
        output.document({"path": target, "what": what, "format": chosen.value, "rows": rows})


def _frame(sitting: Sitting, what: str, where: str | None) -> "pl.DataFrame":
    if what == LOG:
        return log_frame(sitting)
    with pointing_into(where):
        return sitting.desk.table(what, sitting.now, where=where)


def log_frame(sitting: Sitting) -> "pl.DataFrame":
    """The log as a table, oldest first; `data` is JSON."""
    import polars as pl

    from npstui.cli.lists import log_entries, shape_of

    rows = [shape_of(entry) for entry in reversed(log_entries(sitting, None))]
    schema = {
        "event_id": pl.Int64,
        "verb_id": pl.Int64,
        "at": pl.String,
        "actor": pl.String,
        "person": pl.String,
        "kind": pl.String,
        "response_id": pl.String,
        "source": pl.String,
        "data": pl.String,
    }
    told = [{**row, "data": output.as_json(row["data"])} for row in rows]
    return pl.DataFrame(told, schema=schema, orient="row")


def _to_stdout(frame: "pl.DataFrame", fmt: "Format") -> None:
    from npstui.export.formats import Format, pieces

    texts: Iterable[str] = pieces(frame, fmt)
    for text in texts:
        output.ready_made(output.escape_steering(text) if fmt is Format.NDJSON else text)


def _chosen(columns: str, known: Sequence[str]) -> list[str]:
    chosen = [name.strip() for name in columns.split(",") if name.strip()]
    for name in chosen:
        if name not in known:
            raise Misread(
                f"--columns: there is no column “{name}”. The nearest is {nearest(name, known)}."
            )
    if not chosen:
        raise Misread("--columns names no column.")
    return list(dict.fromkeys(chosen))
