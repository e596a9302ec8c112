"""Files that stay open in a desk."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from npstui.desk.following import OpenFiles
from npstui.intake.following import AlreadyFollowed
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_what_is_appended_comes_in_and_nothing_else_is_read(tmp_path: Path) -> None:
    file = tmp_path / "survey.csv"
    file.write_text("id,score,comment\n1,9,good\n")
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


def test_a_second_desk_is_told_who_follows(tmp_path: Path) -> None:
    with Store.create(tmp_path / "acme.nps") as store:
        opened = OpenFiles(store, [], "alice")
        with pytest.raises(AlreadyFollowed, match="follows files"):
            OpenFiles(store, [], "bob")
        opened.close()
