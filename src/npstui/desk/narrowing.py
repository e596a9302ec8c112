"""Filters typed by people, on responses: what may narrow a score and what may not."""

from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from npstui.filters.tree import Filter


class CaseWordInScore(ValueError):
    """A filter on a score names the case or the answer; str() is the sentence."""


def check_facts_only(tree: Filter) -> None:
    """Raises CaseWordInScore where a filter says more than facts of the response."""
    if refused := tree.case_words():
        raise CaseWordInScore(
            f"A score is not narrowed by words of the case or the answer: "
            f"{', '.join(refused)}. Use facts of the response, such as region or channel."
        )


def facts_only(
    responses: pl.LazyFrame, tree: Filter | None, now: datetime, zone: ZoneInfo
) -> pl.LazyFrame:
    """The responses that a score narrowed by the filter counts. Raises CaseWordInScore."""
    if tree is None:
        return responses
    check_facts_only(tree)
    return responses.filter(tree.expression(now, zone))
