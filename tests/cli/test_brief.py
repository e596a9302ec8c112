"""`npstui brief`: lines and width, what is in it, what must not be, for a team and for one."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import Cli

from npstui.present.cells import cell_width
from npstui.present.text import SafeText
from npstui.store.store import Store

NOW = datetime.now(UTC)
KEYS = [
    "store", "person", "at", "last_24_h", "arrivals", "queues", "people", "late", "due_today",
    "passives_lapsing", "newest_detractors", "quarantine", "score", "within_due",
]  # fmt: skip
Answered = tuple[str, int, float, str, str]
PHONE, MAIL = "+47 900 11 222", "ola@hidden.example"


def file_of(path: Path, rows: Sequence[Answered]) -> Path:
    """Rows of id, score, age in hours, comment, name; each with a mail address and a phone."""
    lines = ["id,score,responded_at,comment,customer_name,email,phone"]
    for name, score, hours, comment, customer in rows:
        at = (NOW - timedelta(hours=hours)).isoformat()
        lines.append(f'{name},{score},{at},"{comment}","{customer}",{name}@hidden.example,{PHONE}')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def busy(cli: Cli, tmp_path: Path) -> None:
    """A store older than its answers: six late detractors, some due, passives near their end."""
    assert cli("import", file_of(tmp_path / "old.csv", [("old", 9, 2_000, "", "Old")])).code == 0
    rows: list[Answered] = [
        (f"late{n}", 3, 25 + n, f"write to {MAIL} or {PHONE}", f"Kari {n}") for n in range(7)
    ]
    rows += [
        (f"new{n}", n % 7, 0.2 + n / 10, "客服很慢，等了三天 " * 9, "王小明") for n in range(9)
    ]
    rows += [("mailed", 2, 0.1, "", MAIL), ("hi", 1, 0.05, "a\x1b[31mb", "Per\u202eson")]
    rows += [(f"pas{n}", 7, 24 * (160 + n), "fine", f"Pia {n}") for n in range(3)]
    rows += [("fan", 10, 3, "great", "Liv"), ("bad", 77, 3, "", "Eve")]
    ran = cli("import", file_of(tmp_path / "answers.csv", rows), "--follow-up-from", "all")
    assert ran.code == 3, ran.err
    cli("config", "set", "team", "alice,bob")
    cli("case", "assign", "alice", "late0", "late1", "pas0")


def test_the_morning_of_a_team(cli: Cli, busy: None) -> None:
    ran = cli("brief")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert 5 <= len(lines) <= 45
    assert max(cell_width(SafeText(line)) for line in lines) <= 78
    assert lines[2].startswith("NPS ")
    assert "Late, the first 5 of 10" in lines
    assert "Newest detractors, 24 h, the first 5 of 11" in lines
    assert any(line.startswith("alice") and line.split()[1:2] == ["3"] for line in lines)
    assert any(line.startswith("nobody") and line.split()[1:2] == ["7"] for line in lines)
    assert "7 of 18 new detractors came in late, more than 24 h after they were given" in lines
    assert "1 refused row in quarantine; new in 24 h: 1 of answers.csv" in ran.out
    assert any(line.startswith("Passives about to lapse") for line in lines)


def test_nothing_in_it_reaches_a_customer_or_steers_a_terminal(cli: Cli, busy: None) -> None:
    for words in (["brief"], ["brief", "--json"], ["brief", "--person", "alice"]):
        out = cli(*words).out
        assert "hidden" not in out
        assert "900" not in out
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert "write to (mail) or (number)" in cli("brief", "--json").out
    assert "no mail addresses or phone numbers are in this text" in cli("brief").out


def test_the_document_key_by_key(cli: Cli, busy: None) -> None:
    ran = cli("brief", "--json")
    found = ran.json
    assert (ran.code, list(found)) == (0, KEYS)
    score = cli("score", "--period", "30d", "--json").json
    assert {**found["score"], "period": None} == {**score, "period": None}
    health = cli("followup", "--json").json["within_due"]
    assert found["within_due"] == {
        **{key: health[key] for key in ("in_time", "judged", "share")}, "goal": 0.8,
    }  # fmt: skip
    assert found["late"]["total"] == sum(each["late"] for each in found["people"]) == 10
    assert found["due_today"]["total"] == sum(each["due_today"] for each in found["people"])
    listed = cli("list", "detractors", "--where", "due:..0h", "--format", "ids").out.split()
    assert len(listed) == 7
    assert [each["response_id"] for each in found["late"]["first"]] == listed[:5]
    assert found["quarantine"] == {"rows": 1, "last_24_h": {"answers.csv": 1}}
    assert found["person"] is None


def test_what_is_open_but_snoozed_is_told_apart(cli: Cli, busy: None) -> None:
    assert cli("case", "snooze", "5d", "pas0").code == 0
    people = {each["person"]: each for each in cli("brief", "--json").json["people"]}
    assert (people["alice"]["open"], people["alice"]["snoozed"]) == (3, 1)
    line = next(line for line in cli("brief").out.splitlines() if line.startswith("alice"))
    assert line.split()[3:] == ["3", "1"]


def test_the_morning_of_one(cli: Cli, busy: None) -> None:
    by_person = cli("brief", "--person", "ali")
    assert by_person.out.splitlines()[0].count("alice's morning") == 1
    assert "bob" not in by_person.out
    assert "Late, yours" in by_person.out
    assert "Nobody's yet, detractors of 24 h" in by_person.out
    assert len(by_person.out.splitlines()) <= 45
    assert cli("--as", "alice", "brief").out == by_person.out
    found = cli("--as", "alice", "brief", "--json").json
    assert (found["person"], found["late"]["total"]) == ("alice", 3)
    assert [each["person"] for each in found["people"]] == ["alice"]


def test_whose_it_is_by_the_environment_is_the_team_s(
    cli: Cli, busy: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NPSTUI_PERSON", "alice")
    assert cli("brief", "--json").json["person"] is None


def test_a_store_without_answers_has_a_morning_too(cli: Cli, store_path: Path) -> None:
    assert cli("brief").code == 1
    Store.create(store_path).close()
    ran = cli("brief")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert len(lines) == 5
    assert "No answers in the last 30 days" in lines[2]
    assert cli("brief", "--json").json["score"]["score"] is None


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--person", "zoe"], 1, "Nobody in the team is called “zoe”"),
        (["--period", "soon"], 2, "“soon” is no period"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    cli: Cli, busy: None, words: list[str], code: int, said: str
) -> None:
    ran = cli("brief", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_each_number_of_the_morning_is_explained(cli: Cli, busy: None) -> None:
    plain, told = cli("brief").out.splitlines(), cli("brief", "--explain")
    assert told.code == 0
    assert told.out.splitlines()[1 : len(plain)] == plain[1:]
    (explanation,) = [cli("brief", "--explain", "--json").json["explanation"]]
    titles = [each["title"] for each in explanation]
    assert titles[0].startswith("NPS ")
    for said in ("in the last 24 h", "detractors waiting", "passives waiting", "by person",
                 "The cases listed", "1 refused row in quarantine"):  # fmt: skip
        assert any(said in title for title in titles), said
    assert all(title in told.out for title in titles)
    assert "explanation" not in cli("brief", "--json").json
