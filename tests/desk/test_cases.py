"""Which cases there are and how they stand: the rules of the model as a frame."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.frames import DAY, HOUR, NOW, Answered, Log, case_rows, import_row

from npstui.model.case import CaseState, replay, returned, status_of
from npstui.model.category import Category, category_of
from npstui.model.clock import Policy, clock_of, is_late, opens
from npstui.model.durations import Duration
from npstui.model.events import EventKind
from npstui.model.promoters import stage_of

OPEN_ALL = Policy(imported_at=NOW - 200 * DAY, first=False, starts={})


@given(
    score=st.integers(0, 10),
    hours=st.integers(0, 24 * 400),
    imported=st.integers(0, 24 * 300),
    first=st.booleans(),
    back=st.none() | st.integers(0, 24 * 300),
    reachable=st.booleans(),
    months=st.integers(1, 8),
)
def test_the_frame_and_the_model_agree_on_every_clock(
    score: int,
    hours: int,
    imported: int,
    first: bool,
    back: int | None,
    reachable: bool,
    months: int,
) -> None:
    at = NOW - hours * HOUR
    policy = Policy(
        imported_at=NOW - imported * HOUR,
        first=first,
        starts=dict.fromkeys(Category, None if back is None else NOW - back * HOUR),
        lapse={
            Category.DETRACTOR: Duration(seconds=30 * 86_400),
            Category.PASSIVE: Duration(months=months),
            Category.PROMOTER: Duration(seconds=30 * 86_400),
        },
    )
    mail = "a@example.no" if reachable else None
    rows = case_rows([Answered("r", at, score, mail=mail)], policy)
    category = category_of(score)
    assert ("r" in rows) == opens(category, at, policy)
    if "r" not in rows:
        return
    clock, row = clock_of(category, at, policy, reachable), rows["r"]
    assert row["due_at"] == clock.due_at
    assert row["lapses_at"] == clock.lapses_at
    assert row["clock_starts_at"] == clock.starts_at
    assert row["from_import"] == clock.from_import
    status = status_of(CaseState(), NOW, clock.lapses_at)
    assert row["status"] == status
    ended = status in ("resolved", "lapsed")
    assert row["late"] == (not ended and is_late(NOW, clock.due_at, None))


def test_a_newer_detractor_answer_joins_the_older_open_one() -> None:
    answered = [Answered("old", NOW - 5 * DAY, 3, "c"), Answered("new", NOW - HOUR, 2, "c")]
    rows = case_rows(answered, OPEN_ALL)
    assert (rows["old"]["joined_to"], rows["old"]["open"]) == ("new", False)
    assert (rows["new"]["earlier"], rows["new"]["open"]) == (1, True)


def test_one_resolve_ends_the_joined_cases_too() -> None:
    answered = [Answered("old", NOW - 5 * DAY, 3, "c"), Answered("new", NOW - DAY, 2, "c")]
    log = Log().add("new", EventKind.RESOLVED, NOW - HOUR, outcome="solved")
    rows = case_rows(answered, OPEN_ALL, log)
    assert (rows["old"]["status"], rows["old"]["outcome"]) == ("resolved", "solved")


def test_a_resolved_case_is_not_joined_by_a_later_one() -> None:
    answered = [Answered("old", NOW - 5 * DAY, 3, "c"), Answered("new", NOW - HOUR, 2, "c")]
    log = Log().add("old", EventKind.RESOLVED, NOW - 2 * DAY, outcome="solved")
    rows = case_rows(answered, OPEN_ALL, log)
    assert rows["old"]["joined_to"] is None
    assert rows["new"]["earlier"] == 0


def test_a_chain_is_cut_after_a_resolved_case() -> None:
    answered = [
        Answered("a", NOW - 9 * DAY, 3, "c"),
        Answered("b", NOW - 6 * DAY, 3, "c"),
        Answered("c", NOW - DAY, 3, "c"),
    ]
    log = Log().add("b", EventKind.RESOLVED, NOW - 2 * DAY, outcome="solved")
    rows = case_rows(answered, OPEN_ALL, log)
    assert (rows["a"]["joined_to"], rows["a"]["status"]) == ("b", "resolved")
    assert (rows["c"]["earlier"], rows["c"]["open"]) == (0, True)


def test_a_case_that_stands_for_older_ones_is_in_their_hands_until_touched() -> None:
    answered = [Answered("old", NOW - 5 * DAY, 3, "c"), Answered("new", NOW - HOUR, 2, "c")]
    log = Log().add("old", EventKind.ASSIGNED, NOW - 4 * DAY, to="bob")
    assert case_rows(answered, OPEN_ALL, log)["new"]["assignee"] == "bob"


def test_an_older_case_that_had_lapsed_is_not_joined() -> None:
    answered = [Answered("old", NOW - 60 * DAY, 3, "c"), Answered("new", NOW - HOUR, 2, "c")]
    rows = case_rows(answered, OPEN_ALL)
    assert (rows["old"]["status"], rows["new"]["earlier"]) == ("lapsed", 0)


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [(7, 9, "promoted"), (7, 3, "answered-again"), (9, 10, "answered-again")],
)
def test_any_newer_answer_closes_passive_and_promoter_cases(
    first: int, second: int, outcome: str
) -> None:
    newer = NOW - HOUR
    rows = case_rows(
        [Answered("old", NOW - 5 * DAY, first, "c"), Answered("new", newer, second, "c")], OPEN_ALL
    )
    assert (rows["old"]["status"], rows["old"]["outcome"]) == ("resolved", outcome)
    assert rows["old"]["resolved_at"] == newer


def test_a_passive_answer_leaves_an_older_detractor_case_open() -> None:
    rows = case_rows(
        [Answered("old", NOW - 5 * DAY, 2, "c"), Answered("new", NOW - HOUR, 8, "c")], OPEN_ALL
    )
    assert rows["old"]["open"] is True


def test_a_case_closed_by_a_newer_answer_can_be_reopened() -> None:
    answered = [Answered("old", NOW - 5 * DAY, 7, "c"), Answered("new", NOW - 2 * DAY, 9, "c")]
    log = Log().add("old", EventKind.REOPENED, NOW - DAY)
    assert case_rows(answered, OPEN_ALL, log)["old"]["open"] is True


def test_an_answer_after_the_reopening_closes_it_again() -> None:
    answered = [
        Answered("old", NOW - 5 * DAY, 7, "c"),
        Answered("new", NOW - 3 * DAY, 9, "c"),
        Answered("newest", NOW - HOUR, 5, "c"),
    ]
    log = Log().add("old", EventKind.REOPENED, NOW - 2 * DAY)
    row = case_rows(answered, OPEN_ALL, log)["old"]
    assert (row["status"], row["outcome"]) == ("resolved", "answered-again")


def test_answers_without_a_customer_never_meet() -> None:
    answered = [
        Answered("a", NOW - 5 * DAY, 3, mail=None),
        Answered("b", NOW - DAY, 3, mail=None),
    ]
    rows = case_rows(answered, OPEN_ALL)
    assert [rows[name]["joined_to"] for name in "ab"] == [None, None]


def test_an_excluded_answer_opens_and_closes_nothing() -> None:
    answered = [Answered("old", NOW - 5 * DAY, 7, "c"), Answered("new", NOW - HOUR, 9, "c")]
    log = Log().add("new", EventKind.EXCLUDED, NOW, reason="test")
    rows = case_rows(answered, OPEN_ALL, log)
    assert "new" not in rows
    assert rows["old"]["open"] is True


def test_a_verb_opens_a_case_without_a_clock() -> None:
    policy = Policy(imported_at=NOW, first=True, starts=dict.fromkeys(Category, NOW))
    log = Log().add("r", EventKind.TAGGED, NOW, tags=["vip"])
    row = case_rows([Answered("r", NOW - 300 * DAY, 2)], policy, log)["r"]
    assert (row["open"], row["due_at"], row["status"]) == (True, None, "in-progress")


def test_an_undone_verb_leaves_no_case_behind() -> None:
    policy = Policy(imported_at=NOW, first=True, starts=dict.fromkeys(Category, NOW))
    log = (
        Log().add("r", EventKind.TAGGED, NOW, tags=["vip"]).add("r", EventKind.UNDONE, NOW, verb=1)
    )
    assert case_rows([Answered("r", NOW - 300 * DAY, 2)], policy, log) == {}


def test_a_snoozed_case_is_back_when_its_last_quarter_begins() -> None:
    log = Log().add("r", EventKind.SNOOZED, NOW - 10 * HOUR, until=(NOW + 5 * DAY).isoformat())
    answered = [Answered("r", NOW - 17 * HOUR, 2)]
    assert case_rows(answered, OPEN_ALL, log)["r"]["snoozed"] is True
    assert case_rows(answered, OPEN_ALL, log, NOW + 2 * HOUR)["r"]["snoozed"] is False


@pytest.mark.parametrize("contacted", [False, True])
def test_a_snooze_in_the_last_quarter_or_after_a_contact_holds_until_its_own_time(
    contacted: bool,
) -> None:
    log = Log()
    if contacted:
        log.add("r", EventKind.CONTACTED, NOW - 6 * HOUR, channel="mail", result="sent")
    snoozed_at = NOW - (5 if contacted else 1) * HOUR
    log.add("r", EventKind.SNOOZED, snoozed_at, until=(NOW + 2 * HOUR).isoformat())
    answered = [Answered("r", NOW - 20 * HOUR, 2)]
    assert case_rows(answered, OPEN_ALL, log, NOW + HOUR)["r"]["snoozed"] is True
    assert case_rows(answered, OPEN_ALL, log, NOW + 2 * HOUR)["r"]["snoozed"] is False


def test_each_import_keeps_its_own_policy() -> None:
    imports = [
        import_row(Policy(NOW - DAY, first=True, starts={}), 1),
        import_row(
            Policy(
                NOW,
                first=False,
                starts={},
                due={Category.DETRACTOR: Duration(seconds=4 * 3600)},
            ),
            2,
        ),
    ]
    answered = [
        Answered("a", NOW - 3 * DAY, 2, import_id=1),
        Answered("b", NOW - HOUR, 2, import_id=2),
    ]
    rows = case_rows(answered, imports)
    assert rows["a"]["due_at"] == NOW
    assert rows["b"]["due_at"] == NOW + 3 * HOUR


STEPS = st.one_of(
    st.tuples(st.just(EventKind.HANDED_ON), st.integers(1, 20)),
    st.tuples(st.just(EventKind.RESOLVED), st.integers(0, 20)),
    st.tuples(st.just(EventKind.CONTACTED), st.booleans()),
    st.tuples(st.just(EventKind.SNOOZED), st.integers(1, 20)),
    st.tuples(st.just(EventKind.REOPENED), st.just(0)),
    st.tuples(st.just(EventKind.NOTED), st.just(0)),
    st.tuples(st.just(EventKind.CONTACTED), st.sampled_from(["ask", "agreed", "declined"])),
    st.tuples(st.just(EventKind.RESOLVED), st.sampled_from(["thanked", "referred", "declined"])),
)


def step_data(kind: EventKind, value: int | str, at: datetime) -> dict[str, object]:
    if isinstance(value, str):
        if kind is EventKind.RESOLVED:
            return {"outcome": value}
        more = {"ask": "review"} if value == "ask" else {"answer": value}
        return {"channel": "mail", "result": "sent", **more}
    then = (at + value * DAY).isoformat()
    match kind:
        case EventKind.HANDED_ON:
            return {"to": "Dispatch", "until": then} if value % 5 else {"to": None}
        case EventKind.RESOLVED:
            return {"outcome": "solved", **({"again": then} if value else {})}
        case EventKind.CONTACTED:
            return {"channel": "phone", "result": "reached" if value else "no-answer"}
        case EventKind.SNOOZED:
            return {"until": then}
        case _:
            return {"text": "seen"} if kind is EventKind.NOTED else {}


@given(
    score=st.sampled_from([2, 7, 10]),
    steps=st.lists(st.tuples(st.integers(0, 10), STEPS), max_size=6),
    days=st.integers(0, 30),
)
def test_the_frame_and_the_model_agree_on_where_a_case_stands(
    score: int, steps: list[tuple[int, tuple[EventKind, int | str]]], days: int
) -> None:
    log, at = Log(), NOW - 20 * DAY
    for later, (kind, value) in steps:
        at += later * DAY
        log.add("r", kind, at, **step_data(kind, value, at))
    now = at + days * DAY
    row = case_rows([Answered("r", NOW - 21 * DAY, score)], OPEN_ALL, log, now)["r"]
    state = replay(log.events("r"))
    lapses_at = row["lapses_at"]
    assert isinstance(lapses_at, datetime)
    status = status_of(state, now, lapses_at)
    assert (row["status"], row["returned"]) == (status, returned(state, now))
    assert row["open"] == (status not in ("resolved", "lapsed"))
    stage = stage_of(state, NOW - 21 * DAY) if score == 10 else (None, None)
    assert (row["promoter_stage"], row["stage_since"]) == stage


def test_a_case_looked_at_again_is_never_late() -> None:
    log = Log().add(
        "r", EventKind.RESOLVED, NOW - 15 * DAY, outcome="no-action", again=NOW.isoformat()
    )
    row = case_rows([Answered("r", NOW - 16 * DAY, 2)], OPEN_ALL, log)["r"]
    assert (row["open"], row["late"], row["returned"]) == (True, False, "again")


def test_a_newer_answer_takes_the_place_of_looking_again() -> None:
    log = Log().add("old", EventKind.RESOLVED, NOW - 9 * DAY, outcome="kept", again=NOW.isoformat())
    passive = [Answered("old", NOW - 10 * DAY, 7, "c"), Answered("new", NOW - DAY, 8, "c")]
    assert case_rows(passive, OPEN_ALL, log)["old"]["status"] == "resolved"
    detractor = [Answered("old", NOW - 10 * DAY, 2, "c"), Answered("new", NOW - DAY, 3, "c")]
    rows = case_rows(detractor, OPEN_ALL, log)
    assert (rows["old"]["joined_to"], rows["old"]["open"]) == ("new", False)
    assert rows["new"]["earlier"] == 1


def test_a_rules_due_time_stands_instead_of_the_policys_and_the_case_stays_new() -> None:
    answered, due = NOW - HOUR, NOW + 3 * HOUR
    log = (
        Log()
        .add("r", EventKind.DUE_SET, NOW, rule="key", due=due.isoformat(),
             starts=answered.isoformat())
        .add("r", EventKind.ASSIGNED, NOW, rule="key", to="bob")
    )  # fmt: skip
    row = case_rows([Answered("r", answered, 2)], OPEN_ALL, log)["r"]
    assert (row["due_at"], row["clock_starts_at"], row["from_import"]) == (due, answered, False)
    assert (row["status"], row["assignee"], row["touched"]) == ("new", "bob", False)


def test_a_rule_opens_nothing() -> None:
    policy = Policy(imported_at=NOW, first=True, starts=dict.fromkeys(Category, NOW))
    log = Log().add("r", EventKind.TAGGED, NOW, rule="words", tags=["late"])
    assert case_rows([Answered("r", NOW - 300 * DAY, 2)], policy, log) == {}


def test_months_end_in_the_shorter_month() -> None:
    answered = datetime(2026, 8, 31, 10, tzinfo=NOW.tzinfo)
    row = case_rows([Answered("r", answered, 8)], OPEN_ALL)["r"]
    assert row["window_ends_at"] == answered + timedelta(days=181)
