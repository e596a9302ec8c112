"""docs/cli.md is held to the commands that are there: none is left out, none is made up."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from npstui.cli.app import npstui
from npstui.model.events import EventKind

DOCS = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every command that does something, by its words behind `npstui`."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("words", list(commands(npstui)), ids=" ".join)
def test_every_command_is_told(words: tuple[str, ...]) -> None:
    for word in words:
        assert re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", DOCS), " ".join(words)


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_of_event_is_told(kind: EventKind) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(kind.value)}(?![\w-])", DOCS)
