"""Who may be written to, what was said of asking again, and what a contact leaves in the log."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.desk.stores import desk_of

from npstui.desk.desk import Desk
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.model.category import Category
from npstui.model.response import ResponseRef
from npstui.present.values import Answer, View
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ROWS = """response_id,responded_at,score,comment,customer_id,customer_name,email,phone,\
do_not_contact
p1,2026-11-20T09:00Z,8,Bra,C1,Karin Lind,karin@example.org,,
p2,2026-11-19T09:00Z,7,Dyrt,C2,Ole Moe,ole@example.org,,
d1,2026-11-20T10:00Z,2,Sent igen,C3,Eva Holm,eva@example.org,,yes
d2,2026-11-20T11:00Z,3,Appen,C4,Nils Ek,nils@example.org,,
d3,2026-11-18T11:00Z,4,Ok,C4,Nils Ek,nils@example.org,,
d4,2026-11-20T12:00Z,1,,,,,,
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    file = tmp_path / "survey.csv"
    file.write_text(ROWS)
    with Store.create(tmp_path / "acme.nps") as store:
        options = ImportOptions(follow_up_from="all", time_zone="UTC")
        import_files(store, [file], options, actor="os", person="alice", now=NOW)
        yield desk_of(store)


def contact(
    desk: Desk, *names: str, result: str = "sent", at: datetime = NOW, **more: object
) -> Answer:
    refs = [ResponseRef("survey", name) for name in names]
    arguments = {"channel": "mail", "result": result, **more}
    return desk.run("case.contact", refs, arguments, at)


def listed(desk: Desk, category: Category | None, at: datetime = NOW) -> list[str]:
    answer = desk.queue(category, View.ASK_AGAIN, at)
    return [ref.response_id for ref in answer.refs()]


def test_who_was_told_is_listed_by_the_date_and_stays_when_resolved(desk: Desk) -> None:
    contact(desk, "p1", told="2027-03-01")
    contact(desk, "p2", told="2027-01-15")
    assert listed(desk, Category.PASSIVE) == ["p2", "p1"]
    desk.run("case.resolve", [ResponseRef("survey", "p2")], {"outcome": "kept"}, NOW)
    assert listed(desk, Category.PASSIVE) == ["p2", "p1"]
    assert listed(desk, None) == ["p2", "p1"]
    desk.undo(NOW)
    desk.undo(NOW)
    assert listed(desk, Category.PASSIVE) == ["p1"]


def test_who_answers_again_leaves_the_list(desk: Desk, tmp_path: Path) -> None:
    contact(desk, "p1", told="2027-03-01")
    again = tmp_path / "later.csv"
    again.write_text("response_id,responded_at,score,customer_id\nn1,2027-03-02T09:00Z,9,C1\n")
    then = datetime(2027, 3, 3, tzinfo=UTC)
    options = ImportOptions(time_zone="UTC", source="survey")
    import_files(desk.store, [again], options, actor="os", person="alice", now=then)
    assert listed(desk, None, then) == []


def test_a_date_that_is_past_is_refused_in_words(desk: Desk) -> None:
    answer = contact(desk, "p1", told="2026-01-01")
    assert answer.said == "“2026-01-01” is past; we can only ask again later than now."
    assert answer.verb_id is None


def test_the_wish_not_to_be_contacted_is_kept_to(desk: Desk) -> None:
    answer = contact(desk, "d1", "d2")
    assert [ref.response_id for ref in answer.done] == ["d2"]
    assert answer.refused[0].reason == "the customer may not be contacted"
    # They may have called us.
    assert contact(desk, "d1", result="reached").done


def test_the_cap_counts_all_cases_of_a_customer_and_only_what_got_through(desk: Desk) -> None:
    contact(desk, "d3", result="no-answer")
    contact(desk, "d3", at=NOW + timedelta(hours=1))
    contact(desk, "d2", at=NOW + timedelta(hours=2))
    refused = contact(desk, "d2", at=NOW + timedelta(hours=3))
    assert refused.said == "Not done: 2 contacts in 30 days, the store's cap is 2"
    desk.undo(NOW + timedelta(hours=4))
    assert contact(desk, "d2", at=NOW + timedelta(hours=5)).done
    later = NOW + timedelta(days=31)
    assert contact(desk, "d2", at=later).done


def test_the_log_says_what_was_used_and_told(desk: Desk) -> None:
    contact(desk, "p1", told="2027-03-01", template="passive", language="no", note="Hei")
    told = desk.case(ResponseRef("survey", "p1"), NOW)
    assert told.told_at == datetime(2027, 3, 1, 9, tzinfo=UTC)
    assert told.story[-1].what == (
        "contacted by mail, sent (passive, no), told that we ask again 2027-03-01: Hei"
    )
    answer = contact(desk, "p2", ask="review", answer="agreed")
    assert answer.done
    assert "asked for a review, agreed" in desk.case(answer.done[0], NOW).story[-1].what


def test_an_answer_without_an_ask_is_refused(desk: Desk) -> None:
    assert "nothing was asked" in contact(desk, "p2", answer="agreed").said


def reaches(desk: Desk, at: datetime = NOW) -> dict[str, str]:
    answer = desk.queue(None, View.ALL, at)
    return {row.ref.response_id: row.reach for row in answer.rows(0, len(answer))}


def reasons(desk: Desk, what: str = "cases", at: datetime = NOW) -> dict[str, str | None]:
    table = desk.table(what, at).select("response_id", "no_contact_reason")
    return dict(table.iter_rows())


def test_lists_say_who_may_not_be_contacted_and_who_was_often_enough(desk: Desk) -> None:
    contact(desk, "d2")
    assert reaches(desk)["d2"] == "m"
    contact(desk, "d3", at=NOW + timedelta(minutes=1))
    contact(desk, "d4", at=NOW + timedelta(minutes=1))
    contact(desk, "d4", at=NOW + timedelta(minutes=2))
    later = NOW + timedelta(minutes=3)
    marks = reaches(desk, later)
    # What d3 got counts for its customer, and what nobody known got for the case itself.
    assert (marks["d1"], marks["d2"], marks["d4"]) == ("x", "cap", "cap")
    often = "2 contacts in 30 days, the store's cap is 2"
    expected = {"d1": "the customer may not be contacted", "d2": often, "d4": often}
    found = reasons(desk, at=later)
    assert {name: why for name, why in found.items() if why} == expected
    assert reasons(desk, "responses", later)["d3"] == often
    exported = desk.export("detractors", later)
    (whole,) = exported.parts()
    names = whole.select("response_id", "no_contact_reason")
    assert dict(names.iter_rows()) == expected
    # Days later the same list lets them be written to again.
    after = later + timedelta(days=31)
    assert (reaches(desk, after)["d2"], reasons(desk, at=after)["d2"]) == ("m", None)


def test_a_contact_taken_back_leaves_the_cap_and_a_store_without_one_has_none(desk: Desk) -> None:
    contact(desk, "d2")
    contact(desk, "d3")
    assert reaches(desk)["d2"] == "cap"
    desk.undo(NOW)
    assert reaches(desk)["d2"] == "m"


def test_each_case_of_a_verb_that_was_taken_back_in_part_counts_for_itself(desk: Desk) -> None:
    assert reaches(desk)["p1"] == "m"  # what stands is read, what comes is read on
    for hours in (5, 3):
        contact(desk, "p1", "p2", at=NOW - timedelta(hours=hours))
    bob = Desk(desk.store, person="bob", actor="os")
    bob.run("case.note", [ResponseRef("survey", "p2")], {"text": "I called too"}, NOW)
    desk.undo(NOW)
    assert (reaches(desk)["p1"], reaches(desk)["p2"]) == ("m", "cap")
    desk.redo(NOW)
    assert (reaches(desk)["p1"], reaches(desk)["p2"]) == ("cap", "cap")
    fresh = desk_of(desk.store)
    assert reaches(fresh) == reaches(desk)


def test_the_wish_in_one_answer_marks_the_others_of_the_customer(
    desk: Desk, tmp_path: Path
) -> None:
    again = tmp_path / "later.csv"
    again.write_text("response_id,responded_at,score,customer_id\nn1,2026-11-20T19:00Z,5,C3\n")
    options = ImportOptions(time_zone="UTC", source="survey", follow_up_from="all")
    import_files(desk.store, [again], options, actor="os", person="alice", now=NOW)
    assert reaches(desk)["n1"] == "x"
    assert reasons(desk)["n1"] == "the customer may not be contacted"


def test_the_answer_says_whether_the_first_contact_is_made(desk: Desk) -> None:
    assert contact(desk, "d2", result="no-answer").said == (
        "Logged: mail, no answer; a try, the clock runs on"
    )
    assert contact(desk, "d2").said == "Logged: mail, sent; the first contact is made"
    assert contact(desk, "d2", result="reached").said == "Logged: mail, reached"


def test_resolving_says_that_no_contact_was_logged(desk: Desk) -> None:
    def resolved(name: str) -> str:
        return desk.run(
            "case.resolve", [ResponseRef("survey", name)], {"outcome": "solved"}, NOW
        ).said

    assert resolved("d4") == "Resolved: solved, without a contact logged"
    contact(desk, "d2", result="reached")
    assert resolved("d2") == "Resolved: solved"
