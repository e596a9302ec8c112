"""Scores as files write them: 8, 8.0, " 8 ", 8,0, Extremely likely - 10, and no answer.

A fraction between two scores is no score unless a scale is told, which then says what it is.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

import polars as pl

from npstui.intake.dates import names_a_month
from npstui.intake.scales import Scale
from npstui.intake.words import CATEGORY_WORDS, UNANSWERED, folded
from npstui.model.category import HIGHEST, LOWEST

FRACTION = "is no whole number"
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d*)?|[+-]?[.,]\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
_DIGITS = re.compile(r"\d+")
_BETWEEN = re.compile(
    r"[,;:=()（）–—]|\s[-/]\s|(?<=\w\w)/(?=\w\w)|\b(?:or|eller|oder|ou|of|o)\b", re.IGNORECASE
)
_TELLING = 4  # letters beside a number that can only be words
# What Qualtrics and statistics programs write for no answer; no scale has them.
_CODES_OF_NONE = frozenset(("-66", "-77", "-88", "-97", "-98", "-99", "-999"))
_WORDS = r"[^\d]*[^\W\d_][^\d]*"
_LABELLED = (
    re.compile(rf"{_WORDS}\s[-–—:]\s*(\d{{1,3}})"),
    re.compile(rf"(\d{{1,3}})\s*[-–—:=]\s*{_WORDS}"),
    re.compile(rf"(\d{{1,3}})\s*[(（]{_WORDS}[)）]"),
    re.compile(rf"{_WORDS}[(（]\s*(\d{{1,3}})\s*[)）]"),
    re.compile(r"(\d{1,2})\s*(?:分|점|点|點|points?|poeng|poäng|punten|puntos|pontos|Punkte)"),
    re.compile(r"(\d{1,2})\s*/\s*10"),
)


class Missing(Enum):
    """No answer was given."""

    UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Scores:
    """`values` are Int8, null where there is no score; `refused` and `unanswered` say why, row by
    row; `reasons` names what is wrong, by the text as found.
    """

    values: pl.Series
    unanswered: pl.Series
    refused: pl.Series
    reasons: dict[str, str]


def read_value(text: str) -> float | Missing | None:
    """The number a cell says, on whatever scale; None where it says none."""
    cell = text.strip().removeprefix("'").strip().replace("\N{MINUS SIGN}", "-")
    if folded(cell) in UNANSWERED:
        # “★★★★” folds to nothing as “-” does, and is an answer.
        return None if _pictured(cell) else Missing.UNANSWERED
    if cell in _CODES_OF_NONE or (_LETTERS.search(cell) and _says_nothing(cell)):
        return Missing.UNANSWERED
    if _NUMBER.fullmatch(cell) is None:
        found = next((match for form in _LABELLED if (match := form.fullmatch(cell))), None)
        # “10-Sep” is what a spreadsheet makes of 9-10, and no 10.
        if found is None or any(map(names_a_month, _LETTERS.findall(cell))):
            return None
        cell = found[1]
    return float(cell.replace(",", "."))


def read_score(text: str, scale: Scale | None = None) -> int | Missing | str:
    """What one cell says: a score, no answer, or the reason why it is neither."""
    value = read_value(text)
    if isinstance(value, Missing):
        return value
    low, high = (LOWEST, HIGHEST) if scale is None else (scale.low, scale.high)
    if value is None:
        said = f"score “{_short(text)}” is "
        if folded(text) in CATEGORY_WORDS:
            return f"{said}a category, not a number from {low} to {high}"
        return f"{said}no number from {low} to {high}"
    if not low <= value <= high:
        return f"score {_short(text)} lies outside {low}-{high}"
    if scale is not None:
        score = scale.score_of(value)
        return score if score is not None else f"score {_short(text)} lies outside {scale}"
    if value != int(value):
        return f"score {_short(text)} {FRACTION}"
    return int(value)


def read_scores(column: pl.Series, scale: Scale | None = None) -> Scores:
    """The scores of a String column; those of another scale than 0-10 as that scale says."""
    whole = column.cast(pl.Int8, strict=False)
    if scale is not None and not (scale.plain and scale.low == LOWEST):
        whole = whole.set(whole.is_not_null(), None)
    valid = whole.is_between(LOWEST, HIGHEST).fill_null(value=False)
    if valid.all():
        return Scores(whole, ~valid, ~valid, {})
    verdicts = {
        text: read_score(text, scale) for text in column.filter(~valid).drop_nulls().unique()
    }
    read = {text: score for text, score in verdicts.items() if isinstance(score, int)}
    reasons = {text: reason for text, reason in verdicts.items() if isinstance(reason, str)}
    values = whole.set(~valid, None)
    if read:
        others = column.replace_strict(
            list(read), list(read.values()), default=None, return_dtype=pl.Int8
        )
        values = values.fill_null(others)
    refused = column.is_in(list(reasons)) if reasons else valid & ~valid
    refused = refused.fill_null(value=False)
    return Scores(values, values.is_null() & ~refused, refused, reasons)


def _says_nothing(cell: str) -> bool:
    """Whether all the words are of no answer: “Weiß nicht / keine Angabe”, “99 - Don't know”."""
    words = _DIGITS.sub(" ", cell)
    plain = folded(words)
    if len(plain) < _TELLING and plain != folded(cell):
        return False  # “9 (NR)” may say anything
    if plain in UNANSWERED:
        return plain != ""
    parts = [folded(part) for part in _BETWEEN.split(words)]
    return any(parts) and all(part in UNANSWERED for part in parts)


def _pictured(cell: str) -> bool:
    return not cell.isascii() and any(unicodedata.category(each) == "So" for each in cell)


def _short(text: str) -> str:
    cell = " ".join(text.split())
    return cell if len(cell) <= 40 else f"{cell[:39]}…"
