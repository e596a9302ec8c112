"""`npstui calc`: counts given, or scores read."""

import pytest
from tests.cli.conftest import Cli


def test_the_counts_give_the_score_in_one_line(cli: Cli) -> None:
    ran = cli("calc", "640", "309", "255")
    assert (ran.code, ran.out) == (0, "NPS +32, between +27 and +36, 1,204 answers\n")


def test_the_document_holds_the_score_key_by_key(cli: Cli) -> None:
    score = cli("calc", "640", "309", "255", "--json").json["score"]
    assert list(score) == [
        "nps", "low", "high", "confidence", "method", "n", "promoters", "passives", "detractors",
    ]  # fmt: skip
    assert score["nps"] == pytest.approx(100 * (640 - 255) / 1204)
    assert (score["n"], score["promoters"], score["passives"]) == (1204, 640, 309)


def test_scores_are_read_one_a_line_and_empty_lines_passed_over(cli: Cli) -> None:
    score = cli("calc", "-", "--json", stdin="10\n\n9\r\n 8\n6").json["score"]
    assert (score["promoters"], score["passives"], score["detractors"]) == (2, 1, 1)


@pytest.mark.parametrize("bad", ["11", "-1", "9.5", "nine", "१०"])
def test_a_line_that_is_no_score_is_named_with_its_number(cli: Cli, bad: str) -> None:
    ran = cli("calc", "-", stdin=f"10\n{bad}\n")
    assert ran.code == 1
    assert ran.out == ""
    assert ran.err.startswith(f"Line 2: “{bad}” is no score")


@pytest.mark.parametrize("words", [("0", "0", "0"), ("-",)])
def test_nothing_to_score_is_null_and_no_failure(cli: Cli, words: tuple[str, ...]) -> None:
    ran = cli("calc", *words, "--json")
    assert (ran.code, ran.json) == (0, {"score": None})


@pytest.mark.parametrize("words", [(), ("1", "2"), ("1", "2", "x"), ("1", "2", "3", "4")])
def test_other_than_three_counts_is_wrong_usage(cli: Cli, words: tuple[str, ...]) -> None:
    ran = cli("calc", *words)
    assert ran.code == 2
    assert "npstui calc --help" in ran.err


def test_explain_works_the_number_out(cli: Cli) -> None:
    document = cli("calc", "640", "309", "255", "--explain", "--json").json
    assert list(document) == ["score", "explanation"]
    assert document["explanation"]["worked"] == "100 x (640 − 255) / 1,204 = +31.98"
    assert "Rocks 2016" in cli("calc", "640", "309", "255", "--explain").out
    assert cli("calc", "0", "0", "0", "--explain", "--json").json["explanation"]["worked"] is None
