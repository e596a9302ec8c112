"""Views: those of a queue, all open cases, saved ones; picked, saved, shared, dropped."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import sitting

from npstui.model.category import Category
from npstui.present.columns import QueueKind
from npstui.present.values import View
from npstui.settings.views import SavedView
from npstui.tui.widgets.picker import RULE_LINES, Picker


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeDesk:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    made = FakeDesk()
    made.settings = replace(
        made.settings, views={"Angry": SavedView("score:0..2", "score", Category.DETRACTOR)}
    )

    def change(changed: object) -> None:
        made.settings = changed(made.settings)  # type: ignore[operator]

    made.store = SimpleNamespace(  # type: ignore[attr-defined]
        path=tmp_path / "nordtaxi.nps", settings=lambda: made.settings, change_settings=change
    )
    return made


async def test_v_lists_saved_views_with_counts_and_the_queue_s_own(desk: FakeDesk) -> None:
    async with sitting(desk) as seat:
        await seat.press("v")
        assert " 17 " in seat.line("Angry")
        assert "shared: detractors, score:0..2, by score" in seat.line("Angry")
        await seat.press(*"late", "enter")
        assert seat.queue.listing.view is View.LATE


async def test_a_saved_view_sets_queue_filter_and_order(desk: FakeDesk) -> None:
    async with sitting(desk, screen="3") as seat:
        await seat.press("v", "1")
        queue = seat.queue
        assert queue.listing.category is Category.DETRACTOR
        assert (queue.listing.view, queue.listing.sort) == (View.ALL, "score")
        assert str(seat.app.session.where) == "score:0..2"
        scores = [row.score for row in queue.list.rows_in_sight]
        assert scores == sorted(scores)
        assert max(scores) <= 2


async def test_all_open_cases_mix_the_categories(desk: FakeDesk) -> None:
    async with sitting(desk, screen="1") as seat:
        await seat.press("v", *"all open", "enter")
        assert seat.queue.listing.category is None
        assert seat.queue.list._pen._kind is QueueKind.MIXED
        assert "▾  0  王小明" in seat.line("王小明")
        await seat.press("2")
        assert seat.queue.listing.category is Category.DETRACTOR


@pytest.mark.parametrize(("key", "shared"), [("1", False), ("2", True)])
async def test_a_new_name_saves_what_is_listed(desk: FakeDesk, key: str, shared: bool) -> None:
    async with sitting(desk) as seat:
        await seat.press("f", *"score:0..3", "enter", "v", *"Mild ones", "enter", key)
        whose = "everybody" if shared else "you"
        assert seat.said == f"Saved “Mild ones” for {whose}: detractors, score:0..3"
        assert ("Mild ones" in desk.settings.views) is shared
        await seat.press("F", "v", *"mild", "enter")
        assert str(seat.app.session.where) == "score:0..3"


async def test_a_view_is_dropped_only_when_asked_twice(desk: FakeDesk) -> None:
    async with sitting(desk) as seat:
        await seat.press("v", *"drop a", "enter", "1", "enter")
        assert "Angry" in desk.settings.views
        await seat.press("v", *"drop a", "enter", "1", "2")
        assert "Angry" not in desk.settings.views
        assert seat.said == "Dropped the view “Angry”"


async def test_keys_at_once_after_v_wait_for_its_list(desk: FakeDesk) -> None:
    async with sitting(desk) as seat:
        desk.gate.clear()
        await seat.pilot.press("v", *"mine", "enter")
        desk.gate.set()
        await seat.settle()
        assert seat.queue.listing.view is View.MINE


async def test_passives_and_promoters_have_their_tabs_and_columns() -> None:
    async with sitting(screen="3") as seat:
        assert seat.lines[1].startswith(" 1 Overview   2 Detractors 37 !5   3 Passives 112")
        assert seat.lines[2].startswith(" Open 0   Under 30 days 0   30 to 60 0   60 to 90 0")
        assert seat.lines[3].split() == [
            "left", "sc", "customer", "comment", "tags", "easy", "owner", "contact", "earlier",
        ]  # fmt: skip
        await seat.press("4")
        assert seat.lines[2].startswith(" To thank 0   All 0   This week 0   Asked 0")
        assert "No promoter waits for a first contact." in seat.line("No promoter")


async def test_each_queue_keeps_its_view_and_cursor() -> None:
    async with sitting() as seat:
        await seat.press("tab", "tab", "j", "j", "3", "2")
        assert seat.queue.listing.view is View.UNCLAIMED
        assert seat.queue.list.position == 2


@pytest.mark.parametrize("size", [(80, 24), (80, 20), (120, 40)])
@pytest.mark.parametrize("key", ["o", "t", "a", "v", "w", "x", "z", "h"])
async def test_every_picker_leaves_the_screen_whole(key: str, size: tuple[int, int]) -> None:
    async with sitting(size=size) as seat:
        await seat.press(key)
        screen = seat.app.screen
        assert isinstance(seat.queue.dialog, Picker)
        assert screen.max_scroll_y == 0
        assert seat.queue.list.size.height >= 1
        assert screen.footer.region.bottom == size[1]


@pytest.mark.parametrize(("size", "shown"), [((80, 24), 9), ((120, 40), 13)])
async def test_a_list_to_read_through_takes_what_the_screen_leaves_it(
    size: tuple[int, int], shown: int
) -> None:
    async with sitting(size=size) as seat:
        await seat.press("w")
        picker = seat.queue.dialog
        assert isinstance(picker, Picker)
        assert picker.rows == shown
        more = len(picker.matches) - shown
        assert (f"tab {more} more" in seat.line("period:")) == (more > 0)


async def test_a_short_list_leaves_no_empty_lines_once_it_is_there(desk: FakeDesk) -> None:
    async with sitting(desk, size=(120, 40)) as seat:
        await seat.press("v")
        picker = seat.queue.dialog
        assert isinstance(picker, Picker)
        assert picker.rows == picker.size.height - RULE_LINES == len(picker.matches)
