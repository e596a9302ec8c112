"""Promoters: how far each has come, the views by stage, and praise by name."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from npstui.desk.configuring import set_of_store
from npstui.desk.desk import Desk
from npstui.desk.merging import merge_to_file
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.values import View
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)
HEADER = "response_id,responded_at,score,comment,email,agent\n"
ROWS = "".join(
    f"{name},2026-11-20T10:00Z,{score},{comment},{name}@x.no,{agent}\n"
    for name, score, comment, agent in (
        ("g1", 10, "Lovely", "Wu"),
        ("g2", 9, "Great", "J. Hansen"),
        ("g3", 10, "", "Wu"),
        ("g4", 9, "Nice", ""),
        ("p1", 8, "Fine", "Wu"),
    )
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Store.create(tmp_path / "acme.nps", time_zone="UTC") as store:
        file = tmp_path / "a.csv"
        file.write_text(HEADER + ROWS)
        options = ImportOptions(source="s", follow_up_from="all")
        import_files(store, [file], options, actor="os", person="alice", now=NOW)
        yield Desk(store, person="alice", actor="os")


def ref(name: str) -> ResponseRef:
    return ResponseRef("s", name)


def held(desk: Desk, view: View, now: datetime = NOW) -> list[str]:
    answer = desk.queue(Category.PROMOTER, view, now)
    return [each.response_id for each in answer.refs()]


def contact(desk: Desk, name: str, at: datetime = NOW, **more: str) -> None:
    given: Mapping[str, object] = {"channel": "mail", "result": "sent", **more}
    assert desk.run("case.contact", [ref(name)], given, at).done


def test_contacts_and_outcomes_carry_a_promoter_from_stage_to_stage(desk: Desk) -> None:
    assert len(held(desk, View.QUEUE)) == 4
    contact(desk, "g1", ask="review")
    assert held(desk, View.ASKED) == ["g1"]
    contact(desk, "g1", NOW + DAY, answer="agreed")
    assert (held(desk, View.ASKED), held(desk, View.AGREED)) == ([], ["g1"])
    done = {"outcome": "reviewed", "remedy": "loyalty-card", "amount": 10}
    desk.run("case.resolve", [ref("g1")], done, NOW + 2 * DAY)
    assert (held(desk, View.AGREED), held(desk, View.REFERRED)) == ([], ["g1"])
    value = desk.case(ref("g1"), NOW + 3 * DAY)
    assert (value.stage, value.remedy, value.amount) == ("reviewed", "loyalty-card", 10)
    assert value.thanked_at == NOW + DAY
    row = desk.queue(Category.PROMOTER, View.REFERRED, NOW + 5 * DAY).rows(0, 1)[0]
    assert (row.stage, row.ask, row.since, row.praises) == ("reviewed", "agreed", "3 d", "Wu")


def test_whoever_was_thanked_long_ago_is_listed_until_thanked_again(desk: Desk) -> None:
    contact(desk, "g3")
    later = NOW + 91 * DAY
    assert held(desk, View.THANKED_LONG_AGO, NOW + 89 * DAY) == []
    assert held(desk, View.THANKED_LONG_AGO, later) == ["g3"]
    contact(desk, "g3", later)
    assert held(desk, View.THANKED_LONG_AGO, later + DAY) == []


def test_praise_is_listed_by_name_until_it_is_handed_on(desk: Desk) -> None:
    assert held(desk, View.PRAISE) == ["g2", "g1"]
    assert [person.person for person in desk.outside.people([ref("g1")], NOW)] == ["Wu"]
    done = desk.run("case.hand-on", [ref("g1")], {"person": "Wu"}, NOW)
    assert done.said == "Waits for Wu until 7d"
    assert held(desk, View.PRAISE) == ["g2"]
    assert "g1" in held(desk, View.QUEUE)  # thanks are still due


def test_who_is_praised_and_not_in_people_stands_last_with_the_way_in(desk: Desk) -> None:
    set_of_store(desk.store, "people.Fleet", "fleet@example.no")
    fleet, wu = desk.outside.people([ref("g1")], NOW)
    assert (fleet.person, fleet.known, wu.person, wu.known) == ("Fleet", True, "Wu", False)
    refused = desk.run("case.hand-on", [ref("g1")], {"person": "Wu"}, NOW)
    assert "npstui config set people.NAME MAIL" in refused.said
    set_of_store(desk.store, "people.Wu", "")
    assert desk.run("case.hand-on", [ref("g1")], {"person": "Wu"}, NOW).done == (ref("g1"),)


def test_a_text_that_asks_is_logged_as_an_ask_unless_told_otherwise(
    desk: Desk, tmp_path: Path
) -> None:
    sent = {"channel": "letter", "result": "sent", "template": "promoter"}
    merge_to_file(desk, [ref("g1")], sent, tmp_path / "one.csv", NOW)
    merge_to_file(desk, [ref("g2")], sent | {"ask": ""}, tmp_path / "two.csv", NOW)
    assert (held(desk, View.ASKED), desk.drafts.draft(ref("g1"), NOW).asked) == (["g1"], "referral")


def test_what_waits_elsewhere_is_back_in_the_queue_on_its_date(desk: Desk) -> None:
    contact(desk, "g1")
    desk.run("case.hand-on", [ref("g1")], {"person": "Wu", "until": "3d"}, NOW)
    assert (held(desk, View.HANDED_ON), "g1" in held(desk, View.QUEUE)) == (["g1"], False)
    later = NOW + 3 * DAY
    assert (held(desk, View.HANDED_ON, later), "g1" in held(desk, View.QUEUE, later)) == ([], True)
    row = desk.queue(Category.PROMOTER, View.QUEUE, later)
    assert "back" in {each.due for each in row.rows(0, 9)}


def test_the_time_in_each_department_is_counted(desk: Desk) -> None:
    desk.run("case.hand-on", [ref("g1"), ref("g2")], {"person": "Wu", "until": "4d"}, NOW)
    desk.run("case.hand-back", [ref("g2")], {}, NOW + DAY)
    desk.run("case.hand-on", [ref("g2")], {"person": "Fleet"}, NOW + DAY)
    wu, fleet = desk.outside.times(NOW + 5 * DAY)
    assert (wu.to, wu.stays, wu.waiting, wu.total) == ("Wu", 2, 0, 5 * DAY)
    assert (fleet.to, fleet.stays, fleet.waiting, fleet.total) == ("Fleet", 1, 1, 4 * DAY)
    desk.undo(NOW + 6 * DAY)
    assert [time.to for time in desk.outside.times(NOW + 6 * DAY)] == ["Wu"]


def test_a_lapsed_passive_can_be_given_its_outcome(desk: Desk) -> None:
    later = NOW + 183 * DAY
    listed = desk.queue(Category.PASSIVE, View.LAPSED, later).refs()
    assert [each.response_id for each in listed] == ["p1"]
    desk.run("case.resolve", [ref("p1")], {"outcome": "left"}, later)
    assert desk.case(ref("p1"), later).outcome == "left"
