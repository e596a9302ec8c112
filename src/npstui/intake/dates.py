"""A day as people and programs write it, without its time: one text at a time."""

import re
from datetime import date
from enum import StrEnum

from npstui.intake.languages import LANGUAGES
from npstui.intake.languages.language import listed
from npstui.intake.words import folded


class DayOrder(StrEnum):
    """What the numbers of 1/2/26 are, in their order."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


THREE_NUMBERS = r"^\s*(\d{1,2})\s?[-/.\s]\s?(\d{1,2})\s?[-/.,\s]\s?'?(\d{4}|\d{2})\b"
_THREE = re.compile(THREE_NUMBERS + r"\.?\s*$")
_YEAR_FIRST = re.compile(r"\s*(\d{4})\s?[-/.\s]\s?(\d{1,2})\s?[-/.\s]\s?(\d{1,2})\.?\s*")
_CHARACTERS = re.compile(
    r"\s*(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日号號일]?)?\s*"
    r"(?:[(（]?\s*(?:星期|周|週)?[一二三四五六日天月火水木金土월화수목금토일](?:曜日?|요일)?\s*[)）]?)?\s*"
)
_YEAR_MONTH = re.compile(r"\s*(\d{4})[-/.](\d{1,2})\s*")
_WORDS = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d+")
_WEEKDAY = re.compile(r"\s*[(（][^()（）]{1,9}[)）]\s*$")  # 2026/11/20(金)
_LONGEST = 48
_MOST_OTHER_WORDS = 4


def read_day(text: str, order: DayOrder | None = None) -> date | None:
    """The day, None where the text is none, or could be two and no order says which.

    A month without a day is its first.
    """
    if len(text) > _LONGEST:
        return None
    text = _WEEKDAY.sub("", text)
    if text.isdigit():
        return _digits(text)
    for form in (_YEAR_FIRST, _CHARACTERS, _YEAR_MONTH):
        found = form.fullmatch(text)
        if found is not None:
            parts = [int(part) for part in found.groups() if part is not None]
            return _day(*parts)
    three = _THREE.match(text)
    if three is not None:
        return _ordered(three, order)
    return _spelled(text)


def names_a_month(word: str) -> bool:
    """Whether the word is a month, whole or short, in any of the languages."""
    return folded(word) in _MONTHS


def both_ways(text: str) -> bool:
    """Whether the day could be meant day first and month first, and the two differ."""
    first, second = read_day(text, DayOrder.DMY), read_day(text, DayOrder.MDY)
    return first is not None and second is not None and first != second


def looks_like_a_date(text: str) -> bool:
    """Whether a cell is a date, with or without a time, in any order; bare numbers are none."""
    plain = " ".join(text.split())
    if len(plain) < 6 or plain.isdigit():
        return False
    for cut in (plain, re.split(r"(?<=\d)T(?=\d)|,?\s+(?=\d{1,2}[:.]\d\d)", plain, maxsplit=1)[0]):
        if any(read_day(cut, order) for order in (DayOrder.DMY, DayOrder.MDY)):
            return True
    found = _CHARACTERS.match(plain)
    return found is not None


def _digits(text: str) -> date | None:
    """202104 and 20210409."""
    if len(text) == len("202104"):
        return _day(int(text[:4]), int(text[4:]))
    if len(text) == len("20210409"):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    return None


def _ordered(three: re.Match[str], order: DayOrder | None) -> date | None:
    first, second, third = three.groups()
    if order is DayOrder.YMD:
        return _day(_year(first), int(second), int(third)) if len(third) <= len("31") else None
    year = _year(third)
    day_first, month_first = (
        _day(year, int(second), int(first)),
        _day(year, int(first), int(second)),
    )
    if order is DayOrder.DMY:
        return day_first
    if order is DayOrder.MDY:
        return month_first
    if day_first is not None and month_first is not None and day_first != month_first:
        return None
    return day_first or month_first


def _spelled(text: str) -> date | None:
    """9 October 2020, Friday; Oct 9, 2020; 9 de outubro de 2020; Dec.20."""
    words = [folded(word) for word in _WORDS.findall(text)]
    months = [_MONTHS[word] for word in words if word in _MONTHS]
    if not months or len(words) > _MOST_OTHER_WORDS:
        return None
    # Where two words are months, the first is a day of the week: “mar, 9 oct 2020”.
    month = months[-1]
    numbers = _NUMBERS.findall(text)
    if len(numbers) == 1:
        return _day(_year(numbers[0]), month) if len(numbers[0]) in (2, 4) else None
    if len(numbers) != 2:
        return None
    year, day = numbers if len(numbers[0]) == len("2020") else (numbers[1], numbers[0])
    return _day(_year(year), month, int(day)) if len(year) in (2, 4) and len(day) <= 2 else None


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def _day(year: int, month: int, day: int = 1) -> date | None:
    if not 1900 <= year < 2200:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _months() -> dict[str, int]:
    return {
        folded(word): number
        for language in LANGUAGES
        for number, words in enumerate(listed(language.months), start=1)
        for word in words.split()
        if not word[0].isdigit()
    }


_MONTHS = _months()
