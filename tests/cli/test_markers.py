"""`npstui marker`: adding, judging and dropping, and the documents key by key."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import Cli, survey

NOW = datetime.now(UTC)
S = ["nps", "low", "high", "confidence", "method", "n", "promoters", "passives", "detractors"]
WEEK = 24 * 7


@pytest.fixture
def weeks(cli: Cli, tmp_path: Path) -> Path:
    """Answers over eight weeks: bad before the fourth week from now, good after; none undated."""
    rows = [
        (f"{place}-{number}", 9 if place < 4 else 3, (place + 0.5) * WEEK, "", region)
        for place in range(8)
        for number, region in enumerate(("Oslo", "Bergen", "Oslo"))
    ]
    file = tmp_path / "weeks.csv"
    file.write_text(survey(NOW, rows), encoding="utf-8")
    ran = cli("import", file, "--time-zone", "UTC")
    assert ran.code == 0, ran.err
    assert cli("config", "set", "time_zone", "UTC").code == 0
    return file


def day(weeks_ago: float) -> str:
    return (NOW - timedelta(weeks=weeks_ago)).date().isoformat()


def test_without_markers_there_is_an_empty_list(cli: Cli, weeks: Path) -> None:
    for command in ("list", "effect"):
        ran = cli("marker", command, "--json")
        assert (ran.code, ran.json) == (0, [])
    assert "No markers yet" in cli("marker", "list").out


def test_a_marker_is_judged_by_the_weeks_before_against_those_after(cli: Cli, weeks: Path) -> None:
    ran = cli("marker", "add", day(4), "New dispatch", "--json")
    assert ran.code == 0
    assert "New dispatch (marker 1)." in ran.err
    (found,) = cli("marker", "effect", "--json").json
    for other in (*ran.json, *cli("marker", "list", "--json").json):
        assert {**other, "after_period": None} == {**found, "after_period": None}
    assert list(found) == [
        "id", "at", "text", "before", "after", "change", "where", "letter", "person", "added_at",
        "before_period", "after_period", "refused",
    ]  # fmt: skip
    assert list(found["before"]) == list(found["after"]) == S
    assert list(found["change"]) == ["points", "low", "high", "p_value", "clear"]
    for side in ("before_period", "after_period"):
        assert list(found[side]) == ["from", "to", "weeks", "cut_by"]
    assert (found["id"], found["letter"], found["text"]) == (1, "A", "New dispatch")
    assert found["at"] == f"{day(4)}T00:00:00+00:00"
    assert (found["before"]["detractors"], found["after"]["promoters"]) == (12, 12)
    assert (found["before_period"]["weeks"], found["before_period"]["cut_by"]) == (8, None)
    assert (int(found["after_period"]["weeks"]), found["after_period"]["cut_by"]) == (4, "now")
    assert (found["change"]["points"], found["change"]["clear"]) == (200, True)


def test_people_get_before_after_and_the_weeks_used(cli: Cli, weeks: Path) -> None:
    cli("marker", "add", day(4), "New dispatch")
    cli("marker", "add", day(2), "Second zone")
    lines = cli("marker", "effect", "1").out.splitlines()
    assert lines[0].startswith("A  ")
    assert lines[0].endswith("  New dispatch")
    assert lines[1].startswith("   before  NPS −100, between ")
    assert lines[1].endswith("12 answers (8 weeks, few answers)")
    assert lines[2].endswith("6 answers (2 weeks, B follows, few answers)")
    assert lines[3].startswith("   change  +200, clearly better, between ")
    assert "(2 weeks, A precedes" in cli("marker", "effect", "2").out
    assert [line.split()[:2] for line in cli("marker", "list").out.splitlines()[1:]] == [
        ["A", "1"],
        ["B", "2"],
    ]


def test_the_weeks_and_the_counting_can_be_chosen(cli: Cli, weeks: Path) -> None:
    cli("marker", "add", day(4), "New dispatch")
    (found,) = cli("marker", "effect", "--weeks", "1", "--json").json
    assert (found["before"]["n"], found["after"]["n"]) == (3, 3)
    (found,) = cli("marker", "effect", "--count", "customers", "--json").json
    assert found["before"]["n"] == 12


def test_a_marker_for_some_is_judged_on_them_and_cuts_no_others(cli: Cli, weeks: Path) -> None:
    cli("marker", "add", day(4), "Oslo zones", "--where", "region:Oslo")
    cli("marker", "add", day(3), "Bergen zones", "--where", "region:Bergen")
    oslo, bergen = cli("marker", "effect", "--json").json
    assert (oslo["where"], oslo["before"]["n"], bergen["before"]["n"]) == ("region:Oslo", 8, 5)
    assert oslo["after_period"]["cut_by"] == "now"
    cli("marker", "add", day(2), "A price rise for all")
    oslo, bergen, everybody = cli("marker", "effect", "--json").json
    assert oslo["after_period"]["cut_by"] == bergen["after_period"]["cut_by"] == "marker"
    assert int(everybody["before_period"]["weeks"]) == 1


def test_the_same_marker_twice_is_one(cli: Cli, weeks: Path) -> None:
    cli("marker", "add", day(4), "New dispatch")
    ran = cli("marker", "add", day(4), " New  dispatch ")
    assert (ran.code, "There already" in ran.err) == (0, True)
    assert len(cli("marker", "list", "--json").json) == 1


def test_a_dropped_marker_leaves_the_line_and_stays_in_the_past(cli: Cli, weeks: Path) -> None:
    cli("marker", "add", day(4), "New dispatch")
    ran = cli("marker", "drop", "1", "--json")
    assert (ran.code, ran.json) == (0, {"dropped": 1})
    assert cli("marker", "list", "--json").json == []
    again = cli("marker", "drop", "1")
    assert (again.code, "was dropped by" in again.err) == (1, True)


def test_a_marker_still_to_come_has_nothing_after_it(cli: Cli, weeks: Path) -> None:
    cli("marker", "add", day(-4), "Next year's app")
    (found,) = cli("marker", "effect", "--json").json
    assert (found["after"], found["change"], found["after_period"]["weeks"]) == (None, None, 0)
    words = cli("marker", "effect").out
    assert "no answers (still to come)" in words
    assert "nothing to compare yet" in words


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["add", "soon", "x"], 1, "“soon” is no day; write 2026-09-30"),
        (["add", "2026-02-30", "x"], 1, "is no day"),
        (["add", "1066-10-14", "x"], 1, "outside the years"),
        (["add", "today", "  "], 1, "needs a few words"),
        (["add", "today", "x" * 201], 1, "at most 200 characters"),
        (["add", "today", "x", "--where", "tag:late"], 2, "not narrowed by words of the case"),
        (["add", "today", "x", "--where", "regoin:Oslo"], 2, "region?\n  regoin:Oslo\n  ^"),
        (["effect", "9"], 1, "There is no marker 9. There are none."),
        (["drop", "9"], 1, "There is no marker 9."),
        (["effect", "x"], 2, "'x' is not a valid integer"),
        (["efect"], 2, "The nearest is effect."),
    ],
)
def test_what_cannot_be_is_one_sentence(
    cli: Cli, weeks: Path, words: list[str], code: int, said: str
) -> None:
    ran = cli("marker", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err


def test_the_past_cannot_be_marked_and_shows_no_later_marker(cli: Cli, weeks: Path) -> None:
    assert cli("--as-of", "1d", "marker", "add", "today", "x").code == 2
    cli("marker", "add", day(4), "New dispatch")
    assert cli("--as-of", "1d", "marker", "list", "--json").json == []


def test_explain_says_how_a_marker_was_judged(cli: Cli, weeks: Path) -> None:
    cli("marker", "add", day(4), "New dispatch")
    (only,) = cli("marker", "effect", "--explain", "--json").json
    why = only["explanation"]
    assert {"formula", "before", "after", "cut", "worked", "p", "counting", "source"} <= set(why)
    assert why["counting"] == "every answer"
    assert "Rocks 2016" in cli("marker", "effect", "--explain").out
