"""What every catalog does, whatever holds it."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.store.catalog_fixtures import (
    NOW,
    assert_states_follow,
    assign,
    import_row,
    ref,
    refs,
    state_of,
    tag,
    verb,
)

from npstui.model.events import EventKind, NewEvent
from npstui.model.response import Reading, ResponseRef
from npstui.store.errors import VersionMoved
from npstui.store.protocols import Catalog
from npstui.store.values import Counters, ExtraColumn, Fates, RefusedKey, Remembered, SegmentRow

SEGMENT = SegmentRow("0001-0000", 2, NOW - timedelta(days=1), NOW, ("score", "shop"))
UNDATED = SegmentRow("0001-0001", 1, None, None, ("score",))
SHOP = ExtraColumn("shop", Reading.TEXT)


def test_a_new_catalog_is_empty(catalog: Catalog) -> None:
    assert catalog.counters() == Counters(0, 0)
    assert catalog.register() == (0, ())
    assert catalog.case_rows() == []
    assert catalog.case_rows_as_of(NOW) == []
    assert list(catalog.log()) == []
    assert catalog.verbs() == []
    assert catalog.imports() == []
    assert catalog.quarantine_rows() == 0
    assert catalog.last_verb("alice") is None


def test_an_event_reads_back_as_it_was_given(catalog: Catalog) -> None:
    data = {"channel": "phone", "result": "reached", "note": "“ja” 你好 \x1b[31m", "told": None}
    done = catalog.append(verb([NewEvent(ref(1), EventKind.CONTACTED, data)], person="bob"))
    assert done.verb_id is not None
    (event,) = catalog.events(ref(1))
    assert (event.event_id, event.verb_id, event.at) == (1, done.verb_id, NOW)
    assert (event.actor, event.person, event.kind) == ("os-user", "bob", EventKind.CONTACTED)
    assert (event.ref, event.data) == (ref(1), data)
    assert list(catalog.log()) == [event]


def test_a_case_row_carries_its_state_and_when_the_customer_answered(catalog: Catalog) -> None:
    answered = NOW - timedelta(days=2, microseconds=7)
    catalog.append(tag(refs(1), "late", person="bob"), None, {ref(0): answered})
    (row,) = catalog.case_rows()
    assert (row.ref, row.responded_at) == (ref(0), answered)
    assert (row.state.tags, row.state.touched, row.state.opened_at) == (("late",), True, NOW)
    assert (row.state.last_event_id, row.state.last_person) == (1, "bob")


def test_every_field_of_a_state_is_kept(catalog: Catalog) -> None:
    done = {
        "outcome": "compensated",
        "remedy": "voucher",
        "amount": 12.5,
        "again": (NOW + timedelta(days=9)).isoformat(),
    }
    contact = {"channel": "mail", "result": "sent"}
    until = {"until": (NOW + timedelta(days=1)).isoformat()}
    events = [
        NewEvent(ref(0), EventKind.ASSIGNED, {"to": "carol"}),
        NewEvent(ref(0), EventKind.NOTED, {"text": "called"}),
        NewEvent(ref(0), EventKind.CONTACTED, contact),
        NewEvent(ref(0), EventKind.REOPENED),
        NewEvent(ref(0), EventKind.SNOOZED, until),
        NewEvent(ref(0), EventKind.RESOLVED, done),
        NewEvent(ref(0), EventKind.EXCLUDED, {"reason": "test"}),
    ]
    catalog.append(verb(events))
    assert_states_follow(catalog)
    state = state_of(catalog, ref(0))
    assert (state.amount, state.again_at) == (12.5, NOW + timedelta(days=9))
    assert (state.excluded, state.last_event_id) == ("test", 7)


def test_only_cases_with_later_events_are_read_again(catalog: Catalog) -> None:
    catalog.append(tag(refs(5), "late"))
    seen = catalog.counters().last_event_id
    catalog.append(tag([ref(3), ref(9)], "dear"))
    assert [row.ref for row in catalog.case_rows(seen)] == [ref(3), ref(9)]


def test_a_verb_without_events_writes_nothing(catalog: Catalog) -> None:
    assert catalog.append(verb([])).verb_id is None
    assert catalog.verbs() == []


def test_a_case_changed_since_it_was_looked_at_is_refused_and_names_who(catalog: Catalog) -> None:
    catalog.append(tag([ref(1)], "late", person="bob"))
    seen = {ref(0): 0, ref(1): 0}
    done = catalog.append(assign([ref(0), ref(1)], "alice", person="alice"), seen)
    assert done.done == (ref(0),)
    (refused,) = done.refused
    assert (refused.ref, refused.by) == (ref(1), "bob")
    assert refused.reason == "bob has changed it since: Tagged late."
    assert state_of(catalog, ref(1)).assignee is None


def test_a_verb_refused_on_every_case_leaves_no_trace(catalog: Catalog) -> None:
    catalog.append(tag([ref(1)], "late", person="bob"))
    done = catalog.append(tag([ref(1)], "dear"), {ref(1): 0})
    assert (done.verb_id, done.done, len(done.refused)) == (None, (), 1)
    assert len(catalog.verbs()) == 1
    assert catalog.counters().last_event_id == 1


def test_a_case_as_it_was_seen_is_changed(catalog: Catalog) -> None:
    catalog.append(tag([ref(1)], "late", person="bob"))
    assert catalog.append(tag([ref(1)], "dear"), {ref(1): 1}).done == (ref(1),)


def test_equal_ids_of_two_sources_are_two_cases(catalog: Catalog) -> None:
    one, other = ResponseRef("web", "1"), ResponseRef("shop", "1")
    catalog.append(tag([one], "late"))
    catalog.append(tag([other], "dear"))
    assert state_of(catalog, one).tags == ("late",)
    assert state_of(catalog, other).tags == ("dear",)


def test_verbs_are_listed_newest_first_with_their_cases(catalog: Catalog) -> None:
    catalog.append(tag(refs(2), "late", person="alice"))
    catalog.append(tag(refs(3), "dear", person="bob"))
    assert [(row.said, row.person, row.standing) for row in catalog.verbs()] == [
        ("Tagged dear", "bob", 3),
        ("Tagged late", "alice", 2),
    ]
    assert [row.said for row in catalog.verbs(limit=1)] == ["Tagged dear"]
    assert [row.refs for row in catalog.verbs(person="alice")] == [refs(2)]


def test_the_log_is_read_from_an_event_to_a_time(catalog: Catalog) -> None:
    for minute in range(4):
        catalog.append(tag([ref(minute)], "late", minutes=minute))
    after = [event.event_id for event in catalog.log(since=1)]
    until = [event.event_id for event in catalog.log(until=NOW + timedelta(minutes=2))]
    assert (after, until) == ([2, 3, 4], [1, 2, 3])


def test_the_log_crosses_its_pages_and_writers_are_not_held_up(catalog: Catalog) -> None:
    catalog.append(tag(refs(12_000), "late"))
    log = catalog.log()
    assert next(log).event_id == 1
    catalog.append(tag([ref(0)], "dear"))
    assert [event.event_id for event in log] == list(range(2, 12_002))


def test_cases_as_of_a_time_are_what_the_log_said_then(catalog: Catalog) -> None:
    first = catalog.append(tag(refs(2), "late", minutes=0), None, {ref(0): NOW})
    catalog.append(assign([ref(0), ref(2)], "bob", person="bob", minutes=10))
    assert first.verb_id is not None
    catalog.undo(first.verb_id, at=NOW + timedelta(minutes=20), actor="os-user", person="alice")
    then = {row.ref: row for row in catalog.case_rows_as_of(NOW + timedelta(minutes=5))}
    assert set(then) == {ref(0), ref(1)}
    assert (then[ref(0)].state.tags, then[ref(0)].state.assignee) == (("late",), None)
    assert then[ref(0)].responded_at == NOW
    later = {row.ref: row.state for row in catalog.case_rows_as_of(NOW + timedelta(days=1))}
    assert later == {row.ref: row.state for row in catalog.case_rows()}


def test_an_import_is_registered_whole(catalog: Catalog) -> None:
    version = catalog.commit_import(
        0, [SEGMENT, UNDATED], import_row(7), [SHOP], [RefusedKey("bad", 7)], []
    )
    assert catalog.register() == (version, (SEGMENT, UNDATED))
    assert catalog.counters().segments_version == version == 1
    assert catalog.imports() == [import_row(7)]
    assert catalog.columns() == (SHOP,)
    assert catalog.is_registered("0001-0000")
    assert not catalog.is_registered("0002-0000")
    assert catalog.refused_keys(["bad", "good"]) == {"bad"}
    assert catalog.quarantine_rows() == 1


def test_an_import_of_nothing_new_leaves_the_version_alone(catalog: Catalog) -> None:
    none = import_row(7, Fates(rows=2, already_known=2))
    assert catalog.commit_import(0, [], none, [], [], []) == 0
    assert catalog.imports() == [none]


def test_a_commit_on_a_version_that_moved_changes_nothing(catalog: Catalog) -> None:
    catalog.commit_import(0, [SEGMENT], import_row(7), [], [], [])
    with pytest.raises(VersionMoved) as moved:
        catalog.commit_import(0, [UNDATED], import_row(8), [SHOP], [RefusedKey("bad", 8)], [])
    assert moved.value.current == 1
    assert catalog.register() == (1, (SEGMENT,))
    assert (len(catalog.imports()), catalog.columns(), catalog.quarantine_rows()) == (1, (), 0)
    with pytest.raises(VersionMoved):
        catalog.replace_segments(0, [SEGMENT.name], [UNDATED])


def test_merged_segments_take_the_place_of_the_small(catalog: Catalog) -> None:
    catalog.commit_import(0, [SEGMENT, UNDATED], import_row(7), [], [], [])
    merged = SegmentRow("0002-0000", 3, SEGMENT.earliest, NOW, ("score", "shop"))
    assert catalog.replace_segments(1, [SEGMENT.name, UNDATED.name], [merged]) == 2
    assert catalog.register() == (2, (merged,))


def test_a_column_read_otherwise_by_a_later_file_keeps_its_place(catalog: Catalog) -> None:
    size = ExtraColumn("size", Reading.NUMBER)
    catalog.commit_import(0, [], import_row(7), [size, SHOP], [], [])
    wider = ExtraColumn("size", Reading.TEXT)
    assert catalog.commit_import(1, [], import_row(8), [wider], [], []) == 2
    assert catalog.columns() == (wider, SHOP)


def test_a_refused_row_is_kept_once_and_cleared_by_a_good_one(catalog: Catalog) -> None:
    catalog.commit_import(0, [], import_row(7), [], [RefusedKey("a", 7), RefusedKey("b", 7)], [])
    catalog.commit_import(0, [], import_row(8), [], [RefusedKey("a", 8)], ["b"])
    assert catalog.refused_keys(["a", "b"]) == {"a"}
    assert catalog.refused_keys([str(number) for number in range(50_000)]) == set()
    assert catalog.refused_beginning("a") == {"a"}
    assert catalog.refused_beginning("b") == set()


def test_what_an_update_replaced_is_kept(catalog: Catalog) -> None:
    catalog.commit_import(0, [SEGMENT], import_row(7), [], [], [])
    catalog.commit_import(
        1, [UNDATED], import_row(8), [], [], [], [(ref(1), '{"score":3}')], [SEGMENT.name]
    )
    assert catalog.superseded(ref(1)) == [(8, '{"score":3}')]
    assert catalog.superseded(ref(2)) == []
    assert catalog.register() == (2, (UNDATED,))


def test_threads_write_and_read_at_once(catalog: Catalog) -> None:
    failures: list[BaseException] = []

    def work(person: str) -> None:
        try:
            for number in range(20):
                catalog.append(tag([ref(number)], person, person=person))
                catalog.case_rows()
                catalog.counters()
        except BaseException as error:
            failures.append(error)
            raise

    threads = [threading.Thread(target=work, args=(f"p{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [event.event_id for event in catalog.log()] == list(range(1, 81))
    assert_states_follow(catalog)


def test_what_is_remembered_of_a_source_comes_newest_first_and_once(catalog: Catalog) -> None:
    june = Remembered("a1", {"score": "points", "comment": ""}, ("stars",), scale="1-5")
    july = Remembered("b2", {"score": "note"}, day_orders={"responded_at": "dmy"})
    told = [("web", june), ("web", june), ("shop", july), ("web", None)]
    for number, (source, remembered) in enumerate(told, 1):
        row = replace(
            import_row(number),
            source=source,
            at=NOW + timedelta(days=number),
            remembered=remembered,
        )
        catalog.commit_import(0, [], row, [], [], [])
    assert catalog.remembered() == [("shop", july), ("web", june)]
    assert [row.remembered for row in catalog.imports()] == [june, june, july, None]
