"""What the open desk's questions and commands cost, and the store's below them."""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

from benchmarks.data import store

REPEATS = 7


class Cost(NamedTuple):
    """One measured cost against its goal, both in milliseconds or as a ratio to `floor`."""

    what: str
    goal: str
    value: str
    ok: bool


def desk_costs(rows: int) -> Iterator[Cost]:
    """Queue switch, filter, verb, bulk verb and its undo on a copy of the store."""
    from npstui.desk.opening import open_desk
    from npstui.model.category import Category
    from npstui.present.values import View

    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.nps"
        copytree(store(rows), copy)
        desk = open_desk(copy, person="alice")
        desk.header(now)
        desk.overview(now)
        yield below("complete overview, warm", 200, lambda: desk.overview(now))
        for category in Category:
            desk.queue(category, View.QUEUE, now)
        switch = iter([Category.DETRACTOR, Category.PASSIVE] * REPEATS)
        yield below("queue switch", 80, lambda: desk.queue(next(switch), View.QUEUE, now))
        where = desk.filter("region:Oslo app")
        yield below(
            "filter typed to rows", 120,
            lambda: desk.queue(Category.DETRACTOR, View.QUEUE, now, where=where),
        )  # fmt: skip
        refs = desk.queue(Category.PASSIVE, View.QUEUE, now).refs()
        one = iter(refs)
        yield below("a verb", 30, lambda: desk.run("case.take", [next(one)], {}, now))
        many = refs[-10_000:]
        yield below(
            f"bulk tag of {len(many):,}", 1000,
            lambda: desk.run("case.tag", many, {"tags": "app"}, now), repeats=1,
        )  # fmt: skip
        yield below("its undo", 1000, lambda: desk.undo(now, any_session=True), repeats=1)
        desk.close()


def store_costs(rows: int) -> Iterator[Cost]:
    """Opening a store and asking its bell, against SQLite doing the same work alone."""
    from npstui.store.store import Store

    path = store(rows)
    floor = _median(lambda: _bare_open(path / "catalog.sqlite"))
    opened = _median(lambda: Store.open(path).close())
    yield _ratio("opening a store, against SQLite's open", 20, opened, floor)
    with Store.open(path) as kept, sqlite3.connect(path / "catalog.sqlite") as bare:
        bell = kept.bell()
        pragma = _median(lambda: bare.execute("PRAGMA data_version").fetchone(), 500)
        asked = _median(bell.rang, 500)
        yield _ratio("asking the bell, against its PRAGMA", 6, asked, pragma)
        bell.close()


def below(what: str, goal: float, action: Callable[[], object], repeats: int = REPEATS) -> Cost:
    taken = 1000 * _median(action, repeats)
    return Cost(what, f"{goal:g} ms", f"{taken:.0f} ms", taken <= goal)


def _ratio(what: str, goal: float, taken: float, floor: float) -> Cost:
    ratio = taken / floor
    return Cost(what, f"{goal:g} x", f"{ratio:.1f} x, {1e6 * taken:.0f} us", ratio <= goal)


def _median(action: Callable[[], object], repeats: int = REPEATS) -> float:
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _bare_open(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("SELECT count(*) FROM segments").fetchone()
    connection.close()
