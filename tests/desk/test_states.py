"""The frame of states is the same read by column, by rows, and from the states themselves."""

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.store.catalog_fixtures import ref, verb

from npstui.desk.states import SCHEMA, frame_of, frame_of_stored
from npstui.model.events import EventKind, NewEvent
from npstui.store.store import Store
from npstui.store.values import CaseColumns

HOSTILE = ("null", 'quoted "twice"', "\\", "台北 \u202e", "a\tb\nc", "[null,null]", "", "\x1b[2J")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "acme.nps", time_zone="UTC")


def by_case(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.sort("source", "response_id")


def check(store: Store) -> pl.DataFrame:
    columns = store.stored_cases()
    assert isinstance(columns, CaseColumns)
    # As a desk follows on: the same cases since an event that was before all of them.
    rows = store.stored_cases(-1)
    assert isinstance(rows, list)
    found = by_case(frame_of_stored(columns))
    assert found.schema == SCHEMA
    assert_frame_equal(found, by_case(frame_of_stored(rows)))
    assert_frame_equal(found, by_case(frame_of(store.case_rows())))
    return found


def test_nothing_touched_is_an_empty_frame(store: Store) -> None:
    assert check(store).height == 0


def test_what_people_write_comes_through_as_it_is(store: Store) -> None:
    for number, text in enumerate(HOSTILE):
        store.append(verb([
            NewEvent(ref(number), EventKind.ASSIGNED, {"to": text or None}),
            NewEvent(ref(number), EventKind.TAGGED, {"tags": [text, "x"] if text else []}),
        ]))  # fmt: skip
    found = check(store)
    assert set(found["assignee"].to_list()) == {*HOSTILE[:-2], HOSTILE[-1], None}


def test_a_column_of_cells_as_wide_as_null_is_no_empty_one(store: Store) -> None:
    # 1000 to 1003 take as many letters as four nulls.
    store.append(verb([NewEvent(ref(0), EventKind.NOTED, {"text": "x"})] * 999))
    for number in range(4):
        store.append(verb([NewEvent(ref(number), EventKind.NOTED, {"text": "x"})]))
    assert set(check(store)["last_event_id"].to_list()) == {1_000, 1_001, 1_002, 1_003}


@pytest.mark.parametrize("amount", [0.1 + 0.2, 1e-300, 12345678901234567.0, -0.0, 1 / 3, 40, None])
def test_an_amount_keeps_every_figure(store: Store, amount: float | None) -> None:
    data = {"outcome": "solved", "remedy": "refund", "amount": amount}
    store.append(verb([NewEvent(ref(0), EventKind.RESOLVED, data)]))
    assert check(store)["amount"].to_list() == [amount]
