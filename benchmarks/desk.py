"""What the open desk's questions and commands cost, and the store's below them."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.data import copied, store
from benchmarks.table import REPEATS, Measured, below, median, times


def desk_costs(rows: int) -> Iterator[Measured]:
    """Queue switch, filter, verb, bulk verb and its undo on a copy of the store."""
    from npstui.desk.opening import open_desk
    from npstui.model.category import Category
    from npstui.present.values import View

    now = datetime.now(UTC)
    with copied(store(rows)) as copy:
        desk = open_desk(copy, person="alice")
        desk.header(now)
        desk.overview(now)
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


def store_costs(rows: int) -> Iterator[Measured]:
    """Opening a store and asking its bell, against SQLite doing the same work alone."""
    from npstui.store.store import Store

    path = store(rows)
    floor = median(lambda: _bare_open(path / "catalog.sqlite"))
    opened = median(lambda: Store.open(path).close())
    yield times("opening a store, against SQLite's open", 20, opened, floor)
    with Store.open(path) as kept, sqlite3.connect(path / "catalog.sqlite") as bare:
        bell = kept.bell()
        pragma = median(lambda: bare.execute("PRAGMA data_version").fetchone(), 500)
        asked = median(bell.rang, 500)
        yield times("asking the bell, against its PRAGMA", 6, asked, pragma)
        bell.close()


def _bare_open(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("SELECT count(*) FROM segments").fetchone()
    connection.close()
