"""The sweep removes what nobody needs and nothing else."""

import subprocess
import sys
from pathlib import Path

from tests.store.segment_fixtures import (
    POLICY,
    bring,
    chunk,
    files_of,
    held,
    program,
    registered_files,
    writer,
)

from npstui.store.store import Store
from npstui.store.values import Fates, RefusedLine

_ROOT = Path(__file__).parents[2]
SWEEP = "import sys; from pathlib import Path; from npstui.store.store import Store; "
SWEEP += "Store.open(Path(sys.argv[1])).sweep()"


def sweep_elsewhere(store: Store) -> None:
    """What a desk that is just being opened does."""
    subprocess.run([sys.executable, "-c", SWEEP, str(store.path)], check=True, env=program(_ROOT))


def test_a_sweep_between_rename_and_commit_takes_nothing(store: Store) -> None:
    with writer(store) as importing:
        importing.add(chunk(range(10)))
        importing.refuse([RefusedLine(1, "no score", "x")])
        importing.staged()  # its file has its lasting name now
        sweep_elsewhere(store)
        store.sweep()
        importing.commit(Fates(rows=11, imported=10, quarantined=1), {}, POLICY)

    assert held(store).height == 10
    assert len(list((store.path / "quarantine").iterdir())) == 1


def test_a_sweep_while_a_segment_is_being_written_takes_nothing(store: Store) -> None:
    with writer(store) as importing:
        importing.add(chunk(range(10)))
        importing.add(chunk(range(10, 20)))
        sweep_elsewhere(store)
        importing.commit(Fates(rows=20, imported=20), {}, POLICY)

    assert held(store).height == 20


def test_what_was_left_behind_is_removed_and_what_is_registered_stays(store: Store) -> None:
    bring(store, chunk(["1"]))
    responses = store.path / "responses"
    for name in ("0-0000.parquet", "0-0000.keys", "1-0000.keys", ".new-2-0000.parquet-ab"):
        (responses / name).write_bytes(b"left")
    (store.path / "quarantine" / "17.csv").write_text("line\n")
    (store.path / "quarantine" / "notes.txt").write_text("somebody's own")

    store.sweep()

    assert files_of(store) == registered_files(store)
    assert [path.name for path in (store.path / "quarantine").iterdir()] == ["notes.txt"]


def test_a_segment_that_was_dropped_is_removed_and_stays_readable_where_it_is_open(
    store: Store,
) -> None:
    bring(store, chunk(["1", "2"]))
    before = store.snapshot()
    frame = before.responses
    bring(store, chunk(["1", "2"], comment=["new", "new"]), update=True)

    store.sweep()

    assert files_of(store) == registered_files(store)
    assert frame.collect().sort("response_id")["comment"].to_list() == [None, "said 1"]
    assert held(store)["comment"].to_list() == ["new", "new"]
    before.close()


def test_the_first_import_clears_away_what_was_left_behind(store: Store) -> None:
    bring(store, chunk(["1"]))
    responses = store.path / "responses"
    for name in ("0-0000.parquet", "0-0000.keys", ".new-2-0000.parquet-ab"):
        (responses / name).write_bytes(b"left")
    with Store.open(store.path) as again:
        bring(again, chunk(["2"]))
    assert files_of(store) == registered_files(store)
    assert sorted(held(store)["response_id"]) == ["1", "2"]


def test_what_says_that_a_killed_program_is_here_goes(store: Store) -> None:
    left = store.path / "presence" / "desk-4711-00000000"
    left.write_text("bob (process 4711)\n")
    store.sweep()
    assert not left.exists()
    assert store.who_is_here()
