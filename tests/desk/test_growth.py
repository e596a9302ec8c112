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
from npstui.desk.pieces import put_in
from npstui.desk.since import ROW
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
    with_clocks = cases.with_clocks

    def counted(*given: object) -> pl.DataFrame:
        found = with_clocks(*given)  # type: ignore[arg-type]
        asked.append(found.height)
        return found

    monkeypatch.setattr(cases, "with_clocks", counted)
    add_answers(store, answers(drawn, 1000, 5, timedelta(days=2)), NOW, tmp_path)
    frames.refresh()
    frames.open_cases(NOW)
    assert asked == [5]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_read_since_the_window_is_what_all_of_it_gives(
    store: Store, tmp_path: Path, seed: int
) -> None:
    drawn = random.Random(100 + seed)
    add_answers(store, answers(drawn, 0, 120, timedelta(days=500)), NOW, tmp_path)
    desk = desk_on(store, person="alice")
    every = [ResponseRef("survey", f"N{number}") for number in range(120)]
    desk.run("case.tag", drawn.sample(every, 15), {"tags": "app"}, NOW)
    desk.run("case.resolve", drawn.sample(every, 10), {"outcome": "apologised"}, NOW)
    desk.run("response.exclude", drawn.sample(every, 10), {"reason": "test"}, NOW)
    frames = Frames(store)
    frames.refresh()
    later = NOW + timedelta(days=drawn.choice([0, 40]))
    since, whole = frames.open_cases(later), frames.all_cases(later)
    # Whom a case of long ago is joined to is told from all answers alone.
    own = ("customer", "prev_score", "joined_to", "earlier", ROW)
    kept = [name for name in since.columns if name not in own]
    held = whole.filter(pl.col("open") | pl.col("touched") & pl.col("joined_to").is_null())
    assert held.height
    same = since.join(held, on=KEY, how="semi").select(kept).sort(KEY)
    assert_frame_equal(same, held.select(kept).sort(KEY))


@pytest.mark.parametrize("seed", range(8))
def test_rows_put_in_stand_for_those_of_their_key(seed: int) -> None:
    """Whatever came before, and in however many pieces the frame stands."""
    drawn = random.Random(seed)

    def row(number: int) -> tuple[str, str, str | None, int, list[str]]:
        tags = [drawn.choice("ab") for _ in range(drawn.randrange(3))]
        return "s", f"R{number}", drawn.choice(["x", None]), drawn.randrange(3), tags

    schema = {**dict.fromkeys((*KEY, "t"), pl.String()), "n": pl.Int64()}
    columns = pl.Schema({**schema, "tags": pl.List(pl.String())})
    held = {number: row(number) for number in range(20)}
    frame = pl.DataFrame(list(held.values()), schema=columns, orient="row")
    for _ in range(6):
        names = frame["response_id"].to_list()
        rows = sorted(drawn.sample(range(frame.height), drawn.randrange(8)))
        chosen = [int(names[at][1:]) for at in rows]
        stay = [number for number in chosen if drawn.random() < 0.9]
        came = range(max(held) + 1, max(held) + 1 + drawn.randrange(4))
        fresh = {number: row(number) for number in [*stay, *came]}
        for number in chosen:
            del held[number]
        held |= fresh
        given = pl.DataFrame(list(fresh.values()), schema=columns, orient="row")
        frame = put_in(frame, pl.Series(rows, dtype=pl.UInt32), given)
        wanted = pl.DataFrame(list(held.values()), schema=columns, orient="row")
        assert_frame_equal(frame.sort(KEY), wanted.sort(KEY))
