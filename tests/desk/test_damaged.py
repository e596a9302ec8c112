"""A desk on a store of which a file was damaged."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.desk.stores import Row, add_answers, desk_of

from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.values import View
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def answered(name: str, hours: int) -> Row:
    at = (NOW - timedelta(hours=hours)).isoformat()
    return (name, at, 2, f"comment {name}", name, f"{name}@example.no", "Oslo")


def test_a_damaged_file_that_is_restored_is_read_again(tmp_path: Path) -> None:
    with Store.create(tmp_path / "acme.nps", time_zone="UTC") as store:
        add_answers(store, [answered("late", 30), answered("soon", 20)], NOW, tmp_path)
        files = sorted((store.path / "responses").glob("*.parquet"))
        kept = {file: file.read_bytes() for file in files}
        for file, content in kept.items():
            file.write_bytes(content[:-400] + b"\xff" * 390 + content[-10:])
        desk = desk_of(store)
        ref = ResponseRef("survey", "late")
        with pytest.raises(Exception, match="parquet") as failed:
            desk.case(ref, NOW)
        assert "is damaged; restore it" in str(desk.in_words(failed.value))
        for file, content in kept.items():
            restored = tmp_path / file.name  # as a backup brings it: another file of the same name
            restored.write_bytes(content)
            restored.rename(file)
        assert desk.case(ref, NOW).comment == "comment late"
        queue = desk.queue(Category.DETRACTOR, View.QUEUE, NOW)
        assert sorted(each.response_id for each in queue.refs()) == ["late", "soon"]
