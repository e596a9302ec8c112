"""`npstui score` and `trend`: the shapes, the words, and what is refused."""

from itertools import pairwise
from pathlib import Path

import pytest
from tests.cli.conftest import Cli

S = ["nps", "low", "high", "confidence", "method", "n", "promoters", "passives", "detractors"]


def test_the_score_document_key_by_key(cli: Cli, acme: Path) -> None:
    document = cli("score", "--period", "30d", "--by", "region", "--json").json
    assert list(document) == [
        "score", "previous", "change", "period", "counting", "pooled", "groups", "moved",
    ]  # fmt: skip
    assert list(document["score"]) == S
    assert list(document["previous"]) == S
    assert list(document["change"]) == ["points", "low", "high", "p_value", "clear"]
    assert list(document["period"]) == ["from", "to"]
    assert document["period"]["from"].endswith("+00:00")
    assert (document["counting"], document["pooled"]) == ("answers", False)
    groups = document["groups"]
    assert [group["value"] for group in groups] == ["Oslo", "Bergen"]
    assert list(groups[0]) == ["value", "score", "rest", "p_value"]
    assert (groups[0]["score"]["n"], groups[0]["rest"]["n"]) == (5, 2)
    assert document["score"]["nps"] == pytest.approx(100 * (2 - 3) / 7)
    assert document["change"]["points"] == pytest.approx(100 * (2 - 3) / 7 - 100)


def test_all_has_the_first_and_last_answer_and_nothing_before(cli: Cli, acme: Path) -> None:
    document = cli("score", "--json").json
    assert (document["previous"], document["change"], document["groups"]) == (None, None, [])
    assert document["score"]["n"] == 8
    assert document["period"]["from"] < document["period"]["to"]


def test_by_a_dimension_the_change_is_split_into_better_answers_and_mix(
    cli: Cli, acme: Path
) -> None:
    asked = ("score", "--period", "30d", "--by", "region")
    document = cli(*asked, "--explain", "--json").json
    moved = document["moved"]
    assert list(moved) == ["points", "better", "mix", "parts"]
    assert list(moved["parts"][0]) == ["value", "better", "mix"]
    assert moved["better"] + moved["mix"] == pytest.approx(document["change"]["points"])
    assert document["explanation"]["moved_worked"][0].startswith("Oslo ")
    assert cli("score", "--period", "30d", "--json").json["moved"] is None
    assert "\nOf the −114: −" in (said := cli(*asked).out)
    assert " worse answers, " in said
    assert said.rstrip().endswith(" other mix of regions")


def test_people_get_one_calm_line(cli: Cli, acme: Path) -> None:
    ran = cli("score", "--period", "30d")
    assert ran.code == 0
    assert ran.out.startswith("NPS −14, between ")
    assert ", 7 answers, last 30 days (few); −114, " in ran.out
    assert ran.out.count("\n") == 1


def test_nothing_to_score_is_null_and_no_failure(cli: Cli, acme: Path) -> None:
    ran = cli("score", "--period", "2001", "--json")
    assert (ran.code, ran.json["score"]) == (0, None)
    assert "nothing to score" in cli("score", "--period", "2001").out


EXPLANATION = [
    "formula", "interval", "change", "counting", "n", "period", "compared_with", "filter",
    "minimum_n", "undated", "counts", "counts_before", "worked", "interval_worked",
    "change_worked", "what_if", "pooled", "sources",
]  # fmt: skip


def test_explain_is_inside_the_document(cli: Cli, acme: Path) -> None:
    why = cli("score", "--period", "30d", "--explain", "--json").json["explanation"]
    assert list(why) == EXPLANATION
    assert (why["n"], why["counting"], why["period"]) == (7, "every answer", "last 30 days")
    assert why["counts"] == {"promoters": 2, "passives": 2, "detractors": 3}
    assert why["counts_before"] == {"promoters": 1, "passives": 0, "detractors": 0}
    assert why["worked"] == "100 x (2 − 3) / 7 = −14.29"
    split = cli("score", "--by", "region", "--explain", "--json").json["explanation"]
    assert list(split) == [*EXPLANATION, "groups"]
    assert split["change_worked"] is None


def test_explain_in_words_holds_formula_counts_and_source(cli: Cli, acme: Path) -> None:
    told = cli("score", "--period", "30d", "--explain").out
    for line in (
        "Formula: NPS = 100 x",
        "Counts: 2 promoters, 2 passives, 3 detractors",
        "Worked: 100 x (2 − 3) / 7 = −14.29",
        "Sources: Reichheld 2003",
    ):
        assert f"\n{line}" in told
    assert "Pooled" not in told
    assert "Points: ISO weeks, from Monday on, in " in cli("trend", "--explain").out


def test_a_trend_explains_how_its_points_are_cut(cli: Cli, acme: Path) -> None:
    why = cli("trend", "--every", "month", "--explain", "--json").json["explanation"]
    assert list(why) == [*EXPLANATION, "points"]
    assert why["points"].startswith("calendar months, in ")


def test_a_filter_on_facts_narrows_and_is_named(cli: Cli, acme: Path) -> None:
    assert cli("score", "--where", "region:Bergen", "--json").json["score"]["n"] == 3
    assert cli("score", "--where", "region:Bergen").out.startswith("region:Bergen  NPS 0, ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--where", "tag:late"], "tag:late"),
        (["--where", "score:0..3"], "score:0..3"),
        (["--where", "regoin:Oslo"], "Did you mean region?\n  regoin:Oslo\n  ^"),
        (["--period", "next-week"], "is no period"),
        (["--by", "regoin"], "Did you mean region?"),
        (["--count", "heads"], "The nearest is "),
    ],
)
def test_what_cannot_be_asked_is_wrong_usage(
    cli: Cli, acme: Path, words: list[str], said: str
) -> None:
    ran = cli("score", *words)
    assert ran.code == 2
    assert ran.out == ""
    assert said in ran.err


def test_pooled_surveys_are_named_on_stderr_and_in_the_document(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "two.csv"
    file.write_text("id,score,survey_type\n1,9,relationship\n2,3,transactional\n")
    cli("import", file)
    ran = cli("score", "--json")
    assert ran.json["pooled"] is True
    assert "pooled" in ran.err


def test_all_answers_say_what_the_dated_ones_cover(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "some.csv"
    file.write_text("id,when,score\n1,2026-11-20,9\n2,,8\n3,,2\n")
    assert cli("import", file).code == 0
    assert (
        cli("score")
        .out.strip()
        .endswith("3 answers, 2 answers without a date, the others of 20 Nov 2026 (few)")
    )
    file.write_text("id,score\n1,9\n")
    assert cli("--store", tmp_path / "none.nps", "import", file).code == 0
    none = cli("--store", tmp_path / "none.nps", "score").out
    assert none.strip().endswith("1 answer, none with a date (few)")


def test_undated_answers_are_told_where_they_do_not_count(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "undated.csv"
    file.write_text("id,score\n1,9\n2,3\n")
    cli("import", file)
    ran = cli("score", "--period", "30d", "--json")
    assert ran.json["score"] is None
    assert "2 answers without a date count in --period all only." in ran.err


def test_the_trend_document_leaves_no_gap(cli: Cli, acme: Path) -> None:
    document = cli("trend", "--every", "day", "--period", "60d", "--json").json
    assert list(document) == ["every", "points"]
    points = document["points"]
    assert list(points[0]) == ["from", "to", "score"]
    assert all(left["to"] == right["from"] for left, right in pairwise(points))
    scored = [point["score"] for point in points if point["score"]]
    assert sum(score["n"] for score in scored) == 8
    assert any(point["score"] is None for point in points)
    assert list(scored[0]) == S


def test_the_trend_in_lines(cli: Cli, acme: Path) -> None:
    lines = cli("trend", "--every", "month", "--period", "60d").out.splitlines()
    assert lines[0].split() == ["month", "answers", "NPS", "between"]
    assert len(lines) >= 3


def test_as_of_answers_with_what_was_there(cli: Cli, acme: Path) -> None:
    assert cli("--as-of", "1d", "score", "--json").json["score"]["n"] == 3


@pytest.mark.parametrize("bad", ["yesterdayish", "2999-01-01"])
def test_a_moment_that_is_none_or_to_come_is_wrong_usage(cli: Cli, acme: Path, bad: str) -> None:
    ran = cli("--as-of", bad, "score")
    assert ran.code == 2
    assert "--as-of" in ran.err


def test_without_a_store_it_is_said(cli: Cli, store_path: Path) -> None:
    ran = cli("score")
    assert (ran.code, ran.out) == (1, "")
    assert str(store_path) in ran.err
    assert not store_path.exists()


def test_a_trend_by_a_column_has_the_points_of_each_value(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "acme.csv"
    file.write_text(
        'id,score,date,"Custom ""Data"": 1"\n'
        "1,9,2026-10-01,a b\n2,3,2026-10-02,a b\n3,9,2026-11-01,c*\n4,9,2026-11-02,\n"
    )
    cli("import", file)
    asked = ("trend", "--every", "month", "--by", 'Custom "Data": 1')
    groups = cli(*asked, "--json").json["groups"]

    def answers(group: dict[str, object]) -> list[int]:
        points = group["points"]
        assert isinstance(points, list)
        return [point["score"]["n"] if point["score"] else 0 for point in points]

    told = {group["value"]: [n for n in answers(group) if n] for group in groups}
    assert told == {"a b": [2], "c*": [1], None: [1]}
    assert "(none)" in cli(*asked).out
