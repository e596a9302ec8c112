"""A store that cannot be used is one sentence and exit code 1, whatever command needs it."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import Cli

Make = Callable[[Path], str]  # what is in the way at a path, and the word it is named by

COMMANDS: tuple[tuple[str, ...], ...] = (
    ("score",),
    ("list", "cases"),
    ("case", "take", "d1"),
    ("export", "-"),
    ("log",),
    ("undo",),
)


def no_store(_path: Path) -> str:
    return "There is no store"


def something_else(path: Path) -> str:
    path.mkdir()
    (path / "letter.txt").write_text("mine")
    return str(path)


def a_file(path: Path) -> str:
    path.write_text("mine")
    return str(path)


def damaged(path: Path) -> str:
    path.mkdir()
    (path / "catalog.sqlite").write_bytes(b"this is no database at all, surely" * 100)
    return "catalog.sqlite"


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("make", [no_store, something_else, a_file, damaged])
def test_it_is_said_in_one_sentence(
    cli: Cli, store_path: Path, make: Make, words: tuple[str, ...]
) -> None:
    said = make(store_path)
    ran = cli(*words)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("make", [something_else, a_file, damaged])
def test_an_import_refuses_it_too_and_leaves_what_is_there(
    cli: Cli, store_path: Path, tmp_path: Path, make: Make
) -> None:
    said = make(store_path)
    file = tmp_path / "acme.csv"
    file.write_text("id,score\n1,9\n")
    before = contents(store_path)
    ran = cli("import", file)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    after = contents(store_path)
    after.pop(store_path / "store.lock", None)
    assert after == before


def contents(path: Path) -> dict[Path, bytes]:
    """Every file at or in a path."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return {file: file.read_bytes() for file in files}


def test_a_newer_store_is_refused(cli: Cli, acme: Path, store_path: Path) -> None:
    with closing(sqlite3.connect(store_path / "catalog.sqlite")) as catalog:
        catalog.execute("PRAGMA user_version = 999")
    for words in (("score",), ("case", "take", "d1"), ("import", str(acme))):
        ran = cli(*words)
        assert (ran.code, ran.out) == (1, "")
        assert "newer npstui" in ran.err


def test_a_store_toml_that_cannot_be_read_names_the_key(
    cli: Cli, acme: Path, store_path: Path
) -> None:
    (store_path / "store.toml").write_text('time_zoen = "UTC"\n')
    ran = cli("score")
    assert ran.code == 1
    assert "time_zoen" in ran.err
    assert "time_zone" in ran.err


@pytest.mark.parametrize("value", ["9" * 5_000, "[" * 5_000, "\xff"], ids=["long", "deep", "bytes"])
def test_a_store_toml_that_no_reader_takes_is_a_sentence(
    cli: Cli, acme: Path, store_path: Path, value: str
) -> None:
    (store_path / "store.toml").write_bytes(f"minimum_n = {value}\n".encode("latin-1"))
    for words in (("score",), ("config",), ("import", str(acme))):
        ran = cli(*words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert "store.toml" in ran.err
        assert "inside npstui" not in ran.err


def test_a_store_that_may_not_be_read_is_refused_as_any_other(
    cli: Cli, acme: Path, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_given: False)
    for words in (("score",), ("import", str(acme))):
        ran = cli(*words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1)
        assert f"{store_path} cannot be written" in ran.err


def test_a_damaged_file_of_responses_is_named(cli: Cli, acme: Path, store_path: Path) -> None:
    (file,) = (store_path / "responses").glob("*.parquet")
    content = file.read_bytes()
    file.write_bytes(content[:-400] + b"\xff" * 390 + content[-10:])
    told = f"{file} is damaged; restore it from a backup."
    for words in (("score",), ("case", "take", "d1"), ("export", "-")):
        ran = cli(*words)
        assert (ran.code, ran.out, ran.err) == (1, "", f"{told}\n")
    ran = cli("doctor")
    assert ran.code == 1
    assert told in ran.out
