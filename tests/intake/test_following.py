"""Files that grow, rotate and are replaced, and the inbox."""

import errno
import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.intake.conftest import NOW, responses

from npstui.intake.claims import AlreadyFollowed
from npstui.intake.following import Follower
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.intake.refused_files import refused_files
from npstui.intake.staging import FileResult
from npstui.store.store import Store

HEADER = "id,score,comment\n"


class Clock:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class Desk:
    """A follower, its file, and a hand on the clock."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.store = store
        self.file = folder / "acme.csv"
        self.inbox = store.path / "inbox"
        self.clock = Clock()
        self.follower = Follower(
            store, [self.file, folder / "more"], ImportOptions(), actor="ann", person="ann",
            clock=self.clock,
        )  # fmt: skip

    def add(self, text: str) -> None:
        with self.file.open("a") as stream:
            stream.write(text)

    def look(self, after: float = 0.0) -> list[FileResult]:
        self.clock.seconds += after
        return self.follower.poll(NOW)

    def imported(self, after: float = 0.0) -> int:
        return sum(result.fates.imported for result in self.look(after))


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "more").mkdir()
    made = Desk(store, tmp_path)
    yield made
    made.follower.close()


def test_lines_are_taken_as_they_are_added(desk: Desk, store: Store) -> None:
    assert desk.look() == []
    desk.add(HEADER)
    assert desk.look() == []
    desk.add("1,9,a\n2,8,b\n")
    assert desk.imported() == 2
    assert desk.look() == []
    desk.add("3,7,c\n")
    (result,) = desk.look()
    assert (result.fates.rows, result.fates.imported) == (1, 1)
    assert responses(store).height == 3


def test_a_half_written_row_is_left_until_it_is_whole(desk: Desk, store: Store) -> None:
    desk.add(HEADER + '1,9,a\n2,8,"half')
    assert desk.imported() == 1
    desk.add(" of it\nand more")
    assert desk.look(after=5) == []
    desk.add('"\n')
    assert desk.imported() == 1
    assert "half of it\nand more" in responses(store)["comment"].to_list()


def test_a_last_line_without_an_end_counts_when_it_has_rested(desk: Desk) -> None:
    desk.add(HEADER + "1,9,a\n2,8,b")
    assert desk.imported() == 1
    assert desk.imported(after=5) == 0
    assert desk.imported(after=6) == 1
    desk.add("\n3,7,c\n")
    assert desk.imported() == 1


def test_a_line_that_goes_on_after_all_is_read_again(desk: Desk) -> None:
    desk.add(HEADER + "1,9,a\n2,8,b")
    desk.look()
    desk.look(after=11)
    desk.add("c\n")
    (result,) = desk.look()
    assert (result.fates.already_known, result.fates.changed) == (1, 1)


def test_equal_rows_without_an_id_count_on(desk: Desk, store: Store) -> None:
    desk.add("score,comment\n9,same\n")
    desk.look()
    desk.add("9,same\n")
    assert desk.imported() == 1
    assert responses(store).height == 2


def test_refused_rows_have_their_line_in_the_file(desk: Desk, store: Store) -> None:
    desk.add(HEADER + "1,9,a\n")
    desk.look()
    desk.add("2,8,b\n3,77,c\n")
    (result,) = desk.look()
    kept = (store.path / str(result.quarantine_file)).read_text()
    assert kept.splitlines()[1].startswith("4,")


def test_a_rotated_file_is_read_to_its_end_and_then_the_new_one(desk: Desk) -> None:
    desk.add(HEADER + "1,9,a\n")
    desk.look()
    desk.add("2,8,b\n")
    desk.file.rename(desk.file.with_name("acme.csv.1"))
    desk.add(HEADER + "3,7,c\n")
    assert desk.imported() == 2
    desk.add("4,6,d\n")
    assert desk.imported() == 1


def test_a_file_that_goes_is_read_to_its_end(desk: Desk) -> None:
    desk.add(HEADER + "1,9,a\n")
    desk.look()
    desk.add("2,8,b\n")
    desk.file.unlink()
    assert desk.imported() == 1
    assert desk.look() == []


def test_a_replaced_or_rewritten_file_is_read_whole(desk: Desk) -> None:
    desk.add(HEADER + "1,9,a\n2,8,b\n")
    desk.look()
    desk.file.write_text(HEADER + "5,9,a\n1,9,a\n2,8,b\n")
    (result,) = desk.look()
    assert (result.fates.imported, result.fates.already_known) == (1, 2)
    desk.file.write_text(HEADER + "6,9,a\n")
    assert desk.imported() == 1


def test_what_is_known_already_is_no_news(desk: Desk, store: Store, tmp_path: Path) -> None:
    desk.add(HEADER + "1,9,a\n")
    desk.look()
    desk.follower.close()
    again = Desk(store, tmp_path)
    assert again.look() == []
    assert len(store.imports()) == 1
    again.add("2,9,a\n")
    assert again.imported() == 1
    again.follower.close()


def test_lines_of_json_are_taken_as_they_are_added(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "more" / "a.ndjson"
    rows = [json.dumps({"id": str(place), "score": 9}) for place in range(4)]
    file.write_text(f"{rows[0]}\n{rows[1]}\n")
    assert desk.imported() == 2
    with file.open("a") as stream:
        stream.write(f"{rows[2]}\n{rows[3][:5]}")
    assert desk.imported() == 1
    with file.open("a") as stream:
        stream.write(f"{rows[3][5:]}\n")
    assert desk.imported() == 1


def test_a_folder_s_other_files_are_read_when_they_have_rested(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "more" / "b.csv.gz"
    file.write_bytes(gzip.compress(b"id,score\n1,9\n")[:-4])
    assert desk.look() == []
    assert desk.look(after=1) == []
    file.write_bytes(gzip.compress(b"id,score\n1,9\n"))
    assert desk.look() == []
    assert desk.imported(after=3) == 1
    assert desk.look(after=3) == []


def test_a_refusal_is_said_once(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "more" / "c.csv").write_text("a,b\n1,2\n")
    assert desk.look() == []
    (result,) = desk.look(after=3)
    assert "no column of scores" in str(result.refusal)
    assert desk.look(after=3) == []


def test_what_is_put_into_the_inbox_moves_to_done(desk: Desk, store: Store) -> None:
    (desk.inbox / "x.csv").write_text(HEADER + "1,9,a\n")
    (desk.inbox / "y.csv.part").write_text("half")
    assert desk.look() == []
    assert desk.imported(after=3) == 1
    assert (desk.inbox / "done" / "x.csv").is_file()
    assert (desk.inbox / "y.csv.part").exists()
    (desk.inbox / "x.csv").write_text(HEADER + "2,9,a\n")
    desk.look()
    assert desk.imported(after=3) == 1
    assert (desk.inbox / "done" / "x.csv (2)").is_file()
    assert responses(store).height == 2


def test_what_cannot_be_read_moves_to_refused_with_why(desk: Desk) -> None:
    (desk.inbox / "x.json").write_text('[{"score": 9}')
    desk.look()
    assert desk.look(after=5) == []
    assert (desk.inbox / "x.json").exists()
    (result,) = desk.look(after=40)
    assert "broken or cut off" in str(result.refusal)
    assert (desk.inbox / "refused" / "x.json").is_file()
    assert "broken" in (desk.inbox / "refused" / "x.json.why.txt").read_text()


def test_one_follower_a_store_and_others_are_told_who(desk: Desk, store: Store) -> None:
    with pytest.raises(AlreadyFollowed, match=r"\(process \d+\) follows files for"):
        Follower(store, [], ImportOptions(), actor="bob", person="bob")
    desk.follower.close()
    Follower(store, [], ImportOptions(), actor="bob", person="bob").close()


def test_a_refused_file_is_kept_with_its_reason_until_it_comes_in(desk: Desk, store: Store) -> None:
    desk.add("who,points\nAda,9\nBo,3\n")
    (refused,) = desk.look() + desk.look(after=5)
    (kept,) = refused_files(store)
    assert (kept.path, kept.at, kept.person) == (str(desk.file), NOW, "ann")
    assert kept.why == refused.refusal
    desk.file.write_text(HEADER + "1,9,a\n")
    desk.look()
    assert desk.imported(after=5) + responses(store).height >= 1
    assert refused_files(store) == []


def test_a_file_refused_in_the_inbox_is_among_the_refused(desk: Desk, store: Store) -> None:
    (desk.inbox / "odd.csv").write_text("who,points\nAda,9\n")
    desk.look()
    desk.look(after=40)
    desk.look(after=40)
    (kept,) = refused_files(store)
    assert kept.path == str(desk.inbox / "odd.csv")
    assert kept.why.endswith(f"It lies in {desk.inbox / 'refused'} now.")
    assert (desk.inbox / "refused" / "odd.csv").exists()


def test_what_cannot_be_moved_out_of_the_inbox_comes_in_once_and_is_said(
    desk: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(path: Path) -> Path:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    monkeypatch.setattr("npstui.intake.inbox._free", denied)
    (desk.inbox / "good.csv").write_text(HEADER + "1,9,a\n")
    (desk.inbox / "odd.csv").write_text("who,points\nAda,9\n")
    desk.look()
    found = [*desk.look(after=40), *desk.look(after=40)]
    good, odd = sorted(found, key=lambda result: result.path)
    assert good.fates.imported == 1
    assert f"it stays in {desk.inbox}: permission denied; it is yours" in " ".join(good.notes)
    assert f"; it stays in {desk.inbox}: permission denied" in (odd.refusal or "")
    (kept,) = refused_files(store)
    assert "It lies in" not in kept.why
    with (desk.inbox / "good.csv").open("a") as stream:
        stream.write("2,9,b\n")
    desk.look()
    assert desk.imported(after=40) == 1


def test_what_is_no_note_of_a_refusal_is_passed_over(desk: Desk, store: Store) -> None:
    (store.path / "refused-0.json").write_text("{")
    (store.path / "refused-1.json").write_text('["a list"]')
    assert refused_files(store) == []


def test_a_row_alone_is_read_as_those_before_it_were(desk: Desk, store: Store) -> None:
    desk.add("id;score;revenue\n1;9,0;1.234,50\n2;8,0;12,5\n")
    assert desk.imported() == 2
    desk.add("3;7,0;1.234\n")
    assert desk.imported() == 1
    rows = responses(store).sort("response_id")
    assert rows["revenue"].to_list() == [1234.5, 12.5, 1234.0]
    assert rows["score"].to_list() == [9, 8, 7]


def test_another_follower_and_the_next_file_know_it_too(
    desk: Desk, store: Store, tmp_path: Path
) -> None:
    desk.add("id;score;revenue\n1;9;1.234,50\n")
    assert desk.imported() == 1
    desk.follower.close()
    again = Desk(store, tmp_path)
    again.add("2;8;2.345\n")
    assert again.imported() == 1
    again.follower.close()
    other = tmp_path / "later.csv"
    other.write_text("id;score;revenue\n3;7;3.456\n")
    import_files(store, [other], ImportOptions(), actor="ann", person="ann", now=NOW)
    assert sorted(responses(store)["revenue"]) == [1234.5, 2345.0, 3456.0]
