"""Who may import what and who may speak, by the syntax trees and import-linter's contracts."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "npstui"
FILES = sorted(SOURCE.rglob("*.py"))

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    """The path as it is said in a failure: cli/output.py."""
    return path.relative_to(SOURCE).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(node: ast.AST) -> list[str]:
    """The dotted names one node imports."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def imports_of(node: ast.AST, package: str) -> Iterator[ast.AST]:
    """The nodes under `node` that import the package or something in it."""
    for inner in ast.walk(node):
        if any(f"{dotted}.".startswith(f"{package}.") for dotted in imported(inner)):
            yield inner


def at_module_top(module: ast.Module, package: str) -> list[int]:
    """The lines outside functions that import the package when the module is imported."""
    lines: list[int] = []
    waiting: list[ast.AST] = list(module.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, FunctionNode) or _only_for_types(node):
            continue
        if any(f"{dotted}.".startswith(f"{package}.") for dotted in imported(node)):
            lines.append(getattr(node, "lineno", 0))
        waiting.extend(ast.iter_child_nodes(node))
    return lines


def _only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)


def speaking(module: ast.Module, stream: str) -> list[int]:
    """The lines that name sys.stdout or sys.stderr, print or click's echo for that stream."""
    lines: list[int] = []
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in (stream, f"__{stream}__"):
            if isinstance(node.value, ast.Name) and node.value.id == "sys":
                lines.append(node.lineno)
        elif isinstance(node, ast.Call) and _speaks(node, stream):
            lines.append(node.lineno)
    return lines


def _speaks(call: ast.Call, stream: str) -> bool:
    said = ast.unparse(call.func)
    if said not in ("print", "echo", "secho", "click.echo", "click.secho", "echo_via_pager"):
        return False
    options = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
    to_stderr = options.get("err") == "True" or "stderr" in options.get("file", "")
    return to_stderr == (stream == "stderr")


@pytest.mark.parametrize("path", FILES, ids=name)
def test_textual_is_imported_in_tui_alone(path: Path) -> None:
    if path.is_relative_to(SOURCE / "tui"):
        return
    assert not list(imports_of(tree(path), "textual"))


def test_the_command_line_imports_the_screen_inside_one_function_only() -> None:
    functions = set()
    for path in (SOURCE / "cli").rglob("*.py"):
        module = tree(path)
        inside = {
            (name(path), function.name)
            for function in ast.walk(module)
            if isinstance(function, FunctionNode) and list(imports_of(function, "npstui.tui"))
        }
        outside = at_module_top(module, "npstui.tui")
        assert not outside, f"{name(path)} imports npstui.tui when it is imported: {outside}"
        functions |= inside
    assert len(functions) == 1, f"the desk is opened from {sorted(functions)}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_polars_waits_until_it_is_used(path: Path) -> None:
    light = ("model", "settings", "present", "cli", "tui")
    files = ("desk/catalogue.py", "desk/verbs.py", "store/values.py", "store/errors.py")
    if name(path).split("/")[0] in light or name(path) in files:
        assert not at_module_top(tree(path), "polars")


@pytest.mark.parametrize("path", FILES, ids=name)
def test_stdout_is_written_by_one_module(path: Path) -> None:
    if name(path) != "cli/output.py":
        assert not speaking(tree(path), "stdout")


@pytest.mark.parametrize("path", FILES, ids=name)
def test_stderr_is_written_by_one_module(path: Path) -> None:
    # tui/terminal.py gives the terminal back through the descriptor Textual painted on, and
    # __main__ keeps others from writing there; it says nothing itself.
    if name(path) not in ("cli/errors.py", "tui/terminal.py", "__main__.py"):
        assert not speaking(tree(path), "stderr")


def test_the_import_contracts_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
