"""A hundred answers that come in while the desk is open: their commit, and the desk's own work."""

import csv
import statistics
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from benchmarks.data import copied, store
from benchmarks.table import Measured, median, within
from benchmarks.terminal import Watched

BATCH, BATCHES = 100, 5
COMMIT, CPU = 300, 100  # milliseconds
COMPLETE = r"(?s)waiting.*By week"
READING = 0.05  # processor seconds within STEPS that an idle desk never uses
STEPS = 2.0  # seconds in which an open desk has shown what came, at most


def live_costs(rows: int) -> Iterator[Measured]:
    """Batches committed by another process than the desk's, as a watcher's are."""
    drawn = Random()
    with copied(store(rows)) as path, Watched(("-m", "npstui", "--store", str(path))) as terminal:
        terminal.seconds_until(COMPLETE)
        terminal.settle(3.0)
        idle = _cpu(terminal)
        while idle > READING:  # what lists and filters will ask for is still being read
            idle = _cpu(terminal)
        commits, costs = [], []
        for number in range(BATCHES):
            batch = _written(path.parent / f"batch-{number}.csv", drawn)
            before = terminal.cpu_seconds()
            commits.append(median(lambda file=batch: _imported(path, file), 1))  # type: ignore[misc]
            terminal.bytes_in(STEPS)
            costs.append(max(0.0, terminal.cpu_seconds() - before - idle))
    what = f"a live batch of {BATCH} into {rows:,}"
    yield within(f"{what}: commit", COMMIT, 1000 * statistics.median(commits))
    yield within("the same: the open desk's processor", CPU, 1000 * statistics.median(costs))


def _cpu(terminal: Watched) -> float:
    """What the desk uses in as long while nothing comes."""
    before = terminal.cpu_seconds()
    terminal.bytes_in(STEPS)
    return terminal.cpu_seconds() - before


def _imported(path: Path, file: Path) -> None:
    from npstui.intake.importer import import_files
    from npstui.intake.options import ImportOptions
    from npstui.store.store import Store

    with Store.open(path) as opened:
        now = datetime.now(UTC)
        options = ImportOptions(source="live")
        (result,) = import_files(opened, [file], options, actor="bench", person="bench", now=now)
    if result.fates.imported != BATCH:
        raise SystemExit(f"{file} brought {result.fates.imported} of {BATCH}: {result.refusal}")


def _written(file: Path, drawn: Random) -> Path:
    """Answers of this minute, by customers and with words that the store knows."""
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    with file.open("w", encoding="utf-8", newline="") as made:
        rows = csv.writer(made)
        rows.writerow(("response_id", "responded_at", "score", "comment", "customer_id", "region"))
        for _ in range(BATCH):
            customer = f"C{drawn.randrange(1000)}"
            score, place = drawn.randrange(11), drawn.choice(("Oslo", "Bergen", "Malmö"))
            rows.writerow((drawn.randbytes(8).hex(), at, score, "app", customer, place))
    return file
