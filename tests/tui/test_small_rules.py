"""The rules of a small terminal: what is cut, and what is said to the end."""

import pytest
from tests.tui.sitting import sitting

from npstui.desk.catalogue import CATALOGUE, Scope, keys_of
from npstui.present.styles import Style
from npstui.present.text import SafeText
from npstui.tui.lines.bars import rule_line
from npstui.tui.lines.help import help_lines
from npstui.tui.widgets.forms import NoteForm


def told(place: str, said: str, width: int = 80) -> str:
    return "".join(text for text, _ in rule_line(SafeText(place), SafeText(said), width))


def test_an_answer_that_is_too_long_still_says_that_it_can_be_undone() -> None:
    long = "393 rows to send in nordtaxi-contact-2026-11-22.csv, and logged. u undoes"
    rule = told("4 of 401, 401 marked", long)
    assert rule.startswith("── 4 of 401, 401 marked ─")
    assert rule.endswith("… u undoes ──")
    assert len(rule) == 80


def test_an_answer_that_fits_stands_whole() -> None:
    assert told("1 of 3", "Tagged app. u undoes").endswith(" Tagged app. u undoes ──")


async def test_a_long_heading_gives_way_to_the_key_that_ends_the_form() -> None:
    async with sitting(size=(80, 24)) as seat:
        await seat.press("n")
        form = seat.queue.dialog
        assert isinstance(form, NoteForm)
        form.heading = SafeText("Note on somebody, " * 6)
        form.top.paint()
        await seat.settle()
        assert "enter done   esc keeps it ──" in seat.line("── Note on somebody")


def test_help_begins_with_what_leads_on_where_there_is_no_case() -> None:
    lines = help_lines(CATALOGUE, (Scope.LIST, Scope.EVERYWHERE), {}, 80)
    headings = [line[0][0] for line in lines if len(line) == 1 and line[0][1] is Style.STRONG]
    assert headings[:2] == [" Everywhere", " List"]


@pytest.mark.parametrize("width", [80, 120, 200])
def test_help_says_every_sentence_to_its_end(width: int) -> None:
    lines = help_lines(CATALOGUE, tuple(Scope), {}, width)
    drawn = ["".join(text for text, _ in line) for line in lines]
    assert max(map(len, drawn)) < width
    told = " ".join(" ".join(drawn).split())
    assert "…" not in told
    for entry in CATALOGUE:
        if keys_of(entry):
            assert f" {entry.title} {entry.help} " in told, entry.id


def test_help_is_drawn_in_hardly_any_cells() -> None:
    for width in range(1, 40):
        assert help_lines(CATALOGUE, (Scope.CASE,), {}, width)
