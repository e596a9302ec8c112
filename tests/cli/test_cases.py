"""The verbs by name: done, refused, in part; undo and redo; who it was."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Cli

from npstui.settings.store_file import FILE_NAME, dump_store_settings, load_store_settings

Row = Callable[[str], dict[str, Any]]


@pytest.fixture
def row(cli: Cli) -> Row:
    """A response as `list` gives it."""

    def read(name: str) -> dict[str, Any]:
        found: dict[str, Any] = cli("list", "responses", "--where", f"id:{name}", "--json").json[0]
        return found

    return read


@pytest.fixture
def team(acme: Path, store_path: Path) -> None:
    """A team in the tests' store."""
    from dataclasses import replace

    file = store_path / FILE_NAME
    settings = replace(load_store_settings(file), team=("Alice Berg", "Bob Dahl", "Bo Ek"))
    file.write_text(dump_store_settings(settings))


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        (["case", "take", "d1"], "assignee", "alice"),
        (["case", "assign", "bob", "d1"], "assignee", "bob"),
        (["case", "tag", "late,app", "d1"], "tags", ["late", "app"]),
        (["case", "resolve", "solved", "--amount", "20", "d1"], "outcome", "solved"),
        (["case", "contact", "--channel", "phone", "--result", "reached", "d1"], "status",
         "contacted"),
        (["case", "contact", "--channel", "phone", "--result", "no answer", "d1"], "status",
         "in-progress"),
        (["case", "note", "called twice", "d1"], "status", "in-progress"),
        (["exclude", "--reason", "test", "d1"], "excluded", "test"),
    ],
)  # fmt: skip
def test_a_verb_does_what_it_says_and_undo_takes_it_back(
    cli: Cli, acme: Path, row: Row, words: list[str], key: str, value: object
) -> None:
    before = row("d1")
    ran = cli("--as", "alice", *words, "--json")
    assert (ran.code, ran.json) == (0, {"done": ["d1"], "refused": []})
    assert row("d1")[key] == value
    back = cli("--as", "alice", "undo", "--json")
    assert (back.code, back.json["done"]) == (0, ["d1"])
    assert back.err.startswith("Took back: ")
    assert row("d1") == before
    again = cli("--as", "alice", "redo", "--json")
    assert (again.code, again.json["done"]) == (0, ["d1"])
    assert row("d1")[key] == value


def test_untag_unassign_reopen_and_include_turn_it_round(cli: Cli, acme: Path, row: Row) -> None:
    cli("case", "tag", "late,app", "d1")
    assert cli("case", "untag", "late", "d1").code == 0
    assert row("d1")["tags"] == ["app"]
    cli("case", "take", "d1")
    assert cli("case", "unassign", "d1").code == 0
    assert row("d1")["assignee"] is None
    cli("case", "resolve", "solved", "d1")
    assert cli("case", "reopen", "d1").code == 0
    assert row("d1")["status"] == "in-progress"
    cli("exclude", "--reason", "spam", "d1")
    assert cli("score", "--json").json["score"]["n"] == 7
    assert cli("include", "d1").code == 0
    assert cli("score", "--json").json["score"]["n"] == 8


def test_a_snooze_ends_later_than_now(cli: Cli, acme: Path, row: Row) -> None:
    assert cli("case", "snooze", "6h", "p1").code == 0
    assert row("p1")["snoozed_until"] is not None
    ran = cli("case", "snooze", "2001-01-01", "p1")
    assert ran.code == 1
    assert "is past" in ran.err


def test_ids_come_from_standard_input(cli: Cli, acme: Path, row: Row) -> None:
    named = cli("list", "detractors", "--format", "ids").out
    assert sorted(named.split()) == ["d1", "d2", "d3"]
    ran = cli("case", "tag", "batch", "-", "--json", stdin=named)
    assert (ran.code, sorted(ran.json["done"])) == (0, ["d1", "d2", "d3"])
    assert row("d3")["tags"] == ["batch"]
    assert "3 cases" in cli("undo").err
    assert row("d3")["tags"] == []


def test_no_ids_on_standard_input_is_nothing_to_do(cli: Cli, acme: Path) -> None:
    ran = cli("case", "tag", "late", "-", "--json")
    assert (ran.code, ran.json) == (0, {"done": [], "refused": []})


def test_an_unknown_id_is_named_and_the_rest_is_done(cli: Cli, acme: Path) -> None:
    ran = cli("case", "tag", "late", "d1", "zz9", "--json")
    assert ran.code == 3
    assert ran.json["done"] == ["d1"]
    assert [item["response_id"] for item in ran.json["refused"]] == ["zz9"]
    assert list(ran.json["refused"][0]) == ["response_id", "reason"]
    assert "zz9" in ran.err
    alone = cli("case", "tag", "late", "zz9")
    assert (alone.code, alone.out) == (1, "")
    assert "zz9" in alone.err


def test_an_id_in_two_sources_is_refused_naming_both(cli: Cli, acme: Path) -> None:
    cli("import", "-", "--source", "web", stdin="id,score\nd1,3\n")
    ran = cli("case", "take", "d1")
    assert ran.code == 1
    assert "acme:d1" in ran.err
    assert "web:d1" in ran.err
    assert cli("case", "take", "web:d1").code == 0
    assert "web:d1" in cli("list", "responses", "--format", "ids").out.split()


def test_a_case_of_somebody_else_is_refused_naming_who(cli: Cli, acme: Path) -> None:
    cli("--as", "bob", "case", "take", "d1")
    ran = cli("--as", "alice", "case", "take", "d1", "d2")
    assert ran.code == 3
    assert "d1: bob has it." in ran.err
    assert cli("--as", "bob", "case", "take", "d1").code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["case", "tag", "two words", "d1"], 1, "A tag has no space"),
        (["case", "note", " ", "d1"], 1, "A note needs a text"),
        (["case", "contact", "--channel", "fone", "--result", "sent", "d1"], 2,
         "The nearest is phone"),
        (["case", "contact", "--channel", "phone", "d1"], 2, "--result"),
        (["exclude", "--reason", "tset", "d1"], 2, "The nearest is test"),
        (["exclude", "d1"], 2, "--reason"),
        (["case", "resolve", "sovled", "d1"], 2, "The nearest is solved"),
        (["case", "resolve", "thanked", "d1"], 1, "no outcome of a detractor"),
        (["case", "resolve", "solved", "--amount", "much", "d1"], 1, "no amount"),
        (["case", "snooze", "later", "d1"], 1, "is no time"),
        (["case", "untag", "late", "d1"], 1, "not tagged late"),
        (["case", "reopen", "d1"], 1, "not resolved"),
        (["case", "take"], 2, "ID..."),
        (["case", "tak", "d1"], 2, "The nearest is take"),
        (["case", "hand", "bob", "d1"], 2, "is no command"),
        (["--as-of", "1d", "case", "take", "d1"], 2, "--as-of"),
        (["--as-of", "1d", "undo"], 2, "--as-of"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence_with_its_code(
    cli: Cli, acme: Path, row: Row, words: list[str], code: int, said: str
) -> None:
    before = row("d1")
    ran = cli(*words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert row("d1") == before


def test_an_outcome_that_some_cannot_take_names_each_of_them(
    cli: Cli, acme: Path, row: Row
) -> None:
    ran = cli("case", "resolve", "solved", "d1", "p1", "--json")
    assert ran.code == 3
    (refused,) = ran.json["refused"]
    assert (ran.json["done"], refused["response_id"]) == (["d1"], "p1")
    assert refused["reason"] == "a passive has no outcome “solved”"
    assert "p1: a passive has no outcome “solved”" in ran.err
    assert row("p1")["outcome"] is None
    ran = cli("case", "resolve", "thanked", "d2", "p1")
    assert ran.code == 1
    assert "no outcome of a detractor or a passive; choose from detractor: solved," in ran.err


@pytest.mark.parametrize(("name", "code"), [("bob", 0), ("Alice Berg", 0), ("bo", 1), ("Eve", 1)])
def test_a_person_is_a_member_of_the_team_or_an_unambiguous_part(
    cli: Cli, team: None, name: str, code: int
) -> None:
    ran = cli("case", "assign", name, "d1")
    assert ran.code == code, ran.err
    assert cli("--as", name, "case", "tag", "x", "d1").code == code


def test_undo_with_nothing_given_says_so(cli: Cli, acme: Path) -> None:
    ran = cli("undo")
    assert (ran.code, ran.out) == (1, "")
    assert "nothing of yours to undo" in ran.err


def test_undo_is_refused_where_somebody_changed_the_case_since(cli: Cli, acme: Path) -> None:
    cli("--as", "alice", "case", "tag", "late", "d1")
    cli("--as", "bob", "case", "note", "called", "d1")
    ran = cli("--as", "alice", "undo")
    assert ran.code == 1
    assert "bob" in ran.err


def test_the_list_of_verbs_names_them_newest_first(cli: Cli, acme: Path) -> None:
    cli("case", "tag", "late", "d1", "d2")
    cli("case", "take", "d1")
    listed = cli("undo", "--list", "--json").json
    assert [verb["said"] for verb in listed] == ["Yours", "Tagged late"]
    assert listed[1]["response_ids"] == ["d1", "d2"]
    cli("undo")
    assert [verb["said"] for verb in cli("undo", "--list", "--json").json] == ["Tagged late"]
    assert [verb["said"] for verb in cli("redo", "--list", "--json").json] == ["Yours"]


def test_a_case_is_shown_with_its_story_and_the_original_text(cli: Cli, acme: Path) -> None:
    cli("--as", "alice", "case", "tag", "late", "d3")
    shown = cli("case", "show", "d3", "--json").json[0]
    assert shown["comment"] == "=HYPERLINK(\x1b[31m)"
    assert shown["tags"] == ["late"]
    event = shown["events"][-1]
    assert (event["kind"], event["person"], event["data"]) == (
        "tagged",
        "alice",
        {"tags": ["late"]},
    )
    words = cli("case", "show", "d3")
    assert "\x1b" not in words.out
    assert "alice tagged late" in words.out
    lost = cli("case", "show", "zz9", "--json")
    assert (lost.code, lost.json) == (1, [])


def test_the_log_keeps_login_and_person(cli: Cli, acme: Path) -> None:
    import getpass

    cli("--as", "alice", "case", "tag", "late", "d1")
    entries = cli("log", "--json").json
    assert [entry["kind"] for entry in entries] == ["tagged", "import"]
    assert list(entries[0]) == [
        "event_id", "verb_id", "at", "actor", "person", "kind", "response_id", "source", "data",
    ]  # fmt: skip
    assert (entries[0]["actor"], entries[0]["person"]) == (getpass.getuser(), "alice")
    assert entries[1]["data"]["imported"] == 8
    assert len(cli("log", "--limit", "1", "--json").json) == 1
    assert "tagged late" in cli("log").out


def test_the_log_goes_out_as_lines(cli: Cli, acme: Path, tmp_path: Path) -> None:
    cli("case", "tag", "late", "d1")
    lines = cli("export", "-", "--what", "log", "--format", "ndjson").out.splitlines()
    told = [json.loads(line) for line in lines]
    assert [entry["kind"] for entry in told] == ["import", "tagged"]
    assert json.loads(told[1]["data"]) == {"tags": ["late"]}


def test_a_store_that_cannot_be_written_is_said(cli: Cli, acme: Path, store_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    store_path.chmod(0o500)
    try:
        ran = cli("case", "take", "d1")
    finally:
        store_path.chmod(0o700)
    assert ran.code == 1


def test_a_contact_that_was_sent_is_only_logged_and_says_so(cli: Cli, acme: Path) -> None:
    sent = cli("case", "contact", "--channel", "mail", "--result", "sent", "d1")
    assert sent.err == (
        "Logged: mail, sent; the first contact is made.\n"
        "Only the log has it: npstui itself sends nothing.\n"
    )
    spoke = cli("case", "contact", "--channel", "phone", "--result", "reached", "d1")
    assert spoke.err == "Logged: phone, reached.\n"
