"""What other processes do to a store in the tests."""

from pathlib import Path

from tests.store.catalog_fixtures import ref, tag

from npstui.store.store import Store


def write_verbs(root: str, worker: int, count: int) -> list[int]:
    """Tags a case of its own and one shared by all, `count` times; the verbs' ids."""
    written = []
    with Store.open(Path(root)) as store:
        for number in range(count):
            own = ref(1_000 * (worker + 1) + number)
            done = store.append(tag([own, ref(0)], f"w{worker}", person=f"p{worker}"))
            assert done.verb_id is not None
            assert len(done.done) == 2
            written.append(done.verb_id)
    return written


def write_in_bulk(root: str, count: int) -> None:
    """One verb on many cases, in batches."""
    with Store.open(Path(root)) as store:
        store.append(tag([ref(number) for number in range(count)], "late"))
