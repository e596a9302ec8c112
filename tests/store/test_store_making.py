"""A store cut off while it is made, a store of somebody else, a full disk."""

import os
import resource
import shutil
import signal
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.store.catalog_fixtures import assert_states_follow, refs, tag

from npstui.store.errors import (
    StoreFull,
    StoreMissing,
)
from npstui.store.store import Store
from npstui.store.values import Counters


def killed_at(step: int, action: Callable[[], None]) -> bool:
    """Runs `action` in a child that SIGKILLs itself at its nth touch of the system."""
    child = os.fork()
    if child == 0:
        left = step
        names = ("open", "os.mkdir", "os.rename", "os.chmod", "sqlite3.connect", "fcntl.flock")

        def count(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in names and ".nps" in str(arguments[0]) + "".join(map(str, arguments[1:2])):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        with suppress(BaseException):
            action()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("given", [False, True], ids=["new path", "given directory"])
def test_a_making_cut_off_anywhere_leaves_nothing_or_what_the_next_completes(
    tmp_path: Path, given: bool
) -> None:
    step = 0
    while True:
        step += 1
        root = tmp_path / f"{step}" / "acme.nps"
        root.parent.mkdir()
        if given:
            root.mkdir()

        def make(root: Path = root) -> None:
            Store.create(root, time_zone="Europe/Oslo")

        killed = killed_at(step, make)
        with suppress(StoreMissing):
            Store.open(root).close()
        with Store.open_or_create(root) as store:
            assert store.counters() == Counters(0, 0)
            assert store.settings().name == "acme"
            store.append(tag(refs(1), "late"))
        assert not list(root.glob(".new-*"))
        if not killed:
            break
    assert step > 8


def test_what_a_cut_off_making_left_beside_is_cleared_later(tmp_path: Path) -> None:
    old, new = tmp_path / ".new-acme.nps-abc", tmp_path / ".new-acme.nps-def"
    for left in (old, new):
        (left / "responses").mkdir(parents=True)
    os.utime(old, (1, 1))
    Store.create(tmp_path / "acme.nps").close()
    assert (old.exists(), new.exists()) == (False, True)


# Other users


@pytest.fixture
def open_ground() -> Iterator[Path]:
    """A directory that every user can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory)
        path.chmod(0o755)
        yield path


def as_nobody(action: Callable[[], object]) -> str:
    """What `action` raises for a user without rights, as "Kind: sentence"; needs root."""
    if os.geteuid() != 0:
        pytest.skip("only root can act as another user")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "nothing"
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            action()
        except Exception as error:  # noqa: BLE001
            said = f"{type(error).__name__}: {error}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        said = stream.read()
    os.waitpid(child, 0)
    return said


def test_another_users_private_store_is_refused_and_names_the_owner(open_ground: Path) -> None:
    root = open_ground / "acme.nps"
    Store.create(root).close()
    said = as_nobody(lambda: Store.open(root))
    assert said.startswith("StoreForeign: ")
    assert "belongs to root" in said
    assert str(root) in said
    assert as_nobody(lambda: Store.open_or_create(root)).startswith("StoreForeign: ")


def test_a_private_catalog_in_an_open_directory_is_refused_too(open_ground: Path) -> None:
    root = open_ground / "acme.nps"
    Store.create(root).close()
    root.chmod(0o777 | stat.S_ISGID)
    assert "belongs to root" in as_nobody(lambda: Store.open(root))


def test_a_store_behind_a_closed_door_is_refused_in_words(open_ground: Path) -> None:
    (open_ground / "closed").mkdir(mode=0o700)
    said = as_nobody(lambda: Store.open_or_create(open_ground / "closed" / "acme.nps"))
    assert said.startswith("StoreForeign: ")


def test_a_directory_that_cannot_be_written_is_refused_in_words(open_ground: Path) -> None:
    said = as_nobody(lambda: Store.open_or_create(open_ground / "acme.nps"))
    assert said.startswith("StoreForeign: ")
    assert str(open_ground) in said


# A full disk


def test_a_full_disk_is_one_sentence_and_changes_nothing(store: Store) -> None:
    store.append(tag(refs(10), "late"))
    before = (store.counters(), store.case_rows())
    with store._opened.catalog._connections.writing() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    writer = store._opened.catalog._connections._write
    assert writer is not None
    writer.execute(f"PRAGMA max_page_count = {pages + 4}").fetchall()
    with pytest.raises(StoreFull, match="no room left"):
        store.append(tag(refs(5_000), "dear"))
    assert (store.counters(), store.case_rows()) == before
    writer.execute("PRAGMA max_page_count = 1000000").fetchall()
    assert len(store.append(tag(refs(5_000), "dear")).done) == 5_000


def test_a_disk_that_fills_up_between_batches_says_how_many_were_done(store: Store) -> None:
    catalog = store._opened.catalog
    store.append(tag(refs(1), "late"))
    writer = catalog._connections._write
    assert writer is not None
    writer.execute("PRAGMA max_page_count = 900").fetchall()
    done = store.append(tag(refs(30_000), "dear"))
    assert 0 < len(done.done) < 30_000
    assert len(done.done) % 10_000 == 0
    assert len(done.done) + len(done.refused) == 30_000
    assert f"Stopped after {len(done.done):,} cases" in done.refused[0].reason
    writer.execute("PRAGMA max_page_count = 1000000").fetchall()
    assert_states_follow(catalog)
    assert done.verb_id is not None


def test_a_store_that_finds_no_room_to_be_made_leaves_nothing(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
            Store.create(tmp_path / "acme.nps")
        except StoreFull:
            code = 0
        except Exception as error:  # noqa: BLE001
            os.write(2, repr(error).encode())
        os._exit(code)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert list(tmp_path.iterdir()) == []


# A catalog that is no longer the one that was opened


def test_a_catalog_that_was_replaced_meanwhile_takes_no_verb(store: Store) -> None:
    store.append(tag(refs(1), "late"))
    catalog = store.path / "catalog.sqlite"
    copy = catalog.with_name("copy")
    shutil.copy(catalog, copy)
    copy.replace(catalog)
    with pytest.raises(StoreMissing, match="was moved or replaced"):
        store.append(tag(refs(1), "dear"))
