"""An import that is killed, wherever it was, leaves no trace or is whole."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.store.import_process import ROWS
from tests.store.segment_fixtures import files_of, held, program, registered_files

from npstui.store.store import Store

ROOT = Path(__file__).parents[2]
# For each of three segments: created, synced, renamed, keys; then staged and committed.
STEPS = ["created", "synced", "renamed", "keys"] * 3 + ["staged", "committed"]


def importing(store: Path, *options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.store.import_process", store, *options]
    return subprocess.run(
        [str(part) for part in command],
        env=program(ROOT),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def said(run: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert run.returncode == 0, run.stderr
    document: dict[str, Any] = json.loads(run.stdout)
    return document


def test_an_import_that_nobody_kills_goes_through_these_steps(store: Store) -> None:
    assert said(importing(store.path)) == {"steps": STEPS, "imported": ROWS}


@pytest.mark.parametrize("step", range(len(STEPS)), ids=lambda n: f"{n}-{STEPS[n]}")
def test_a_killed_import_is_all_or_nothing_and_comes_again_whole(tmp_path: Path, step: int) -> None:
    place = tmp_path / "acme.nps"
    Store.create(place).close()

    run = importing(place, "--kill-at", step)

    assert run.returncode == -signal.SIGKILL
    committed = STEPS[step] == "committed"
    with Store.open(place) as store:
        assert held(store).height == (ROWS if committed else 0)
        assert len(store.imports()) == store.quarantine_rows() == int(committed)
        store.sweep()
        assert files_of(store) == registered_files(store)
        assert len(list((place / "quarantine").iterdir())) == int(committed)
        again = said(importing(place))
        assert again["imported"] == (0 if committed else ROWS)
        assert held(store)["response_id"].n_unique() == held(store).height == ROWS
        assert store.quarantine_rows() == 1


def test_an_import_that_may_write_no_more_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    place = tmp_path / "acme.nps"
    Store.create(place).close()

    run = importing(place, "--most-bytes", 1_000)

    assert said(run)["error"] == "StoreFull"
    with Store.open(place) as store:
        assert files_of(store) == set()
        assert store.imports() == []
        assert list((place / "quarantine").iterdir()) == []
