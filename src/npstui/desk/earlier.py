"""What passives gave before: the list's column `earlier`, read beside everything else.

Cases rest on the answers since a window; what the same customers gave before it stands in all the
segments. That is read once off every path somebody waits on, and again when what it rests on has
changed, at most once a minute.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import polars as pl

from npstui.desk.cases import NARROW
from npstui.desk.frames import Frames
from npstui.desk.later import customer_number
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.store.expressions import KEY

AGAIN_AFTER = timedelta(minutes=1)
PIECE = 65_536  # rows read in one step
PARTS = 8  # of the customers, sorted one after the other
PAUSE = 0.02  # seconds between two steps

# By source and response_id: the words of the column.
Words = Mapping[str, Mapping[str, str]]


class EarlierScores:
    """The last two scores that the customers of passive cases gave before each of them."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._rests_on: tuple[int, pl.DataFrame] | None = None
        self._read_at: datetime | None = None
        self._words: Words = {}

    def of(self, ref: ResponseRef) -> str | None:
        """The words for one response; None where nothing is known beyond what its case knows."""
        return self._words.get(ref.source, {}).get(ref.response_id)

    def reading(self, now: datetime) -> Callable[[], bool] | None:
        """What reads them anew, for a thread of its own; None where there is nothing to read.

        It says whether it could: a segment that went away meanwhile is read the next time.
        """
        frames = self._frames
        segments, excluded = frames.snapshot.segments_version, frames.excluded
        if self._rests_on is not None:
            same = self._rests_on[0] == segments and self._rests_on[1].equals(excluded)
            lately = self._read_at is not None and abs(now - self._read_at) < AGAIN_AFTER
            if same or lately:
                return None
        passives = frames.open_cases(now).filter(pl.col("category") == Category.PASSIVE.value)
        passives = passives.select(*KEY, "customer").filter(pl.col("customer").is_not_null())
        answers, rows = frames.everything().select(NARROW), frames.snapshot.rows
        self._rests_on, self._read_at = (segments, excluded), now

        def read() -> bool:
            try:
                said = [
                    said_by(answers.slice(start, PIECE), passives, excluded)
                    for start in _with_pauses(range(0, rows, PIECE))
                ]
                self._words = words_before(said, passives)
            except (pl.exceptions.PolarsError, OSError, ValueError):
                self._rests_on = None
                return False
            return True

        return read


def said_by(answers: pl.LazyFrame, passives: pl.DataFrame, excluded: pl.DataFrame) -> pl.DataFrame:
    """Those of `answers` (columns NARROW) that the customers of `passives` gave and that count.

    Columns KEY, customer, responded_at, score.
    """
    customers = passives.lazy().select("customer").unique()
    return (
        answers.filter(pl.col("responded_at").is_not_null())
        .with_columns(customer_number().alias("customer"))
        .join(customers, on="customer", how="semi")
        .join(excluded.lazy(), on=KEY, how="anti")
        .select(*KEY, "customer", "responded_at", "score")
        .collect()
    )


def words_before(said: Sequence[pl.DataFrame], passives: pl.DataFrame) -> Words:
    """The words of those of `passives` (KEY, customer) whose customer answered before them.

    `said` is all that those customers said, in pieces of `said_by`.
    """
    words: dict[str, dict[str, str]] = {}
    for part in _with_pauses(range(PARTS)):
        of_part = pl.col("customer") % PARTS == part
        theirs = pl.concat([piece.filter(of_part) for piece in said] or [passives.clear()])
        _add_words(words, theirs, passives)
    return words


def _add_words(
    words: dict[str, dict[str, str]], said: pl.DataFrame, passives: pl.DataFrame
) -> None:
    in_order = said.sort("customer", "responded_at", *KEY)

    def given(ago: int) -> pl.Expr:
        same = (pl.col("customer") == pl.col("customer").shift(ago)).fill_null(value=False)
        return pl.when(same).then(pl.col("score").shift(ago))

    before = (
        in_order.select(*KEY, last=given(1), older=given(2))
        .filter(pl.col("last").is_not_null())
        .join(passives, on=KEY, how="semi")
    )
    for source, name, last, older in before.iter_rows():
        words.setdefault(source, {})[name] = _spelled(last, older)


def _spelled(last: int, older: int | None) -> str:
    return f"was {last}" if older is None else f"was {older}, {last}"


def _with_pauses(steps: Iterable[int]) -> Iterator[int]:
    # The desk's questions share the processors: between two steps they go first.
    for step in steps:
        yield step
        time.sleep(PAUSE)
