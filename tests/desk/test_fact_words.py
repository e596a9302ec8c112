"""How the facts of a case are written, in the pane and in what is handed on."""

from zoneinfo import ZoneInfo

import pytest

from npstui.desk.detail import _facts, own_words
from npstui.desk.hand_on_text import hand_on_text


@pytest.mark.parametrize(
    ("value", "written"),
    [(105738.0, "105738"), (12.5, "12.50"), (float("inf"), "inf"), ("A-7", "A-7"), (7, "7")],
)
def test_a_number_in_a_column_of_the_files_own_is_not_grouped(value: object, written: str) -> None:
    assert own_words(value) == written


def test_what_a_customer_is_worth_is_grouped_and_the_ride_s_number_is_not() -> None:
    facts = {
        str(fact.label): str(fact.text) for fact in _facts({"revenue": 4120.0, "ride_id": 88121.0})
    }
    assert facts == {"Value": "4,120 (revenue)", "ride_id": "88121"}


def handed_on(value: object) -> str:
    row = {"score": 2, "category": "detractor", "response_id": "R1", "extra": value}
    return hand_on_text([row], to="Dispatch", until=None, note="", person="alice", store="",
                        zone=ZoneInfo("UTC"), contact=False)  # fmt: skip


def test_what_is_handed_on_keeps_fractions_and_ungrouped_numbers() -> None:
    assert "extra: 12.50" in handed_on(12.5)
    assert "extra: 88121" in handed_on(88121.0)


def test_a_number_as_long_as_a_phone_s_is_left_out_of_what_is_handed_on() -> None:
    assert "extra" not in handed_on(4790000000.0)
