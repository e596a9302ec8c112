"""What the tests of the catalog share: moments, responses, verbs, implementations."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from npstui.model.case import CaseState, replay
from npstui.model.category import Category
from npstui.model.clock import Policy
from npstui.model.events import Event, EventKind, NewEvent, NewVerb
from npstui.model.response import ResponseRef
from npstui.store.catalog import SqliteCatalog
from npstui.store.creating import make_store
from npstui.store.protocols import Catalog
from npstui.store.values import Fates, ImportRow

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def make_sqlite(directory: Path) -> Catalog:
    root = directory / "acme.nps"
    make_store(root, "")
    return SqliteCatalog(root)


IMPLEMENTATIONS: Mapping[str, Callable[[Path], Catalog]] = {"sqlite": make_sqlite}


def ref(number: int) -> ResponseRef:
    return ResponseRef("web", f"r-{number}")


def refs(count: int) -> tuple[ResponseRef, ...]:
    return tuple(ref(number) for number in range(count))


def verb(
    events: Sequence[NewEvent],
    *,
    person: str = "alice",
    said: str = "Changed",
    command: str = "case.change",
    minutes: float = 0,
) -> NewVerb:
    at = NOW + timedelta(minutes=minutes)
    return NewVerb(command, said, at, "os-user", person, tuple(events))


def tag(
    of: Sequence[ResponseRef], *tags: str, person: str = "alice", minutes: float = 0
) -> NewVerb:
    events = [NewEvent(one, EventKind.TAGGED, {"tags": list(tags)}) for one in of]
    return verb(events, person=person, said=f"Tagged {', '.join(tags)}", minutes=minutes)


def assign(of: Sequence[ResponseRef], to: str, *, person: str, minutes: float = 0) -> NewVerb:
    events = [NewEvent(one, EventKind.ASSIGNED, {"to": to}) for one in of]
    return verb(events, person=person, said=f"Gave it to {to}", minutes=minutes)


def state_of(catalog: Catalog, one: ResponseRef) -> CaseState:
    for row in catalog.case_rows():
        if row.ref == one:
            return row.state
    return CaseState()


def assert_states_follow(catalog: Catalog) -> None:
    """Every stored state is what replaying its events gives."""
    by_case: dict[ResponseRef, list[Event]] = {}
    for event in catalog.log():
        by_case.setdefault(event.ref, []).append(event)
    stored = {row.ref: row.state for row in catalog.case_rows()}
    assert stored == {one: replay(events) for one, events in by_case.items()}


def import_row(import_id: int, fates: Fates | None = None) -> ImportRow:
    policy = Policy(
        imported_at=NOW,
        first=True,
        starts={Category.DETRACTOR: NOW - timedelta(days=7), Category.PROMOTER: None},
    )
    return ImportRow(
        import_id,
        NOW,
        "os-user",
        "alice",
        "web",
        "acme.csv",
        {"score": "Note [0-10]"},
        policy,
        fates or Fates(rows=3, imported=2, set_aside={"no score": 1}),
    )
