"""Answers that come in are put among the cases; it is as if all had been worked out anew."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.desk.stores import Row, add_answers

from npstui.desk import cases
from npstui.desk.frames import Frames
from npstui.desk.opening import desk_on
from npstui.model.response import ResponseRef
from npstui.store.expressions import KEY
from npstui.store.store import Store

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "s.nps") as made:
        yield made


def answers(drawn: random.Random, first: int, count: int, oldest: timedelta) -> list[Row]:
    """Of few customers, some of them nobody's, at whole hours so that times meet."""
    made = []
    for number in range(first, first + count):
        at = NOW - timedelta(hours=drawn.randrange(int(oldest.total_seconds() // 3600)))
        customer = drawn.choice(["", *(f"C{one}" for one in range(12))])
        mail = f"{customer}@example.com" if customer else ""
        made.append((f"N{number}", at.isoformat(), drawn.randrange(11), "", customer, mail, "Oslo"))
    return made


def both(frames: Frames, store: Store, now: datetime) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The open cases as the frames have followed them, and as new ones read them."""
    followed, anew = frames.open_cases(now), Frames(store).open_cases(now)
    return followed.sort(KEY), anew.sort(KEY)


@pytest.mark.parametrize("seed", range(6))
def test_it_is_as_if_worked_out_anew(store: Store, tmp_path: Path, seed: int) -> None:
    drawn = random.Random(seed)
    add_answers(store, answers(drawn, 0, 60, timedelta(days=250)), NOW, tmp_path)
    desk = desk_on(store, person="alice")
    frames = Frames(store)
    frames.refresh()
    frames.open_cases(NOW)
    for round_ in range(1, 4):
        if round_ == 2:
            refs = [ResponseRef(*row) for row in frames.open_cases(NOW).select(KEY).iter_rows()]
            desk.run("case.tag", drawn.sample(refs, 5), {"tags": "app"}, NOW)
            frames.refresh()
        oldest = timedelta(days=drawn.choice([2, 300]))
        add_answers(store, answers(drawn, 1000 * round_, 15, oldest), NOW, tmp_path)
        assert frames.refresh()
        assert_frame_equal(*both(frames, store, NOW))


def test_a_few_new_answers_do_not_ask_all_the_others(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = random.Random(7)
    add_answers(store, answers(drawn, 0, 60, timedelta(days=100)), NOW, tmp_path)
    frames = Frames(store)
    frames.open_cases(NOW)
    asked: list[int] = []
    possible = cases.possible

    def counted(*given: object) -> pl.DataFrame:
        found = possible(*given)  # type: ignore[arg-type]
        asked.append(found.height)
        return found

    monkeypatch.setattr(cases, "possible", counted)
    add_answers(store, answers(drawn, 1000, 5, timedelta(days=2)), NOW, tmp_path)
    frames.refresh()
    frames.open_cases(NOW)
    assert asked == [5]
