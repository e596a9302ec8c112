"""The settings page on a real store and a config.toml of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.desk.stores import Row, add_answers, desk_of
from tests.tui.sitting import Sitting
from textual.geometry import Size

from npstui.present.glyphs import ASCII
from npstui.settings.store_file import FILE_NAME, load_store_settings
from npstui.settings.user_file import load_user_settings
from npstui.store.errors import StoreFull
from npstui.store.store import Store
from npstui.tui.app import DeskApp
from npstui.tui.screens.settings import SettingsScreen
from npstui.tui.theme import DARK_16, LIGHT

NOW = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in ("NPSTUI_THEME", "NPSTUI_GLYPHS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "config" / "npstui" / "config.toml"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store.create(tmp_path / "acme.nps", time_zone="UTC")
    rows: list[Row] = [
        (f"r{number}", (NOW - timedelta(hours=number)).isoformat(), number % 11, "hello",
         f"c{number}", f"c{number}@example.no", "Oslo")
        for number in range(40)
    ]  # fmt: skip
    add_answers(made, rows, NOW, tmp_path)
    return made


@asynccontextmanager
async def settings(store: Store, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Sitting]:
    """The settings page, opened by the palette."""
    desk = desk_of(store)
    app = DeskApp(lambda: desk, title="acme", clock=lambda: NOW)
    async with app.run_test(size=size) as pilot:
        seat = Sitting(app, desk, pilot)  # type: ignore[arg-type]
        await seat.settle()
        await seat.press(":", *"settings", "enter")
        assert isinstance(app.screen, SettingsScreen)
        yield seat


async def go_to(seat: Sitting, key: str) -> None:
    screen = seat.app.screen
    assert isinstance(screen, SettingsScreen)
    await seat.press("g")
    for _ in range([each.key for each in screen.settings].index(key)):
        await seat.pilot.press("down")


async def type_over(seat: Sitting, text: str) -> None:
    await seat.press("enter", "ctrl+u", *(character for character in text), "enter")


@pytest.fixture
def ringing(config: Path) -> Path:
    config.parent.mkdir(parents=True)
    config.write_text("bell = true\n")
    return config


async def test_every_setting_has_its_value_and_where_it_comes_from(
    store: Store, ringing: Path
) -> None:
    async with settings(store) as seat:
        assert seat.line(" minimum_n").split() == ["minimum_n", "30", "store.toml"]
        assert seat.line(" goal").split() == ["goal", "80%", "store.toml"]
        assert seat.line(" contact_cap").split() == ["contact_cap", "2", "default"]
        await seat.press("G", "up", "up")
        assert seat.line(" bell").split() == ["bell", "yes", "config.toml"]
        assert str(ringing)[-30:] in seat.lines[-2]


async def test_a_value_is_checked_and_written_as_config_set_does(
    store: Store, config: Path
) -> None:
    async with settings(store) as seat:
        await go_to(seat, "goal")
        await type_over(seat, "90%")
        assert seat.said == f"goal is 0.9 now, in {store.path / FILE_NAME}."
        assert load_store_settings(store.path / FILE_NAME).goal == 0.9
        assert seat.line(" goal     ").split()[1] == "90%"
        await type_over(seat, "often")
        assert seat.said == "goal cannot be “often”: it wants a share such as 80% or 0.8."
        assert seat.app.front is not None
        assert seat.app.front.dialog is not None  # what was typed stays
        await seat.press("escape")
        assert load_store_settings(store.path / FILE_NAME).goal == 0.9


async def test_comments_of_the_file_are_kept_beside_it(store: Store, config: Path) -> None:
    file = store.path / FILE_NAME
    file.write_text("# agreed in May\n" + file.read_text())
    async with settings(store) as seat:
        await go_to(seat, "minimum_n")
        await type_over(seat, "20")
        assert seat.said.endswith("The comments that were in the file are kept in store.toml.bak.")
    assert "# agreed in May" in (store.path / "store.toml.bak").read_text()
    assert load_store_settings(file).minimum_n == 20


async def test_theme_and_glyphs_take_effect_at_once(store: Store, config: Path) -> None:
    async with settings(store) as seat:
        await go_to(seat, "theme")
        await seat.press("enter", "l", "i", "enter")
        assert load_user_settings(config).theme == "light"
        assert seat.app.session.palette == LIGHT
        background = seat.app.screen._compositor.render_strips()[5]
        styles = [segment.style for segment in background if segment.style]
        assert {style.bgcolor.name for style in styles if style.bgcolor} == {LIGHT.background}
        await go_to(seat, "theme")
        await seat.press("enter", *"dark-16", "enter")
        assert seat.app.session.palette == DARK_16
        assert seat.app.native_ansi_color
        await go_to(seat, "glyphs")
        await seat.press("enter", "a", "enter")
        assert seat.app.session.glyphs == ASCII
        assert seat.lines[2].startswith("-- Settings")
        await seat.press("q")
        assert seat.lines[2].startswith("----")


async def test_the_team_and_the_time_zone_are_followed(store: Store, config: Path) -> None:
    async with settings(store) as seat:
        await go_to(seat, "team")
        await type_over(seat, "alice, bob")
        assert seat.app.session.has_team
        await go_to(seat, "time_zone")
        await type_over(seat, "Europe/Oslo")
        assert seat.app.session.zone.key == "Europe/Oslo"
        await type_over(seat, "Europe/Olso")
        assert "did you mean Europe/Oslo" in seat.said


async def test_people_are_set_one_by_one(store: Store, config: Path) -> None:
    async with settings(store) as seat:
        await go_to(seat, "people")
        await type_over(seat, "app team app@example.com")
        assert load_store_settings(store.path / FILE_NAME).people == {"app team": "app@example.com"}


async def test_what_is_set_elsewhere_says_where(store: Store, config: Path) -> None:
    async with settings(store) as seat:
        await go_to(seat, "follow_up")
        await type_over(seat, "7d")
        assert "chosen once, at the first import" in seat.said


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_page_fits_and_its_cursor_stays_in_sight(
    store: Store, config: Path, size: tuple[int, int]
) -> None:
    async with settings(store, size) as seat:
        await seat.press("G")
        assert "private_views" in seat.line(" private_views")
        assert len(seat.lines) == size[1]
        assert seat.app.screen.size == Size(*size)


async def test_a_disk_that_is_full_is_said_under_the_form_too(
    store: Store, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = "There is no room left on the disk; make room and try again."

    def fails(*_given: object) -> None:
        raise StoreFull(full)

    monkeypatch.setattr(Store, "change_settings", fails)
    async with settings(store) as seat:
        await go_to(seat, "minimum_n")
        await seat.press("enter", "5", "enter")
        told = [place for place, line in enumerate(seat.lines) if full in line]
        assert told == [2, 38]
        assert seat.lines[37].strip() == "305"


@pytest.mark.usefixtures("config")
async def test_i_explains_the_setting_under_the_cursor(store: Store) -> None:
    async with settings(store, (80, 24)) as seat:
        page = seat.app.screen
        assert isinstance(page, SettingsScreen)
        at = [setting.key for setting in page.settings].index("minimum_n")
        await seat.press(*["down"] * at, "i")
        assert seat.line("Default").split()[1:] == ["30"]
        assert seat.line("store.toml")
        await seat.press("q")
        assert seat.app.screen is page
