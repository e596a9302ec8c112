"""What a reader sees: one version, whole, whatever happens to the files meanwhile."""

import gc
import threading
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from tests.store.segment_fixtures import MOMENT, NOW, bring, chunk, held

from npstui.model.response import CANONICAL, Reading, ResponseRef
from npstui.store.errors import StoreDamaged
from npstui.store.store import Store
from npstui.store.values import ExtraColumn


def test_an_empty_store_gives_every_column_and_no_row(store: Store) -> None:
    frame = held(store)

    assert frame.height == 0
    assert frame.columns == [column.name for column in CANONICAL] + ["source", "import_id"]
    assert frame.schema["score"] == pl.Int8()
    assert frame.schema["responded_at"] == MOMENT
    assert frame.schema["do_not_contact"] == pl.Boolean()


def test_every_file_gives_the_same_columns_in_the_same_order(store: Store) -> None:
    empty = held(store)
    bring(store, chunk(["1"], revenue=[2.5], do_not_contact=[True], zebra=["z"]))
    bring(store, chunk(score=[3], apple=["a"], zebra=["q"]))

    snapshot = store.snapshot()
    frame = snapshot.responses.collect()

    assert frame.columns == [*empty.columns, "zebra", "apple"]
    assert frame.head(0).drop("zebra", "apple").equals(empty)
    assert snapshot.rows == frame.height == 2
    assert snapshot.segments_version == store.counters().segments_version


def test_a_snapshot_outlives_its_files(store: Store) -> None:
    bring(store, chunk(range(100)))
    bring(store, chunk(range(100, 200)))
    snapshot = store.snapshot()
    frame = snapshot.responses
    for path in (store.path / "responses").iterdir():
        path.unlink()

    assert frame.select(pl.len()).collect().item() == 200
    assert frame.filter(pl.col("response_id") == "150").collect().height == 1
    response = snapshot.response(ResponseRef("web", "150"))
    assert response is not None
    assert response["response_id"] == "150"


def test_a_frame_reads_its_own_version_after_its_descriptors_were_used_again(store: Store) -> None:
    bring(store, chunk(["1"]))
    snapshot = store.snapshot()
    frame = snapshot.responses
    snapshot.close()
    others = []
    for number in range(5):
        bring(store, chunk([f"other {number}"]))
        others.append(store.snapshot())

    assert frame.collect()["response_id"].to_list() == ["1"]


def test_descriptors_are_given_back(store: Store) -> None:
    for number in range(5):
        bring(store, chunk([number]))

    def look() -> None:
        snapshot = store.snapshot()
        snapshot.responses.collect()
        snapshot.response(ResponseRef("web", "3"))

    look()
    gc.collect()
    before = _descriptors()
    for _ in range(10):
        look()
    gc.collect()
    assert _descriptors() == before


def _descriptors() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def test_several_threads_read_one_snapshot(store: Store) -> None:
    for number in range(4):
        bring(store, chunk(range(number * 500, number * 500 + 500)))
    snapshot = store.snapshot()
    wrong: list[object] = []

    def read(start: int) -> None:
        for number in range(start, 2000, 97):
            found = snapshot.response(ResponseRef("web", str(number)))
            rows = snapshot.responses.select(pl.col("response_id").n_unique()).collect().item()
            if found is None or found["response_id"] != str(number) or rows != 2000:
                wrong.append((number, found, rows))

    threads = [threading.Thread(target=read, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_a_filter_and_the_columns_asked_for_reach_the_scan(store: Store) -> None:
    bring(store, chunk(range(10), amount=[str(n) for n in range(10)]))
    snapshot = store.snapshot()

    plan = snapshot.responses.filter(pl.col("score") > 8).select("response_id").explain()
    numbers = snapshot.responses.filter(pl.col("amount") > 8).select("amount").explain()

    assert "SELECTION" in plan
    assert "PROJECT 2/" in plan
    assert "PROJECT 1/" in numbers
    snapshot.close()


def test_a_missing_segment_is_named(store: Store) -> None:
    bring(store, chunk(["1"]))
    (file,) = (store.path / "responses").glob("*.parquet")
    file.unlink()

    with pytest.raises(StoreDamaged, match=f"{file.name} is missing"):
        store.snapshot()


@pytest.mark.parametrize("left", [0, 3, 100, -1])
def test_a_segment_that_is_cut_off_is_named(store: Store, left: int) -> None:
    bring(store, chunk(["1"]))
    (file,) = (store.path / "responses").glob("*.parquet")
    file.write_bytes(file.read_bytes()[:left])

    with pytest.raises(StoreDamaged, match=f"{file.name} is cut off"):
        store.snapshot()


def test_a_segment_dropped_between_the_register_and_the_open_is_no_damage(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(store, chunk(["1"]))
    from npstui.store import snapshot as module

    opened = module._open_all
    calls: list[int] = []

    def late(*given: object) -> object:
        calls.append(1)
        if len(calls) == 1:
            bring(store, chunk(["1"], comment=["new"]), update=True)
            store.sweep()
        return opened(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(module, "_open_all", late)
        snapshot = store.snapshot()
    assert snapshot.responses.collect()["comment"].to_list() == ["new"]


def test_the_same_column_as_number_in_one_file_and_text_in_another(store: Store) -> None:
    bring(store, chunk(["1", "2"], code=["12", None]))
    assert held(store).sort("response_id")["code"].to_list() == [12.0, None]

    bring(store, chunk(["3"], code=["twelve"]))

    assert held(store).sort("response_id")["code"].to_list() == ["12", None, "twelve"]


@pytest.mark.parametrize(
    ("values", "reading"),
    [
        (["1", "-2.5", "3e4", None, ".5", "+7"], Reading.NUMBER),
        (["2026-01-02", "2026-01-02 03:04", None], Reading.DATE),
        (["2026-01-02T03:04:05Z", "2026-01-02 03:04:05.25+02:00"], Reading.DATE),
        (["1", "2026-01-02"], Reading.TEXT),
        (["nan"], Reading.TEXT),
        (["inf", "1"], Reading.TEXT),
        (["007", "12"], Reading.TEXT),
        (["4929000000000000"], Reading.TEXT),
        (["2026-13-40"], Reading.TEXT),
        (["1"] * 300 + ["x"], Reading.TEXT),
    ],
)
def test_a_column_reads_as_all_its_values_allow(
    store: Store, values: list[str | None], reading: Reading
) -> None:
    bring(store, chunk(range(len(values)), extra=values))

    assert store.snapshot().extra_columns == (ExtraColumn("extra", reading),)
    column = held(store)["extra"]
    assert column.null_count() == values.count(None)


def test_dates_of_an_extra_column_are_moments(store: Store) -> None:
    bring(store, chunk(["1", "2"], visit=["2026-01-02", "2026-01-02 03:04:05+02:00"]))

    assert sorted(held(store)["visit"].to_list()) == [
        datetime(2026, 1, 2, tzinfo=UTC),
        datetime(2026, 1, 2, 1, 4, 5, tzinfo=UTC),
    ]


def test_a_column_without_a_value_waits_for_what_comes_later(store: Store) -> None:
    bring(store, chunk(["1"], extra=[None]), chunk(["2"], extra=[""]))
    assert store.snapshot().extra_columns == ()

    bring(store, chunk(["3"], extra=["5"]))

    assert held(store)["extra"].to_list() == [None, None, 5.0]


def test_a_response_is_found_by_its_ref_and_nothing_else_is(store: Store) -> None:
    bring(store, chunk(["1", "2"], amount=["3", "4"]))
    snapshot = store.snapshot()

    response = snapshot.response(ResponseRef("web", "2"))

    assert response is not None
    assert (response["amount"], response["source"]) == (4.0, "web")
    assert response["responded_at"] == NOW.replace(hour=2)
    assert snapshot.response(ResponseRef("app", "2")) is None
    assert snapshot.response(ResponseRef("web", "3")) is None


@pytest.mark.parametrize("count", [0, 1, 40])
def test_the_responses_of_some_refs(store: Store, count: int) -> None:
    bring(store, chunk(range(60)))
    bring(store, chunk(range(60, 120)), source="app")
    snapshot = store.snapshot()
    refs = [ResponseRef("web", str(n)) for n in range(count)]
    refs += [ResponseRef("app", str(n + 60)) for n in range(count)]

    frame = snapshot.responses_of([*refs, ResponseRef("app", "1")]).collect()

    assert frame.schema == snapshot.responses.collect_schema()
    assert {ResponseRef(*row) for row in frame.select("source", "response_id").rows()} == set(refs)


def test_an_id_is_found_in_every_source_that_has_it(store: Store) -> None:
    bring(store, chunk(["1", "2"]), source="survey: 7")
    bring(store, chunk(["1", "7:1"]), source="survey")
    bring(store, chunk(score=[3]), source="answers")
    made = held(store).filter(pl.col("source") == "answers")["response_id"].item()

    assert store.find(["1", "2", "survey:1", "survey: 7:2", "survey:7:1", "x:1", made]) == {
        "1": [ResponseRef("survey", "1"), ResponseRef("survey: 7", "1")],
        "2": [ResponseRef("survey: 7", "2")],
        "survey:1": [ResponseRef("survey", "1")],
        "survey: 7:2": [ResponseRef("survey: 7", "2")],
        "survey:7:1": [ResponseRef("survey", "7:1")],
        "x:1": [],
        made: [ResponseRef("answers", made)],
    }
    assert store.find([f"answers:{made}"])[f"answers:{made}"] == [ResponseRef("answers", made)]
    assert store.find([]) == {}


def test_thousands_of_ids_are_found_at_once(store: Store) -> None:
    bring(store, chunk(range(6_000)))

    found = store.find([str(n) for n in range(0, 12_000, 2)])

    assert sum(map(len, found.values())) == 3_000


def test_a_snapshot_of_another_store_is_its_own(store: Store, tmp_path: Path) -> None:
    bring(store, chunk(["1"]))
    with Store.create(tmp_path / "other.nps") as other:
        bring(other, chunk(["2"]))
        assert held(other)["response_id"].to_list() == ["2"]
