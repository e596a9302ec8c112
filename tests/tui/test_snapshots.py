"""Overview, a list of answers and the settings as whole screens, at three sizes."""

import pytest
from tests.tui.fake_desk import FakeDesk
from tests.tui.fake_timeline import MONDAY, WEEK, FakeTimeline, marker
from tests.tui.sitting import sitting
from tests.tui.snapshots import check_snapshot

from npstui.desk import configuring
from npstui.settings.origins import Origin, Setting

SIZES = [(80, 24), (120, 40), (200, 60)]
SETTINGS = (
    Setting("name", "nordtaxi", Origin.STORE, "acme.nps/store.toml", ""),
    Setting("time_zone", "Europe/Oslo", Origin.STORE, "acme.nps/store.toml", "UTC"),
    Setting("team", ["alice", "bob", "王小明"], Origin.STORE, "acme.nps/store.toml", []),
    Setting("minimum_n", 30, Origin.DEFAULT, None, 30),
    Setting("goal", 0.8, Origin.DEFAULT, None, 0.8),
    Setting("due.detractor", "24h", Origin.STORE, "acme.nps/store.toml", "24h"),
    Setting("people", {"payments": "pay@example.com"}, Origin.STORE, "acme.nps/store.toml", {}),
    Setting("follow_up", {"detractor": "2026-11-14T00:00:00+00:00", "passive": "all"},
            Origin.STORE, "acme.nps/store.toml", None),
    Setting("theme", "light", Origin.ENVIRONMENT, "NPSTUI_THEME", "dark"),
    Setting("bell", value=True, origin=Origin.USER, place="config.toml", default=False),
)  # fmt: skip


class StoredDesk(FakeDesk):
    """The settings page hands the store on and asks nothing of it."""

    store = None


@pytest.mark.parametrize("size", SIZES)
async def test_the_overview_as_it_was_looked_at(size: tuple[int, int]) -> None:
    async with sitting(screen="1", size=size) as seat:
        check_snapshot(seat, "overview")


async def test_the_end_of_the_overview_on_a_small_terminal() -> None:
    async with sitting(screen="1", size=(80, 24)) as seat:
        await seat.press("G")
        check_snapshot(seat, "overview-end")


@pytest.mark.parametrize("size", SIZES)
async def test_trends_as_they_were_looked_at(size: tuple[int, int]) -> None:
    marked = [
        marker("A", MONDAY - 11 * WEEK, "App 5.1 released", 1),
        marker("B", MONDAY - 7 * WEEK, "新的派車 in Oslo", 2),
    ]
    desk = FakeDesk(timeline=FakeTimeline(markers=marked, thin=frozenset({40, 55})))
    async with sitting(desk, screen="5", size=size) as seat:
        await seat.press("left", "left")
        check_snapshot(seat, "trends")


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_of_answers_as_it_was_looked_at(size: tuple[int, int]) -> None:
    async with sitting(screen="1", size=size) as seat:
        await seat.press("g", "enter", "j")
        check_snapshot(seat, "answers")


@pytest.mark.parametrize("size", SIZES)
async def test_the_settings_as_they_were_looked_at(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(configuring, "settings_of", lambda _store, _config: SETTINGS)
    async with sitting(StoredDesk(), screen="1", size=size) as seat:
        await seat.press(":", *"settings", "enter", "j", "j")
        check_snapshot(seat, "settings")
