"""The desk's first screen of a store, without a terminal: seconds to its score, to all, again.

overview.py STORE
"""

import json
import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from npstui.desk.opening import open_desk

AGAIN = 5


def main() -> None:
    """Prints {"score", "complete", "warm"} in seconds from the opening of the store."""
    now = datetime.now(UTC)
    pl.DataFrame()  # what the library's own import takes is measured by the part "start"
    began = time.perf_counter()
    desk = open_desk(Path(sys.argv[1]), person="alice")
    desk.first_look(now)
    score = time.perf_counter() - began
    desk.overview(now)
    complete = time.perf_counter() - began
    taken = []
    for _ in range(AGAIN):
        began = time.perf_counter()
        desk.overview(now)
        taken.append(time.perf_counter() - began)
    desk.close()
    print(json.dumps({"score": score, "complete": complete, "warm": statistics.median(taken)}))


if __name__ == "__main__":
    main()
