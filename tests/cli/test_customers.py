"""`npstui customer`: found by response, by customer_id, by mail; the document key by key."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import Cli

NOW = datetime.now(UTC)


@pytest.fixture
def two(cli: Cli, tmp_path: Path) -> Path:
    """Two answers of one customer, one of another who shares the mail."""
    lines = ["id,score,responded_at,comment,customer_id,customer_name,email,revenue"]
    for name, score, days, comment, customer, revenue in (
        ("r1", 9, 200, "first", "C7", 10),
        ("r2", 3, 1, "then \x1b[31mbad", "C7", 25.5),
        ("r3", 8, 5, "", "C8", ""),
    ):
        at = (NOW - timedelta(days=days)).isoformat()
        lines.append(f"{name},{score},{at},{comment},{customer},Kim,Kim@Example.org,{revenue}")
    file = tmp_path / "two.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert cli("import", file).code == 0
    return file


def test_the_document_key_by_key(cli: Cli, two: Path) -> None:
    assert cli("case", "contact", "--channel", "phone", "--result", "reached", "r2").code == 0
    page = cli("customer", "r1", "--json").json
    assert list(page) == [
        "customer_id", "customer_name", "email", "phone", "company", "language",
        "preferred_channel", "revenue", "do_not_contact", "open_cases", "answers", "contacts",
    ]  # fmt: skip
    assert (page["customer_id"], page["email"], page["phone"]) == ("C7", "Kim@Example.org", None)
    assert (page["revenue"], page["do_not_contact"], page["open_cases"]) == (25.5, False, 1)
    assert [answer["response_id"] for answer in page["answers"]] == ["r2", "r1"]
    listed = cli("list", "responses", "--where", "id:r2", "--json").json
    assert page["answers"][0] == listed[0]
    assert "\x1b" in page["answers"][0]["comment"]
    (contact,) = page["contacts"]
    assert list(contact) == [
        "event_id", "verb_id", "at", "actor", "person", "kind", "response_id", "source", "data",
    ]  # fmt: skip
    assert contact["data"]["channel"] == "phone"


def test_an_undone_contact_is_no_contact(cli: Cli, two: Path) -> None:
    cli("case", "contact", "--channel", "phone", "--result", "reached", "r2")
    cli("undo")
    assert cli("customer", "C7", "--json").json["contacts"] == []


@pytest.mark.parametrize("named", ["r1", "two:r1", "C7"])
def test_a_customer_is_found_by_response_source_and_customer_id(
    cli: Cli, two: Path, named: str
) -> None:
    source = cli("list", "responses", "--limit", "1", "--json").json[0]["source"]
    ran = cli("customer", named.replace("two", source), "--json")
    assert (ran.code, ran.json["customer_id"]) == (0, "C7")


def test_a_mail_that_two_share_gives_the_newest_and_says_so(cli: Cli, two: Path) -> None:
    ran = cli("customer", "kim@example.ORG", "--json")
    assert (ran.code, ran.json["customer_id"]) == (0, "C7")
    assert "2 customers share “kim@example.ORG”" in ran.err


def test_people_get_the_page(cli: Cli, two: Path) -> None:
    ran = cli("customer", "C7")
    assert ran.out.splitlines()[0] == "Kim"
    assert "Scores     9, 3" in ran.out
    assert "then [31mbad" in ran.out
    assert "\x1b" not in ran.out


def test_nobody_of_the_name_is_said(cli: Cli, two: Path) -> None:
    ran = cli("customer", "C9")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "There is no response and no customer “C9”.\n"


def test_as_of_shows_the_page_as_it_was(cli: Cli, two: Path) -> None:
    cli("case", "contact", "--channel", "phone", "--result", "reached", "r2")
    page = cli("--as-of", "10d", "customer", "C7", "--json").json
    assert [answer["response_id"] for answer in page["answers"]] == ["r1"]
    assert page["contacts"] == []
