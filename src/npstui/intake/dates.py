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


THREE_NUMBERS = r"^\s*(\d{1,2})\s?[-/.\s]\s?(\d{1,2})\s?[-/.,\s]\s?'?(\d{4}|\d{1,2})\b"
_THREE = re.compile(THREE_NUMBERS + r"\.?\s*$")
# Years of the Republic of China and of Japan's eras: 民國115年2月13日, 115/02/13, 令和8年, R8.2.13.
_MINGUO = re.compile(
    r"\s*(?:(?:中華|中华)?民[國国]\s*(\d{1,3})|(1\d\d))\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*"
    r"(\d{1,2})\s*[日.]?\s*"
)
_ERA = re.compile(
    r"\s*(令和|平成|昭和|[RH])\s?(\d{1,2}|元)\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?\s*"
)
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925}
_FIRST_OF_THE_REPUBLIC = 1911  # the year before its first
_YEAR_FIRST = re.compile(r"\s*(\d{4})\s?[-/.\s]\s?(\d{1,2})\s?[-/.\s]\s?(\d{1,2})\.?\s*")
_CHARACTERS = re.compile(
    r"\s*(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日号號일]?)?\s*"
    r"(?:[(（]?\s*(?:星期|周|週)?[一二三四五六日天月火水木金土월화수목금토일](?:曜日?|요일)?\s*[)）]?)?\s*"
)
_YEAR_MONTH = re.compile(r"\s*(\d{4})[-/.](\d{1,2})\s*")
_WORDS = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d+")
_WEEKDAY = re.compile(r"\s*[(（][^()（）]{1,9}[)）]\s*$")  # 2026/11/20(金)
_HALF = re.compile(r"\s*(?:上午|下午|凌晨|早上|中午|晚上|오전|오후|午前|午後)$")  # before the time
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
    if (found := _MINGUO.fullmatch(text)) is not None:
        year = int(found[1] or found[2]) + _FIRST_OF_THE_REPUBLIC
        return _day(year, int(found[3]), int(found[4]))
    if (found := _ERA.fullmatch(text)) is not None:
        year = 1 if found[2] == "元" else int(found[2])
        return _day(_ERAS[found[1]] + year, int(found[3]), int(found[4]))
    three = _THREE.match(text)
    if three is not None:
        return _ordered(three, order)
    return _spelled(text)


def names_a_month(word: str) -> bool:
    """Whether the word is a month, whole or short, in any of the languages."""
    return folded(word) in _MONTHS


def both_ways(text: str) -> bool:
    """Whether the day is another one where the day, the month or the year is meant to be first."""
    return len(set(ways(text).values())) > 1


def ways(text: str) -> dict[DayOrder, date]:
    """The day in each order that makes it one."""
    found = ((order, read_day(text, order)) for order in DayOrder)
    return {order: day for order, day in found if day is not None}


def looks_like_a_date(text: str) -> bool:
    """Whether a cell is a date, with or without a time, in any order; bare numbers are none."""
    plain = " ".join(text.split())
    if len(plain) < 6 or plain.isdigit():
        return False
    day = re.split(r"(?<=\d)T(?=\d)|,?\s+(?=\d{1,2}[:.]\d\d)", plain, maxsplit=1)[0]
    for cut in (plain, day, _HALF.sub("", day)):
        if any(read_day(cut, order) for order in DayOrder):
            return True
    return any(form.match(plain) for form in (_CHARACTERS, _MINGUO, _ERA))


def _digits(text: str) -> date | None:
    """202104 and 20210409."""
    if len(text) == len("202104"):
        return _day(int(text[:4]), int(text[4:]))
    if len(text) == len("20210409"):
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
    return None


def _ordered(three: re.Match[str], order: DayOrder | None) -> date | None:
    """The day of three numbers; without an order what all orders that make one agree on."""
    first, second, third = three.groups()
    short = len(third) < len("2026")
    days = {}
    if not short or len(third) == len("26"):
        year = _year(third)
        days[DayOrder.DMY] = _day(year, int(second), int(first))
        days[DayOrder.MDY] = _day(year, int(first), int(second))
    if short and len(first) == len("26"):
        days[DayOrder.YMD] = _day(_year(first), int(second), int(third))
    if order is not None:
        return days.get(order)
    agreed = {day for day in days.values() if day is not None}
    return agreed.pop() if len(agreed) == 1 else None


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
