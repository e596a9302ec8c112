"""`npstui export`: a queue, all responses, or the log, to a file or standard output."""

from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from npstui.cli import output
from npstui.cli.choices import Word
from npstui.cli.errors import Misread, nearest, say
from npstui.cli.filtering import pointing_into, where_option
from npstui.cli.invocation import Invocation, Sitting, desk_for
from npstui.cli.lists import LISTINGS, shape_of
from npstui.cli.rows import show_text

if TYPE_CHECKING:
    from datetime import datetime

    import polars as pl

    from npstui.desk.listings import Choose
    from npstui.export.formats import Format
    from npstui.export.rows import Rows
    from npstui.model.events import Event
    from npstui.store.values import ImportRow

STDOUT = "-"
FORMATS = ("csv", "xlsx", "json", "ndjson", "parquet", "md")
LOG = "log"


@click.command("export")
@click.argument("target", metavar="PATH|-")
@click.option("--what", type=Word((*LISTINGS, LOG)), default="responses", show_default=True)
@where_option
@click.option("--columns", metavar="NAME[,NAME]", help="Only these columns, in this order.")
@click.option(
    "--redact",
    is_flag=True,
    help="Without personal data: no name, mail, phone, customer id or company; comments, notes and "
    "the files' own columns only where --columns names them.",
)
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
    redact: bool,
    force: bool,
    fmt: str | None,
    as_json: bool,
) -> None:
    """The rows of `list` with the notes on each case, or the log, as a file.

    The format is CSV, Excel, JSON (one array), NDJSON, Parquet or a Markdown table; - is standard
    output. The file is there whole or not at all. In CSV and Excel no cell can be run as a formula.
    Excel knows no time zones: times there are the store's, elsewhere they carry their offset.
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

    def choose(known: Sequence[str]) -> list[str]:
        return _chosen(columns, known, redact=redact)

    with desk_for(invocation) as sitting:
        if what == LOG:
            rows = log_rows(sitting, choose, redact=redact)
        else:
            with pointing_into(where):
                rows = sitting.desk.export(what, sitting.now, where=where, choose=choose)
        zone = sitting.desk.settings.zone
        if target == STDOUT:
            _to_stdout(rows, chosen, sitting)
            return
        written = write_export(rows, Path(target), chosen, force=force, zone=zone, told=say)
    say(f"Wrote {count(written, 'row')} to {target}.")
    if as_json:
        output.document({"path": target, "what": what, "format": chosen.value, "rows": written})


def log_rows(sitting: Sitting, choose: "Choose", *, redact: bool) -> "Rows":
    """The log as a table, oldest first; `data` is JSON."""
    import polars as pl

    from npstui.export.redaction import WRITTEN_IN_EVENTS
    from npstui.export.rows import Rows

    kinds = dict.fromkeys(_LOG_COLUMNS, pl.String) | dict.fromkeys(_LOG_NUMBERS, pl.Int64)
    chosen = choose(_LOG_COLUMNS)
    left_out = WRITTEN_IN_EVENTS if redact else ()

    def parts() -> "Iterator[pl.DataFrame]":
        entries = _log_oldest_first(sitting)
        while some := list(islice(entries, _LOG_PART)):
            yield _log_frame(some, kinds, left_out).select(chosen)

    def height() -> int:
        return sum(1 for _ in _log_oldest_first(sitting))

    return Rows(pl.Schema({name: kinds[name] for name in chosen}), parts, height, frozenset())


_LOG_COLUMNS = (
    "event_id", "verb_id", "at", "actor", "person", "kind", "response_id", "source", "data",
)  # fmt: skip
_LOG_NUMBERS = ("event_id", "verb_id")
_LOG_PART = 20_000


def _log_oldest_first(sitting: Sitting) -> "Iterator[Event | ImportRow]":
    desk = sitting.desk
    imports = [row for row in desk.store.imports() if desk.as_of is None or row.at <= desk.as_of]
    return merge(desk.log(), sorted(imports, key=_moment), key=_moment)


def _moment(entry: "Event | ImportRow") -> "datetime":
    return entry.at


def _log_frame(
    entries: "Sequence[Event | ImportRow]",
    kinds: "Mapping[str, type[pl.DataType]]",
    left_out: Sequence[str],
) -> "pl.DataFrame":
    import polars as pl

    told = []
    for entry in entries:
        shape = shape_of(entry)
        data = shape["data"]
        if isinstance(data, dict):
            data = {key: value for key, value in data.items() if key not in left_out}
        told.append({**shape, "data": output.as_json(data)})
    return pl.DataFrame(told, schema=dict(kinds), orient="row")


def _to_stdout(rows: "Rows", fmt: "Format", sitting: Sitting) -> None:
    if fmt.is_text:
        show_text(rows, fmt)
        return
    from tempfile import TemporaryFile

    from npstui.export.files import write_table

    if output.is_a_terminal():
        raise click.UsageError(f"{fmt} is nothing to read on a terminal; name a file.")
    with TemporaryFile() as spool:
        write_table(rows, spool, fmt, zone=sitting.desk.settings.zone, told=say)
        spool.seek(0)
        output.copied(spool)


def _chosen(columns: str | None, known: Sequence[str], *, redact: bool) -> list[str]:
    from npstui.export.redaction import is_customers, without_personal_data

    if columns is None:
        return without_personal_data(known) if redact else list(known)
    chosen = [name.strip() for name in columns.split(",") if name.strip()]
    for name in chosen:
        if name not in known:
            raise Misread(
                f"--columns: there is no column “{name}”. The nearest is {nearest(name, known)}."
            )
        if redact and is_customers(name):
            raise Misread(f"--redact leaves “{name}” out; take it from --columns, or --redact off.")
    if not chosen:
        raise Misread("--columns names no column.")
    return list(dict.fromkeys(chosen))
