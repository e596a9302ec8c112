"""A store with nothing in it goes when it is left; one with anything in it never does."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from npstui.store.files import GROUP
from npstui.store.store import Store
from npstui.store.values import NewMarker

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def marker(store: Store) -> None:
    store.add_marker(NewMarker(NOW, "App 5.1", "", NOW, "alice", "alice"))


def team(store: Store) -> None:
    store.change_settings(lambda settings: replace(settings, team=("alice",)))


def follow_up(store: Store) -> None:
    store.change_settings(lambda settings: replace(settings, follow_up={}))


def dropped_in(store: Store) -> None:
    (store.path / "inbox" / "later.csv").write_text("score\n9\n")


def refused(store: Store) -> None:
    (store.path / "quarantine" / "1.csv").write_text("x\n")


def other(store: Store) -> None:
    (store.path / "notes.txt").write_text("mine")


@pytest.mark.parametrize("made", [True, False])
def test_an_empty_store_goes_whoever_made_it(made: bool, tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.nps")
    (store.path / "responses" / "cut-off.parquet").write_bytes(b"never committed")
    assert store.forsake(made=made)
    assert not (tmp_path / "a.nps").exists()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("put", [marker, team, follow_up, dropped_in, refused, other])
def test_a_store_with_anything_in_it_stays(put: Callable[[Store], None], tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.nps")
    put(store)
    assert not store.forsake(made=True)
    Store.open(tmp_path / "a.nps").close()


def test_a_store_that_somebody_else_has_open_stays(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "a.nps")
    with Store.open(tmp_path / "a.nps") as other_desk:
        assert not store.forsake(made=True)
        assert other_desk.imports() == []


def test_a_shared_directory_set_up_by_hand_stays(tmp_path: Path) -> None:
    root = tmp_path / "team.nps"
    root.mkdir()
    root.chmod(GROUP.directory_mode)
    Store.create(root).close()
    assert not Store.open(root).forsake(made=False)
    assert root.exists()
    shutil.rmtree(root)
