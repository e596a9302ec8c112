"""Numbers that are sums over the cases, followed through time and what comes in.

A number of cases changes where a case does: because its rows changed, or because a moment went by
that its standing rests on. Only those cases are asked again.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.period import parse_period
from npstui.desk import cases, within_time
from npstui.desk.arriving import LATELY
from npstui.desk.frames import Frames
from npstui.desk.pieces import Pieces
from npstui.store.expressions import instant

# Of cases in the shape of cases.at, at a moment; lazy where they are not worked out yet.
Count = Callable[[pl.DataFrame | pl.LazyFrame, datetime], Mapping[object, int]]

# As far as any number looks ahead of the time a contact is due, in steps of an hour.
AHEAD = timedelta(hours=6)
# Before the end of a passive's window a view of its own begins.
BEFORE_END = timedelta(days=30)
# Where more cases change at once they are all asked.
MANY = 50_000
_HOUR = timedelta(hours=1) // timedelta(microseconds=1)


class _Known(NamedTuple):
    pieces: Pieces
    rests_on: object
    at: datetime
    gone: int  # of the front's rows, when it was counted
    behind: pl.DataFrame


class CaseNumbers:
    """What is counted of the open cases of one store and of those ended lately."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._known: _Known | None = None
        # When, and of what, it was counted before the cases had names.
        self._early: tuple[object, object, datetime] | None = None
        self._numbers: dict[Count, Counter[object]] = {}
        self._next: pl.Series | None = None  # when each row of the front changes next

    def of(self, count: Count, now: datetime, zone: ZoneInfo) -> Mapping[object, int]:
        """What `count` gives of all cases at a moment, counted again where that changed.

        It may cut days and weeks in `zone`, and a period as within_time.PERIOD does; beyond that
        it rests on the moments of the cases alone. All that was asked before is followed along.
        """
        rests_on = zone, now.astimezone(zone).date()
        unnamed = self._frames.unnamed_cases(now)
        if unnamed is not None:
            early = self._frames.made_of, rests_on, now
            if self._early != early:
                self._forget()
                self._early = early
            return self._counted(count, unnamed, now)
        pieces = self._frames.standing(now)
        known, early_of, self._early = self._known, self._early, None
        if early_of is not None and early_of[0] is pieces.made_of is not None:
            known = _Known(pieces, *early_of[1:], 0, pieces.front.clear())
        if (
            known is None
            or known.pieces is not pieces
            or known.rests_on != rests_on
            or known.at > now
            or not self._follow(known, now, zone)
        ):
            self._forget()
        self._known = _Known(pieces, rests_on, now, pieces.gone.len(), pieces.behind)
        if count in self._numbers:
            return self._numbers[count]
        return self._counted(count, self._frames.open_cases(now), now)

    def _counted(
        self, count: Count, every: pl.DataFrame | pl.LazyFrame, now: datetime
    ) -> Counter[object]:
        if count not in self._numbers:
            self._numbers[count] = Counter(count(every, now))
        return self._numbers[count]

    def _forget(self) -> None:
        self._numbers.clear()
        self._known = self._next = None

    def _follow(self, known: _Known, now: datetime, zone: ZoneInfo) -> bool:
        """Bring the numbers up to a later moment; whether that could be done with few cases."""
        pieces, front = known.pieces, known.pieces.front
        if known.at == now and known.behind is pieces.behind:
            return True
        if self._next is None:
            self._next = front.select(_changes_next(known.at)).to_series()
        gone = pieces.gone.slice(known.gone)
        changing = self._changing(known, now, zone)
        if changing.len() > MANY:
            return False
        if pieces.gone.len():
            changing = changing.filter(~changing.is_in(pieces.gone.implode()))
        still = front[changing]
        stood = cases.at(pl.concat([front[gone], known.behind, still]), known.at)
        stands = cases.at(pl.concat([pieces.behind, still]), now)
        changed = {count: (count(stood, known.at), count(stands, now)) for count in self._numbers}
        if still.height:
            again = still.select(_changes_next(now)).to_series()
            self._next = self._next.scatter(changing, again)
        for count, (before, after) in changed.items():
            self._numbers[count].subtract(before)
            self._numbers[count].update(after)
        return True

    def _changing(self, known: _Known, now: datetime, zone: ZoneInfo) -> pl.Series:
        """The rows of the front with a moment that has gone by."""
        assert self._next is not None
        starts = [parse_period(within_time.PERIOD, at, zone).start for at in (known.at, now)]
        low, high = min(filter(None, starts)), max(filter(None, starts))
        at = pl.col("responded_at")
        return (
            known.pieces.front.select("responded_at", next=self._next)
            .select(
                pl.arg_where(
                    (pl.col("next") <= instant(now)).fill_null(value=False)
                    | ((at >= instant(low)) & (at < instant(high))).fill_null(value=False)
                )
            )
            .to_series()
        )


def _changes_next(now: datetime) -> pl.Expr:
    """The first moment from `now` on at which a case can come to count otherwise."""
    moment = instant(now)
    due, window = pl.col("due_at"), pl.col("lapses_at")
    left = due - moment
    # Each whole hour before it is due counts otherwise.
    rest = pl.duration(microseconds=left.dt.total_microseconds() % _HOUR, time_unit="us")
    steps = pl.when(left >= AHEAD).then(due - AHEAD).otherwise(moment + rest)
    quarter = due - (due - pl.col("clock_starts_at")) / 4
    snoozed = pl.col("snoozed_at").is_not_null()
    moments = [
        pl.when(left >= timedelta()).then(steps),
        window,
        window - BEFORE_END,
        pl.col("again_at"),
        pl.col("handed_until"),
        pl.when(snoozed).then("snoozed_until"),
        pl.when(snoozed).then(quarter),
        pl.col("responded_at"),
        pl.col("imported_at") + LATELY,
    ]
    return pl.min_horizontal(pl.when(each >= moment).then(each) for each in moments).alias("next")
