"""Numbers explained: every sentence holds the numbers it explains, worked out anew here."""

import re
from math import sqrt

import pytest

from npstui.analysis.change import change
from npstui.analysis.counts import Counts
from npstui.analysis.score import score
from npstui.analysis.whatif import worth
from npstui.desk.explain import (
    change_worked,
    explain_change,
    explain_interval,
    explain_queue,
    explain_score,
    explain_within_time,
    interval_worked,
    score_worked,
)
from npstui.desk.explain_whatif import explain_passives, for_a_point_words, small
from npstui.desk.scores import change_value, score_value
from npstui.model.category import Category
from npstui.model.counting import Counting
from npstui.model.durations import Duration
from npstui.present.explained import Explanation
from npstui.present.text import is_safe
from npstui.present.values import QueueCounts, ScoreValue

BEFORE, AFTER = Counts(600, 330, 270), Counts(640, 309, 255)


def shown(counts: Counts) -> ScoreValue:
    value = score_value(score(counts))
    assert value is not None
    return value


def fact(explained: Explanation, label: str) -> str:
    return str(dict(explained.facts)[label])  # type: ignore[index]


def numbers(text: str) -> list[float]:
    plain = text.replace("−", "-").replace(",", "")
    return [float(found) for found in re.findall(r"[-+]?\d+\.\d+", plain)]


def test_the_score_is_worked_out_from_its_counts() -> None:
    assert score_worked(AFTER) == "100 x (640 − 255) / 1,204 = +31.98"


def test_the_interval_is_worked_out_to_its_bounds() -> None:
    middle, z, error, margin = numbers(interval_worked(AFTER))
    n = 1_204 + 3
    share = (640.75 - 255.75) / n
    assert middle == pytest.approx(100 * share, abs=0.005)
    spread = sqrt(((640.75 + 255.75) / n - share**2) / n)
    assert z == 1.96
    assert error == pytest.approx(100 * spread, abs=0.005)
    made = score(AFTER)
    assert middle - margin == pytest.approx(made.low, abs=0.02)
    assert middle + margin == pytest.approx(made.high, abs=0.02)


def test_the_change_is_worked_out_to_its_z() -> None:
    old, new, moved, error, z = numbers(change_worked(BEFORE, AFTER))
    assert moved == pytest.approx(new - old, abs=0.011)
    assert z == pytest.approx(moved / error, abs=0.02)


def test_a_score_says_formula_counts_counting_period_filter_and_source() -> None:
    told = explain_score(
        shown(AFTER),
        period="last 30 days",
        counting=Counting.CUSTOMERS,
        minimum_n=2_000,
        pooled=True,
        where="region:\x1b[31mOslo",
    )
    assert told.title == "NPS +32.0"
    assert fact(told, "Counts") == "640 promoters, 309 passives, 255 detractors, n 1,204"
    assert fact(told, "Period") == "last 30 days"
    assert fact(told, "Counting").startswith("the latest answer of each customer")
    assert fact(told, "Filter") == "region:[31mOslo"
    assert {"Formula", "Worked", "Interval", "Few", "Pooled", "Source"} <= {*dict(told.facts)}


def test_a_score_says_what_one_answer_more_is_worth() -> None:
    told = explain_score(
        shown(AFTER), period="last 30 days", counting=Counting.ANSWERS, minimum_n=30
    )
    # 100 / 1,204 and 200 / 1,204; 13 x 100 / 1,204 is the first past 1; 309 x 100 / 1,204.
    assert fact(told, "What if") == (
        "one passive more that becomes a promoter: +0.083 points; "
        "one point takes 13, all 309: +25.7"
    )
    assert fact(told, "") == "one detractor less: +0.083 as a passive, +0.17 as a promoter"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (Counts(640, 9, 255), "one point takes 10, there are 9: +1.00"),
        (Counts(640, 1, 255), "one point takes 9, there is 1: +0.11"),
        (Counts(5, 4, 1), "all 4: +40.0"),
        (Counts(600_000, 250_000, 150_000), "one point takes 10,000, all 250,000: +25.0"),
    ],
)
def test_a_point_takes_as_many_as_there_are_or_not(counts: Counts, said: str) -> None:
    assert for_a_point_words(worth(counts)[1]) == said


def test_small_points_keep_two_figures() -> None:
    assert [small(points) for points in (100 / 7, 0.083056, 0.0001, -0.5, 0)] == [
        "+14.29", "+0.083", "+0.00010", "−0.50", "0",
    ]  # fmt: skip


def test_a_passive_is_worth_100_by_n() -> None:
    told = explain_passives(AFTER, period="last 30 days", counting=Counting.CUSTOMERS)
    assert told.title == "A passive who becomes a promoter: +0.083 points"
    assert fact(told, "Worked") == "100 x 1 / 1,204 = +0.083"
    assert fact(told, "Counts") == "309 passives among 1,204 customers"
    assert "no forecast" in fact(told, "Note")


def test_nothing_to_score_is_explained_too() -> None:
    told = explain_score(None, period="today", counting=Counting.ANSWERS, minimum_n=30)
    assert told.title == "Nothing to score"
    assert "Worked" not in dict(told.facts)


def test_an_interval_says_what_it_means() -> None:
    told = explain_interval(shown(AFTER))
    assert told.title == "Interval +27.4 to +36.4"
    assert "95" in fact(told, "Means")


def test_a_change_says_both_sides_and_p() -> None:
    made = change(BEFORE, AFTER)
    value = change_value(made)
    assert value is not None
    told = explain_change(
        value,
        shown(BEFORE),
        shown(AFTER),
        period="last 30 days",
        compared_with="the 30 days before",
    )
    assert told.title == "Change +4, no clear change"
    assert fact(told, "p") == f"{made.p_value:.3f}: 0.05 or more, so no clear change"
    assert fact(told, "Before").startswith("the 30 days before: +27.5")


@pytest.mark.parametrize("category", list(Category))
def test_a_queue_says_what_it_counts_and_what_it_leaves_out(category: Category) -> None:
    told = explain_queue(QueueCounts(category, 37, 5, 3), Duration(seconds=86_400))
    assert told.title == f"37 {category}s waiting"
    assert fact(told, "Late") == "5 past their due time, 24 h after the answer"
    assert fact(told, "Soon").startswith("3 ")
    assert "narrows a queue" in fact(told, "Filter")


def test_the_share_in_time_says_both_counts() -> None:
    due = Duration(seconds=86_400)
    told = explain_within_time(78, 100, goal=0.8, due=due)
    assert (told.title, fact(told, "Worked"), fact(told, "Goal")) == (
        "78 % in time",
        "78 / 100",
        "80 %",
    )
    assert explain_within_time(0, 0, goal=0.8, due=due).title == "Nobody to judge yet"


def test_lines_are_safe_and_below_one_another() -> None:
    told = explain_interval(shown(AFTER))
    assert told.lines[0] == told.title
    assert len(told.lines) == len(told.facts) + 1
    assert all(is_safe(line) for line in told.lines)
    assert {line[11] for line in told.lines[1:]} == {" "}
    assert all(line[12] != " " for line in told.lines[1:])
