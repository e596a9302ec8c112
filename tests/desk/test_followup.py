"""The health of a real store's follow-up: agrees with Overview, with the list, with the past."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.desk.stores import Row, add_answers, desk_of

from npstui.analysis.contrast import Verdict
from npstui.analysis.counts import Counts
from npstui.analysis.followup import Promise
from npstui.analysis.period import PeriodError
from npstui.desk.desk import Desk
from npstui.desk.health import health_value
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def row(name: str, hours: float, score: int, region: str = "Oslo") -> Row:
    at = (NOW - hours * HOUR).isoformat()
    return (name, at, score, "words", f"c-{name[0]}", f"{name[0]}@example.no", region)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.create(tmp_path / "acme.nps", time_zone="UTC") as store:
        add_answers(store, [row("z", 7_200, 5)], NOW - 6_000 * HOUR, tmp_path)
        rows = [row("a1", 48, 2), row("b1", 47, 1, "Bergen"), row("c1", 46, 6, "台北")]
        add_answers(store, [*rows, row("d1", 40, 8), row("e1", 40, 9)], NOW - 40 * HOUR, tmp_path)
        add_answers(store, [row("a2", 2, 9), row("b2", 1, 4)], NOW - HOUR, tmp_path)
        yield desk_of(store)


def contact(desk: Desk, name: str, at: datetime, result: str = "reached") -> None:
    data = {"channel": "phone", "result": result}
    desk.run("case.contact", [ResponseRef("survey", name)], data, at)


def test_the_promise_is_the_one_of_overview(desk: Desk) -> None:
    contact(desk, "a1", NOW - 30 * HOUR)
    contact(desk, "c1", NOW - 10 * HOUR)
    found = desk.following_up.answer(NOW)
    assert found.detractors.promise == Promise(1, 2)
    assert desk.following_up.within_time(NOW) == (1, 2)
    assert desk.overview(NOW).within_due == found.detractors.promise.share == 0.5
    # Asked alone, as the morning does, it is the same, of any period.
    for period in ("30d", "90d", "all", "2001"):
        assert desk.following_up.kept(NOW, period) == desk.following_up.answer(NOW, period).kept


def test_thirty_days_of_all_cases_are_the_thirty_days_of_the_open_ones(desk: Desk) -> None:
    contact(desk, "a1", NOW - 30 * HOUR)
    short, long = desk.following_up.answer(NOW), desk.following_up.answer(NOW, "90d")
    assert short.categories == long.categories
    assert short.touches.total == long.touches.total
    everything = desk.following_up.answer(NOW, "all")
    assert [each.cases for each in everything.categories] == [4, 1, 2]


def test_contacts_are_by_category_and_taken_back_ones_do_not_count(desk: Desk) -> None:
    contact(desk, "a1", NOW - 30 * HOUR, "no-answer")
    contact(desk, "d1", NOW - 29 * HOUR)
    contact(desk, "e1", NOW - 28 * HOUR)
    assert desk.following_up.answer(NOW).touches.n == 3
    desk.undo(NOW - 27 * HOUR, any_session=True)
    found = desk.following_up.answer(NOW)
    assert dict(found.touches.total) == {
        Category.DETRACTOR: 1, Category.PASSIVE: 1, Category.PROMOTER: 0,
    }  # fmt: skip
    assert [(use.channel, use.tries, use.through) for use in found.channels] == [("phone", 2, 1)]


def test_a_next_answer_after_a_contact_is_recovery(desk: Desk) -> None:
    contact(desk, "a1", NOW - 30 * HOUR)
    of_detractors = desk.following_up.answer(NOW).recovery[0]
    assert of_detractors.contacted is not None
    assert of_detractors.not_contacted is not None
    assert (of_detractors.contacted.nps, of_detractors.not_contacted.nps) == (100, -100)


def test_a_filter_narrows_by_the_answer_and_by_the_case(desk: Desk) -> None:
    contact(desk, "a1", NOW - 30 * HOUR)
    asked = desk.following_up
    oslo = asked.answer(NOW, where="region:Oslo")
    assert [each.cases for each in oslo.categories] == [2, 1, 2]
    assert asked.answer(NOW, where="region:Oslo").touches.n == 1
    assert asked.answer(NOW, where="region:Bergen").touches.n == 0
    assert asked.answer(NOW, where="owner:alice").detractors.cases == 1
    assert asked.answer(NOW, where="score:..2").detractors.cases == 2


def test_tags_are_held_against_one_another_by_category(desk: Desk) -> None:
    refs = [ResponseRef("survey", name) for name in ("a1", "b1", "d1", "e1")]
    desk.run("case.tag", refs, {"tags": "late"}, NOW)
    desk.run("case.tag", refs[2:], {"tags": "price"}, NOW)
    found = desk.following_up.answer(NOW).contrast
    # Seven answers in 30 days: a1 b1 c1 b2 detract, d1 is passive, e1 and a2 promote.
    assert (found.cases, found.tagged) == (Counts(2, 1, 4), Counts(1, 1, 2))
    assert {each.tag: each.counts for each in found.tags} == {
        "late": Counts(1, 1, 2), "price": Counts(1, 1, 0),
    }  # fmt: skip
    assert {each.verdict for each in found.tags} == {Verdict.FEW}
    narrowed = desk.following_up.answer(NOW, where="region:Bergen").contrast
    assert [(each.tag, each.counts) for each in narrowed.tags] == [("late", Counts(0, 0, 1))]
    (page,) = [
        section
        for section in health_value(desk.following_up.answer(NOW)).sections
        if section.title.startswith("Tags by category")
    ]
    assert [str(cell) for cell in page.rows[0].cells] == [
        "late", "2 (50 %)", "1 (100 %)", "1 (50 %)", "too few",
    ]  # fmt: skip
    assert "with a tag: 2 of 4 detractors, 1 of 1 passives, 1 of 2 promoters" in page.notes[0]


def test_a_split_has_every_value(desk: Desk) -> None:
    found = desk.following_up.answer(NOW, by="region")
    assert {each.value: each.cases for each in found.segments} == {
        "Oslo": 5,
        "Bergen": 1,
        "台北": 1,
    }
    by_score = desk.following_up.answer(NOW, by="score").segments
    assert sum(each.cases for each in by_score) == 7


def test_time_in_other_hands_is_of_the_cases_of_the_period(desk: Desk) -> None:
    for name, hours in (("a1", 30), ("b1", 20)):
        refs, data = [ResponseRef("survey", name)], {"person": "Garage", "until": "3d"}
        desk.run("case.hand-on", refs, data, NOW - hours * HOUR)
    desk.run("case.hand-back", [ResponseRef("survey", "a1")], {}, NOW - 26 * HOUR)
    (garage,) = desk.following_up.answer(NOW).departments
    assert (garage.to, garage.stays, garage.waiting) == ("Garage", 2, 1)
    assert (garage.total, garage.median) == (24 * HOUR, 12 * HOUR)
    (garage,) = desk.following_up.answer(NOW, where="region:Bergen").departments
    assert (garage.stays, garage.total) == (1, 20 * HOUR)
    page = health_value(desk.following_up.answer(NOW))
    assert any(section.title.startswith("Handed on") for section in page.sections)


def test_the_past_is_asked_as_it_was(desk: Desk) -> None:
    contact(desk, "a1", NOW - 30 * HOUR)
    contact(desk, "b1", NOW - 5 * HOUR)
    then = NOW - 20 * HOUR
    past = Desk(desk.store, person="alice", actor="os", as_of=then)
    found = past.following_up.answer(then)
    assert (found.touches.n, found.detractors.first_contact.wall.n) == (1, 1)


def test_the_page_has_every_number_with_its_n_and_dims_thin_ones(desk: Desk) -> None:
    contact(desk, "a1", NOW - 30 * HOUR)
    value = health_value(desk.following_up.answer(NOW, by="region"))
    assert value.title == "Follow-up of the last 30 days: 7 cases"
    assert value.promise == "First contact in time: 50 % of 2, goal 80 %: below the goal"
    for section in value.sections:
        for each in section.rows:
            assert len(each.cells) == len(section.headings) + (not section.trends)
    kept = value.sections[0]
    assert [row.few for row in kept.rows] == [True, True, True]
    assert "Not proof" in value.sections[-1].notes[-1]


def test_a_store_without_answers_has_a_page_too(tmp_path: Path) -> None:
    with Store.create(tmp_path / "new.nps") as store:
        found = desk_of(store).following_up.answer(NOW, "all")
        assert (
            health_value(found).promise == "First contact in time: nobody to judge yet, goal 80 %"
        )
        with pytest.raises(PeriodError):
            desk_of(store).following_up.answer(NOW, "soon")


def test_what_a_member_holds_is_late_when_its_first_contact_is(desk: Desk) -> None:
    for name in ("a1", "c1", "d1"):
        desk.run("case.assign", [ResponseRef("survey", name)], {"person": "bob"}, NOW - 45 * HOUR)
    (bob, nobody) = desk.following_up.team(NOW)
    assert (bob.person, bob.open, bob.late, bob.contacted) == ("bob", 3, 2, 0)
    assert nobody.person is None
    contact(desk, "c1", NOW - HOUR)
    (bob, _nobody) = desk.following_up.team(NOW)
    assert (bob.open, bob.late, bob.contacted) == (3, 1, 1)
