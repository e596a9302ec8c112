"""The command line run in this process: exit code, stdout, stderr."""

import json
from collections.abc import Callable
from dataclasses import dataclass
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
def cli(
    store_path: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Cli:
    """Run `npstui` with these words on the tests' store; `stdin` is what it may read."""
    monkeypatch.setenv("NPSTUI_STORE", str(store_path))
    monkeypatch.delenv("NPSTUI_PERSON", raising=False)
    monkeypatch.delenv("NPSTUI_DEBUG", raising=False)

    def call(*words: str | Path, stdin: str | bytes = b"") -> Ran:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given), encoding="utf-8"))
        capfdbinary.readouterr()
        code = run(npstui, [str(word) for word in words])
        written = capfdbinary.readouterr()
        return Ran(code, written.out.decode(), written.err.decode())

    return call
