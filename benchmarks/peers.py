"""The programs that npstui is held against, from a virtual environment of their own.

They are never needed: without them their lines are left out, and one says so. To have them:

    python -m venv benchmarks/data/peers
    benchmarks/data/peers/bin/pip install '.[bench]'
"""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.data import DATA, survey_file
from benchmarks.table import Measured, amount, beside, duration
from benchmarks.terminal import Watched, key_cost

PROGRAMS = Path(__file__).parent / "programs"
ROWS = 100_000  # VisiData loads every row before its keys are quick
FIRST = r"20\d\d-\d\d-\d\dT|20\d\d-\d\d-\d\d \d\d:"
STARTS, KEYS = 5, 40


def peers_python() -> Path:
    """The interpreter that the peers are installed for; NPSTUI_BENCH_PYTHON names another."""
    named = os.environ.get("NPSTUI_BENCH_PYTHON")
    return Path(named) if named else DATA / "peers" / "bin" / "python"


def has(module: str) -> bool:
    """Whether a peer can be imported there."""
    python = peers_python()
    if not python.exists():
        return False
    code = f"import importlib.util as u, sys; sys.exit(u.find_spec({module!r}) is None)"
    return subprocess.run([python, "-c", code], check=False, env=_clean()).returncode == 0


def absent(name: str) -> Measured:
    """The line of a peer that is not there: where it says how it is brought in."""
    return beside(f"{name}: not installed", "left out", "see benchmarks/peers.py")


def seconds_of(program: str, *arguments: str, python: Path | None = None) -> dict[str, float]:
    """Runs one of the programs to its end; the seconds that it prints, by name.

    Raises CalledProcessError.
    """
    command = [python or sys.executable, PROGRAMS / program, *arguments]
    environment = _clean() if python else None
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def table_peers(ours: dict[str, float]) -> Iterator[Measured]:
    """First rows, cursor and page of the programs that show tables, beside our own seconds."""
    yield from _visidata(ours) if has("visidata") else [absent("VisiData")]
    named = "textual-fastdatatable"
    yield from _fastdatatable(ours) if has("textual_fastdatatable") else [absent(named)]


def _visidata(ours: dict[str, float]) -> Iterator[Measured]:
    command = ("-m", "visidata", "-N", str(survey_file(ROWS)))
    yield _first_rows("VisiData", command, ours)
    with Watched(command, program=str(peers_python()), env={"PYTHONPATH": ""}) as terminal:
        terminal.seconds_until(rf"{ROWS} rows")
        terminal.settle(1.0)
        yield from _keys("VisiData", terminal, ours)
        terminal.settle(1.0)
        yield beside("VisiData, idle for 10 s", f"{terminal.bytes_in(10.0):,} B")


def _fastdatatable(ours: dict[str, float]) -> Iterator[Measured]:
    import polars as pl

    file = DATA / f"peer-{ROWS}.parquet"
    pl.read_csv(survey_file(ROWS), infer_schema=False).write_parquet(file)
    command = (str(PROGRAMS / "fastdatatable.py"), str(file))
    yield _first_rows("fastdatatable", command, ours)
    with Watched(command, program=str(peers_python()), env={"PYTHONPATH": ""}) as terminal:
        terminal.seconds_until(FIRST)
        terminal.settle(1.0)
        yield from _keys("fastdatatable", terminal, ours)


def _first_rows(name: str, command: tuple[str, ...], ours: dict[str, float]) -> Measured:
    taken = []
    for _ in range(STARTS):
        with Watched(command, program=str(peers_python()), env={"PYTHONPATH": ""}) as terminal:
            taken.append(terminal.seconds_until(FIRST))
    middle = statistics.median(taken)
    return beside(f"{name}, first rows of {ROWS:,}", duration(middle), _to(ours, "start", middle))


def _keys(name: str, terminal: Watched, ours: dict[str, float]) -> Iterator[Measured]:
    for what, key in (("cursor down", "down"), ("page down", "pagedown")):
        cost = key_cost(terminal, key, KEYS)
        if cost is None:
            yield beside(f"{name}, {what}", "paints nothing")
            continue
        figure = f"{1000 * cost.middle:.1f}, p95 {1000 * cost.late:.1f} ms"
        yield beside(f"{name}, {what}", figure, _to(ours, what, cost.middle))
        ratio = _to(ours, f"{what}, bytes", cost.size)
        yield beside(f"{name}, {what}, bytes", amount(cost.size, "B"), ratio)


def _to(ours: dict[str, float], what: str, value: float) -> str:
    return f"{value / ours[what]:.1f} x ours" if ours.get(what) else ""


def _clean() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
