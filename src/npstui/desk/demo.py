"""The demo's store: the sample answers dated so that they end now, and weeks of follow-up."""

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from npstui.model.events import EventKind, NewEvent, NewVerb
from npstui.model.response import ResponseRef
from npstui.settings.sample import sample_path
from npstui.store.store import Store

if TYPE_CHECKING:
    import polars as pl

SOURCE = "nordtaxi"
NAME = "nordtaxi (sample)"
# Whom the desk hands cases on to.
PEOPLE = {
    "payments": "payments@example.com",
    "app team": "app@example.com",
    "dispatch": "dispatch@example.com",
}
TEAM = ("alice", "bob", "chen", "mona", "tom")
PERSON = TEAM[0]  # who sits at the demo's desk
NEWEST = timedelta(minutes=1)  # before now
# What the company changed, so many weeks before the newest answer, and who marked it.
MARKERS = (
    (38, "New dispatch in all cities", "mona"),
    (24, "Prices up by a tenth", "mona"),
    (11, "App 5.1 released", "chen"),
    (7, "App 5.1.2 mends the crash", "chen"),
)
# A first import never opens a late case, so the answers come in as they did in life: the old
# ones together, then in steps.
IMPORTED = (
    *(timedelta(days=days) for days in (35, 14, 3, 2, 1)),
    *(timedelta(hours=hours) for hours in (16, 8, 3, 0)),
)

_DATED = ("responded_at", "purchased_at")


class NotMade(Exception):
    """Nobody waits for the demo any more."""


def make_demo_store(
    path: Path, now: datetime, cancelled: Callable[[], bool] = lambda: False
) -> None:
    """Makes the demo's store at a path, as it stands at `now`.

    Raises StoreExists and StoreForeign where the path is taken, NotMade where `cancelled` says
    between two steps that nobody wants it.
    """
    from npstui.store.seeding import append_past

    answers = _answers(now)
    with Store.create(path) as store:
        store.change_settings(
            lambda settings: replace(settings, name=NAME, team=TEAM, people=PEOPLE)
        )
        _import_in_steps(store, answers, now, cancelled)
        answered = answers.select("response_id", "responded_at").iter_rows()
        _mark(store, now)
        append_past(store, _history(now), {ResponseRef(SOURCE, name): at for name, at in answered})


def _answers(now: datetime) -> "pl.DataFrame":
    """The sample's rows, oldest first, all moved by the same span; dates in UTC, the rest text."""
    import polars as pl

    rows = pl.read_csv(sample_path("demo_responses.csv"), infer_schema=False)
    dated = rows.with_columns(
        pl.col(_DATED)
        .str.to_datetime("%Y-%m-%dT%H:%MZ", time_unit="us")
        .dt.replace_time_zone("UTC")
    )
    moved = pl.lit(now - NEWEST) - pl.col("responded_at").max()
    return dated.with_columns(pl.col(name) + moved for name in _DATED).sort("responded_at")


def _import_in_steps(
    store: Store, answers: "pl.DataFrame", now: datetime, cancelled: Callable[[], bool]
) -> None:
    from npstui.intake.importer import import_files
    from npstui.intake.options import ImportOptions
    from npstui.store.write_failures import writing

    options = ImportOptions(source=SOURCE)
    times = answers["responded_at"]
    done = 0
    # In the store that is being made: cut off, it is taken away with it.
    with tempfile.TemporaryDirectory(prefix="answers-", dir=store.path) as directory:
        for before in IMPORTED:
            if cancelled():
                raise NotMade
            moment = now - before
            until = times.search_sorted(moment, side="right")
            file = Path(directory) / f"{SOURCE}-{moment:%Y-%m-%d-%H%M}.csv"
            with writing(store.path):
                answers[done:until].write_csv(file, datetime_format="%Y-%m-%dT%H:%M:%S%.6fZ")
            import_files(store, [file], options, actor="tom", person="tom", now=moment)
            done = until


def _mark(store: Store, now: datetime) -> None:
    from npstui.store.values import NewMarker

    for weeks, text, person in MARKERS:
        at = now - NEWEST - timedelta(weeks=weeks)
        # Nobody marks a minute: the day it was.
        day = at.replace(hour=0, minute=0, second=0, microsecond=0)
        store.add_marker(NewMarker(day, text, "", at, person, person))


def _history(now: datetime) -> Iterator[NewVerb]:
    """What the team did, oldest first; the newest answer's time is minute 0 of the sample's."""
    end = now - NEWEST
    for told in json.loads(sample_path("demo_events.json").read_text(encoding="utf-8")):
        events = tuple(
            NewEvent(ResponseRef(SOURCE, name), EventKind(event["kind"]), _data(event["data"], end))
            for name in told["ids"]
            for event in told["events"]
        )
        yield NewVerb(
            command=told["command"],
            said=told["said"],
            at=end - timedelta(minutes=told["before"]),
            actor=told["person"],
            person=told["person"],
            events=events,
        )


def _data(data: Mapping[str, object], end: datetime) -> dict[str, object]:
    """An event's data with its relative moments made absolute."""
    absolute = dict(data)
    for name in ("until", "told"):
        before = absolute.pop(f"{name}_before", None)
        if isinstance(before, int):
            absolute[name] = (end - timedelta(minutes=before)).isoformat()
    return absolute
