"""`npstui list` and `npstui log`."""

from collections import deque
from typing import TYPE_CHECKING

import click

from npstui.cli import output
from npstui.cli.choices import Word
from npstui.cli.filtering import pointing_into, where_option
from npstui.cli.invocation import Invocation, Sitting, desk_for
from npstui.cli.rows import FORMS, show_rows
from npstui.cli.shapes import Shape, event_shape, import_shape

if TYPE_CHECKING:
    from npstui.model.events import Event
    from npstui.store.values import ImportRow

LISTINGS = ("responses", "cases", "detractors", "passives", "promoters")
_COUNT = click.IntRange(min=0, max=10**9)  # more than any store holds, within polars' numbers


@click.command("list")
@click.argument("what", metavar="WHAT", type=Word(LISTINGS), required=False)
@where_option
@click.option("--view", metavar="NAME", help="A saved view; WHAT may be left out then.")
@click.option("--sort", metavar="COLUMN", help="Sort by a column; -COLUMN turns it.")
@click.option("--limit", type=_COUNT, metavar="N", help="The first N of the sort.")
@click.option("--format", "form", type=Word(FORMS), default="table", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_obj
def list_(
    invocation: Invocation,
    what: str | None,
    where: str | None,
    view: str | None,
    sort: str | None,
    limit: int | None,
    form: str,
    as_json: bool,
) -> None:
    """List responses, cases, detractors, passives or promoters.

    The three queues give their open cases; cases all of them, resolved and lapsed too.
    """
    if what is None and view is None:
        raise click.UsageError(f"Missing WHAT: {', '.join(LISTINGS)}, or --view NAME.")
    with desk_for(invocation) as sitting:
        if view is not None:
            from npstui.cli.views import listed_by

            what, where, sort = listed_by(sitting, view, what, where, sort)
        assert what is not None
        with pointing_into(where):
            frame = sitting.desk.table(what, sitting.now, where=where, sort=sort, limit=limit)
        show_rows(frame, "json" if as_json else form, sitting)


@click.command("log")
@click.option("--limit", type=_COUNT, metavar="N", help="The newest N.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_obj
def log(invocation: Invocation, limit: int | None, as_json: bool) -> None:
    """Who did what, newest first: events on cases, and imports."""
    with desk_for(invocation) as sitting:
        entries = log_entries(sitting, limit)
        if as_json:
            output.document([shape_of(entry) for entry in entries])
        else:
            _show(entries, sitting)


def log_entries(sitting: Sitting, limit: int | None) -> "list[Event | ImportRow]":
    """Events and imports, newest first, up to the moment the desk is fixed at."""
    desk = sitting.desk
    entries: list[Event | ImportRow] = list(deque(desk.log(), maxlen=limit))
    entries += [row for row in desk.store.imports() if desk.as_of is None or row.at <= desk.as_of]
    entries.sort(key=lambda entry: (entry.at, getattr(entry, "event_id", 0)), reverse=True)
    return entries if limit is None else entries[:limit]


def shape_of(entry: "Event | ImportRow") -> Shape:
    """One entry of the log as JSON has it."""
    from npstui.store.values import ImportRow

    return import_shape(entry) if isinstance(entry, ImportRow) else event_shape(entry)


def _show(entries: "list[Event | ImportRow]", sitting: Sitting) -> None:
    from npstui.desk.words import event_words
    from npstui.present.text import SafeText, safe
    from npstui.store.values import ImportRow

    if not entries:
        output.line("Nothing happened yet.")
        return
    zone = sitting.desk.settings.zone
    output.table(
        ["when", "who", "response", "did"],
        (
            [
                SafeText(f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M}"),
                safe(entry.person),
                safe("" if isinstance(entry, ImportRow) else entry.ref.response_id),
                safe(_imported(entry) if isinstance(entry, ImportRow) else event_words(entry)),
            ]
            for entry in entries
        ),
        grows=3,
    )


def _imported(row: "ImportRow") -> str:
    from npstui.present.numbers import count

    refused = f", {row.fates.quarantined:,} refused" if row.fates.quarantined else ""
    return f"imported {row.path}: {count(row.fates.imported, 'new response')}{refused}"
