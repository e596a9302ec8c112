"""Desks at a terminal, the same stores from the command line, and the files they come from."""

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from tests.pty.terminal import ROOT, Terminal

REAL = ROOT.parent / "shared" / "data" / "real" / "en_clickstream_feedback_MIT.csv"
COMMENTS = (
    "客服回應很慢，等了三天才有人回信，完全不能接受，以後不會再搭了，請你們改進",
    "Appen kraschade när jag skulle betala, fick ringa själv",
    "Duurder dan vorige maand en niemand legt uit waarom",
    "",
    "Sjåføren kom 40 minutter for sent og ingen svarte på telefonen. Jeg rakk ikke flyet.",
)
NAMES = ("王小明", "Karin Lindqvist", "Lotte Bakker", "P. Andersson", "陳怡君", "Ole Nilsen")
DETRACTORS = 300


@contextmanager
def desk(
    folder: Path,
    *words: str | Path,
    person: str = "alice",
    columns: int = 120,
    lines: int = 40,
    env: Mapping[str, str] | None = None,
) -> Iterator[Terminal]:
    """`npstui` with these words at a terminal, started in the folder."""
    surroundings = _surroundings(folder, person) | dict(env or {})
    argv = ["-m", "npstui", *map(str, words)]
    with Terminal(argv, columns=columns, lines=lines, env=surroundings, folder=folder) as terminal:
        yield terminal


def npstui(folder: Path, *words: str | Path, person: str = "bob") -> str:
    """What `npstui` with these words writes, run to its end in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-m", "npstui", *map(str, words)],
        env={**os.environ, **_surroundings(folder, person), "PYTHONPATH": str(ROOT / "src")},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def asked(folder: Path, store: Path, *words: str) -> Any:
    """The JSON document that a question about a store is answered with."""
    return json.loads(npstui(folder, "--store", store, *words, "--json"))


def survey(detractors: int = DETRACTORS, now: datetime | None = None) -> str:
    """A survey file of that many detractors, a third as many passives and as many promoters.

    The detractors d0, d1, ... came in within the last twelve hours, d0 first: it is due first.
    """
    end = datetime.now(UTC) if now is None else now
    first = end - timedelta(hours=12)
    each = timedelta(hours=11) / max(detractors, 1)
    rows = [
        {
            "id": f"d{number}",
            "score": number * 3 % 7,
            "responded_at": (first + each * number).isoformat(),
            "comment": COMMENTS[number % len(COMMENTS)],
            "customer_name": NAMES[number % len(NAMES)],
            "email": f"d{number}@example.org",
            "phone": "+47 900 00 000" if number % 3 else "",
            "region": ("Oslo", "Bergen", "台北")[number % 3],
        }
        for number in range(detractors)
    ]
    for letter, score, count in (("p", 7, detractors // 3), ("g", 10, detractors)):
        rows += [
            {
                "id": f"{letter}{number}",
                "score": score,
                "responded_at": (first + each * number).isoformat(),
                "email": f"{letter}{number}@example.org",
            }
            for number in range(count)
        ]
    return written(rows)


def written(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows as CSV; the first has every column."""
    text = StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def redated(file: Path, column: str, now: datetime) -> str:
    """A survey file moved in time so that its newest row is a minute old."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    times = [datetime.fromisoformat(row[column]).replace(tzinfo=UTC) for row in rows]
    by = now - timedelta(minutes=1) - max(times)
    moved = [row | {column: (at + by).isoformat()} for row, at in zip(rows, times, strict=True)]
    return written(moved)


def make_store(folder: Path, text: str) -> Path:
    """A store of this file whose detractors have opened, made from the command line."""
    file, store = folder / "made.csv", folder / "made.nps"
    file.write_text(text, encoding="utf-8")
    npstui(folder, "--store", store, "import", file, "--follow-up-from", "all")
    return store


def copy_of(store: Path, folder: Path) -> Path:
    """The store, in a folder where it may be written."""
    return Path(shutil.copytree(store, folder / store.name))


def _surroundings(folder: Path, person: str) -> dict[str, str]:
    return {
        "NPSTUI_STORE": "",
        "NPSTUI_PERSON": person,
        "TZ": "UTC",
        "XDG_DATA_HOME": str(folder / "data"),
        "TMPDIR": str(folder),
    }
