"""Opening and refusing a store; its settings; its versions."""

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tests.store.catalog_fixtures import refs, tag

from npstui.settings.documents import SettingsError
from npstui.store import migrations
from npstui.store.connections import connect
from npstui.store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreExists,
    StoreForeign,
    StoreMissing,
    StoreNewer,
)
from npstui.store.schema import TABLES
from npstui.store.store import Store
from npstui.store.stored import STATE_COLUMNS
from npstui.store.values import Counters


def test_a_new_store_is_complete_and_closes_without_a_trace(tmp_path: Path) -> None:
    with Store.create(tmp_path / "acme.nps", time_zone="Europe/Oslo") as store:
        assert store.settings().name == "acme"
        assert store.settings().time_zone == "Europe/Oslo"
        assert len(store.who_is_here()) == 1
    names = sorted(str(path.relative_to(store.path)) for path in store.path.rglob("*"))
    assert names == [
        "catalog.sqlite",
        "inbox",
        "inbox/done",
        "inbox/refused",
        "presence",
        "quarantine",
        "responses",
        "store.lock",
        "store.toml",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["acme.nps"]


def test_the_catalog_is_never_in_wal_mode(store: Store) -> None:
    with store._opened.catalog._connections.writing() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (3,)
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (30_000,)


def test_what_was_written_is_there_after_opening_again(tmp_path: Path) -> None:
    with Store.create(tmp_path / "acme.nps") as store:
        store.append(tag(refs(2), "late"))
    with Store.open(tmp_path / "acme.nps") as store:
        assert store.counters() == Counters(0, 2)


def test_making_a_store_where_one_is_is_refused(store: Store) -> None:
    with pytest.raises(StoreExists, match=r"already"):
        Store.create(store.path)


def test_open_or_create_does_either(tmp_path: Path) -> None:
    with Store.open_or_create(tmp_path / "deep" / "er" / "acme.nps") as store:
        store.append(tag(refs(1), "late"))
        with Store.open_or_create(store.path) as other:
            assert other.counters() == Counters(0, 1)


def test_an_unknown_time_zone_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="Oslo/Europe"):
        Store.create(tmp_path / "acme.nps", time_zone="Oslo/Europe")
    assert list(tmp_path.iterdir()) == []


def nothing(_root: Path) -> None: ...


def a_file(root: Path) -> None:
    root.write_text("score,comment\n")


def an_empty_directory(root: Path) -> None:
    root.mkdir()


def other_files(root: Path) -> None:
    root.mkdir()
    (root / "holiday.jpg").write_bytes(b"\xff\xd8")


def garbage(root: Path) -> None:
    Store.create(root).close()
    (root / "catalog.sqlite").write_bytes(os.urandom(20_000))


def an_empty_catalog(root: Path) -> None:
    Store.create(root).close()
    (root / "catalog.sqlite").write_bytes(b"")


def another_programs_database(root: Path) -> None:
    Store.create(root).close()
    (root / "catalog.sqlite").unlink()
    with closing(sqlite3.connect(root / "catalog.sqlite")) as connection:
        connection.execute("CREATE TABLE songs (title)")


def a_directory_as_catalog(root: Path) -> None:
    Store.create(root).close()
    (root / "catalog.sqlite").unlink()
    (root / "catalog.sqlite").mkdir()


def a_lost_catalog(root: Path) -> None:
    Store.create(root).close()
    (root / "catalog.sqlite").unlink()
    (root / "responses" / "1-0000.parquet").write_bytes(b"PAR1")


def a_newer_store(root: Path) -> None:
    Store.create(root).close()
    with closing(connect(root / "catalog.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")


REFUSALS: list[tuple[Callable[[Path], None], type[StoreError], str]] = [
    (nothing, StoreMissing, "no store at"),
    (an_empty_directory, StoreMissing, "no store in"),
    (a_file, StoreForeign, "is a file"),
    (other_files, StoreForeign, "no store"),
    (garbage, StoreDamaged, "damaged"),
    (an_empty_catalog, StoreDamaged, "not a catalog of npstui"),
    (another_programs_database, StoreDamaged, "not a catalog of npstui"),
    (a_directory_as_catalog, StoreDamaged, "no file"),
    (a_lost_catalog, StoreDamaged, "missing"),
    (a_newer_store, StoreNewer, "newer npstui"),
]


@pytest.mark.parametrize(("prepare", "kind", "words"), REFUSALS)
def test_what_is_no_store_is_refused_in_one_sentence_that_names_it(
    tmp_path: Path, prepare: Callable[[Path], None], kind: type[StoreError], words: str
) -> None:
    root = tmp_path / "acme.nps"
    prepare(root)
    with pytest.raises(kind, match=words) as refused:
        Store.open(root)
    assert type(refused.value) is kind
    assert str(root) in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("prepare", [a_file, other_files])
def test_a_store_is_never_made_over_something_else(
    tmp_path: Path, prepare: Callable[[Path], None]
) -> None:
    root = tmp_path / "acme.nps"
    prepare(root)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreForeign):
        Store.open_or_create(root)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_path_below_a_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "acme.csv").write_text("")
    with pytest.raises(StoreError, match=r"acme\.csv"):
        Store.open_or_create(tmp_path / "acme.csv" / "acme.nps")


def test_a_catalog_cut_off_in_the_middle_is_named_as_damaged(tmp_path: Path) -> None:
    with Store.create(tmp_path / "acme.nps") as store:
        store.append(tag(refs(3_000), "late"))
    catalog = store.path / "catalog.sqlite"
    os.truncate(catalog, catalog.stat().st_size // 2)

    def read_all() -> None:
        with Store.open(store.path) as cut:
            cut.case_rows()
            list(cut.log())

    with pytest.raises(StoreDamaged, match=r"catalog\.sqlite"):
        read_all()


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.counters()


def test_a_store_whose_directory_was_lost_is_opened_whole(store: Store) -> None:
    store.close()
    (store.path / "inbox" / "done").rmdir()
    with Store.open(store.path):
        assert (store.path / "inbox" / "done").is_dir()


def test_settings_are_read_again_when_the_file_changes(store: Store) -> None:
    from dataclasses import replace

    assert store.settings().team == ()
    assert store.settings() is store.settings()
    changed = store.change_settings(lambda now: replace(now, team=("alice", "bob")))
    assert store.settings() == changed
    (store.path / "store.toml").write_text("name = 'other'\n")
    assert store.settings().name == "other"
    (store.path / "store.toml").write_text("name = \n")
    with pytest.raises(SettingsError, match=r"store\.toml"):
        store.settings()


def test_comments_in_the_settings_live_on_in_a_copy_with_the_stores_mode(store: Store) -> None:
    from dataclasses import replace

    text = "name = 'acme' # the taxi company\n"
    (store.path / "store.toml").write_text(text)
    store.change_settings(lambda now: replace(now, team=("alice",)))
    kept = store.path / "store.toml.bak"
    assert kept.read_text() == text
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    store.change_settings(lambda now: replace(now, team=("bob",)))
    assert sorted(path.name for path in store.path.glob("store.toml*")) == [
        "store.toml",
        "store.toml.bak",
    ]


def test_importing_the_store_imports_neither_polars_nor_textual() -> None:
    code = (
        "import sys, npstui.store.store\n"
        "print([name for name in ('polars', 'textual', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# Versions


def failing_tables(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE markers (marker_id INTEGER PRIMARY KEY)")
    connection.execute("INSERT INTO nowhere VALUES (1)")


# The columns of cases that version 1 did not have.
ADDED_SINCE = [
    name for name in STATE_COLUMNS if not any(f" {name} " in statement for statement in TABLES)
]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A store of version 1, as the program that knew no markers left it."""
    with Store.create(tmp_path / "acme.nps") as store:
        store.append(tag(refs(3), "late"))
    with closing(connect(store.path / "catalog.sqlite")) as connection:
        connection.execute("DROP TABLE markers")
        connection.execute("ALTER TABLE imports DROP COLUMN remembered")
        for column in ADDED_SINCE:
            connection.execute(f"ALTER TABLE cases DROP COLUMN {column}")
        connection.execute("PRAGMA user_version = 1")
    return store.path


def tables(catalog: Path) -> list[tuple[str, str]]:
    """Every table and index of a catalog, as it was made."""
    with closing(connect(catalog)) as connection:
        return connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()


def test_an_older_store_is_copied_and_brought_up_to_date(older: Path) -> None:
    with Store.open(older) as store:
        assert store.catalog.version() == migrations.newest_version()
        assert store.counters() == Counters(0, 3)
        assert store.markers() == []
        store.append(tag(refs(1), "dear"))
    with closing(connect(older / "catalog.version-1.sqlite")) as copy:
        assert copy.execute("PRAGMA user_version").fetchone() == (1,)
        assert copy.execute("SELECT count(*) FROM events").fetchone() == (3,)
    assert stat.S_IMODE((older / "catalog.version-1.sqlite").stat().st_mode) == 0o600
    assert "markers" not in dict(tables(older / "catalog.version-1.sqlite"))
    assert not list(older.glob(".new-*"))
    Store.open(older).close()


def test_a_store_brought_up_to_date_has_the_tables_of_a_new_one(
    older: Path, tmp_path: Path
) -> None:
    Store.open(older).close()
    Store.create(tmp_path / "new.nps").close()
    assert tables(older / "catalog.sqlite") == tables(tmp_path / "new.nps" / "catalog.sqlite")


def test_a_migration_waits_for_nobody_and_names_who_is_in_the_way(older: Path) -> None:
    hold = "import sys; from npstui.store.store import Store; from pathlib import Path\n"
    hold += "from npstui.store import migrations as m; m.MIGRATIONS = m.MIGRATIONS[:1]\n"
    hold += "s = Store.open(Path(sys.argv[1])); print('ready', flush=True); sys.stdin.read()"
    child = subprocess.Popen(
        [sys.executable, "-c", hold, str(older)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    child.stdout.readline()
    with pytest.raises(StoreBusy, match=rf"process {child.pid}"):
        Store.open(older)
    child.communicate("")
    Store.open(older).close()


def test_a_migration_that_fails_changes_nothing(
    older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (migrations.MIGRATIONS[0], failing_tables))
    with pytest.raises(StoreError):
        Store.open(older)
    with closing(connect(older / "catalog.sqlite")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert "markers" not in dict(tables(older / "catalog.sqlite"))
    monkeypatch.undo()
    with Store.open(older) as store:
        assert store.counters() == Counters(0, 3)


def test_a_desk_of_an_older_program_stops_writing_once_the_store_moved(store: Store) -> None:
    with closing(connect(store.path / "catalog.sqlite")) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreNewer, match="start it again"):
        store.append(tag(refs(1), "late"))
    assert store.counters() == Counters(0, 0)


def test_a_catalog_that_was_replaced_under_an_open_store_is_neither_read_nor_written(
    store: Store,
) -> None:
    store.append(tag(refs(1), "late"))
    catalog = store.path / "catalog.sqlite"
    copy = catalog.with_name("copy")
    copy.write_bytes(catalog.read_bytes())
    copy.replace(catalog)
    before = catalog.read_bytes()
    for call in (store.counters, lambda: store.append(tag(refs(1), "later"))):
        with pytest.raises(StoreMissing, match="was moved or replaced"):
            call()
    assert catalog.read_bytes() == before


def test_a_catalog_that_was_taken_away_is_named(store: Store) -> None:
    catalog = store.path / "catalog.sqlite"
    catalog.unlink()
    with pytest.raises(StoreDamaged, match=r"catalog\.sqlite is missing; restore it"):
        store.append(tag(refs(1), "late"))


def test_a_catalog_that_may_be_written_again_is_written_again(store: Store) -> None:
    connections = store.catalog._connections  # type: ignore[attr-defined]
    catalog = store.path / "catalog.sqlite"
    connections._write = sqlite3.connect(f"{catalog.as_uri()}?mode=ro", uri=True)
    with pytest.raises(StoreForeign):
        store.append(tag(refs(1), "late"))
    assert store.append(tag(refs(1), "late")).done
