"""Files, folders and stores that somebody else may read: as a user who is not root sees them."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.test_process import NPSTUI, environment

ROWS = "id,score,comment\n{0}1,9,good people\n{0}2,3,bad food here\n"
_RIGHTS = "-dac_override,-dac_read_search"


@pytest.fixture(scope="session")
def bounded() -> list[str]:
    """What takes from root the right to read and write everything; nothing for other users."""
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    words = [str(setpriv), f"--bounding-set={_RIGHTS}"]
    if setpriv is None or subprocess.run([*words, "true"], check=False).returncode:
        pytest.skip("root may read everything here, and setpriv cannot take that from it")
    return words


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder of files, some of them closed, that can be removed afterwards."""
    for folder in ("mixed", "closed"):
        (tmp_path / folder).mkdir()
    for number, name in enumerate(("good.csv", "secret.csv", "mixed/a.csv", "mixed/b.csv")):
        (tmp_path / name).write_text(ROWS.format(number))
    closed = [tmp_path / name for name in ("secret.csv", "mixed/b.csv", "closed")]
    for path in closed:
        path.chmod(0)
    yield tmp_path
    for path in (*closed, *tmp_path.rglob("*")):
        path.chmod(0o700)


class Npstui:
    """Runs commands in the folder."""

    def __init__(self, bounded: list[str], place: Path) -> None:
        self.words = [*bounded, *NPSTUI, "--store", "acme.nps"]
        self.place = place

    def run(self, *words: str) -> tuple[int, str]:
        ran = subprocess.run(
            [*self.words, *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd=self.place,
            env=environment(self.place),
        )
        assert "Traceback" not in ran.stderr
        assert "inside npstui" not in ran.stderr
        return ran.returncode, ran.stderr

    def watch(self, *words: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [*self.words, "watch", "--every", "0.1", *words],
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=self.place,
            env=environment(self.place),
        )


@pytest.fixture
def npstui(bounded: list[str], place: Path) -> Npstui:
    return Npstui(bounded, place)


def test_what_may_not_be_read_is_named_and_stops_nothing_else(npstui: Npstui) -> None:
    code, said = npstui.run("import", "mixed", "secret.csv", "closed", "closed/a.csv")
    assert code == 3
    assert "mixed/a.csv: 2 rows: 2 new answers" in said
    for name in ("mixed/b.csv", "secret.csv", "closed", "closed/a.csv"):
        assert f"{name} cannot be read: permission denied; it is yours, and chmod u+rwX" in said


def test_a_store_that_is_closed_is_named_with_the_way_out(npstui: Npstui, place: Path) -> None:
    store = place / "acme.nps"
    assert npstui.run("import", "good.csv")[0] == 0
    for path, mode, what in (
        (store, 0, "acme.nps cannot be read"),
        (store, 0o500, "acme.nps cannot be written"),
        (store / "catalog.sqlite", 0, "acme.nps/catalog.sqlite cannot be read"),
        (store / "responses", 0, "acme.nps/responses cannot be read"),
    ):
        path.chmod(mode)
        code, said = npstui.run("import", "good.csv")
        path.chmod(0o700)
        assert code == 1
        assert f"{what}: it is yours, and chmod -R u+rwX acme.nps" in said


def test_watching_goes_on_beside_what_is_closed(npstui: Npstui, place: Path) -> None:
    assert npstui.run("import", "good.csv")[0] == 0
    inbox = place / "acme.nps" / "inbox"
    (inbox / "drop.csv").write_text(ROWS.format("d"))
    inbox.chmod(0o500)
    with npstui.watch("secret.csv", "closed") as process:
        assert process.stderr is not None
        said = ""
        while "it stays in acme.nps/inbox: permission denied" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    assert "drop.csv: 2 rows: 2 new answers" in said
    assert "secret.csv cannot be read: permission denied" in said
    assert "closed cannot be read: permission denied" in said
