"""A history written at once leaves what its verbs leave one by one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from npstui.model.events import EventKind, NewEvent, NewVerb
from npstui.model.response import ResponseRef
from npstui.store.seeding import append_past
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
REFS = tuple(ResponseRef("web", str(number)) for number in range(3))
ANSWERED: dict[ResponseRef, datetime | None] = {ref: NOW - timedelta(days=2) for ref in REFS}
VERBS = (
    NewVerb(
        command="case.contact",
        said="Contact logged: mail, sent; the clock stops",
        at=NOW - timedelta(hours=5),
        actor="ops",
        person="mona",
        events=tuple(
            event
            for ref in REFS
            for event in (
                NewEvent(ref, EventKind.ASSIGNED, {"to": "mona"}),
                NewEvent(ref, EventKind.CONTACTED, {"channel": "mail", "result": "sent"}),
            )
        ),
    ),
    NewVerb(
        command="case.resolve",
        said="Resolved: solved",
        at=NOW - timedelta(hours=1),
        actor="bob",
        person="bob",
        events=(NewEvent(REFS[1], EventKind.RESOLVED, {"outcome": "solved"}),),
    ),
)


def test_a_history_at_once_leaves_what_its_verbs_leave_one_by_one(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.nps") as one, Store.create(tmp_path / "b.nps") as other:
        assert append_past(one, VERBS, ANSWERED) == 2
        for verb in VERBS:
            other.append(verb, responded_at=ANSWERED)
        assert one.case_rows() == other.case_rows()
        assert one.verbs() == other.verbs()
        assert list(one.log()) == list(other.log())
        assert one.counters() == other.counters()


def test_what_it_wrote_can_be_taken_back(tmp_path: Path) -> None:
    with Store.create(tmp_path / "a.nps") as store:
        append_past(store, VERBS, ANSWERED)
        verb = store.last_verb("bob")
        assert verb is not None
        assert store.undo(verb.verb_id, at=NOW, actor="bob", person="bob").done == (REFS[1],)


def test_a_history_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def cut_off() -> Iterator[NewVerb]:
        yield from VERBS
        raise ValueError("the sample ends here")

    with Store.create(tmp_path / "a.nps") as store:
        with pytest.raises(ValueError, match="ends here"):
            append_past(store, cut_off(), ANSWERED)
        assert store.case_rows() == []
        assert store.verbs() == []
