"""`npstui keys`: every command of the catalogue, with the keys the user has."""

from pathlib import Path

import pytest
from tests.cli.conftest import Cli

from npstui.desk.catalogue import CATALOGUE


def test_every_command_is_listed_with_its_keys(cli: Cli) -> None:
    listed = cli("keys", "--json").json
    assert [entry["id"] for entry in listed] == [command.id for command in CATALOGUE]
    take = next(entry for entry in listed if entry["id"] == "case.take")
    assert (take["keys"], take["command"], take["scope"]) == (["m"], "case take", "case")


def test_the_words_and_the_markdown_hold_them_too(cli: Cli) -> None:
    words, markdown = cli("keys").out, cli("keys", "--markdown").out
    for command in CATALOGUE:
        assert command.help in words
        assert command.help in markdown
    assert markdown.startswith("| key | does |")
    assert "`npstui case take`" in markdown
    assert all(line.startswith("|") for line in markdown.splitlines())


def test_every_verb_has_its_command(cli: Cli) -> None:
    for entry in cli("keys", "--json").json:
        if entry["command"] is not None:
            assert cli(*entry["command"].split(), "--help").code == 0


def configured(config: Path, text: str) -> None:
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(text, encoding="utf-8")


def test_the_document_key_by_key(cli: Cli) -> None:
    for entry in cli("keys", "--json").json:
        assert list(entry) == ["id", "keys", "title", "help", "scope", "command"]


def test_the_keys_shown_are_those_the_user_set(cli: Cli, config_path: Path) -> None:
    configured(config_path, 'preset = "arrows"\n[keys]\n"case.tag" = "T"\n')
    keys = {entry["id"]: entry["keys"] for entry in cli("keys", "--json").json}
    assert (keys["case.tag"], keys["row.down"], keys["row.last"]) == (["T"], ["down"], ["end"])
    assert "`T`" in cli("keys", "--markdown").out
    assert "  T  " in cli("keys").out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('"case.tag" = "n"', "The key n is both case.tag (Tag) and case.note (Note); change one"),
        ('"case.tagg" = "T"', "case.tagg is no command; did you mean case.tag?"),
        ('"case.tag" = "f5"', "case.tag (Tag) asks for “f5”, which is no key here"),
    ],
)
def test_keys_that_cannot_be_are_one_sentence_with_the_file(
    cli: Cli, config_path: Path, text: str, said: str
) -> None:
    configured(config_path, f"[keys]\n{text}\n")
    ran = cli("keys")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"{config_path}: [keys]: {said}")
    assert ran.err.count("\n") == 1
