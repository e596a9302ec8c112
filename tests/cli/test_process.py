"""The real thing in a process of its own: pipes, exit codes, what a start loads."""

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

NPSTUI = (sys.executable, "-m", "npstui")


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """As on a new machine: no store, no names."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("NPSTUI_")}
    return {**kept, "XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path), **more}


def run(
    words: Sequence[str | Path], tmp_path: Path, stdin: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    """Run `npstui` with no terminal anywhere."""
    return subprocess.run(
        [*NPSTUI, *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(tmp_path, **more),
        cwd=tmp_path,
        timeout=60,
        check=False,
    )


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    """The user's default store with ten thousand answers; the file they came from."""
    file = tmp_path / "big.csv"
    rows = "".join(f"{number},{number % 11},comment {number} æøå\n" for number in range(10_000))
    file.write_text(f"id,score,comment\n{rows}", encoding="utf-8")
    done = run(["import", file], tmp_path)
    assert done.returncode == 0, done.stderr
    return file


def test_the_default_store_is_made_under_the_data_directory(tmp_path: Path, imported: Path) -> None:
    assert (tmp_path / "data" / "npstui" / "default.nps" / "catalog.sqlite").is_file()
    done = run(["score", "--json"], tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "words",
    [["list", "responses"], ["list", "responses", "--json"], ["export", "-"], ["log"], ["--help"]],
)
def test_a_reader_that_has_gone_is_no_error(
    tmp_path: Path, imported: Path, words: list[str]
) -> None:
    with subprocess.Popen(
        [*NPSTUI, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
        cwd=tmp_path,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        assert process.wait(60) == 0
    assert said == b""


def test_data_is_utf_8_whatever_the_locale(tmp_path: Path, imported: Path) -> None:
    done = subprocess.run(
        [*NPSTUI, "list", "responses", "--limit", "1", "--json"],
        capture_output=True,
        env=environment(tmp_path, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
        cwd=tmp_path,
        timeout=60,
        check=True,
    )
    assert "æøå" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--version"], 0, ""),
        (["score"], 1, "default.nps"),
        ([], 1, "terminal"),
        (["demo"], 1, "terminal"),
        (["scroe"], 2, "The nearest command is score."),
        (["--as-of", "1d", "import", "x.csv"], 2, "--as-of"),
        (["import", "missing.csv"], 1, "missing.csv"),
    ],
)
def test_exit_codes_and_one_sentence(
    tmp_path: Path, words: list[str], code: int, said: str
) -> None:
    done = run(words, tmp_path)
    assert done.returncode == code
    assert said in done.stderr
    assert done.stderr.count("\n") == (1 if said else 0)
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_command_wants_a_terminal_and_makes_nothing(tmp_path: Path) -> None:
    (tmp_path / "acme.csv").write_text("id,score\n1,9\n")
    done = run(["acme.csv"], tmp_path)
    assert done.returncode == 1
    assert "npstui import takes files without one" in done.stderr
    assert not (tmp_path / "acme.nps").exists()


def test_a_bug_is_one_sentence_and_a_traceback_only_when_asked(tmp_path: Path) -> None:
    broken = (
        "import sys, npstui.cli.calculator as c\n"
        "c.score_words = lambda *_: 1 / 0\n"
        "from npstui.__main__ import main\n"
        "sys.argv = ['npstui', 'calc', '1', '2', '3']\n"
        "main()\n"
    )

    def crash(**more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", broken],
            capture_output=True,
            text=True,
            env=environment(tmp_path, **more),
            timeout=60,
            check=False,
        )

    quiet = crash()
    assert quiet.returncode == 1
    assert quiet.stderr == (
        "Something went wrong inside npstui (ZeroDivisionError: division by zero); "
        "with NPSTUI_DEBUG=1 it says where.\n"
    )
    assert "Traceback" in crash(NPSTUI_DEBUG="1").stderr


@pytest.mark.parametrize("words", [["calc", "1", "2", "3"], ["keys"], ["case", "--help"]])
def test_what_needs_no_store_loads_no_polars(tmp_path: Path, words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "npstui", *words],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        timeout=60,
        check=True,
    )
    assert "polars" not in done.stderr
    assert "textual" not in done.stderr


@pytest.mark.parametrize("closed", ["0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"])
def test_a_closed_standard_stream_is_an_empty_one(
    tmp_path: Path, imported: Path, closed: str
) -> None:
    def closing(words: str) -> int:
        line = f"{shlex.join(NPSTUI)} {words} {closed}"
        return subprocess.run(
            ["sh", "-c", line],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment(tmp_path),
            cwd=tmp_path,
            timeout=60,
            check=False,
        ).returncode

    assert closing("score") == 0
    assert closing("import big.csv") == 0
    assert closing("case take -") in (0, 1)
    assert closing("import - --source x") == 1
    done = run(["score", "--json"], tmp_path)
    assert '"n":10000' in done.stdout.replace(" ", "")


def test_a_panic_of_polars_is_one_sentence(tmp_path: Path, imported: Path) -> None:
    (file,) = (tmp_path / "data" / "npstui" / "default.nps" / "responses").glob("*.parquet")
    content = file.read_bytes()
    file.write_bytes(content[:2_000] + content[len(content) // 2 :])  # both its ends are right
    done = run(["score"], tmp_path, RUST_BACKTRACE="1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{file} is damaged; restore it from a backup.\n"
