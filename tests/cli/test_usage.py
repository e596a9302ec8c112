"""Wrong words, the way out named; and what nobody foresaw."""

from pathlib import Path

import click
import polars as pl
import pytest
from tests.cli.conftest import Cli

from npstui.cli import output
from npstui.cli.app import COMMANDS, LazyGroup, npstui
from npstui.cli.errors import Exit, NothingDone, run
from npstui.settings.documents import SettingsError
from npstui.store.errors import StoreMissing


@pytest.mark.parametrize("word", ["scroe", "wathc", "breif", "nosuch.csv"])
def test_a_word_that_is_neither_command_nor_file_names_the_nearest(cli: Cli, word: str) -> None:
    ran = cli(word)
    assert ran.code == 2
    assert ran.out == ""
    assert f"“{word}” is neither a command nor a file. The nearest command is " in ran.err


def test_the_nearest_command_is_the_one_meant(cli: Cli) -> None:
    assert "The nearest command is score." in cli("scroe").err


def test_the_nearest_option_is_named(cli: Cli) -> None:
    ran = cli("calc", "--jsno", "1", "2", "3")
    assert ran.code == 2
    assert ran.err == "There is no option --jsno. The nearest is --json. See npstui calc --help.\n"


def test_every_command_of_the_table_can_be_loaded_and_tells_of_itself() -> None:
    group = npstui
    assert isinstance(group, LazyGroup)
    for name in COMMANDS:
        command = group.get_command(click.Context(group), name)
        assert command is not None
        assert command.name == name
        assert command.help


class PanicException(BaseException):
    """As polars has one."""


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (NothingDone("Nothing to do."), Exit.NOTHING_DONE, "Nothing to do."),
        (StoreMissing("There is no store."), Exit.NOTHING_DONE, "There is no store."),
        (SettingsError("store.toml is odd."), Exit.NOTHING_DONE, "store.toml is odd."),
        (PermissionError(13, "Permission denied", "a.csv"), 1, "a.csv: Permission denied."),
        (OSError(28, "No space left", "a.csv"), 1, "a.csv: The disk is full"),
        (
            RuntimeError("can't start new thread"),
            Exit.NOTHING_DONE,
            "The system gives npstui too lit",
        ),
        (KeyError("x"), Exit.NOTHING_DONE, "Something went wrong inside npstui (KeyError: 'x')"),
        (KeyboardInterrupt(), Exit.INTERRUPTED, "Stopped."),
        (
            UnicodeEncodeError("utf-8", 'a = "x\ny\udcfcz"', 8, 9, "surrogates not allowed"),
            Exit.WRONG_USAGE,
            '“y�z"” is not written in UTF-8.',
        ),
        (
            pl.exceptions.ComputeError("parquet: File out of specification: invalid utf8"),
            Exit.NOTHING_DONE,
            "A file of responses in the store is damaged (parquet: File out of",
        ),
        (click.UsageError("That is wrong"), Exit.WRONG_USAGE, "That is wrong. See npstui --help."),
        (PanicException("no more files"), 1, "Something went wrong inside npstui (Panic"),
        (BrokenPipeError(), Exit.DONE, ""),
    ],
)
def test_every_error_is_one_sentence_with_its_code(
    error: BaseException,
    code: int,
    said: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(output, "close_quietly", lambda: None)

    @click.group(invoke_without_command=True)
    def group() -> None:
        raise error

    assert run(group, []) == code
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.startswith(said)
    assert "Traceback" not in written.err
    assert written.err.count("\n") == (1 if said else 0)


def test_hostile_text_in_an_error_does_not_reach_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @click.group(invoke_without_command=True)
    def group() -> None:
        raise NothingDone("No case “\x1b[31m\u202eevil\x9b”.")

    run(group, [])
    err = capsys.readouterr().err
    assert not set(err) & {"\x1b", "\u202e", "\x9b"}
    assert "evil" in err


def test_a_command_wins_over_a_file_of_its_name(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "calc").write_text("score\n9\n")
    assert cli("calc", "1", "0", "0").out.startswith("NPS +100")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0001-01-01", "before the year 1900"),
        ("0001-01-01T00:00:00+14:00", "before the year 1900"),
        ("99999d", "before the year 1900"),
        ("9999-12-31", "still to come"),
        ("9999-12-31T23:59:59-14:00", "still to come"),
    ],
)
def test_a_moment_at_the_end_of_the_calendar_is_wrong_usage(
    cli: Cli, acme: Path, written: str, said: str
) -> None:
    for words in (("score",), ("list", "detractors")):
        ran = cli("--as-of", written, *words)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert said in ran.err


@pytest.mark.parametrize(
    "words",
    [
        ("case", "note", "gr\udcfc\udcdfe", "d1"),
        ("case", "take", "\udcff"),
        ("list", "responses", "--where", "region:\udcff"),
        ("marker", "add", "2026-01-01", "\udcff"),
        ("view", "save", "mine", "--where", "\udcff", "--shared"),
        ("config", "set", "name", "\udcff"),
        ("--as", "\udcff", "case", "take", "d1"),
        ("--as", "a\nb", "case", "take", "d1"),
    ],
    ids=lambda words: " ".join(words[:2]).encode(errors="replace").decode(),
)
def test_bytes_that_are_no_text_are_refused_and_nothing_is_done(
    cli: Cli, acme: Path, store_path: Path, words: tuple[str, ...]
) -> None:
    before = cli("log", "--json").out, (store_path / "store.toml").read_bytes()
    ran = cli(*words)
    assert ran.code in (1, 2)
    assert (ran.out, ran.err.count("\n")) == ("", 1)
    assert "UTF-8" in ran.err
    assert (cli("log", "--json").out, (store_path / "store.toml").read_bytes()) == before


def test_a_name_of_bytes_that_are_no_text_is_no_hindrance(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "gr\udcfcn.csv"
    file.write_text("id,score\n1,9\n")
    store = tmp_path / "gr\udcfcn.nps"
    ran = cli("--store", store, "import", file, "--json")
    assert (ran.code, ran.json["totals"]["imported"]) == (0, 1)
    assert cli("--store", store, "list", "responses", "--json").json[0]["source"] == "gr�n"
    assert cli("--store", store, "import", file, "--json").json["totals"]["already_known"] == 1
