"""The data that is measured on: survey files and stores with random ids, kept between runs."""

import csv
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

HERE = Path(__file__).parent
DATA = HERE / "data"
DAYS = 400
CHUNK = 1_000_000  # rows made at a time, so that ten million fit into memory
STALE_SECONDS = 3 * 86_400  # older data has no answer in the last days, as a live store has

NPSTUI = (sys.executable, "-m", "npstui")


class Run(NamedTuple):
    """One program run to its end: wall-clock seconds and the most memory it held, in bytes."""

    seconds: float
    peak: int


def timed(command: tuple[str, ...]) -> Run:
    """Runs a program without a terminal. Raises CalledProcessError."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        said = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said[-2000:])
    return Run(seconds, usage.ru_maxrss * 1024)


def survey_file(rows: int) -> Path:
    """A CSV of so many answers over 400 days up to now, made unless one is there."""
    path = DATA / f"answers-{rows}.csv"
    if not _fresh(path):
        DATA.mkdir(exist_ok=True)
        _write(path, rows)
    return path


def store(rows: int) -> Path:
    """The store of survey_file(rows), made by npstui's own import unless one is there."""
    path = DATA / f"answers-{rows}.nps"
    file = survey_file(rows)
    if not _fresh(path / "catalog.sqlite") or path.stat().st_mtime < file.stat().st_mtime:
        shutil.rmtree(path, ignore_errors=True)
        timed((*NPSTUI, "--store", str(path), "import", str(file)))
    return path


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A copy of a store to write on; its segments never change and are linked, not copied."""
    with tempfile.TemporaryDirectory(dir=DATA) as folder:
        copy = Path(folder) / path.name
        shutil.copytree(path, copy, ignore=shutil.ignore_patterns("responses"))
        shutil.copytree(path / "responses", copy / "responses", copy_function=os.link)
        yield copy


def forget_cached(path: Path) -> None:
    """Ask the system to drop a store's files from its memory, so that they come from disk."""
    if not hasattr(os, "posix_fadvise"):
        return
    for file in path.rglob("*"):
        if file.is_file():
            with file.open("rb") as opened:
                os.fsync(opened.fileno())
                os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def import_command(file: Path, into: Path) -> tuple[str, ...]:
    """Imports a file into a store that is not there yet."""
    shutil.rmtree(into, ignore_errors=True)
    return (*NPSTUI, "--store", str(into), "import", str(file))


def floor_command(file: Path) -> tuple[str, ...]:
    """What no import can beat: polars reads the file and writes it as Parquet."""
    out = DATA / "floor.parquet"
    code = f"import polars; polars.read_csv({str(file)!r}).write_parquet({str(out)!r})"
    return (sys.executable, "-c", code)


def _fresh(path: Path) -> bool:
    return path.exists() and time.time() - path.stat().st_mtime < STALE_SECONDS


def _write(path: Path, rows: int) -> None:
    """Random answers by columns; polars writes them a hundred times faster than a loop would."""
    import numpy as np

    rng = np.random.default_rng(7)
    ages = np.sort(rng.integers(0, DAYS * 86_400, rows))[::-1]
    with path.open("wb") as made:
        for first in range(0, rows, CHUNK):
            frame = _answers(rng, ages[first : first + CHUNK], customers=max(1, rows // 3))
            frame.write_csv(made, include_header=not first)


def _answers(rng: "np.random.Generator", ages: "np.ndarray", customers: int) -> "pl.DataFrame":
    """So many answers as there are ages, in seconds before now; oldest first."""
    import polars as pl

    rows = len(ages)
    now = datetime.now(UTC).replace(microsecond=0)
    with (HERE.parent / "sample_data" / "comments.csv").open(encoding="utf-8", newline="") as file:
        sentences = [row["text"] for row in csv.DictReader(file)]
    names = random.Random(rng.bytes(8))

    def drawn(values: list[str], empty: float = 0.0) -> pl.Series:
        column = pl.Series(values).gather(rng.integers(0, len(values), rows))
        if not empty:
            return column
        return pl.select(
            pl.when(pl.Series(rng.random(rows) >= empty)).then(column).otherwise(None)
        ).to_series()

    numbered = pl.Series(rng.integers(0, customers, rows)).cast(pl.String)
    frame = pl.DataFrame(
        {
            "response_id": pl.Series([names.randbytes(8).hex() for _ in range(rows)]),
            "responded_at": pl.Series(ages, dtype=pl.Int64),
            "score": rng.choice(11, rows, p=_SCORES),
            "comment": drawn(sentences, empty=0.4),
            "customer_id": "C" + numbered,
            "customer_name": "Customer " + numbered,
            "email": "c" + numbered + "@example.com",
            "phone": drawn(["+46 70 174 06 05", "+46 70 174 06 99"], empty=0.5),
            "channel": drawn(["sms", "email", "app"]),
            "touchpoint": drawn(["ride", "booking", "payment", "pick-up"]),
            "product": drawn(["City ride", "Airport transfer", "School run"]),
            "region": drawn(["Oslo", "Stockholm", "Amsterdam", "Bergen", "台北", "Malmö"]),
            "agent": drawn([f"driver {number}" for number in range(400)]),
            "team": drawn(["Nord", "Syd", "Vest", "City"]),
            "language": drawn(["no", "sv", "nl", "zh", "en"]),
            "revenue": rng.integers(80, 900, rows),
        }
    )
    moments = pl.lit(now) - pl.duration(seconds=pl.col("responded_at"))
    return frame.with_columns(moments.dt.strftime("%Y-%m-%dT%H:%M:%SZ").alias("responded_at"))


_SCORES = [0.015, 0.008, 0.012, 0.018, 0.021, 0.05, 0.088, 0.086, 0.17, 0.239, 0.293]
