"""The imports of a store: what became of their rows, how columns were read, what was refused."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.desk.mapping import field_title
from npstui.desk.quarantine import quarantine_lines, refused_value
from npstui.model.response import CANONICAL
from npstui.present.import_values import ImportDetail, ImportValue, RefusedFileValue, RefusedValue
from npstui.present.text import SafeText, safe
from npstui.store.quarantine import DIRECTORY
from npstui.store.values import ImportRow, Remembered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from npstui.store.store import Store


def imports_of(store: "Store", as_of: datetime | None = None) -> list[ImportRow]:
    """The imports, newest first, up to a moment."""
    rows = [row for row in store.imports() if as_of is None or row.at <= as_of]
    return rows[::-1]


def import_values(store: "Store", as_of: datetime | None = None) -> tuple[ImportValue, ...]:
    """The same for a screen."""
    return tuple(import_value(row) for row in imports_of(store, as_of))


def import_value(row: ImportRow) -> ImportValue:
    """One import in words and counts."""
    fates = row.fates
    return ImportValue(
        import_id=row.import_id,
        at=row.at,
        file=safe(Path(row.path).name or row.path),
        source=safe(row.source),
        person=safe(row.person),
        rows=fates.rows,
        imported=fates.imported,
        known=fates.already_known,
        changed=fates.changed + fates.updated,
        refused=fates.quarantined,
        set_aside=tuple((safe(why), count) for why, count in fates.set_aside.items()),
        mapping=tuple(
            (SafeText(field_title(column.name)), safe(row.mapping[column.name]))
            for column in CANONICAL
            if column.name in row.mapping
        ),
        remembered=tuple(_remembered(row.remembered)),
    )


def refused_file_values(
    store: "Store", as_of: datetime | None = None
) -> tuple[RefusedFileValue, ...]:
    """The followed files that were refused and did not come in since, newest first."""
    from npstui.intake.refused_files import refused_files

    return tuple(
        RefusedFileValue(
            at=each.at,
            path=safe(each.path),
            file=safe(Path(each.path).name or each.path),
            person=safe(each.person),
            why=safe(each.why),
        )
        for each in refused_files(store)
        if as_of is None or each.at <= as_of
    )


def listed_values(
    store: "Store", as_of: datetime | None = None
) -> tuple[ImportValue | RefusedFileValue, ...]:
    """Imports and refused files together, newest first."""
    both: list[ImportValue | RefusedFileValue] = [
        *refused_file_values(store, as_of),
        *import_values(store, as_of),
    ]
    return tuple(sorted(both, key=lambda value: value.at, reverse=True))


def quarantine_file(store: "Store", import_id: int) -> Path:
    """Where an import's refused rows are, if any were kept."""
    return store.path / DIRECTORY / f"{import_id}.csv"


def refused_of(store: "Store", row: ImportRow) -> RefusedValue:
    """An import's refused rows with their reasons. A row refused before is kept once, with the
    first import that had it.
    """
    file = quarantine_file(store, row.import_id)
    return refused_value(Path(row.path).name, file, row.fates.set_aside)


def import_detail(store: "Store", row: ImportRow) -> ImportDetail:
    """What the page of an import reads of the store."""
    return ImportDetail(refused_of(store, row), came_late(store, row))


def came_late(store: "Store", row: ImportRow) -> tuple[SafeText, ...]:
    """Which of an import's answers were late on arrival, in sentences."""
    from npstui.desk.arriving import arrival_words, arrivals_of

    found = arrivals_of(store, [row])
    return arrival_words(found[row.import_id], row.policy.due) if found else ()


def refused_lines_of(store: "Store", row: ImportRow) -> "Iterator[tuple[int, str, str]]":
    """Line, reason and text of every refused row of an import, as kept."""
    return quarantine_lines(quarantine_file(store, row.import_id))


def _remembered(what: Remembered | None) -> "Iterator[SafeText]":
    """What the next file of the source follows, beside the columns."""
    if what is None:
        return
    left_out = [field_title(field) for field, column in what.fields.items() if not column]
    told = {
        "platform": what.preset,
        "sheet": what.sheet,
        "scale": what.scale,
        "time zone": what.time_zone,
        "dates": ", ".join(sorted(set(what.day_orders.values()))),
        "left empty": ", ".join(left_out),
        "not kept": ", ".join(what.dropped),
    }
    for name, value in told.items():
        if value:
            yield safe(f"{name} {value}")
