"""What passives gave before, also further back than the cases reach."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.desk.stores import Row, add_answers, desk_of

from npstui.desk.desk import Desk
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.values import View
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


def row(name: str, age: timedelta, score: int, who: str) -> Row:
    return (name, (NOW - age).isoformat(), score, "", who, "", "Oslo")


HISTORY = [
    row("ida-1", 900 * DAY, 4, "ida"),
    row("ida-2", 700 * DAY, 9, "ida"),
    row("ida-3", 500 * DAY, 10, "ida"),
    row("bo-1", 650 * DAY, 7, "bo"),
    row("liv-1", 60 * DAY, 8, "liv"),
]
NEW = [
    row("ida-4", 3 * DAY, 7, "ida"),
    row("bo-2", 2 * DAY, 8, "bo"),
    row("liv-2", DAY, 8, "liv"),
    row("eva-1", DAY, 7, "eva"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "acme.nps", time_zone="UTC") as made:
        add_answers(made, HISTORY, NOW - 30 * DAY, tmp_path)
        add_answers(made, NEW, NOW, tmp_path)
        yield made


@pytest.fixture
def desk(store: Store) -> Desk:
    return desk_of(store)


def column(desk: Desk, now: datetime = NOW) -> dict[str, str]:
    rows = desk.queue(Category.PASSIVE, View.ALL, now).rows(0, 20)
    return {each.ref.response_id: each.earlier for each in rows}


def read(desk: Desk, now: datetime = NOW) -> bool:
    reading = desk.earlier_scores(now)
    return reading is not None and reading()


def test_what_was_given_long_ago_is_read_beside_the_queue(desk: Desk) -> None:
    before = {"ida-4": "", "bo-2": "", "liv-2": "was 8", "eva-1": ""}
    listed = desk.queue(Category.PASSIVE, View.ALL, NOW)
    assert column(desk) == before
    assert read(desk)
    after = {"ida-4": "was 9, 10", "bo-2": "was 7", "liv-2": "was 8", "eva-1": ""}
    assert column(desk) == after
    # A list that stands draws them too, without a question.
    assert {each.ref.response_id: each.earlier for each in listed.rows(0, 20)} == after


def test_it_is_read_again_when_answers_came_and_once_a_minute(
    desk: Desk, store: Store, tmp_path: Path
) -> None:
    assert read(desk)
    assert desk.earlier_scores(NOW + 30 * DAY) is None
    add_answers(store, [row("bo-3", timedelta(), 7, "bo")], NOW, tmp_path)
    assert desk.earlier_scores(NOW + 59 * SECOND) is None
    assert column(desk)["bo-3"] == "was 8"  # what the cases know
    assert read(desk, NOW + 60 * SECOND)
    assert column(desk)["bo-3"] == "was 7, 8"
    assert desk.earlier_scores(NOW + 90 * SECOND) is None


def test_what_does_not_count_was_not_given(desk: Desk) -> None:
    assert read(desk)
    desk.run("response.exclude", [ResponseRef("survey", "ida-2")], {"reason": "test"}, NOW)
    assert read(desk, NOW + 60 * SECOND)
    assert column(desk)["ida-4"] == "was 4, 10"


def test_a_store_that_moves_on_meanwhile_does_no_harm(
    desk: Desk, store: Store, tmp_path: Path
) -> None:
    reading = desk.earlier_scores(NOW)
    add_answers(store, [row("kim-1", timedelta(), 7, "kim")], NOW, tmp_path)
    desk.refresh()
    assert reading is not None
    if not reading():  # read the next time, at once
        assert read(desk)
    assert column(desk)["bo-2"] == "was 7"


def test_the_pane_tells_them_all(desk: Desk) -> None:
    case = desk.case(ResponseRef("survey", "ida-4"), NOW)
    assert [each.score for each in case.earlier] == [10, 9, 4]
