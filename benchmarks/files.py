"""Long files of every kind: how soon each is known for what it is, and what 2 GB of text take."""

import gzip
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.data import DATA, import_command, survey_file, timed
from benchmarks.table import Measured, within

if TYPE_CHECKING:
    import polars as pl

WORKBOOK_ROWS = 300_000
BIG = 2_000_000_000
KNOWN_WITHIN = 500  # milliseconds
MOST_MEMORY = 600  # MB


def look_costs(rows: int) -> Iterator[Measured]:
    """Detection and preview: the plan of a file, and its first rows as they would be read."""
    from npstui.intake.looking import HEAD_BYTES
    from npstui.intake.options import ImportOptions
    from npstui.intake.plan import inspect
    from npstui.intake.readers.sources import open_rows

    inspect(b"score,comment\n9,good\n", ImportOptions())  # what is imported once is not the file's
    for ending, write in _KINDS.items():
        path = DATA / f"look-{rows}.{ending}"
        if not path.exists():
            write(path, rows)
        began = time.perf_counter()
        plan = inspect(path, ImportOptions())
        with open_rows(path, plan, head=HEAD_BYTES) as source:
            source.next()
        taken = time.perf_counter() - began
        what = f"known: {ending}, {path.stat().st_size / 1e6:,.0f} MB"
        yield within(what, KNOWN_WITHIN, 1000 * taken)


def big_costs(_rows: int) -> Iterator[Measured]:
    """The most memory that an import of 2 GB holds, plain and packed."""
    plain = DATA / "big.csv"
    packed = DATA / "big.csv.gz"
    try:
        _elsewhere("write_big()")
        with plain.open("rb") as source, gzip.open(packed, "wb", compresslevel=1) as made:
            shutil.copyfileobj(source, made, 1 << 20)
        for path in (plain, packed):
            peak, seconds = _elsewhere(f"import_big({str(path)!r})").split()
            what = f"import of 2 GB, {path.name}, in {float(seconds):.0f} s: memory"
            yield within(what, MOST_MEMORY, int(peak) / 1e6, "MB")
    finally:
        for path in (plain, packed):
            path.unlink(missing_ok=True)
        shutil.rmtree(DATA / "imported.nps", ignore_errors=True)


def import_big(path: str) -> None:
    """Imports a file and prints the peak and the seconds of it."""
    run = timed(import_command(Path(path), DATA / "imported.nps"))
    print(run.peak, run.seconds)


def write_big() -> None:
    """Copies of a million answers, each with ids of its own, up to 2 GB."""
    import polars as pl

    answers = _answers(1_000_000)
    with (DATA / "big.csv").open("wb") as made:
        for copy in range(100):
            own = pl.lit(f"{copy:x}") + pl.col("response_id")
            rows = answers.with_columns(own.alias("response_id"))
            made.write(rows.write_csv(include_header=not copy).encode())
            if made.tell() >= BIG:
                return


def _elsewhere(call: str) -> str:
    """What a call prints in a small process of its own: a program's peak of memory is at least
    that of the process it was started from.
    """
    code = f"from benchmarks import files; files.{call}"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout


def _csv(path: Path, rows: int) -> None:
    shutil.copyfile(survey_file(rows), path)


def _packed(path: Path, rows: int) -> None:
    with survey_file(rows).open("rb") as source, gzip.open(path, "wb", compresslevel=1) as made:
        shutil.copyfileobj(source, made, 1 << 20)


def _lines(path: Path, rows: int) -> None:
    _answers(rows).write_ndjson(path)


def _document(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8") as made:
        made.write('{"total": 1, "data": [')
        for place, row in enumerate(_answers(rows).iter_rows(named=True)):
            made.write(("," if place else "") + json.dumps(row))
        made.write("]}")


def _parquet(path: Path, rows: int) -> None:
    _answers(rows).write_parquet(path)


def _workbook(path: Path, rows: int) -> None:
    _answers(rows).head(WORKBOOK_ROWS).write_excel(path, autofit=False)


_KINDS: dict[str, Callable[[Path, int], None]] = {
    "csv": _csv,
    "csv.gz": _packed,
    "ndjson": _lines,
    "json": _document,
    "parquet": _parquet,
    "xlsx": _workbook,
}


def _answers(rows: int) -> "pl.DataFrame":
    import polars as pl

    return pl.read_csv(survey_file(rows), infer_schema=False)
