"""Markers at the desk: letters, neighbours, days as people write them, what a screen gets."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.desk.stores import Row, add_answers, desk_of

from npstui.desk.desk import Desk
from npstui.desk.marking import MarkerError, letter_of, marker_time
from npstui.desk.narrowing import CaseWordInScore
from npstui.store.store import Store
from npstui.store.values import NewMarker

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
OSLO = ZoneInfo("Europe/Oslo")
DAY = timedelta(days=1)


def row(number: int, age: timedelta, score: int) -> Row:
    who = f"c{number}"
    return (f"r{number}", (NOW - age).isoformat(), score, "", who, f"{who}@example.no", "Oslo")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    rows = [row(number, number * DAY + DAY / 2, 9 if number < 21 else 3) for number in range(40)]
    with Store.create(tmp_path / "acme.nps", time_zone="UTC") as store:
        add_answers(store, rows, NOW, tmp_path)
        yield desk_of(store)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-09-30", datetime(2026, 9, 29, 22, tzinfo=UTC)),
        ("2026-11-21T14:30", datetime(2026, 11, 21, 13, 30, tzinfo=UTC)),
        ("2026-11-21T14:30+00:00", datetime(2026, 11, 21, 14, 30, tzinfo=UTC)),
        (" Today ", datetime(2026, 11, 20, 23, tzinfo=UTC)),
        ("yesterday", datetime(2026, 11, 19, 23, tzinfo=UTC)),
        ("7d", datetime(2026, 11, 13, 23, tzinfo=UTC)),
        ("2mo", datetime(2026, 9, 20, 22, tzinfo=UTC)),
    ],
)
def test_a_day_is_its_beginning_in_the_stores_zone(text: str, at: datetime) -> None:
    assert marker_time(text, NOW, OSLO) == at


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "2026-09", "2026-W41", "9999mo", "0"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(MarkerError):
        marker_time(text, NOW, OSLO)


def test_letters_go_on_after_z() -> None:
    assert [letter_of(place) for place in (0, 1, 25, 26, 51, 52, 701, 702)] == [
        "A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


def test_a_screen_gets_safe_texts_letters_and_the_change(desk: Desk) -> None:
    desk.timeline.add("20d", "New \x1b[31mdispatch", NOW, "region:Oslo")
    desk.timeline.add("10d", "Second zone", NOW)
    first, second = desk.timeline.values(NOW)
    assert (first.letter, second.letter) == ("A", "B")
    assert (first.text, first.where) == ("New [31mdispatch", "region:Oslo")
    assert first.before is not None
    assert first.after is not None
    assert first.change is not None
    assert (first.before.nps, first.after.nps, first.change.clear) == (-100, 100, True)
    assert first.weeks == "1 week, B follows"
    assert (second.weeks_before, second.weeks) == ("1 week, A precedes", "1 week so far")
    assert first.few


def test_a_letter_follows_the_time_and_not_the_adding(desk: Desk) -> None:
    late, _ = desk.timeline.add("3d", "later", NOW)
    early, _ = desk.timeline.add("9d", "earlier", NOW)
    letters = {value.marker_id: value.letter for value in desk.timeline.values(NOW)}
    assert letters == {early.marker_id: "A", late.marker_id: "B"}


def test_two_at_one_moment_do_not_cut_each_other(desk: Desk) -> None:
    desk.timeline.add("20d", "one", NOW)
    desk.timeline.add("20d", "two", NOW)
    assert {value.weeks_before for value in desk.timeline.values(NOW)} == {"8 weeks"}


def test_excluded_answers_take_no_part(desk: Desk) -> None:
    desk.timeline.add("20d", "New dispatch", NOW)
    refs, _ = desk.find(["r0", "r1"])
    desk.run("response.exclude", refs, {"reason": "test"}, NOW)
    (value,) = desk.timeline.values(NOW)
    assert value.after is not None
    assert value.after.n == 19


def test_a_marker_is_not_for_words_of_the_case(desk: Desk) -> None:
    with pytest.raises(CaseWordInScore):
        desk.timeline.add("20d", "x", NOW, "tag:late")
    assert desk.timeline.values(NOW) == ()


def test_a_desk_in_the_past_adds_and_drops_nothing(desk: Desk) -> None:
    past = Desk(desk.store, person="alice", actor="os", as_of=NOW - DAY)
    with pytest.raises(MarkerError, match="--as-of"):
        past.timeline.add("20d", "x", NOW)
    with pytest.raises(MarkerError, match="--as-of"):
        past.timeline.drop(1, NOW)


def test_another_desk_hears_of_a_marker(desk: Desk) -> None:
    with Store.open(desk.store.path) as store:
        other = desk_of(store, "bob")
        other.refresh()
        bell = other.bell()
        desk.timeline.add("20d", "New dispatch", NOW)
        assert bell.rang()
        assert other.refresh()
        assert [value.person for value in other.timeline.values(NOW)] == ["alice"]
        bell.close()


def test_a_filter_that_can_no_longer_be_read_is_said_at_its_marker_alone(tmp_path: Path) -> None:
    rows = [row(number, number * DAY + DAY / 2, 9 if number < 21 else 3) for number in range(40)]
    with Store.create(tmp_path / "acme.nps", time_zone="UTC") as store:
        add_answers(store, rows, NOW, tmp_path)
        at = NOW - 20 * DAY
        store.add_marker(NewMarker(at, "Price of Plus", "plan:plus", NOW, "cli", "kim"))
        desk = desk_of(store)
        desk.timeline.add("2026-11-02", "New app", NOW)
        unread, read = desk.timeline.judged(NOW)
        assert "plan" in unread.refused
        assert unread.effect.change is None
        assert read.refused == ""
        assert read.effect.after is not None
        trends = desk.timeline.trends(NOW)
        assert [bool(each.refused) for each in trends.markers] == [True, False]
