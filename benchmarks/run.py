"""Speed, bytes and memory of npstui against its goals: one command, one table.

    python -m benchmarks.run [--rows 100k,1M,10M] [start] [overview] [keys] [line] [idle] [import]
                             [live] [desk] [followup] [store] [look] [peers] [big]

Floors and other programs are measured in turns with what is held against them, in the same run: a
ratio holds where a machine's own speed drifts. Each line says goal, figure, ratio, held or missed.
"""

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

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
from benchmarks.live import COMPLETE, live_costs
from benchmarks.overview import MILLION, after_the_score, overview_costs
from benchmarks.peers import table_peers
from benchmarks.table import Measured, beside, duration, heading, line_of, times, within
from benchmarks.terminal import Slow, Watched, key_cost

TAB_BAR = r"1 Overview +2 Detractors"
# The header's interval, and one of the newest answers with its time and score.
FIRST_ROWS = r"(?s)[+−]?\d+ to [+−]?\d+.*\d\d:\d\d +[▴▪▾^ov] ?\d"
QUEUE = r"(?m)^── 1 of [\d,]+"  # its rows are there, and the cursor on the first
STARTS, IMPORTS, KEYS = 5, 3, 60


def main() -> int:
    """Prints a table for each size; 1 where a goal is missed."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.run")
    asked.add_argument("--rows", type=_sizes, default=[MILLION], help="answers: 100k,1M,10M")
    asked.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    options = asked.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        asked.error(f"no such part: {', '.join(unknown)}")
    held = missed = 0
    for rows in options.rows:
        print(f"\n{rows:,} answers, {_surroundings()}\n{heading()}", flush=True)
        for part in options.parts or [part for part in PARTS if part not in ONLY_WHEN_ASKED]:
            for line in PARTS[part](rows):
                held, missed = held + (line.held is True), missed + (line.held is False)
                print(line_of(line), flush=True)
    print(f"\n{held} held, {missed} missed")
    return int(missed > 0)


def start(rows: int) -> Iterator[Measured]:
    """How soon the desk is there, as a ratio to importing its libraries."""
    desk = _desk(rows)
    imports, tabs, firsts, wholes = [], [], [], []
    for _ in range(STARTS + 1):
        imports.append(timed((sys.executable, "-c", "import textual.app, polars")).seconds)
        with Watched(desk) as terminal:
            tabs.append(terminal.seconds_until(TAB_BAR))
            firsts.append(terminal.seconds_until(FIRST_ROWS))
            wholes.append(terminal.seconds_until(COMPLETE))
    # The first round reads files that the others find in memory.
    floor, tab, first = (statistics.median(runs[1:]) for runs in (imports, tabs, firsts))
    yield beside("import textual.app, polars", duration(floor), "the floor")
    yield times("tab bar painted", 0.8, tab, floor)
    allowed = 1.3 * floor + (0.5 if rows > MILLION else 0.0)
    yield times("score, interval and first rows", round(allowed / floor, 2), first, floor)
    rest = statistics.median(done - seen for done, seen in zip(wholes[1:], firsts[1:], strict=True))
    yield within("complete overview after them, on the screen", after_the_score(rows), 1000 * rest)


def keys(rows: int) -> Iterator[Measured]:
    """What a key costs in the queue of detractors."""
    with Watched(_desk(rows)) as terminal:
        terminal.seconds_until(FIRST_ROWS)
        _to_the_queue(terminal)
        yield from _key(terminal, "cursor down", "j", (5.0, 16.0), 800)
        terminal.settle(1.0)
        down = terminal.press("j")
        pane = terminal.bytes_in(0.6)
        yield within("case pane, 150 ms after the cursor rests", 1500, pane, "B")
        if not down.data:
            yield Measured("cursor still moves", "yes", "the list ended", "", held=False)
        terminal.press("g", quiet=0.5)
        yield from _key(terminal, "page down", "pagedown", (25.0, None), 12_000)


def line(rows: int) -> Iterator[Measured]:
    """How long keys and work wait where the line is slower than what is painted."""
    with tempfile.TemporaryDirectory() as folder:
        pauses = Path(folder) / "pauses"
        with Slow(("-m", "benchmarks.programs.beating", str(store(rows)), str(pauses))) as terminal:
            terminal.seconds_until(FIRST_ROWS)
            _to_the_queue(terminal)
            for key, each in (("j", 1 / 30), ("pagedown", 1 / 15), ("tab", 1 / 3)):
                terminal.hold(key, each, seconds=5.0)
            worst = float(pauses.read_text(encoding="ascii"))
    yield within("line of 20 KB/s, longest pause of the desk", 100, 1000 * worst)


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
    yield within("idle, bytes in 10 s without a step", 0, size, "B")
    yield within("idle, processor", 0.5, 100 * share, "%")


def importing(rows: int) -> Iterator[Measured]:
    """What an import costs against reading and writing the file, each in a process of its own."""
    for count, goal in ((200_000, 2.5), (rows, 2.0)):
        file = survey_file(count)
        ours: list[Run] = []
        floors: list[float] = []
        for _ in range(IMPORTS if count <= MILLION else 1):
            floors.append(timed(floor_command(file)).seconds)
            ours.append(timed(import_command(file, DATA / "imported.nps")))
        floor = statistics.median(floors)
        taken = statistics.median(run.seconds for run in ours)
        peak, size = max(run.peak for run in ours), file.stat().st_size
        yield times(f"import of {count:,} rows, {size / 1e6:,.0f} MB", goal, taken, floor)
        if count == rows:
            ratio = f"{peak / size:.2f} x file"
            held = peak <= 3 * size
            yield Measured("its peak of memory", "3 x", f"{peak / 1e6:,.0f} MB", ratio, held)
    shutil.rmtree(DATA / "imported.nps", ignore_errors=True)


def peers(rows: int) -> Iterator[Measured]:
    """Our start and keys once more, and the same of the programs that show tables."""
    with Watched(_desk(rows)) as terminal:
        ours = {"start": terminal.seconds_until(FIRST_ROWS)}
        _to_the_queue(terminal)
        for what, key in (("cursor down", "down"), ("page down", "pagedown")):
            cost = key_cost(terminal, key, KEYS)
            if cost is None:
                yield Measured(f"ours, {what}", "paints", "nothing", "", held=False)
                continue
            ours |= {what: cost.middle, f"{what}, bytes": cost.size}
            figure = f"{1000 * cost.middle:.1f}, p95 {1000 * cost.late:.1f} ms"
            yield beside(f"ours, {what}, {rows:,} answers", figure, f"{cost.size:,} B")
    yield beside("ours, score and first rows", duration(ours["start"]))
    yield from table_peers(ours)


PARTS: dict[str, Callable[[int], Iterator[Measured]]] = {
    "start": start,
    "overview": overview_costs,
    "keys": keys,
    "line": line,
    "idle": idle,
    "import": importing,
    "live": live_costs,
    "desk": desk_costs,
    "followup": followup_costs,
    "store": store_costs,
    "look": look_costs,
    "peers": peers,
    "big": big_costs,
}
ONLY_WHEN_ASKED = {"big"}  # it writes 3 GB


def _desk(rows: int) -> tuple[str, ...]:
    return ("-m", "npstui", "--store", str(store(rows)))


def _to_the_queue(terminal: Watched) -> None:
    terminal.press("2", quiet=0.5)
    terminal.wait_for(QUEUE)
    terminal.settle(1.0)


def _key(
    terminal: Watched, what: str, key: str, goals: tuple[float, float | None], most: int
) -> Iterator[Measured]:
    cost = key_cost(terminal, key, KEYS)
    if cost is None:
        yield Measured(what, "paints", "nothing", "", held=False)
        return
    yield within(f"{what}, p50", goals[0], 1000 * cost.middle)
    if goals[1] is not None:
        yield within(f"{what}, p95", goals[1], 1000 * cost.late)
    yield within(f"{what}, bytes", most, cost.size, "B")


def _sizes(text: str) -> list[int]:
    """`100k,1M` as numbers. Raises ValueError."""
    units = {"k": 1_000, "M": MILLION}
    return [int(one.rstrip("kM")) * units.get(one[-1:], 1) for one in text.split(",")]


def _surroundings() -> str:
    """Date, machine and how busy it is: the figures are worth nothing without."""
    load = f"load {os.getloadavg()[0]:.1f}"
    machine = f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine}, {load}"


if __name__ == "__main__":
    sys.exit(main())
