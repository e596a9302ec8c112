"""The palette, the help's reasons, repeat, and what i explains."""

import pytest
from tests.tui.fake_cases import ref, sample_cases
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import sitting
from textual import events

from npstui.tui.screens.explain import ExplainScreen
from npstui.tui.widgets.picker import Picker


async def test_the_palette_narrows_by_name_shows_keys_and_runs() -> None:
    async with sitting() as seat:
        await seat.press(":", *"snoo")
        assert " z   Set the case aside" in seat.line("Set the case aside")
        await seat.press("enter", "1")
        assert seat.desk.cases[0].snoozed is not None


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("over hand", "Hand everything over"),
        ("hand-over", "Hand everything over"),
        ("draft playbook", "Contact"),
    ],
)
async def test_the_palette_finds_by_words_in_any_order_and_by_what_a_command_does(
    typed: str, title: str
) -> None:
    async with sitting() as seat:
        await seat.press(":")
        seat.app.post_message(events.Paste(typed))
        await seat.settle()
        assert seat.line(title).lstrip().startswith(title)


async def test_a_name_that_begins_with_what_is_typed_comes_first() -> None:
    async with sitting() as seat:
        await seat.press(":", *"tag", "enter")
        assert seat.queue.dialog is not None
        assert seat.queue.dialog.title.startswith("tag ")


async def test_words_are_found_by_how_they_begin_titles_before_sentences() -> None:
    async with sitting() as seat:
        await seat.press(":", *"re")
        dialog = seat.queue.dialog
        assert isinstance(dialog, Picker)
        titles = [str(option.shown) for option in dialog.matches]
        named = [title for title in titles if title.startswith("Re")]
        assert {"Resolve", "Redo", "Repeat", "Refused rows"} <= set(named)
        assert titles[: len(named)] == named
        assert not {"Unassign", "Trends", "Previous view", "Case before"} & set(titles)


async def test_ctrl_p_opens_it_on_screen_1_and_changes_the_screen() -> None:
    async with sitting(screen="1") as seat:
        await seat.press("ctrl+p", *"detrac", "enter")
        assert seat.app.screen is seat.queue


async def test_what_cannot_run_stands_last_with_its_reason_and_says_it_when_picked() -> None:
    async with sitting(screen="1") as seat:
        await seat.press(":", *"make it")
        assert "That key works in a list" in seat.line("Make it mine")
        await seat.press("enter")
        assert seat.said == "That key works in a list; 2 opens the detractors."


async def test_the_palette_shows_the_user_s_own_keys() -> None:
    from npstui.settings.user_file import UserSettings

    async with sitting(user=UserSettings(keys={"case.snooze": "Z"})) as seat:
        await seat.press(":", *"snoo")
        assert " Z   Set the case aside" in seat.line("Set the case aside")


async def test_a_verb_without_a_key_runs_from_the_palette() -> None:
    async with sitting() as seat:
        await seat.press(":", *"exclude", "enter")
        assert "duplicate" in seat.line("duplicate")
        await seat.press("escape")
        assert not any(call.startswith("response.exclude") for call in seat.desk.calls)


async def test_help_tells_reasons_where_there_is_no_case() -> None:
    async with sitting(FakeDesk([])) as seat:
        await seat.press("?")
        assert "There is no case here." in seat.line("Make it mine")
        assert "There is no case here." in seat.line("Customer")
        assert "a case's own screen" in seat.line("Next case")
        await seat.press("G")
        assert "Every command by name" in seat.line("Palette")


async def test_dot_gives_the_last_command_again_with_its_arguments() -> None:
    async with sitting() as seat:
        await seat.press("t", *"rain", "enter", "j", ".", "space", "space", ".")
        tagged = [case.ref for case in seat.desk.cases if case.tags]
        assert tagged == [ref(0), ref(1), ref(2)]
        assert seat.said == "Tagged rain. u undoes"


async def test_dot_works_on_the_case_screen_with_what_was_done_in_the_list() -> None:
    async with sitting() as seat:
        await seat.press("m", "enter", "J", ".")
        assert seat.desk.cases[1].owner == "alice"


async def test_dot_before_any_command_says_so() -> None:
    async with sitting() as seat:
        await seat.press(".")
        assert seat.said == "There is no command to repeat yet."


async def test_a_full_width_dot_repeats_too() -> None:
    async with sitting(FakeDesk(sample_cases(3))) as seat:
        await seat.press("m", "j")
        await seat.burst("。")
        assert seat.desk.cases[1].owner == "alice"


async def test_i_explains_the_score_and_closes_as_it_opened() -> None:
    async with sitting(screen="1") as seat:
        await seat.press("i")
        assert isinstance(seat.app.screen, ExplainScreen)
        assert "100 x (640 − 255) / 1,204 = +31.98" in seat.line("Worked")
        assert "one point takes 13, all 309" in seat.line("What if")
        await seat.press("i")
        assert "Answers by score" in seat.line("Answers by score")


async def test_i_in_a_queue_explains_what_it_counts() -> None:
    async with sitting() as seat:
        await seat.press("i")
        assert "detractors waiting" in seat.line("waiting")
        assert "78 / 100" in seat.line("78 / 100")


async def test_i_on_a_line_of_the_overview_explains_that_queue() -> None:
    async with sitting(screen="1") as seat:
        await seat.press("down", "down", "i")
        assert "passives waiting" in seat.line("waiting")
        assert "+0.083 points" in seat.line("A passive who becomes a promoter")
