"""The demo's store: the sample answers dated so that they end now, and a month of follow-up."""

import csv
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from npstui.model.events import EventKind, NewEvent, NewVerb
from npstui.model.response import ResponseRef
from npstui.settings.sample import sample_path
from npstui.store.store import Store

SOURCE = "nordtaxi"
TEAM = ("alice", "bob", "chen", "mona", "tom")
PERSON = TEAM[0]  # who sits at the demo's desk
NEWEST = timedelta(minutes=1)  # before now
# A first import never opens a late case, so the answers come in as they did in life: the old
# ones together, then week by week.
IMPORTED = tuple(timedelta(days=days) for days in (30, 23, 16, 9, 2, 0))

_DATED = ("responded_at", "purchased_at")


def make_demo_store(path: Path, now: datetime) -> None:
    """Makes the demo's store at a path, as it stands at `now`.

    Raises StoreExists and StoreForeign where the path is taken.
    """
    answers = _answers(now)
    with Store.create(path) as store:
        store.change_settings(lambda settings: replace(settings, name=SOURCE, team=TEAM))
        _import_in_steps(store, answers, now)
        at = {row["response_id"]: datetime.fromisoformat(row["responded_at"]) for row in answers}
        for verb in _history(now):
            store.append(verb, responded_at={event.ref: at[event.ref[1]] for event in verb.events})


def _answers(now: datetime) -> list[dict[str, str]]:
    """The sample's rows, oldest first, all moved by the same span."""
    with sample_path("demo_responses.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    newest = max(datetime.fromisoformat(row["responded_at"]) for row in rows)
    moved = now - NEWEST - newest
    for row in rows:
        for name in _DATED:
            row[name] = (datetime.fromisoformat(row[name]) + moved).isoformat()
    return rows


def _import_in_steps(store: Store, answers: Sequence[Mapping[str, str]], now: datetime) -> None:
    from npstui.intake.importer import import_files
    from npstui.intake.options import ImportOptions

    options = ImportOptions(source=SOURCE)
    done = 0
    with tempfile.TemporaryDirectory(prefix="npstui-demo-") as directory:
        for before in IMPORTED:
            moment = now - before
            until = sum(datetime.fromisoformat(row["responded_at"]) <= moment for row in answers)
            file = Path(directory) / f"{SOURCE}-{moment:%Y-%m-%d}.csv"
            _write(file, answers[done:until])
            import_files(store, [file], options, actor="tom", person="tom", now=moment)
            done = until


def _write(path: Path, rows: Sequence[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


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
    before = absolute.pop("until_before", None)
    if isinstance(before, int):
        absolute["until"] = (end - timedelta(minutes=before)).isoformat()
    return absolute
