"""What a start loads: the command line's words no polars and no Textual, the shell no polars."""

import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import npstui

HEAVY = ("polars", "textual")
PACKAGE = Path(npstui.__file__).parent


def loaded(*arguments: str, environment: dict[str, str] | None = None) -> set[str]:
    """The top-level packages that a fresh Python imports when run with these arguments."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **(environment or {})},
        timeout=60,
        check=False,
    )
    lines = done.stderr.splitlines()
    timed = [line for line in lines if line.startswith("import time:")]
    assert done.returncode == 0, "\n".join(line for line in lines if line not in timed)
    return {line.rsplit("|", 1)[1].strip().split(".")[0] for line in timed}


def submodules(package: str) -> list[str]:
    """A package and everything in it, by dotted name."""
    inside = pkgutil.walk_packages([str(PACKAGE / package)], f"npstui.{package}.")
    return [f"npstui.{package}", *(module.name for module in inside)]


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_a_word_about_itself_loads_neither_polars_nor_textual(option: str) -> None:
    assert loaded("-m", "npstui", option).isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "environment",
    [
        {"_NPSTUI_COMPLETE": "bash_source"},
        {"_NPSTUI_COMPLETE": "bash_complete", "COMP_WORDS": "npstui ca", "COMP_CWORD": "1"},
        {"_NPSTUI_COMPLETE": "bash_complete", "COMP_WORDS": "npstui case t", "COMP_CWORD": "2"},
    ],
    ids=["script", "command", "verb"],
)
def test_completion_loads_neither_polars_nor_textual(environment: dict[str, str]) -> None:
    assert loaded("-m", "npstui", environment=environment).isdisjoint(HEAVY)


@pytest.mark.parametrize("package", ["model", "settings", "present"])
def test_the_plain_layers_load_neither_polars_nor_textual(package: str) -> None:
    imports = "; ".join(f"import {name}" for name in submodules(package))
    assert loaded("-c", imports).isdisjoint(HEAVY)


@pytest.mark.parametrize(
    "module",
    ["desk.catalogue", "desk.verbs", "store.values", "store.errors", "store.store", "cli"],
)
def test_what_a_start_needs_loads_neither_polars_nor_textual(module: str) -> None:
    assert loaded("-c", f"import npstui.{module}").isdisjoint(HEAVY)


def test_the_shell_of_the_desk_loads_no_polars() -> None:
    packages = loaded("-c", "import npstui.tui.app")
    assert "textual" in packages
    assert "polars" not in packages
