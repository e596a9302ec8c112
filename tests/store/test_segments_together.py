"""Two who import at once."""

import json
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
from tests.store.import_process import ROWS
from tests.store.segment_fixtures import (
    POLICY,
    bring,
    chunk,
    fates_of,
    files_of,
    held,
    program,
    registered_files,
    writer,
)

from npstui.model.response import ResponseRef
from npstui.store.store import Store

ROOT = Path(__file__).parents[2]


def test_two_programs_that_import_one_file_at_once_do_not_double_it(
    store: Store, tmp_path: Path
) -> None:
    go = tmp_path / "go"
    ready = [tmp_path / f"ready {number}" for number in range(2)]
    runs = [
        subprocess.Popen(
            [
                *(sys.executable, "-m", "tests.store.import_process", str(store.path)),
                *("--wait-for", str(go), "--ready", str(one)),
            ],
            env=program(ROOT),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for one in ready
    ]
    deadline = time.monotonic() + 60
    while not all(one.exists() for one in ready) and time.monotonic() < deadline:
        time.sleep(0.01)
    go.touch()
    said = [json.loads(run.communicate(timeout=60)[0]) for run in runs]

    assert sorted(one["imported"] for one in said) == [0, ROWS]
    assert held(store)["response_id"].n_unique() == held(store).height == ROWS
    assert sorted(row.fates.already_known for row in store.imports()) == [0, ROWS]
    assert store.quarantine_rows() == 1
    store.sweep()
    assert files_of(store) == registered_files(store)


def test_the_one_who_comes_second_keeps_what_is_new_and_lists_what_differs(store: Store) -> None:
    with writer(store) as late:
        added = [
            late.add(chunk(["1", "2", "3"], amount=["1", "2", "3"])),
            late.add(chunk(["4"], responded_at=[None], amount=["4"])),
        ]
        bring(store, chunk(["1", "2"]).with_columns(amount=pl.lit("x")))
        bring(store, chunk(["2", "3"], responded_at=[None, None]))
        fates = late.commit(fates_of(added), {}, POLICY).fates

    assert (fates.imported, fates.already_known, fates.changed, fates.undated) == (1, 2, 1, 1)
    assert late.changed == [ResponseRef("web", "3")]
    after = held(store).sort("response_id")
    assert after["response_id"].to_list() == ["1", "2", "3", "4"]
    assert after["amount"].to_list() == ["x", "x", None, "4"]
    store.sweep()
    assert files_of(store) == registered_files(store)


def test_the_one_who_comes_second_with_updates_carries_them_out(store: Store) -> None:
    bring(store, chunk(["0"]))
    with writer(store) as late:
        added = [late.add(chunk(["0", "1"], comment=["new", "new"]), update=True)]
        bring(store, chunk(["1", "2"], comment=["old", "old"]))
        fates = late.commit(fates_of(added), {}, POLICY).fates

    assert (fates.imported, fates.updated) == (0, 2)
    assert held(store).sort("response_id")["comment"].to_list() == ["new", "new", "old"]
    assert [old for _, old in store.catalog.superseded(ResponseRef("web", "1"))] != []
    store.sweep()
    assert files_of(store) == registered_files(store)


def test_equal_answers_without_id_imported_at_once_stand_once(store: Store) -> None:
    answers = chunk(score=[9, 9], comment=["good", "good"])
    with writer(store) as late:
        added = [late.add(answers)]
        bring(store, answers, source="the same file by another name")
        fates = late.commit(fates_of(added), {}, POLICY).fates

    assert (fates.imported, fates.already_known) == (0, 2)
    assert held(store).height == 2


def test_a_column_read_as_number_by_one_and_text_by_the_other_ends_as_text(store: Store) -> None:
    with writer(store) as late:
        added = [late.add(chunk(["1"], amount=["1"]))]
        bring(store, chunk(["2"], amount=["two"]))
        late.commit(fates_of(added), {}, POLICY)

    assert held(store).sort("response_id")["amount"].to_list() == ["1", "two"]
