"""Every command that makes numbers says with --explain how they were made."""

from collections.abc import Iterator

import click

from npstui.cli.app import COMMANDS, npstui

MAKE_NUMBERS = {"brief", "calc", "followup", "marker effect", "score", "trend", "whatif"}


def commands() -> Iterator[tuple[str, click.Command]]:
    """Every command with its name, those of groups too."""
    context = click.Context(npstui)
    for name in COMMANDS:
        command = npstui.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            for inner in command.list_commands(context):
                found = command.get_command(context, inner)
                assert found is not None
                yield f"{name} {inner}", found
        else:
            yield name, command


def test_the_commands_that_explain_are_those_that_make_numbers() -> None:
    explaining = {
        name
        for name, command in commands()
        if any("--explain" in option.opts for option in command.params)
    }
    assert explaining == MAKE_NUMBERS
