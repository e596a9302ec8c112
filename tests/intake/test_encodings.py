"""Text in every encoding that surveys' files are found in, told apart by its characters."""

import io
import time
from pathlib import Path

import pytest
from tests.intake.conftest import Import, Write, responses

from npstui.intake.encodings import Encoding, find_encoding
from npstui.intake.options import ImportOptions
from npstui.intake.plan import inspect
from npstui.intake.recoding import Recoded
from npstui.store.store import Store

TEXTS = {
    "swedish": "id;poäng;varför\n1;9;bra å bäst, men dyrt på sjön\n2;3;för långsamt\n",
    "danish": "id;karakter;hvorfor\n1;9;så gør de det rigtig godt på øen\n2;3;ærgerligt\n",
    "german": "id;Bewertung;Begründung\n1;9;schön für Größe und Öl\n2;3;zu spät\n",
    "french": "id;note;commentaire\n1;9;très bien à l’été, où ça\n2;3;délai dépassé\n",
    "spanish": "id;puntuación;¿Por qué?\n1;9;está muy bien mañana\n2;3;el niño\n",
    "simplified": "编号,评分,原因\n1,9,客服很好速度快\n2,3,等太久了没人理\n",
    "traditional": "編號,評分,原因\n1,9,客服很好速度快\n2,3,等太久了沒人理\n",
    "korean": "응답번호,점수,이유\n1,9,배송이 빨라서 좋았어요\n2,3,상담원이 불친절했습니다\n",
    "japanese": "回答ID,点数,理由\n1,9,とても良かったです\n2,3,対応が遅い\n",
}
WESTERN = ("cp1252", "mac_roman", "cp850")
CASES = [
    *((name, codec) for name in ("swedish", "danish", "german") for codec in WESTERN),
    *(("french", "cp1252"), ("spanish", "cp1252"), ("spanish", "latin-1")),
    *(("simplified", codec) for codec in ("gb18030", "gbk", "gb2312")),
    *(("traditional", "big5"), ("korean", "cp949"), ("korean", "euc_kr")),
    *(("japanese", "cp932"), ("japanese", "euc_jp")),
    *(
        (name, codec)
        for name in TEXTS
        for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
    ),
]


@pytest.mark.parametrize(("name", "codec"), CASES)
def test_a_file_is_read_in_its_encoding(store: Store, take: Import, name: str, codec: str) -> None:
    text = TEXTS[name]
    result = take(text.encode(codec))
    assert result.refusal is None
    rows = responses(store).sort("response_id")
    separator = ";" if ";" in text else ","
    assert rows["comment"].to_list() == [line.split(separator)[2] for line in text.splitlines()[1:]]
    assert rows["score"].to_list() == [9, 3]
    said = "its text is read as" in " ".join(result.notes)
    assert said is not codec.startswith("utf-8")


def test_bytes_that_windows_does_not_know_are_read_as_dos_wrote_them(
    store: Store, take: Import
) -> None:
    take(b"note;commentaire\n9;" + b"\x90tendre le d\xe9lai \xe0 l'\xe9t\xe9\n")
    assert responses(store)["comment"][0] == "Étendre le délai à l'été"


def test_a_file_in_utf8_keeps_its_good_rows_where_some_are_broken(
    store: Store, take: Import
) -> None:
    good = "".join(f"{place},9,très bien\n" for place in range(20)).encode()
    result = take(b"id,score,comment\n" + good + b"99,3,caf\xe9\n")
    assert (result.fates.imported, result.fates.quarantined) == (20, 1)
    assert "not UTF-8" in " ".join(result.notes)


def test_an_encoding_that_shows_late_is_found(write: Write) -> None:
    path = write(b"score,comment\n" + b"9,plain\n" * 200_000 + "3,för långsamt\n".encode("cp1252"))
    assert inspect(path, ImportOptions()).encoding.startswith("cp1252")


def test_a_nul_in_text_makes_it_no_utf16() -> None:
    assert find_encoding(b"score,comment\n9,a\0b\n8,c\n").is_utf8


@pytest.mark.parametrize("codec", ["utf-16-le", "gb18030", "cp1252+"])
def test_recoded_text_is_the_same_in_any_bite(codec: str) -> None:
    text = ("id,评分\n" if codec != "cp1252+" else "id,poäng\n") * 1000
    data = text.encode("cp1252" if codec == "cp1252+" else codec)
    for size in (1, 7, 4096):
        stream = Recoded(io.BytesIO(data), Encoding(codec))
        read = b"".join(iter(lambda: stream.read(size), b""))  # noqa: B023
        assert read.decode() == text


def test_what_was_read_can_be_read_again() -> None:
    stream = Recoded(io.BytesIO("poäng\n".encode("cp1252") * 100), Encoding("cp1252+"))
    first = stream.read(50)
    stream.seek(0)
    assert stream.read(50) == first


def test_an_encoding_is_found_in_half_a_second_whatever_the_file(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    row = "1,9,客服很好速度快，下次还会再来，谢谢你们的服务\n"
    path.write_bytes(("id,评分,原因\n" + row * 40_000).encode("gb18030"))
    inspect(path, ImportOptions())
    started = time.process_time()
    inspect(path, ImportOptions())
    assert time.process_time() - started < 0.5
