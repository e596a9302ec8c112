"""The languages customers are written to in: their codes, dates, and a guess from a comment."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its name in English, other names and codes, its months, its dates."""

    code: str
    name: str
    others: tuple[str, ...]
    months: tuple[str, ...]
    day: str  # how a day of the year is written
    month: str  # how a month with its year is
    words: frozenset[str] = frozenset()  # that few other languages here have


_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SV = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
_NO = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
_NL = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_ZH = tuple(f"{number}月" for number in range(1, 13))


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LANGUAGES: tuple[Language, ...] = (
    Language("en", "English", ("eng", "engelska", "engelsk", "engels"), tuple(_EN),
             "{day} {month}", "{month} {year}",
             _set("the and was is to of it not but you your they this have been with my")),
    Language("sv", "Swedish", ("swe", "svenska", "svensk", "zweeds"), tuple(_SV),
             "{day} {month}", "{month} {year}",
             _set("och inte jag är från mycket bara efter när också bättre ni något få gick")),
    Language("no", "Norwegian", ("nb", "nn", "nob", "nor", "norsk", "bokmål", "nynorsk", "norska"),
             tuple(_NO), "{day}. {month}", "{month} {year}",
             _set("og ikke jeg fra mye bare etter når også bedre dere noe ble gikk hadde meg")),
    Language("nl", "Dutch", ("nld", "dut", "nederlands", "vlaams", "flemish", "nederländska"),
             tuple(_NL), "{day} {month}", "{month} {year}",
             _set("de het een niet ik en van was maar ook veel jullie naar voor te dat zijn")),
    Language("zh-Hant", "Traditional Chinese",
             ("zh", "zh-tw", "zh-hk", "zh-mo", "chinese", "中文", "繁體中文", "正體中文", "zho"),
             _ZH, "{month}{day}日", "{year}年{month}"),
)  # fmt: skip
_BY_CODE: Mapping[str, Language] = {each.code: each for each in LANGUAGES}
_BY_NAME = {
    name.casefold(): each.code
    for each in LANGUAGES
    for name in (each.code, each.name, *each.others)
}
_LONGEST_CODE = 3
_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA_OR_HANGUL = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+")


def language_code(written: str | None) -> str | None:
    """The code of a language as a file names it: “nb-NO”, “Norwegian” and “no” are all no.

    A language without texts of ours keeps its own code; None where nothing is written.
    """
    word = (written or "").strip().replace("_", "-").casefold()
    if not word:
        return None
    first, _, region = word.partition("-")
    if first == "zh" and region:
        return "zh-Hant" if region in ("hant", "tw", "hk", "mo") or "hant" in region else "zh-Hans"
    return _BY_NAME.get(word) or _BY_NAME.get(first) or word


def language_name(code: str) -> str:
    """What a language is called on screen."""
    return _BY_CODE[code].name if code in _BY_CODE else code


def language_words(written: str) -> str:
    """A language as a file names it, by its name where it is one of ours: “nl” is Dutch."""
    code = language_code(written) or ""
    return _BY_CODE[code].name if code in _BY_CODE else written


def language_named(word: str) -> str | None:
    """The English name of the language that a name, in any language, says; None for codes too.

    A code is two or three letters that are words of their own elsewhere: “no”, “en”.
    """
    folded = word.strip().casefold()
    is_code = "-" in folded or (len(folded) <= _LONGEST_CODE and folded.isascii())
    code = None if is_code else _BY_NAME.get(folded)
    return _BY_CODE[code].name if code is not None else None


def spellings_of(word: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """How files write the language that a name says: whole, and what a region follows after.

    Lower case, with hyphens. None where the word names no language: a code means itself alone.
    """
    if language_named(word) is None:
        return None
    code = _BY_NAME[word.strip().casefold()]
    whole = tuple(name for name, of in _BY_NAME.items() if of == code)
    if code == "zh-Hant":
        return whole, ("zh-hant-", "zh-tw-", "zh-hk-")
    return whole, tuple(f"{name}-" for name in whole if len(name) <= _LONGEST_CODE)


def guess_language(comment: str | None) -> str | None:
    """The language of a comment where it can be told by its signs or its small words."""
    if not comment:
        return None
    if len(_HAN.findall(comment)) >= 2 and not _KANA_OR_HANGUL.search(comment):
        return "zh-Hant"
    words = [word.casefold() for word in _WORD.findall(comment)]
    hits = {each.code: sum(word in each.words for word in words) for each in LANGUAGES}
    best, second = sorted(hits.values(), reverse=True)[:2]
    return max(hits, key=lambda code: hits[code]) if best > second else None


def choose_language(wanted: str | None, default: str, there_are: Collection[str]) -> str:
    """The language to write in: the wanted one, else the store's, else English, else any."""
    for code in (wanted, default, ENGLISH):
        if code in there_are:
            return str(code)
    return min(there_are)


def day_words(day: date, code: str) -> str:
    """“20 November”, “20. november”, “11月20日”."""
    language = _BY_CODE.get(code, _BY_CODE[ENGLISH])
    return language.day.format(day=day.day, month=language.months[day.month - 1])


def month_words(day: date, code: str) -> str:
    """“January 2027”, “2027年1月”."""
    language = _BY_CODE.get(code, _BY_CODE[ENGLISH])
    return language.month.format(month=language.months[day.month - 1], year=day.year)
