"""How many answers each day brought: counted once a segment, since a segment never changes.

A question that names whole days, and a few moments within days, is answered by adding up some
thousand rows instead of millions. Only what nobody counted yet is read: the segments that came.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.counts import STANDS_FOR
from npstui.desk.frames import Frames
from npstui.model.calendar import Unit, floor, local, step, to_utc
from npstui.store.expressions import instant
from npstui.store.values import SegmentRow

# Segments up to this many rows are held as they are.
FEW = 2_000
# A column whose values and days make more rows than this is not worth keeping.
MOST = 300_000
# Days of segments held row by row at once.
EDGES = 200
# Before it midnights fell on other moments than quarter hours of UTC.
_EARLIEST = datetime(1972, 1, 2, tzinfo=UTC)
_QUARTER_HOUR = timedelta(minutes=15)
_MICROS = timedelta(microseconds=1)
_UNSCORED = 15
_SCORES = 16  # more than there are scores, and one of them for none
_PLACE, _HELD = "__place", "__held"

Columns = tuple[str, ...]


class _Made(NamedTuple):
    """What was put together last: of which segments, from which day on, with which days cut."""

    names: frozenset[str]
    since: datetime
    cut: frozenset[tuple[datetime, datetime]]
    rows: pl.DataFrame

    def serves(
        self, names: frozenset[str], since: datetime, cut: Collection[tuple[datetime, datetime]]
    ) -> bool:
        """Whether a question can be asked of it: it may reach further and be cut finer."""
        return self.names == names and self.since <= since and self.cut.issuperset(cut)


class DayCounts:
    """Of the answers that count in one store, as they stand now and not narrowed by a filter."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self._rests_on: tuple[object, pl.DataFrame] | None = None
        # By the columns and the segment: from which day on, and the counts.
        self._days: dict[tuple[Columns, str], tuple[datetime, pl.DataFrame]] = {}
        self._rows: dict[tuple[Columns, str], pl.DataFrame] = {}  # of small segments
        self._edges: dict[tuple[Columns, str, datetime], pl.DataFrame] = {}
        self._undated: dict[str, int] = {}
        self._unfit: set[Columns] = set()
        self._last: dict[Columns, _Made] = {}

    def answers(
        self,
        since: datetime,
        edges: Iterable[datetime],
        zone: ZoneInfo,
        columns: Columns = (),
    ) -> pl.LazyFrame | None:
        """The dated answers from `since` on, as rows that each stand for STANDS_FOR of them.

        Columns: responded_at, score, `columns` and STANDS_FOR. Of a comment it holds only whether
        there is one (then ""). Rows of a day stand at its beginning in `zone`, but for the days
        that one of the `edges` cuts: so it may be filtered by time at the edges and at midnights.
        None where nothing of the kind can be kept: then all answers are to be asked.
        """
        frames = self._frames
        if frames.is_fixed or columns in self._unfit:
            return None
        self._follow(zone)
        segments = [
            row
            for row in frames.snapshot.segments
            if row.latest is not None and row.latest >= since
        ]
        earliest = min((row.earliest for row in segments if row.earliest), default=since)
        since = max(since, earliest)
        if since < _EARLIEST:
            return None
        latest = max((row.latest for row in segments if row.latest), default=since)
        days = _days(since, max(latest, since), zone)
        cut = _cut_by(edges, days)
        names = frozenset(row.name for row in frames.snapshot.segments)
        last = self._last.get(columns)
        if last is None or not last.serves(names, days[0], cut):
            made = self._made(segments, days, cut, columns)
            if made is None:
                return None
            last = self._last[columns] = _Made(names, days[0], frozenset(cut), made)
        return last.rows.lazy()

    def undated(self) -> int:
        """How many answers with a score have no date."""
        lacking = [row.name for row in self._frames.snapshot.segments
                   if row.name not in self._undated]  # fmt: skip
        lone = pl.col("responded_at").is_null() & pl.col("score").is_not_null()
        asked = [self._frames.counted_in(name).filter(lone).select(pl.len()) for name in lacking]
        for name, found in zip(lacking, pl.collect_all(asked), strict=True):
            self._undated[name] = int(found.item())
        return sum(self._undated.values())

    def _follow(self, zone: ZoneInfo) -> None:
        """Forget what does not hold any more."""
        frames = self._frames
        facts = (zone, frames.snapshot.extra_columns)
        rests_on = self._rests_on
        if rests_on is None or rests_on[0] != facts or not rests_on[1].equals(frames.excluded):
            for kept in (self._days, self._rows, self._edges, self._undated, self._last):
                kept.clear()
        self._rests_on = facts, frames.excluded
        names = {row.name for row in frames.snapshot.segments}
        self._days = {key: kept for key, kept in self._days.items() if key[1] in names}
        self._rows = {key: kept for key, kept in self._rows.items() if key[1] in names}
        self._edges = {key: kept for key, kept in self._edges.items() if key[1] in names}
        self._undated = {key: kept for key, kept in self._undated.items() if key in names}

    def _made(
        self,
        segments: Sequence[SegmentRow],
        days: Sequence[datetime],
        cut: Collection[tuple[datetime, datetime]],
        columns: Columns,
    ) -> pl.DataFrame | None:
        if len(self._edges) > EDGES:  # days go by, and each has its own
            self._edges.clear()
        small = [row for row in segments if row.rows <= FEW]
        large = [row for row in segments if row.rows > FEW]
        held = [(row, day) for row in large for day in cut if _overlaps(row, *day)]
        self._read_rows([row for row in small if (columns, row.name) not in self._rows], columns)
        lacking = [(row, day) for row, day in held
                   if (columns, row.name, day[0]) not in self._edges]  # fmt: skip
        self._read_edges(lacking, columns)
        self._count([row for row in large if not self._reaches(row, days[0], columns)],
                    days, columns)  # fmt: skip
        counted = [self._days[columns, row.name][1] for row in large]
        if sum(table.height for table in counted) > MOST:
            self._unfit.add(columns)
            self._days = {key: kept for key, kept in self._days.items() if key[0] != columns}
            return None
        edges = [self._edges[columns, row.name, day] for row, (day, _) in held]
        rows = [self._rows[columns, row.name] for row in small]
        whole = pl.concat(counted or [self._nothing(columns)])
        begins = pl.Series([day for day, _ in cut], dtype=pl.Datetime("us", "UTC"))
        whole = whole.filter(~pl.col("responded_at").is_in(begins.implode()))
        return pl.concat([whole, *edges, *rows])

    def _reaches(self, row: SegmentRow, since: datetime, columns: Columns) -> bool:
        kept = self._days.get((columns, row.name))
        return kept is not None and (kept[0] <= since or row.earliest is None
                                     or kept[0] <= row.earliest)  # fmt: skip

    def _read_rows(self, segments: Sequence[SegmentRow], columns: Columns) -> None:
        found = pl.collect_all(
            [
                _narrow(self._of(row), columns).filter(pl.col("responded_at").is_not_null())
                for row in segments
            ]
        )
        for row, rows in zip(segments, found, strict=True):
            self._rows[columns, row.name] = _each_for_one(rows)

    def _read_edges(
        self, wanted: Sequence[tuple[SegmentRow, tuple[datetime, datetime]]], columns: Columns
    ) -> None:
        at = pl.col("responded_at")
        found = pl.collect_all(
            [
                _narrow(self._of(row).filter(at >= instant(begins), at < instant(ends)), columns)
                for row, (begins, ends) in wanted
            ]
        )
        for (row, (begins, _)), rows in zip(wanted, found, strict=True):
            self._edges[columns, row.name, begins] = _each_for_one(rows)

    def _count(
        self, segments: Sequence[SegmentRow], days: Sequence[datetime], columns: Columns
    ) -> None:
        place = _place(days)
        counted = [
            _narrow(self._of(row).filter(pl.col("responded_at") >= instant(days[0])), columns)
            .select(
                (place * _SCORES + pl.col("score").fill_null(_UNSCORED)).alias(_PLACE), *columns
            )
            .group_by(_PLACE, *columns)
            .len(_HELD)
            for row in segments
        ]
        begins = pl.Series(days, dtype=pl.Datetime("us", "UTC"))
        score = pl.col(_PLACE) % _SCORES
        for row, table in zip(segments, pl.collect_all(counted), strict=True):
            self._days[columns, row.name] = (
                days[0],
                table.select(
                    pl.lit(begins).gather(pl.col(_PLACE) // _SCORES).alias("responded_at"),
                    pl.when(score != _UNSCORED).then(score).cast(pl.Int8).alias("score"),
                    *columns,
                    pl.col(_HELD).cast(pl.Int64).alias(STANDS_FOR),
                ),
            )

    def _of(self, row: SegmentRow) -> pl.LazyFrame:
        return self._frames.counted_in(row.name)

    def _nothing(self, columns: Columns) -> pl.DataFrame:
        return _each_for_one(_narrow(self._frames.counted().clear(), columns).collect())


def _narrow(answers: pl.LazyFrame, columns: Columns) -> pl.LazyFrame:
    """What is kept of them. A comment's words are not: only that there is one."""
    comment = pl.when(pl.col("comment").is_not_null()).then(pl.lit("")).alias("comment")
    kept = (comment if name == "comment" else pl.col(name).cast(pl.String) for name in columns)
    return answers.select("responded_at", "score", *kept)


def _each_for_one(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.lit(1, pl.Int64).alias(STANDS_FOR))


def _days(since: datetime, until: datetime, zone: ZoneInfo) -> list[datetime]:
    """Where the days begin from the one that holds `since`, and where that of `until` ends."""
    day = floor(local(since, zone), Unit.DAY)
    found = [to_utc(day, zone)]
    while found[-1] <= until:
        day = step(day, Unit.DAY, 1)
        found.append(to_utc(day, zone))
    return found


def _cut_by(
    edges: Iterable[datetime], days: Sequence[datetime]
) -> tuple[tuple[datetime, datetime], ...]:
    """The days, as their bounds, that some of the edges cut in two."""
    moments = sorted(set(edges))
    return tuple(
        (begins, ends)
        for begins, ends in pairwise(days)
        if any(begins < moment < ends for moment in moments)
    )


def _place(days: Sequence[datetime]) -> pl.Expr:
    """The number of the day that holds responded_at, looked up by its quarter hour."""
    quarters: list[int] = []
    for number, (begins, ends) in enumerate(pairwise(days)):
        quarters += [number] * ((ends - begins) // _QUARTER_HOUR)
    first = (days[0] - datetime(1970, 1, 1, tzinfo=UTC)) // _QUARTER_HOUR
    quarter = pl.col("responded_at").to_physical() // (_QUARTER_HOUR // _MICROS) - first
    return pl.lit(pl.Series(quarters, dtype=pl.Int64)).gather(quarter)


def _overlaps(row: SegmentRow, begins: datetime, ends: datetime) -> bool:
    if row.earliest is None or row.latest is None:
        return False
    return row.earliest < ends and row.latest >= begins
