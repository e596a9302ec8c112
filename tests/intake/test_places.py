"""A follower that starts again goes on where the one before it was."""

import gzip
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.intake.conftest import NOW, responses

from npstui.intake.claims import AlreadyFollowed
from npstui.intake.following import Follower
from npstui.intake.options import ImportOptions
from npstui.store import segments as steps
from npstui.store.store import Store
from npstui.store.writer import ImportWriter

HEADER = "id,score,comment\n"
NAMELESS = "score,comment\n"


@contextmanager
def following(
    store: Store, *paths: Path, options: ImportOptions | None = None
) -> Iterator[Follower]:
    follower = Follower(store, paths, options or ImportOptions(), actor="ann", person="ann")
    try:
        yield follower
    finally:
        follower.close()


def rows_read(store: Store, *paths: Path, options: ImportOptions | None = None) -> int:
    """The rows that a follower of its own reads of what it imports."""
    with following(store, *paths, options=options) as follower:
        return sum(result.fates.rows for result in follower.poll(NOW, at_once=True))


def add(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.write(text)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "acme.csv"
    path.write_text(HEADER + "1,9,a\n2,8,b\n")
    return path


def test_only_what_was_added_is_read(store: Store, file: Path) -> None:
    assert rows_read(store, file) == 2
    add(file, "3,7,c\n")
    assert rows_read(store, file) == 1
    assert rows_read(store, file) == 0
    assert responses(store)["response_id"].to_list() == ["1", "2", "3"]


def test_rows_without_an_id_count_on(store: Store, file: Path) -> None:
    file.write_text(NAMELESS + "9,a\n")
    assert rows_read(store, file) == 1
    add(file, "9,a\n")
    assert rows_read(store, file) == 1
    assert responses(store).height == 2


def test_lines_of_json_go_on_too(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "acme.ndjson"
    file.write_text('{"id": "1", "score": 9}\n{"id": "0", "score": 9}\n')
    assert rows_read(store, file) == 2
    add(file, '{"id": "2", "score": 8}\n')
    assert rows_read(store, file) == 1


def test_what_a_rotated_file_still_held_is_read_first(store: Store, file: Path) -> None:
    assert rows_read(store, file) == 2
    add(file, "3,7,c\n")
    file.rename(file.with_suffix(".csv.1"))
    file.write_text(HEADER + "4,6,d\n")
    with following(store, file) as follower:
        results = follower.poll(NOW, at_once=True)
    assert [result.fates.rows for result in results] == [1, 1]
    assert responses(store)["response_id"].to_list() == ["1", "2", "3", "4"]


def test_a_file_that_was_written_anew_is_read_whole(store: Store, file: Path) -> None:
    assert rows_read(store, file) == 2
    file.write_text(HEADER + "1,9,a\n7,8,other\n8,8,more\n")
    assert rows_read(store, file) == 3
    assert responses(store).height == 4


def test_other_options_read_the_file_whole(store: Store, file: Path) -> None:
    file.write_text("id,score,other,comment\n1,9,3,a\n")
    assert rows_read(store, file) == 1
    options = ImportOptions(mapping={"score": "other"}, source="second")
    assert rows_read(store, file, options=options) == 1


def test_a_file_that_is_always_read_whole_is_not_while_it_stays(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "acme.csv.gz"
    file.write_bytes(gzip.compress(b"id,score\n1,9\n"))
    assert rows_read(store, file) == 1
    with following(store, file) as follower:
        follower._read = None  # type: ignore[assignment, method-assign]
        assert follower.poll(NOW, at_once=True) == []


def test_dates_are_read_as_the_first_rows_told(store: Store, file: Path) -> None:
    file.write_text("id,score,date\n1,9,13/02/2026\n2,8,14/02/2026\n")
    assert rows_read(store, file) == 2
    add(file, "3,7,01/03/2026\n")
    assert rows_read(store, file) == 1
    moments = responses(store).filter(response_id="3")["responded_at"]
    assert [each.month for each in moments] in ([2], [3])  # midnight of the zone, in UTC


@pytest.mark.parametrize("step", ["staged", "committed"])
def test_a_follower_that_is_killed_loses_and_doubles_nothing(
    store: Store, file: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows without an id would count on if they were read a second time."""
    file.write_text(NAMELESS + "9,a\n")
    assert rows_read(store, file) == 1
    add(file, "9,a\n8,b\n")

    class Killed(BaseException):
        pass

    def reached(name: str) -> None:
        if name == step:
            raise Killed

    with monkeypatch.context() as cut:
        cut.setattr(steps, "reached", reached)
        cut.setattr(ImportWriter, "abort", lambda _self: None)  # the killed clear nothing away
        follower = Follower(store, [file], ImportOptions(), actor="ann", person="ann")
        with pytest.raises(Killed):
            follower.poll(NOW, at_once=True)
        follower._held.close()  # no more than the end of a process does
    rows_read(store, file)
    assert sorted(responses(store)["comment"]) == ["a", "a", "b"]


def test_where_the_place_cannot_be_kept_the_file_is_read_whole(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rows_read(store, file) == 2
    add(file, "3,7,c\n")

    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as disk:
        disk.setattr("npstui.intake.places.replace_text", full)
        assert rows_read(store, file) == 1
    add(file, "4,7,d\n")
    assert rows_read(store, file) == 4
    assert responses(store).height == 4


def test_each_file_has_a_follower_of_its_own(store: Store, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    first = Follower(store, [file], ImportOptions(), actor="a", person="a", keeps_inbox=False)
    with pytest.raises(AlreadyFollowed, match=r"follows .*acme\.csv for"):
        Follower(store, [other, file], ImportOptions(), actor="b", person="b")
    second = Follower(store, [other], ImportOptions(), actor="b", person="b")
    first.close()
    second.close()


def test_an_inbox_that_one_keeps_is_left_to_him(store: Store) -> None:
    (store.path / "inbox" / "new.csv").write_text(HEADER + "1,9,a\n")
    ticks = iter(range(0, 1000, 10))
    watcher = Follower(store, [], ImportOptions(), actor="a", person="a")
    desk = Follower(
        store, [], ImportOptions(), actor="b", person="b",
        keeps_inbox=False, clock=lambda: next(ticks),
    )  # fmt: skip
    desk.poll(NOW)
    assert desk.poll(NOW) == []
    watcher.close()
    (result,) = desk.poll(NOW)
    assert result.fates.imported == 1
    assert (store.path / "inbox" / "done" / "new.csv").is_file()
    desk.close()
