"""The rows of a listing on stdout, in each of the forms `list` gives."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from npstui.cli import output
from npstui.present.text import EMPTY, SafeText, safe

if TYPE_CHECKING:
    import polars as pl

    from npstui.cli.invocation import Sitting
    from npstui.export.rows import Rows

FORMS = ("table", "json", "ndjson", "csv", "ids")
_COMMENT_SHOWN = 2_000
_NARROW = {"id": 16, "customer": 16, "owner": 8, "tags": 13}
_TABLE = ("id", "sc", "answered", "due in", "customer", "comment", "owner", "tags", "status")


def show_rows(frame: "pl.DataFrame", form: str, sitting: "Sitting") -> None:
    """Write a listing to stdout in one of FORMS."""
    match form:
        case "json" | "ndjson" | "csv":
            show_text(frame, form)
        case "ids":
            for name in ids(frame, sitting):
                output.ready_made(f"{name}\n")
        case _:
            _show_table(frame, sitting)


def show_text(table: "pl.DataFrame | Rows", form: str) -> None:
    """Write a table to stdout in a text format of exports; JSON with what steers escaped."""
    from npstui.export.formats import Format, pieces

    fmt = Format(form)
    for text in pieces(table, fmt):
        is_json = fmt in (Format.JSON, Format.NDJSON)
        output.ready_made(output.escape_steering(text) if is_json else text)


def ids(frame: "pl.DataFrame", sitting: "Sitting") -> Iterator[str]:
    """What names each row to another command: its id, or SOURCE:ID where sources share it."""
    bare = frame.get_column("response_id").to_list()
    matches = sitting.desk.store.find(bare) if bare else {}
    for name, source in zip(bare, frame.get_column("source").to_list(), strict=True):
        yield name if len(matches.get(name, ())) < 2 else f"{source}:{name}"


def plain_rows(frame: "pl.DataFrame") -> list[dict[str, object]]:
    """All rows as JSON has them."""
    from npstui.export.rows import as_rows

    return [row for part in as_rows(frame).plain_parts() for row in part.iter_rows(named=True)]


def plain_row(frame: "pl.DataFrame", row: int) -> dict[str, object]:
    """One row as JSON has it."""
    from npstui.export.rows import as_rows

    return next(as_rows(frame.slice(row, 1)).plain_parts()).row(0, named=True)


def _show_table(frame: "pl.DataFrame", sitting: "Sitting") -> None:
    if not frame.height:
        output.line("Nothing to list.")
        return
    zone = sitting.desk.settings.zone
    rows = (_cells(row, sitting.now, zone) for row in frame.iter_rows(named=True))
    output.table(
        _TABLE,
        rows,
        right=frozenset({_TABLE.index("sc")}),
        grows=_TABLE.index("comment"),
        narrow={_TABLE.index(name): cells for name, cells in _NARROW.items()},
    )


def _cells(row: Mapping[str, object], now: datetime, zone: ZoneInfo) -> list[SafeText]:
    from npstui.present import times

    answered, due = row["responded_at"], row["due_at"]
    waits = row["first_contact_at"] is None and row["status"] not in ("resolved", "lapsed")
    tags = row["tags"]
    status = row["status"]
    if row["excluded"]:
        status = f"excluded: {row['excluded']}"
    elif row["no_contact_reason"] and status:
        barred = "not to contact" if row["do_not_contact"] else "no contact now"
        status = f"{status}, {barred}"
    return [
        _text(row["response_id"]),
        _text(row["score"]),
        SafeText(times.moment(answered, now, zone)) if isinstance(answered, datetime) else EMPTY,
        SafeText(times.due(due, now)) if waits and isinstance(due, datetime) else EMPTY,
        _customer(row),
        safe(str(row["comment"])[:_COMMENT_SHOWN]) if row["comment"] else EMPTY,
        _text(row["assignee"]),
        safe(", ".join(str(tag) for tag in tags)) if isinstance(tags, list) else EMPTY,
        _text(status),
    ]


def _customer(row: Mapping[str, object]) -> SafeText:
    for name in ("customer_name", "company", "email", "customer_id"):
        if row.get(name):
            return safe(str(row[name])[:200])
    return EMPTY


def _text(value: object) -> SafeText:
    return EMPTY if value is None else safe(str(value))
