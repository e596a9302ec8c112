"""Several processes on one catalog at once, and one killed in the middle."""

import multiprocessing
import os
import signal
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from tests.store.catalog_fixtures import assert_states_follow, ref, refs, tag
from tests.store.catalog_workers import write_in_bulk, write_verbs

from npstui.store.store import Store

SPAWN = multiprocessing.get_context("spawn")
WRITERS, VERBS = 8, 15


def test_eight_writers_at_once_lose_nothing_and_ring_the_bell(store: Store) -> None:
    bell = store.bell()
    rings = 0
    with ProcessPoolExecutor(WRITERS, mp_context=SPAWN) as pool:
        running = [pool.submit(write_verbs, str(store.path), n, VERBS) for n in range(WRITERS)]
        seen = 0
        while not all(one.done() for one in running):
            if bell.rang():
                rings += 1
                rows = store.case_rows(seen)
                seen = max([seen, *(row.state.last_event_id for row in rows)])
            time.sleep(0.001)
        verb_ids = [verb_id for one in running for verb_id in one.result()]
    bell.close()
    assert rings > 0
    assert len(set(verb_ids)) == WRITERS * VERBS
    assert [event.event_id for event in store.log()] == list(range(1, 2 * WRITERS * VERBS + 1))
    assert len(store.case_rows()) == WRITERS * VERBS + 1
    assert len(store.events(ref(0))) == WRITERS * VERBS
    assert_states_follow(store.catalog)


def test_a_bulk_verb_that_is_killed_leaves_whole_batches_and_can_be_taken_back(
    store: Store,
) -> None:
    writer = SPAWN.Process(target=write_in_bulk, args=(str(store.path), 200_000))
    writer.start()
    while store.counters().last_event_id < 10_000:
        assert writer.is_alive(), "the writer ended before its first batch"
        time.sleep(0.005)
    time.sleep(0.15)
    assert writer.pid is not None
    os.kill(writer.pid, signal.SIGKILL)
    writer.join()
    written = store.counters().last_event_id
    assert written % 10_000 == 0
    assert 10_000 <= written < 200_000
    (verb,) = store.verbs()
    assert (len(verb.refs), verb.standing) == (written, written)
    assert_states_follow(store.catalog)
    assert len(store.append(tag(refs(1), "dear", person="bob")).done) == 1
    undone = store.undo(verb.verb_id, at=verb.at, actor="os-user", person="alice")
    assert (len(undone.done), undone.refused[0].by) == (written - 1, "bob")


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.03, 0.06])
def test_a_writer_killed_at_any_moment_leaves_a_catalog_that_opens(
    tmp_path: Path, delay: float
) -> None:
    root = tmp_path / "acme.nps"
    Store.create(root).close()
    child = os.fork()
    if child == 0:
        try:
            with Store.open(root) as mine:
                for number in range(10_000):
                    mine.append(tag(refs(200), str(number)))
        finally:
            os._exit(1)
    with Store.open(root) as store:
        while not store.counters().last_event_id:
            time.sleep(0.001)
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert store.counters().last_event_id % 200 == 0
        assert_states_follow(store.catalog)
        assert len(store.who_is_here()) == 1
