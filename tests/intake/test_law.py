"""The law of the import: rows = imported + already known + changed + updated + quarantined + set
aside, whatever the bytes; and importing twice adds nothing.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.conftest import NOW

from npstui.intake.accounting import rows_accounted
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.intake.staging import FileResult
from npstui.store.store import Store

HEADER = b"id,score,comment,timestamp\n"
scores = st.sampled_from(["9", "10", "0", "8.0", "8,0", "11", "-1", "", "NA", "good", " 7 ", '"6"'])
dates = st.sampled_from(["2026-11-01", "2026-11-01T10:00:00Z", "", "1/2/2026", "2099-01-01"])
ids = st.sampled_from(["1", "2", "3", "4", "", "é"])
comments = st.text(st.sampled_from("ab é\",;\n\r\0'"), max_size=8)


@st.composite
def hostile_rows(draw: st.DrawFn) -> bytes:
    cells = [draw(ids), draw(scores), draw(comments), draw(dates)]
    if draw(st.booleans()):
        cells[2] = '"' + cells[2].replace('"', '""') + '"'
    if draw(st.integers(0, 9)) == 0:
        cells = cells[: draw(st.integers(0, 3))] + ["x"] * draw(st.integers(0, 3))
    end = draw(st.sampled_from(["\n", "\r\n", "\n\n"]))
    return (",".join(cells) + end).encode() + draw(st.sampled_from([b"", b"", b"", b"\xff\n"]))


hostile_files = st.lists(hostile_rows(), max_size=12).map(b"".join) | st.binary(max_size=120)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def taken(store: Store, path: Path, *, update: bool = False) -> FileResult:
    (result,) = import_files(
        store, [path], ImportOptions(update=update), actor="ann", person="ann", now=NOW
    )
    return result


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(hostile_files, hostile_files, st.booleans())
def test_every_row_is_accounted_for(
    folder: Path, content: bytes, later: bytes, update: bool
) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = Path(place) / "a.csv"
        with Store.create(Path(place) / "a.nps", time_zone="UTC") as store:
            for data in (content, content, later):
                path.write_bytes(HEADER + data)
                result = taken(store, path, update=update)
                fates = result.fates
                assert fates.rows == rows_accounted(fates)
                snapshot = store.snapshot()
                held = snapshot.rows
                snapshot.close()
            path.write_bytes(HEADER + content)
            again = taken(store, path, update=update).fates
            assert again.rows == rows_accounted(again)
            assert again.imported == 0
            snapshot = store.snapshot()
            assert snapshot.rows == held
            snapshot.close()


texts = st.text(st.sampled_from("aé å的好좋の ,;|\"'\n"), max_size=10)
forms = st.sampled_from(["1/2/2026", "3/1/2026", "25/12/2025", "1574931201", "Dec.20", "x", ""])
answers = st.sampled_from(["9", "8.9", "3", "", "5", "Promoter", "70", "Extremely likely - 10"])
kinds = st.sampled_from(["NPS", "CSAT", ""])
codecs = st.sampled_from(["utf-8", "utf-16", "utf-16-be", "gb18030", "cp1252", "cp949", "big5"])
headers = st.sampled_from(
    [
        "id;date;score;Why?;survey_type\n",
        'id;date;"How likely are you to recommend us?";;survey_type\n;;Score;Answer;\n',
        "V1;V2;Q1;Q2;survey_type\nid;Date;How likely to recommend us?;Why?;type\n",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(headers, st.lists(st.tuples(forms, answers, texts, kinds), max_size=12), codecs)
def test_every_row_is_accounted_for_in_any_dress(
    folder: Path, header: str, rows: list[tuple[str, str, str, str]], codec: str
) -> None:
    cells = (
        [str(place), date, answer, '"' + text.replace('"', '""') + '"', kind]
        for place, (date, answer, text, kind) in enumerate(rows)
    )
    content = header + "".join(";".join(row) + "\n" for row in cells)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        path = Path(place) / "a.csv"
        path.write_bytes(content.encode(codec, errors="replace"))
        with Store.create(Path(place) / "a.nps", time_zone="Europe/Oslo") as store:
            first, again = taken(store, path), taken(store, path)
    for result in (first, again):
        assert result.fates.rows == rows_accounted(result.fates)
        assert result.refusal is not None or result.fates.rows == len(rows)
    assert (again.fates.imported, again.fates.changed) == (0, 0)


@settings(max_examples=40, deadline=None)
@given(hostile_files)
def test_chunks_of_any_size_hold_the_same_rows(content: bytes) -> None:
    import io

    from npstui.intake.chunks import Chunks
    from npstui.intake.readers.delimited import read_rows

    counts = []
    for size in (1 << 20, 30):
        chunks = Chunks(io.BytesIO(HEADER + content), 1, size=size)
        seen = 0
        while (chunk := chunks.next()) is not None:
            rows = read_rows(chunk, 4, ",")
            if rows.whole_lines is not None:
                chunks.give_back(chunk, rows.whole_lines)
            seen += rows.frame.height + len(rows.refused)
        counts.append(seen)
    assert counts[0] == counts[1]
