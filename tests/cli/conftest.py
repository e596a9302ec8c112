"""The command line run in this process: exit code, stdout, stderr."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from npstui.cli.app import npstui
from npstui.cli.errors import run


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


Cli = Callable[..., Ran]


@pytest.fixture
def store_path(tmp_path: Path) -> Path:
    """Where the tests' store is made."""
    return tmp_path / "desk.nps"


@pytest.fixture
def config_path(tmp_path: Path) -> Path:
    """Where the tests' user has their config.toml; nothing is there at first."""
    return tmp_path / "config" / "npstui" / "config.toml"


@pytest.fixture
def cli(
    store_path: Path,
    config_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> Cli:
    """Run `npstui` with these words on the tests' store; `stdin` is what it may read."""
    monkeypatch.setenv("NPSTUI_STORE", str(store_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config_path.parents[1]))
    for name in ("PERSON", "DEBUG", "GLYPHS", "THEME"):
        monkeypatch.delenv(f"NPSTUI_{name}", raising=False)

    def call(*words: str | Path, stdin: str | bytes = b"") -> Ran:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given), encoding="utf-8"))
        capfdbinary.readouterr()
        code = run(npstui, [str(word) for word in words])
        written = capfdbinary.readouterr()
        return Ran(code, written.out.decode(), written.err.decode())

    return call


def survey(now: datetime, rows: Sequence[tuple[str, int, float, str, str]]) -> str:
    """A survey file: of each row its id, score, age in hours, comment and region."""
    lines = ["id,score,responded_at,comment,customer_name,email,region"]
    for number, (name, score, hours, comment, region) in enumerate(rows):
        at = (now - timedelta(hours=hours)).isoformat()
        quoted = '"' + comment.replace('"', '""') + '"'
        person = f"Person {number},p{number}@example.org"
        lines.append(f"{name},{score},{at},{quoted},{person},{region}")
    return "\n".join(lines) + "\n"


ROWS: tuple[tuple[str, int, float, str, str], ...] = (
    ("d1", 2, 1, "Late, forty minutes", "Oslo"),
    ("d2", 6, 2, "", "Oslo"),
    ("d3", 0, 30, "=HYPERLINK(\x1b[31m)", "Bergen"),
    ("p1", 7, 3, "fine", "Oslo"),
    ("p2", 8, 50, "", "Bergen"),
    ("g1", 10, 4, "great", "Oslo"),
    ("g2", 9, 5, "", "Oslo"),
    ("g3", 9, 24 * 40, "", "Bergen"),
)


@pytest.fixture
def acme(cli: Cli, tmp_path: Path) -> Path:
    """The tests' store with eight answers in it; the file they came from."""
    file = tmp_path / "acme.csv"
    file.write_text(survey(datetime.now(UTC), ROWS), encoding="utf-8")
    ran = cli("import", file)
    assert ran.code == 0, ran.err
    return file
