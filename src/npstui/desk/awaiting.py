"""What follows of the new answers of some imports: who waits, and why the others do not."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from npstui.analysis.arrivals import bounds
from npstui.desk.frames import Frames
from npstui.model.category import Category
from npstui.model.frozen import dataclass
from npstui.present.numbers import count, thousands
from npstui.present.text import SafeText
from npstui.present.times import whole_date
from npstui.store.expressions import category_expr
from npstui.store.store import Store
from npstui.store.values import ImportRow

_KEYS = ("import_id", "category")
# In a store of more answers it would cost a tenth of a long import's time, and of millions more
# memory than the import itself.
MOST = 500_000


@dataclass(frozen=True, slots=True)
class Awaiting:
    """One category's new answers of an import; the parts sum to `answers`.

    `waiting` have an open case, `without_contact_data` one with nobody to reach. The others have
    none: given before the follow-up start, lapsed when they came in, without a date, or counted
    with a newer answer of the same customer.
    """

    answers: int = 0
    waiting: int = 0
    without_contact_data: int = 0
    before_start: int = 0
    lapsed: int = 0
    undated: int = 0
    with_newer: int = 0


Awaited = Mapping[Category, Awaiting]


def awaiting_of(store: Store, imports: Sequence[ImportRow], now: datetime) -> dict[int, Awaited]:
    """By import id: what its answers came to, as the queues have them at `now`.

    Nothing is told in a store of more than MOST answers.
    """
    frames = Frames(store)
    frames.refresh()
    try:
        if frames.snapshot.rows > MOST:
            return {}
        told = _answers(frames, imports).join(_open(frames, imports, now), on=_KEYS, how="left")
    finally:
        frames.snapshot.close()
    found = {row.import_id: dict.fromkeys(Category, Awaiting()) for row in imports}
    names = (*_KEYS, "answers", "undated", "before", "lapsed", "reachable", "open")
    for import_id, category, answers, undated, before, lapsed, reachable, held in (
        told.select(names).fill_null(0).iter_rows()
    ):
        found[import_id][Category(category)] = Awaiting(
            answers=answers,
            waiting=reachable,
            without_contact_data=held - reachable,
            before_start=before,
            lapsed=lapsed,
            undated=undated,
            with_newer=answers - undated - before - lapsed - held,
        )
    return {**found}


def awaiting_words(found: Awaited, row: ImportRow, zone: ZoneInfo) -> tuple[SafeText, ...]:
    """A sentence a category that any answer came of: "2 detractors wait for a first contact; 2 are
    older than the follow-up start 23 Oct 2026 (--follow-up-from)".
    """
    told = []
    for category in Category:
        each, start = found[category], row.policy.starts.get(category)
        since = "" if start is None else f" {whole_date(start.astimezone(zone).date())}"
        parts = [
            (each.before_start, f"older than the follow-up start{since} (--follow-up-from)"),
            # Of another import than the first it is told beside what came in late.
            (each.lapsed if row.policy.first else 0, "so old that the time to follow up is over"),
            (each.undated, "without a date"),
            (each.without_contact_data, "without contact data"),
            (each.with_newer, "counted with a newer answer of the same customer"),
        ]
        why = [f"{thousands(n)} {'is' if n == 1 else 'are'} {words}" for n, words in parts if n]
        if each.answers:
            verb = "waits" if (each.waiting or each.answers) == 1 else "wait"
            who = count(each.waiting or each.answers, category.value)
            first = f"{who if each.waiting else f'0 of {who}'} {verb} for a first contact"
            told.append(SafeText("; ".join([first, *why])))
    return tuple(told)


def _open(frames: Frames, imports: Sequence[ImportRow], now: datetime) -> pl.DataFrame:
    """Of each import and category: the open cases, and those with a way to reach the customer."""
    # A number needs nobody's name: the cases are there in half the time, and none is kept.
    unnamed = frames.unnamed_cases(now)
    every = frames.open_cases(now).lazy() if unnamed is None else unnamed
    return (
        every.filter(pl.col("open"), pl.col("import_id").is_in([row.import_id for row in imports]))
        .group_by(_KEYS)
        .agg(pl.col("reachable").sum(), pl.len().alias("open"))
        .collect(engine="streaming")
    )


def _answers(frames: Frames, imports: Sequence[ImportRow]) -> pl.DataFrame:
    """Of each import and category: its answers, and those that opened no case by the reason."""
    at, start, lapsed_by = pl.col("responded_at"), pl.col("start"), pl.col("lapsed_by")
    before = (at < start).fill_null(value=False)
    lapsed = ~before & (at <= lapsed_by).fill_null(value=False)
    return (
        frames.counted()
        .filter(pl.col("import_id").is_in([row.import_id for row in imports]))
        .select("import_id", "responded_at", category_expr().alias("category"))
        .join(bounds(imports).lazy(), on=_KEYS)
        .group_by(_KEYS)
        .agg(
            pl.len().alias("answers"),
            at.is_null().sum().alias("undated"),
            before.sum().alias("before"),
            lapsed.sum().alias("lapsed"),
        )
        .collect()
    )
