"""How late answers reached the store: of some imports, of the last day, and in sentences."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import polars as pl

from npstui.analysis.arrivals import Arrivals, arrivals, together
from npstui.desk.frames import Frames
from npstui.model.category import Category
from npstui.model.durations import Duration
from npstui.present.numbers import count, thousands
from npstui.present.text import SafeText
from npstui.store.store import Store
from npstui.store.values import ImportRow

LATELY = timedelta(hours=24)


def arrivals_of(store: Store, imports: Sequence[ImportRow]) -> dict[int, Arrivals]:
    """The arrivals of these imports by id; none of a store's first, whose clock is its own."""
    if all(row.policy.first for row in imports):
        return {}
    snapshot = store.snapshot()
    try:
        return arrivals(snapshot.responses, imports)
    finally:
        snapshot.close()


def recent_arrivals(frames: Frames, now: datetime) -> Arrivals:
    """What the imports of the last day brought, as one."""
    lately = [row for row in frames.imports if now - LATELY < row.at <= now]
    return together(arrivals(frames.everything(), lately).values())


def late_on_arrival() -> pl.Expr:
    """Of the case frame: whether it was late the moment it came in."""
    came_late = pl.col("opens") & (pl.col("due_at") <= pl.col("imported_at"))
    return came_late.fill_null(value=False) & ~pl.col("from_import")


def arrival_words(found: Arrivals, due: Mapping[Category, Duration]) -> tuple[SafeText, ...]:
    """A sentence a category, none of one that came in time; `due` is how soon a first contact is
    owed: "37 of 120 new detractors came in late, more than 24 h after they were given".
    """
    told = []
    for category in Category:
        each, span = found[category], due[category].spelled
        parts = [
            (each.late, f"came in late, more than {span} after they were given"),
            (each.close, f"came in with less than a quarter of their {span} left"),
            (each.lapsed, "came in when their follow-up had lapsed: no case was opened"),
        ]
        said = [(number, words) for number, words in parts if number]
        if said:
            (number, words), *others = said
            who = count(each.answers, f"new {category.value}")
            first = f"{thousands(number)} of {who} {words}"
            told.append(
                SafeText("; ".join([first, *(f"{thousands(n)} {what}" for n, what in others)]))
            )
    return tuple(told)
