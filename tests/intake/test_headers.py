"""Columns are known by their names in thirteen languages, and names stay apart."""

import pytest

from npstui.intake.headers import (
    another_person,
    another_time,
    candidates,
    column_names,
    extra_names,
    grouped,
    unescaped,
)
from npstui.intake.languages import LANGUAGES
from npstui.intake.languages.language import listed
from npstui.intake.words import folded
from npstui.model.response import CANONICAL_NAMES


def test_every_canonical_field_has_names_in_every_language() -> None:
    codes = "en sv no da nl de fr es pt zh-Hant zh-Hans ko ja"
    assert {language.code for language in LANGUAGES} == set(codes.split())
    for language in LANGUAGES:
        assert set(language.names) == CANONICAL_NAMES
        assert all(folded(name) for words in language.names.values() for name in listed(words))
        assert language.questions["score"]
        assert language.questions["comment"]
        assert len(listed(language.months)) == 12


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
        ("Hvor sandsynligt er det, at du vil anbefale os?", "score"),
        ("Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", "score"),
        ("Quelle est la probabilité que vous nous recommandiez ?", "score"),
        ("¿Qué tan probable es que nos recomiende a un amigo?", "score"),
        ("您有多大可能向朋友或同事推荐我们？", "score"),
        ("您會推薦我們給親友的可能性有多高？", "score"),
        ("저희를 추천하실 의향이 얼마나 되시나요?", "score"),
        ("当社を友人に薦める可能性はどのくらいですか？", "score"),
        ("Q1. How likely are you to recommend us?", "score"),
        ("Q#1: How likely are you to recommend X on a scale from 0 to 10?", "score"),
        ("1、您有多大可能向朋友推荐我们？", "score"),
        ("NPS (0-10)", "score"),
        ("WHY. Why? ", "comment"),
        ("...why?", "comment"),
        ("Warum haben Sie diese Bewertung gegeben?", "comment"),
        ("Pourquoi avez-vous donné cette note ?", "comment"),
        ("¿Cuál es el motivo de su puntuación?", "comment"),
        ("2、请问您打这个分数的原因是什么？", "comment"),
        ("그 점수를 주신 이유는 무엇인가요?", "comment"),
        ("その点数をつけた理由を教えてください", "comment"),
        ("Horodateur", "responded_at"),
        ("Marca temporal", "responded_at"),
        ("提交答卷时间", "responded_at"),
        ("回答日時", "responded_at"),
        ("응답일시", "responded_at"),
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


def test_what_is_not_the_score_the_answers_time_or_the_customer_is_known() -> None:
    assert grouped("Q1_NPS_GROUP")
    assert grouped("How likely are you to recommend us? - Gruppe")
    assert not grouped("How likely are you to recommend our group?")
    assert another_time("delivered_at")
    assert another_time("Startzeit")
    assert another_time("开始时间")
    assert not another_time("Submit Date (UTC)")
    assert another_person("agent email")
    assert not another_person("email")


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
