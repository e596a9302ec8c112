"""Keys files: found, rebuilt, never trusted."""

from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.segment_fixtures import bring, chunk, held

from npstui.model.response import ResponseRef
from npstui.store.keys import KeyRuns, Keys, KeysUnusable, pack_keys
from npstui.store.store import Store


def series(values: list[int]) -> pl.Series:
    return pl.Series("key", values, dtype=pl.UInt64)


@pytest.mark.parametrize("rows", [1, 100, 5_000])
@pytest.mark.parametrize("asked", [3, 6_000])
def test_every_key_is_found_at_its_row_and_no_other(rows: int, asked: int) -> None:
    values = [(row * 2_654_435_761) % 2**64 for row in range(rows)]
    keys = Keys(pack_keys(series(values), ["web"]), rows, thorough=True)

    places, found = keys.find(series([*values, 7, 2**64 - 1] * (asked // rows + 1)))

    assert {value: keys.row_of(value) for value in values} == {
        value: row for row, value in enumerate(values)
    }
    assert all(place % (rows + 2) == row for place, row in zip(places, found, strict=True))
    assert len(places) == rows * (asked // rows + 1)


@given(
    st.sets(st.integers(0, 2**64 - 1), min_size=1, max_size=60),
    st.lists(st.integers(0, 60), max_size=4),
)
def test_keys_that_come_in_chunks_are_packed_as_all_at_once(
    values: set[int], cuts: list[int]
) -> None:
    keys = series(list(values))
    runs = KeyRuns()
    for start, end in pairwise([0, *sorted(cuts), len(keys)]):
        runs.add(keys[start:end])
    assert runs.packed(["web"]) == pack_keys(keys, ["web"])


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:0],
        lambda content: content[:-1],
        lambda content: b"X" + content[1:],
        lambda content: content.replace(b'"rows": 3', b'"rows": 4'),
        lambda content: content.replace(b'"hash": "', b'"hash": "1'),
    ],
)
def test_damaged_or_stale_keys_are_rebuilt(store: Store, damage: object) -> None:
    bring(store, chunk(["1", "2", "3"]))
    (file,) = (store.path / "responses").glob("*.keys")
    good = file.read_bytes()
    assert callable(damage)
    file.write_bytes(damage(good))

    assert bring(store, chunk(["1", "2", "3"])).fates.already_known == 3
    assert file.read_bytes() == good


def test_missing_keys_are_rebuilt(store: Store) -> None:
    bring(store, chunk(["1", "2"]), chunk(score=[3]), source="a")
    (file,) = (store.path / "responses").glob("*.keys")
    file.unlink()

    assert store.find(["1", "b"]) == {"1": [ResponseRef("a", "1")], "b": []}
    assert file.exists()


def test_a_flipped_byte_is_seen_before_a_large_batch_rests_on_it() -> None:
    packed = bytearray(pack_keys(series(list(range(100))), ["web"]))
    packed[-900] ^= 1

    with pytest.raises(KeysUnusable):
        Keys(bytes(packed), 100, thorough=True)


def test_a_key_that_two_ids_share_is_told_apart_by_what_is_stored(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("npstui.store.writer.keys_of_ids", _all_alike)
    monkeypatch.setattr("npstui.store.identity.keys_of_ids", _all_alike)
    bring(store, chunk(["1"]))

    assert bring(store, chunk(["2"])).fates.imported == 1
    assert set(held(store)["response_id"]) == {"1", "2"}


def test_keys_have_the_mode_of_the_store(store: Store) -> None:
    bring(store, chunk(["1"]))

    modes = {path.stat().st_mode & 0o777 for path in _files(store.path)}
    assert modes == {0o600}


def _files(root: Path) -> list[Path]:
    return list((root / "responses").iterdir())


def _all_alike(ids: pl.Series, source: str | None) -> pl.Series:
    return pl.Series("key", [7] * len(ids), dtype=pl.UInt64)
