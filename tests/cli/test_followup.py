"""`npstui followup`: the document key by key, the tables, filters and periods."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.cli.conftest import Cli, survey

KEYS = [
    "period", "where", "by", "goal", "within_due", "bands", "categories", "people", "segments",
    "touches", "channels", "outcomes", "outcomes_by_tag", "tags", "outcomes_by_channel",
    "outcomes_by_playbook", "remedies", "departments",
    "recovery",
]  # fmt: skip
CATEGORY = [
    "category", "cases", "fates", "within_due", "within_due_business_hours", "open", "late",
    "lapsed", "never_touched", "never_touched_past_due", "tries", "first_contact", "resolution",
]  # fmt: skip
TIMES = ["n", "median", "p75", "p90", "longest"]


@pytest.fixture
def worked(cli: Cli, acme: Path) -> Path:
    """The store with a contact, a try, and a case that is done."""
    cli("case", "contact", "--channel", "mail", "--result", "sent", "d1", "p1")
    cli("case", "contact", "--channel", "phone", "--result", "no-answer", "d2")
    ran = cli("case", "resolve", "compensated", "--remedy", "voucher", "--amount", "50", "d1")
    assert ran.code == 0, ran.err
    return acme


def test_the_document_key_by_key(cli: Cli, worked: Path) -> None:
    ran = cli("followup", "--json", "--by", "region")
    assert (ran.code, ran.err) == (0, "")
    found = ran.json
    assert list(found) == KEYS
    assert list(found["within_due"]) == ["in_time", "judged", "share", "met"]
    for each in found["categories"]:
        assert list(each) == CATEGORY
        assert sum(each["fates"].values()) == each["cases"]
        assert list(each["first_contact"]) == ["wall", "business_hours", "bands", "no_contact"]
        assert list(each["first_contact"]["wall"]) == TIMES
        assert list(each["resolution"]) == ["wall", "business_hours"]
        assert list(each["tries"]) == ["0", "1", "2", "3+"]
        assert len(each["first_contact"]["bands"]) == len(found["bands"]) + 1
    assert [each["cases"] for each in found["categories"]] == [3, 2, 2]
    assert list(found["people"][0]) == [
        "person", "cases", "open", "late", "never_touched", "within_due",
    ]  # fmt: skip
    assert {each["value"]: each["cases"] for each in found["segments"]} == {"Oslo": 5, "Bergen": 2}
    assert found["touches"]["total"] == {"detractors": 2, "passives": 1, "promoters": 0}
    assert sum(week["detractors"] for week in found["touches"]["weeks"]) == 2
    assert found["channels"] == [
        {"channel": "mail", "tries": 2, "through": 2, "results": {"sent": 2}},
        {"channel": "phone", "tries": 1, "through": 0, "results": {"no-answer": 1}},
    ]
    assert found["outcomes"] == [
        {"category": "detractor", "n": 1, "outcomes": {"compensated": 1}, "next": None}
    ]
    (remedy,) = found["remedies"]
    assert (remedy["remedy"], remedy["n"], remedy["total"]) == ("voucher", 1, 50)
    assert [each["category"] for each in found["recovery"]] == ["detractor", "passive"]
    assert all("Not proof" in each["caveat"] for each in found["recovery"])


def test_with_business_hours_both_clocks_are_told(cli: Cli, worked: Path) -> None:
    assert cli("followup", "--json").json["categories"][0]["within_due_business_hours"] is None
    cli("config", "set", "business_hours", "mon-sun 00:00-24:00")
    (first, *_) = cli("followup", "--json").json["categories"]
    assert list(first["first_contact"]["business_hours"]) == TIMES
    assert first["first_contact"]["business_hours"] == first["first_contact"]["wall"]
    assert first["within_due_business_hours"] == first["within_due"]
    assert "business hours" in cli("followup").out


def test_explain_says_how_each_kind_of_number_is_made(cli: Cli, worked: Path) -> None:
    told = cli("followup", "--explain", "--json").json["explanation"]
    assert len(told) == 7
    assert list(told[0]) == ["title", "facts"]
    assert list(told[0]["facts"][0]) == ["label", "text"]
    assert "contacted by their due time / " in cli("followup", "--explain").out


def test_people_get_tables(cli: Cli, worked: Path) -> None:
    ran = cli("followup", "--by", "region")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "Follow-up of the last 30 days: 7 cases"
    for title in ("First contact by the due time", "By person", "By region", "Remedies"):
        assert title in lines
    assert "First contact in time: 100 % of 1, goal 80 %: the goal is kept" in ran.out
    assert "Not proof that follow-up did it" in ran.out


def test_a_filter_may_name_the_case(cli: Cli, worked: Path) -> None:
    found = cli("followup", "--json", "--where", "score:..2", "--period", "all").json
    assert (found["where"], found["categories"][0]["cases"]) == ("score:..2", 2)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--period", "soon"], 2, "“soon” is no period"),
        (["--where", "regoin:Oslo"], 2, "region?\n  regoin:Oslo\n  ^"),
        (["--by", "regoin"], 2, "Did you mean region?"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    cli: Cli, acme: Path, words: list[str], code: int, said: str
) -> None:
    ran = cli("followup", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_without_a_store_there_is_a_sentence_and_without_answers_zeros(cli: Cli) -> None:
    assert cli("followup").code == 1


def test_the_past_is_as_it_was(cli: Cli, worked: Path) -> None:
    before = cli("--as-of", "30m", "followup", "--json").json
    assert before["touches"]["total"] == {"detractors": 0, "passives": 0, "promoters": 0}


def test_hostile_words_stay_words(cli: Cli, worked: Path) -> None:
    cli("case", "tag", "\x1b[31mred", "d1")
    ran = cli("followup")
    assert "\x1b" not in ran.out
    assert json.loads(cli("followup", "--json").out)


def test_what_promoters_praise_is_held_against_what_passives_say(cli: Cli, tmp_path: Path) -> None:
    rows = [
        *((f"g{number}", 10, 5.0, "", "Oslo") for number in range(60)),
        *((f"p{number}", 8, 5.0, "", "Oslo") for number in range(40)),
        *((f"d{number}", 2, 5.0, "", "Oslo") for number in range(10)),
    ]
    file = tmp_path / "many.csv"
    file.write_text(survey(datetime.now(UTC), rows), encoding="utf-8")
    assert cli("import", file).code == 0
    for tag, names in (
        ("polite", [f"g{number}" for number in range(30)] + ["p0", "p1"]),
        ("price", [f"p{number}" for number in range(20)] + ["g0", "d0"]),
        ("app", ["g1", "p3", "d1"]),
    ):
        assert cli("case", "tag", tag, "-", stdin="\n".join(names)).code == 0
    asked = ("followup", "--period", "7d")
    found = cli(*asked, "--json").json["tags"]
    assert list(found) == ["cases", "tagged", "tags"]
    assert found["cases"] == {"detractors": 10, "passives": 40, "promoters": 60}
    assert found["tagged"] == {"detractors": 2, "passives": 20, "promoters": 30}
    assert [(each["tag"], each["verdict"]) for each in found["tags"]] == [
        ("polite", "more among promoters"), ("price", "more among passives"), ("app", "too few"),
    ]  # fmt: skip
    polite = found["tags"][0]
    assert list(polite) == [
        "tag", "detractors", "passives", "promoters", "shares", "promoters_less_passives",
        "verdict",
    ]  # fmt: skip
    assert polite["shares"] == {"detractors": 0, "passives": 0.05, "promoters": 0.5}
    assert list(polite["promoters_less_passives"]) == ["value", "low", "high", "p_value"]
    assert polite["promoters_less_passives"]["value"] == pytest.approx(0.45)
    said = cli(*asked, "--explain").out
    assert "more among promoters: +45, +2" in said
    assert "with a tag: 2 of 10 detractors, 20 of 40 passives, 30 of 60 promoters" in said
    assert "polite: 30/60 less 2/40 = +45.0, p under 0.001" in said
