"""A touched case whose answer an update gave another time is still one of the open cases."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.desk.stores import desk_of

from npstui.desk.desk import Desk
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.model.response import ResponseRef
from npstui.store.expressions import KEY
from npstui.store.store import Store

NOW = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
LATELY = NOW - timedelta(hours=6)
LONG_AGO = NOW - timedelta(days=600)
TIMES = {"lately": LATELY, "long ago": LONG_AGO, "undated": None}


def take_in(store: Store, folder: Path, times: list[datetime | None], *, update: bool) -> None:
    file = folder / "survey.csv"
    with file.open("w", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("response_id", "responded_at", "score", "customer_id", "email"))
        for number, at in enumerate(times):
            given = at.isoformat() if at else ""
            writer.writerow((f"N{number}", given, "3", f"C{number}", f"c{number}@example.com"))
    options = ImportOptions(follow_up_from="all", time_zone="UTC", update=update)
    (result,) = import_files(store, [file], options, actor="os", person="bob", now=NOW)
    assert result.refusal is None, result.refusal


def held_by(desk: Desk) -> dict[ResponseRef, datetime | None]:
    """When each open case's answer was given."""
    desk.refresh()
    rows = desk._frames.open_cases(NOW).filter("open").select(*KEY, "responded_at").rows()
    return {ResponseRef(source, name): at for source, name, at in rows}


@pytest.mark.parametrize("now", TIMES)
@pytest.mark.parametrize("before", TIMES)
def test_an_update_that_moves_an_answer_does_not_lose_its_case(
    tmp_path: Path, before: str, now: str
) -> None:
    refs = [ResponseRef("survey", f"N{number}") for number in range(3)]
    with Store.create(tmp_path / "team.nps", time_zone="UTC") as store:
        take_in(store, tmp_path, [TIMES[before], LATELY, LONG_AGO], update=False)
        there = desk_of(store, "alice")
        there.run("case.take", refs, {}, NOW)
        held_by(there)
        take_in(store, tmp_path, [TIMES[now], LATELY, LONG_AGO], update=True)
        anew = desk_of(store, "bob")
        for desk in (there, anew):
            assert held_by(desk) == dict(zip(refs, (TIMES[now], LATELY, LONG_AGO), strict=True))
