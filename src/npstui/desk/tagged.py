"""The answers of a period by the tags of their cases."""

from collections.abc import Callable
from datetime import datetime
from difflib import get_close_matches

import polars as pl

from npstui.analysis.counts import Counts, count_categories, in_period, latest_per_customer
from npstui.analysis.period import parse_period
from npstui.desk.frames import Frames
from npstui.model.counting import Counting
from npstui.store.expressions import KEY
from npstui.store.store import Store

Facts = Callable[[str | None, datetime], pl.LazyFrame]


class NoSuchTag(ValueError):
    """No case has the tag; str() is the sentence, with the nearest."""


class Tagged:
    """The answers that count, by tag. An answer without a case has none, and counts all the same.

    `facts` gives the answers that count, narrowed by facts of the response; it raises
    CaseWordInScore.
    """

    def __init__(self, frames: Frames, store: Store, facts: Facts) -> None:
        self._frames = frames
        self._store = store
        self._facts = facts

    def counts(
        self,
        tag: str,
        period: str,
        now: datetime,
        *,
        where: str | None = None,
        counting: Counting = Counting.ANSWERS,
    ) -> Counts:
        """The answers of the period with the tag, by category; case apart.

        Raises NoSuchTag where no case has it; PeriodError, FilterError, CaseWordInScore.
        """
        answers = self._facts(where, now)
        asked = parse_period(period, now, self._store.settings().zone)
        inside = answers.filter(in_period(asked))
        if counting is Counting.CUSTOMERS:
            inside = latest_per_customer(inside)
        tagged = self._keys_of(tag)
        return count_categories(inside.join(tagged.lazy(), on=KEY, how="semi"))

    def _keys_of(self, tag: str) -> pl.DataFrame:
        held = self._frames.states.select(*KEY, "tags").explode("tags")
        wanted = tag.strip().lower()
        found = held.filter(pl.col("tags").str.to_lowercase() == wanted)
        if not found.height:
            known = held["tags"].drop_nulls().unique().sort().to_list()
            near = get_close_matches(wanted, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise NoSuchTag(f"No case is tagged “{tag.strip()}”.{hint}")
        return found.select(KEY)
