"""The contacts of the log: which stand, and between which moments; held against the log itself."""

from datetime import timedelta

from tests.store.catalog_fixtures import NOW, ref, refs, tag, verb

from npstui.model.case import undone_verbs
from npstui.model.events import EventKind, NewEvent, NewVerb
from npstui.store.protocols import Catalog

MINUTE = timedelta(minutes=1)


def contact(number: int, minutes: float, result: str = "sent", **more: object) -> NewVerb:
    data = {"channel": "mail", "result": result, **more}
    return verb([NewEvent(ref(number), EventKind.CONTACTED, data)], minutes=minutes)


def ids(catalog: Catalog, since: float | None = None, until: float | None = None) -> list[str]:
    first = None if since is None else NOW + since * MINUTE
    last = None if until is None else NOW + until * MINUTE
    return sorted(row[1] for row in catalog.contacts(first, last))


def test_a_contact_is_told_with_all_that_is_known_of_it(catalog: Catalog) -> None:
    catalog.append(tag(refs(3), "app"))
    catalog.append(contact(1, 5, "reached", note="x", template="late-driver"))
    micros = (NOW + 5 * MINUTE).timestamp() * 1e6
    told = ("web", "r-1", int(micros), "mail", "reached", "late-driver")
    assert catalog.contacts(None, None) == [told]


def test_bounds_hold_on_both_sides(catalog: Catalog) -> None:
    for number in range(4):
        catalog.append(contact(number, number))
    assert ids(catalog) == ["r-0", "r-1", "r-2", "r-3"]
    assert ids(catalog, since=1) == ["r-1", "r-2", "r-3"]
    assert ids(catalog, until=1) == ["r-0", "r-1"]
    assert ids(catalog, since=1, until=2) == ["r-1", "r-2"]


def test_what_was_taken_back_is_gone_until_it_is_done_again(catalog: Catalog) -> None:
    first = catalog.append(contact(0, 0)).verb_id
    catalog.append(contact(1, 1))
    assert first is not None
    who = {"actor": "os-user", "person": "alice"}
    catalog.undo(first, at=NOW + 10 * MINUTE, **who)
    assert ids(catalog) == ["r-1"]
    assert ids(catalog, until=9) == ["r-0", "r-1"]
    catalog.redo(first, at=NOW + 20 * MINUTE, **who)
    assert ids(catalog) == ["r-0", "r-1"]
    assert ids(catalog, until=15) == ["r-1"]


def test_of_a_verb_on_several_cases_those_stand_on_which_it_was_not_taken_back(
    catalog: Catalog,
) -> None:
    data = {"channel": "mail", "result": "sent"}
    events = [NewEvent(one, EventKind.CONTACTED, data) for one in refs(3)]
    made = catalog.append(verb(events)).verb_id
    catalog.append(tag([ref(1)], "app", minutes=1))
    assert made is not None
    catalog.undo(made, at=NOW + 2 * MINUTE, actor="os-user", person="alice")
    standing = [
        event.ref.response_id
        for one in refs(3)
        for listed in (catalog.events(one),)
        for event in listed
        if event.kind is EventKind.CONTACTED and event.verb_id not in undone_verbs(listed)
    ]
    assert ids(catalog) == standing == ["r-1"]
