"""Handing on is for people outside; loads count as the view Mine does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.desk.stores import Row, add_answers, desk_of

from npstui.desk.desk import Desk
from npstui.model.response import ResponseRef
from npstui.present.values import View
from npstui.settings.store_file import FILE_NAME, dump_store_settings, load_store_settings
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    def answer(name: str) -> Row:
        return (name, (NOW - timedelta(hours=3)).isoformat(), 2, "", name, f"{name}@a.org", "Oslo")

    with Store.create(tmp_path / "acme.nps", time_zone="UTC") as made:
        add_answers(made, [answer("a"), answer("b"), answer("c")], NOW, tmp_path)
        yield made


def said(desk: Desk, verb: str, *names: str, **arguments: object) -> str:
    refs = [ResponseRef("survey", name) for name in names]
    return str(desk.run(verb, refs, arguments, NOW).said)


@pytest.mark.parametrize("people", [{}, {"Dispatch": "d@example.org"}])
def test_a_case_is_not_handed_on_to_a_colleague(store: Store, people: dict[str, str]) -> None:
    file = store.path / FILE_NAME
    settings = replace(load_store_settings(file), team=("alice", "bob"), people=people)
    file.write_text(dump_store_settings(settings))
    words = "bob is a colleague at the desk: a gives it to them (npstui case assign)."
    assert said(desk_of(store), "case.hand-on", "a", person="Bob") == words


def test_the_load_of_a_person_is_the_view_mine_and_what_is_snoozed(store: Store) -> None:
    desk = desk_of(store)
    said(desk, "case.take", "a", "b", "c")
    said(desk, "case.snooze", "b", until="2d")
    (load,) = desk.people(NOW)
    assert (load.open_cases, load.snoozed) == (3, 1)
    assert load.open_cases - load.snoozed == desk.queue(None, View.MINE, NOW).total
