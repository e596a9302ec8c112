"""What the practice of closing the loop asks for, from the command line, on a store of few rows."""

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Cli, cli, config_path, store_path

__all__ = ["cli", "config_path", "store_path"]

HEAD = (
    "id,score,responded_at,comment,customer_name,email,phone,product,region,agent,"
    "preferred_channel,do_not_contact,revenue"
)
NOW = datetime.now(UTC).isoformat()
ROWS = (
    ("d1", 2, 3, "Forty minutes late", "Ingrid Solberg", "Airport", "Oslo", "Wu", "phone", "", 900),
    ("d2", 6, 2, "Too dear", "Per Strand", "City ride", "Oslo", "Ali", "", "", 40_000),
    ("d3", 0, 4, "Late again", "", "Airport", "Bergen", "Wu", "", "yes", 10),
    ("p1", 7, 20, "The app is slow", "Hanne Moe", "Airport", "Oslo", "Ali", "", "", 200),
    ("g1", 10, 5, "Wu was lovely", "Liv Strand", "Airport", "Oslo", "Wu", "", "", 100),
)


@pytest.fixture
def acme(cli: Cli, tmp_path: Path) -> Path:
    """Five answers of today, in a file."""
    lines = [HEAD]
    for name, score, hours, comment, person, product, region, agent, prefers, barred, value in ROWS:
        at = (datetime.now(UTC) - timedelta(hours=hours)).isoformat()
        mail, phone = f"{name}@example.org", "+4790000000"
        cells = (name, score, at, comment, person, mail, phone, product, region, agent, prefers)
        lines.append(",".join(str(cell) for cell in (*cells, barred, value)))
    file = tmp_path / "acme.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert cli("import", file).code == 0
    return file


def texts(cli: Cli, tmp_path: Path, *words: str) -> dict[str, str]:
    """What one text says to each, by id."""
    out = tmp_path / "out.csv"
    call = ("case", "contact", "--channel", "mail", "--result", "sent", "--out", out)
    assert cli(*call, *words).code in (0, 3)
    with out.open(encoding="utf-8", newline="") as lines:
        return {row["response_id"]: row["text"] for row in csv.DictReader(lines)}


def row(cli: Cli, name: str) -> dict[str, Any]:
    found: dict[str, Any] = cli("list", "responses", "--where", f"id:{name}", "--json").json[0]
    return found


def test_a_text_says_why_and_names_product_and_words_and_never_hello_nobody(
    cli: Cli, acme: Path, tmp_path: Path
) -> None:
    named = texts(cli, tmp_path, "d1", "--template", "detractor")["d1"]
    assert named.startswith("Hello Ingrid,\n\nYou gave us 2 out of 10 for Airport on ")
    assert "“Forty minutes late”" in named
    (tmp_path / "more.csv").write_text(f"id,score,responded_at,email\nx1,3,{NOW},x@example.org\n")
    cli("import", tmp_path / "more.csv")
    (tmp_path / "out.csv").unlink()
    nobody = texts(cli, tmp_path, "x1", "--template", "detractor")["x1"]
    assert nobody.startswith("Hello,\n\nYou gave us 3 out of 10 on ")
    assert "  " not in nobody
    assert "{" not in nobody


def test_one_complaint_is_ended_for_all_who_have_it_and_taken_back_as_one(
    cli: Cli, acme: Path
) -> None:
    cli("case", "tag", "late-delivery", "d1", "d3")
    ids = cli("list", "detractors", "--where", "tag:late-delivery", "--format", "ids").out
    assert cli("case", "resolve", "solved", "-", stdin=ids).code == 0
    assert {row(cli, name)["outcome"] for name in ("d1", "d3")} == {"solved"}
    assert cli("undo").code == 0
    assert {row(cli, name)["outcome"] for name in ("d1", "d3")} == {None}


def test_when_it_is_mended_everybody_who_raised_it_is_told_once(
    cli: Cli, acme: Path, store_path: Path, tmp_path: Path
) -> None:
    with (store_path / "store.toml").open("a", encoding="utf-8") as file:
        file.write('\n[playbooks.fixed.facts]\nmended = "Drivers now wait at the gate."\n')
    more = tmp_path / "more.csv"
    twice = "Ingrid Solberg,d1@example.org,+4790000000"
    more.write_text(f"{HEAD.split(',comment')[0]},customer_name,email,phone\np2,8,{NOW},{twice}\n")
    assert cli("import", more).code == 0
    assert cli("case", "tag", "late", "d1", "d3", "p1", "p2").code == 0
    assert cli("case", "resolve", "solved", "d1").code == 0
    to_tell = ("list", "cases", "--where", "tag:late -tag:told-fixed", "--format", "ids")
    ids = cli(*to_tell).out
    # The resolved one too, of every category.
    assert sorted(ids.split()) == ["d1", "d3", "p1", "p2"]
    out = tmp_path / "told.csv"
    tell = ("case", "contact", "--channel", "mail", "--result", "sent", "--template", "fixed")
    ran = cli(*tell, "--out", out, "-", stdin=ids)
    assert ran.code == 3
    assert "d3: the customer may not be contacted" in ran.err
    with out.open(encoding="utf-8", newline="") as lines:
        rows = {row["response_id"]: row for row in csv.DictReader(lines)}
    # d1 and p2 are one customer, who is written to once.
    assert len(rows) == 2
    assert {each["email"] for each in rows.values()} == {"d1@example.org", "p1@example.org"}
    for each in rows.values():
        assert "it is mended now. Drivers now wait at the gate." in each["text"]
    told = {name: row(cli, name) for name in ("d1", "p1", "p2", "d3")}
    assert [name for name, each in told.items() if "told-fixed" in each["tags"]] == [
        "d1",
        "p1",
        "p2",
    ]
    assert (told["d1"]["status"], told["d1"]["outcome"]) == ("resolved", "solved")
    # The text says nothing of when we ask again, and so nothing is noted of it.
    assert told["p1"]["told_at"] is None
    assert cli(*to_tell).out.split() == ["d3"]
    told_ids = cli("list", "cases", "--where", "tag:told-fixed", "--format", "ids").out.split()
    assert sorted(told_ids) == ["d1", "p1", "p2"]
    again = cli(*tell, "--out", tmp_path / "again.csv", "d1", "p1")
    assert again.code == 1
    assert "told already (told-fixed)" in again.err
    assert not (tmp_path / "again.csv").exists()
    (by_tag,) = [each for each in cli("followup", "--json").json["tags"]["tags"]
                 if each["tag"] == "told-fixed"]  # fmt: skip
    assert (by_tag["detractors"], by_tag["passives"]) == (1, 2)
    assert cli("undo").code == 0
    assert sorted(cli(*to_tell).out.split()) == ["d1", "d3", "p1", "p2"]
    assert not row(cli, "p1")["first_contact_at"]


def test_a_call_that_says_it_is_mended_marks_the_case_too(cli: Cli, acme: Path) -> None:
    assert cli("case", "resolve", "solved", "d1").code == 0
    call = ("case", "contact", "--channel", "phone", "--template", "fixed", "d1")
    assert cli(*call, "--result", "no-answer").code == 1  # a try leaves what is resolved alone
    assert cli(*call, "--result", "reached").code == 0
    assert (row(cli, "d1")["tags"], row(cli, "d1")["status"]) == (["told-fixed"], "resolved")
    assert cli("case", "contact", "--channel", "mail", "--result", "sent", "d1").code == 1


def test_the_same_complaint_gets_the_same_answer_with_its_standard_remedy(
    cli: Cli, acme: Path, store_path: Path, tmp_path: Path
) -> None:
    with (store_path / "store.toml").open("a", encoding="utf-8") as file:
        file.write('\n[playbooks.late-delivery.facts]\nremedy = "Your next ride is on us."\n')
    cli("case", "tag", "late-delivery", "d1", "d2")
    said = texts(cli, tmp_path, "d1", "d2")
    assert all("Your next ride is on us." in text for text in said.values())
    cli("case", "resolve", "compensated", "--remedy", "voucher", "--amount", "120", "d1", "d2")
    (voucher,) = cli("followup", "--json").json["remedies"]
    assert (voucher["remedy"], voucher["n"], voucher["total"]) == ("voucher", 2, 240)


def test_larger_customers_are_called_first(cli: Cli, acme: Path) -> None:
    listed = cli("list", "detractors", "--sort", "-revenue", "--json").json
    assert [each["response_id"] for each in listed] == ["d2", "d1", "d3"]


def test_a_promoter_is_thanked_asked_agrees_refers_and_is_rewarded(cli: Cli, acme: Path) -> None:
    contact = ("case", "contact", "--channel", "mail", "--result", "sent")
    stages = [row(cli, "g1")["promoter_stage"]]
    for words in (
        (*contact, "g1"),
        (*contact, "--ask", "referral", "g1"),
        (
            "case",
            "contact",
            "--channel",
            "phone",
            "--result",
            "reached",
            "--answer",
            "agreed",
            "g1",
        ),
        ("case", "resolve", "referred", "--remedy", "loyalty-card", "g1"),
    ):
        assert cli(*words).code == 0, words
        stages.append(row(cli, "g1")["promoter_stage"])
    assert stages == ["new", "thanked", "asked", "agreed", "referred"]
    (reward,) = cli("followup", "--json").json["remedies"]
    assert (reward["remedy"], reward["outcomes"]) == ("loyalty-card", {"referred": 1})


def test_a_small_gift_is_held_against_the_next_score(cli: Cli, acme: Path, tmp_path: Path) -> None:
    call = ("--remedy", "gift", "--amount", "20")
    assert cli("case", "resolve", "kept", *call, "p1").code == 0
    later = datetime.now(UTC).isoformat()
    again = tmp_path / "again.csv"
    again.write_text(f"id,score,responded_at,email\np9,9,{later},p1@example.org\n")
    assert cli("import", again).code == 0
    (gift,) = cli("followup", "--json").json["remedies"]
    assert (gift["total"], gift["next"]["promoters"], gift["next"]["n"]) == (20, 1, 1)


def test_who_may_not_be_contacted_is_left_out_of_lists_drafts_and_files_with_the_reason(
    cli: Cli, acme: Path, tmp_path: Path
) -> None:
    assert row(cli, "d3")["no_contact_reason"] == "the customer may not be contacted"
    said = texts(cli, tmp_path, "d1", "d3", "--template", "detractor")
    assert list(said) == ["d1"]
    refused = cli("case", "contact", "--channel", "mail", "--result", "sent", "d3")
    assert refused.code == 1
    assert "may not be contacted" in refused.err
    assert cli("case", "contact", "--channel", "phone", "--result", "reached", "d3").code == 0


def test_the_cause_stays_as_tags_of_a_list_and_as_a_note(cli: Cli, acme: Path) -> None:
    cli("case", "tag", "dispatch,structural", "d1")
    cli("case", "note", "Why? No car. Why? Two were at the garage.", "d1")
    assert row(cli, "d1")["tags"] == ["dispatch", "structural"]
    assert "Two were at the garage" in cli("case", "show", "d1").out


def test_what_each_customer_answered_when_asked_why_stays_beside_their_own_words(
    cli: Cli, acme: Path
) -> None:
    note = ("--note", "A 9 if the price were fixed.")
    call = ("case", "contact", "--channel", "phone", "--result", "reached", *note, "--told", "3mo")
    assert cli(*call, "p1").code == 0
    shown = cli("case", "show", "p1").out
    assert "The app is slow" in shown
    assert "A 9 if the price were fixed." in shown
    assert row(cli, "p1")["told_at"] is not None
