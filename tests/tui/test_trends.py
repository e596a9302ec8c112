"""Screen 5: the line in text cells, the cursor along it, its words, its markers."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.tui.fake_cases import NOW
from tests.tui.fake_desk import FakeDesk
from tests.tui.fake_timeline import MONDAY, WEEK, FakeTimeline, marker
from tests.tui.sitting import Sitting, sitting

from npstui.present.glyphs import ASCII
from npstui.present.text import safe
from npstui.tui.screens.answers import AnswersScreen
from npstui.tui.screens.trends import TrendsScreen
from npstui.tui.theme import DARK_16, LIGHT, MONO, Palette


def desk_with(**facts: object) -> FakeDesk:
    return FakeDesk(timeline=FakeTimeline(**facts))  # type: ignore[arg-type]


def trends(seat: Sitting) -> TrendsScreen:
    screen = seat.app.screen
    assert isinstance(screen, TrendsScreen)
    return screen


def two_markers() -> list[object]:
    return [
        marker("A", MONDAY - 11 * WEEK, "App 5.1 released", 1),
        marker("B", MONDAY - 7 * WEEK, "App 5.1.2 mends the crash", 2),
    ]


async def test_trends_at_120_by_40() -> None:
    async with sitting(desk_with(markers=two_markers()), screen="5") as seat:
        lines = seat.lines
        assert lines[2] == (
            " By  week   month   quarter   day      28 of 60 weeks      every answer"
        )
        assert lines[3] == "  +50"
        assert lines[5][:56] == "  +45" + " " * 51
        assert lines[5][56] == "░"
        assert lines[9][8::4].startswith("░░░░  ▪░░   ▪▪░   ▪▪▪   ░▪▪ "[:27])
        assert lines[22].split() == ["A", "B"]
        assert lines[22].index("A") == lines[23].index("36") + 1
        assert lines[23].startswith("       20  21  22  23  24")
        assert lines[24].startswith("    n 224 236 248 260")
        assert lines[25].startswith("── week 47, 16 to 22 Nov 2026 (so far) ────")
        assert lines[26] == (
            "   +21   between +10 and +32   219 answers   the week before +35, 248 answers: "
            "no clear change"
        )
        assert lines[28] == " Markers on the line"
        assert lines[29] == (
            "   A  31 Aug  App 5.1 released           before +35   after +5    clearly worse    "
            "−30, −46 to −13   4 weeks, B follows"
        )
        assert lines[32] == (
            " Same 30 days last year +30, now +36: no clear change, +7, between −1 and +14"
        )
        assert lines[33] == " Of the +4 in 30 days: +3.1 better answers, +0.9 other mix of regions"
        assert lines[39].startswith(" left right along  tab grain  d split by  w period")
        assert len(lines) == 40


async def test_trends_at_80_by_24() -> None:
    async with sitting(desk_with(markers=two_markers()), screen="5", size=(80, 24)) as seat:
        lines = seat.lines
        assert lines[2] == " By  week  month  quarter  day    18 of 60 weeks    every answer"
        assert lines[13].startswith("       30  31  32")
        assert lines[15].startswith("── week 47, 16 to 22 Nov 2026 (so far) ────")
        assert lines[16] == "   +21  +10 to +32  n 219  before +35, n 248: no clear change"
        assert lines[17] == (
            "   A  31 Aug  App 5.1 released                +35 then +5   clearly worse, −30"
        )
        assert lines[20].startswith(" Of the +4 in 30 days: +3.1 better answers")
        assert lines[23].endswith("? keys")


async def test_trends_at_200_by_60_hold_48_weeks_and_more_markers() -> None:
    made = [marker("ABCDEFGH"[n], MONDAY - (30 - 3 * n) * WEEK, f"n{n}", n) for n in range(8)]
    async with sitting(desk_with(markers=made), screen="5", size=(200, 60)) as seat:
        assert "48 of 60 weeks" in seat.lines[2]
        listed = [line.split() for line in seat.lines[41:58]]
        assert [words[0] for words in listed if words and len(words[0]) == 1] == [*"ABCDEFGH"]


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (100, 30), (120, 40), (200, 60), (20, 5)])
async def test_every_line_fits_its_screen(size: tuple[int, int]) -> None:
    async with sitting(desk_with(markers=two_markers()), size=size, screen="5") as seat:
        await seat.press("left", "left", "M")
        assert len(seat.lines) == size[1]
        assert all(cell_len(line) <= size[0] for line in seat.lines)


@pytest.mark.parametrize("palette", [LIGHT, DARK_16, MONO])
async def test_every_palette_shows_the_same_words(palette: Palette) -> None:
    async with sitting(screen="5", palette=palette) as seat:
        assert seat.lines[2].startswith(" By  week   month   quarter   day")


async def test_ascii_glyphs_leave_nothing_ambiguous() -> None:
    async with sitting(desk_with(markers=two_markers()), screen="5", glyphs=ASCII) as seat:
        assert not [line for line in seat.lines if set(line) & set("…─▁▂▃▄▅▆▇█▾▴▪░")]
        assert any(":   :" in line for line in seat.lines)


async def test_left_and_right_go_along_and_the_words_follow() -> None:
    async with sitting(screen="5") as seat:
        await seat.press("left", "left")
        assert seat.lines[25].startswith("── week 45, 2 to 8 Nov 2026 ──")
        await seat.press("right", "right", "right", "right")
        assert seat.lines[25].startswith("── week 47,")
        await seat.press("home")
        assert seat.lines[25].startswith("── week 40, 29 Sep to 5 Oct 2025 ──")
        assert "before" not in seat.lines[26]
        assert seat.lines[23].startswith("       40  41  42")
        await seat.press("end")
        assert seat.lines[25].startswith("── week 47,")


async def test_what_comes_in_never_moves_the_cursor() -> None:
    desk = desk_with()
    async with sitting(desk, screen="5") as seat:
        await seat.press("left", "left", "left")
        desk.timeline.grown = 1
        seat.app.publish()
        await seat.settle()
        assert seat.lines[25].startswith("── week 44,")
        assert "61 weeks" in seat.lines[2]
        assert seat.lines[23].rstrip().endswith("47  48")


async def test_the_cursor_stays_on_the_newest_week_when_a_newer_begins() -> None:
    desk = desk_with()
    async with sitting(desk, screen="5") as seat:
        desk.timeline.grown = 1
        seat.app.publish()
        await seat.settle()
        assert seat.lines[25].startswith("── week 47,")


async def test_tab_takes_another_grain_and_keeps_the_time() -> None:
    desk = desk_with()
    async with sitting(desk, screen="5") as seat:
        await seat.press(*["left"] * 5, "shift+tab")
        assert desk.timeline.asked[-1].startswith("day ")
        assert " day " in seat.lines[2]
        assert seat.lines[25].startswith("── Mon 12 Oct 2026 ")
        await seat.press("tab", "tab")
        assert desk.timeline.asked[-1].startswith("month ")


async def test_an_older_answer_never_overwrites_a_newer() -> None:
    desk = desk_with()
    async with sitting(desk, screen="5") as seat:
        desk.gate.clear()
        await seat.pilot.press("tab", "tab", "tab")
        desk.gate.set()
        await seat.settle()
        assert trends(seat).value is not None
        assert trends(seat).value.every == "day"  # type: ignore[union-attr]


async def test_periods_under_the_minimum_are_dim_without_a_band_and_say_so() -> None:
    async with sitting(desk_with(points=20, thin=frozenset({18, 19})), screen="5") as seat:
        assert "dim: under 30" in seat.lines[2]
        column = seat.lines[23].rindex("47") + 1
        drawn = [line[column] for line in seat.lines[3:22] if len(line) > column]
        assert [glyph for glyph in drawn if glyph != " "] == ["▪"]
        assert ", few: under 30" in seat.lines[26]
        assert seat.lines[26].endswith("4 answers: few answers")


async def test_a_period_without_answers_is_a_gap() -> None:
    async with sitting(desk_with(points=20, nobody=frozenset({19})), screen="5") as seat:
        assert "Nobody answered   the week before" in seat.lines[26]
        await seat.press("left")
        assert "answers" in seat.lines[26]


async def test_an_empty_store_says_what_to_do() -> None:
    async with sitting(desk_with(points=0), screen="5") as seat:
        assert "No answers yet." in seat.line("No answers")
        await seat.press("left", "right", "home", "i")
        assert "There is no number yet." in seat.line("number")
        await seat.press("escape", "e")
        assert seat.said == "There is no line to export yet."


async def test_one_period_is_one_point() -> None:
    async with sitting(desk_with(points=1), screen="5") as seat:
        assert "1 week" in seat.lines[2]
        assert sum(line.count("▪") for line in seat.lines[3:22]) == 1


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_one_thin_period_is_one_point_on_every_grain(size: tuple[int, int]) -> None:
    """A period without its interval is one number for the scale, and no two."""
    desk = desk_with(points=1, thin=frozenset({0}))
    async with sitting(desk, size=size, screen="5") as seat:
        for _ in range(4):
            assert "4 answers" in "".join(seat.lines) or "n 4" in "".join(seat.lines)
            assert sum(line.count("▪") for line in seat.lines) == 1
            await seat.press("tab")


async def test_a_period_that_is_picked_is_where_the_cursor_goes() -> None:
    desk = desk_with()
    async with sitting(desk, screen="5") as seat:
        await seat.press("w", *"2026-Q2", "enter")
        assert desk.timeline.asked[-1].split()[1] == "2026-Q2"
        assert seat.lines[25].startswith("── week 27,")


async def test_a_filter_stands_beside_the_grains_and_narrows() -> None:
    desk = desk_with()
    async with sitting(desk, screen="5") as seat:
        await seat.press("f", *"region:Oslo", "enter")
        assert desk.timeline.asked[-1].endswith("region:Oslo")
        assert seat.lines[2].endswith("region:Oslo  F clears")


async def test_other_keys_of_lists_say_what_works_here_and_m_elsewhere() -> None:
    async with sitting(screen="5") as seat:
        await seat.press("j")
        assert seat.said == "Left and right go along the line, tab takes another grain."
        await seat.press("2", "M")
        assert seat.said == "That key works on Trends; 5 shows them."


async def test_a_marker_is_put_on_the_cursors_day_and_drawn() -> None:
    desk = desk_with()
    async with sitting(desk, screen="5") as seat:
        await seat.press("left", "left", "M", *"New dispatch", "enter")
        assert [str(each.text) for each in desk.timeline.markers] == ["New dispatch"]
        assert seat.said == "Marked 2 Nov: New dispatch. u undoes"
        assert seat.lines[22].index("A") == seat.lines[23].index("45") + 1
        assert seat.line("New dispatch   ").startswith("   A  2 Nov   New dispatch")


async def test_a_day_that_is_none_keeps_the_form_open_with_its_reason() -> None:
    desk = desk_with()
    async with sitting(desk, screen="5") as seat:
        await seat.press("M", "shift+tab", "ctrl+u", *"soon", "tab", *"x", "enter")
        assert seat.said == "“soon” is no day; write 2026-09-30."
        assert trends(seat).dialog is not None
        await seat.press("up", "ctrl+u", *"2026-11-02", "ctrl+s")
        assert trends(seat).dialog is None
        assert len(desk.timeline.markers) == 1


async def test_a_marker_left_is_kept_as_a_draft() -> None:
    async with sitting(screen="5") as seat:
        await seat.press("M", *"New", "escape")
        assert seat.said == "Kept as a draft, M goes on with it."
        await seat.press("M")
        assert " What   New" in seat.line(" What")


async def test_keys_after_enter_wait_until_the_marker_is_kept() -> None:
    desk = desk_with()
    async with sitting(desk, screen="5") as seat:
        await seat.burst("M", "x", "enter", "left", "left")
        assert seat.lines[25].startswith("── week 45,")
        assert len(desk.timeline.markers) == 1


async def test_a_marker_is_dropped_from_the_palette() -> None:
    desk = desk_with(markers=two_markers())
    async with sitting(desk, screen="5") as seat:
        await seat.press(":", *"drop a marker", "enter", *"5.1 rel", "enter")
        assert [each.letter for each in desk.timeline.markers] == ["B"]
        assert seat.said == "Dropped the marker of 31 Aug: App 5.1 released. u undoes"


async def test_without_markers_there_is_none_to_drop_and_a_past_desk_takes_none() -> None:
    async with sitting(screen="5") as seat:
        await seat.press(":", *"drop a marker", "enter")
        assert seat.said == "There is no marker to drop; M adds one."
    async with sitting(FakeDesk(as_of=NOW), screen="5") as seat:
        await seat.press("M")
        assert "shows the past" in seat.said


async def test_i_explains_the_period_its_change_and_what_stands_under_the_line() -> None:
    async with sitting(desk_with(markers=two_markers()), screen="5", size=(120, 90)) as seat:
        await seat.press("left", "i")
        text = "\n".join(seat.lines)
        for title in (
            " NPS +3", " Interval +", " Change ", " Same 30 days last year",
            " Change +4.0 by the mix of regions", " Marker A, App 5.1 released: −30, clearly worse",
        ):  # fmt: skip
            assert f"\n{title}" in text, title
        assert "100 x (" in text
        assert "2026-11-09 00:00 up to 2026-11-16 00:00" in text


async def test_enter_opens_the_answers_of_the_period_and_q_comes_back() -> None:
    written = {"week": "2026-W46", "day": "2026-11-15", "month": "2026-10", "quarter": "2026-Q3"}
    for every, period in written.items():
        async with sitting(screen="5") as seat:
            while trends(seat).every != every:
                await seat.press("tab")
            await seat.press("end", "left", "enter")
            screen = seat.app.screen
            assert isinstance(screen, AnswersScreen)
            assert screen.asked.period == period
            await seat.press("q")
            assert trends(seat).along.at == 58


async def test_d_chooses_what_the_change_is_split_by() -> None:
    desk = desk_with()
    async with sitting(desk, screen="5") as seat:
        await seat.press("d", *"prod", "enter")
        assert desk.timeline.by == "product"


async def test_a_click_goes_to_a_period() -> None:
    async with sitting(screen="5") as seat:
        at = seat.lines[23].index("40")
        await seat.pilot.click(offset=(at, 10))
        await seat.settle()
        assert seat.lines[25].startswith("── week 40,")


async def test_a_hostile_marker_is_shown_harmless() -> None:
    made = replace(marker("A", MONDAY, ""), text=safe("\x1b[31m[b]red\u202e" + "長" * 300))
    for size in ((120, 40), (80, 24)):
        async with sitting(desk_with(markers=[made]), screen="5", size=size) as seat:
            line = seat.line("[b]red")
            assert cell_len(line) <= size[0]
            assert "\x1b" not in line


async def test_the_export_has_a_row_a_period(tmp_path: Path) -> None:
    path = tmp_path / "line.csv"
    async with sitting(screen="5") as seat:
        await seat.press("e", "ctrl+u")
        assert trends(seat).dialog is not None
        trends(seat).dialog.paste(str(path))  # type: ignore[union-attr]
        await seat.press("enter")
        written = path.read_text("utf-8-sig").splitlines()
        assert written[0] == "from,to,nps,low,high,n,promoters,passives,detractors"
        assert len(written) == 61
        assert seat.said.startswith("60 rows written to ")


def test_the_interval_drawn_is_the_adjusted_wald_one() -> None:
    """By hand for the newest week, 103 promoters, 60 passives, 56 detractors."""
    n = 103 + 60 + 56 + 3
    middle = (103 - 56) / n
    margin = 1.959964 * math.sqrt(((103.75 + 56.75) / n - middle**2) / n)
    value = FakeTimeline().trends(NOW).points[-1].score
    assert value is not None
    assert (value.nps, value.low, value.high) == pytest.approx(
        (100 * 47 / 219, 100 * (middle - margin), 100 * (middle + margin)), abs=1e-4
    )


async def test_a_late_answer_for_another_grain_does_not_take_the_grain_back() -> None:
    async with sitting(screen="5") as seat:
        screen = seat.app.screen
        assert isinstance(screen, TrendsScreen)
        assert screen.value is not None
        weeks, asked = screen.value, screen.every
        await seat.press("tab")
        screen._came(weeks, asked)
        assert screen.every == "month"
