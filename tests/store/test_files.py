"""Every file of a store has the store's mode, whatever the umask."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.store.catalog_fixtures import refs, tag

from npstui.store.errors import StoreForeign
from npstui.store.files import GROUP, PRIVATE, access_of, create_file, make_directory, replace_text
from npstui.store.store import Store


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def modes(root: Path) -> tuple[set[int], set[int]]:
    """The modes of the files and of the directories of a store."""
    paths = [root, *root.rglob("*")]
    files = {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_file()}
    return files, {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_dir()}


def shared_directory(path: Path) -> Path:
    path.mkdir()
    path.chmod(0o2770)
    return path


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077, 0o177])
def test_a_private_store_is_its_owners_alone_under_any_umask(tmp_path: Path, mask: int) -> None:
    with umask(mask), Store.create(tmp_path / "acme.nps") as store:
        store.append(tag(refs(2), "late"))
        store.change_settings(lambda settings: settings)
        assert modes(store.path) == ({0o600}, {0o700})


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_group_store_is_open_to_its_group_under_any_umask(tmp_path: Path, mask: int) -> None:
    root = shared_directory(tmp_path / "acme.nps")
    with umask(mask), Store.create(root) as store:
        store.append(tag(refs(2), "late"))
        store.change_settings(lambda settings: settings)
        assert modes(root) == ({0o660}, {0o2770})


def test_the_journal_of_a_group_store_can_be_rolled_back_by_another_member(tmp_path: Path) -> None:
    root = shared_directory(tmp_path / "acme.nps")
    with umask(0o077), Store.create(root) as store:
        connections = store._opened.catalog._connections
        with connections.writing() as connection:
            connection.execute("UPDATE counters SET last_event_id = 1")
            journal = root / "catalog.sqlite-journal"
            assert stat.S_IMODE(journal.stat().st_mode) == 0o660


def test_a_store_made_for_a_group_is_setgid(tmp_path: Path) -> None:
    import grp

    group = grp.getgrgid(os.getgid()).gr_name
    with Store.create(tmp_path / "acme.nps", group=group) as store:
        assert modes(store.path) == ({0o660}, {0o2770})


def test_a_group_directory_that_is_not_setgid_is_refused_with_the_way_out(tmp_path: Path) -> None:
    root = tmp_path / "acme.nps"
    root.mkdir()
    root.chmod(0o770)
    with pytest.raises(StoreForeign, match=r"chmod g\+s"):
        Store.create(root)
    assert list(root.iterdir()) == []


def test_access_follows_the_directorys_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert access_of(tmp_path) == PRIVATE
    tmp_path.chmod(0o2775)
    assert access_of(tmp_path) == GROUP


def test_a_name_that_is_taken_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "taken", PRIVATE)
    assert (tmp_path / "taken").read_text() == "mine"


def test_replacing_a_text_leaves_nothing_else_behind(tmp_path: Path) -> None:
    replace_text(tmp_path / "store.toml", "one", PRIVATE)
    replace_text(tmp_path / "store.toml", "two ✓", PRIVATE)
    assert [path.name for path in tmp_path.iterdir()] == ["store.toml"]
    assert (tmp_path / "store.toml").read_text(encoding="utf-8") == "two ✓"


def test_a_directory_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir(mode=0o750)
    make_directory(tmp_path / "inbox", PRIVATE)
    assert stat.S_IMODE((tmp_path / "inbox").stat().st_mode) == 0o750


def test_root_leaves_another_users_store_usable_to_its_owner(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can act in another user's private store")
    root = tmp_path / "acme.nps"
    root.mkdir(mode=0o700)
    os.chown(root, 65534, 65534)
    with Store.create(root) as store:
        store.append(tag(refs(2), "late"))
        owners = {path.stat().st_uid for path in root.rglob("*")}
    assert owners == {65534}


def test_what_a_killed_writer_of_the_settings_left_goes_with_the_next_change(store: Store) -> None:
    for name in ("store.toml-12ab", "store.toml.bak-34cd"):
        (store.path / f".new-{name}").write_text("half")
    store.change_settings(lambda settings: settings)
    assert list(store.path.glob(".new-*")) == []
