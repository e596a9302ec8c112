"""What enter opens of a count on screen 1 holds as many rows as the count says."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.desk.stores import Row, add_answers, desk_of

from npstui.desk.desk import Desk
from npstui.model.category import Category
from npstui.present.parts import Asked
from npstui.present.values import View
from npstui.store.store import Store
from npstui.tui.lines.overview import Counts, Look, Spot
from npstui.tui.lines.overview_page import overview_page
from npstui.tui.overview_lines import open_target

NOW = datetime(2026, 11, 19, 10, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Score and age: late, due within 6 h and later; passives near their end; promoters old and new.
FIRST = [
    *((3, age * HOUR) for age in (19, 20, 21, 30)),
    *((8, age * DAY) for age in (160, 170, 20, 21, 22)),
    *((10, age * DAY) for age in (1, 2, 8, 9, 10, 11, 12)),
]
# Of these, two were late when they came, an hour ago, and one has no mail address.
THEN = [*((1, age * HOUR) for age in (26, 27, 3, 2)), (9, 4 * HOUR)]


def rows(name: str, answers: list[tuple[int, timedelta]]) -> list[Row]:
    """Answers of customers who each gave one."""
    return [
        (f"{name}{n}", (NOW - age).isoformat(), score, "so it was", f"{name}{n}",
         "" if (name, n) == ("b", 2) else f"{name}{n}@example.org", "Oslo")
        for n, (score, age) in enumerate(answers)
    ]  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with some of everything that screen 1 counts; the person has three of the cases."""
    store = Store.open_or_create(tmp_path / "acme.nps")
    add_answers(store, rows("a", FIRST), NOW - 18 * HOUR, tmp_path)
    add_answers(store, rows("b", THEN), NOW - HOUR, tmp_path)
    desk = desk_of(store)
    taken = desk.queue(Category.DETRACTOR, View.QUEUE, NOW).rows(0, 3)
    desk.run("case.take", [row.ref for row in taken], {}, NOW)
    return desk


class Opener:
    """Takes the part of a screen: counts what would be opened."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.opened = desk, -1
        self.session, self.desk_app = SimpleNamespace(person="alice"), self

    def show_answers(self, asked: Asked) -> None:
        value = self.desk.parts.answers(asked, NOW)
        self.opened = value.total
        assert len(value.rows) == value.total

    def show_queue(self, category: Category | None, view: View) -> None:
        self.opened = self.desk.queue(category, view, NOW).total

    def do_screen_health(self) -> None:
        """A page about all of them."""

    def show_case(self, _ref: object) -> None:
        """A case."""


def counted(text: str, spot: Spot) -> int | None:
    """How many a line says that there are; None where it speaks of something else."""
    if spot.target.counts in (Counts.WITHIN, Counts.NEWEST, Counts.COMMENTS, Counts.WEEK):
        return None
    if spot.target.counts is Counts.SCORE:
        return len(FIRST) + len(THEN)
    if spot.target.counts is Counts.DUE:
        return sum(int(each) for each in re.findall(r"\d+", text.partition("(")[0]))
    found = re.search(r"\d+", text)
    return int(found[0]) if found else None


@pytest.mark.parametrize("size", [(120, 37), (200, 57), (80, 21)])
def test_each_count_opens_what_it_counts(desk: Desk, size: tuple[int, int]) -> None:
    value = desk.overview(NOW, "30d")
    page = overview_page(value, Look(*size, NOW, desk.settings.zone))
    told: dict[str, int] = {}
    for spot in page.spots:
        line = "".join(piece[0] for piece in page.lines[spot.y])
        text = line[spot.x : spot.end].strip()
        number = counted(text, spot)
        if spot.target.counts in (Counts.CATEGORY, Counts.HISTOGRAM, Counts.SCORE):
            continue  # of the period, which cuts the older ones
        screen: Any = Opener(desk)
        open_target(screen, spot.target)
        if number is not None:
            assert screen.opened == number, text
            told[text] = number
    words = " ".join(told)
    for part in ("waiting", "late", "due within 6 h", "under 30 days left", "to thank",
                 "from this week", "due today", "Falling due", "late on arrival",
                 "without contact data"):  # fmt: skip
        assert part in words, part
    by_name = {re.sub(r"[^a-z0-9 ]", "", name): number for name, number in told.items()}
    # More are late than came so, which view Late does not tell apart.
    assert by_name["2 late on arrival"] < by_name["3 late"]


def test_the_counts_of_a_line_stand_in_one_row(desk: Desk) -> None:
    """Up and down go over the lines; left and right over the counts of one."""
    value = desk.overview(NOW, "30d")
    for size in ((120, 37), (80, 21)):
        page = overview_page(value, Look(*size, NOW, desk.settings.zone))
        mine = [spot for spot in page.spots if spot.target.counts is Counts.QUEUE]
        assert [spot.target.view for spot in mine] == [
            View.QUEUE, View.LATE, View.QUEUE, View.QUEUE, View.UNDER_30, View.QUEUE,
            View.THIS_WEEK,
        ]  # fmt: skip
        assert len({spot.row for spot in mine}) == 3
