"""The fates of rows: imported, known, changed, updated, refused."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.segment_fixtures import (
    MOMENT,
    NOW,
    POLICY,
    bring,
    chunk,
    fates_of,
    files_of,
    held,
    registered_files,
    writer,
)

from npstui.model.response import ResponseRef
from npstui.store import staging
from npstui.store.store import Store
from npstui.store.values import Added, Fates, RefusedLine


def test_a_file_that_comes_again_adds_nothing(store: Store) -> None:
    first = bring(store, chunk(range(40)), chunk(range(40, 60)))
    before = store.counters().segments_version

    again = bring(store, chunk(range(40)), chunk(range(40, 60)))

    assert (first.fates.imported, again.fates.imported, again.fates.already_known) == (60, 0, 60)
    assert held(store).height == 60
    assert store.counters().segments_version == before
    assert [row.import_id for row in store.imports()] == [first.import_id, again.import_id]


def test_a_changed_row_is_listed_and_not_taken(store: Store) -> None:
    bring(store, chunk(["1", "2"]))
    changed = chunk(["1", "2"]).with_columns(score=pl.Series([0, 10], dtype=pl.Int8))

    with writer(store) as again:
        assert again.add(changed) == Added(already_known=1, changed=1)
        assert again.changed == [ResponseRef("web", "2")]
    assert held(store).sort("response_id")["score"].to_list() == [0, 1]


def test_the_same_id_twice_in_a_file_is_known_or_changed(store: Store) -> None:
    rows = chunk(["1"])
    other = rows.with_columns(comment=pl.lit("other"))

    with writer(store) as open_writer:
        assert open_writer.add(pl.concat([rows, rows, other])) == Added(1, 0, 1, 1, 0)
        assert open_writer.add(pl.concat([other, rows])) == Added(0, 0, 1, 1, 0)


def test_an_update_takes_the_row_and_keeps_the_old_one_in_history(store: Store) -> None:
    first = bring(store, chunk(["1", "2", "3"]))
    other = chunk(["2"]).with_columns(
        comment=pl.lit("mended"), region=pl.lit("Oslo"), ticket=pl.lit("T")
    )

    row = bring(store, other, update=True)

    assert (row.fates.updated, row.fates.changed, row.fates.imported) == (1, 0, 0)
    after = held(store).sort("response_id")
    assert after["comment"].to_list() == [None, "mended", "said 2"]
    assert after["ticket"].to_list() == [None, "T", None]
    assert set(after["import_id"]) == {first.import_id}
    ((import_id, old),) = store.catalog.superseded(ResponseRef("web", "2"))
    assert import_id == row.import_id
    assert '"comment": "said 1"' in old
    store.sweep()
    assert files_of(store) == registered_files(store)


def test_of_several_updates_of_one_row_the_last_stays(store: Store) -> None:
    bring(store, chunk(["1"]))
    said = [chunk(["1", "9"]).with_columns(comment=pl.lit(word)) for word in ("a", "b", "b", "c")]

    row = bring(store, pl.concat(said[:2]), said[2], said[3], update=True)

    # Row 1 goes a, b, known, c; row 9 is new and goes the same way.
    assert (row.fates.imported, row.fates.updated, row.fates.already_known) == (1, 5, 2)
    assert held(store)["comment"].to_list() == ["c", "c"]


def test_what_only_one_of_two_files_has_is_no_change(store: Store) -> None:
    bring(store, chunk(["1"]).with_columns(region=pl.lit("Oslo"), extra=pl.lit("x")))

    assert bring(store, chunk(["1"]).drop("comment")).fates.already_known == 1
    assert bring(store, chunk(["1"]).with_columns(region=pl.lit("Rome"))).fates.changed == 1


def test_undated_rows_are_imported_and_counted(store: Store) -> None:
    row = bring(store, chunk(["1", "2"], responded_at=[None, NOW]))

    assert (row.fates.imported, row.fates.undated) == (2, 1)


def test_empty_text_is_unknown(store: Store) -> None:
    bring(store, chunk(["1", ""], comment=["", " "], region=["", "x"]))

    after = held(store)
    assert after.filter(pl.col("response_id") == "1")["comment"].to_list() == [None]
    assert after["response_id"].null_count() == 0


def test_a_segment_is_sorted_by_time_within_each_chunk(store: Store) -> None:
    bring(store, chunk(range(50)))

    moments = held(store)["responded_at"]
    assert moments.is_sorted()


def test_more_rows_than_a_segment_holds_make_several(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "MOST_ROWS", 30)
    bring(store, chunk(range(70)), chunk(range(70, 75)), chunk(range(75, 100)))

    _, segments = store.catalog.register()
    assert sorted(held(store)["response_id"].cast(pl.Int64)) == list(range(100))
    assert max(one.rows for one in segments) <= 30


def test_an_import_without_new_rows_makes_no_segment_and_is_in_the_log(store: Store) -> None:
    with writer(store) as empty:
        empty.commit(Fates(rows=3, set_aside={"no score": 3}), {"score": "Note"}, POLICY)

    (row,) = store.imports()
    assert (row.fates.set_aside, row.mapping) == ({"no score": 3}, {"score": "Note"})
    assert files_of(store) == set()


@pytest.mark.parametrize("how", ["abort", "leave", "raise"])
def test_an_import_that_is_given_up_leaves_nothing(store: Store, how: str) -> None:
    open_writer = writer(store)
    for number in range(4):
        open_writer.add(chunk(range(number * 10, number * 10 + 10)))
    open_writer.refuse([RefusedLine(3, "no score", "x,y")])
    open_writer.staged()
    open_writer.add(chunk(["z"]))
    if how == "abort":
        open_writer.abort()
    elif how == "leave":
        with open_writer:
            pass
    else:
        with pytest.raises(RuntimeError), open_writer:
            raise RuntimeError

    assert files_of(store) == set()
    assert list((store.path / "quarantine").iterdir()) == []
    assert store.imports() == []


def test_what_is_staged_is_seen_by_nobody_but_its_writer(store: Store) -> None:
    bring(store, chunk(["1"]))
    with writer(store) as open_writer:
        open_writer.add(chunk(["1", "2"]).with_columns(amount=pl.lit("7")))
        staged = open_writer.staged().collect()
        assert held(store).height == 1
        open_writer.add(chunk(["3"]))
        assert open_writer.staged().collect().height == 2

    assert staged["response_id"].to_list() == ["2"]
    assert staged["amount"].to_list() == [7.0]


def test_nothing_staged_is_a_frame_without_rows(store: Store) -> None:
    with writer(store) as open_writer:
        staged = open_writer.staged().collect()
    assert (staged.height, staged.columns) == (0, held(store).columns)


def test_refused_rows_are_kept_whole_once_and_cleared_by_a_good_one(store: Store) -> None:
    bad = RefusedLine(4, "score 12", '7,12,"a, ""b""\nc"', "7")
    with writer(store) as first:
        assert first.refuse([bad, bad, RefusedLine(9, "no score", "ø", None)]) == 2
        first.commit(Fates(rows=3, quarantined=3), {}, POLICY)
    with writer(store) as again:
        assert again.refuse([bad]) == 0
        again.commit(Fates(rows=1, quarantined=1), {}, POLICY)

    (file,) = (store.path / "quarantine").iterdir()
    assert pl.read_csv(file).rows() == [(4, "score 12", bad.text), (9, "no score", "ø")]
    assert file.stat().st_mode & 0o777 == 0o600
    assert store.quarantine_rows() == 2
    bring(store, chunk(["7"]), source="another survey")
    assert store.quarantine_rows() == 2
    bring(store, chunk(["7"]))
    assert store.quarantine_rows() == 1


def test_a_chunk_cannot_bring_a_column_of_the_store(store: Store) -> None:
    with writer(store) as open_writer, pytest.raises(ValueError, match="import_id"):
        open_writer.add(chunk(["1"]).with_columns(pl.lit("x").alias("import_id")))


def test_rows_that_name_their_source_are_of_it(store: Store) -> None:
    bring(store, chunk(["1", "2"]), source="web")
    rows = chunk(["1", "2", "1"]).with_columns(source=pl.Series(["web", "sms", None]))

    row = bring(store, rows, source="mail")

    assert (row.fates.imported, row.fates.already_known) == (2, 1)
    refs = held(store).select("source", "response_id").rows()
    assert sorted(refs) == [("mail", "1"), ("sms", "2"), ("web", "1"), ("web", "2")]


def test_made_ids_that_come_again_with_their_rows_are_known(store: Store) -> None:
    rows = chunk(comment=["same", "same", "other"])
    bring(store, rows, source="web")
    made = held(store).select("response_id", "source", "responded_at", "score", "comment")

    assert bring(store, made, source="export").fates.already_known == 3
    with Store.create(store.path.parent / "other.nps") as other:
        assert bring(other, made, source="export").fates.imported == 3
        assert bring(other, rows, source="web").fates.imported == 0
        assert held(other).sort("response_id")["source"].to_list() == ["web"] * 3


_ROW = st.tuples(
    st.sampled_from([None, "1", "2", "3"]),
    st.sampled_from([0, 9]),
    st.sampled_from([None, "", "a"]),
    st.sampled_from([None, datetime(2026, 1, 1, tzinfo=UTC), NOW + timedelta(microseconds=1)]),
    st.sampled_from([None, "C1"]),
)
_CHUNKS = st.lists(st.lists(_ROW, min_size=1, max_size=8), min_size=1, max_size=4)


@settings(max_examples=25, deadline=None)
@given(chunks=_CHUNKS, update=st.booleans())
def test_no_row_is_lost_and_a_second_import_adds_nothing(
    chunks: list[list[tuple[object, ...]]], update: bool
) -> None:
    schema = {
        "response_id": pl.String(),
        "score": pl.Int8(),
        "comment": pl.String(),
        "responded_at": MOMENT,
        "customer_id": pl.String(),
    }
    frames = [pl.DataFrame(rows, schema=schema, orient="row") for rows in chunks]
    with TemporaryDirectory() as place, Store.create(Path(place) / "a.nps") as store:
        with writer(store) as open_writer:
            added = [open_writer.add(frame, update=update) for frame in frames]
            for one, frame in zip(added, frames, strict=True):
                total = one.imported + one.already_known + one.changed + one.updated
                assert total == frame.height
            row = open_writer.commit(fates_of(added), {}, POLICY)
        after = held(store)
        again = bring(store, *frames, update=False)

        assert after.height == row.fates.imported
        assert after.select("source", "response_id").is_unique().all()
        assert after["responded_at"].null_count() == row.fates.undated or update
        assert again.fates.imported == 0
        assert held(store).equals(after)
