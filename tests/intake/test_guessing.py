"""Columns known by their cells: what is open text, and what only looks like it."""

import pytest
from tests.intake.conftest import Import

STREET = "{n} High Street, Oslo 0{n}50"


def _mapping(take: Import, content: str) -> dict[str, str]:
    return take(content).mapping or {}


def _table(header: str, cell: str) -> str:
    rows = (f"R{n},{n % 11},{cell.format(n=n)!r},2026-11-0{n % 9 + 1}" for n in range(1, 15))
    return "\n".join((f"id,score,{header},date", *rows)).replace("'", '"')


@pytest.mark.parametrize(
    "header",
    [
        *("address", "Customer address", "Street", "Adress", "Adresse", "Anschrift", "Adres"),
        *("Dirección", "Endereço", "地址", "주소", "住所", "info"),
    ],
)
def test_where_somebody_lives_is_no_comment(take: Import, header: str) -> None:
    mapping = _mapping(take, _table(header, STREET))
    assert "comment" not in mapping
    assert "email" not in mapping


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "台北市信義區信義路5段{n}號7樓之三",
            "Hauptstraße {n}, Berlin an der Spree",
            "Flat Six, The Mews, London N{n} 1AA",
        ),
        *(
            "서울특별시 강남구 테헤란로{n}번길 12",
            "東京都千代田区丸の内{n}丁目1番地",
            "Mozilla/5.0 (X11; {n})",
        ),
    ],
)
def test_an_address_is_known_without_its_header(take: Import, cell: str) -> None:
    assert "comment" not in _mapping(take, _table("info", cell))


def test_an_address_without_numbers_is_none_either(take: Import) -> None:
    assert "comment" not in _mapping(take, _table("Adresse", "The old farm by the lake {n:c}"))


@pytest.mark.parametrize("header", ["adresse", "address", "Adress", "contact", "主要聯絡"])
def test_a_column_of_mail_addresses_is_the_mail(take: Import, header: str) -> None:
    mapping = _mapping(take, _table(header, "ann{n}@example.com"))
    assert mapping.get("email") == header
    assert "comment" not in mapping


def test_what_people_write_is_the_comment(take: Import) -> None:
    said = "It was good and {n:c} I would come again"
    assert _mapping(take, _table("info", said)).get("comment") == "info"
