"""Undo and redo, and the laws that hold between the log and the states."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.catalog_fixtures import (
    IMPLEMENTATIONS,
    NOW,
    assert_states_follow,
    assign,
    ref,
    refs,
    state_of,
    tag,
    verb,
)

from npstui.model.case import CaseState
from npstui.model.events import EventKind, NewEvent, NewVerb
from npstui.model.response import ResponseRef
from npstui.store.errors import StoreError
from npstui.store.protocols import Catalog
from npstui.store.values import Appended


def give(catalog: Catalog, new: NewVerb) -> int:
    done = catalog.append(new)
    assert done.verb_id is not None
    return done.verb_id


def undo(catalog: Catalog, verb_id: int, person: str = "alice", minutes: float = 30) -> Appended:
    at = NOW + timedelta(minutes=minutes)
    return catalog.undo(verb_id, at=at, actor="os-user", person=person)


def redo(catalog: Catalog, verb_id: int, person: str = "alice", minutes: float = 40) -> Appended:
    at = NOW + timedelta(minutes=minutes)
    return catalog.redo(verb_id, at=at, actor="os-user", person=person)


def test_undo_takes_a_verb_back_on_all_its_cases(catalog: Catalog) -> None:
    verb_id = give(catalog, tag(refs(3), "late"))
    assert undo(catalog, verb_id).done == refs(3)
    assert [row.state.tags for row in catalog.case_rows()] == [(), (), ()]
    assert not state_of(catalog, ref(0)).touched
    assert catalog.verbs()[0].said == "Took back “Tagged late”"
    assert [row.standing for row in catalog.verbs()] == [3, 0]
    assert_states_follow(catalog)


def test_undo_is_refused_where_somebody_changed_the_case_and_names_who(catalog: Catalog) -> None:
    verb_id = give(catalog, tag(refs(2), "late"))
    give(catalog, assign([ref(1)], "bob", person="bob"))
    done = undo(catalog, verb_id)
    assert done.done == (ref(0),)
    (refused,) = done.refused
    assert (refused.ref, refused.by) == (ref(1), "bob")
    assert refused.reason == "bob has changed it since: Gave it to bob."
    assert state_of(catalog, ref(1)).tags == ("late",)
    assert catalog.verbs()[-1].standing == 1


def test_an_undo_refused_everywhere_leaves_no_trace(catalog: Catalog) -> None:
    verb_id = give(catalog, tag(refs(1), "late"))
    give(catalog, assign([ref(0)], "bob", person="bob"))
    assert undo(catalog, verb_id).verb_id is None
    assert len(catalog.verbs()) == 2
    assert catalog.last_verb("alice") is not None


def test_undo_works_again_once_the_later_change_is_taken_back(catalog: Catalog) -> None:
    mine = give(catalog, tag(refs(1), "late"))
    theirs = give(catalog, assign([ref(0)], "bob", person="bob"))
    undo(catalog, theirs, "bob")
    assert undo(catalog, mine).done == refs(1)


def test_a_verb_taken_back_already_says_by_whom(catalog: Catalog) -> None:
    verb_id = give(catalog, tag(refs(1), "late"))
    undo(catalog, verb_id, "bob")
    done = undo(catalog, verb_id)
    assert (done.verb_id, done.refused[0].reason) == (None, "bob took it back already.")


def test_redo_brings_back_what_undo_took(catalog: Catalog) -> None:
    verb_id = give(catalog, tag(refs(2), "late"))
    before = state_of(catalog, ref(0))
    undo(catalog, verb_id)
    assert redo(catalog, verb_id).done == refs(2)
    after = state_of(catalog, ref(0))
    assert replace(after, last_event_id=before.last_event_id) == before
    assert catalog.verbs()[-1].standing == 2
    assert undo(catalog, verb_id).done == refs(2)
    assert_states_follow(catalog)


def test_redo_is_refused_where_somebody_changed_the_case_since(catalog: Catalog) -> None:
    verb_id = give(catalog, tag(refs(2), "late"))
    undo(catalog, verb_id)
    give(catalog, assign([ref(1)], "bob", person="bob"))
    done = redo(catalog, verb_id)
    assert (done.done, done.refused[0].by) == ((ref(0),), "bob")


def test_redo_of_what_stands_says_so(catalog: Catalog) -> None:
    verb_id = give(catalog, tag(refs(1), "late"))
    done = redo(catalog, verb_id)
    assert done.refused[0].reason == "It stands; there is nothing to do again."


def test_an_undo_is_not_undone(catalog: Catalog) -> None:
    undone = undo(catalog, give(catalog, tag(refs(1), "late"))).verb_id
    assert undone is not None
    done = undo(catalog, undone)
    assert (done.verb_id, done.done, len(done.refused)) == (None, (), 1)


def test_a_verb_that_is_not_in_the_log_is_refused_in_words(catalog: Catalog) -> None:
    with pytest.raises(StoreError, match="nothing with the number 99"):
        undo(catalog, 99)


def said(catalog: Catalog, person: str, *, since: int = 0, undone: bool = False) -> str | None:
    found = catalog.last_verb(person, since_verb=since, undone=undone)
    return None if found is None else found.said


def test_undo_walks_back_through_a_persons_own_verbs(catalog: Catalog) -> None:
    first = give(catalog, tag([ref(0)], "one"))
    give(catalog, tag([ref(1)], "theirs", person="bob"))
    second = give(catalog, tag([ref(2)], "two"))
    assert said(catalog, "alice") == "Tagged two"
    undo(catalog, second)
    assert said(catalog, "alice") == "Tagged one"
    undo(catalog, first)
    assert said(catalog, "alice") is None
    assert said(catalog, "bob") == "Tagged theirs"


def test_undo_does_not_reach_behind_the_desks_opening(catalog: Catalog) -> None:
    before = give(catalog, tag([ref(0)], "before"))
    assert said(catalog, "alice", since=before) is None
    give(catalog, tag([ref(0)], "after"))
    assert said(catalog, "alice", since=before) == "Tagged after"


def test_redo_goes_forward_in_the_order_undo_went_back(catalog: Catalog) -> None:
    first, second = (give(catalog, tag([ref(0)], name)) for name in ("one", "two"))
    undo(catalog, second)
    undo(catalog, first)
    assert said(catalog, "alice", undone=True) == "Tagged one"
    redo(catalog, first)
    assert said(catalog, "alice", undone=True) == "Tagged two"
    assert said(catalog, "alice") == "Tagged one"
    redo(catalog, second)
    assert said(catalog, "alice", undone=True) is None
    assert state_of(catalog, ref(0)).tags == ("one", "two")


def test_a_new_verb_ends_what_can_be_done_again(catalog: Catalog) -> None:
    undo(catalog, give(catalog, tag([ref(0)], "one")))
    give(catalog, tag([ref(5)], "theirs", person="bob"))
    assert said(catalog, "alice", undone=True) == "Tagged one"
    give(catalog, tag([ref(1)], "two"))
    assert said(catalog, "alice", undone=True) is None


def test_a_verb_on_many_cases_is_one_in_log_and_undo(catalog: Catalog) -> None:
    verb_id = give(catalog, tag(refs(25_000), "late"))
    assert len(catalog.verbs()) == 1
    assert catalog.verbs()[0].standing == 25_000
    done = undo(catalog, verb_id)
    assert len(done.done) == 25_000
    assert [row.standing for row in catalog.verbs()] == [25_000, 0]
    assert catalog.last_verb("alice") is None


def test_a_case_is_never_cut_between_two_batches(catalog: Catalog) -> None:
    twice = [NewEvent(ref(n % 7_000), EventKind.NOTED, {"text": str(n)}) for n in range(14_000)]
    done = catalog.append(verb(twice))
    assert done.done == refs(7_000)
    assert [event.data["text"] for event in catalog.events(ref(1))] == ["1", "7001"]
    assert_states_follow(catalog)


@contextmanager
def fresh() -> Iterator[Catalog]:
    with tempfile.TemporaryDirectory() as directory:
        made = IMPLEMENTATIONS["sqlite"](Path(directory))
        try:
            yield made
        finally:
            made.close()


CASES = st.integers(0, 2).map(ref)
PEOPLE = st.sampled_from(["alice", "bob"])
TAGS = st.lists(st.sampled_from(["late", "dear", "rude"]), min_size=1, max_size=2, unique=True)
LATER = (NOW + timedelta(days=3)).isoformat()


def a_event(of: ResponseRef) -> st.SearchStrategy[NewEvent]:
    kinds = [
        st.builds(lambda tags: NewEvent(of, EventKind.TAGGED, {"tags": tags}), TAGS),
        st.builds(lambda tags: NewEvent(of, EventKind.UNTAGGED, {"tags": tags}), TAGS),
        st.builds(lambda to: NewEvent(of, EventKind.ASSIGNED, {"to": to}), st.none() | PEOPLE),
        st.just(NewEvent(of, EventKind.NOTED, {"text": "hm"})),
        st.builds(
            lambda result: NewEvent(of, EventKind.CONTACTED, {"channel": "sms", "result": result}),
            st.sampled_from(["sent", "no-answer"]),
        ),
        st.just(NewEvent(of, EventKind.SNOOZED, {"until": LATER})),
        st.just(NewEvent(of, EventKind.RESOLVED, {"outcome": "solved", "amount": 3})),
        st.just(NewEvent(of, EventKind.REOPENED)),
        st.just(NewEvent(of, EventKind.EXCLUDED, {"reason": "spam"})),
        st.just(NewEvent(of, EventKind.INCLUDED)),
    ]
    return st.one_of(kinds)


VERBS = st.builds(
    lambda events, person: verb(events, person=person),
    st.lists(CASES.flatmap(a_event), min_size=1, max_size=5),
    PEOPLE,
)
# A verb, or the number of an earlier one to take back or do again.
STEPS = st.lists(
    VERBS | st.tuples(st.sampled_from(["undo", "redo"]), st.integers(1, 8), PEOPLE), max_size=12
)
LAWS = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


def walk(catalog: Catalog, steps: list[NewVerb | tuple[str, int, str]]) -> None:
    given_verbs: list[int] = []
    for step in steps:
        if isinstance(step, NewVerb):
            given_verbs.append(give(catalog, step))
        elif given_verbs:
            turn = undo if step[0] == "undo" else redo
            turn(catalog, given_verbs[step[1] % len(given_verbs)], step[2])


def facts(catalog: Catalog) -> dict[ResponseRef, CaseState]:
    """The states without the case's version; untouched cases are as if they were not there."""
    stripped = {
        row.ref: replace(row.state, last_event_id=0, last_person=None)
        for row in catalog.case_rows()
    }
    return {one: state for one, state in stripped.items() if state != CaseState()}


@LAWS
@given(STEPS)
def test_the_stored_states_are_the_replay_of_the_log(
    steps: list[NewVerb | tuple[str, int, str]],
) -> None:
    with fresh() as catalog:
        walk(catalog, steps)
        assert_states_follow(catalog)
        as_of = catalog.case_rows_as_of(NOW + timedelta(days=1))
        assert {row.ref: row for row in as_of} == {row.ref: row for row in catalog.case_rows()}


@LAWS
@given(STEPS, VERBS)
def test_undo_after_do_is_the_identity_and_redo_does_it_again(
    steps: list[NewVerb | tuple[str, int, str]], new: NewVerb
) -> None:
    with fresh() as catalog:
        walk(catalog, steps)
        before = facts(catalog)
        verb_id = give(catalog, new)
        done = facts(catalog)
        assert not undo(catalog, verb_id, new.person).refused
        assert facts(catalog) == before
        assert not redo(catalog, verb_id, new.person).refused
        assert facts(catalog) == done


@LAWS
@given(STEPS)
def test_walking_back_by_last_verb_ends_with_nothing_standing(
    steps: list[NewVerb | tuple[str, int, str]],
) -> None:
    with fresh() as catalog:
        walk(catalog, [step for step in steps if isinstance(step, NewVerb)])
        everyone = sorted(catalog.verbs(), key=lambda row: -row.verb_id)
        for row in everyone:
            mine = catalog.last_verb(row.person)
            assert mine is not None
            assert mine.verb_id == row.verb_id
            assert not undo(catalog, row.verb_id, row.person).refused
        assert facts(catalog) == {}


@LAWS
@given(st.lists(st.tuples(PEOPLE, TAGS), max_size=5), st.randoms(use_true_random=False))
def test_any_order_of_two_peoples_tags_ends_with_the_same_tags(
    puts: list[tuple[str, list[str]]], random: object
) -> None:
    shuffled = list(puts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    ends = []
    for order in (puts, shuffled):
        with fresh() as catalog:
            for person, tags in order:
                catalog.append(tag([ref(0)], *tags, person=person))
            ends.append(set(state_of(catalog, ref(0)).tags))
    assert ends[0] == ends[1] == {name for _, tags in puts for name in tags}
