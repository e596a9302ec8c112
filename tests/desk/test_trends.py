"""Screen 5 asked of a real store: every number against a computation of its own."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from tests.desk.stores import Row, add_answers, desk_of

from npstui.desk.desk import Desk
from npstui.desk.explain_trends import explain_trends
from npstui.desk.trends import trend_table
from npstui.model.counting import Counting
from npstui.present.values import ScoreValue
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
MONDAY = datetime(2026, 11, 16, tzinfo=UTC)


def answers() -> list[Row]:
    """Fourteen months, five a day, two regions; the last month better, and more of it Bergen."""
    rows = []
    for number in range(425 * 5):
        at = NOW - timedelta(hours=1) - number // 5 * DAY
        late = number < 150
        score = (number * 7 + number // 11) % (9 if late else 11) + (2 if late else 0)
        region = "Bergen" if number % 5 < (3 if late else 1) else "Oslo"
        who = f"c{number % 900}"
        rows.append((f"r{number}", at.isoformat(), score, "", who, f"{who}@example.no", region))
    return rows


ROWS = answers()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("trends")
    with Store.create(folder / "acme.nps", time_zone="UTC") as store:
        add_answers(store, ROWS, NOW, folder)
    return folder / "acme.nps"


@pytest.fixture
def desk(made: Path) -> Iterator[Desk]:
    with Store.open(made) as store:
        yield desk_of(store)


def between(start: datetime, end: datetime, rows: Sequence[Row] = ROWS) -> list[Row]:
    return [row for row in rows if start <= datetime.fromisoformat(row[1]) < end]


def by_hand(rows: Sequence[Row]) -> tuple[float, float, float, int]:
    """NPS and adjusted Wald interval from the scores, without the program's own formulas."""
    kinds = Counter("p" if row[2] >= 9 else "d" if row[2] <= 6 else "s" for row in rows)
    p, d, s = kinds["p"] + 0.75, kinds["d"] + 0.75, kinds["s"] + 1.5
    n = p + d + s
    middle = (p - d) / n
    margin = 1.959964 * math.sqrt(((p + d) / n - middle**2) / n)
    nps = 100 * (kinds["p"] - kinds["d"]) / len(rows)
    return nps, 100 * (middle - margin), 100 * (middle + margin), len(rows)


def shown(score: ScoreValue | None) -> tuple[float, float, float, int]:
    assert score is not None
    return score.nps, score.low, score.high, score.n


def test_every_week_is_what_a_count_by_hand_gives(desk: Desk) -> None:
    value = desk.timeline.trends(NOW, "week")
    assert value.points[-1].start == MONDAY
    assert [point.so_far for point in value.points[-2:]] == [False, True]
    for point in value.points[-30:]:
        hand = by_hand(between(point.start, point.end))
        assert shown(point.score) == pytest.approx(hand, abs=1e-3)
    assert sum(point.n for point in value.points) == len(ROWS)


def test_the_change_of_a_week_is_the_adjusted_wald_test(desk: Desk) -> None:
    last, before = (desk.timeline.trends(NOW, "week").points[at] for at in (-3, -4))
    old, low, high, _ = by_hand(between(before.start, before.end))
    new, *_ = by_hand(between(last.start, last.end))
    assert last.change is not None
    assert last.change.points == pytest.approx(new - old, abs=1e-6)
    _, its_low, its_high, _ = by_hand(between(last.start, last.end))
    error = math.hypot((high - low) / 2, (its_high - its_low) / 2)
    middle = (its_high + its_low) / 2 - (high + low) / 2
    assert (last.change.low, last.change.high) == pytest.approx(
        (middle - error, middle + error), abs=1e-3
    )


def test_the_finest_grain_that_holds_enough_is_chosen(desk: Desk) -> None:
    assert desk.timeline.trends(NOW).every == "week"  # 35 a week
    few = desk.filter("region:Bergen")
    assert desk.timeline.trends(NOW, where=few).every == "month"


def test_the_same_days_of_last_year_are_52_weeks_before(desk: Desk) -> None:
    value = desk.timeline.trends(NOW, "week", "30d")
    assert value.year_ago is not None
    start = NOW - 30 * DAY
    assert value.year_ago.words == "Same 30 days"
    assert shown(value.year_ago.after) == pytest.approx(by_hand(between(start, NOW)), abs=1e-3)
    earlier = by_hand(between(start - 52 * WEEK, NOW - 52 * WEEK))
    assert shown(value.year_ago.before) == pytest.approx(earlier, abs=1e-3)
    assert desk.timeline.trends(NOW, "week", "all").year_ago is None
    assert desk.timeline.trends(NOW, "week", "13mo").year_ago is None


def test_what_moved_the_score_adds_up_to_the_change(desk: Desk) -> None:
    moved = desk.timeline.trends(NOW, "week", "30d").moved
    assert moved is not None
    now, then = between(NOW - 30 * DAY, NOW), between(NOW - 60 * DAY, NOW - 30 * DAY)
    assert moved.dimension == "region"
    assert moved.points == pytest.approx(by_hand(now)[0] - by_hand(then)[0])
    better = 0.0
    for region in ("Oslo", "Bergen"):
        ours = [[row for row in side if row[6] == region] for side in (then, now)]
        share = (len(ours[0]) / len(then) + len(ours[1]) / len(now)) / 2
        better += share * (by_hand(ours[1])[0] - by_hand(ours[0])[0])
    assert moved.better == pytest.approx(better)
    assert moved.better + moved.mix == pytest.approx(moved.points)
    assert sum(part[1] for part in moved.parts) == pytest.approx(moved.better)


def test_a_filters_facts_narrow_the_line_and_its_case_words_do_not(desk: Desk) -> None:
    bergen = [row for row in ROWS if row[6] == "Bergen"]
    value = desk.timeline.trends(NOW, "month", where=desk.filter("region:Bergen score:0..3"))
    assert sum(point.n for point in value.points) == len(bergen)


def test_counting_customers_takes_the_latest_of_each_in_every_period(desk: Desk) -> None:
    value = desk.timeline.trends(NOW, "quarter", counting=Counting.CUSTOMERS)
    for point in value.points:
        customers = {row[4] for row in between(point.start, point.end)}
        assert point.n == len(customers)


def test_an_empty_store_has_no_points(tmp_path: Path) -> None:
    with Store.create(tmp_path / "acme.nps", time_zone="UTC") as store:
        value = desk_of(store).timeline.trends(NOW)
    assert (value.points, value.markers, value.year_ago, value.moved) == ((), (), None, None)


def test_the_table_has_a_row_a_period(desk: Desk) -> None:
    value = desk.timeline.trends(NOW, "month")
    table = trend_table(value)
    assert table["n"].to_list() == [point.n for point in value.points]
    assert table["from"][-1] == datetime(2026, 11, 1, tzinfo=UTC)


def test_every_number_is_explained_with_what_it_rests_on(desk: Desk) -> None:
    value = desk.timeline.trends(NOW, "week", "30d")
    told = explain_trends(value, len(value.points) - 1, desk.settings.zone, "region:Oslo")
    assert [each.title.split()[0] for each in told] == [
        "NPS", "Interval", "Change", "Same", "Change",
    ]  # fmt: skip
    for each in told:
        labels = {label for label, _ in each.facts}
        assert {"Formula", "Source"} <= labels, each.title
    assert ("Filter", "region:Oslo") in told[0].facts


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    with Store.create(tmp_path / "own.nps", time_zone="UTC") as store:
        add_answers(store, ROWS[:400], NOW, tmp_path)
        desk = desk_of(store)
        desk.begin_session()
        yield desk


def standing(desk: Desk) -> list[str]:
    return [str(each.text) for each in desk.timeline.values(NOW)]


def test_undo_takes_a_marker_back_and_redo_brings_it_again(own: Desk) -> None:
    own.timeline.add("20d", "Dispatch", NOW)
    assert own.undo(NOW).said == "Took back: marked “Dispatch”"
    assert standing(own) == []
    assert own.redo(NOW).said == "Did again: marked “Dispatch”"
    assert standing(own) == ["Dispatch"]
    assert own.undo(NOW).said == "Took back: marked “Dispatch”"
    assert own.undo(NOW).said == "There is nothing of yours to undo."


def test_a_marker_that_was_dropped_comes_back(own: Desk) -> None:
    row, _ = own.timeline.add("20d", "Dispatch", NOW)
    own.timeline.drop(row.marker_id, NOW)
    assert own.undo(NOW).said == "Took back: dropped the marker “Dispatch”"
    assert standing(own) == ["Dispatch"]
    assert own.redo(NOW).said == "Did again: dropped the marker “Dispatch”"
    assert standing(own) == []


def test_undo_goes_newest_first_over_markers_and_cases(own: Desk) -> None:
    ref = own.find(["r1"])[0][0]
    assert own.run("case.tag", [ref], {"tags": ["one"]}, NOW).verb_id
    own.timeline.add("20d", "Dispatch", NOW)
    assert own.run("case.tag", [ref], {"tags": ["two"]}, NOW).verb_id
    said = [str(own.undo(NOW).said) for _ in range(4)]
    assert said == [
        "Took back: Tagged two",
        "Took back: marked “Dispatch”",
        "Took back: Tagged one",
        "There is nothing of yours to undo.",
    ]
    said = [str(own.redo(NOW).said) for _ in range(3)]
    assert said == [
        "Did again: Tagged one",
        "Did again: marked “Dispatch”",
        "Did again: Tagged two",
    ]


def test_markers_of_an_earlier_sitting_are_left_alone(own: Desk) -> None:
    own.timeline.add("20d", "Dispatch", NOW)
    later = desk_of(own.store)
    later.begin_session()
    assert later.undo(NOW).said == "There is nothing of yours to undo."


@pytest.mark.parametrize("counting", Counting)
def test_the_lines_of_groups_are_those_of_their_answers(desk: Desk, counting: Counting) -> None:
    value = desk.timeline.trends(NOW, every="month", counting=counting, by="region")
    assert value.split is not None
    lines = {group.value: group.points for group in value.split.groups}
    assert (list(lines), value.split.other_groups) == (["Oslo", "Bergen"], 0)
    for place, point in enumerate(value.points):
        for region, line in lines.items():
            theirs = [row for row in between(point.start, point.end) if row[6] == region]
            if counting is Counting.CUSTOMERS:
                theirs = list({row[4]: row for row in reversed(theirs)}.values())
            assert shown(line[place].score) == pytest.approx(by_hand(theirs))
            assert (line[place].start, line[place].end) == (point.start, point.end)


def test_the_overview_s_weeks_change_as_the_points_of_trends(desk: Desk) -> None:
    weeks = desk.overview(NOW).weeks
    points = desk.timeline.trends(NOW, "week").points[-len(weeks) :]
    expected = [
        None if before.few or point.few else point.change for before, point in pairwise(points)
    ]
    assert [week.change for week in weeks[1:]] == expected
    assert any(change is not None for change in expected)
