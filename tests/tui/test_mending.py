"""A file that a store with its follow-up start refuses: its columns are told on screen."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.tui.fake_cases import NOW
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting
from tests.tui.test_mapping import counted, press

from npstui.desk.first import FirstOpening
from npstui.desk.following import OpenFiles
from npstui.intake.importer import import_files
from npstui.intake.options import ImportOptions
from npstui.store.errors import StoreFull
from npstui.store.store import Store
from npstui.tui.app import DeskApp
from npstui.tui.screens.overview import OverviewScreen

JUNE = "id,date,score\n1,2026-06-01,9\n2,2026-06-02,3\n"
POINTS = "who,when,points,why\nAda,2026-07-01,9,fine\nBo,2026-07-02,3,slow\n"
FIVES = "ref,when,rating\n" + "".join(f"j{n},2026-07-01,{1 + n % 5}\n" for n in range(60))


@asynccontextmanager
async def opened(
    folder: Path, text: str, size: tuple[int, int] = (80, 24), name: str = "july.csv"
) -> AsyncIterator[tuple[Sitting, FirstOpening, Path]]:
    """The desk with the sheet of a file in front, on a store that has answers."""
    (folder / "june.csv").write_text(JUNE)
    with Store.open_or_create(folder / "acme.nps") as store:
        options = ImportOptions(follow_up_from="all")
        import_files(store, [folder / "june.csv"], options, actor="a", person="a", now=NOW)
    file = folder / name
    file.write_text(text)
    opening = FirstOpening(
        Store.open_or_create(folder / "acme.nps"), [file], person=None, made=False
    )
    made = FakeDesk()
    app = DeskApp(
        lambda: made,  # type: ignore[arg-type, return-value]
        first=lambda: opening,
        clock=lambda: NOW,
    )
    async with app.run_test(size=size) as pilot:
        seat = Sitting(app, made, pilot)
        await seat.until(lambda: counted(app))
        yield seat, opening, file


async def back(seat: Sitting) -> None:
    await seat.until(lambda: isinstance(seat.app.screen, OverviewScreen))
    await seat.settle()


def answers(folder: Path) -> int:
    with Store.open(folder / "acme.nps") as store:
        return sum(row.fates.imported for row in store.imports())


async def test_the_score_is_told_and_the_answers_come_into_the_open_desk(tmp_path: Path) -> None:
    async with opened(tmp_path, POINTS) as (seat, _opening, _file):
        assert seat.lines[0].endswith("into acme.nps")
        assert seat.line("no column of scores")
        assert seat.line("esc leave it out")
        await press(seat, "m", "down", "down", "enter", *"score", "enter")
        assert seat.line("2 answers")
        await press(seat, "escape")
        assert seat.line("> as the store has it")
        await seat.pilot.press("enter")
        await back(seat)
        assert "2 new answers" in seat.said
    assert answers(tmp_path) == 4


async def test_another_scale_is_told(tmp_path: Path) -> None:
    async with opened(tmp_path, FIVES, (120, 40)) as (seat, _opening, _file):
        assert seat.line("--scale 1-5")
        await press(seat, "m", "down", "enter", *"1-5", "enter")
        assert seat.line("60 answers")
        await seat.pilot.press("escape", "enter")
        await back(seat)
    assert answers(tmp_path) == 62


async def test_esc_leads_to_the_desk_and_keeps_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path, POINTS) as (seat, opening, _file):
        await press(seat, "m", "down", "down", "enter", *"score", "enter")
        await press(seat, "escape")
        await seat.pilot.press("escape")
        await back(seat)
        assert "Nothing of it was kept" in seat.said
        assert opening.store.settings().follow_up is not None
    assert answers(tmp_path) == 2


async def test_what_is_appended_later_comes_in_as_it_was_told(tmp_path: Path) -> None:
    async with opened(tmp_path, FIVES) as (seat, _opening, file):
        await press(seat, "m", "down", "enter", *"1-5", "enter")
        await seat.pilot.press("escape", "enter")
        await back(seat)
        with file.open("a") as out:
            out.write("k1,2026-07-03,5\nk2,2026-07-03,1\n")
            os.fsync(out.fileno())
        await seat.until(lambda: answers(tmp_path) == 64)


HOSTILE = "\x1b]0;mine\x07[/b]\u202e\x9b2J\x00"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
async def test_hostile_headers_and_names_of_files_are_shown_as_text(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    text = f'who{HOSTILE},"poi\n{HOSTILE}nts",why\nAda{HOSTILE},9,f\nBo,3,s\nCy,nine{HOSTILE},s\n'
    name = "ev[b]\x1b[2J\u202e\udcff il.csv"
    async with opened(tmp_path, text.replace("\x00", ""), size, name) as (seat, _opening, _file):
        seen = list(seat.lines)
        for keys in (("m",), ("down", "enter"), (*"score", "enter"), ("tab",), ("s",)):
            await press(seat, *keys)
            seen += seat.lines
        await press(seat, "escape", "escape")
        seen += seat.lines
        await seat.pilot.press("enter")
        await back(seat)
        seen += [*seat.lines, seat.said]
        assert not [line for line in seen if set("\x1b\x9b\x07\u202e\udcff") & set(line)]
        assert all(len(line) <= size[0] for line in seat.lines)
    assert answers(tmp_path) == 4


async def test_a_file_that_went_meanwhile_is_said_and_the_desk_stays(tmp_path: Path) -> None:
    async with opened(tmp_path, POINTS) as (seat, _opening, file):
        file.unlink()
        await press(seat, "m", "down", "down", "enter", *"score", "enter")
        assert seat.line("july.csv")
        assert seat.line("o such file")
        await press(seat, "escape")
        assert seat.line("o such file")
        await seat.pilot.press("escape")
        await back(seat)
    assert answers(tmp_path) == 2


async def test_a_full_disk_is_said_and_the_desk_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, POINTS) as (seat, opening, _file):
        await press(seat, "m", "down", "down", "enter", *"score", "enter")

        def refuse(_choice: str) -> None:
            raise StoreFull("There is no room left on the disk.")

        monkeypatch.setattr(opening, "commit", refuse)
        await seat.pilot.press("escape", "enter")
        await back(seat)
        assert "no room left" in seat.said
    assert answers(tmp_path) == 2


def test_a_file_that_somebody_else_follows_can_be_told_too(tmp_path: Path) -> None:
    (tmp_path / "june.csv").write_text(JUNE)
    file = tmp_path / "july.csv"
    file.write_text(POINTS)
    with Store.open_or_create(tmp_path / "acme.nps") as store:
        options = ImportOptions(follow_up_from="all")
        import_files(store, [tmp_path / "june.csv"], options, actor="a", person="a", now=NOW)
        other = OpenFiles(store, [file], "bo")
        try:
            opening = FirstOpening(store, [file], person=None, made=False)
            opening.add(NOW)
            assert opening.mends
        finally:
            other.close()
