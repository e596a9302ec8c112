"""The demo opens on what looks like a working week."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from npstui.desk.demo import SOURCE, TEAM, make_demo_store
from npstui.model.case import CaseState
from npstui.model.category import Category
from npstui.model.clock import FIRST_CONTACT, LAPSE
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 14, 3, 7, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.nps"
    make_demo_store(path, NOW)
    return path


def waiting(path: Path) -> list[datetime]:
    """Due times of the reachable detractors that nobody reached, resolved or excluded."""
    with Store.open(path) as store:
        states: dict[str, CaseState] = {row.ref[1]: row.state for row in store.case_rows()}
        snapshot = store.snapshot()
        answers = snapshot.responses.filter(
            pl.col("score") <= 6,
            pl.col("responded_at") > LAPSE[Category.DETRACTOR].before(NOW),
            pl.col("email").is_not_null() | pl.col("phone").is_not_null(),
        ).collect()
        snapshot.close()
    untouched = CaseState()
    return [
        FIRST_CONTACT[Category.DETRACTOR].after(row["responded_at"])
        for row in answers.iter_rows(named=True)
        if (state := states.get(row["response_id"], untouched)).first_contact_at is None
        and state.resolved_at is None
        and state.excluded is None
    ]


def test_its_newest_answer_is_a_minute_old(demo: Path) -> None:
    with Store.open(demo) as store:
        snapshot = store.snapshot()
        newest = snapshot.responses.select(pl.col("responded_at").max()).collect().item()
        snapshot.close()
    assert newest == NOW - timedelta(minutes=1)


def test_about_thirty_detractors_wait_and_five_are_late(demo: Path) -> None:
    due = waiting(demo)
    assert 25 <= len(due) <= 40
    assert sum(moment <= NOW for moment in due) == 5


def test_nothing_is_refused_and_the_team_is_set(demo: Path) -> None:
    with Store.open(demo) as store:
        assert store.quarantine_rows() == 0
        assert store.settings().team == TEAM
        assert store.settings().name == SOURCE
        assert sum(row.fates.imported for row in store.imports()) > 600


def test_the_history_is_told_by_those_who_did_it(demo: Path) -> None:
    with Store.open(demo) as store:
        verbs = store.verbs()
    assert {verb.person for verb in verbs} == set(TEAM)
    assert all(NOW - timedelta(days=31) < verb.at < NOW for verb in verbs)
