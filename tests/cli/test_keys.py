"""`npstui keys`: every command of the catalogue, from the catalogue."""

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
