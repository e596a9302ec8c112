"""A program of its own that imports, for tests that end it or run two at once.

python -m tests.store.import_process STORE [--kill-at N] [--wait-for FILE] [--most-bytes N]
"""

import argparse
import json
import os
import resource
import signal
import time
from pathlib import Path

from tests.store.segment_fixtures import POLICY, chunk, fates_of, writer

from npstui.store import segments, staging
from npstui.store.errors import StoreError
from npstui.store.store import Store
from npstui.store.values import Fates, RefusedLine

ROWS = 90


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("store", type=Path)
    arguments.add_argument("--kill-at", type=int, default=-1)
    arguments.add_argument("--wait-for", type=Path)
    arguments.add_argument("--ready", type=Path)
    arguments.add_argument("--most-bytes", type=int)
    given = arguments.parse_args()
    steps: list[str] = []

    def reached(step: str) -> None:
        if len(steps) == given.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        steps.append(step)

    segments.reached = reached
    staging.MOST_ROWS = 40  # several segments, one of several chunks
    with Store.open(given.store) as store:
        if given.most_bytes:
            resource.setrlimit(resource.RLIMIT_FSIZE, (given.most_bytes, given.most_bytes))
        try:
            fates = _import(store, given)
            print(json.dumps({"steps": steps, "imported": fates.imported}))
        except StoreError as error:
            print(json.dumps({"steps": steps, "error": type(error).__name__}))


def _import(store: Store, given: argparse.Namespace) -> Fates:
    with writer(store) as importing:
        added = [importing.add(chunk(range(start, start + 15))) for start in range(0, ROWS, 15)]
        importing.refuse([RefusedLine(91, "score 12", "91,12")])
        if given.ready:
            given.ready.touch()
            while not given.wait_for.exists():
                time.sleep(0.005)
        return importing.commit(fates_of(added), {}, POLICY).fates


if __name__ == "__main__":
    main()
