"""Where the store of files goes that are opened in the desk."""

import os
from pathlib import Path

import pytest

from npstui.cli.invocation import Invocation
from npstui.cli.opening_files import elsewhere_for, is_store, store_for


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data directory."""
    folder = tmp_path / "data"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


def test_it_is_made_beside_the_first_file_and_found_there_again(tmp_path: Path) -> None:
    files = [tmp_path / "acme.csv", tmp_path / "other.csv"]
    opened = store_for(Invocation(), files)
    opened.store.close()
    assert (opened.store.path, opened.made, opened.note) == (tmp_path / "acme.nps", True, None)
    assert is_store(tmp_path / "acme.nps")
    again = store_for(Invocation(), files)
    again.store.close()
    assert not again.made


def test_a_named_store_comes_first(tmp_path: Path) -> None:
    named = Invocation(store=tmp_path / "named.nps")
    opened = store_for(named, [tmp_path / "acme.csv"])
    opened.store.close()
    assert opened.store.path == tmp_path / "named.nps"


def test_where_something_else_is_in_the_way_it_goes_under_the_data_directory(
    tmp_path: Path, data: Path
) -> None:
    (tmp_path / "acme.nps").mkdir()
    (tmp_path / "acme.nps" / "letter.txt").write_text("mine")
    opened = store_for(Invocation(), [tmp_path / "acme.csv"])
    opened.store.close()
    assert opened.store.path.is_relative_to(data / "npstui")
    assert opened.note is not None
    assert str(opened.store.path) in opened.note


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_where_the_folder_cannot_be_written_too(tmp_path: Path, data: Path) -> None:
    folder = tmp_path / "read-only"
    folder.mkdir(mode=0o500)
    opened = store_for(Invocation(), [folder / "acme.csv"])
    opened.store.close()
    assert opened.store.path.is_relative_to(data / "npstui")


def test_files_of_one_name_in_two_folders_have_a_store_each(tmp_path: Path, data: Path) -> None:
    places = {elsewhere_for(tmp_path / folder / "acme.nps") for folder in ("a", "b")}
    assert len(places) == 2
