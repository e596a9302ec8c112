"""Safe text: nothing that steers a terminal or shifts a row gets through."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.guards.hostile import HOSTILE

from npstui.present.text import MARKS_KEPT, is_safe, safe, safe_lines

ANY_TEXT = st.text(st.characters(), max_size=60)


def test_none_is_no_text() -> None:
    assert safe(None) == safe_lines(None) == ""


def test_plain_text_stays_as_it_is() -> None:
    for text in ("Appen kraschade", "客服回應很慢，等了三天", "Åsa Nyström", "don't [b] $x"):
        assert safe(text) == text


def test_no_control_format_or_surrogate_of_any_plane_gets_through() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    kept = set(safe_lines(every)) - {"\n"}
    assert {unicodedata.category(c) for c in kept}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_printable_in_one_line(text: str) -> None:
    shown = safe(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") for c in shown)
    assert "\n" not in shown
    shown.encode()


def test_an_escape_sequence_loses_what_starts_it() -> None:
    assert safe("\x1b]52;c;cHduZWQ=\x07x") == "]52;c;cHduZWQ=x"


def test_line_breaks_of_every_kind_become_one_space() -> None:
    assert safe("a\r\n\r\nb\u2028c\x85\td") == "a b c d"


def test_lines_keep_their_breaks_and_nothing_else() -> None:
    assert safe_lines("a\r\nb\u2028\x1b[Jc\td") == "a\nb\n[Jc d"


def test_a_decomposed_name_is_composed() -> None:
    assert safe("Malmo\u0308") == "Malmö"


def test_a_compatibility_ideograph_of_a_name_is_not_replaced() -> None:
    assert safe("塚\ufa10") == "塚\ufa10"


def test_a_stack_of_marks_is_thinned() -> None:
    assert len(safe("a" + "\u0332" * 5_000)) == 1 + MARKS_KEPT


def test_emoji_lose_what_terminals_measure_differently() -> None:
    assert safe("👨\u200d👩 ❤\ufe0f 👍🏽") == "👨👩 ❤ 👍"


@given(ANY_TEXT)
def test_making_safe_twice_changes_nothing(text: str) -> None:
    assert safe(safe(text)) == safe(text)
    assert is_safe(safe_lines(text))
