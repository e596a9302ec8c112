"""A desk that followed its store says to the last digit what one opened anew on it says."""

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from tests.desk.stores import desk_of

from npstui.analysis.counts import STANDS_FOR
from npstui.desk import day_counts
from npstui.desk.day_counts import DayCounts
from npstui.desk.desk import Desk
from npstui.desk.frames import Frames
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.model.counting import Counting
from npstui.model.response import ResponseRef
from npstui.present.values import View
from npstui.store import compaction
from npstui.store.store import Store

NOW = datetime(2026, 11, 20, 12, 34, 56, 789, tzinfo=UTC)
HEADER = ("response_id", "responded_at", "score", "comment", "customer_id", "email", "region",
          "survey_type", "wave")  # fmt: skip
ZONES = ("UTC", "Europe/Oslo", "Australia/Lord_Howe", "America/Santiago")
# What can be asked of a period: one that goes with the time, of the calendar, open at an end, all.
# (The one a desk opens on is chosen anew when answers come in, not as time goes by.)
PERIODS = ("30d", "12w", "this-month", "2026-10", "2026-09-15..2026-10-31", "2026-10-01..",
           "all")  # fmt: skip


class Grown:
    """A store that things happen to, and a desk that has been open all the time."""

    def __init__(self, folder: Path, seed: int, zone: str) -> None:
        self.drawn = Random(seed)
        self.now = NOW
        self.folder = folder
        self.store = Store.create(folder / "s.nps", time_zone=zone)
        self.given: list[tuple[str, ...]] = []
        self.take("spread", 60)
        self.desk = desk_of(self.store)
        look(self.desk, self.now, None)

    def take(self, when: str, count: int) -> None:
        """Import answers of few customers: of these days, of all times, of none, or of tomorrow."""
        rows: list[tuple[str, ...]] = []
        for _ in range(count):
            hours = self.drawn.randrange(48 if when == "lately" else 24 * 200)
            hours = -(hours % 20) if when == "ahead" else hours
            at = self.now - timedelta(hours=hours, seconds=self.drawn.choice([0, 7]))
            dated = when != "undated" or self.drawn.random() < 0.5
            customer = self.drawn.choice(["", *(f"C{one}" for one in range(9))])
            rows.append(
                (
                    f"N{len(self.given) + len(rows)}",
                    at.isoformat() if dated else "",
                    str(self.drawn.randrange(11)),
                    self.drawn.choice(["", "app", "slow\nline"]),
                    customer,
                    f"{customer}@example.com" if self.drawn.random() < 0.7 else "",
                    self.drawn.choice(["Oslo", "Bergen", "Malmö", ""]),
                    self.drawn.choice(["relationship", "relationship", "transactional", ""]),
                    self.drawn.choice(["1", "2", ""]),
                )
            )
        self.given += rows
        self._import(rows)

    def correct(self, count: int) -> None:
        """Answers that are known come again with another score."""
        chosen = self.drawn.sample(range(len(self.given)), count)
        rows = []
        for at in chosen:
            row = self.given[at]
            self.given[at] = (*row[:2], str(self.drawn.randrange(11)), *row[3:])
            rows.append(self.given[at])
        self._import(rows, update=True)

    def give(self, verb: str, count: int, **arguments: object) -> None:
        """A verb of a colleague on some of the answers."""
        chosen = self.drawn.sample(self.given, count)
        refs = [ResponseRef("survey", row[0]) for row in chosen]
        colleague = desk_of(self.store, "bob")
        colleague.run(verb, refs, arguments, self.now)

    def set(self, **settings: object) -> None:
        """Somebody changes settings of the store."""
        self.store.change_settings(lambda now: replace(now, **settings))  # type: ignore[arg-type]

    def wait(self, hours: float) -> None:
        self.now += timedelta(hours=hours)

    def _import(self, rows: list[tuple[str, ...]], *, update: bool = False) -> None:
        file = self.folder / "survey.csv"
        with file.open("w", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(HEADER)
            writer.writerows(rows)
        options = ImportOptions(follow_up_from="all", time_zone="UTC", update=update)
        (result,) = import_files(
            self.store, [file], options, actor="os", person="bob", now=self.now
        )
        assert result.refusal is None, result.refusal


STEPS = {
    "lately": lambda grown: grown.take("lately", 7),
    "spread": lambda grown: grown.take("spread", 20),
    "undated": lambda grown: grown.take("undated", 4),
    "correct": lambda grown: grown.correct(6),
    "tag": lambda grown: grown.give("case.tag", 5, tags="app"),
    "take": lambda grown: grown.give("case.take", 4),
    "resolve": lambda grown: grown.give("case.resolve", 3, outcome="apologised"),
    "snooze": lambda grown: grown.give("case.snooze", 4, until="2d"),
    "contact": lambda grown: grown.give("case.contact", 4, channel="phone", result="reached"),
    "exclude": lambda grown: grown.give("response.exclude", 3, reason="test"),
    "include": lambda grown: grown.give("response.include", 10),
    "zone": lambda grown: grown.set(time_zone=grown.drawn.choice(ZONES)),
    "minimum": lambda grown: grown.set(minimum_n=grown.drawn.choice([1, 5, 30])),
    "ahead": lambda grown: grown.take("ahead", 6),
    "back": lambda grown: grown.wait(-grown.drawn.choice([0.001, 1, 30, 24 * 9])),
    "minutes": lambda grown: grown.wait(0.3),
    "hours": lambda grown: grown.wait(9),
    "days": lambda grown: grown.wait(24 * 8.5),
}


@pytest.fixture(scope="module", autouse=True)
def _small_is_large() -> Iterator[None]:
    """A few rows are counted by days, and few segments are merged, as many are."""
    with ExitStack() as patched:
        patched.enter_context(patch.object(day_counts, "FEW", 12))
        patched.enter_context(patch.object(compaction, "MANY", 5))
        patched.enter_context(patch.object(compaction, "_AT_LEAST", 2))
        yield


def look(desk: Desk, now: datetime, period: str | None) -> dict[str, object]:
    """Everything that follows the store while screen 1 is in front."""
    whole = desk.overview(now, period)
    return {
        "overview": whole,
        "header": desk.header(now, period),
        "split": desk.parts.split(None, now, period),
        "by wave": desk.parts.split("wave", now, period),
        "by kind": desk.parts.split("survey_type", now, period),
        "tags": desk.tags(now),
        "people": desk.people(now),
        "queues": desk.queue_counts(now),
        "rows": {row.ref: row for row in desk.queue(None, View.ALL, now).rows(0, 500)},
    }


def anew(store: Store) -> Desk:
    """A desk that counts all answers whenever it is asked."""
    desk = desk_of(store)
    desk._numbers.by_day = lambda *_: None  # type: ignore[method-assign]
    return desk


def opened_as(grown: Grown) -> Desk:
    """The same, on the period that the open desk opened on: no later choice is to be compared."""
    desk = anew(grown.store)
    desk._numbers._opening = grown.desk._numbers._opening
    return desk


@settings(max_examples=10, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    zone=st.sampled_from(ZONES),
    steps=st.lists(st.sampled_from(sorted(STEPS)), min_size=3, max_size=6),
)
def test_a_desk_that_followed_says_what_a_new_one_says(
    seed: int, zone: str, steps: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        grown = Grown(Path(folder), seed, zone)
        with grown.store:
            for step in steps:
                STEPS[step](grown)
                period = grown.drawn.choice(PERIODS)
                followed = look(grown.desk, grown.now, period)
                assert followed == look(opened_as(grown), grown.now, period), step


@pytest.mark.parametrize("seed", range(3))
def test_counted_days_hold_what_the_answers_do(tmp_path: Path, seed: int) -> None:
    """Of any span between edges, whatever the zone does to its days."""
    grown = Grown(tmp_path, seed, "UTC")
    grown.take("spread", 200)
    frames = Frames(grown.store)
    frames.refresh()
    counts = DayCounts(frames)
    at = pl.col("responded_at")
    for zone in ("Australia/Lord_Howe", "America/Santiago", "Asia/Kathmandu"):
        held = replace(grown.store.settings(), time_zone=zone).zone
        edges = sorted(NOW - timedelta(hours=grown.drawn.uniform(0, 4500)) for _ in range(4))
        kept = counts.answers(edges[0], edges, held, ("region", "comment"))
        assert kept is not None
        every = frames.counted().with_columns(
            pl.when(pl.col("comment").is_not_null()).then(pl.lit("")).alias("comment")
        )
        for start, end in ((edges[0], edges[1]), (edges[1], edges[3]), (edges[2], edges[3])):
            inside = (at >= start) & (at < end)
            names = ("score", "region", "comment")
            wanted = every.filter(inside).group_by(names).len("n").sort(names).collect()
            found = (
                kept.filter(inside)
                .group_by(names)
                .agg(pl.col(STANDS_FOR).sum().alias("n"))
                .sort(names)
                .collect()
            )
            assert_frame_equal(found, wanted, check_dtypes=False)


def test_answers_that_came_are_the_only_ones_read(tmp_path: Path) -> None:
    grown = Grown(tmp_path, 1, "UTC")
    with grown.store:
        grown.take("lately", 8)
        look(grown.desk, grown.now, None)
        grown.take("lately", 7)
        read: list[str] = []
        asked = Frames.counted_in

        def counted_in(frames: Frames, name: str) -> pl.LazyFrame:
            read.append(name)
            return asked(frames, name)

        with patch.object(Frames, "counted_in", counted_in):
            grown.desk.overview(grown.now)
            grown.desk.parts.split(None, grown.now)
        newest = grown.desk._frames.snapshot.segments
        assert {*read} <= {row.name for row in newest if row.rows == 7}


def test_a_column_of_too_many_values_is_asked_of_all_answers(tmp_path: Path) -> None:
    grown = Grown(tmp_path, 2, "UTC")
    with grown.store, patch.object(day_counts, "MOST", 10):
        desk = desk_of(grown.store)
        assert desk.parts.split("region", grown.now) == anew(grown.store).parts.split(
            "region", grown.now
        )
        counts = desk._numbers.by_day(Counting.ANSWERS, None)
        assert counts is not None
        assert (
            counts.answers(NOW, (), grown.store.settings().zone, ("region", "survey_type")) is None
        )


def test_another_minimum_chooses_the_period_to_open_on_anew(tmp_path: Path) -> None:
    grown = Grown(tmp_path, 3, "UTC")
    with grown.store:
        before = grown.desk.header(grown.now)
        grown.set(minimum_n=1)
        assert grown.desk.header(grown.now) == anew(grown.store).header(grown.now) != before
