"""Markers on the timeline: adding them, dropping them, and judging each before against after."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.markers import WEEKS, Cut, Effect, Side, Sides, effects_of, sides_of
from npstui.desk.narrowing import CaseWordInScore
from npstui.desk.scores import change_value, score_value
from npstui.filters.error import FilterError
from npstui.model.calendar import Unit, local, read_calendar, to_utc
from npstui.model.counting import Counting
from npstui.model.durations import parse_duration
from npstui.present.marker_value import MarkerValue
from npstui.present.numbers import count
from npstui.present.text import safe
from npstui.store.store import Store
from npstui.store.values import MarkerRow, NewMarker

LONGEST = 200
FIRST_YEAR, LAST_YEAR = 1900, 2199
_DAYS_BACK = {"today": 0, "yesterday": 1}

# The responses a filter lets through that a score may count; raises what the filter is refused by.
Narrowed = Callable[[str, datetime], pl.LazyFrame]


class MarkerError(ValueError):
    """A marker that cannot be added or found; str() is the sentence."""


@dataclass(frozen=True, slots=True)
class JudgedMarker:
    """A standing marker with its letter, what was compared, and what came of it.

    `before_by` and `after_by` are the letters of the markers that cut its sides. `refused` says
    why its filter can no longer be read, as after a column it names was forgotten; nothing was
    compared then, and the other markers are judged all the same.
    """

    row: MarkerRow
    letter: str
    effect: Effect
    before_by: str | None
    after_by: str | None
    refused: str = ""

    @property
    def weeks_before(self) -> str:
        """How much time the side before it holds, and what cut it."""
        return _side_words(self.effect.sides.before, self.before_by, "precedes")

    @property
    def weeks_after(self) -> str:
        """How much time the side after it holds, and what cut it."""
        return _side_words(self.effect.sides.after, self.after_by, "follows")


def judged_markers(
    rows: Sequence[MarkerRow],
    narrowed: Narrowed,
    now: datetime,
    zone: ZoneInfo,
    weeks: int = WEEKS,
    counting: Counting = Counting.ANSWERS,
) -> tuple[JudgedMarker, ...]:
    """Every one of the standing markers, by its time.

    One whose filter `narrowed` refuses, by FilterError or CaseWordInScore, says so itself.
    """
    ordered = sorted(rows, key=lambda row: (row.at, row.marker_id))
    letters = {row.marker_id: letter_of(place) for place, row in enumerate(ordered)}
    sides = {
        row.marker_id: sides_of(
            row.at, [each.at for each in _neighbours(row, ordered)], now, zone, weeks
        )
        for row in ordered
    }
    frames: dict[int, pl.LazyFrame] = {}
    refused: dict[int, str] = {}
    for row in ordered:
        try:
            frames[row.marker_id] = narrowed(row.where, now)
        except (FilterError, CaseWordInScore) as error:
            refused[row.marker_id] = str(error)
    effects = effects_of([(frame, sides[each]) for each, frame in frames.items()], counting)
    judged = dict(zip(frames, effects, strict=True))
    return tuple(
        JudgedMarker(
            row,
            letters[row.marker_id],
            judged.get(row.marker_id, Effect(sides[row.marker_id], None, None, None)),
            *_cut_by(sides[row.marker_id], _neighbours(row, ordered), letters),
            refused=refused.get(row.marker_id, ""),
        )
        for row in ordered
    )


def marker_value(judged: JudgedMarker, minimum_n: int) -> MarkerValue:
    """A judged marker as a screen shows it."""
    row, effect = judged.row, judged.effect
    sizes = [side.n if side else 0 for side in (effect.before, effect.after)]
    return MarkerValue(
        marker_id=row.marker_id,
        letter=judged.letter,
        at=row.at,
        text=safe(row.text),
        where=safe(row.where),
        person=safe(row.person),
        before=score_value(effect.before),
        after=score_value(effect.after),
        change=change_value(effect.change),
        weeks_before=judged.weeks_before,
        weeks=judged.weeks_after,
        few=min(sizes) < minimum_n,
        refused=safe(judged.refused),
    )


def add_marker(
    store: Store, at: datetime, text: str, where: str, now: datetime, actor: str, person: str
) -> tuple[MarkerRow, bool]:
    """Keeps a marker; the marker, and whether it is new. One alike that stands is kept as it is.

    `where` is a filter as it prints itself, or "". Raises MarkerError.
    """
    said = " ".join(text.split())
    if not said:
        raise MarkerError("A marker needs a few words: what was changed.")
    if len(said) > LONGEST:
        raise MarkerError(f"A marker has at most {LONGEST} characters; this has {len(said)}.")
    for row in store.markers():
        if row.stood(None) and (row.at, row.text, row.where) == (at, said, where):
            return row, False
    marker_id = store.add_marker(NewMarker(at, said, where, now, actor, person))
    return MarkerRow(marker_id, at, said, where, now, actor, person), True


def drop_marker(store: Store, marker_id: int, now: datetime, actor: str, person: str) -> MarkerRow:
    """Takes a marker off the timeline; the log of markers keeps it. Raises MarkerError."""
    row = marker_named(store.markers(), marker_id)
    if not store.drop_marker(marker_id, at=now, actor=actor, person=person):
        row = marker_named(store.markers(), marker_id)
        raise MarkerError(f"Marker {marker_id} was dropped by {row.dropped_person} already.")
    return row


def marker_named(rows: Sequence[MarkerRow], marker_id: int) -> MarkerRow:
    """The marker of this id. Raises MarkerError with those there are."""
    for row in rows:
        if row.marker_id == marker_id:
            return row
    standing = ", ".join(str(row.marker_id) for row in rows if row.stood(None))
    hint = f"There are {standing}." if standing else "There are none."
    raise MarkerError(f"There is no marker {marker_id}. {hint}")


def marker_time(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """When a marker stands: a day's beginning in the zone, or a moment. Raises MarkerError.

    2026-09-30, 2026-09-30T14:00, today, yesterday, or 7d for the day a week ago.
    """
    wanted = text.strip().lower()
    midnight = local(now, zone).replace(hour=0, minute=0, second=0, microsecond=0)
    if wanted in _DAYS_BACK:
        return to_utc(midnight - timedelta(days=_DAYS_BACK[wanted]), zone)
    try:
        back = parse_duration(wanted).before(local(now, zone))
        return _kept(to_utc(back.replace(hour=0, minute=0, second=0, microsecond=0), zone), text)
    except (ValueError, OverflowError) as error:
        if isinstance(error, MarkerError):
            raise
    written = read_calendar(text)
    if written is None or written.unit not in (Unit.DAY, None):
        raise MarkerError(
            f"“{text}” is no day; write 2026-09-30, 2026-09-30T14:00, today, yesterday or 7d."
        )
    return _kept(to_utc(written.start, zone), text)


def letter_of(place: int) -> str:
    """A, B, ... Z, AA, AB, ... for 0, 1, ..."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _kept(at: datetime, text: str) -> datetime:
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise MarkerError(f"“{text}” is outside the years {FIRST_YEAR} to {LAST_YEAR}.")
    return at


def _neighbours(row: MarkerRow, rows: Sequence[MarkerRow]) -> list[MarkerRow]:
    """The others that may have moved the same answers: about everything, or about the same."""
    return [
        other
        for other in rows
        if other.marker_id != row.marker_id
        and (not row.where or not other.where or row.where == other.where)
    ]


def _cut_by(
    sides: Sides, neighbours: Sequence[MarkerRow], letters: dict[int, str]
) -> tuple[str | None, str | None]:
    def letter(cut: Cut | None, at: datetime) -> str | None:
        if cut is not Cut.MARKER:
            return None
        return next(letters[other.marker_id] for other in neighbours if other.at == at)

    before, after = sides.before, sides.after
    return letter(before.cut, before.start), letter(after.cut, after.end)


def _side_words(side: Side, by: str | None, stands: str) -> str:
    if side.weeks <= 0:
        return "still to come"
    # An hour of summer time neither makes a week nor unmakes one.
    whole = int(side.weeks + 0.01)
    length = count(whole, "week") if whole else count(max(round(side.weeks * 7), 1), "day")
    if by is not None:
        return f"{length}, {by} {stands}"
    return f"{length} so far" if side.cut is Cut.NOW else length
