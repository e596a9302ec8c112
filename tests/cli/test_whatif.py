"""`npstui whatif`: what an answer is worth, of all answers or of a tag's, and what is refused."""

from pathlib import Path

import pytest
from tests.cli.conftest import Cli

# acme in 30 days: 2 promoters, 2 passives, 3 detractors, n 7.
IN_30 = ("whatif", "--period", "30d")


def test_the_document_key_by_key(cli: Cli, acme: Path) -> None:
    document = cli(*IN_30, "--move", "passive:promoter=1", "--json").json
    assert list(document) == [
        "score", "period", "counting", "pooled", "tag", "worth", "whatif",
    ]  # fmt: skip
    assert [(each["from"], each["to"], each["answers"]) for each in document["worth"]] == [
        ("detractor", "passive", 3),
        ("passive", "promoter", 2),
        ("detractor", "promoter", 3),
    ]
    assert [each["points_each"] for each in document["worth"]] == [100 / 7, 100 / 7, 200 / 7]
    assert [each["for_a_point"] for each in document["worth"]] == [1, 1, 1]
    assert document["worth"][1]["points_at_most"] == pytest.approx(200 / 7)
    made = document["whatif"]
    assert made["points"] == pytest.approx(100 / 7)
    assert made["nps"] == pytest.approx(document["score"]["nps"] + 100 / 7)
    assert (made["promoters"], made["passives"], made["detractors"], made["n"]) == (3, 1, 3, 7)
    assert made["moves"] == [
        {"from": "passive", "to": "promoter", "answers": 1, "points": made["points"]}
    ]


def test_a_share_of_a_tag_s_detractors(cli: Cli, acme: Path) -> None:
    assert cli("case", "tag", "late", "d1", "d2", "p1").code == 0
    asked = (*IN_30, "--tag", "Late", "--share", "50%")
    document = cli(*asked, "--json", "--explain").json
    assert [each["answers"] for each in document["worth"]] == [2, 1, 2]
    assert document["whatif"]["moves"][0]["answers"] == 1.0
    assert document["whatif"]["points"] == pytest.approx(100 * 0.5 * 2 / 7)
    assert document["explanation"]["worked"] == [
        "100 x 1 / 7 = +14.29", "100 x +1 x 1 / 7 = +14.29",
    ]  # fmt: skip
    said = cli(*asked).out
    assert "Of the answers tagged Late:" in said
    assert "If 1 detractor tagged Late became a passive: +14.29 points\n" in said
    assert said.endswith("NPS −14.3 would be 0\n")


def test_several_moves_add_up_and_are_said(cli: Cli, acme: Path) -> None:
    said = cli(*IN_30, "--move", "passives:promoters=2", "--move", "promoter:detractor=50%").out
    assert "If 2 passives became promoters: +28.57 points\n" in said
    assert "If 1 promoter became a detractor: −28.57 points\n" in said
    assert said.endswith("0 points in all: NPS −14.3 would be −14.3\n")


def test_who_counts_is_what_score_counts(cli: Cli, acme: Path) -> None:
    narrowed = cli(*IN_30, "--where", "region:Oslo", "--count", "customers", "--json").json
    assert (narrowed["counting"], narrowed["score"]["n"]) == ("customers", 5)
    assert narrowed["worth"][0]["points_each"] == 100 / 5
    # Nothing is called exponential: twenty times as many move it twenty times as far.
    assert "exponential" not in cli(*IN_30, "--explain").out


def test_nothing_to_score_is_no_failure(cli: Cli, acme: Path) -> None:
    ran = cli("whatif", "--period", "2001", "--share", "20%", "--json")
    assert (ran.code, ran.json["score"], ran.json["worth"], ran.json["whatif"]) == (
        0, None, [], None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--move", "passive:promoter=3"), 1, "There are 2 passives to move, not 3.\n"),
        (("--tag", "lat"), 1, "No case is tagged “lat”."),
        (("--share", "0.2"), 2, "“0.2” is no share; write 20%, up to 100%."),
        (("--share", "101%"), 2, "is no share"),
        (("--move", "passive:fan=3"), 2, "there are detractor, passive, promoter"),
        (("--move", "passive:passive=3"), 2, "moves nobody"),
        (("--move", "passive:promoter=-1"), 2, "is neither a count nor a share"),
        (("--move", "12"), 2, "is no move; write passive:promoter=12"),
        (("--where", "tag:late"), 2, "not narrowed by words of the case"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    cli: Cli, acme: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    ran = cli(*IN_30, *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_a_tag_that_is_nearly_one_is_named(cli: Cli, acme: Path) -> None:
    assert cli("case", "tag", "late-driver", "d1").code == 0
    assert cli(*IN_30, "--tag", "late-drivr").err == (
        "No case is tagged “late-drivr”. Did you mean late-driver?\n"
    )


def test_score_explains_what_one_answer_is_worth(cli: Cli, acme: Path) -> None:
    why = cli("score", "--period", "30d", "--explain", "--json").json["explanation"]
    assert why["what_if"] == [
        "one passive more that becomes a promoter: +14.29 points; all 2: +28.6",
        "one detractor less: +14.29 as a passive, +28.57 as a promoter",
    ]
    assert (
        cli("score", "--period", "2001", "--explain", "--json").json["explanation"]["what_if"]
        is None
    )
