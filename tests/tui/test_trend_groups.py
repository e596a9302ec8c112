"""Screen 5 split by a dimension: a line a group, the band and the words of the one in hand."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from tests.tui.fake_cases import NOW
from tests.tui.fake_desk import FakeDesk
from tests.tui.fake_timeline import FakeTimeline
from tests.tui.sitting import Sitting, sitting
from tests.tui.snapshots import check_snapshot

from npstui.present.cells import cell_width
from npstui.present.glyphs import ASCII, UNICODE, Glyphs
from npstui.present.text import SafeText
from npstui.present.trends_value import GroupLine
from npstui.tui.lines.trend_groups import key_lines
from npstui.tui.lines.trend_words import Look
from npstui.tui.screens.answers import AnswersScreen
from npstui.tui.theme import MONO


async def split(seat: Sitting) -> None:
    await seat.press("d", *"region", "enter")


def pane(seat: Sitting) -> list[str]:
    at = seat.lines.index(seat.line("── week"))
    return seat.lines[at + 1 : at + 4]


async def test_without_a_split_there_is_one_line_and_down_says_how_to_go_on() -> None:
    async with sitting(FakeDesk(timeline=FakeTimeline()), screen="5") as seat:
        await seat.press("down")
        assert seat.said.startswith("Left and right go along")
        assert not any("all +" in line for line in seat.lines)


async def test_up_and_down_take_a_group_and_its_words_follow() -> None:
    async with sitting(FakeDesk(timeline=FakeTimeline()), screen="5") as seat:
        await split(seat)
        first, key, rest = pane(seat)
        assert first.startswith("   +21   between +10 and +32   219 answers")
        assert key.split("    ") == ["   ▪ all +21", "1 Oslo +25", "2 台北 −84"]
        assert rest == "   and 2 more with 1,210 answers, not drawn"
        await seat.press("down")
        first, _, _ = pane(seat)
        assert first.startswith("   region Oslo   +25   between +10 and +39   120 answers")
        await seat.press("down", "down", "left")
        first, key, _ = pane(seat)
        assert first.startswith("   region 台北   +75")
        assert ", few: under 30" in first
        assert key.endswith("2 台北 few")
        await seat.press("up", "up", "up")
        assert not pane(seat)[0].startswith("   region")


async def test_enter_opens_the_answers_of_the_group_in_the_period() -> None:
    async with sitting(FakeDesk(timeline=FakeTimeline()), screen="5") as seat:
        await split(seat)
        await seat.press("down", "enter")
        assert isinstance(seat.app.screen, AnswersScreen)
        asked = seat.app.screen.asked
        assert (asked.dimension, asked.values, asked.period) == ("region", ("Oslo",), "2026-W47")
        assert asked.words.startswith("Oslo, week 47")


async def test_i_explains_the_number_of_the_group() -> None:
    async with sitting(FakeDesk(timeline=FakeTimeline()), screen="5") as seat:
        await split(seat)
        await seat.press("down", "i")
        assert seat.line("Only").split() == ["Only", "region", "Oslo"]
        assert NOW.year == 2026


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
async def test_the_lines_can_be_told_without_colour(glyphs: Glyphs) -> None:
    desk = FakeDesk(timeline=FakeTimeline())
    async with sitting(desk, screen="5", palette=MONO, glyphs=glyphs) as seat:
        await split(seat)
        chart = "".join(seat.lines[3:22])
        assert {"1", "2", glyphs.point, glyphs.span} <= set(chart)
        await seat.press("down")
        chart = "".join(seat.lines[3:22])
        assert {"1", "2", glyphs.span} <= set(chart)
        assert glyphs.point not in chart


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_split_trends_as_they_were_looked_at(size: tuple[int, int]) -> None:
    async with sitting(FakeDesk(timeline=FakeTimeline()), screen="5", size=size) as seat:
        await split(seat)
        await seat.press("down")
        check_snapshot(seat, "trends-split")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_key_to_the_lines_is_whole_at_every_width(width: int) -> None:
    value = FakeTimeline().trends(NOW, by="region")
    assert value.split is not None
    points = value.split.groups[0].points
    names = ("Oslo", "Stockholm", "Amsterdam", "Bergen", "台北")
    groups = tuple(GroupLine(name, SafeText(name), points) for name in names)
    value = replace(value, split=replace(value.split, groups=groups))
    lines = key_lines(value, 0, len(points) - 1, Look(width, NOW, ZoneInfo("UTC")))
    said = ["".join(text for text, _style in line) for line in lines]
    assert max(map(cell_width, said)) <= width
    assert "".join(said).count("+25") == len(names)
    assert (len(said) == 2) == (width >= 80)
