"""Languages as files name them, and as comments show them."""

from datetime import date

import pytest

from npstui.model.languages import (
    choose_language,
    day_words,
    guess_language,
    language_code,
    language_words,
    month_words,
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("nb", "no"), ("nb-NO", "no"), ("Norwegian", "no"), ("Norsk", "no"), ("nn_NO", "no"),
        ("SV", "sv"), ("svenska", "sv"), ("nl-BE", "nl"), ("Nederlands", "nl"), ("en-GB", "en"),
        ("zh-TW", "zh-Hant"), ("zh_Hant_HK", "zh-Hant"), ("zh", "zh-Hant"), ("中文", "zh-Hant"),
        ("zh-CN", "zh-Hans"), ("da", "da"), ("", None), (None, None), ("  ", None),
    ],
)  # fmt: skip
def test_the_names_of_a_language_are_one_code(written: str | None, code: str | None) -> None:
    assert language_code(written) == code


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("nl", "Dutch"),
        ("nb-NO", "Norwegian"),
        ("zh_TW", "Traditional Chinese"),
        ("Klingon", "Klingon"),
    ],
)
def test_a_language_is_shown_by_its_name(written: str, words: str) -> None:
    assert language_words(written) == words


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ("Sjåføren kom 40 minutter for sent og ingen svarte, jeg rakk ikke flyet", "no"),
        ("Appen kraschade när jag skulle betala, och det gick inte", "sv"),
        ("Duurder dan vorige maand en niemand legt uit waarom het zo is", "nl"),
        ("The driver was late and the app did not work", "en"),
        ("客服回應很慢，等了三天", "zh-Hant"),
        ("運転手が遅れました", None), ("Ok", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_a_comment_is_told_by_its_signs_or_small_words(
    comment: str | None, code: str | None
) -> None:
    assert guess_language(comment) == code


def test_an_unknown_language_is_written_to_in_the_store_s_or_english() -> None:
    assert choose_language("da", "sv", ("en", "sv")) == "sv"
    assert choose_language("da", "fi", ("en", "sv")) == "en"
    assert choose_language(None, "fi", ("no",)) == "no"


def test_dates_are_written_as_the_language_does() -> None:
    day = date(2027, 1, 5)
    assert [day_words(day, code) for code in ("en", "sv", "no", "nl", "zh-Hant", "da")] == [
        "5 January", "5 januari", "5. januar", "5 januari", "1月5日", "5 January",
    ]  # fmt: skip
    assert month_words(day, "zh-Hant") == "2027年1月"
    assert month_words(day, "no") == "januar 2027"
