"""Every key of the queue: what it does, what it says, and where the cursor is after."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.tui.fake_cases import NOW, FakeCase, ref, sample_cases
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import Sitting, sitting

from npstui.desk.catalogue import CATALOGUE, Scope, keys_of
from npstui.model.category import Category
from npstui.present.values import View


def case_of(seat: Sitting, number: int) -> FakeCase:
    return next(case for case in seat.desk.cases if case.ref == ref(number))


async def test_m_makes_it_mine_and_stays() -> None:
    async with sitting() as seat:
        await seat.press("m")
        assert case_of(seat, 0).owner == "alice"
        assert seat.said == "Yours. u undoes"
        assert seat.queue.list.cursor == ref(0)
        assert "alice" in seat.lines[4]


async def test_m_on_another_s_case_is_refused_and_names_the_holder() -> None:
    cases = sample_cases()
    cases[0] = FakeCase(ref(0), 0, "王小明", "", cases[0].due_at, owner="bob")
    async with sitting(FakeDesk(cases)) as seat:
        await seat.press("m")
        assert seat.said == "Not done: bob has it"


async def test_t_narrows_by_typing_and_enter_adds() -> None:
    async with sitting() as seat:
        await seat.press("t")
        assert "tag 王小明: _" in seat.line("── tag")
        await seat.press(*"late-", "enter")
        assert case_of(seat, 0).tags == ("late-driver",)
        assert seat.said == "Tagged late-driver. u undoes"


async def test_t_then_a_digit_picks_while_nothing_is_typed() -> None:
    async with sitting() as seat:
        await seat.press("t", "2")
        assert case_of(seat, 0).tags == ("app",)


async def test_t_adds_a_new_tag_where_none_matches() -> None:
    async with sitting() as seat:
        await seat.press("t", *"rain", "enter")
        assert case_of(seat, 0).tags == ("rain",)


async def test_t_takes_several_tags_with_commas_as_the_command_line_does() -> None:
    async with sitting() as seat:
        await seat.press("t", *"rain, late-driver,rain")
        assert "rain, late-driver " in seat.line("2 tags")
        await seat.press("enter")
        assert case_of(seat, 0).tags == ("rain", "late-driver")
        await seat.press("t", *"rain,late-driver", "enter")
        assert case_of(seat, 0).tags == ()


async def test_marks_that_a_filter_hides_are_neither_counted_nor_acted_on() -> None:
    async with sitting() as seat:
        await seat.press("space")
        (first, second) = (case_of(seat, at).score for at in (0, 1))
        assert first != second
        await seat.press("f", *f"score:{second}", "enter")
        assert "marked" not in seat.line("── 1 of ")
        here = seat.queue.list.cursor
        await seat.press("t", *"rain", "enter")
        assert [case.ref for case in seat.desk.cases if "rain" in case.tags] == [here]
        await seat.press("F")
        assert "1 marked" in seat.line(", 1 marked")


async def test_undo_of_many_leaves_the_cursor_on_the_one_it_is_on() -> None:
    async with sitting() as seat:
        await seat.press("space", "space", "space", "space", "k", "t", *"rain", "enter", "escape")
        here = seat.queue.list.cursor
        assert seat.queue.list.position == 3
        await seat.press("u")
        assert seat.queue.list.cursor == here


async def test_t_on_a_tag_they_all_have_takes_it_off() -> None:
    async with sitting() as seat:
        await seat.press("t", *"late-driver", "enter")
        await seat.press("t", *"late-driver", "enter")
        assert case_of(seat, 0).tags == ()
        assert seat.said == "Took off late-driver. u undoes"


async def test_t_esc_leaves_and_changes_nothing() -> None:
    async with sitting() as seat:
        await seat.press("t", "l", "escape")
        assert seat.queue.dialog is None
        assert case_of(seat, 0).tags == ()


@pytest.mark.parametrize(("keys", "owner"), [("1", "alice"), ("2", None), ("3", "bob")])
async def test_a_offers_me_then_nobody_then_the_team(keys: str, owner: str | None) -> None:
    cases = sample_cases()
    cases[0] = FakeCase(ref(0), 0, "王小明", "", cases[0].due_at, owner="chen")
    async with sitting(FakeDesk(cases)) as seat:
        await seat.press("a", *keys)
        assert case_of(seat, 0).owner == owner


async def test_a_takes_any_name_while_there_is_no_team() -> None:
    desk = FakeDesk()
    desk.settings = type(desk.settings)()
    async with sitting(desk) as seat:
        await seat.press("a", *"dora", "enter")
        assert case_of(seat, 0).owner == "dora"


@pytest.mark.parametrize("end", ["enter", "ctrl+s"])
async def test_n_writes_a_note(end: str) -> None:
    async with sitting() as seat:
        await seat.press("n", *"called", "space", *"back", end)
        assert "case.note r0 {'text': 'called back'}" in seat.desk.calls
        assert seat.said == "Noted. u undoes"


async def test_n_esc_keeps_the_draft() -> None:
    async with sitting() as seat:
        await seat.press("n", *"half", "escape")
        assert "draft" in seat.said
        await seat.press("n", *"way", "enter")
        assert "case.note r0 {'text': 'halfway'}" in seat.desk.calls


async def test_c_p_is_a_call_that_reached_them() -> None:
    async with sitting() as seat:
        await seat.press("c", "p", *"spoke", "ctrl+s")
        wanted = "{'channel': 'phone', 'result': 'reached', 'note': 'spoke'}"
        assert f"case.contact r0 {wanted}" in seat.desk.calls
        assert "contacted: in work" in seat.lines[4]


@pytest.mark.parametrize(("key", "channel"), [("m", "mail"), ("s", "sms")])
async def test_c_m_and_c_s_are_sent(key: str, channel: str) -> None:
    async with sitting() as seat:
        await seat.press("c", key, "ctrl+s")
        wanted = f"case.contact r0 {{'channel': '{channel}', 'result': 'sent', 'note': '王小明您好"
        assert any(call.startswith(wanted) for call in seat.desk.calls)


async def test_c_left_and_right_choose_and_tab_moves_on() -> None:
    async with sitting() as seat:
        await seat.press("c", "p", "right", "right", "tab", *"no", "ctrl+s")
        wanted = "{'channel': 'phone', 'result': 'no-answer', 'note': 'no'}"
        assert f"case.contact r0 {wanted}" in seat.desk.calls


async def test_x_resolves_goes_on_and_the_row_goes() -> None:
    async with sitting() as seat:
        await seat.press("x", "1")
        assert case_of(seat, 0).outcome == "solved"
        assert seat.queue.list.cursor == ref(1)
        assert seat.said == "Resolved: solved. u undoes"
        assert "1 of 36" in seat.line("── 1 of")


async def test_z_snoozes_and_goes_on() -> None:
    async with sitting() as seat:
        await seat.press("z", "3")
        assert "case.snooze r0 {'until': 'tomorrow'}" in seat.desk.calls
        assert seat.queue.list.cursor == ref(1)


async def test_a_row_that_no_longer_fits_stays_dimmed_until_the_cursor_leaves_it() -> None:
    async with sitting() as seat:
        await seat.press("tab", "tab", "m")
        assert seat.queue.listing.view is View.UNCLAIMED
        assert "you have it" in seat.lines[4]
        await seat.press("j")
        assert seat.queue.list.total == 36
        assert seat.queue.list.cursor == ref(1)


async def test_u_takes_back_and_goes_to_the_case() -> None:
    async with sitting() as seat:
        await seat.press("x", "1", "j", "j", "u")
        assert seat.said == "Took back: Resolved: solved"
        assert seat.queue.list.cursor == ref(0)
        assert seat.queue.list.total == 37


async def test_space_marks_and_verbs_work_on_the_marks() -> None:
    async with sitting() as seat:
        await seat.press("space", "space", "space")
        assert "4 of 37, 3 marked" in seat.line("marked")
        await seat.press("t", "1")
        assert [case.tags for case in seat.desk.cases[:4]] == [("late-driver",)] * 3 + [()]
        assert len(seat.queue.list.marks) == 3
        await seat.press("x", "1")
        assert seat.queue.list.marks == frozenset()
        assert seat.queue.list.cursor == ref(3)
        await seat.press("u", "u")
        assert all(case.tags == () and case.outcome is None for case in seat.desk.cases)


async def test_esc_peels_marks_then_the_pane_then_nothing() -> None:
    async with sitting() as seat:
        await seat.press("space", "escape")
        assert not seat.queue.list.marks
        await seat.press("escape")
        assert not seat.queue.pane.display
        await seat.press("escape")
        assert seat.app.screen is seat.queue
        await seat.press("enter")
        assert seat.queue.pane.display


async def test_mark_all_and_mark_range() -> None:
    async with sitting() as seat:
        await seat.press("*")
        assert len(seat.queue.list.marks) == 37
        await seat.press("*", "space", "j", "V")
        assert len(seat.queue.list.marks) == 3


async def test_enter_opens_the_case_and_q_leads_back() -> None:
    async with sitting() as seat:
        await seat.press("enter")
        assert "What happened" not in seat.lines
        await seat.press("m")
        assert case_of(seat, 0).owner == "alice"
        assert "alice" in seat.line("detractor   answered")
        await seat.press("q")
        assert seat.app.screen is seat.queue


async def test_resolving_on_the_case_screen_shows_the_next_case() -> None:
    async with sitting() as seat:
        await seat.press("enter", "x", "1")
        assert "Karin Lindqvist" in seat.line("detractor   answered")
        await seat.press("q")
        assert seat.queue.list.cursor == ref(1)


async def test_tab_goes_through_the_views_and_marks_end() -> None:
    async with sitting() as seat:
        await seat.press("space", "tab")
        assert seat.queue.listing.view == View.MINE
        assert not seat.queue.list.marks
        assert "No open detractor case is yours" in seat.line("yours")
        await seat.press("shift+tab", "shift+tab")
        assert str(seat.queue.listing.view) == View.LAPSED


async def test_e_writes_what_is_listed_and_refuses_an_existing_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "nordtaxi-detractors-2026-11-21.csv"
    (tmp_path / name).write_text("mine")
    async with sitting() as seat:
        await seat.press("e", "ctrl+u", *name, "enter")
        assert seat.said == f"{name} is there already; choose another name."
        assert seat.queue.dialog is not None
        await seat.press("escape")
        assert (tmp_path / name).read_text() == "mine"


async def test_full_width_punctuation_is_its_ascii_twin() -> None:
    async with sitting() as seat:
        await seat.burst("？")
        assert "Make it mine" in seat.line("Make it mine")
        await seat.press("escape")
        assert seat.app.screen is seat.queue


async def test_help_tells_why_a_key_cannot_run() -> None:
    async with sitting(FakeDesk([])) as seat:
        await seat.press("?")
        assert "There is no case here." in seat.line("Make it mine")


async def test_a_key_of_a_list_says_on_the_overview_where_it_works() -> None:
    async with sitting(screen="1") as seat:
        await seat.press("t")
        assert "2 opens the detractors" in seat.said


async def test_enter_on_the_overview_opens_what_the_line_counts() -> None:
    async with sitting(screen="1") as seat:
        await seat.press("down", "down", "enter")
        assert seat.queue.listing.category is Category.PASSIVE
        await seat.press("1", "down", "down", "enter")
        assert seat.app.screen is seat.queue
        assert seat.queue.listing.category is None
        assert seat.queue.listing.view is View.MINE


async def test_one_and_two_change_the_screen_from_anywhere() -> None:
    async with sitting() as seat:
        await seat.press("enter", "1")
        assert "Answers by score" in seat.line("Answers by score")
        await seat.press("2")
        assert seat.app.screen is seat.queue


async def test_q_leaves_after_the_commands_that_were_given() -> None:
    async with sitting() as seat:
        await seat.pilot.press("m", "q")
        await seat.until(lambda: seat.app._exit)
        assert case_of(seat, 0).owner == "alice"


async def test_ctrl_q_does_nothing() -> None:
    async with sitting() as seat:
        await seat.press("ctrl+q")
        assert not seat.app._exit


async def test_every_key_of_the_catalogue_has_a_method_or_a_flow() -> None:
    from npstui.desk.catalogue import Verb
    from npstui.tui.narrowing import COMMANDS
    from npstui.tui.queue_kinds import MOVES
    from npstui.tui.screens.trends import TrendsScreen

    async with sitting() as seat:
        for command in CATALOGUE:
            if isinstance(command, Verb) or not keys_of(command) or command.id in MOVES:
                continue
            if command.scope is Scope.IMPORT:  # of the first-time sheet, which asks by id
                continue
            method = f"do_{command.id.replace('.', '_')}"
            if command.scope is Scope.TRENDS:
                assert hasattr(TrendsScreen, method), command.id
                continue
            assert hasattr(seat.queue, method) or command.id in COMMANDS, command.id


async def test_the_next_minute_repaints_only_what_changed() -> None:
    async with sitting() as seat:
        moment = NOW + timedelta(minutes=2)
        seat.app.session.clock = lambda: moment
        seat.app.publish()
        await seat.settle()
        assert seat.line("Ingrid Solberg").startswith(" ~ 2 h")


async def test_one_detractor_is_called_tagged_noted_and_left_in_eight_keys_beside_the_text() -> (
    None
):
    keys = ["c", "p", "ctrl+s", "t", "1", "n", "enter", "j"]
    async with sitting() as seat:
        await seat.press(*keys[:6], *"will call back", *keys[6:])
        assert len(keys) <= 8
        called, tagged, noted = (call for call in seat.desk.calls if call.startswith("case."))
        assert called.startswith("case.contact r0 {'channel': 'phone', 'result': 'reached'")
        assert tagged == "case.tag r0 {'tags': ['late-driver']}"
        assert noted == "case.note r0 {'text': 'will call back'}"
        assert seat.queue.list.cursor == ref(1)
