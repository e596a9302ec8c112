"""Parts of the answers against numbers worked out in plain Python, with nothing of ours."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from tests.desk.stores import Row, add_answers, desk_of

from npstui.analysis.answer import NoSuchDimension
from npstui.desk.desk import Desk
from npstui.model.counting import Counting
from npstui.present.parts import POINTS, Against, Asked, SplitValue
from npstui.present.text import safe
from npstui.store.store import Store

NOW = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)
PLACES = {"Oslo": 0.62, "Bergen": 0.36, "台北": 0.5, "Malmö": 0.5, "": 0.5}  # share of promoters


class Given(NamedTuple):
    at: datetime
    score: int
    place: str | None
    customer: str


def given() -> list[Given]:
    rng = Random(7)
    rows = []
    for number in range(3_000):
        place = rng.choices(list(PLACES), (45, 25, 20, 1, 9))[0]
        promoter = rng.random() < PLACES[place]
        score = rng.choice((9, 10)) if promoter else rng.randrange(3, 9)
        at = NOW - timedelta(minutes=rng.randrange(1, 100 * 24 * 60))
        rows.append(Given(at, score, place or None, f"c{number % 1_700}"))
    return rows


GIVEN = given()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("parts")
    rows: list[Row] = [
        (f"r{number}", one.at.isoformat(), one.score, "said" if number % 4 == 0 else "",
         one.customer, f"{one.customer}@example.no", one.place or "")
        for number, one in enumerate(GIVEN)
    ]  # fmt: skip
    with Store.create(folder / "acme.nps", time_zone="UTC") as made:
        add_answers(made, rows, NOW, folder)
        yield desk_of(made)


def nps(scores: list[int]) -> float:
    return 100 * (sum(one >= 9 for one in scores) - sum(one <= 6 for one in scores)) / len(scores)


def adjusted(scores: list[int]) -> tuple[float, float]:
    """Middle and variance of the adjusted Wald (3, T), as statistics.md has it."""
    n = len(scores) + 3
    promoters = (sum(one >= 9 for one in scores) + 0.75) / n
    detractors = (sum(one <= 6 for one in scores) + 0.75) / n
    middle = promoters - detractors
    return middle, (promoters + detractors - middle**2) / n


def in_30_days() -> list[Given]:
    return [one for one in GIVEN if NOW - timedelta(days=30) <= one.at < NOW]


def raised(p_values: dict[str | None, float]) -> dict[str | None, float]:
    """Benjamini and Hochberg: the smallest m p(k) / k from each rank k on."""
    ranked = sorted(p_values.items(), key=lambda pair: pair[1])
    many = len(ranked)
    return {
        place: min(1.0, *(ranked[k][1] * many / (k + 1) for k in range(rank, many)))
        for rank, (place, _p) in enumerate(ranked)
    }


def split(desk: Desk, by: str = "region") -> SplitValue:
    value = desk.parts.split(by, NOW, "30d")
    assert value is not None
    return value


def test_every_group_has_its_score_and_interval(desk: Desk) -> None:
    found = {group.value: group.score for group in split(desk).groups}
    for place in {one.place for one in GIVEN}:
        scores = [one.score for one in in_30_days() if one.place == place]
        middle, variance = adjusted(scores)
        margin = 1.959963984540054 * math.sqrt(variance)
        assert found[place].n == len(scores)
        assert found[place].nps == pytest.approx(nps(scores))
        assert found[place].low == pytest.approx(100 * max(-1, middle - margin))
        assert found[place].high == pytest.approx(100 * min(1, middle + margin))


def test_clear_is_what_stays_clear_for_several_compared_at_once(desk: Desk) -> None:
    p_values: dict[str | None, float] = {}
    for place in {one.place for one in GIVEN}:
        here = adjusted([one.score for one in in_30_days() if one.place == place])
        rest = adjusted([one.score for one in in_30_days() if one.place != place])
        z = (here[0] - rest[0]) / math.sqrt(here[1] + rest[1])
        p_values[place] = math.erfc(abs(z) / math.sqrt(2))
    corrected = raised(p_values)
    groups = {group.value: group for group in split(desk).groups}
    for place, p_value in corrected.items():
        change = groups[place].change
        assert change is not None
        assert change.p_value == pytest.approx(p_value)
        assert change.clear == (p_value < 0.05)
    assert groups["Oslo"].against is Against.ABOVE
    assert groups["Bergen"].against is Against.BELOW
    assert groups["Malmö"].score.n < 30
    assert groups["Malmö"].against is Against.FEW


def test_the_groups_stand_largest_first_and_hold_everybody(desk: Desk) -> None:
    value = split(desk)
    counts = [group.score.n for group in value.groups]
    assert counts == sorted(counts, reverse=True)
    assert value.everyone is not None
    assert sum(counts) == value.everyone.n == len(in_30_days())


def test_a_line_holds_the_weeks_that_are_not_thin(desk: Desk) -> None:
    value = split(desk)
    assert value.every == "weeks"
    [oslo] = [group for group in value.groups if group.value == "Oslo"]
    by_week: dict[tuple[int, int], list[int]] = {}
    for one in GIVEN:
        if one.place == "Oslo":
            by_week.setdefault(one.at.isocalendar()[:2], []).append(one.score)
    monday = NOW - timedelta(days=NOW.weekday())
    weeks = [(monday - timedelta(weeks=back)).isocalendar()[:2] for back in range(11, -1, -1)]
    expected = [nps(by_week[week]) if len(by_week.get(week, ())) >= 30 else None for week in weeks]
    assert len(oslo.line) == POINTS
    assert oslo.line == pytest.approx(expected)
    assert any(point is not None for point in oslo.line)


def test_months_are_drawn_where_weeks_are_too_thin(tmp_path: Path) -> None:
    rows: list[Row] = [
        (f"r{number}", (NOW - timedelta(days=number / 4)).isoformat(), 9 if number % 3 else 2, "",
         f"c{number}", "", ("Oslo", "Bergen")[number % 2])
        for number in range(1_000)
    ]  # fmt: skip
    with Store.create(tmp_path / "thin.nps", time_zone="UTC") as made:
        add_answers(made, rows, NOW, tmp_path)
        value = split(desk_of(made))
    assert value.every == "months"
    assert all(point is not None for point in value.groups[0].line[4:11])


def test_the_answers_of_a_part_are_those_that_its_number_counts(desk: Desk) -> None:
    def total(asked: Asked) -> int:
        return desk.parts.answers(asked, NOW, "30d").total

    every = in_30_days()
    assert total(Asked(safe("all"))) == len(every)
    assert total(Asked(safe("6"), scores=(6, 6))) == sum(one.score == 6 for one in every)
    assert total(Asked(safe("det"), scores=(0, 6))) == sum(one.score <= 6 for one in every)
    places = [one.place for one in every]
    oslo = Asked(safe("Oslo"), dimension="region", values=("Oslo",))
    assert total(oslo) == places.count("Oslo")
    nowhere = Asked(safe("none"), dimension="region", values=(None,))
    assert total(nowhere) == places.count(None)
    others = Asked(safe("others"), dimension="region", values=("Oslo", None), others=True)
    assert total(others) == len(every) - places.count("Oslo") - places.count(None)
    week = Asked(safe("week"), period="2026-W46")
    assert total(week) == sum(one.at.isocalendar()[:2] == (2026, 46) for one in GIVEN)
    assert 0 < total(Asked(safe("said"), commented=True)) < len(every)


def test_the_rows_are_the_newest_and_a_filter_narrows_them(desk: Desk) -> None:
    where = desk.filter("region:Bergen")
    value = desk.parts.answers(Asked(safe("all")), NOW, "30d", Counting.ANSWERS, where)
    expected = sorted((one.at for one in in_30_days() if one.place == "Bergen"), reverse=True)
    assert [row.at for row in value.rows] == expected
    assert value.period == "last 30 days"


def test_of_customers_the_latest_answers_are_listed(desk: Desk) -> None:
    value = desk.parts.answers(Asked(safe("all")), NOW, "all", Counting.CUSTOMERS)
    assert value.total == 1_700
    header = desk.header(NOW, "all", Counting.CUSTOMERS)
    assert header.score is not None
    assert value.score == header.score


def test_without_a_choice_the_first_column_with_groups_is_taken(desk: Desk) -> None:
    value = desk.parts.split(None, NOW, "30d")
    assert value is not None
    assert value.dimension == "region"
    counted = {one.dimension: one.values for one in desk.parts.dimensions(NOW, "30d")}
    assert counted["region"] == 4
    assert counted["product"] == 0
    assert next(iter(counted)) == "region"
    with pytest.raises(NoSuchDimension, match="no column “regio”"):
        desk.parts.split("regio", NOW)


def test_a_store_without_columns_to_split_by_has_no_split(tmp_path: Path) -> None:
    with Store.create(tmp_path / "bare.nps", time_zone="UTC") as made:
        desk = desk_of(made)
        assert desk.parts.split(None, NOW) is None
        add_answers(made, [("a", NOW.isoformat(), 9, "", "c", "", "Oslo")], NOW, tmp_path)
        assert desk.parts.split(None, NOW) is None


def test_undated_answers_stand_last_in_the_list_of_all(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("dated", (NOW - timedelta(days=3)).isoformat(), 9, "", "c1", "", "Oslo"),
        ("undated", "", 4, "", "c2", "", "Oslo"),
    ]
    with Store.create(tmp_path / "undated.nps", time_zone="UTC") as made:
        add_answers(made, rows, NOW, tmp_path)
        value = desk_of(made).parts.answers(Asked(safe("all")), NOW, "all")
    assert [(row.ref.response_id, row.at is None) for row in value.rows] == [
        ("dated", False),
        ("undated", True),
    ]
