"""The bell rings for every commit of others, cheaply, and from another thread."""

import threading
import time
from pathlib import Path

import pytest
from tests.store.catalog_fixtures import ref, refs, tag

from npstui.store.errors import StoreError
from npstui.store.store import Store


def test_the_bell_is_silent_until_a_commit_and_rings_once(store: Store) -> None:
    bell = store.bell()
    assert not bell.rang()
    store.append(tag(refs(1), "late"))
    store.append(tag(refs(1), "dear"))
    assert bell.rang()
    assert not bell.rang()
    bell.close()


def test_reading_and_refused_writes_ring_nothing(store: Store) -> None:
    store.append(tag(refs(1), "late"))
    bell = store.bell()
    store.case_rows()
    store.append(tag(refs(1), "dear"), {ref(0): 0})
    assert not bell.rang()
    bell.close()


def test_the_bell_rings_for_another_opening_of_the_store(store: Store) -> None:
    bell = store.bell()
    with Store.open(store.path) as other:
        other.append(tag(refs(1), "late"))
    assert bell.rang()
    bell.close()


def test_presence_rings_nobodys_bell(store: Store) -> None:
    bell = store.bell()
    Store.open(store.path).close()
    (store.path / "presence" / "case").write_text("alice")
    assert not bell.rang()
    bell.close()


def test_the_bell_does_not_wait_for_a_writer(store: Store) -> None:
    bell = store.bell()
    with Store.open(store.path) as other:
        with other._opened.catalog._connections.writing() as connection:
            connection.execute("UPDATE counters SET last_event_id = 1")
            bell.rang()  # with the writer's lock held this would wait for ever
        assert bell.rang()
    bell.close()


def test_the_bell_is_asked_from_another_thread(store: Store) -> None:
    bell = store.bell()
    heard = threading.Event()

    def listen() -> None:
        while not bell.rang():
            time.sleep(0.001)
        heard.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    store.append(tag(refs(1), "late"))
    assert heard.wait(10)
    listener.join()
    bell.close()


def test_a_closed_bell_says_so(store: Store) -> None:
    bell = store.bell()
    bell.close()
    bell.close()
    with pytest.raises(StoreError, match="was closed"):
        bell.rang()


def test_a_bell_of_a_store_that_is_gone_is_refused_in_words(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "acme.nps")
    (store.path / "catalog.sqlite").unlink()
    with pytest.raises(StoreError, match=r"acme\.nps"):
        store.bell()
    store.close()
