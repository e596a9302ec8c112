"""Cell widths agree with the library that lays the lines out; nothing wide is split."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from tests.guards.hostile import HOSTILE

from npstui.present.cells import cell_width, cut, pad, wrap
from npstui.present.text import SafeText, safe

TEXTS = st.text(max_size=40).map(safe)


@given(TEXTS)
def test_the_width_is_that_of_rich(text: str) -> None:
    assert cell_width(text) == cell_len(text)


@given(TEXTS, st.integers(0, 30))
def test_a_cut_text_fits_and_a_padded_one_fills(text: SafeText, cells: int) -> None:
    assert cell_width(cut(text, cells)) <= cells
    assert cell_width(pad(text, cells)) == cells
    assert cell_width(pad(text, cells, right=True)) == cells


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("cells", [1, 2, 7, 45])
def test_hostile_text_pads_to_its_cells_in_few_characters(text: str, cells: int) -> None:
    filled = pad(safe(text), cells)
    assert cell_width(filled) == cells
    assert len(filled) <= 7 * cells


def test_text_that_fits_is_not_touched() -> None:
    assert cut(SafeText("台北"), 4) == "台北"


def test_a_wide_character_is_never_split() -> None:
    assert cut(SafeText("客服回應"), 6) == "客服…"
    assert pad(SafeText("客服回應"), 6) == "客服… "


def test_a_mark_stays_with_its_base() -> None:
    text = safe("x\u0332y\u0332z\u0332")
    assert cut(text, 2, ellipsis="") == "x\u0332y\u0332"


def test_the_ascii_ellipsis() -> None:
    assert cut(SafeText("Karin Lindqvist"), 6, "~") == "Karin~"


def test_wrapping_breaks_at_spaces_and_counts_lines() -> None:
    text = SafeText("Jeg rakk ikke flyet, og måtte betale en ny billett selv.")
    assert wrap(text, 20, 2) == ("Jeg rakk ikke flyet,", "og måtte betale en…")
    assert wrap(text, 20, 5)[-1] == "ny billett selv."


def test_chinese_wraps_between_characters() -> None:
    assert wrap(SafeText("客服回應很慢"), 5, 3) == ("客服", "回應", "很慢")


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert wrap(SafeText("a" * 12), 5, 9) == ("aaaaa", "aaaaa", "aa")


def test_line_breaks_are_kept() -> None:
    assert wrap(SafeText("one\n\ntwo"), 10, 9) == ("one", "", "two")


@given(TEXTS, st.integers(1, 12), st.integers(1, 4))
def test_wrapped_lines_fit(text: SafeText, cells: int, lines: int) -> None:
    wrapped = wrap(text, cells, lines)
    assert len(wrapped) <= lines
    assert all(cell_width(line) <= max(cells, 2) for line in wrapped)
