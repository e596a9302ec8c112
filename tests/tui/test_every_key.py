"""Every key of the catalogue on every screen: it does something or says why, with data and without.

The screens are those of real desks, so that what a key opens is what it opens in earnest.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from tests.desk.stores import Row, add_answers, desk_of
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting

from npstui.desk.catalogue import CATALOGUE, keys_of
from npstui.present.text import EMPTY
from npstui.store.store import Store
from npstui.tui.app import DeskApp
from npstui.tui.screens.base import DeskScreen

NOW = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)

# How each screen is reached from the overview: keys, and for what has none the command itself.
SCREENS: dict[str, tuple[str, ...]] = {
    "overview": ("down",),
    "detractors": ("2", "down"),
    "passives": ("3", "down"),
    "promoters": ("4", "down"),
    "trends": ("5",),
    "health": ("do_screen_health",),
    "imports": ("do_imports",),
    "settings": ("do_settings", "down"),
    "help": ("2", "?"),
    "explain": ("2", "i"),
    "case": ("2", "enter"),
    "customer": ("2", "p"),
}
# They say what keys there are, or what a number is, and have no line for answers.
SHEETS = ("help", "explain")
# The screens on which no data makes another screen of it.
WITHOUT_DATA = ("overview", "detractors", "trends")
# What moves a cursor or a page has nowhere to go at an end, or in a list of nothing; what is
# asked for anew may be as it was.
MAY_BE_STILL = frozenset({
    "row.down", "row.up", "row.first", "row.last", "page.down", "page.up", "along.left",
    "along.right", "case.next", "case.previous", "view.next", "view.previous", "mark",
    "mark.range", "mark.all", "refresh",
})  # fmt: skip
LEAVES = ("back", "close")


def answers() -> list[Row]:
    """A dozen of each category, each from a customer of their own but one, who answered twice."""
    return [
        (f"r{number}", (NOW - number * HOUR).isoformat(), number % 11, f"comment {number}",
         f"c{number % 30}", f"c{number % 30}@example.no", ("Oslo", "Bergen")[number % 2])
        for number in range(36)
    ]  # fmt: skip


@asynccontextmanager
async def desk(folder: Path, rows: list[Row]) -> AsyncIterator[Sitting]:
    with Store.create(folder / "acme.nps", time_zone="UTC") as store:
        if rows:
            add_answers(store, rows, NOW, folder)
        app = DeskApp(lambda: desk_of(store), title="acme", clock=lambda: NOW)
        async with app.run_test(size=(120, 40)) as pilot:
            seat = Sitting(app, FakeDesk(), pilot)
            await seat.settle()
            yield seat


async def go(seat: Sitting, way: tuple[str, ...]) -> DeskScreen:
    """To a screen, whatever is in front."""
    front = cast("DeskScreen", seat.app.screen)
    if front.dialog is not None:
        front.close_dialog()
    while len(seat.app.screen_stack) > 2:
        seat.app.pop_screen()
    seat.app.show_overview()
    await seat.settle()
    for step in way:
        if step.startswith("do_"):
            getattr(seat.app.screen, step)()
            await seat.settle()
        else:
            await seat.press(step)
    return cast("DeskScreen", seat.app.screen)


def shown(seat: Sitting) -> tuple[object, ...]:
    """All that a key can change for the eye."""
    screen = cast("DeskScreen", seat.app.screen)
    return screen, screen.dialog, str(seat.app.session.said), seat.lines


async def silent_keys(seat: Sitting, way: tuple[str, ...]) -> list[str]:
    """The live keys of a screen after which all is as before."""
    silent = []
    screen = await go(seat, way)
    for command in CATALOGUE:
        if command.scope not in screen.SCOPES or command.id in LEAVES:
            continue
        for key in keys_of(command)[:1]:
            if seat.app.screen is not screen or screen.dialog is not None:
                screen = await go(seat, way)
            seat.app.session.said = EMPTY
            screen.paint_said()
            before = shown(seat)
            await seat.press(key)
            is_here = command.id.startswith("screen.") and key == screen.TAB
            if shown(seat) == before and not is_here and command.id not in MAY_BE_STILL:
                silent.append(f"{command.scope} {command.id} {key}")
    return silent


@pytest.mark.parametrize("name", SCREENS)
async def test_a_key_does_something_or_says_why(name: str, tmp_path: Path) -> None:
    async with desk(tmp_path, answers()) as seat:
        silent = await silent_keys(seat, SCREENS[name])
        assert silent == [] or name in SHEETS


@pytest.mark.parametrize("name", WITHOUT_DATA)
async def test_without_data_too(name: str, tmp_path: Path) -> None:
    async with desk(tmp_path, []) as seat:
        assert await silent_keys(seat, SCREENS[name]) == []
