"""Wrong words, the way out named; and what nobody foresaw."""

from pathlib import Path

import click
import pytest
from tests.cli.conftest import Cli

from npstui.cli import output
from npstui.cli.app import COMMANDS, LazyGroup, npstui
from npstui.cli.errors import Exit, NothingDone, run
from npstui.settings.documents import SettingsError
from npstui.store.errors import StoreMissing


@pytest.mark.parametrize("word", ["scroe", "wathc", "brief", "nosuch.csv"])
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


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (NothingDone("Nothing to do."), Exit.NOTHING_DONE, "Nothing to do."),
        (StoreMissing("There is no store."), Exit.NOTHING_DONE, "There is no store."),
        (SettingsError("store.toml is odd."), Exit.NOTHING_DONE, "store.toml is odd."),
        (PermissionError(13, "Permission denied", "a.csv"), 1, "a.csv: Permission denied."),
        (OSError(28, "No space left", "a.csv"), 1, "a.csv: The disk is full"),
        (KeyError("x"), Exit.NOTHING_DONE, "Something went wrong inside npstui (KeyError: 'x')"),
        (KeyboardInterrupt(), Exit.INTERRUPTED, "Stopped."),
        (click.UsageError("That is wrong"), Exit.WRONG_USAGE, "That is wrong. See npstui --help."),
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
