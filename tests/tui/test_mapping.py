# ruff: noqa: ARG002 - the signatures are those of the opening
"""m and s on the first-time sheet: columns are read otherwise, refused rows are read."""

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest
from tests.tui.fake_cases import NOW
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting
from tests.tui.test_first import SHEET, FakeOpening, app_for

from npstui.desk.first import FirstOpening
from npstui.intake.errors import Cancelled
from npstui.present.import_values import MappingChange
from npstui.present.values import FirstSheetValue
from npstui.store.store import Store
from npstui.tui.app import DeskApp
from npstui.tui.screens.first import FirstScreen
from npstui.tui.screens.overview import OverviewScreen

GOOD = (
    "id,date,score,stars,why,城市\n"
    "1,2026-06-01,9,1,fine and quick,台北市\n"
    "2,2026-06-02,3,5,slow,Bergen\n"
    "3,2026-06-03,nine,2,[/b]odd \x1b[2J,Oslo\n"
    "4,2026-06-04,,2,,Oslo\n"
)
NO_SCORE = "who,points,why\nAda,9,fine and quick\nBo,3,slow\n"


@asynccontextmanager
async def sheet(
    folder: Path, text: str, size: tuple[int, int] = (120, 40)
) -> AsyncIterator[Sitting]:
    """The sheet of a real file, everything counted."""
    file = folder / "acme.csv"
    file.write_text(text)
    made = FakeDesk()
    app = DeskApp(
        lambda: made,  # type: ignore[arg-type, return-value]
        first=lambda: FirstOpening(
            Store.open_or_create(folder / "acme.nps"), [file], person=None, made=True
        ),
        clock=lambda: NOW,
    )
    async with app.run_test(size=size) as pilot:
        seat = Sitting(app, made, pilot)
        await seat.until(lambda: counted(app))
        yield seat


def counted(app: DeskApp) -> bool:
    first = [each for each in app.screen_stack if isinstance(each, FirstScreen)]
    return bool(first) and first[0].counted and first[0].sheet is not None


async def press(seat: Sitting, *keys: str) -> None:
    """Keys, and then the counts as they are after them."""
    await seat.pilot.press(*keys)
    await seat.pilot.pause()
    await seat.until(lambda: counted(seat.app))
    await seat.pilot.pause()


async def test_m_shows_every_column_and_ten_rows_as_they_would_land(tmp_path: Path) -> None:
    async with sheet(tmp_path, GOOD) as seat:
        await press(seat, "m")
        assert seat.lines[0].startswith(" acme.csv   how its columns are read")
        assert seat.lines[0].endswith("6 columns")
        assert seat.line("2 answers")
        assert seat.line("likely: its header may mean it").split()[:2] == ["score", "score"]
        assert seat.line("台北市 | Bergen | Oslo").split()[:2] == ["城市", "region"]
        at = next(n for n, line in enumerate(seat.lines) if "as they would land" in line)
        assert seat.lines[at].startswith("── the first 2 as they would land")
        assert seat.lines[at + 2].split()[2:4] == ["9", "fine"]
        assert not any("\x1b" in line for line in seat.lines)
        await press(seat, "tab")
        assert not any("platform" in line for line in seat.lines)
        await press(seat, "tab", "escape")
        assert seat.line("Follow up from")


async def test_enter_reads_a_column_otherwise_and_everything_is_counted_again(
    tmp_path: Path,
) -> None:
    async with sheet(tmp_path, GOOD) as seat:
        assert "NPS 0," in seat.line("2 answers")
        # The entries above the columns are the platform, the scale, the dates and the zone.
        await press(seat, "m", *["down"] * 7, "enter", *"scor", "enter")
        assert seat.line(" stars ").split()[1:4] == ["stars", "score", "as"]
        assert seat.line("4 answers")
        assert "NPS −100" in seat.line("4 answers")
        await seat.pilot.press("escape", "enter")
        await seat.until(lambda: isinstance(seat.app.screen, OverviewScreen))
    with Store.open(tmp_path / "acme.nps") as store:
        (row,) = store.imports()
        assert row.mapping["score"] == "stars"
        assert row.remembered is not None
        assert row.remembered.fields["score"] == "stars"


async def test_a_file_without_a_score_waits_until_one_is_picked(tmp_path: Path) -> None:
    async with sheet(tmp_path, NO_SCORE, (80, 24)) as seat:
        assert seat.line("no column of scores")
        assert seat.line("m shows its columns")
        await press(seat, "enter")  # nothing can be kept: it leads to the columns
        assert seat.line(" > ").split()[:2] == [">", "who"]
        await press(seat, "down", "enter", *"score", "enter")
        assert seat.line("2 answers")
        await seat.pilot.press("escape", "enter")
        await seat.until(lambda: isinstance(seat.app.screen, OverviewScreen))
    with Store.open(tmp_path / "acme.nps") as store:
        assert [row.fates.imported for row in store.imports()] == [2]


async def test_esc_after_changes_leaves_nothing_at_all(tmp_path: Path) -> None:
    async with sheet(tmp_path, GOOD) as seat:
        await seat.pilot.press("m", *["down"] * 7, "enter", *"scor", "enter", "escape", "escape")
    assert not (tmp_path / "acme.nps").exists()


async def test_a_scale_can_be_typed_and_what_is_none_is_said(tmp_path: Path) -> None:
    async with sheet(tmp_path, GOOD) as seat:
        await press(seat, "m", "down", "enter", *"lots", "enter")
        await seat.until(lambda: "is no scale" in seat.line("──") or "is no scale" in seat.said)
        await press(seat, "enter", *"0-100", "enter")
        assert seat.line("> scale").split() == [">", "scale", "0-100"]


async def test_s_shows_the_refused_rows_with_line_reason_and_text(tmp_path: Path) -> None:
    async with sheet(tmp_path, GOOD, (80, 24)) as seat:
        await press(seat, "s")
        await seat.until(lambda: any("line 4" in line for line in seat.lines))
        assert seat.line("set aside:").split() == ["1", "set", "aside:", "unanswered"]
        assert "refused" in seat.line("       1 refused")
        assert "3,2026-06-03,nine" in seat.line("nine,")
        assert not any("\x1b" in line for line in seat.lines)
        await press(seat, "escape", "m", "s")
        await seat.until(lambda: any("line 4" in line for line in seat.lines))
        await press(seat, "escape", "escape")
        assert seat.line("Follow up from")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
async def test_a_thousand_columns_scroll_with_the_cursor(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    heads = ",".join(["score", *(f"question number {n}" for n in range(999))])
    row = ",".join(["9", *("yes" for _ in range(999))])
    async with sheet(tmp_path, f"{heads}\n{row}\n{row}\n", size) as seat:
        await press(seat, "m", "end")
        assert "question number 998" in seat.line(" > ")
        await press(seat, "home")
        assert "platform" in seat.line(" > ")
        assert all(len(line) <= size[0] for line in seat.lines)


async def test_left_and_right_move_the_rows_that_are_wider_than_the_screen(
    tmp_path: Path,
) -> None:
    heads = ",".join(["score", *(f"question number {n:02}" for n in range(20))])
    row = ",".join(["9", *(f"answer {n:02}" for n in range(20))])
    async with sheet(tmp_path, f"{heads}\n{row}\n{row}\n", (80, 24)) as seat:
        await press(seat, "m", "right")
        assert seat.line("tab shows them")
        await press(seat, "tab")
        assert seat.line("as they would land").endswith("columns 1 to 4 of 21, right for more ──")
        await press(seat, "right", "right")
        assert "columns 3 to 5 of 21, left right for more" in seat.line("as they would land")
        assert seat.line("answer 01").split()[:2] == ["answer", "01"]
        await press(seat, *["right"] * 30)
        assert "columns 19 to 21 of 21, left for more" in seat.line("as they would land")
        assert "answer 19" in seat.line("answer 18")
        await press(seat, *["left"] * 30)
        assert "columns 1 to 4 of 21" in seat.line("as they would land")
        assert all(len(line) <= 80 for line in seat.lines)


@dataclass
class SlowOpening(FakeOpening):
    """Each reading waits for its own leave to go on, and ends when it is asked to."""

    gates: list[threading.Event] = field(default_factory=list)
    stagings: int = 0

    def stage(
        self,
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> FirstSheetValue:
        self.stagings += 1
        gate = threading.Event()
        self.gates.append(gate)
        for _ in range(2000):
            if cancelled is not None and cancelled():
                raise Cancelled("stopped")
            if gate.wait(0.005):
                return replace(SHEET, answers=self.stagings)
        raise AssertionError("nobody let it go on")


def let_go(opening: SlowOpening) -> bool:
    """Every reading so far may end."""
    for gate in opening.gates:
        gate.set()
    return True


async def test_what_was_counted_before_a_change_never_stands_after_it() -> None:
    opening = SlowOpening()
    app = app_for(opening)
    async with app.run_test(size=(120, 40)) as pilot:
        seat = Sitting(app, FakeDesk(), pilot)
        await seat.until(lambda: len(opening.gates) == 1)
        opening.gates[0].set()
        await seat.until(lambda: counted(app))
        first = app.screen
        assert isinstance(first, FirstScreen)
        for value in ("one", "two", "three"):
            first.change(MappingChange("acme.csv", "scale", value))
        assert not first.counted
        await seat.until(lambda: len(opening.gates) > 1 and opening.kept[-1:] == ["scale three"])
        await seat.until(lambda: let_go(opening) and counted(app))
        assert first.sheet is not None
        assert first.sheet.answers == opening.stagings
        assert opening.kept == ["scale one", "scale two", "scale three"]
        await pilot.press("escape")


async def test_esc_while_it_is_counted_leaves_nothing() -> None:
    opening = SlowOpening()
    app = app_for(opening)
    async with app.run_test(size=(80, 24)) as pilot:
        seat = Sitting(app, FakeDesk(), pilot)
        await seat.until(lambda: len(opening.gates) == 1)
        await seat.until(lambda: isinstance(app.screen, FirstScreen))
        await pilot.press("escape")
    assert opening.kept == ["aborted"]


async def test_a_sheet_that_cannot_be_read_is_said_and_can_be_changed_back(tmp_path: Path) -> None:
    book = workbook(tmp_path / "acme.xlsx")
    app = DeskApp(
        lambda: FakeDesk(),  # type: ignore[arg-type, return-value]
        first=lambda: FirstOpening(
            Store.open_or_create(tmp_path / "acme.nps"), [book], person=None, made=True
        ),
        clock=lambda: NOW,
    )
    async with app.run_test(size=(120, 40)) as pilot:
        seat = Sitting(app, FakeDesk(), pilot)
        await seat.until(lambda: counted(app))
        assert seat.line("2 answers")
        await press(seat, "m", "enter", *"empty", "enter")
        assert seat.line("The sheet is empty")
        await press(seat, "enter", *"answers", "enter")
        assert seat.line("2 answers")


def workbook(path: Path) -> Path:
    """A sheet of answers and an empty one."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("answers")
        for row, cells in enumerate([("id", "score"), ("1", 9), ("2", 3)]):
            sheet.write_row(row, 0, cells)
        book.add_worksheet("empty")
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_i_explains_the_column_under_the_cursor_and_the_rows(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sheet(tmp_path, GOOD, size) as seat:
        await seat.press("m", "G", "i")
        assert seat.line("How it is read")
        assert "台北市" in seat.line("Such as")
        assert "2 answers, 1 refused, 1 set aside" in seat.line("Counts")
        await seat.press("i")
        assert seat.line("such as")
