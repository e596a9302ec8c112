"""`npstui keys`: the keys of the desk, from the catalogue."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from npstui.cli import output

if TYPE_CHECKING:
    from npstui.desk.catalogue import Command

_SHOWN = {
    "escape": "esc",
    "pagedown": "page down",
    "pageup": "page up",
}
_SCOPES = {
    "everywhere": "Everywhere",
    "list": "In a list",
    "case": "On a case, or on the marks",
    "import": "On a file on its way in",
    "trends": "On Trends",
}


@click.command("keys")
@click.option("--markdown", is_flag=True, help="As a Markdown table, for a document.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def keys(markdown: bool, as_json: bool) -> None:
    """The keys of the desk as you have set them, and the command that does the same."""
    from npstui.cli.user import own_catalogue
    from npstui.desk.catalogue import keys_of

    commands = own_catalogue()
    if as_json:
        output.document(
            [
                {
                    "id": command.id,
                    "keys": list(keys_of(command)),
                    "title": command.title,
                    "help": command.help,
                    "scope": command.scope.value,
                    "command": _path(command),
                }
                for command in commands
            ]
        )
    elif markdown:
        output.ready_made(as_markdown(commands))
    else:
        _show(commands)


def as_markdown(commands: "Sequence[Command]") -> str:
    """The keys of these commands as one Markdown table, in their order by scope."""
    lines = ["| key | does | where | command |", "|---|---|---|---|"]
    for scope, title in _SCOPES.items():
        for command in _in_scope(commands, scope):
            path = _path(command)
            named = f"`npstui {path}`" if path else ""
            shown = " ".join(f"`{key}`" for key in _keys(command))
            lines.append(f"| {shown} | {command.help} | {title} | {named} |")
    return "\n".join(lines) + "\n"


def _show(commands: "Sequence[Command]") -> None:
    from npstui.present.text import SafeText

    for place, (scope, title) in enumerate(_SCOPES.items()):
        if place:
            output.line()
        output.line(title)
        output.table(
            ["", "", ""],
            [
                [
                    SafeText(f"  {'  '.join(_keys(command))}"),
                    SafeText(command.help),
                    SafeText(f"npstui {path}" if (path := _path(command)) else ""),
                ]
                for command in _in_scope(commands, scope)
            ],
        )


def _in_scope(commands: "Sequence[Command]", scope: str) -> "list[Command]":
    return [command for command in commands if command.scope.value == scope]


def _keys(command: "Command") -> list[str]:
    from npstui.desk.catalogue import keys_of

    return [_SHOWN.get(key, key) for key in keys_of(command)]


def _path(command: "Command") -> str | None:
    from npstui.desk.catalogue import Verb

    if isinstance(command, Verb):
        return command.path
    return _MOVES_WITH_A_COMMAND.get(command.id)


_MOVES_WITH_A_COMMAND = {
    "undo": "undo",
    "redo": "redo",
    "export": "export",
    "imports": "imports",
    "screen.health": "followup",
    "screen.trends": "trend",
    "marker.add": "marker add",
    "marker.drop": "marker drop",
}
