"""Speed, bytes and memory of npstui against its goals: one command, one table.

    python -m benchmarks.run [--rows N] [start] [keys] [idle] [import] [desk] [followup] [store]

The goals are ratios where a machine's own speed would blur them: starts are held against
importing Textual and polars, imports against polars reading the file and writing it as Parquet,
each measured in turns with what it is held against.
"""

import argparse
import statistics
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

from benchmarks.data import (
    DATA,
    Run,
    floor_command,
    import_command,
    store,
    survey_file,
    timed,
)
from benchmarks.desk import desk_costs, store_costs
from benchmarks.files import big_costs, look_costs
from benchmarks.followup import followup_costs
from benchmarks.terminal import Watched

TAB_BAR = r"1 Overview +2 Detractors"
# The header's interval, and one of the newest answers with its time and score.
FIRST_ROWS = r"(?s)[+−]?\d+ to [+−]?\d+.*\d\d:\d\d +[▴▪▾^ov] ?\d"
QUEUE = r"(?m)^ +due in"
STARTS, IMPORTS, KEYS = 5, 3, 60


class Measured(NamedTuple):
    """One line of the table; `ok` says whether the value keeps the goal."""

    what: str
    goal: str
    value: str
    ok: bool


def main() -> int:
    """Prints the table; 1 where a goal is missed."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.run")
    asked.add_argument("--rows", type=int, default=1_000_000, help="size of the store")
    asked.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    options = asked.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        asked.error(f"no such part: {', '.join(unknown)}")
    print(f"{'':44} {'goal':>14} {'measured':>24}")
    missed = False
    for part in options.parts or [part for part in PARTS if part not in ONLY_WHEN_ASKED]:
        for line in PARTS[part](options.rows):
            missed = missed or not line.ok
            verdict = "ok" if line.ok else "OVER"
            print(f"{line.what:44} {line.goal:>14} {line.value:>24}  {verdict}", flush=True)
    return int(missed)


def start(rows: int) -> Iterator[Measured]:
    """How soon the desk is there, as a ratio to importing its libraries."""
    desk = _desk(rows)
    imports, tabs, firsts = [], [], []
    for _ in range(STARTS + 1):
        imports.append(timed((sys.executable, "-c", "import textual.app, polars")).seconds)
        with Watched(desk) as terminal:
            tabs.append(terminal.seconds_until(TAB_BAR))
            firsts.append(terminal.seconds_until(FIRST_ROWS))
    # The first round reads files that the others find in memory.
    floor, tab, first = (statistics.median(runs[1:]) for runs in (imports, tabs, firsts))
    yield Measured("import textual.app, polars", "the floor", f"{floor:.2f} s", ok=True)
    yield _ratio(f"tab bar painted, {rows:,} answers", 0.8, tab, floor)
    yield _ratio("score, interval and first rows", 1.3, first, floor)


def keys(rows: int) -> Iterator[Measured]:
    """What a key costs in the queue of detractors."""
    with Watched(_desk(rows)) as terminal:
        terminal.seconds_until(FIRST_ROWS)
        terminal.press("2", quiet=0.5)
        terminal.wait_for(QUEUE)
        terminal.settle(1.0)
        yield from _key(terminal, "cursor down", "j", (5.0, 16.0), 800)
        terminal.settle(1.0)
        down = terminal.press("j")
        pane = terminal.bytes_in(0.6)
        yield Measured(
            "case pane, 150 ms after the cursor rests", "1,500 B", f"{pane:,} B", pane <= 1500
        )
        if not down.data:
            yield Measured("cursor still moves", "yes", "no: the list ended", ok=False)
        terminal.press("g", quiet=0.5)
        yield from _key(terminal, "page down", "pagedown", (25.0, None), 12_000)


def idle(rows: int) -> Iterator[Measured]:
    """What the desk costs while nobody touches it; shown times step once a minute at most."""
    seconds = 10.0
    with Watched(_desk(rows)) as terminal:
        terminal.seconds_until(FIRST_ROWS)
        terminal.settle(2.0)
        sizes, shares = [], []
        for _ in range(3):
            before = terminal.cpu_seconds()
            sizes.append(terminal.bytes_in(seconds))
            shares.append((terminal.cpu_seconds() - before) / seconds)
    size, share = min(sizes), min(shares)
    yield Measured("idle, bytes in 10 s without a step", "0 B", f"{size:,} B", size == 0)
    yield Measured("idle, processor", "0.5 %", f"{share:.2%}", share < 0.005)


def importing(rows: int) -> Iterator[Measured]:
    """What an import costs against reading and writing the file, each in a process of its own."""
    for count, goal in ((200_000, 2.5), (rows, 2.0)):
        file = survey_file(count)
        ours: list[Run] = []
        floors: list[float] = []
        for _ in range(IMPORTS):
            floors.append(timed(floor_command(file)).seconds)
            ours.append(timed(import_command(file, DATA / "imported.nps")))
        floor = statistics.median(floors)
        taken = statistics.median(run.seconds for run in ours)
        peak, size = max(run.peak for run in ours), file.stat().st_size
        yield _ratio(f"import of {count:,} rows, {size / 1e6:.0f} MB", goal, taken, floor)
        if count == rows:
            value = f"{peak / size:.2f} x, {peak / 1e6:.0f} MB"
            yield Measured("its peak of memory, against the file", "3 x", value, peak <= 3 * size)


PARTS: dict[str, Callable[[int], Iterator[Measured]]] = {
    "start": start,
    "keys": keys,
    "idle": idle,
    "import": importing,
    "desk": lambda rows: (Measured(*cost) for cost in desk_costs(rows)),
    "followup": lambda rows: (Measured(*cost) for cost in followup_costs(rows)),
    "store": lambda rows: (Measured(*cost) for cost in store_costs(rows)),
    "look": lambda rows: (Measured(*cost) for cost in look_costs(rows)),
    "big": lambda rows: (Measured(*cost) for cost in big_costs(rows)),
}
ONLY_WHEN_ASKED = {"big"}  # it writes 3 GB


def _desk(rows: int) -> tuple[str, ...]:
    return ("-m", "npstui", "--store", str(store(rows)))


def _ratio(what: str, goal: float, taken: float, floor: float) -> Measured:
    ratio = taken / floor
    return Measured(what, f"{goal} x", f"{ratio:.2f} x, {taken:.2f} s", ratio <= goal)


def _key(
    terminal: Watched, what: str, key: str, goals: tuple[float, float | None], most: int
) -> Iterator[Measured]:
    painted = [terminal.press(key) for _ in range(KEYS)]
    painted = [one for one in painted if one.data]
    times = sorted(one.seconds * 1000 for one in painted)
    if not times:
        yield Measured(what, "paints", "nothing", ok=False)
        return
    size = round(statistics.median(len(one.data) for one in painted))
    middle, late = statistics.median(times), times[int(len(times) * 0.95) - 1]
    yield Measured(f"{what}, p50", f"{goals[0]:g} ms", f"{middle:.1f} ms", middle <= goals[0])
    if goals[1] is not None:
        yield Measured(f"{what}, p95", f"{goals[1]:g} ms", f"{late:.1f} ms", late <= goals[1])
    yield Measured(f"{what}, bytes", f"{most:,} B", f"{size:,} B", size <= most)


if __name__ == "__main__":
    sys.exit(main())
