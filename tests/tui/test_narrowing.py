"""Filter, find, sort and period: what they narrow, what they move, and what they say."""

import pytest
from tests.tui.fake_cases import ref
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import sitting

from npstui.model.counting import Counting


async def test_f_narrows_as_it_is_typed_and_enter_keeps_it() -> None:
    async with sitting() as seat:
        await seat.press("f", *"score:0..2")
        assert seat.queue.list.total < 37
        assert "score 0 to 2" in seat.line("score 0 to 2")
        assert "enter keeps it   esc leaves it as it was" in seat.line("── filter")
        await seat.press("enter")
        total = seat.queue.list.total
        assert seat.queue.dialog is None
        assert seat.lines[2].endswith(f"score:0..2  {total} of 37  F clears")
        await seat.press("F")
        assert seat.queue.list.total == 37
        assert seat.said == "No filter any more; it was score:0..2"
        assert "F clears" not in seat.lines[2]


async def test_an_error_stands_under_its_character_and_tab_takes_the_nearest_key() -> None:
    async with sitting() as seat:
        await seat.press("f", *"app scroe:3")
        lines = seat.lines
        at = next(number for number, line in enumerate(lines) if line.startswith(" app scroe:3"))
        assert lines[at + 1].startswith("     ^ There is no key “scroe”. Did you mean score?")
        assert seat.queue.list.total < 37  # the last that was right still holds
        await seat.press("enter")
        assert seat.queue.dialog is not None
        await seat.press("tab")
        assert seat.line(" app score:3")
        await seat.press("enter")
        assert seat.queue.dialog is None


async def test_esc_leaves_the_filter_as_it_was() -> None:
    async with sitting() as seat:
        await seat.press("f", *"score:0..2", "enter")
        total = seat.queue.list.total
        await seat.press("f", *",9", "escape")
        assert str(seat.app.session.where) == "score:0..2"
        assert seat.queue.list.total == total


async def test_enter_at_once_takes_what_was_typed_and_the_next_keys_are_the_list_s() -> None:
    async with sitting() as seat:
        seat.desk.gate.clear()
        await seat.pilot.press("f", *"score:0..0", "enter", "j", "m")
        seat.desk.gate.set()
        await seat.settle()
        owned = [case for case in seat.desk.cases if case.owner == "alice"]
        assert [case.score for case in owned] == [0]
        assert owned[0].ref != ref(0)


async def test_the_filter_holds_over_screens_and_its_facts_narrow_the_score() -> None:
    async with sitting() as seat:
        await seat.press("f", *"channel:mail score:0..2", "enter")
        headers = [call for call in seat.desk.calls if call.startswith("header")]
        assert headers[-1].startswith("header None answers channel:mail")
        assert "channel mail" in seat.lines[0]
        await seat.press("3")
        assert "channel:mail score:0..2" in seat.lines[2]
        await seat.press("1")
        assert seat.lines[2].startswith("── channel:mail  F clears ──")
        await seat.press("f", "ctrl+u", "enter")
        assert "channel" not in seat.lines[0] + seat.lines[2]


async def test_words_of_the_case_never_touch_the_score() -> None:
    async with sitting() as seat:
        before = seat.desk.calls.count("header None answers None")
        await seat.press("f", *"score:0..2", "enter")
        assert not [
            call for call in seat.desk.calls if call.startswith("header") and "0..2" in call
        ]
        assert seat.desk.calls.count("header None answers None") == before


async def test_a_long_filter_is_cut_from_its_left_end_and_the_tabs_fold() -> None:
    async with sitting(size=(80, 24)) as seat:
        await seat.press("f", *"score:0..2 -comment:none -channel:mail -language:sv", "enter")
        line = seat.lines[2]
        assert line.endswith("F clears")
        assert "…" in line
        assert line.startswith(" Queue")
        assert "+" in line


async def test_find_jumps_goes_on_and_finds_again() -> None:
    async with sitting() as seat:
        await seat.press("/", *"late again")
        assert "/late again_   1 of 31" in seat.line("── /")
        assert seat.queue.list.cursor == ref(6)
        await seat.press("down")
        assert seat.queue.list.cursor == ref(7)
        await seat.press("up", "up")
        assert seat.queue.list.cursor == ref(36)
        await seat.press("enter")
        assert seat.queue.dialog is None
        assert seat.queue.list.total == 37
        await seat.press("g", "/", "enter")
        assert seat.queue.list.cursor == ref(6)
        await seat.press("/", "enter")
        assert seat.queue.list.cursor == ref(7)
        assert "2 of 31" in seat.said


async def test_find_esc_goes_back_and_nothing_found_is_said() -> None:
    async with sitting() as seat:
        await seat.press("j", "/", *"visser")
        assert "not listed" in seat.line("── /")
        await seat.press("backspace", *"x", "escape")
        assert seat.queue.list.cursor == ref(1)
        await seat.press("/", *"zzz", "enter")
        assert seat.said == "“zzz” is not listed."


async def test_keys_after_a_find_go_to_what_it_found() -> None:
    async with sitting() as seat:
        seat.desk.gate.clear()
        await seat.pilot.press("/", *"lotte", "enter", "m")
        seat.desk.gate.set()
        await seat.settle()
        assert [case.owner for case in seat.desk.cases[:4]] == [None, None, "alice", None]


async def test_o_sorts_again_turns_and_the_cursor_stays_on_its_case() -> None:
    async with sitting() as seat:
        await seat.press("j", "o", *"score", "enter")
        assert seat.queue.list.cursor == ref(1)
        assert "by score" in seat.line("by score")
        scores = [row.score for row in seat.queue.list.rows_in_sight]
        assert scores == sorted(scores)
        await seat.press("o", *"score", "enter")
        assert seat.queue.listing.sort == "-score"
        assert "by score, turned" in seat.line("of 37")
        await seat.press("o", "1")
        assert seat.queue.listing.sort is None


@pytest.mark.parametrize("screen", ["1", "2"])
async def test_w_picks_the_period_for_every_score(screen: str) -> None:
    async with sitting(screen=screen) as seat:
        await seat.press("w")
        assert "last 90 days" in seat.line("last 90 days")
        assert "200" in seat.line("last 90 days")
        await seat.press("down", "enter")
        assert "header 90d answers None" in seat.desk.calls
        assert "last 90 days" in seat.lines[0]
        await seat.press("w", *"2026-10", "enter")
        assert seat.app.session.period == "2026-10"


async def test_w_picks_how_answers_are_counted() -> None:
    async with sitting() as seat:
        await seat.press("w", *"latest", "enter")
        assert seat.app.session.counting is Counting.CUSTOMERS
        assert "customers" in seat.lines[0]


async def test_brackets_step_the_period() -> None:
    async with sitting() as seat:
        await seat.press("]", "]")
        assert seat.app.session.period == "12mo"
        await seat.press("[", "[", "[")
        assert seat.app.session.period == "30d"
        assert seat.said == "No shorter step; w has other periods."


async def test_a_case_under_a_filter_still_opens_and_comes_back() -> None:
    async with sitting() as seat:
        await seat.press("f", *"score:0..2", "enter", "enter", "f")
        assert seat.said == "That key works in a list and on the overview."
        await seat.press("q")
        assert "F clears" in seat.lines[2]


async def test_an_empty_store_takes_every_key() -> None:
    async with sitting(FakeDesk([])) as seat:
        await seat.press("f", *"score:1", "enter", "/", "o", "1", "w", "enter", "F", "]")
        assert seat.queue.dialog is None


async def test_only_the_first_are_listed_and_mark_all_means_the_filter() -> None:
    desk = FakeDesk()
    desk.limit = 10
    async with sitting(desk) as seat:
        assert "1 of the first 10 of 37, filter to narrow" in seat.line("the first")
        await seat.press("*")
        assert "37 marked" in seat.line("the first")
        await seat.press("t", "2")
        assert all(case.tags == ("app",) for case in desk.cases)
        await seat.press("u")
        assert not any(case.tags for case in desk.cases)
        await seat.press("space", "t", "2")
        assert sum(bool(case.tags) for case in desk.cases) == 9


async def test_mark_all_under_a_filter_touches_nothing_else() -> None:
    desk = FakeDesk()
    desk.limit = 3
    async with sitting(desk) as seat:
        await seat.press("f", *"score:0..2", "enter", "*", "t", "2")
        tagged = {case.score for case in desk.cases if case.tags}
        assert tagged == {0, 1, 2}
        assert sum(bool(case.tags) for case in desk.cases) == sum(
            case.score <= 2 for case in desk.cases
        )


async def test_half_a_filter_does_not_lead_the_cursor_astray() -> None:
    async with sitting() as seat:
        await seat.press("G")
        looked_at = seat.queue.list.cursor
        (score,) = [case.score for case in seat.desk.cases if case.ref == looked_at]
        await seat.press("f", *f"score:{(score + 1) % 7}")
        assert seat.queue.list.position == 0
        await seat.press("backspace", str(score))
        assert seat.queue.list.cursor == looked_at
        await seat.press("backspace", "9", "escape")
        assert seat.queue.list.cursor == looked_at


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_word_that_is_a_value_is_offered_and_tab_takes_it(size: tuple[int, int]) -> None:
    async with sitting(size=size) as seat:
        await seat.press("f", *"score:0..3 stockholm")
        assert seat.line(" Stockholm is a region: tab takes region:Stockholm")
        await seat.press("tab")
        assert seat.line(" score:0..3 region:Stockholm")
        assert seat.line(" score 0 to 3, region Stockholm")


async def test_a_key_there_is_not_lists_those_there_are() -> None:
    async with sitting(size=(80, 24)) as seat:
        await seat.press("f", *"city:Oslo")
        assert seat.line(" ^ There is no key “city”. Keys: region, product, channel, touchpoint")
