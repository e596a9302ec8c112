"""The share of first contacts in time: who is counted, who takes no part."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.desk.stores import Row, add_answers, desk_of

from npstui.desk.desk import Desk
from npstui.model.response import ResponseRef
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
CONTACT = {"channel": "phone", "result": "reached"}


def row(name: str, age: timedelta, score: int) -> Row:
    mail = f"{name}@example.no"
    return (name, (NOW - age).isoformat(), score, "", f"c-{name}", mail, "Oslo")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.create(tmp_path / "acme.nps", time_zone="UTC") as store:
        add_answers(store, [row("old", 7_200 * HOUR, 5)], NOW - 6_000 * HOUR, tmp_path)
        rows = [row("a", 48 * HOUR, 2), row("b", 48 * HOUR, 2), row("c", 30 * HOUR, 2)]
        add_answers(store, [*rows, row("fan", 48 * HOUR, 9)], NOW - 48 * HOUR, tmp_path)
        yield desk_of(store)


def contact(desk: Desk, name: str, at: datetime) -> None:
    desk.run("case.contact", [ResponseRef("survey", name)], CONTACT, at)


def test_nobody_is_judged_before_the_first_contact_or_due_time(desk: Desk) -> None:
    assert desk.following_up.within_time(NOW - 47 * HOUR) == (0, 0)


def test_in_time_too_late_and_never_are_counted_and_the_rest_is_not(desk: Desk) -> None:
    assert desk.following_up.within_time(NOW - 20 * HOUR) == (0, 2)
    contact(desk, "a", NOW - 30 * HOUR)
    assert desk.following_up.within_time(NOW - 20 * HOUR) == (1, 2)
    contact(desk, "c", NOW - 10 * HOUR)
    assert desk.following_up.within_time(NOW - 9 * HOUR) == (2, 3)
    contact(desk, "b", NOW)
    assert desk.following_up.within_time(NOW) == (2, 3)
