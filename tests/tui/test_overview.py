"""Screen 1 by hand: every line can be walked to, opened and explained, and split by a dimension."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.tui.fake_cases import NOW
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting, sitting

from npstui.present.cells import cell_width
from npstui.present.glyphs import UNICODE
from npstui.present.text import SafeText
from npstui.present.values import ChangeValue, ScoreValue, TrendValue
from npstui.tui.lines.overview import Look, bar_lines, now_words, weekly_words
from npstui.tui.lines.overview_page import overview_page
from npstui.tui.screens.answers import AnswersScreen
from npstui.tui.screens.case import CaseScreen
from npstui.tui.screens.explain import ExplainScreen
from npstui.tui.screens.health import HealthScreen
from npstui.tui.screens.overview import OverviewScreen
from npstui.tui.screens.queue import QueueScreen

WALK = (
    "score", "category", "category", "category", "histogram", "queue", "queue", "queue", "mine",
    "within", "due", "newest", "newest", "newest", "week", "group", "group", "group", "group",
    "group", "group", "newest",
)  # fmt: skip


def on(seat: Sitting) -> str:
    """What the line under the cursor counts."""
    screen = seat.app.screen
    assert isinstance(screen, OverviewScreen)
    spot = screen._spot()
    return "" if spot is None else str(spot.target.counts)


def words(seat: Sitting) -> str:
    """Which answers it counts."""
    screen = seat.app.screen
    assert isinstance(screen, OverviewScreen)
    spot = screen._spot()
    assert spot is not None
    assert spot.target.asked is not None
    return str(spot.target.asked.words)


async def walked(seat: Sitting) -> list[str]:
    """What every line counts, from the first to the last."""
    await seat.press("g")
    found = [on(seat)]
    for _ in range(60):
        before = seat.app.screen._target  # type: ignore[attr-defined]
        await seat.pilot.press("down")
        if seat.app.screen._target == before:  # type: ignore[attr-defined]
            return found
        found.append(on(seat))
    raise AssertionError("down never came to the last line")


@pytest.mark.parametrize("size", [(120, 40), (200, 60)])
async def test_down_goes_over_every_line_that_counts(size: tuple[int, int]) -> None:
    async with sitting(screen="1", size=size) as seat:
        assert await walked(seat) == list(WALK)


async def test_on_a_small_terminal_the_page_follows_the_cursor_to_its_end() -> None:
    async with sitting(screen="1", size=(80, 24)) as seat:
        assert "more lines below, down goes on" in seat.lines[22]
        found = await walked(seat)
        assert found[:4] == ["score", "category", "category", "category"]
        assert found[-4:] == ["newest", "comments", "quarantine", "no-contact-data"]
        assert {"week", "histogram", "due", "within", "group"} - set(found) == {"within"}
        assert "11 detractors without contact data" in seat.lines[21]
        assert seat.lines[2].startswith("────")
        await seat.press("g")
        assert "95 % interval" in seat.lines[3]


async def test_the_first_down_goes_to_what_waits() -> None:
    async with sitting(screen="1") as seat:
        await seat.press("down", "enter")
        assert isinstance(seat.app.screen, QueueScreen)
        assert seat.app.queue is not None
        assert seat.app.queue.listing.category == "detractor"


async def test_left_and_right_go_along_the_weeks_and_the_scores() -> None:
    async with sitting(screen="1") as seat:
        await seat.press("g", "down", "down", "down", "down")
        assert words(seat) == "Score 0"
        await seat.press("right", "right", "right")
        assert words(seat) == "Score 3"
        await seat.press("enter")
        assert "answers Score 3" in seat.desk.calls
        await seat.press("q")
        for _ in range(12):
            await seat.press("down")
            if on(seat) == "week":
                break
        newest = words(seat)
        await seat.press("left")
        assert words(seat) != newest
        assert f"{words(seat)}: +" in seat.line("By week")


async def test_right_goes_to_the_column_beside_and_left_back() -> None:
    async with sitting(screen="1") as seat:
        await seat.press("g", "right")
        assert on(seat) == "queue"
        await seat.press("left")
        assert on(seat) in ("score", "category")


async def test_enter_opens_what_each_line_counts() -> None:
    async with sitting(screen="1") as seat:
        await seat.press("g")
        opened = []
        for _ in WALK:
            await seat.press("enter")
            screen = seat.app.screen
            opened.append(type(screen))
            await seat.press("1" if isinstance(screen, QueueScreen) else "q")
            assert isinstance(seat.app.screen, OverviewScreen)
            await seat.press("down")
        assert opened[:5] == [AnswersScreen] * 5
        assert opened[5:9] == [QueueScreen] * 4
        assert opened[9:11] == [HealthScreen, AnswersScreen]
        assert opened[11:14] == [CaseScreen] * 3
        assert opened[14:21] == [AnswersScreen] * 7
        assert opened[21] is CaseScreen


async def test_i_explains_every_line() -> None:
    async with sitting(screen="1") as seat:
        await seat.press("g")
        for counts in WALK:
            assert on(seat) == counts
            await seat.press("i")
            assert isinstance(seat.app.screen, ExplainScreen)
            assert not any("no number yet" in line for line in seat.lines), counts
            assert len([line for line in seat.lines if line]) > 6, counts
            await seat.press("i", "down")


async def test_the_facts_of_the_last_line_open_one_by_one() -> None:
    async with sitting(screen="1") as seat:
        await seat.press("G", "right", "enter")
        assert "answers Answers with a comment" in seat.desk.calls
        await seat.press("q", "right", "right", "enter")
        assert seat.app.queue is not None
        assert seat.app.queue.listing.view == "no-contact-data"


async def test_the_split_says_what_is_clear_and_what_is_few() -> None:
    async with sitting(screen="1") as seat:
        lines = seat.lines
        at = next(number for number, line in enumerate(lines) if line.startswith(" By region"))
        assert lines[at] == (
            " By region            answers   NPS  between          12 weeks       "
            "against the rest    +18 to +49   d another split"
        )
        assert lines[at + 1].startswith("   Oslo                   402   +42  +34 to +49")
        assert lines[at + 1].endswith("clearly above")
        assert lines[at + 2].rstrip().endswith("▆")  # no clear difference, so no word
        assert lines[at + 4].endswith("clearly below")
        assert lines[at + 6].split() == [
            "(none)", "23", "+30", "−9", "to", "+63", "too", "few", "few", "answers",
        ]  # fmt: skip


async def test_d_picks_another_split_and_goes_to_its_first_group() -> None:
    for size in ((120, 40), (80, 24)):
        async with sitting(screen="1", size=size) as seat:
            await seat.press("d", "p", "r", "o")
            assert seat.line("product").split() == ["product", "4"]
            await seat.press("enter")
            assert "split product" in seat.desk.calls
            assert seat.line("By product")
            assert words(seat) == "product: Oslo"
            assert seat.line("(none)")  # the last group: the whole split is in sight
            await seat.press("2", "1")
            assert seat.desk.calls[-3:].count("split product") == 1
            assert seat.app.session.split == "product"


async def test_a_column_of_one_value_is_not_split_by() -> None:
    async with sitting(screen="1") as seat:
        await seat.press("d", "s", "u", "r", "enter")
        assert seat.said == "survey: one value, nothing to compare."
        assert seat.app.session.split is None


async def test_a_list_of_answers_opens_their_cases_and_comes_back_to_the_line() -> None:
    async with sitting(screen="1", size=(80, 24)) as seat:
        await seat.press("g", "down", "enter", "down", "enter")
        assert isinstance(seat.app.screen, CaseScreen)
        await seat.press("J", "escape")
        assert isinstance(seat.app.screen, AnswersScreen)
        assert "2 of the newest 37 of 1,204" in seat.lines[2]
        assert "Promoters, scores 9 to 10" in seat.lines[3]
        await seat.press("q")
        assert words(seat) == "Promoters, scores 9 to 10"


async def test_keys_given_before_the_answers_are_there_wait_for_them() -> None:
    async with sitting(screen="1") as seat:
        await seat.press("g")
        await seat.burst("enter", "down", "down")
        assert "3 of" in seat.lines[2]


async def test_without_answers_there_is_nothing_to_walk_over() -> None:
    async with sitting(FakeDesk([], empty=True), screen="1") as seat:
        await seat.press("down", "left", "i")
        assert isinstance(seat.app.screen, ExplainScreen)


async def test_what_the_desk_opens_with_goes_once_another_screen_was_opened() -> None:
    hint = "Sample data. 2 shows who waits"
    async with sitting(screen="1") as seat:
        seat.app.session.notice = SafeText(hint)
        seat.app.front.paint()  # type: ignore[union-attr]
        await seat.settle()
        assert hint in seat.lines[2]
        await seat.press("2")
        assert not any(hint in line for line in seat.lines)
        await seat.press("1")
        assert not any(hint in line for line in seat.lines)


@pytest.mark.parametrize("keys", [("t",), ("t", "escape"), ("escape",)])
async def test_an_answer_or_esc_takes_its_place(keys: tuple[str, ...]) -> None:
    hint = "Sample data. 2 shows who waits"
    async with sitting(screen="1") as seat:
        seat.app.session.notice = SafeText(hint)
        await seat.press(*keys)
        assert not any(hint in line for line in seat.lines)


@pytest.mark.parametrize("width", [120, 159, 160, 300])
@pytest.mark.parametrize("height", [33, 37, 38, 47, 57, 97])
def test_a_higher_and_wider_terminal_has_more_of_the_same(width: int, height: int) -> None:
    desk = FakeDesk()
    whole = desk.overview(NOW)
    value = replace(whole, newest=whole.newest * 10)
    look = Look(width, height, NOW, ZoneInfo("UTC"), split=desk.parts.split(None, NOW))
    page = overview_page(value, look)
    lines = ["".join(text for text, _ in line) for line in page.lines]
    assert len(lines) == height
    assert max(map(cell_width, map(SafeText, lines))) <= width
    assert lines[-1].startswith(" Newest answer")
    starts = {
        word: next(y for y, line in enumerate(lines) if line.startswith(word))
        for word in (" Answers by score", " By week", "   NPS", "   answers", " By region")
    }
    assert list(starts.values()) == sorted(starts.values())
    assert all(spot.y < height for spot in page.spots)
    assert starts["   NPS"] in {spot.y for spot in page.spots if spot.row == "weeks"}
    if height <= 37:
        assert starts[" By week"] == 20
        assert starts[" By region"] == 24
    else:
        newest = sum(spot.target.counts == "newest" for spot in page.spots) - 1
        assert 7 <= newest <= 17
        assert height - starts[" By region"] >= 12


async def test_e_writes_the_scores_that_the_screen_shows(tmp_path: Path) -> None:
    path = tmp_path / "score.csv"
    async with sitting(screen="1") as seat:
        await seat.press("e", "ctrl+u")
        screen = seat.app.screen
        assert isinstance(screen, OverviewScreen)
        assert screen.dialog is not None
        screen.dialog.paste(str(path))
        await seat.press("enter")
        heads, score, before, *groups = path.read_text("utf-8-sig").splitlines()
        assert heads == "of,value,nps,low,high,n,promoters,passives,detractors,points,p_value"
        assert score.startswith("period,last 30 days,32.0,27.2,36.4,1204,640,309,255,4.0,")
        assert before.startswith("period before,,")
        assert len(groups) == len(seat.app.session.split_value.groups)  # type: ignore[union-attr]
        assert groups[0].startswith("region,Oslo,")
        assert f"{2 + len(groups)} rows written" in seat.said


async def test_without_a_score_e_says_so() -> None:
    desk = FakeDesk()
    desk.empty = True
    async with sitting(desk, screen="1") as seat:
        await seat.press("e")
        assert seat.said == "There is no score to export yet."


@pytest.mark.parametrize("screen", ["1", "5"])
async def test_help_and_palette_know_that_lists_alone_have_marks(screen: str) -> None:
    async with sitting(screen=screen) as seat:
        await seat.press(":", *"mark all")
        picker = seat.app.screen.dialog  # type: ignore[attr-defined]
        assert picker.matches[0].dimmed
        await seat.press("escape", ":", *"export")
        assert not seat.app.screen.dialog.matches[0].dimmed  # type: ignore[attr-defined]


def test_the_running_week_says_whether_it_differs_in_as_many_words_as_fit() -> None:
    before = TrendValue(NOW, 37.0, 220, so_far=False)
    change = ChangeValue(-26.0, -36.0, -16.0, 0.01, clear=True)
    weeks = (before, TrendValue(NOW, 11.0, 189, so_far=True, change=change))
    said = "now +11 (189 answers so far)"
    assert now_words(weeks, 80) == f"{said}: clearly worse, the week before +37"
    assert now_words(weeks, 50) == f"{said}: clearly worse"
    assert now_words(weeks, 30) == said
    assert now_words((before, replace(weeks[1], change=None)), 80) == said


async def test_at_80_cells_a_clear_change_of_the_week_stands_beside_the_line() -> None:
    worse = ChangeValue(-26.0, -36.0, -16.0, 0.01, clear=True)
    value = FakeDesk().overview(NOW)
    weeks = (*value.weeks[:-1], replace(value.weeks[-1], change=worse))
    look = Look(80, 60, NOW, ZoneInfo("UTC"))
    page = overview_page(replace(value, weeks=weeks), look)
    text = ["".join(piece[0] for piece in line) for line in page.lines]
    assert any(line.endswith("26 weeks, +16 to +35, now clearly worse") for line in text)
    assert all(len(line) <= 80 for line in text)


def test_numbers_of_every_size_stand_clear_of_their_names() -> None:
    for count in (640, 1_204, 39_573, 1_040_000):
        score = ScoreValue(32.0, 27.2, 36.4, 3, count, count)
        lines = ["".join(text for text, _ in line.pieces) for line in bar_lines(score, 30, UNICODE)]
        assert lines[2].split()[:3] == ["▾", "Detractors", f"{count:,}"]
        assert len({line.index(" %") for line in lines}) == 1


def test_a_first_week_that_is_not_over_is_counted_where_no_whole_one_brought_answers() -> None:
    weeks = (TrendValue(NOW, None, 0, so_far=False), TrendValue(NOW, -100.0, 3, so_far=True))
    assert weekly_words(weeks) == "0 to 3 a week"


@pytest.mark.parametrize("height", range(20, 30))
async def test_no_rule_stands_right_above_the_one_of_a_picker(height: int) -> None:
    async with sitting(screen="1", size=(80, height)) as seat:
        await seat.press("w")
        lines = seat.lines
        rules = [number for number, line in enumerate(lines) if line and not line.strip("─")]
        assert all(number - 1 not in rules for number in rules)
