"""Every screen as a text file at three sizes; tests.tui.snapshots tells how they are made anew."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from tests.desk.stores import Row, add_answers
from tests.tui.fake_cases import NOW
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting
from tests.tui.snapshots import check_snapshot
from tests.tui.test_first import FakeOpening, app_for
from tests.tui.test_imports import FILES, imports
from tests.tui.test_mapping import GOOD, press, sheet

from npstui.desk.opening import desk_on
from npstui.model.response import ResponseRef
from npstui.store.store import Store
from npstui.tui.app import DeskApp

Size = tuple[int, int]
Opened = Callable[[Path, Size], AbstractAsyncContextManager[Sitting]]

HOUR = timedelta(hours=1)
SIZES = [(80, 24), (120, 40), (200, 60)]
# The screen that is opened, and the keys from there; none moves the cursor of a list, whose pane
# follows after a while.
BY_KEYS: dict[str, tuple[str, tuple[str, ...]]] = {
    "detractors": ("2", ()),
    "passives": ("3", ()),
    "promoters": ("4", ()),
    "all": ("2", ("v", *"all open", "enter")),
    "case": ("2", ("enter",)),
    "customer": ("2", ("p",)),
    "health": ("1", (":", *"health of", "enter")),
    "help": ("2", ("?",)),
    "palette": ("2", (":", *"re")),
    "contact": ("2", ("c", "m")),
}


SAID = (
    "Ventet en halv time, ingen svarte på telefonen",
    "",
    "客服回應很慢，等了三天才有人回信，完全不能接受",
    "Appen kraschade när jag skulle betala, fick ringa själv och vänta i regnet",
    "Prima, maar duur",
    "Quick and friendly, as always",
    "Rask og hyggelig sjåfør",
    "Duurder dan vorige maand",
)


def answers() -> list[Row]:
    """Ninety in sixty days, the newest a minute ago; one in nine without an address."""
    made = []
    for number in range(90):
        at = NOW - timedelta(minutes=1, hours=16 * number)
        score = (9, 3, 10, 7, 8, 10, 0, 9, 6, 8, 10)[number % 11]
        who = f"C{number % 70}"
        mail = "" if number % 9 == 4 else f"{who.lower()}@example.org"
        region = ("Oslo", "Stockholm", "台北")[number % 3]
        made.append((f"R{number:03}", at.isoformat(), score, SAID[number % 8], who, mail, region))
    return made


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small store with some cases worked on."""
    folder = tmp_path_factory.mktemp("screens")
    path = folder / "acme.nps"
    with Store.create(path, time_zone="Europe/Oslo") as made:
        add_answers(made, answers(), NOW - HOUR, folder)
        desk = desk_on(made, person="alice")
        at = NOW - timedelta(minutes=40)

        def refs(*numbers: int) -> list[ResponseRef]:
            return [ResponseRef("survey", f"R{number:03}") for number in numbers]

        desk.run("case.tag", refs(1, 3, 6, 8, 12), {"tags": "late-driver"}, at)
        desk.run("case.take", refs(1, 8, 14), {}, at)
        desk.run("case.note", refs(1), {"text": "Wants to be called after five"}, at)
        sent = {"channel": "mail", "result": "sent"}
        desk.run("case.contact", refs(2, 14, 19), sent, at)
        desk.run("case.resolve", refs(17), {"outcome": "apologised"}, at)
    return path


@asynccontextmanager
async def at_the_store(path: Path, size: Size) -> AsyncIterator[Sitting]:
    app = DeskApp(
        lambda: desk_on(Store.open(path), person="alice"), title="acme", clock=lambda: NOW
    )
    async with app.run_test(size=size) as pilot:
        seat = Sitting(app, FakeDesk(), pilot)
        await seat.settle()
        yield seat


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("TMUX", "STY", "DISPLAY", "WAYLAND_DISPLAY", "NPSTUI_EDITOR", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(tmp_path)


@asynccontextmanager
async def first_sheet(_folder: Path, size: Size) -> AsyncIterator[Sitting]:
    opening = FakeOpening()
    opening.read.set()
    app = app_for(opening)
    async with app.run_test(size=size) as pilot:
        seat = Sitting(app, FakeDesk(), pilot)
        await seat.until(lambda: any("as usual" in line for line in seat.lines))
        yield seat


@asynccontextmanager
async def mapping_page(folder: Path, size: Size) -> AsyncIterator[Sitting]:
    async with sheet(folder, GOOD, size) as seat:
        await press(seat, "m")
        yield seat


@asynccontextmanager
async def one_import(folder: Path, size: Size) -> AsyncIterator[Sitting]:
    async with imports(folder, FILES, size) as seat:
        await seat.press("down", "enter")
        yield seat


OPENED: dict[str, Opened] = {
    "imports": lambda folder, size: imports(folder, FILES, size),
    "import": one_import,
    "mapping": mapping_page,
    "first": first_sheet,
}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", BY_KEYS)
async def test_a_screen_of_the_desk_as_it_was_looked_at(name: str, size: Size, store: Path) -> None:
    screen, keys = BY_KEYS[name]
    async with at_the_store(store, size) as seat:
        for key in (screen, *keys):
            await seat.press(key)
        check_snapshot(seat, name)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", OPENED)
async def test_a_screen_of_an_import_as_it_was_looked_at(
    name: str, size: Size, tmp_path: Path
) -> None:
    async with OPENED[name](tmp_path, size) as seat:
        check_snapshot(seat, name)
