"""`npstui watch` as a service manager runs it: in a process of its own, ended by a signal."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.cli.test_process import NPSTUI, environment, run

HEADER = "id,score,comment\n"


@contextmanager
def watching(tmp_path: Path, *words: str | Path) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [*NPSTUI, "watch", "--every", "0.1", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment(tmp_path),
        cwd=tmp_path,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def line_of(process: "subprocess.Popen[str]") -> str:
    assert process.stderr is not None
    return process.stderr.readline()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    file = tmp_path / "first.csv"
    file.write_text(HEADER + "1,9,a\n")
    assert run(["import", file], tmp_path).returncode == 0
    return tmp_path / "data" / "npstui" / "default.nps"


def test_what_arrives_is_imported_until_a_signal_ends_it(tmp_path: Path, store: Path) -> None:
    file = tmp_path / "growing.csv"
    file.write_text(HEADER)
    with watching(tmp_path, file) as process:
        assert line_of(process).startswith(f"Watching {file}, ")
        with file.open("a") as stream:
            stream.write("5,3,late\n")
        assert "1 new answer" in line_of(process)
        (store / "inbox" / "more.json").write_text('[{"id": "7", "score": 2}]')
        assert "1 new answer" in line_of(process)
        done = store / "inbox" / "done" / "more.json"
        until = time.monotonic() + 10
        while not done.is_file() and time.monotonic() < until:
            os.sched_yield()
        assert done.is_file()
        process.send_signal(signal.SIGTERM)
        assert "Stopped watching." in line_of(process)
        assert process.wait(30) == 0
        assert process.stdout is not None
        assert process.stdout.read() == ""
    listed = run(["list", "responses", "--format", "ids"], tmp_path)
    assert set(listed.stdout.split()) >= {"1", "5", "7"}


def test_a_second_watcher_is_told_who_watches(tmp_path: Path, store: Path) -> None:
    with watching(tmp_path) as process:
        assert line_of(process).startswith("Watching ")
        second = run(["watch"], tmp_path)
        assert second.returncode == 1
        assert f"(process {process.pid}) follows files for" in second.stderr
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_watching_without_a_store_or_folder_says_so(tmp_path: Path, store: Path) -> None:
    missing = run(["--store", tmp_path / "none.nps", "watch"], tmp_path)
    assert missing.returncode == 1
    lost = run(["watch", tmp_path / "no" / "where.csv"], tmp_path)
    assert lost.returncode == 1
    assert "there is no folder" in lost.stderr


def test_stopping_an_import_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "big.csv"
    with file.open("w") as stream:
        stream.write(HEADER)
        for block in range(60):
            stream.writelines(
                f"{block}-{row},{row % 11},comment of {row} that is a while long\n"
                for row in range(20_000)
            )
    with subprocess.Popen(
        [*NPSTUI, "import", str(file)],
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
        cwd=tmp_path,
    ) as process:
        responses = tmp_path / "data" / "npstui" / "default.nps" / "responses"
        while process.poll() is None and not (responses.is_dir() and any(responses.iterdir())):
            os.sched_yield()
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.read().decode()
        assert process.wait(60) == 130
    assert "nothing of the file was kept" in said
    assert not responses.parent.exists()
