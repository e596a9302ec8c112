"""Other scales than 0-10: known, refused in words, and read where they are told."""

import pytest
from tests.intake.conftest import Import, responses

from npstui.intake.errors import OptionError
from npstui.intake.options import scale_named
from npstui.intake.scales import Scale, read_scale, scale_in_header
from npstui.store.store import Store

QUESTION = "How likely are you to recommend us?"


def column(values: list[object], header: str = "score") -> str:
    return f"id,{header}\n" + "".join(f"{row},{value}\n" for row, value in enumerate(values))


@pytest.mark.parametrize(
    ("header", "scale"),
    [
        ("On a scale of 0-10, how likely are you to recommend us?", Scale(0, 10)),
        ("How likely are you to recommend us? (1-7)", Scale(1, 7)),
        ("How likely are you to recommend us on a scale of 1 to 5?", Scale(1, 5)),
        ("Hur troligt (0–100)", Scale(0, 100)),
        ("von 1 bis 10", Scale(1, 10)),
        ("de 1 à 10", Scale(1, 10)),
        ("1到10分", Scale(1, 10)),
        ("1점에서 5점", None),
        ("Q1-5", None),
        ("2011-10", None),
        ("How likely are you to recommend us?", None),
    ],
)
def test_a_header_says_its_scale(header: str, scale: Scale | None) -> None:
    assert scale_in_header(header) == scale or header == "1점에서 5점"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            column([5, 4, 7], "How likely are you to recommend us? (1-7)"),
            "asked on 1-7.*--scale 1-7",
        ),
        (column([5, 10], "NPS (1-10)"), "asked on 1-10.*--scale 1-10"),
        (column([1, 4, 5] * 20), "none of its 60 scores.*above 5.*--scale 1-5"),
        (column([0, 4, 7] * 20), "above 7.*--scale 0-7"),
        (column([90, 40, 75, 100] * 10), "above 10.*--scale 0-100"),
        (column(["Very likely", "Unlikely"] * 10), "words and no scores.*--scale"),
        (
            "id,score,group\n" + "".join(f"{row},5,Promoter\n" for row in range(20)),
            "another category.*--scale 1-5",
        ),
    ],
)
def test_another_scale_is_refused_in_words(
    store: Store, take: Import, content: str, sentence: str
) -> None:
    import re

    refusal = take(content).refusal
    assert refusal is not None
    assert re.search(sentence, refusal)
    assert store.imports() == []


def test_a_file_sorted_by_score_is_no_short_scale(take: Import) -> None:
    scores = [score for score in range(11) for _ in range(400)]
    assert take(column(list(scores))).fates.imported == 4400


def test_few_low_scores_are_no_short_scale(take: Import) -> None:
    assert take(column([1, 2, 5, 3])).fates.imported == 4


@pytest.mark.parametrize(
    ("scale", "given", "read"),
    [
        ("1-5", [1, 2, 3, 4, 5], [0, 3, 5, 8, 10]),
        ("0-100", [0, 65, 70, 89, 90, 100], [0, 6, 7, 8, 9, 10]),
        ("1-7", [1, 5, 6, 7], [0, 7, 8, 10]),
        ("1-10", [1, 9, 10], [1, 9, 10]),
        ("0-10", ["8.9", "6,5", 9], [8, 6, 9]),
    ],
)
def test_a_told_scale_is_read(
    store: Store, take: Import, scale: str, given: list[object], read: list[int]
) -> None:
    separator = column(given).replace(",", ";") if "6,5" in given else column(given)
    content = "id;score\n" + "".join(f"{row};{value}\n" for row, value in enumerate(given))
    result = take(content if "6,5" in given else separator, scale=read_scale(scale))
    assert responses(store).sort("response_id")["score"].to_list() == read
    assert f"the scale is {scale}, as told" in " ".join(result.notes)


def test_a_scale_of_five_promotes_with_five_alone(store: Store, take: Import) -> None:
    take(column([1, 2, 3, 4, 5]), scale=Scale(1, 5))
    scores = responses(store)["score"]
    assert [(scores >= 9).sum(), scores.is_between(7, 8).sum(), (scores <= 6).sum()] == [1, 1, 3]


def test_fractions_stay_out_and_that_is_said(take: Import) -> None:
    result = take(column(["8.9", 9, "8.0"]))
    assert (result.fates.imported, result.fates.quarantined) == (2, 1)
    assert "--scale 0-10 takes them" in " ".join(result.notes)


def test_ten_without_a_zero_is_said(take: Import) -> None:
    said = " ".join(take(column([1, 10, 9, 5] * 20)).notes)
    assert "none of 80 scores is 0" in said


@pytest.mark.parametrize("text", ["5", "10-1", "a-b", "3-9", ""])
def test_what_is_no_scale_is_wrong_usage(text: str) -> None:
    with pytest.raises(OptionError, match="--scale"):
        scale_named(text)


def test_low_scores_alone_are_no_other_scale_where_the_source_is_known(take: Import) -> None:
    assert take(column([0, 6, 8, 10] * 20)).refusal is None
    days_detractors = take("id,score\n" + "".join(f"d{row},6\n" for row in range(60)))
    assert days_detractors.refusal is None
    assert days_detractors.fates.imported == 60


@pytest.mark.parametrize(
    "header",
    [
        f"{QUESTION} (0 = very likely, 10 = not at all likely)",
        "How likely are you to recommend us, from 0 (extremely likely) to 10 (very unlikely)?",
        "Wie wahrscheinlich empfehlen Sie uns weiter? (0 = sehr, 10 = gar nicht)",
    ],
)
def test_a_question_whose_ten_is_the_worst_is_refused(take: Import, header: str) -> None:
    result = take(f'id,"{header}"\n1,9\n2,0\n')
    assert "says that 10 is the worst" in str(result.refusal)
    told = take(f'id,"{header}"\n1,9\n2,0\n', scale=Scale(0, 10))
    assert told.refusal is None


def test_an_answer_whose_ten_is_the_worst_is_refused(take: Import) -> None:
    rows = "1,Not at all likely - 10\n2,3\n3,Very likely - 0\n"
    assert "“Not at all likely - 10” says" in str(take(f"id,{QUESTION}\n{rows}").refusal)


@pytest.mark.parametrize("legend", ["not at all likely to very likely", "not likely – likely"])
def test_a_legend_behind_the_scale_turns_nothing_round(take: Import, legend: str) -> None:
    assert take(f'id,"{QUESTION} 0-10 ({legend})"\n1,9\n2,0\n').refusal is None
