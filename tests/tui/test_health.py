"""The health of follow-up on screen: opened, read at three sizes, narrowed, explained, written."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from tests.tui.fake_cases import NOW
from tests.tui.fake_desk import FakeDesk
from tests.tui.fake_health import cases_at
from tests.tui.sitting import Sitting, sitting

from npstui.model.business_hours import BusinessHours
from npstui.present.cells import cell_width
from npstui.present.glyphs import ASCII
from npstui.present.text import SafeText
from npstui.settings.store_file import StoreSettings
from npstui.tui.screens.health import HealthScreen
from npstui.tui.screens.help import PageScreen
from npstui.tui.screens.overview import OverviewScreen
from npstui.tui.theme import MONO

WORKDAYS = BusinessHours((((9 * 60, 17 * 60),),) * 5 + ((),) * 2)
SIZES = [(80, 24), (120, 40), (200, 60)]


def promise(lowest: int, highest: int) -> tuple[int, int]:
    """First contacts in time and all judged of these scores, counted case by case."""
    kept = judged = 0
    for case in cases_at(NOW):
        if lowest <= case.score <= highest and case.due_at is not None:
            ended = case.resolved_at is not None and case.resolved_at <= case.due_at
            contact = case.first_contact_at
            kept += contact is not None and contact <= case.due_at
            judged += contact is not None or (case.due_at <= NOW and not ended)
    return kept, judged


async def opened(seat: Sitting) -> HealthScreen:
    await seat.press(":", *"health of", "enter")
    assert isinstance(seat.app.screen, HealthScreen)
    return seat.app.screen


async def whole(seat: Sitting) -> list[str]:
    """Every line of the page, read by going down it."""
    screen = seat.app.screen
    assert isinstance(screen, HealthScreen)
    await seat.press("g")
    lines: list[str] = []
    while True:
        height = screen.content.size.height - 1
        fresh = seat.lines[3 : 3 + height][max(len(lines) - screen.top, 0) :]
        lines += fresh
        before = screen.top
        await seat.press("pagedown")
        if screen.top == before:
            return lines


@pytest.mark.parametrize("size", SIZES)
async def test_enter_on_overview_s_line_opens_it_and_q_leads_back(size: tuple[int, int]) -> None:
    async with sitting(screen="1", size=size) as seat:
        overview = seat.app.screen
        assert isinstance(overview, OverviewScreen)
        within = next(spot for spot in overview._spots() if spot.target.counts == "within")
        overview._stand_on(within)
        await seat.press("enter")
        assert isinstance(seat.app.screen, HealthScreen)
        assert "Follow-up of the last 30 days: 120 cases" in seat.lines[3]
        await seat.press("q")
        assert isinstance(seat.app.screen, OverviewScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_every_table_is_there_and_no_line_is_too_wide(size: tuple[int, int]) -> None:
    settings = StoreSettings(team=("alice",), business_hours=WORKDAYS)
    async with sitting(FakeDesk(settings=settings), size=size) as seat:
        await opened(seat)
        lines = await whole(seat)
        assert max(cell_width(SafeText(line)) for line in lines) < size[0]
        page = "\n".join(lines)
        for title in (
            "First contact by the due time", "What became of the cases", "Time to first contact",
            "First contacts by how soon", "Time to resolution", "By person",
            "Contacts tried per case", "Contacts made in the period", "Channels", "Outcomes",
            "Outcomes by tag", "Tags by category", "Remedies",
            "The next answer of the same customers",
        ):  # fmt: skip
            assert title in page, title
        for said in (
            "in hours: business hours alone",
            "Not proof",
            "nobody",
            "鄭成功鄭成功",
            "mail",
        ):
            assert said in page
        (mail,) = [line for line in lines if line.startswith(" mail ")]
        assert mail.split()[:5] == ["mail", "117", "117", "100", "%"]


async def test_the_page_at_80_by_24_begins_with_the_promise() -> None:
    async with sitting(size=(80, 24)) as seat:
        await opened(seat)
        shares = [
            f"{kept:>7}{judged:>4}{round(100 * kept / judged):>5} %"
            for kept, judged in map(promise, (0, 7, 9), (6, 8, 10))
        ]
        kept, judged = promise(0, 6)
        share = round(100 * kept / judged)
        assert seat.lines[2].startswith("── lines 1 to 20 of ")
        assert [line for line in seat.lines[3:11] if line] == [
            " Follow-up of the last 30 days: 120 cases",
            f" First contact in time: {share} % of {judged}, goal 80 %: below the goal",
            " First contact by the due time",
            "             in time  of  share",
            f" Detractors  {shares[0]}",
            f" Passives    {shares[1]}",
            f" Promoters   {shares[2]}",
        ]
        assert seat.lines[-1].startswith(" q back  w period  d split by  i explain  e export")


async def test_wide_terminals_have_two_columns() -> None:
    for size in SIZES[1:]:
        async with sitting(size=size) as seat:
            await opened(seat)
            head = seat.line("First contact by the due time")
            assert len(head.split("   ")[-1]) > 5
            assert head.strip() != "First contact by the due time"


async def test_thin_numbers_are_dimmed_and_others_are_not() -> None:
    settings = StoreSettings(minimum_n=31)
    async with sitting(FakeDesk(settings=settings), size=(80, 24)) as seat:
        screen = await opened(seat)
        styles = {
            str(pieces[0][0]).split()[0]: pieces[-1][1].value
            for pieces in screen.page_lines(80)[5:8]
        }
        assert promise(0, 6)[1] >= 31 > promise(9, 10)[1]
        assert (styles["Detractors"], styles["Promoters"]) == ("text", "dim")


async def test_period_filter_and_split_hold_here() -> None:
    async with sitting() as seat:
        await opened(seat)
        assert seat.desk.calls[-1].startswith("health 30d None")
        await seat.press("w", *"90d", "enter")
        assert seat.app.session.period == "90d"
        assert any(call.startswith("health 90d None") for call in seat.desk.calls)
        assert "Follow-up of the last 90 days" in seat.lines[3]
        await seat.press("f", *"region:Oslo owner:bob", "enter")
        assert any(call.startswith("health 90d region:Oslo ") for call in seat.desk.calls)
        assert "F clears" in seat.lines[2]
        await seat.press("[")
        assert any("health 30d region:Oslo" in call for call in seat.desk.calls)


async def test_a_split_is_a_table_of_its_own() -> None:
    async with sitting(size=(80, 24)) as seat:
        seat.app.session.split = "region"
        await opened(seat)
        lines = await whole(seat)
        at = lines.index(" By region")
        names = [line.split()[0] for line in lines[at + 2 : at + 6]]
        assert sorted(names[:3]) == ["Llanfairpwllgwyngyllgog…", "Oslo", "台北"]
        assert names[3] == "(none)"


async def test_i_explains_every_kind_of_number() -> None:
    async with sitting() as seat:
        await opened(seat)
        await seat.press("i")
        page = "\n".join(seat.lines)
        assert "contacted by their due time / contacted or past their due time" in page
        kept, judged = promise(0, 6)
        assert f"{kept} / {judged}" in page
        explained = seat.app.screen
        assert isinstance(explained, PageScreen)
        told = [str(text) for line in explained.page_lines(120) for text, _style in line]
        assert any("store's capacity" in text for text in told)
        await seat.press("G")
        assert "adjusted Wald" in "\n".join(seat.lines)
        await seat.press("q")
        assert isinstance(seat.app.screen, HealthScreen)


async def test_e_writes_every_number(tmp_path: Path) -> None:
    async with sitting() as seat:
        await opened(seat)
        path = tmp_path / "health.csv"
        await seat.press("e")
        assert seat.app.screen.dialog is not None  # type: ignore[attr-defined]
        field = seat.app.screen.dialog.field  # type: ignore[attr-defined]
        field.value = str(path)
        await seat.press("enter")
        written = pl.read_csv(path)
        assert written.columns == ["about", "of", "measure", "value", "n"]
        share = written.filter(about="first contact in time", of="detractor", measure="share")
        kept, judged = promise(0, 6)
        assert share.select("value", "n").row(0) == (pytest.approx(kept / judged), judged)
        assert "rows written to" in seat.said


async def test_keys_of_lists_and_cases_say_where_they_work() -> None:
    async with sitting() as seat:
        await opened(seat)
        for key in ("m", "space", "o"):
            await seat.press(key)
            assert "works in a list" in seat.said
        assert seat.said in seat.lines[2]


async def test_an_empty_store_and_plain_signs_are_no_trouble() -> None:
    async with sitting(FakeDesk(empty=True), size=(80, 24), glyphs=ASCII, palette=MONO) as seat:
        await opened(seat)
        lines = await whole(seat)
        assert "nobody to judge yet, goal 80 %" in "\n".join(lines)
        assert " Channels" in lines
        assert all(line.isascii() for line in lines if "−" not in line)


async def test_it_follows_the_store() -> None:
    async with sitting() as seat:
        await opened(seat)
        asked = len([call for call in seat.desk.calls if call.startswith("health")])
        seat.desk.settings = replace(seat.desk.settings, goal=0.5)
        await seat.press("r")
        assert len([call for call in seat.desk.calls if call.startswith("health")]) == asked + 1
        assert "goal 50 %: the goal is kept" in seat.lines[4]
