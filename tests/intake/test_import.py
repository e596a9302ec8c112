"""Whole imports into a real store: what comes in, what stays out, and what is said of it."""

import errno
import io
import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tests.intake.conftest import NOW, Import, Write, responses

from npstui.intake.accounting import rows_accounted
from npstui.intake.chunks import Chunks
from npstui.intake.errors import Cancelled, OptionError
from npstui.intake.importer import import_files, stage_files
from npstui.intake.options import ImportOptions
from npstui.intake.staging import FileResult
from npstui.store.store import Store

GOOD = (
    "id,timestamp,score,comment,user_id,plan\n"
    "1,2026-11-01T10:00:00Z,9,fine,a,Pro\n"
    "2,2026-11-02T10:00:00Z,3,slow,b,\n"
)


def run(store: Store, *paths: Path | str, **options: Any) -> list[FileResult]:
    return import_files(
        store,
        paths,
        ImportOptions(**options),
        actor="ann",
        person="ann",
        now=NOW,
    )


def test_a_good_file_comes_in_whole(store: Store, take: Import) -> None:
    result = take(GOOD)
    assert result.refusal is None
    assert (result.fates.rows, result.fates.imported) == (2, 2)
    assert result.mapping == {
        "response_id": "id",
        "responded_at": "timestamp",
        "score": "score",
        "comment": "comment",
        "customer_id": "user_id",
    }
    rows = responses(store).sort("response_id")
    assert rows["score"].to_list() == [9, 3]
    assert rows["source"].to_list() == ["acme", "acme"]
    assert rows["plan"].to_list() == ["Pro", None]
    assert rows["responded_at"][0] == datetime(2026, 11, 1, 10, tzinfo=UTC)


def test_importing_twice_adds_nothing(store: Store, take: Import) -> None:
    take(GOOD)
    again = take(GOOD)
    assert (again.fates.imported, again.fates.already_known) == (0, 2)
    assert responses(store).height == 2


def test_a_known_id_with_other_content_is_listed_or_taken(store: Store, take: Import) -> None:
    take(GOOD)
    assert take(GOOD.replace("slow", "late")).fates.changed == 1
    assert take(GOOD.replace("slow", "late"), update=True).fates.updated == 1
    assert "late" in responses(store)["comment"].to_list()


def test_each_row_has_its_fate(store: Store, take: Import) -> None:
    result = take(
        "id;score;comment;when\n"
        "1;9;good;2026-11-01\n"
        "2;11;too high;2026-11-01\n"
        "3;;no answer;2026-11-01\n"
        "4;8,0;comma;1/2/2026\n"
        "5;7\n"
        "6;6;future;2027-11-01\n",
        mapping={"responded_at": "when"},
    )
    fates = result.fates
    assert fates.rows == 6 == rows_accounted(fates)
    assert (fates.imported, fates.undated, fates.quarantined) == (3, 2, 2)
    assert fates.set_aside == {"unanswered": 1}
    said = " ".join(result.notes)
    assert "“1/2/2026” in line 5" in said
    assert "2000-01-01" in said
    assert result.quarantine_file is not None
    kept = (store.path / result.quarantine_file).read_text()
    assert "score 11 lies outside 0-10" in kept
    assert "the row has 2 fields, the header 4" in kept
    assert "2;11;too high" in kept


def test_refused_rows_are_kept_once_and_cleared_by_a_good_one(store: Store, take: Import) -> None:
    bad = "id,score,comment\n1,11,x\n2,9,y\n"
    take(bad)
    assert store.quarantine_rows() == 1
    assert take(bad).fates.quarantined == 1
    assert store.quarantine_rows() == 1
    take(bad.replace("11", "10"))
    assert store.quarantine_rows() == 0


def test_naive_times_are_in_the_zone_told_else_the_stores(store: Store, take: Import) -> None:
    text = "score,timestamp\n9,2026-07-01 12:00:00\n"
    take(text)
    take(text, name="us.csv", time_zone="America/New_York")
    hours = {row["source"]: row["responded_at"].hour for row in responses(store).to_dicts()}
    assert hours == {"acme": 10, "us": 16}


def test_a_category_that_disagrees_with_the_score_is_said(take: Import) -> None:
    result = take("Nota,Perfil\n9,Promoters\n9,Detractors\n7,Neutros\n")
    assert result.fates.imported == 3
    assert "disagree on the category of 1 answer" in " ".join(result.notes)


def test_the_mark_against_formulas_comes_off(store: Store, take: Import) -> None:
    take("score,comment,plan\n9,'=1+1,'-x\n")
    row = responses(store).row(0, named=True)
    assert (row["comment"], row["plan"]) == ("=1+1", "-x")


def test_old_mac_line_ends_are_read(take: Import) -> None:
    assert take("score,comment\r9,a\r3,b\r").fates.imported == 2


def test_a_file_with_a_header_alone_is_refused(store: Store, take: Import) -> None:
    refusal = take("score,comment\n\n").refusal
    assert refusal is not None
    assert "a header and no rows" in refusal
    assert store.imports() == []


def test_a_refused_file_stops_no_other(store: Store, write: Write, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.csv").write_text("score\n9\n")
    (tmp_path / "in" / "a.csv").write_text("")
    (tmp_path / "in" / "c.md").write_text("no")
    missing = tmp_path / "none.csv"
    results = run(store, tmp_path / "in", missing)
    assert [Path(each.path).name for each in results] == ["a.csv", "b.csv", "none.csv"]
    assert [each.refusal is None for each in results] == [False, True, False]
    assert "there is no such file" in str(results[2].refusal)


def test_an_empty_folder_and_a_device_are_refused(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    folder, device = run(store, tmp_path / "empty", "/dev/null")
    assert "a folder without files" in str(folder.refusal)
    assert "a device" in str(device.refusal)


def test_a_file_without_permission_is_refused(
    store: Store, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    path = write(GOOD)
    monkeypatch.setattr("npstui.intake.plan.head_of", denied)
    refusal = run(store, path)[0].refusal or ""
    assert refusal.startswith(f"{path} cannot be read: permission denied; it is yours, and chmod")


def test_standard_input_needs_a_source(store: Store) -> None:
    with pytest.raises(OptionError, match="--source"):
        run(store, "-")
    (result,) = import_files(
        store,
        ["-"],
        ImportOptions(source="web"),
        actor="ann",
        person="ann",
        now=NOW,
        stdin=io.BytesIO(GOOD.encode()),
    )
    assert (result.path, result.source, result.fates.imported) == ("-", "web", 2)


def test_a_dry_run_says_the_same_and_leaves_nothing(store: Store, take: Import) -> None:
    result = take(GOOD, dry_run=True)
    assert (result.fates.imported, result.import_id) == (2, None)
    assert store.imports() == []
    assert store.settings().follow_up is None
    assert take(GOOD).fates.imported == 2


def test_a_stopped_import_leaves_nothing(store: Store, write: Write) -> None:
    path = write(GOOD)
    with pytest.raises(Cancelled, match="nothing of the file was kept"):
        import_files(
            store,
            [path],
            ImportOptions(),
            actor="ann",
            person="ann",
            now=NOW,
            cancelled=lambda: True,
        )
    assert store.imports() == []
    assert list((store.path / "responses").iterdir()) == []


def test_progress_reaches_all_bytes(store: Store, write: Write) -> None:
    seen: list[tuple[int, int]] = []
    paths = [write(GOOD, "a.csv"), write(GOOD, "b.csv")]
    import_files(
        store,
        paths,
        ImportOptions(),
        actor="ann",
        person="ann",
        now=NOW,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == sorted(seen)
    assert seen[-1] == (2 * len(GOOD), 2 * len(GOOD))


def test_many_small_chunks_read_as_one(
    store: Store, take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("npstui.intake.readers.sources.Chunks", partial(Chunks, size=64))
    text = "id,score,comment\n" + "".join(
        f'{place},{place % 13},"two\nlines, {place}"\n' for place in range(200)
    )
    result = take(text)
    assert result.fates.rows == 200
    bad = sum(place % 13 > 10 for place in range(200))
    assert (result.fates.imported, result.fates.quarantined) == (200 - bad, bad)
    assert result.quarantine_file is not None
    first = (store.path / result.quarantine_file).read_text().splitlines()[1]
    assert first.startswith(f"{2 + 2 * 11},")


def test_nothing_is_left_open_after_an_abort(store: Store, write: Write) -> None:
    staged = stage_files(store, [write(GOOD)], ImportOptions(), actor="ann", person="ann", now=NOW)
    assert staged.results[0].fates.imported == 2
    staged.abort()
    assert store.imports() == []
    assert list((store.path / "responses").iterdir()) == []


def test_a_long_comment_in_a_broken_file_comes_in_whole(store: Store, take: Import) -> None:
    comment = "a line, and another\n" * 20_000
    result = take(f'id,score,comment\n1,9,"{comment}"\n2,9\n3,8,x\n')
    assert (result.fates.imported, result.fates.quarantined) == (2, 1)
    assert comment.strip() in responses(store)["comment"].to_list()


def test_quotes_that_never_close_cost_their_lines_and_no_time(take: Import) -> None:
    result = take("id,score,comment\n" + '1,9,"open\n' * 200_000)
    assert result.fates.quarantined == 200_000


def test_a_file_that_is_gone_when_its_turn_comes_stops_no_other(
    store: Store, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = write(GOOD, "a.csv"), write(GOOD, "b.csv")

    def gone(done: int, _of: int) -> None:
        if done == len(GOOD):
            second.unlink(missing_ok=True)

    results = import_files(
        store, [first, second], ImportOptions(), actor="ann", person="ann", now=NOW, progress=gone
    )
    assert results[0].fates.imported == 2
    assert results[1].refusal == f"{second} cannot be read: No such file or directory."


def test_a_file_that_is_cut_while_it_is_read_is_half_imported_by_no_means(
    store: Store, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("npstui.intake.readers.sources.Chunks", partial(Chunks, size=64))

    def fails(_self: object) -> object:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    path = write("id,score\n" + "".join(f"{n},9\n" for n in range(100)))
    seen: list[int] = []

    def break_off(done: int, _of: int) -> None:
        seen.append(done)
        if len(seen) == 3:
            monkeypatch.setattr("npstui.intake.readers.sources.DelimitedRows.next", fails)

    (result,) = import_files(
        store, [path], ImportOptions(), actor="ann", person="ann", now=NOW, progress=break_off
    )
    assert result.refusal == f"{path} cannot be read: Input/output error."
    assert store.imports() == []
    assert list((store.path / "responses").iterdir()) == []


def test_a_file_that_loses_its_end_while_it_is_read_is_refused(
    store: Store, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("npstui.intake.readers.sources.Chunks", partial(Chunks, size=64))
    path = write("id,score\n" + "".join(f"{n},9\n" for n in range(100)))
    (result,) = import_files(
        store, [path], ImportOptions(), actor="ann", person="ann", now=NOW,
        progress=lambda done, _of: os.truncate(path, 40) if done else None,
    )  # fmt: skip
    assert result.refusal is not None
    assert "became shorter while it was read; nothing of it was kept" in result.refusal
    assert store.imports() == []
    assert list((store.path / "responses").iterdir()) == []


def test_a_file_that_is_taken_away_while_it_is_read_comes_in_whole(
    store: Store, write: Write
) -> None:
    path = write(GOOD)
    (result,) = import_files(
        store, [path], ImportOptions(), actor="ann", person="ann", now=NOW,
        progress=lambda done, _of: path.unlink(missing_ok=True) if done else None,
    )  # fmt: skip
    assert (result.refusal, result.fates.imported) == (None, 2)


@pytest.mark.parametrize("longer", [0, 50])
def test_a_file_that_is_written_anew_while_it_is_read_is_refused(
    store: Store, write: Write, monkeypatch: pytest.MonkeyPatch, longer: int
) -> None:
    monkeypatch.setattr("npstui.intake.readers.sources.Chunks", partial(Chunks, size=64))
    path = write("id,score\n" + "".join(f"{n},9\n" for n in range(100)))
    anew = "id,score\n" + "".join(f"{n},3\n" for n in range(100 + longer))
    (result,) = import_files(
        store, [path], ImportOptions(), actor="ann", person="ann", now=NOW,
        progress=lambda done, _of: _written(path, anew) if done else None,
    )  # fmt: skip
    assert "was written anew while it was read; nothing of it was kept" in str(result.refusal)
    assert store.imports() == []


def test_a_file_that_is_replaced_while_it_is_read_is_refused(store: Store, write: Write) -> None:
    path = write("id,score\n" + "".join(f"{n},9\n" for n in range(100)))

    def replaced(done: int, _of: int) -> None:
        if done:
            other = path.with_name("other")
            _written(other, "id,score\n" + "".join(f"{n},3\n" for n in range(100)))
            other.rename(path)

    (result,) = import_files(
        store, [path], ImportOptions(), actor="ann", person="ann", now=NOW, progress=replaced
    )
    assert "was replaced by another file while it was read" in str(result.refusal)


def test_a_file_that_grows_while_it_is_read_is_no_fault(store: Store, write: Write) -> None:
    path = write("id,score\n" + "".join(f"{n},9\n" for n in range(100)))

    def grown(done: int, _of: int) -> None:
        if done:
            with path.open("a") as stream:
                stream.write(f"x{done},9\n")
            os.utime(path, ns=(0, 0))

    (result,) = import_files(
        store, [path], ImportOptions(), actor="ann", person="ann", now=NOW, progress=grown
    )
    assert result.refusal is None


def _written(path: Path, text: str) -> None:
    path.write_text(text)
    os.utime(path, ns=(0, 0))  # a clock too coarse to tell two writes apart is no excuse
