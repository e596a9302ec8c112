"""Scores as files write them: 8, 8.0, " 8 ", 8,0, Extremely likely - 10, and no answer."""

import re
from dataclasses import dataclass
from enum import Enum

import polars as pl

from npstui.intake.words import CATEGORY_WORDS, UNANSWERED, folded
from npstui.model.category import HIGHEST, LOWEST

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d*)?|[+-]?[.,]\d+")
_LABELLED = re.compile(r"[^\d]*[^\W\d_][^\d]*\s[-–—:]\s*(\d{1,2})")
_LABELLED_FIRST = re.compile(r"(\d{1,2})\s*[-–—:]\s*[^\W\d_][^\d]*")


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


def read_score(text: str) -> int | Missing | str:
    """What one cell says: a score, no answer, or the reason why it is neither."""
    cell = text.strip().removeprefix("'").strip().replace("\N{MINUS SIGN}", "-")
    if folded(cell) in UNANSWERED:
        return Missing.UNANSWERED
    labelled = _LABELLED.fullmatch(cell) or _LABELLED_FIRST.fullmatch(cell)
    if labelled is not None:
        cell = labelled[1]
    if _NUMBER.fullmatch(cell) is None:
        said = f"score “{_short(text)}” is "
        if folded(cell) in CATEGORY_WORDS:
            return f"{said}a category, not a number from {LOWEST} to {HIGHEST}"
        return f"{said}no number from {LOWEST} to {HIGHEST}"
    value = float(cell.replace(",", "."))
    if not LOWEST <= value <= HIGHEST:
        return f"score {_short(text)} lies outside {LOWEST}-{HIGHEST}"
    if value != int(value):
        return f"score {_short(text)} is no whole number"
    return int(value)


def read_scores(column: pl.Series) -> Scores:
    """The scores of a String column."""
    whole = column.cast(pl.Int8, strict=False)
    valid = whole.is_between(LOWEST, HIGHEST).fill_null(value=False)
    if valid.all():
        return Scores(whole, ~valid, ~valid, {})
    verdicts = {text: read_score(text) for text in column.filter(~valid).drop_nulls().unique()}
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


def _short(text: str) -> str:
    cell = " ".join(text.split())
    return cell if len(cell) <= 40 else f"{cell[:39]}…"
