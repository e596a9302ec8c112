"""Many small segments become few; nobody notices."""

from datetime import timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.segment_fixtures import NOW, bring, chunk, files_of, held, registered_files

from npstui.model.response import ResponseRef
from npstui.store import compaction
from npstui.store.compaction import MANY, compact_if_due, groups_to_merge
from npstui.store.errors import StoreFull
from npstui.store.store import Store
from npstui.store.values import SegmentRow


def segment(number: int, rows: int) -> SegmentRow:
    return SegmentRow(str(number), rows, NOW + timedelta(days=number), NOW, ("response_id",))


@pytest.fixture
def eight(monkeypatch: pytest.MonkeyPatch) -> int:
    """Merging at eight already."""
    monkeypatch.setattr(compaction, "MANY", 8)
    monkeypatch.setattr(compaction, "_AT_LEAST", 4)
    return 8


def test_the_commit_that_makes_too_many_merges_them(store: Store, eight: int) -> None:
    for number in range(eight - 1):
        bring(store, chunk([number], extra=[str(number)]))
    snapshot = store.snapshot()
    before = snapshot.responses
    assert len(snapshot.segments) == eight - 1

    bring(store, chunk([7, 8]).with_columns(region=pl.lit("Oslo")))

    _, segments = store.catalog.register()
    assert [one.rows for one in segments] == [9]
    assert files_of(store) == registered_files(store)
    assert before.collect().height == 7
    after = held(store)
    assert after["responded_at"].is_sorted()
    assert sorted(after["response_id"]) == [str(number) for number in range(9)]
    assert after["extra"].null_count() == 2
    assert after["region"].null_count() == 7


def test_after_a_merge_rows_are_known_and_found_as_before(store: Store, eight: int) -> None:
    for number in range(eight):
        bring(store, chunk([number]), source=f"survey {number % 2}")
    bring(store, chunk(score=[3]))

    assert bring(store, chunk([4, 5]), source="survey 0").fates.already_known == 1
    assert bring(store, chunk(score=[3])).fates.already_known == 1
    assert store.find(["4"]) == {"4": [ResponseRef("survey 0", "4")]}


def test_a_column_that_a_merged_file_never_had_makes_no_change(store: Store, eight: int) -> None:
    for number in range(eight):
        rows = chunk([number])
        bring(store, rows.with_columns(region=pl.lit("Oslo")) if number % 2 else rows)

    again = chunk([2]).with_columns(region=pl.lit("Rome"))
    assert bring(store, again).fates.already_known == 1


def test_an_import_in_between_does_not_stop_a_merge(
    store: Store, eight: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(compaction, "MANY", 100)
        for number in range(eight):
            bring(store, chunk([number]))
    replace = compaction._replace

    def late(*given: object) -> bool:
        monkeypatch.setattr(compaction, "_replace", replace)
        bring(store, chunk(["late"], score=[1]))
        return replace(*given)  # type: ignore[arg-type]

    # The import in between merges too, so the one it overtook gives way.
    monkeypatch.setattr(compaction, "_replace", late)
    assert compact_if_due(store.catalog, store.segments()) is False
    assert held(store).height == eight + 1
    store.sweep()
    assert files_of(store) == registered_files(store)


def test_a_merge_registers_over_a_version_that_moved_elsewhere(
    store: Store, eight: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compaction, "MANY", 100)
    for number in range(eight):
        bring(store, chunk([number]))
    replace = compaction._replace

    def late(*given: object) -> bool:
        monkeypatch.setattr(compaction, "MANY", 100)
        bring(store, chunk(["late"]))
        return replace(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(compaction, "_replace", late)
    monkeypatch.setattr(compaction, "MANY", eight)
    assert compact_if_due(store.catalog, store.segments()) is True
    assert sorted(one.rows for one in store.catalog.register()[1]) == [1, eight]
    assert held(store).height == eight + 1


def test_a_merge_that_fails_leaves_the_import_standing(
    store: Store, eight: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> bool:
        raise StoreFull

    monkeypatch.setattr(compaction, "_replace", full)
    for number in range(eight):
        bring(store, chunk([number]))

    assert held(store).height == eight
    assert files_of(store) == registered_files(store)


@given(st.lists(st.integers(1, 1_000_000), min_size=1, max_size=120))
def test_a_merge_makes_fewer_segments_within_the_limit_and_loses_none(sizes: list[int]) -> None:
    segments = [segment(number, rows) for number, rows in enumerate(sizes)]

    groups = groups_to_merge(segments)

    names = [one.name for group in groups for one in group]
    assert len(names) == len(set(names))
    assert all(sum(one.rows for one in group) <= 1_000_000 for group in groups)
    assert all(len(group) > 1 for group in groups)
    if sum(rows < compaction.SMALL for rows in sizes) >= MANY:
        assert groups


def test_a_row_is_written_few_times_however_many_batches_come() -> None:
    sizes: list[int] = []
    written = 0
    for number in range(5_000):
        sizes.append(100)
        if len(sizes) >= MANY:
            segments = [segment(index, rows) for index, rows in enumerate(sizes)]
            groups = groups_to_merge(segments)
            merged = {int(one.name) for group in groups for one in group}
            written += sum(sizes[index] for index in merged)
            sizes = [rows for index, rows in enumerate(sizes) if index not in merged] + [
                sum(one.rows for one in group) for group in groups
            ]
        assert len(sizes) <= MANY, number
    assert written / 500_000 < 8
