"""Imports in the palette: the list, and one import's page with its refused rows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from tests.tui.fake_cases import NOW
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting

from npstui.desk.opening import desk_on
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.intake.refused_files import RefusedFile, keep_refusal
from npstui.store.store import Store
from npstui.tui.app import DeskApp
from npstui.tui.screens.imports import ImportsScreen


@asynccontextmanager
async def imports(
    folder: Path, texts: dict[str, str], size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Sitting]:
    """A desk on a store with these files, and the list of imports in front."""
    with Store.create(folder / "acme.nps", time_zone="UTC") as store:
        for number, (name, text) in enumerate(texts.items()):
            (folder / name).write_text(text)
            import_files(
                store, [folder / name], ImportOptions(), actor="ann", person="ann",
                now=NOW - timedelta(days=len(texts) - number),
            )  # fmt: skip
    app = DeskApp(lambda: desk_on(Store.open(folder / "acme.nps"), person="ann"), clock=lambda: NOW)
    async with app.run_test(size=size) as pilot:
        seat = Sitting(app, FakeDesk(), pilot)
        await seat.settle()
        await seat.press(":", *"imports", "enter")
        yield seat


def under_the_cursor(seat: Sitting) -> str:
    """The line in light."""
    screen = seat.app.screen
    assert isinstance(screen, ImportsScreen)
    assert screen.content.marked is not None
    return screen.content.lines[screen.content.marked[0]]


FILES = {
    "june.csv": "id,score,why\n1,9,fine and quick\n2,nine,[/b]odd \x1b[2J\n3,,\n",
    "七月.csv": "id,score,why\n1,9,fine and quick\n4,3,slow\n",
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_the_list_and_one_import_with_its_refused_rows(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with imports(tmp_path, FILES, size) as seat:
        assert "七月.csv" in under_the_cursor(seat)
        who = ["ann"] if size[0] >= 100 else []
        assert seat.line("june.csv").split()[-4 - len(who) :] == ["1", "-", "1", "1", *who]
        await seat.press("down", "enter")
        assert seat.line("3 rows")
        assert seat.line("comment").split() == ["comment", "why"]
        assert "2,nine,[/b]odd [2J" in seat.line("nine,")
        assert seat.line("line 3")
        await seat.press("escape")
        assert "june.csv" in under_the_cursor(seat)
        await seat.press("escape")
        assert not any("june.csv" in line for line in seat.lines)


async def test_a_store_without_imports_says_what_to_do(tmp_path: Path) -> None:
    async with imports(tmp_path, {}, (80, 24)) as seat:
        assert seat.line("No file has come in yet")
        await seat.press("enter", "down")


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_a_followed_file_that_was_refused_stands_in_the_list(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with imports(tmp_path, FILES, size) as seat:
        file = tmp_path / "odd.csv"
        why = f"{file}: none of its columns is a score; [b]\x1b npstui import --map tells which."
        with Store.open(tmp_path / "acme.nps") as store:
            keep_refusal(store, file, RefusedFile(str(file), NOW, "ann", why))
        await seat.press("escape", ":", *"imports", "enter")
        assert "odd.csv" in under_the_cursor(seat)
        assert "not taken in: none of its" in seat.line("odd.csv")
        await seat.press("enter")
        assert seat.line("not taken in")
        assert "its columns, and how they can be read" in " ".join(seat.lines)
        assert not any("\x1b" in line for line in seat.lines)
        await seat.press("escape", "down", "enter")
        assert seat.line("2 rows")


async def test_i_explains_what_became_of_the_rows(tmp_path: Path) -> None:
    async with imports(tmp_path, FILES, (80, 24)) as seat:
        await seat.press("down", "i")
        assert seat.line("Worked").endswith(" 1 + 0 + 0 + 1 + 1 = 3")
        await seat.press("i", "enter", "i")
        assert seat.line("quarantine/")
        await seat.press("q", "q", "q")


async def test_an_import_says_which_answers_were_late_when_it_brought_them(tmp_path: Path) -> None:
    def answered(*hours: float) -> str:
        lines = [
            f"{number},3,{(NOW - timedelta(hours=age)).isoformat()},{number}@example.org"
            for number, age in enumerate(hours)
        ]
        return "\n".join(["id,score,responded_at,email", *lines]) + "\n"

    # The second comes in a day before now: 49 h old answers are 25 h old by then.
    files = {"first.csv": answered(60), "second.csv": answered(49, 47, 26, 25)}
    async with imports(tmp_path, files) as seat:
        await seat.press("enter")
        said = "1 of 4 new detractors came in late, more than 24 h after they were given"
        assert said in seat.line("came in late")
        assert "1 came in with less than a quarter of their" in seat.line("a quarter")
        await seat.press("q", "down", "enter")
        assert not any("came in late" in line for line in seat.lines)
