"""Numbers of the cases followed from moment to moment are those that all cases give."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import polars as pl
import pytest
from tests.desk.stores import Row, add_answers, desk_of

from npstui.desk.case_numbers import CaseNumbers
from npstui.desk.frames import Frames
from npstui.desk.offers import count_offers
from npstui.desk.overview import count_cases
from npstui.model.response import ResponseRef
from npstui.store.store import Store

NOW = datetime(2026, 11, 20, 12, 30, tzinfo=UTC)
# From less than any number looks ahead to more than most do; some moments meet exactly.
STEPS = (timedelta(), timedelta(microseconds=1), timedelta(minutes=30), timedelta(hours=1),
         timedelta(hours=5, seconds=1), timedelta(hours=11), timedelta(days=1))  # fmt: skip


def answers(drawn: Random, first: int, count: int, now: datetime) -> list[Row]:
    made = []
    for number in range(first, first + count):
        hours = drawn.choice([drawn.randrange(60), drawn.randrange(24 * 200)])
        at = now - timedelta(minutes=30 * hours)
        customer = drawn.choice(["", *(f"C{one}" for one in range(20))])
        mail = f"{customer}@example.com" if drawn.random() < 0.8 else ""
        made.append((f"N{number}", at.isoformat(), drawn.randrange(11), "", customer, mail, "Oslo"))
    return made


@pytest.mark.parametrize("seed", range(5))
def test_they_follow_time_and_what_comes_in(tmp_path: Path, seed: int) -> None:
    drawn, now = Random(seed), NOW
    with Store.create(tmp_path / "s.nps", time_zone="Europe/Oslo") as store:
        add_answers(store, answers(drawn, 0, 150, now), now, tmp_path)
        desk, zone = desk_of(store), store.settings().zone
        frames = Frames(store)

        def counted(cases: pl.DataFrame | pl.LazyFrame, at: datetime) -> Mapping[object, int]:
            return {**count_cases(cases, "alice", at, zone), **count_offers(cases, at)}

        numbers = CaseNumbers(frames)
        for number in range(25):
            if drawn.random() < 0.3:
                refs = [ResponseRef("survey", f"N{one}") for one in drawn.sample(range(150), 6)]
                verb, given = drawn.choice(
                    [
                        ("case.take", {}),
                        ("case.snooze", {"until": drawn.choice(["3h", "2d"])}),
                        ("case.tag", {"tags": drawn.choice(["app", "price"])}),
                        ("case.resolve", {"outcome": "apologised", "again": "1d"}),
                    ]
                )
                desk.run(verb, refs, given, now)
            if drawn.random() < 0.4:
                add_answers(store, answers(drawn, 1000 + 10 * number, 6, now), now, tmp_path)
            frames.refresh()
            anew = Counter(counted(Frames(store).open_cases(now), now))
            assert Counter(numbers.of(counted, now, zone)) == anew, (number, now)
            now += drawn.choice(STEPS)


def test_few_cases_are_asked_again(tmp_path: Path) -> None:
    drawn = Random(9)
    asked: list[int] = []

    def counted(cases: pl.DataFrame | pl.LazyFrame, _at: datetime) -> Mapping[object, int]:
        height = cases.lazy().collect().height
        asked.append(height)
        return {"all": height}

    with Store.create(tmp_path / "s.nps", time_zone="UTC") as store:
        add_answers(store, answers(drawn, 0, 150, NOW), NOW, tmp_path)
        frames, zone = Frames(store), store.settings().zone
        numbers = CaseNumbers(frames)
        frames.refresh()
        every = numbers.of(counted, NOW, zone)["all"]
        assert asked == [every]
        frames.open_cases(NOW)  # as a desk does that has the numbers
        add_answers(store, answers(drawn, 1000, 4, NOW), NOW, tmp_path)
        frames.refresh()
        assert numbers.of(counted, NOW + timedelta(minutes=2), zone)["all"] > every
        assert max(asked[1:]) < every / 2
