"""What is wrong with a store that opens."""

from contextlib import closing
from pathlib import Path

import polars as pl
import pytest
from tests.store.catalog_fixtures import refs, tag

from npstui.store.connections import connect
from npstui.store.health import Health, examine
from npstui.store.migrations import newest_version
from npstui.store.store import Store
from npstui.store.values import SegmentRow


def registered(store: Store, *names: str) -> None:
    with closing(connect(store.path / "catalog.sqlite")) as connection:
        connection.executemany(
            "INSERT INTO segments VALUES (?, 3, NULL, NULL, '[]')", [(name,) for name in names]
        )


def file(store: Store, name: str, content: bytes | None = None, *, keys: bool = True) -> Path:
    path = store.path / "responses" / f"{name}.parquet"
    if content is None:
        pl.DataFrame({"score": [1, 2, 3]}).write_parquet(path)
    else:
        path.write_bytes(content)
    if keys:
        path.with_suffix(".keys").write_bytes(b"")
    return path


def test_a_new_store_is_sound(store: Store) -> None:
    found = examine(store)
    assert found == Health(newest_version(), 0, 0, (), (), (), (), 0, 0)
    assert found.sound


def test_lost_cut_off_and_whole_segments_are_told_apart(store: Store) -> None:
    registered(store, "a", "b", "c", "d", "e")
    file(store, "a")
    file(store, "b", b"PAR1....PA")
    file(store, "c", b"")
    file(store, "e", b"PAR1....PAR1")
    file(store, "stray")
    found = examine(store)
    assert (found.segments, found.rows) == (5, 15)
    assert (found.lost, found.cut_off, found.strays) == (("d",), ("b", "c"), 1)
    assert found.damaged == ("e",)
    assert not found.sound


def test_a_missing_index_and_a_stray_are_no_harm(store: Store) -> None:
    registered(store, "a")
    file(store, "a", keys=False)
    file(store, "stray")
    found = examine(store)
    assert (found.without_index, found.strays, found.sound) == (1, 1, True)


def test_what_was_merged_meanwhile_is_not_lost(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = SegmentRow("gone", 3, None, None, ())
    monkeypatch.setattr(store.catalog, "register", lambda: (1, (gone,)))
    assert examine(store).sound


def test_damage_inside_the_catalog_is_a_fault(store: Store) -> None:
    store.append(tag(refs(2), "late"))
    with closing(connect(store.path / "catalog.sqlite")) as connection:
        connection.execute("DELETE FROM verbs")
    assert not examine(store).sound
