"""Rows below the answers that sum them up: “Total”, “Average”, a number where the scores are."""

import re
from collections.abc import Mapping

import polars as pl

from npstui.intake.languages import LANGUAGES
from npstui.intake.languages.language import listed
from npstui.intake.words import folded

TOTAL = "total"
_OWN = ("response_id", "responded_at")
_LAST = 5  # rows of a chunk: a total stands below what it sums up
_WORDS = {folded(word) for language in LANGUAGES for word in listed(language.totals)}
_NUMBER = re.compile(r"[\s\d.,%+\N{MINUS SIGN}-]*")


def total_rows(raw: pl.DataFrame, fields: Mapping[str, int]) -> list[int]:
    """Which of the last rows hold a word for a total and else nothing but numbers, one of them
    where the score is. An answer of a customer called so has a time or an id of its own.
    """
    at = {name: raw.columns.index(str(place)) for name, place in fields.items()}
    found = []
    for place, row in enumerate(raw.tail(_LAST).iter_rows(), start=max(0, raw.height - _LAST)):
        words = [cell for cell in row if cell and not _NUMBER.fullmatch(cell)]
        if len(words) != 1 or not row[at["score"]] or folded(words[0]) not in _WORDS:
            continue
        own = (row[at[name]] for name in _OWN if name in at)
        if all(cell in (None, "", words[0]) for cell in own):
            found.append(place)
    return found
