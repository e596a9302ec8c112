"""The README is held to what is there: its commands, its keys, its links, its versions."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SERVER = (ROOT / "docs" / "server.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
BLOCKS = re.findall(r"^```sh\n(.*?)^```", README, flags=re.DOTALL | re.MULTILINE)


def set_up(kind: str) -> str:
    """The one command under a marker of the README."""
    found = re.findall(rf"<!-- set-up: {kind} -->\n```sh\n(.*?)```", README, flags=re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def plain(requirement: str) -> str:
    """The bare name of a requirement, as indexes compare them."""
    return re.split(r"[<>=\[; ]", requirement)[0].lower().replace("_", "-")


def test_there_are_two_set_up_commands_of_one_line_each() -> None:
    assert len(re.findall(r"<!-- set-up: ", README)) == 2
    assert set_up("desk").rstrip("\n").endswith(".venv/bin/npstui demo")
    assert "pytest" in set_up("tests")
    for kind in ("desk", "tests"):
        assert set_up(kind).count("\n") == 1


def test_the_set_up_commands_install_with_the_pinned_versions() -> None:
    for kind in ("desk", "tests"):
        assert ".ci/constraints.txt" in set_up(kind)


def test_the_constraints_hold_names_and_versions_only() -> None:
    lines = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [
        pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9A-Za-z.]*", pin)
    ] == []


def test_every_requirement_is_pinned() -> None:
    lines = (ROOT / ".ci" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {plain(line) for line in lines}
    wanted = [
        *PROJECT["build-system"]["requires"],
        *PROJECT["project"]["dependencies"],
        *(one for extra in PROJECT["project"]["optional-dependencies"].values() for one in extra),
    ]
    assert {plain(one) for one in wanted} - pinned == set()


def test_the_key_table_is_the_catalogues() -> None:
    done = subprocess.run(
        [sys.executable, "docs/make_keys.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def test_every_command_it_shows_exists() -> None:
    from npstui.cli.app import npstui

    known = npstui.list_commands(click.Context(npstui))
    lines = [line for block in BLOCKS for line in block.splitlines()]
    shown = {match[1] for line in lines if (match := re.match(r"npstui ([a-z]+)\b(?!\.)", line))}
    assert shown, "the README shows no command"
    assert shown - set(known) == set()


def test_every_command_line_for_a_server_is_one() -> None:
    """The command is there, and takes the words behind it."""
    from npstui.cli.app import npstui

    blocks = re.findall(r"^```\w+\n(.*?)^```", SERVER, flags=re.DOTALL | re.MULTILINE)
    found = re.findall(
        r"(?:^|/bin/)npstui ((?:--\w+ \S+ )*)([a-z]+)([^|>\n]*)",
        "\n".join(blocks),
        flags=re.MULTILINE,
    )
    assert len(found) >= 10
    for _options, name, rest in found:
        context = click.Context(npstui)
        command = npstui.get_command(context, name)
        assert command is not None, name
        arguments = shlex.split(rest)
        if isinstance(command, click.Group):
            command = command.get_command(context, arguments.pop(0))
            assert command is not None, rest
        command.make_context(name, arguments, parent=context)


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", README))
def test_every_link_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()
