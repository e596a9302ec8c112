# ruff: noqa: ARG002 - the signatures are those of the opening
"""The first-time sheet: nothing is kept before somebody has chosen."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.tui.fake_cases import NOW
from tests.tui.fake_desk import FakeDesk
from tests.tui.fake_numbers import SCORE
from tests.tui.sitting import Sitting

from npstui.intake.errors import Cancelled
from npstui.present.import_values import MappingChange, RefusedValue
from npstui.present.text import SafeText, safe
from npstui.present.values import FirstSheetValue, FollowUpChoice, MappedColumn
from npstui.tui.app import DeskApp
from npstui.tui.lines.first import sheet_lines

SHEET = FirstSheetValue(
    files=(safe("survey.csv"),),
    preset=None,
    rows=4812,
    store=safe("survey.nps"),
    store_note=None,
    answers=4630,
    earliest=NOW,
    latest=NOW,
    score=SCORE,
    set_aside=(("unanswered", 171),),
    refused=11,
    undated=0,
    columns=(MappedColumn("score", safe("[/b]How \x1b[2J likely"), safe("0 to 10")),),
    notes=(),
    choices=(
        FollowUpChoice("now", "here on only", "", 0, 0, 0),
        FollowUpChoice("usual", "as usual", "7 days, six months, 30 days back", 14, 464, 151),
        FollowUpChoice("all", "everything", "all that has not lapsed", 64, 464, 151),
    ),
)


@dataclass
class FakeOpening:
    """Files on their way in; `read` holds the reading until it is set."""

    needed: bool = True
    mends: bool = False
    kept: list[str] = field(default_factory=list)
    read: threading.Event = field(default_factory=threading.Event)

    def stage(
        self,
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> FirstSheetValue:
        if progress is not None:
            progress(34, 100)
        self.read.wait(10)
        return SHEET

    def preview(self, now: datetime) -> FirstSheetValue | None:
        return None

    def change(self, change: MappingChange) -> None:
        self.kept.append(f"{change.key} {change.value}")

    def refused(self) -> tuple[RefusedValue, ...]:
        return ()

    def commit(self, choice: str) -> list[object]:
        self.kept.append(choice)
        return []

    def add(
        self,
        now: datetime,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[object]:
        self.read.wait(10)
        if progress is not None:
            progress(34, 100)
        if cancelled is not None and cancelled():
            raise Cancelled("stopped")
        self.kept.append("added")
        return []

    def follow(self) -> "FakeFiles":
        return FakeFiles()

    def let_be(self) -> None:
        self.kept.append("let be")

    def abort(self) -> None:
        self.kept.append("aborted")


class FakeFiles:
    """Files to which nothing is appended."""

    def look(self, now: datetime) -> list[object]:
        return []

    def close(self) -> None:
        pass


def app_for(opening: FakeOpening) -> DeskApp:
    made = FakeDesk()
    return DeskApp(
        lambda: made,  # type: ignore[arg-type, return-value]
        first=lambda: opening,  # type: ignore[arg-type, return-value]
        clock=lambda: NOW,
    )


async def test_the_sheet_shows_progress_counts_and_choices_and_keeps_what_is_chosen() -> None:
    opening = FakeOpening()
    app = app_for(opening)
    async with app.run_test(size=(120, 40)) as pilot:
        seat = Sitting(app, FakeDesk(), pilot)
        await seat.until(lambda: any("34 % done" in line for line in seat.lines))
        opening.read.set()
        await seat.until(lambda: any("4,630 answers" in line for line in seat.lines))
        assert seat.lines[0].startswith(" survey.csv   4,812 rows")
        assert seat.lines[0].endswith("new store survey.nps")
        assert seat.line("as usual").startswith(
            "   > as usual                     14        464         151   7 days"
        )
        assert "[/b]How [2J likely" in seat.line("How")
        assert opening.kept == []
        await pilot.press("down", "enter")
        await seat.until(lambda: any("Answers by score" in line for line in seat.lines))
        assert opening.kept == ["all"]


async def test_esc_leaves_and_nothing_is_kept() -> None:
    opening = FakeOpening()
    opening.read.set()
    app = app_for(opening)
    async with app.run_test(size=(80, 24)) as pilot:
        seat = Sitting(app, FakeDesk(), pilot)
        await seat.until(lambda: any("4,630 answers" in line for line in seat.lines))
        await pilot.press("escape")
    assert opening.kept == ["aborted"]


async def test_a_long_second_opening_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("npstui.tui.opening.WONDERED_SECONDS", 0.0)
    said: list[str] = []
    monkeypatch.setattr(DeskApp, "say", lambda _app, words: said.append(str(words)))
    opening = FakeOpening(needed=False)
    opening.read.set()
    app = app_for(opening)
    async with app.run_test(size=(120, 40)) as pilot:
        seat = Sitting(app, FakeDesk(), pilot)
        await seat.until(lambda: "Taking in what is new, 34 % done; leaving stops it" in said)


async def test_leaving_while_it_takes_in_what_is_new_stops_that() -> None:
    opening = FakeOpening(needed=False)
    app = app_for(opening)
    async with app.run_test(size=(120, 40)) as pilot:
        seat = Sitting(app, FakeDesk(), pilot)
        await seat.until(lambda: any("Answers by score" in line for line in seat.lines))
        app.opening.leave()  # type: ignore[union-attr]
        opening.read.set()
        app.opening.done.wait(5)  # type: ignore[union-attr]
    assert opening.kept == []


async def test_a_store_that_has_its_start_opens_and_adds_what_is_new() -> None:
    opening = FakeOpening(needed=False)
    opening.read.set()
    app = app_for(opening)
    async with app.run_test(size=(120, 40)) as pilot:
        seat = Sitting(app, FakeDesk(), pilot)
        await seat.until(lambda: any("Answers by score" in line for line in seat.lines))
        await seat.until(lambda: opening.kept == ["added"])


@pytest.mark.parametrize("width", [80, 120])
def test_what_is_to_be_known_never_pushes_the_choices_off_the_screen(width: int) -> None:
    notes = tuple(SafeText(f"note {number}: " + "a long sentence " * 12) for number in range(30))
    value = replace(SHEET, notes=notes)
    for height in (18, 22, 40):
        lines, places = sheet_lines(value, "usual", width, ZoneInfo("UTC"), height=height)
        assert len(lines) <= height
        assert len(places) == len(SHEET.choices)
    said = ["".join(piece[0] for piece in line) for line in lines]
    assert any("more things to know" in line for line in said)
    assert any("7 days, six months, 30 days back" in line for line in said)
