"""Columns are known by their names in five languages, and names stay apart."""

import pytest

from npstui.intake.headers import candidates, column_names, extra_names, unescaped
from npstui.intake.names import NAMES
from npstui.intake.words import folded
from npstui.model.response import CANONICAL_NAMES


def test_every_canonical_field_has_names_in_every_language() -> None:
    assert set(NAMES) == CANONICAL_NAMES
    for names in NAMES.values():
        assert set(names) == {"en", "sv", "no", "nl", "pt"}
        assert all(folded(name) for listed in names.values() for name in listed)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("nps_score", "score"),
        ("NPS-poäng", "score"),
        ("Betyg", "score"),
        ("Karakter", "score"),
        ("Cijfer", "score"),
        ("Nota", "score"),
        ("How likely is it that you would recommend us to a friend?", "score"),
        ("Hur troligt är det att du skulle rekommendera oss?", "score"),
        ("Hvor sannsynlig er det at du vil anbefale oss?", "score"),
        ("Hoe waarschijnlijk is het dat u ons zou aanbevelen?", "score"),
        ("De 0 a 10, qual a probabilidade de você nos recomendar?", "score"),
        ("On a scale of 0-10, how would you rate us?", "score"),
        ("feedback_text", "comment"),
        ("Kommentar", "comment"),
        ("Opmerking", "comment"),
        ("comentário", "comment"),
        ("What is the main reason for your score?", "comment"),
        ("Varför gav du det betyget?", "comment"),
        ("user_id", "customer_id"),
        ("Kundnummer", "customer_id"),
        ("Submit Date (UTC)", "responded_at"),
        ("Tidsstämpel", "responded_at"),
        ("Carimbo de data/hora", "responded_at"),
        ("E-post", "email"),
        ("Tipo de pesquisa", "survey_type"),
    ],
)
def test_a_header_names_its_field(name: str, field: str) -> None:
    assert [each.place for each in candidates([name], field)] == [0]


@pytest.mark.parametrize(
    "name",
    ["NPS Group", "Q5_NPS_GROUP", "Perfil", "What would make you more likely to recommend us?", ""],
)
def test_a_header_that_is_no_score_names_none(name: str) -> None:
    assert candidates([name], "score") == []


def test_the_surer_name_comes_first() -> None:
    header = ["Rating", "How likely are you to recommend us?", "NPS"]
    assert [each.place for each in candidates(header, "score")] == [2, 1, 0]


def test_empty_and_repeated_headers_get_names_of_their_own() -> None:
    assert column_names(["a", "", " a", "b\n c", "'=x", "'d'"]) == [
        *("a", "column 2", "a (2)", "b c", "=x", "'d'")
    ]


def test_an_extra_column_takes_no_name_that_is_ours() -> None:
    found = extra_names({0: "source", 1: "score", 2: "plan", 3: "tags"}, set(CANONICAL_NAMES))
    assert found == {0: "source (file)", 1: "score (2)", 2: "plan", 3: "tags (file)"}


@pytest.mark.parametrize(
    ("written", "read"),
    [("'=x", "=x"), ("''=x", "'=x"), ("'d'", "'d'"), ("''", "''"), ("-5", "-5")],
)
def test_the_mark_against_formulas_comes_off_once(written: str, read: str) -> None:
    assert unescaped(written) == read
