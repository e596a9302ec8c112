"""What the tests of responses share: chunks, an import in one call, what the store then holds."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from npstui.model.clock import Policy
from npstui.store.store import Store
from npstui.store.values import Added, Fates, ImportRow
from npstui.store.writer import ImportWriter

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
POLICY = Policy(imported_at=NOW, first=True, starts={})
MOMENT = pl.Datetime("us", "UTC")


def chunk(ids: Iterable[object] | None = None, **columns: Sequence[object]) -> pl.DataFrame:
    """Rows of these ids with a score, a time and a comment each; other columns as given."""
    listed = None if ids is None else [str(one) for one in ids]
    rows = len(listed) if listed is not None else len(next(iter(columns.values())))
    frame = pl.DataFrame(
        {
            "responded_at": [NOW - timedelta(hours=7 * row % 50) for row in range(rows)],
            "score": [row % 11 for row in range(rows)],
            "comment": [f"said {row}" if row % 3 else None for row in range(rows)],
        }
        | columns,
        schema_overrides={"responded_at": MOMENT, "score": pl.Int8, "comment": pl.String},
    )
    if listed is None:
        return frame
    return frame.select(pl.Series("response_id", listed, dtype=pl.String), pl.all())


def writer(store: Store, source: str = "web") -> ImportWriter:
    return store.importing(
        source=source, path="acme.csv", actor="os", person="alice", policy_first=True, now=NOW
    )


def fates_of(added: Iterable[Added]) -> Fates:
    listed = list(added)

    def total(name: str) -> int:
        return sum(getattr(one, name) for one in listed)

    return Fates(
        rows=sum(total(name) for name in ("imported", "already_known", "changed", "updated")),
        imported=total("imported"),
        undated=total("undated"),
        already_known=total("already_known"),
        changed=total("changed"),
        updated=total("updated"),
    )


def bring(
    store: Store, *chunks: pl.DataFrame, source: str = "web", update: bool = False
) -> ImportRow:
    """One whole import."""
    with writer(store, source) as open_writer:
        added = [open_writer.add(one, update=update) for one in chunks]
        return open_writer.commit(fates_of(added), {}, POLICY)


def held(store: Store) -> pl.DataFrame:
    """Every response of the store."""
    snapshot = store.snapshot()
    try:
        return snapshot.responses.collect()
    finally:
        snapshot.close()


def files_of(store: Store) -> set[str]:
    """The names in the directory of segments."""
    return {path.name for path in (store.path / "responses").iterdir()}


def registered_files(store: Store) -> set[str]:
    """The names that should be there."""
    _, segments = store.catalog.register()
    return {f"{one.name}{ending}" for one in segments for ending in (".parquet", ".keys")}


def program(root: Path) -> dict[str, str]:
    """The environment of a Python that finds the program and these tests."""
    import os

    import npstui

    source = Path(npstui.__file__).parents[1]
    return os.environ | {"PYTHONPATH": f"{source}{os.pathsep}{root}"}
