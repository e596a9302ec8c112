"""Handing on to somebody outside, and everything of one to another."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Cli

Row = Callable[[str], dict[str, Any]]


@pytest.fixture
def row(cli: Cli) -> Row:
    def read(name: str) -> dict[str, Any]:
        found: dict[str, Any] = cli("list", "responses", "--where", f"id:{name}", "--json").json[0]
        return found

    return read


def test_a_case_handed_on_waits_and_its_text_is_printed(cli: Cli, acme: Path, row: Row) -> None:
    ran = cli("--as", "alice", "case", "hand-on", "Dispatch", "--note", "What went wrong?", "d1")
    assert ran.code == 0
    assert ran.err == "Waits for Dispatch until 7d.\n"
    assert ran.out.startswith("To Dispatch, from alice, desk\nWe come back to it ")
    assert "What went wrong?" in ran.out
    assert "Late, forty minutes" in ran.out
    assert "Region: Oslo" in ran.out
    assert "@" not in ran.out
    assert "Person" not in ran.out
    assert row("d1")["status"] == "waiting"
    shown = cli("case", "show", "d1").out
    assert "handed it on to Dispatch until" in shown
    assert cli("--as", "alice", "undo").code == 0
    assert row("d1")["status"] == "new"
    assert cli("--as", "alice", "redo").code == 0
    assert row("d1")["status"] == "waiting"


def test_contact_data_goes_along_where_it_is_asked_for(cli: Cli, acme: Path) -> None:
    ran = cli("case", "hand-on", "Dispatch", "--with-contact-data", "d1", "d2")
    assert "Mail: p0@example.org" in ran.out
    assert "Name: Person 1" in ran.out


def test_it_stays_in_the_queue_and_is_taken_back(cli: Cli, acme: Path, row: Row) -> None:
    cli("case", "hand-on", "Dispatch", "--until", "2d", "d1")
    listed = {each["response_id"]: each for each in cli("list", "detractors", "--json").json}
    assert listed["d1"]["status"] == "waiting"
    assert listed["d1"]["due_at"] is not None
    assert cli("case", "hand-back", "d1").code == 0
    assert row("d1")["status"] == "in-progress"
    again = cli("case", "hand-back", "d1")
    assert (again.code, again.err) == (1, "d1: it waits for nobody.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--until", "2020-01-01"], "“2020-01-01” is past; a case comes back later than now."),
        (["--until", "soon"], "“soon” is no time; write 4h, 7d, tomorrow"),
    ],
)
def test_a_wrong_date_is_a_sentence(cli: Cli, acme: Path, words: list[str], said: str) -> None:
    ran = cli("case", "hand-on", "Dispatch", *words, "d1")
    assert ran.code == 1
    assert said in ran.err


def test_the_stores_people_are_whom_to_hand_on_to(cli: Cli, acme: Path) -> None:
    made = cli("config", "set", "people.Dispatch Oslo", "dispatch@example.org")
    assert made.code == 0
    unknown = cli("case", "hand-on", "Despatch Oslo", "d1")
    assert unknown.code == 1
    assert "Nobody among the people outside the desk is called “Despatch Oslo”." in unknown.err
    assert "Did you mean Dispatch Oslo?" in unknown.err
    assert cli("case", "hand-on", "dispatch", "d1").out.startswith("To Dispatch Oslo, from ")
    assert cli("config", "set", "people.Dispatch Oslo", "none").code == 0


def test_the_text_goes_to_a_file_and_never_over_one(cli: Cli, acme: Path, tmp_path: Path) -> None:
    out = tmp_path / "for-dispatch.txt"
    ran = cli("case", "hand-on", "Dispatch", "--out", out, "d1")
    assert (ran.code, ran.out) == (0, "")
    assert "forty minutes" in out.read_text()
    ran = cli("case", "hand-on", "Dispatch", "--out", out, "d2")
    assert (ran.code, ran.err) == (
        1, f"{out} is there already; name another file. Nothing was handed on.\n"
    )  # fmt: skip


def test_the_document_has_the_text(cli: Cli, acme: Path) -> None:
    ran = cli("case", "hand-on", "Dispatch", "--json", "d1", "gone")
    assert (ran.code, ran.json["done"]) == (3, ["d1"])
    assert ran.json["text"].startswith("To Dispatch")
    assert ran.json["refused"][0]["response_id"] == "gone"


def test_a_hand_over_takes_snoozed_and_waiting_cases_and_those_to_look_at_again(
    cli: Cli, acme: Path, row: Row
) -> None:
    cli("--as", "bob", "case", "take", "d1", "d2", "d3", "p1", "p2")
    cli("--as", "bob", "case", "snooze", "5d", "d2")
    cli("--as", "bob", "case", "hand-on", "Dispatch", "p1")
    cli("--as", "bob", "case", "resolve", "kept", "--again", "14d", "p2")
    cli("--as", "bob", "case", "resolve", "solved", "d3")
    ran = cli("--as", "mona", "hand-over", "bob", "chen")
    assert (ran.code, ran.err) == (0, "Handed over from bob to chen: 4 cases.\n")
    assert [row(name)["assignee"] for name in ("d1", "d2", "p1", "p2", "d3")] == [
        "chen", "chen", "chen", "chen", "bob"
    ]  # fmt: skip
    assert cli("--as", "mona", "undo").code == 0
    assert row("d2")["assignee"] == "bob"
    assert cli("hand-over", "bob", "bob").err == "bob has them already.\n"
    assert "Nobody in the team is called “nils”" in cli("hand-over", "nils", "bob").err


def test_a_case_to_be_looked_at_again_comes_back(cli: Cli, acme: Path, row: Row) -> None:
    ran = cli("case", "resolve", "compensated", "--remedy", "Voucher", "--amount", "20",
              "--again", "14d", "d1")  # fmt: skip
    assert ran.err == (
        "Resolved: compensated, voucher, 20, without a contact logged; to look at again in 14d.\n"
    )
    assert row("d1")["status"] == "resolved"
    wrong = cli("case", "resolve", "solved", "--remedy", "vouchr", "d2")
    assert (wrong.code, "Did you mean voucher?" in wrong.err) == (1, True)
    past = cli("case", "resolve", "solved", "--again", "2020-01-01", "d2")
    assert "is past; a case is looked at again later than now" in past.err
    below = cli("case", "resolve", "solved", "--amount=-1", "d2")
    assert "write a number of 0 or more" in below.err


def test_a_snooze_in_the_past_and_an_unknown_person_are_a_sentence(cli: Cli, acme: Path) -> None:
    assert "a snooze ends later than now" in cli("case", "snooze", "2020-01-01", "d1").err
    cli("config", "set", "team", "alice,bob")
    assert "Nobody in the team is called “bub”. Did you mean bob?" in cli(
        "case", "assign", "bub", "d1").err  # fmt: skip


def test_a_listing_tells_where_a_case_waits_and_how_far_a_promoter_is(
    cli: Cli, acme: Path, row: Row
) -> None:
    cli("case", "hand-on", "Dispatch", "d1")
    cli("case", "contact", "--channel", "mail", "--result", "sent", "--ask", "review", "g1")
    assert (row("d1")["handed_to"], row("d1")["promoter_stage"]) == ("Dispatch", None)
    assert row("g1")["promoter_stage"] == "asked"
    asked = cli("list", "promoters", "--where", "promoter_stage:asked", "--format", "ids")
    assert asked.out == "g1\n"
    waiting = cli("list", "cases", "--where", "handed_to:dispatch", "--format", "ids")
    assert waiting.out == "d1\n"
