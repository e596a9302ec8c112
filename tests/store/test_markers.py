"""Markers in the catalog: added, dropped once, never lost; other desks hear of them."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tests.store.catalog_fixtures import NOW, refs, tag

from npstui.store.connections import connect
from npstui.store.migrations import newest_version
from npstui.store.protocols import Catalog
from npstui.store.store import Store
from npstui.store.values import Counters, MarkerRow, NewMarker


def marker(text: str, days: float = 0, where: str = "") -> NewMarker:
    return NewMarker(NOW + timedelta(days=days), text, where, NOW, "os-user", "alice")


def test_a_marker_reads_back_as_it_was_given(catalog: Catalog) -> None:
    text = "App 5.1 “released” 你好"
    first = catalog.add_marker(marker(text, where="region:Oslo"))
    assert catalog.markers() == [
        MarkerRow(first, NOW, text, "region:Oslo", NOW, "os-user", "alice")
    ]


def test_markers_come_by_the_time_they_stand_at(catalog: Catalog) -> None:
    for text, days in (("late", 3), ("early", -3), ("middle", 0)):
        catalog.add_marker(marker(text, days))
    assert [row.text for row in catalog.markers()] == ["early", "middle", "late"]


def test_a_dropped_marker_is_kept_with_who_dropped_it_and_when(catalog: Catalog) -> None:
    first = catalog.add_marker(marker("a"))
    later = NOW + timedelta(hours=1)
    assert catalog.drop_marker(first, at=later, actor="os-user", person="bob")
    (row,) = catalog.markers()
    assert (row.dropped_at, row.dropped_person) == (later, "bob")
    assert (row.stood(NOW), row.stood(later), row.stood(None)) == (True, False, False)
    assert not row.stood(NOW - timedelta(seconds=1))


def test_a_marker_is_dropped_once_and_an_unknown_one_never(catalog: Catalog) -> None:
    first = catalog.add_marker(marker("a"))
    assert catalog.drop_marker(first, at=NOW, actor="os-user", person="bob")
    assert not catalog.drop_marker(first, at=NOW, actor="os-user", person="chen")
    assert not catalog.drop_marker(99, at=NOW, actor="os-user", person="chen")
    assert catalog.markers()[0].dropped_person == "bob"


def test_the_id_of_a_marker_is_not_given_again(catalog: Catalog) -> None:
    first = catalog.add_marker(marker("a"))
    catalog.drop_marker(first, at=NOW, actor="os-user", person="bob")
    assert catalog.add_marker(marker("b")) > first


def test_the_counters_move_with_markers_and_the_bell_rings(catalog: Catalog) -> None:
    bell = catalog.bell()
    first = catalog.add_marker(marker("a"))
    assert bell.rang()
    assert catalog.counters() == Counters(0, 0, 1)
    catalog.drop_marker(first, at=NOW, actor="os-user", person="bob")
    assert catalog.counters() == Counters(0, 0, 2)
    bell.close()


def test_a_sound_catalog_has_no_faults(catalog: Catalog) -> None:
    assert catalog.faults() == ()
    assert catalog.version() == newest_version()


def test_a_row_that_refers_to_nothing_is_a_fault(tmp_path: Path) -> None:
    with Store.create(tmp_path / "acme.nps") as store:
        store.append(tag(refs(2), "late"))
        with closing(connect(store.path / "catalog.sqlite")) as connection:
            connection.execute("DELETE FROM verbs")
        assert store.catalog.faults() == ("2 rows refer to rows that are not there",)


def test_markers_outlive_the_program_and_another_desk_sees_them(tmp_path: Path) -> None:
    with Store.create(tmp_path / "acme.nps") as store:
        made = store.add_marker(marker("a"))
        with Store.open(store.path) as other:
            assert [row.marker_id for row in other.markers()] == [made]
    with Store.open(tmp_path / "acme.nps") as store:
        assert store.drop_marker(made, at=NOW, actor="os-user", person="alice")
