"""The desk on a real store: questions, commands, undo."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.desk.stores import Row, add_answers, desk_of

from npstui.desk.desk import Desk
from npstui.desk.narrowing import CaseWordInScore
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.values import Answer, View
from npstui.present.views import VIEWS
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def row(name: str, age: timedelta, score: int, customer: str = "", region: str = "Oslo") -> Row:
    who = customer or f"c-{name}"
    mail = f"{who}@example.no"
    return (name, (NOW - age).isoformat(), score, f"comment {name}", who, mail, region)


ROWS = [
    row("late", 30 * HOUR, 2),
    row("soon", 20 * HOUR, 4),
    row("fresh", 2 * HOUR, 6, region="Bergen"),
    row("passive", 40 * DAY, 8),
    row("fan", 2 * DAY, 10),
    row("fan2", 3 * DAY, 9, region="Bergen"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "acme.nps", time_zone="UTC") as made:
        # The first file is older than every answer below, so that later ones open as they come.
        add_answers(made, [row("old", 300 * DAY, 5)], NOW - 250 * DAY, tmp_path)
        add_answers(made, ROWS, NOW, tmp_path)
        yield made


@pytest.fixture
def desk(store: Store) -> Desk:
    return desk_of(store)


def ref(name: str) -> ResponseRef:
    return ResponseRef("survey", name)


def run(desk: Desk, verb: str, *names: str, **arguments: object) -> Answer:
    return desk.run(verb, [ref(name) for name in names], arguments, NOW)


def listed(desk: Desk, view: View = View.QUEUE) -> list[str]:
    return [each.response_id for each in desk.queue(Category.DETRACTOR, view, NOW).refs()]


def test_the_queue_holds_what_awaits_a_first_contact_most_urgent_first(desk: Desk) -> None:
    assert listed(desk) == ["late", "soon", "fresh"]
    rows = desk.queue(Category.DETRACTOR, View.QUEUE, NOW).rows(0, 3)
    assert [(each.urgency, each.due) for each in rows] == [
        ("!", "late 6 h"),
        ("~", "4 h"),
        ("", "22 h"),
    ]


def test_the_header_counts_every_answer(desk: Desk) -> None:
    header = desk.header(NOW, "all")
    assert header.score is not None
    assert (header.score.n, header.score.promoters, header.score.detractors) == (7, 2, 4)
    assert header.few


def test_taking_a_case_makes_it_mine_and_a_second_claim_is_refused(store: Store) -> None:
    alice, bob = desk_of(store), desk_of(store, "bob")
    assert run(alice, "case.take", "late").said == "Yours"
    refused = run(bob, "case.take", "late")
    assert refused.done == ()
    assert "alice has it" in refused.said
    assert listed(alice, View.MINE) == ["late"]


def test_two_at_once_on_one_case_the_second_is_told_who_was_first(store: Store) -> None:
    alice, bob = desk_of(store), desk_of(store, "bob")
    bob.queue(Category.DETRACTOR, View.QUEUE, NOW)
    run(alice, "case.take", "late")
    assert "alice has it" in run(bob, "case.take", "late").said


def test_a_contact_that_got_through_moves_the_case_to_in_work(desk: Desk) -> None:
    answer = run(desk, "case.contact", "late", channel="phone", result="reached", note="sorry")
    assert answer.done == (ref("late"),)
    assert listed(desk) == ["soon", "fresh"]
    assert listed(desk, View.IN_WORK) == ["late"]
    assert desk.case(ref("late"), NOW).assignee == "alice"


def test_a_miss_leaves_the_clock_running(desk: Desk) -> None:
    run(desk, "case.contact", "late", channel="phone", result="no-answer")
    assert listed(desk) == ["late", "soon", "fresh"]
    assert desk.queue(Category.DETRACTOR, View.QUEUE, NOW).rows(0, 1)[0].tries == "1 miss"


def test_a_bulk_tag_is_one_verb_and_one_undo(desk: Desk) -> None:
    desk.begin_session()
    answer = run(desk, "case.tag", "late", "soon", "fresh", tags="late-driver,app")
    assert answer.said == "Tagged late-driver, app: 3 cases"
    undone = desk.undo(NOW)
    assert "Took back" in undone.said
    assert all(not desk.case(ref(name), NOW).tags for name in ("late", "soon", "fresh"))
    assert desk.redo(NOW).done == answer.done
    assert desk.case(ref("soon"), NOW).tags == ("late-driver", "app")


def test_undo_is_refused_where_somebody_changed_the_case_since(store: Store) -> None:
    alice, bob = desk_of(store), desk_of(store, "bob")
    alice.begin_session()
    run(alice, "case.tag", "late", tags="app")
    run(bob, "case.note", "late", text="called")
    answer = alice.undo(NOW)
    assert answer.done == ()
    assert "bob" in answer.said


def test_undo_takes_back_only_what_this_desk_did(store: Store) -> None:
    run(desk_of(store), "case.tag", "late", tags="app")
    later = desk_of(store)
    later.begin_session()
    assert "nothing" in later.undo(NOW).said.lower()


def test_a_resolved_case_leaves_the_queue_and_reopens(desk: Desk) -> None:
    assert run(desk, "case.resolve", "late", outcome="solved").goes_on
    assert listed(desk) == ["soon", "fresh"]
    assert run(desk, "case.reopen", "late").done == (ref("late"),)
    assert listed(desk) == ["late", "soon", "fresh"]


def test_an_outcome_of_another_category_is_refused_in_words(desk: Desk) -> None:
    assert "choose from solved" in run(desk, "case.resolve", "late", outcome="thanked").said


def test_a_tag_with_a_space_is_refused_with_the_way_out(desk: Desk) -> None:
    assert "late-driver" in run(desk, "case.tag", "late", tags="late driver").said


def test_excluding_changes_the_score_and_including_brings_it_back(desk: Desk) -> None:
    before = desk.header(NOW, "all").score
    run(desk, "response.exclude", "late", reason="test")
    after = desk.header(NOW, "all").score
    assert before is not None
    assert after is not None
    assert (before.n, after.n) == (7, 6)
    assert listed(desk) == ["soon", "fresh"]
    run(desk, "response.include", "late")
    assert desk.header(NOW, "all").score == before


def test_a_snoozed_case_is_in_its_own_view(desk: Desk) -> None:
    run(desk, "case.snooze", "fresh", until="4h")
    assert listed(desk) == ["late", "soon"]
    assert listed(desk, View.SNOOZED) == ["fresh"]


def test_a_verb_on_a_response_without_a_case_opens_one_without_a_clock(desk: Desk) -> None:
    run(desk, "case.take", "old")
    assert "old" in listed(desk, View.MINE)
    assert desk.case(ref("old"), NOW).due_at is None


def test_a_case_tells_its_story(desk: Desk) -> None:
    run(desk, "case.take", "late")
    run(desk, "case.tag", "late", tags="app")
    value = desk.case(ref("late"), NOW)
    assert [line.what for line in value.story] == ["imported", "took it", "tagged app"]
    assert value.comment == "comment late"


def test_earlier_answers_of_the_customer_are_beside_the_case(store: Store, tmp_path: Path) -> None:
    add_answers(store, [row("again", HOUR, 3, customer="c-fan")], NOW, tmp_path)
    value = desk_of(store).case(ref("again"), NOW)
    assert [(each.ref.response_id, each.score) for each in value.earlier] == [("fan", 10)]


def test_the_overview_says_what_waits(desk: Desk) -> None:
    value = desk.overview(NOW)
    assert [(q.category, q.waiting, q.late, q.soon) for q in value.queues] == [
        ("detractor", 3, 1, 1),
        ("passive", 1, 1, 0),
        ("promoter", 2, 0, 2),
    ]
    assert value.newest[0].ref == ref("fresh")
    assert sum(value.histogram) == 7
    assert len(value.weeks) == 26


def test_another_process_is_followed(store: Store, tmp_path: Path) -> None:
    desk = desk_of(store)
    assert desk.refresh()
    assert not desk.refresh()
    add_answers(store, [row("new", HOUR, 1)], NOW, tmp_path)
    assert desk.refresh()
    assert "new" in listed(desk)


def test_a_case_word_narrows_no_score(desk: Desk) -> None:
    with pytest.raises(CaseWordInScore, match="owner"):
        desk.score("all", NOW, where="owner:alice")
    oslo = desk.score("all", NOW, where="region:Bergen")
    assert oslo.score is not None
    assert oslo.score.n == 2


def test_the_table_has_the_keys_of_the_command_line_first(desk: Desk) -> None:
    table = desk.table("responses", NOW)
    assert table.columns[:5] == ["response_id", "source", "responded_at", "score", "category"]
    assert table.height == 7
    assert "region" in table.columns


def test_the_queues_list_their_open_cases_and_cases_list_all(desk: Desk) -> None:
    run(desk, "case.resolve", "late", outcome="solved")
    assert set(desk.table("detractors", NOW)["response_id"]) == {"soon", "fresh"}
    table = desk.table("cases", NOW)
    assert dict(zip(table["response_id"], table["status"], strict=True))["late"] == "resolved"


def test_as_of_shows_the_past_and_changes_nothing(store: Store) -> None:
    run(desk_of(store), "case.take", "late")
    past = Desk(store, person="alice", actor="os", as_of=NOW - 25 * HOUR)
    assert past.header(NOW - 25 * HOUR, "all").score is not None
    assert past.case(ref("late"), NOW - 25 * HOUR).assignee is None
    assert set(past.table("responses", NOW - 25 * HOUR)["response_id"]) == {
        "old",
        "late",
        "passive",
        "fan",
        "fan2",
    }
    assert past.run("case.take", [ref("late")], {}, NOW).done == ()


def test_an_unknown_id_and_a_shared_one_are_said_apart(desk: Desk) -> None:
    found, lost = desk.find(["late", "nope"])
    assert found == [ref("late")]
    assert lost == [("nope", "there is no response “nope”")]


def test_pickers_offer_tags_and_people_with_their_counts(desk: Desk) -> None:
    run(desk, "case.tag", "late", "soon", tags="app")
    run(desk, "case.take", "late")
    assert [(each.tag, each.count) for each in desk.tags(NOW)] == [("app", 2)]
    assert [(each.person, each.open_cases) for each in desk.people(NOW)] == [("alice", 1)]


def test_a_customers_page_has_all_answers_and_contacts(store: Store, tmp_path: Path) -> None:
    add_answers(store, [row("again", HOUR, 3, customer="c-fan")], NOW, tmp_path)
    desk = desk_of(store)
    run(desk, "case.contact", "again", channel="mail", result="sent")
    value = desk.customer(ref("fan"), NOW)
    assert [(each.ref.response_id, each.status) for each in value.answers] == [
        ("again", "contacted"),
        ("fan", "resolved"),
    ]
    assert [line.what for line in value.contacts] == ["contacted by mail, sent"]
    assert value.open_cases == 1


def test_what_others_did_meanwhile_is_said(store: Store) -> None:
    alice, bob = desk_of(store), desk_of(store, "bob")
    version = alice.case(ref("late"), NOW).version
    assert alice.changed_since(ref("late"), version) is None
    run(bob, "case.tag", "late", tags="app")
    assert alice.changed_since(ref("late"), version) == "bob tagged app"


def test_a_queue_takes_a_filter_and_a_sort(desk: Desk) -> None:
    bergen = desk.queue(Category.DETRACTOR, View.QUEUE, NOW, where=desk.filter("region:Bergen"))
    assert [each.response_id for each in bergen.refs()] == ["fresh"]
    assert bergen.counts[0].count == 1
    by_score = desk.queue(Category.DETRACTOR, View.QUEUE, NOW, sort="-score")
    assert [each.response_id for each in by_score.refs()] == ["fresh", "soon", "late"]


def test_all_open_cases_in_one_list(desk: Desk) -> None:
    every = desk.queue(None, View.QUEUE, NOW)
    assert {each.response_id for each in every.refs()} >= {"late", "fan", "fan2"}


def test_who_writes_on_a_case_is_seen_by_others_until_they_stop(store: Store) -> None:
    with store.write_on(ref("late"), "bob"):
        assert store.who_writes() == {ref("late"): ("bob",)}
    assert store.who_writes() == {}


def test_cases_patched_after_a_verb_are_those_made_anew(store: Store, tmp_path: Path) -> None:
    add_answers(store, [row("again", HOUR, 3, customer="c-late")], NOW, tmp_path)
    followed = desk_of(store)
    followed.queue(Category.DETRACTOR, View.QUEUE, NOW)
    for verb, name, arguments in (
        ("case.take", "again", {}),
        ("case.tag", "late", {"tags": "app"}),
        ("case.resolve", "again", {"outcome": "solved"}),
        ("case.reopen", "again", {}),
        ("case.take", "old", {}),
        ("response.exclude", "soon", {"reason": "test"}),
    ):
        run(followed, verb, name, **arguments)
        anew = desk_of(store)
        for category in Category:
            for view in VIEWS[category]:
                left = followed.queue(category, view, NOW)
                right = anew.queue(category, view, NOW)
                assert left.refs() == right.refs(), (verb, category, view)
                assert left.rows(0, 9) == right.rows(0, 9)


def test_passives_are_seen_by_the_days_their_window_has_left(desk: Desk) -> None:
    def of_passives(view: View) -> list[str]:
        return [each.response_id for each in desk.queue(Category.PASSIVE, view, NOW).refs()]

    assert of_passives(View.QUEUE) == ["passive"]
    assert of_passives(View.UNDER_30) == []
    later = NOW + 110 * DAY
    assert len(desk.queue(Category.PASSIVE, View.FROM_30, later)) == 1
    run(desk, "case.tag", "passive", tags="price")
    assert of_passives(View.EASY) == ["passive"]


def test_a_lapsed_case_is_listed_among_the_lapsed_for_a_month(desk: Desk) -> None:
    assert len(desk.queue(Category.DETRACTOR, View.LAPSED, NOW + 31 * DAY)) == 3
    assert len(desk.queue(Category.DETRACTOR, View.LAPSED, NOW + 70 * DAY)) == 0


def test_a_first_look_holds_what_rests_on_the_answers_alone(desk: Desk) -> None:
    (header, look), whole = desk.first_look(NOW), desk.overview(NOW)
    assert header == desk.header(NOW)
    assert (look.score, look.newest, look.histogram) == (
        whole.score,
        whole.newest,
        whole.histogram,
    )
    assert (look.complete, whole.complete) == (False, True)


def test_what_filters_may_ask_is_read_beforehand(desk: Desk) -> None:
    desk.make_ready(NOW)
    where = desk.filter("region:Bergen touchpoint:none")
    queue = desk.queue(Category.DETRACTOR, View.QUEUE, NOW, where=where)
    assert [each.response_id for each in queue.refs()] == ["fresh"]


def test_what_filters_ask_for_is_read_ahead_and_reads_the_same(desk: Desk) -> None:
    before = desk.queue(
        Category.DETRACTOR, View.QUEUE, NOW, where=desk.filter("region:Bergen")
    ).refs()
    desk.make_ready(NOW)
    for column in ("region", "touchpoint"):
        desk.queue(Category.DETRACTOR, View.QUEUE, NOW, where=desk.filter(f"{column}:none"))
    after = desk.queue(Category.DETRACTOR, View.QUEUE, NOW, where=desk.filter("region:Bergen"))
    assert after.refs() == before
    assert after.unnarrowed == len(desk.queue(Category.DETRACTOR, View.QUEUE, NOW))


def test_find_knows_what_the_customer_is_called_and_what_they_said(desk: Desk) -> None:
    answer = desk.queue(Category.DETRACTOR, View.QUEUE, NOW)
    rows = answer.rows(0, len(answer))
    wanted = rows[0].customer or rows[0].comment
    assert rows[0].ref in answer.holding(str(wanted).upper())
    assert answer.holding("[no such text") == []


def test_only_the_first_are_listed_and_the_whole_can_be_asked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("npstui.desk.queues.LIMIT", 1)
    listed = desk.queue(None, View.ALL, NOW)
    whole = desk.queue(None, View.ALL, NOW, whole=True)
    assert len(listed) == 1 < listed.total == len(whole)
    assert whole.refs()[0] == listed.ref_at(0)
    assert [whole.position(each) for each in whole.refs()] == list(range(len(whole)))


def test_the_sorts_on_screen_are_those_of_the_desk() -> None:
    from npstui.desk.queues import SORTS
    from npstui.present.views import SORT_WORDS

    assert set(SORTS) == set(SORT_WORDS)


def test_the_overview_says_how_many_were_late_when_they_came_in(tmp_path: Path) -> None:
    def answer(name: str, hours: float, score: int) -> Row:
        at = (NOW - timedelta(hours=hours)).isoformat()
        return (name, at, score, "", name, f"{name}@example.org", "Oslo")

    with Store.create(tmp_path / "acme.nps", time_zone="UTC") as store:
        # A store's first import counts its own overdue ones anew.
        add_answers(store, [answer("old", 60, 2)], NOW - timedelta(hours=3), tmp_path)
        assert desk_of(store).overview(NOW).came_late == 0
        late = [answer("a", 30, 2), answer("b", 27, 6), answer("c", 5, 1), answer("d", 400, 8)]
        add_answers(store, late, NOW - timedelta(hours=2), tmp_path)
        assert desk_of(store).overview(NOW).came_late == 2
        assert desk_of(store).overview(NOW + timedelta(hours=23)).came_late == 0


def test_a_filter_that_is_typed_is_helped_with_the_values_of_open_cases(desk: Desk) -> None:
    def helped(text: str) -> str | None:
        offer = desk.filter_help(text, NOW)
        return None if offer is None else offer.words

    assert helped("bergen") == "Bergen is a region: tab takes region:Bergen"
    assert helped("region:Berg") == "No region of an open case is “Berg”: tab takes Bergen"
    assert str(helped("region:")).startswith("region is one of: ")
    assert helped("alice") == "alice is an owner: tab takes owner:alice" or helped("alice") is None
    assert helped("nothing-like-it") is None
    assert helped("") is None
