"""Locks between processes, and who is named as holding one."""

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from npstui.store import locks
from npstui.store.files import PRIVATE
from npstui.store.locks import (
    announce,
    announced,
    claim,
    claimed_by,
    create_locked,
    lock_exclusive,
    lock_existing,
    lock_shared,
)

HOLD = """
import sys
from pathlib import Path
from npstui.store.files import PRIVATE
from npstui.store.locks import announce, claim
held = claim(Path(sys.argv[1]) / "follow", PRIVATE, "bob follows acme.csv")
here = announce(Path(sys.argv[1]), PRIVATE)
print("ready", flush=True)
sys.stdin.read()
"""


def test_many_share_a_lock_that_one_cannot_have_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.lock"
    one, two = lock_shared(path, PRIVATE), lock_shared(path, PRIVATE)
    assert one is not None
    assert two is not None
    assert lock_exclusive(path, PRIVATE) is None
    one.release()
    two.release()
    alone = lock_exclusive(path, PRIVATE)
    assert alone is not None
    assert lock_shared(path, PRIVATE) is None
    alone.share()
    with lock_shared(path, PRIVATE) or pytest.fail("a shared lock is shared"):
        assert not alone.to_exclusive()
    assert alone.to_exclusive()
    alone.release()
    alone.release()


def test_a_new_file_is_locked_from_its_first_moment(tmp_path: Path) -> None:
    with create_locked(tmp_path / "segment", PRIVATE):
        assert lock_existing(tmp_path / "segment") is None
    free = lock_existing(tmp_path / "segment")
    assert free is not None
    free.release()


def test_a_claim_names_its_holder_until_it_is_killed(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    assert claim(tmp_path / "follow", PRIVATE, "alice") is None
    assert claimed_by(tmp_path / "follow") == "bob follows acme.csv"
    (name,) = announced(tmp_path)
    assert name.endswith(f"(process {child.pid})")
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert claimed_by(tmp_path / "follow") is None
    assert announced(tmp_path) == []
    assert [path.name for path in tmp_path.iterdir()] == ["follow"]
    mine = claim(tmp_path / "follow", PRIVATE, "alice")
    assert mine is not None
    assert claimed_by(tmp_path / "follow") == "alice"
    mine.release()


def test_nobody_holds_a_claim_that_was_never_made(tmp_path: Path) -> None:
    assert claimed_by(tmp_path / "follow") is None


def test_this_process_is_announced_until_it_leaves(tmp_path: Path) -> None:
    path, held = announce(tmp_path, PRIVATE)
    assert f"(process {os.getpid()})" in announced(tmp_path)[0]
    path.unlink()
    held.release()
    assert announced(tmp_path) == []


def test_on_a_full_disk_a_process_is_announced_without_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(locks, "write_all", full)
    path, held = announce(tmp_path, PRIVATE)
    assert announced(tmp_path) == ["somebody"]
    held.release()
    assert announced(tmp_path) == []
    assert not path.exists()


def test_what_stops_an_announcement_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(locks, "write_all", broken)
    with pytest.raises(OSError, match="Input/output"):
        announce(tmp_path, PRIVATE)
    assert list(tmp_path.iterdir()) == []
