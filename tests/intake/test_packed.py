"""gzip and Parquet: read as what they hold, and words for the broken ones."""

import gzip
import io
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import polars as pl
import pytest
from tests.intake.conftest import Import, Write, responses

from npstui.intake.chunks import Chunks
from npstui.intake.errors import IntakeError
from npstui.intake.readers import parquet
from npstui.intake.streams import Unpacked, open_plain
from npstui.store.store import Store

CSV = "id,score,comment\n" + "".join(f'{n},{n % 11},"a\nb {n}"\n' for n in range(3_000))


def test_a_packed_file_is_read_as_what_it_holds(
    store: Store, take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("npstui.intake.readers.sources.Chunks", partial(Chunks, size=5_000))
    monkeypatch.setattr("npstui.intake.streams._BLOCK", 700)
    result = take(gzip.compress(CSV.encode()), "acme.csv.gz")
    assert (result.format, result.source, result.fates.imported) == ("csv", "acme", 3_000)
    assert take(CSV, "acme.csv").fates.already_known == 3_000


def test_a_packed_file_keeps_only_what_a_reader_goes_back_to(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("npstui.intake.streams._BLOCK", 100)
    data = bytes(range(256)) * 100
    stream = open_plain(write(gzip.compress(data), "a.gz"))
    assert isinstance(stream, Unpacked)
    assert stream.read(10) == data[:10]
    stream.seek(5_000)
    assert stream.read(300) == data[5_000:5_300]
    stream.seek(4_500)
    assert stream.read(300) == data[4_500:4_800]
    stream.seek(5_000)
    assert stream.read(5_000) == data[5_000:10_000]
    stream.seek(0)
    with pytest.raises(io.UnsupportedOperation):
        stream.read(1)
    stream.close()


def test_a_cut_or_broken_gzip_is_said(store: Store, take: Import) -> None:
    packed = gzip.compress(CSV.encode())
    assert "cut off" in str(take(packed[:-200], "a.csv.gz").refusal)
    assert "damaged" in str(take(packed[:60] + bytes(60) + packed[120:], "a.csv.gz").refusal)
    assert store.imports() == []


def test_parquet_comes_in_with_its_types(store: Store, take: Import) -> None:
    stream = io.BytesIO()
    pl.DataFrame(
        {
            "id": [1, 2],
            "score": [9.0, 3.0],
            "responded_at": [datetime(2026, 11, 1, 10, tzinfo=UTC), None],
            "labels": [["a", "b"], []],
            "person": [{"email": "a@x.no", "age": 3}, None],
            "when": [date(2026, 11, 1), None],
            "list": [[{"a": 1}], None],
        }
    ).write_parquet(stream)
    result = take(stream.getvalue(), "a.parquet")
    assert (result.format, result.fates.imported, result.fates.undated) == ("parquet", 2, 1)
    row = responses(store).sort("response_id").row(0, named=True)
    assert row["responded_at"] == datetime(2026, 11, 1, 10, tzinfo=UTC)
    assert (row["labels"], row["person.age"]) == ("a, b", 3.0)
    assert take(gzip.compress(stream.getvalue()), "a.parquet.gz").fates.already_known == 2


def test_parquet_is_read_in_parts_with_row_numbers(
    store: Store, take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "BATCH", 3)
    stream = io.BytesIO()
    pl.DataFrame({"id": list(range(8)), "score": [*range(7), 12]}).write_parquet(stream)
    result = take(stream.getvalue(), "a.parquet")
    assert (result.fates.rows, result.fates.imported) == (8, 7)
    kept = (store.path / str(result.quarantine_file)).read_text()
    assert kept.splitlines()[1].startswith("8,")


def test_broken_parquet_is_said(take: Import) -> None:
    stream = io.BytesIO()
    pl.DataFrame({"id": [1], "score": [9]}).write_parquet(stream)
    assert "damaged or cut off" in str(take(stream.getvalue()[:-9], "a.parquet").refusal)
    assert "damaged" in str(take(b"PAR1" + bytes(50) + b"PAR1", "a.parquet").refusal)


def test_a_folder_takes_every_format(store: Store, tmp_path: Path) -> None:
    from tests.intake.conftest import NOW

    from npstui.intake.importer import import_files
    from npstui.intake.options import ImportOptions

    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.csv.gz").write_bytes(gzip.compress(b"id,score\n1,9\n"))
    (folder / "b.json").write_text('[{"id": "1", "score": 9}]')
    (folder / "c.jsonl").write_text('{"id": "1", "score": 9}\n{"id": "2", "score": 9}\n')
    (folder / "d.md").write_text("no")
    (folder / ".e.csv").write_text("id,score\n1,9\n")
    results = import_files(store, [folder], ImportOptions(), actor="ann", person="ann", now=NOW)
    assert [Path(each.path).name for each in results] == ["a.csv.gz", "b.json", "c.jsonl"]
    assert [each.fates.imported for each in results] == [1, 1, 2]


def test_what_unpacks_beyond_measure_is_refused(
    take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("npstui.intake.inputs.UNPACKED_LIMIT", 1000)
    packed = gzip.compress(b"PAR1" + bytes(5000))
    assert "unpacks to more than" in str(take(packed, "a.parquet.gz").refusal)


def test_only_the_unpacking_itself_is_blamed() -> None:
    with pytest.raises(IntakeError, match="cut off"):
        Unpacked(io.BytesIO(gzip.compress(b"x" * 100)[:15])).read(1000)
