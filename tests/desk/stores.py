"""A store with a few answers, for tests of the desk."""

import csv
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from npstui.desk.desk import Desk
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.store.store import Store

HEADER = ("response_id", "responded_at", "score", "comment", "customer_id", "email", "region")
Row = tuple[str, str, int, str, str, str, str]


def add_answers(store: Store, rows: Sequence[Row], now: datetime, folder: Path) -> None:
    """Import the rows as a file of the source `survey`; follow-up of all of history."""
    file = folder / "survey.csv"
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        writer.writerows(rows)
    result = import_files(
        store,
        [file],
        ImportOptions(follow_up_from="all", time_zone="UTC"),
        actor="os",
        person="alice",
        now=now,
    )
    assert result[0].refusal is None, result[0].refusal


def desk_of(store: Store, person: str = "alice") -> Desk:
    return Desk(store, person=person, actor="os")
