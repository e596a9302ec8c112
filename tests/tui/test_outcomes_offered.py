"""x on marks of several categories: what all can take first, the rest with whom it leaves open."""

from dataclasses import replace

from tests.tui.fake_cases import ref, sample_cases
from tests.tui.fake_desk import FakeDesk
from tests.tui.sitting import sitting

from npstui.model.category import Category
from npstui.model.outcomes import OUTCOMES
from npstui.tui.outcomes_offered import outcome_options

DET, PAS, PRO = Category.DETRACTOR, Category.PASSIVE, Category.PROMOTER


def test_of_one_category_its_outcomes_stand_as_they_are() -> None:
    options = outcome_options({DET: 12}, OUTCOMES)
    assert [option.value for option in options] == list(OUTCOMES[DET])
    assert not any(option.hint or option.dimmed for option in options)


def test_of_several_what_all_can_take_comes_first_and_the_rest_says_whom_it_leaves() -> None:
    own = {category: (*words, "closed-by-phone") for category, words in OUTCOMES.items()}
    options = outcome_options({DET: 12, PRO: 1}, own)
    assert (options[0].value, options[0].hint) == ("closed-by-phone", "all of them")
    hints = {option.value: str(option.hint) for option in options}
    assert hints["solved"] == "12 detractors; leaves 1 promoter open"
    assert hints["thanked"] == "1 promoter; leaves 12 detractors open"
    assert "kept" not in hints
    assert [option.dimmed for option in options] == sorted(option.dimmed for option in options)


async def test_x_on_marks_of_all_cases_names_whom_an_outcome_leaves_open() -> None:
    cases = sample_cases()
    cases[1] = replace(cases[1], score=8)
    async with sitting(FakeDesk(cases)) as seat:
        seat.app.show_queue(None)
        await seat.settle()
        queue = seat.app.queue
        assert queue is not None
        queue.list.set_marks({ref(0), ref(1)})
        await seat.press("x")
        assert "1 detractor; leaves 1 passive open" in seat.line("solved")
        assert "1 passive; leaves 1 detractor open" in seat.line("kept")
