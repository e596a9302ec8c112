"""Sitting at the desk in a test: an app on a fake desk, keys, and the text of the screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from tests.tui.fake_cases import NOW
from tests.tui.fake_desk import FakeDesk
from textual.pilot import Pilot

from npstui.present.glyphs import UNICODE, Glyphs
from npstui.settings.user_file import UserSettings
from npstui.tui.app import DeskApp
from npstui.tui.screens.queue import QueueScreen
from npstui.tui.theme import DARK, Palette

PATIENCE = 1000


@dataclass
class Sitting:
    """One app with its fake desk."""

    app: DeskApp
    desk: FakeDesk
    pilot: Pilot[None]

    @property
    def queue(self) -> QueueScreen:
        """Screen 2, which was opened before."""
        assert self.app.queue is not None
        return self.app.queue

    async def press(self, *keys: str) -> None:
        """Press keys and wait until everything asked is answered and drawn."""
        await self.pilot.press(*keys)
        await self.settle()

    async def burst(self, *keys: str) -> None:
        """Keys as a terminal sends them at once: nothing waits between them."""
        from textual import events
        from textual.keys import _character_to_key

        for key in keys:
            character = key if len(key) == 1 else {"space": " ", "enter": "\r"}.get(key)
            name = _character_to_key(key) if len(key) == 1 else key
            self.app.post_message(events.Key(name, character))
        await self.settle()

    async def settle(self) -> None:
        """Wait until the worker has nothing to do and every message is handled."""
        for _ in range(PATIENCE):
            await self.pilot.pause()
            if self.app.bridge.idle:
                await self.pilot.pause()
                if self.app.bridge.idle:
                    return
            await self.pilot.pause(0.002)
        raise AssertionError("the desk never came to rest")

    async def until(self, true: Any) -> None:
        """Wait until something holds, for what a timer brings."""
        for _ in range(PATIENCE):
            if true():
                return
            await self.pilot.pause(0.005)
        raise AssertionError("it never came")

    @property
    def lines(self) -> list[str]:
        """The screen as text, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    @property
    def said(self) -> str:
        """What the status line says."""
        return str(self.app.session.said)

    def line(self, containing: str) -> str:
        """The first line that holds a text."""
        found = [line for line in self.lines if containing in line]
        assert found, f"{containing!r} is nowhere in\n" + "\n".join(self.lines)
        return found[0]


@asynccontextmanager
async def sitting(
    desk: FakeDesk | None = None,
    *,
    size: tuple[int, int] = (120, 40),
    screen: str = "2",
    palette: Palette = DARK,
    glyphs: Glyphs = UNICODE,
    user: UserSettings | None = None,
) -> AsyncIterator[Sitting]:
    """An app on screen `screen`, everything loaded."""
    made = desk or FakeDesk()
    app = DeskApp(
        lambda: made,  # type: ignore[arg-type, return-value]
        title="nordtaxi",
        palette=palette,
        clock=lambda: NOW,
        user=user,
    )
    app.session.glyphs = glyphs
    async with app.run_test(size=size) as pilot:
        seat = Sitting(app, made, pilot)
        await seat.settle()
        if screen != "1":
            await seat.press(screen)
        yield seat
