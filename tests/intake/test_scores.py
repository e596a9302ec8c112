"""Scores in every form files write them, and what is no score."""

import polars as pl
import pytest

from npstui.intake.scores import Missing, read_score, read_scores


@pytest.mark.parametrize(
    ("text", "score"),
    [
        ("8", 8),
        ("8.0", 8),
        (" 8 ", 8),
        ("8,0", 8),
        ("08", 8),
        ("0", 0),
        ("10", 10),
        ("10.00", 10),
        ("Extremely likely - 10", 10),
        ("Not at all likely - 0", 0),
        ("10 - Extremely likely", 10),
        ("Muito provável – 9", 9),
    ],
)
def test_every_form_of_a_score_is_read(text: str, score: int) -> None:
    assert read_score(text) == score


@pytest.mark.parametrize("text", ["", " ", "NA", "n/a", "null", "-", "None", "NaN", "."])
def test_no_answer_is_no_fault(text: str) -> None:
    assert read_score(text) is Missing.UNANSWERED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("11", "score 11 lies outside 0-10"),
        ("-1", "score -1 lies outside 0-10"),
        ("8.9", "score 8.9 is no whole number"),
        ("great", "score “great” is no number from 0 to 10"),
        ("Promoter", "score “Promoter” is a category, not a number from 0 to 10"),
        ("Extremely likely - 11", "score Extremely likely - 11 lies outside 0-10"),
        ("1e1", "score “1e1” is no number from 0 to 10"),
        ("99999999999999999999", "score 99999999999999999999 lies outside 0-10"),
    ],
)
def test_what_is_no_score_is_named(text: str, reason: str) -> None:
    assert read_score(text) == reason


def test_a_column_keeps_the_two_kinds_of_nothing_apart() -> None:
    read = read_scores(pl.Series("s", ["9", None, "8,0", "11", "NA", " 3"]))
    assert read.values.to_list() == [9, None, 8, None, None, 3]
    assert read.unanswered.to_list() == [False, True, False, False, True, False]
    assert read.refused.to_list() == [False, False, False, True, False, False]


def test_a_column_without_a_score_is_unanswered() -> None:
    read = read_scores(pl.Series("s", [None, None], dtype=pl.String))
    assert read.unanswered.all()
    assert read.values.dtype == pl.Int8


@pytest.mark.parametrize("cell", ["10-Sep", "9-okt", "Sep - 10", "★★★★", "👍"])
def test_what_a_spreadsheet_or_a_hand_made_of_it_is_no_score(cell: str) -> None:
    assert read_score(cell) == f"score “{cell}” is no number from 0 to 10"


@pytest.mark.parametrize(
    "cell",
    [
        *("Ej svar", "Inget svar", "Vet ej", "Vet inte", "Ikke svar", "Ved ikke", "Vet ikke"),
        *("Keine Angabe", "k. A.", "k.A.", "weiß nicht", "WEISS NICHT", "Geen antwoord"),
        *("Weet niet", "n.v.t.", "N/A", "#N/A", "No answer", "Prefer not to say", "Don’t know"),
        *("Sans réponse", "Ne sait pas", "NSP", "Sin respuesta", "No sabe", "NS/NC"),
        *("Sem resposta", "Não sei", "未作答", "(跳过)", "(空)", "拒答", "未回答", "無回答"),
        *("わからない", "무응답", "모름", "해당 없음", "(blank)", "?", "—"),
        *(
            "Weiß nicht / keine Angabe",
            "Don't know or N/A",
            "Keine Angabe (k.A.)",
            "Ne sait pas – NSP",
        ),
        *("99 - Don't know", "Vet ej (11)", "0 = no answer", "-99"),
    ],
)
def test_no_answer_in_words_is_unanswered(cell: str) -> None:
    assert read_score(cell) is Missing.UNANSWERED


@pytest.mark.parametrize(
    ("cell", "score"),
    [("9 (NR)", 9), ("0 - Not at all likely", 0), ("Not likely - 0", 0), ("10 - NA", 10)],
)
def test_a_label_that_may_mean_something_leaves_its_number(cell: str, score: int) -> None:
    assert read_score(cell) == score


@pytest.mark.parametrize("cell", ["-5", "-1", "#REF!", "nothing", "★★★"])
def test_what_is_no_answer_known_is_refused_with_its_reason(cell: str) -> None:
    assert isinstance(read_score(cell), str)
