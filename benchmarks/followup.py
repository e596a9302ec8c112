"""What the health of follow-up costs on a store in which much was done."""

import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.data import DATA, copied, store
from benchmarks.table import Measured, below

if TYPE_CHECKING:
    from npstui.desk.desk import Desk
    from npstui.model.response import ResponseRef
    from npstui.store.store import Store

EVENTS = 200_000
MERGED = 1_000
VERBS_EVERY = 5_000  # events a verb


def followup_costs(rows: int) -> Iterator[Measured]:
    """The screen's 30 days, all of history, a split; a draft, and one text for a thousand."""
    from npstui.desk.opening import open_desk
    from npstui.model.category import Category
    from npstui.present.values import View

    now = datetime.now(UTC)
    with copied(handled(rows)) as copy:
        desk = open_desk(copy, person="alice")
        desk.header(now)
        desk.overview(now)
        refs = desk.queue(Category.PASSIVE, View.QUEUE, now).refs()
        yield from _answers(desk, now)
        yield from _texts(desk, refs, now)
        desk.close()


def _answers(desk: "Desk", now: datetime) -> Iterator[Measured]:
    asked = desk.following_up
    yield below(f"followup of 30 days, {EVENTS:,} events", 500, lambda: asked.answer(now))
    by = "region"
    yield below("the same by region", 500, lambda: asked.answer(now, by=by))
    where = "region:Oslo"
    yield below("the same of one region", 500, lambda: asked.answer(now, where=where))
    yield below("followup of all there is", 500, lambda: asked.answer(now, "all"))


def _texts(desk: "Desk", refs: "list[ResponseRef]", now: datetime) -> Iterator[Measured]:
    """What c waits for. The answers have no addresses, so the thousand texts are letters."""
    from npstui.desk.merging import merge_to_file

    drafts, one, many = desk.drafts, iter(refs), refs[-MERGED:]
    yield below("opening a draft", 50, lambda: drafts.draft(next(one), now))
    yield below(f"one text for {MERGED:,}, shown", 1000, lambda: drafts.merge(many, now, "letter"))
    letters = {"channel": "letter", "result": "sent"}
    target = DATA / "merged.csv"
    target.unlink(missing_ok=True)
    yield below(
        "its file, logged for each", 1000,
        lambda: merge_to_file(desk, many, letters, target, now), repeats=1,
    )  # fmt: skip
    target.unlink()


def handled(rows: int) -> Path:
    """The store of so many answers with EVENTS events in its log, made unless one is there."""
    from npstui.store.store import Store

    path = DATA / f"answers-{rows}-handled.nps"
    made = store(rows)
    if path.exists() and path.stat().st_mtime > made.stat().st_mtime:
        return path
    shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(made, path)
    with Store.open(path) as opened:
        _handle(opened, datetime.now(UTC))
    path.touch()
    return path


def _handle(opened: "Store", now: datetime) -> None:
    """Four events on each of the newest cases: taken, tagged, contacted, resolved."""
    import polars as pl

    from npstui.model.events import EventKind, NewEvent, NewVerb
    from npstui.model.response import ResponseRef

    drawn = random.Random(7)
    snapshot = opened.snapshot()
    at = pl.col("responded_at")
    newest = (
        snapshot.responses.select("source", "response_id", "responded_at")
        .filter(at.is_not_null())
        .top_k(EVENTS // 4, by=at)
        .collect()
        .sort("responded_at")
    )
    cases = [(ResponseRef(*row[:2]), row[2]) for row in newest.iter_rows()]
    for start in range(0, len(cases), VERBS_EVERY):
        part = cases[start : start + VERBS_EVERY]
        for kind in (EventKind.ASSIGNED, EventKind.TAGGED, EventKind.CONTACTED, EventKind.RESOLVED):
            moment = min(part[-1][1] + timedelta(hours=drawn.randint(1, 40)), now)
            events = tuple(NewEvent(ref, kind, _data(kind, drawn)) for ref, _ in part)
            verb = NewVerb("bench", kind.value, moment, "os", "alice", events)
            opened.append(verb, responded_at=dict(part))
    snapshot.close()


def _data(kind: str, drawn: random.Random) -> dict[str, object]:
    people, tags = ("alice", "bob", "chen", "dana"), ("app", "price", "late-driver", "support")
    if kind == "assigned":
        return {"to": drawn.choice(people)}
    if kind == "tagged":
        return {"tags": [drawn.choice(tags)]}
    if kind == "contacted":
        results = ("sent", "reached", "no-answer")
        return {"channel": drawn.choice(("mail", "phone")), "result": drawn.choice(results)}
    return {
        "outcome": drawn.choice(("solved", "apologised")),
        "remedy": drawn.choice(("ride", None)),
    }
