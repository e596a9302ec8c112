"""Excel workbooks: the right sheet, the right header, and words for every broken one."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from tests.intake.conftest import Import, Write, responses

from npstui.intake.errors import IntakeError
from npstui.intake.readers import excel
from npstui.store.store import Store

Rows = Sequence[Sequence[Any]]
Book = Callable[..., bytes]


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A time as Excel knows it, without a zone, in November 2026."""
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001


TABLE: Rows = [
    ["Response ID", "Score", "Comment", "Responded at", "Plan"],
    ["a1", 9.0, "fine", at(1, 10, 30), "Pro"],
    ["a2", "6", "'=late", at(2, 10, 30), 12.5],
    ["a3", 8.5, "half", at(3), True],
]


@pytest.fixture
def book() -> Book:
    def made(*, down: int = 0, **sheets: Rows) -> bytes:
        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"default_date_format": "yyyy-mm-dd hh:mm"}) as workbook:
            for name, rows in sheets.items():
                sheet = workbook.add_worksheet(name.replace("_", " "))
                for place, row in enumerate(rows):
                    sheet.write_row(place + down, 1, row)
        return stream.getvalue()

    return made


def test_a_sheet_comes_in_with_true_times_and_float_scores(
    store: Store, take: Import, book: Book
) -> None:
    result = take(book(Answers=TABLE), "a.xlsx", time_zone="UTC")
    assert (result.format, result.fates.rows) == ("xlsx", 3)
    assert (result.fates.imported, result.fates.quarantined) == (2, 1)
    rows = responses(store).sort("response_id").to_dicts()
    assert [row["score"] for row in rows] == [9, 6]
    assert rows[0]["responded_at"] == datetime(2026, 11, 1, 10, 30, tzinfo=UTC)
    assert (rows[1]["comment"], rows[1]["Plan"]) == ("=late", "12.5")
    assert take(book(Answers=TABLE), "a.xlsx", time_zone="UTC").fates.already_known == 2


def test_the_sheet_with_the_scores_is_found_and_its_header_under_a_title(
    store: Store, take: Import, book: Book
) -> None:
    about = [["Report"], ["made", "today"]]
    content = book(About=about, Answers=[["All answers"], [], *TABLE], down=2)
    result = take(content, "a.xlsx")
    assert result.fates.imported == 2
    kept = (store.path / str(result.quarantine_file)).read_text()
    assert kept.splitlines()[1].startswith("8,")  # the row's number in the sheet


def test_a_second_sheet_with_scores_is_named_and_can_be_told(take: Import, book: Book) -> None:
    later = [TABLE[0], ["b1", 3, "no", at(4), "x"]]
    content = book(October=TABLE, November=later)
    assert "“November” holds scores too, --sheet NAME" in " ".join(take(content, "a.xlsx").notes)
    assert take(content, "a.xlsx", sheet="november").fates.rows == 1
    refusal = take(content, "a.xlsx", sheet="May").refusal
    assert refusal is not None
    assert "no sheet “May”; there are 2 sheets: “October”, “November”" in refusal


def test_rows_without_a_cell_are_no_rows(take: Import, book: Book) -> None:
    content = book(Answers=[TABLE[0], [], TABLE[1], ["", "", ""], TABLE[2]])
    assert take(content, "a.xlsx").fates.rows == 2


def test_a_workbook_without_scores_names_each_sheet(take: Import, book: Book) -> None:
    refusal = take(book(A=[["x"], ["y"]], B=[]), "a.xlsx").refusal
    assert refusal is not None
    assert "sheet “A”: it has no column of scores" in refusal
    assert "sheet “B”: the sheet is empty" in refusal


def test_a_header_of_two_rows_is_joined(store: Store, take: Import, book: Book) -> None:
    question = "How likely are you to recommend us?"
    rows = [
        ["Respondent ID", "Collector ID", "Start Date", "End Date", question, "Why?"],
        ["", "", "", "", "Response", "Open-Ended Response"],
        [11, 4, at(1, 9), at(1, 10), "Extremely likely - 10", "fast"],
    ]
    result = take(book(Answers=rows), "a.xlsx", time_zone="UTC")
    assert (result.preset, result.fates.rows, result.fates.imported) == ("surveymonkey", 1, 1)
    assert responses(store)["comment"].to_list() == ["fast"]


def test_a_packed_workbook_is_unpacked(take: Import, book: Book) -> None:
    import gzip

    assert take(gzip.compress(book(Answers=TABLE)), "a.xlsx.gz").fates.imported == 2


# How a workbook of Excel 97 with a password begins: its first record, and that it is enciphered.
ENCIPHERED = bytes.fromhex("0908 1000 0006 0500 bb0d cc07 4100 0000 0600 0000") + bytes.fromhex(
    "2f00 3600 0100 0100 0100"
)


def _container(*names: str, data: bytes = b"") -> bytes:
    """What Office writes around an old or a locked document: a header, the names, the data."""
    listed = b""
    for name in ("Root Entry", *names):
        text = name.encode("utf-16-le")
        listed += text.ljust(64, b"\0") + len(text).to_bytes(2, "little") + bytes(62)
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + bytes.fromhex("3e000300feff0900")
    return b"".join(part.ljust(512, b"\0") for part in (header, listed, data))


def test_a_password_a_cut_and_a_bomb_are_said(
    take: Import, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")
    )
    assert "has a password" in str(take(locked, "a.xlsx").refusal)
    assert "has a password" in str(take(_container("EncryptionInfo", "EncryptedPackage")).refusal)
    assert "has a password" in str(take(_container("Workbook", data=ENCIPHERED), "a.xls").refusal)
    content = book(Answers=TABLE)
    assert "damaged or cut off" in str(take(content[: len(content) // 2], "a.xlsx").refusal)
    broken = content.replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheetX.xml")
    assert "damaged" in str(take(broken, "a.xlsx").refusal)
    assert "damaged" in str(
        take(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "a.xls").refusal
    )
    monkeypatch.setattr(excel, "UNPACKED_LIMIT", 1000)
    assert "unpacks to more than" in str(take(content, "a.xlsx").refusal)


def test_sizes_that_a_workbook_tells_are_not_believed(
    book: Book, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(50 << 20))
    packed = stream.getvalue()
    lying = packed.replace((50 << 20).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    assert lying != packed
    monkeypatch.setattr(excel, "UNPACKED_LIMIT", 40 << 20)
    with (
        pytest.raises(IntakeError, match="unpacks to more than"),
        excel.opened(write(lying, "bomb.xlsx")),
    ):
        pass


def test_a_workbook_of_too_many_columns_is_refused(
    take: Import, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("npstui.intake.readers.tables.MOST_COLUMNS", 4)
    assert "5 columns" in str(take(book(Answers=TABLE), "a.xlsx").refusal)


def test_a_sheet_whose_cells_are_gone_is_an_error_in_words(write: Write, tmp_path: Path) -> None:
    with pytest.raises(IntakeError), excel.opened(write(b"PK\x03\x04xl/", "a.xlsx")):
        pass


def test_a_hidden_sheet_yields_to_one_that_is_shown(take: Import) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as workbook:
        old, shown = workbook.add_worksheet("Old"), workbook.add_worksheet("Data")
        for sheet, score in ((old, 1), (shown, 9)):
            sheet.write_row(0, 0, ["id", "nps"])
            sheet.write_row(1, 0, [f"r{score}", score])
        old.hide()
        shown.activate()
        shown.set_first_sheet()
    result = take(stream.getvalue(), "a.xlsx")
    assert result.notes[0].startswith("the sheet is “Data”; “Old” (hidden) holds scores too")


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        (("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "a Word document"),
        (("[Content_Types].xml", "ppt/presentation.xml"), "a PowerPoint document"),
        (("Index/Document.iwa", "Index/Tables/Tile.iwa"), "in Numbers choose File, Export To, CSV"),
        (("answers.csv", "readme.txt"), "unpack it first"),
    ],
)
def test_other_documents_are_named_with_the_way_out(
    take: Import, inside: Sequence[str], what: str
) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in inside:
            archive.writestr(name, "id,score\n1,9\n")
    for name in ("a.xlsx", "a.csv", "a.numbers"):
        assert what in (take(stream.getvalue(), name).refusal or "")


def test_an_old_word_document_is_none_of_excel(take: Import) -> None:
    assert "a Word document" in str(take(_container("WordDocument", "1Table"), "a.xls").refusal)
