"""Files that stay open in a desk, and the inbox of its store."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from npstui.desk.first import FirstOpening
from npstui.desk.following import OpenFiles
from npstui.intake.claims import AlreadyFollowed
from npstui.intake.follow_up import FollowUp
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "survey.csv"
    path.write_text("id,score,comment\n1,9,good\n")
    return path


def test_what_is_appended_comes_in_and_nothing_else_is_read(tmp_path: Path, file: Path) -> None:
    with Store.create(tmp_path / "acme.nps") as store:
        import_files(store, [file], ImportOptions(), actor="os", person="alice", now=NOW)
        opened = OpenFiles(store, [file], "alice")
        assert opened.look(NOW) == []
        with file.open("a") as out:
            out.write("2,3,bad\n")
        came = [result.fates.imported for result in opened.look(NOW)]
        assert came == [1]
        assert opened.look(NOW) == []
        opened.close()


def test_a_second_desk_is_told_who_follows(tmp_path: Path, file: Path) -> None:
    with Store.create(tmp_path / "acme.nps") as store:
        opened = OpenFiles(store, [file], "alice")
        with pytest.raises(AlreadyFollowed, match="follows"):
            OpenFiles(store, [file], "bob")
        OpenFiles(store, [], "bob").close()
        opened.close()


def test_a_file_opened_again_is_read_from_where_it_was(tmp_path: Path, file: Path) -> None:
    first = FirstOpening(Store.create(tmp_path / "a.nps"), [file], person="alice", made=True)
    first.stage(NOW)
    first.commit(FollowUp.AS_USUAL.value)
    first.follow().close()
    first.store.close()
    with file.open("a") as out:
        out.write("2,3,bad\n")
    again = FirstOpening(Store.open(tmp_path / "a.nps"), [file], person="alice", made=False)
    (result,) = again.add(NOW)
    assert (result.fates.rows, result.fates.imported) == (1, 1)
    followed = again.follow()
    assert followed.look(NOW) == []
    followed.close()
    again.store.close()


def test_a_file_that_cannot_be_read_is_named_until_it_can(tmp_path: Path, file: Path) -> None:
    with Store.create(tmp_path / "acme.nps") as store:
        opened = OpenFiles(store, [file], "alice")
        opened.add(NOW)
        away = file.rename(tmp_path / "elsewhere")
        opened.look(NOW)
        failing = opened.failing()
        assert failing is not None
        assert (failing.name, failing.since) == ("survey.csv", NOW)
        opened.look(NOW.replace(hour=13))
        assert opened.failing() == failing
        away.rename(file)
        opened.look(NOW)
        assert opened.failing() is None
        opened.close()
