"""The demo opens on what looks like a working week."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from sample_data import demo_history, demo_story

from npstui.desk.demo import IMPORTED, MARKERS, NAME, PERSON, TEAM, make_demo_store
from npstui.desk.opening import open_desk
from npstui.model.case import CaseState
from npstui.model.category import Category
from npstui.model.clock import FIRST_CONTACT, LAPSE
from npstui.present.values import View
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 14, 3, 7, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.nps"
    make_demo_store(path, NOW)
    return path


def waiting(path: Path) -> list[datetime]:
    """Due times of the reachable detractors that nobody reached, resolved or excluded."""
    with Store.open(path) as store:
        states: dict[str, CaseState] = {row.ref[1]: row.state for row in store.case_rows()}
        snapshot = store.snapshot()
        answers = snapshot.responses.filter(
            pl.col("score") <= 6,
            pl.col("responded_at") > LAPSE[Category.DETRACTOR].before(NOW),
            pl.col("email").is_not_null() | pl.col("phone").is_not_null(),
        ).collect()
        snapshot.close()
    untouched = CaseState()
    return [
        FIRST_CONTACT[Category.DETRACTOR].after(row["responded_at"])
        for row in answers.iter_rows(named=True)
        if (state := states.get(row["response_id"], untouched)).first_contact_at is None
        and state.resolved_at is None
        and state.excluded is None
    ]


def test_its_newest_answer_is_a_minute_old(demo: Path) -> None:
    with Store.open(demo) as store:
        snapshot = store.snapshot()
        newest = snapshot.responses.select(pl.col("responded_at").max()).collect().item()
        snapshot.close()
    assert newest == NOW - timedelta(minutes=1)


def test_about_forty_detractors_wait_and_five_are_late(demo: Path) -> None:
    due = waiting(demo)
    assert 34 <= len(due) <= 52  # with those who are snoozed
    assert sum(moment <= NOW for moment in due) == 5
    desk = open_desk(demo, person=PERSON)
    [detractors] = [one for one in desk.queue_counts(NOW) if one.category is Category.DETRACTOR]
    desk.close()
    assert 35 <= detractors.waiting <= 45
    assert detractors.late == 5


def test_nothing_is_refused_and_the_team_is_set(demo: Path) -> None:
    with Store.open(demo) as store:
        assert store.quarantine_rows() == 0
        assert store.settings().team == TEAM
        assert store.settings().name == NAME
        assert sum(row.fates.imported for row in store.imports()) > 5_800


def test_the_history_is_told_by_those_who_did_it(demo: Path) -> None:
    with Store.open(demo) as store:
        verbs = store.verbs()
    assert {verb.person for verb in verbs} == set(TEAM)
    assert all(NOW - IMPORTED[0] < verb.at < NOW for verb in verbs)


def test_every_view_of_the_detractors_has_cases(demo: Path) -> None:
    desk = open_desk(demo, person=PERSON)
    counts = desk.queue(Category.DETRACTOR, View.QUEUE, NOW).counts
    desk.close()
    assert all(count.count >= 3 for count in counts), counts


def test_nothing_but_the_five_detractors_is_late(demo: Path) -> None:
    desk = open_desk(demo, person=PERSON)
    late = {one.category: one.late for one in desk.queue_counts(NOW)}
    desk.close()
    assert late == {Category.DETRACTOR: 5, Category.PASSIVE: 0, Category.PROMOTER: 0}


def test_the_windows_of_passives_end_near_and_far(demo: Path) -> None:
    desk = open_desk(demo, person=PERSON)
    passives = desk.table("passives", NOW)
    desk.close()
    left = (passives["window_ends_at"] - NOW).dt.total_days()
    for first, last in ((0, 30), (30, 90), (90, 150), (150, 184)):
        assert left.is_between(first, last).sum() >= 5, (first, last)


def test_the_crash_and_its_mend_show_in_the_weeks(demo: Path) -> None:
    desk = open_desk(demo, person=PERSON)
    weeks = [week.nps for week in desk.overview(NOW).weeks if week.nps is not None]
    change = desk.header(NOW).change
    desk.close()
    assert len(weeks) == 26
    before, crashing, after = weeks[:14], weeks[-11:-8], weeks[-7:-1]
    assert max(crashing) < min(*before, *after)
    assert change is not None
    assert not change.clear


def test_nobody_worked_on_an_answer_of_these_days_before_it_came_in(demo: Path) -> None:
    assert tuple(moment // timedelta(minutes=1) for moment in IMPORTED) == demo_history.IMPORTED
    young = NOW - timedelta(minutes=demo_history.HEARD_AT_IMPORT)
    with Store.open(demo) as store:
        came_in = {row.import_id: row.at for row in store.imports()}
        snapshot = store.snapshot()
        recent = snapshot.responses.filter(pl.col("responded_at") > young)
        imports = dict(recent.select("response_id", "import_id").collect().iter_rows())
        snapshot.close()
        for event in store.log():
            name = event.ref.response_id
            if name in imports:
                assert event.at > came_in[imports[name]], event


def test_what_was_changed_is_marked_and_shows_in_the_weeks_around_it(demo: Path) -> None:
    story = (demo_story.NEW_DISPATCH, demo_story.PRICE_RISE, demo_story.APP_CRASHES,
             demo_story.APP_MENDED)  # fmt: skip
    assert [weeks * demo_story.WEEK for weeks, _, _ in MARKERS] == list(story)
    desk = open_desk(demo, person=PERSON)
    judged = {str(each.text): each.change for each in desk.timeline.values(NOW)}
    released, mended = judged["App 5.1 released"], judged["App 5.1.2 mends the crash"]
    assert released is not None
    assert mended is not None
    assert released.clear
    assert released.points < 0 < mended.points
    assert mended.clear
    desk.close()
