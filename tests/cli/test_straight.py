"""The plainest call is read without click, and means what click makes of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from npstui.cli import desk_screen
from npstui.cli.app import npstui
from npstui.cli.invocation import Invocation
from npstui.cli.straight import bare_call


@pytest.mark.parametrize("environ", [{}, {"NPSTUI_STORE": "own", "NPSTUI_PERSON": "alice"}])
@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--store", "acme.nps"],
        ["--as", "bob"],
        ["--store", "a b", "--as", "王"],
        ["--store", "one", "--store", "two"],
    ],
)
def test_it_means_what_click_makes_of_it(
    arguments: list[str], environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Invocation] = []
    monkeypatch.setattr(desk_screen, "open_own_desk", opened.append)
    for name in ("NPSTUI_STORE", "NPSTUI_PERSON"):
        monkeypatch.delenv(name, raising=False)
    CliRunner(env=environ).invoke(npstui, arguments)
    straight = bare_call(arguments, environ)
    assert straight is not None
    assert [replace(straight, now=each.now) for each in opened] == opened


@pytest.mark.parametrize(
    "arguments",
    [
        ["score"],
        ["survey.csv"],
        ["--store"],
        ["--store", "--as"],
        ["--store", ""],
        ["--store=acme.nps"],
        ["--as-of", "7d"],
        ["--version"],
        ["--help"],
        ["--store", "acme.nps", "list", "responses"],
    ],
)
def test_every_other_call_is_clicks(arguments: list[str]) -> None:
    assert bare_call(arguments, {}) is None


def test_completion_is_clicks() -> None:
    assert bare_call([], {"_NPSTUI_COMPLETE": "bash_source"}) is None


def test_an_empty_variable_is_none() -> None:
    said = bare_call([], {"NPSTUI_STORE": "", "NPSTUI_PERSON": ""})
    assert said is not None
    assert said.store is None
    assert said.person is None
    given = bare_call(["--store", "acme.nps"], {"NPSTUI_STORE": "other"})
    assert given is not None
    assert given.store == Path("acme.nps")
