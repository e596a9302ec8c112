"""Numbers on screen, as SCREENS.md prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npstui.present import numbers


@pytest.mark.parametrize(
    ("points", "text"),
    [(32, "+32"), (-7, "−7"), (0, "0"), (-0.4, "0"), (0.5, "+1"), (-0.5, "−1"), (31.98, "+32")],
)
def test_points_are_whole_and_signed(points: float, text: str) -> None:
    assert numbers.signed(points) == text


def test_one_decimal_where_asked() -> None:
    assert numbers.signed(-31.978, 1) == "−32.0"
    assert numbers.signed(0.04, 1) == "0"


def test_intervals_in_words() -> None:
    assert numbers.interval(27.2, 36.4) == "+27 to +36"
    assert numbers.between(-4, 27) == "between −4 and +27"


@pytest.mark.parametrize(
    ("points", "clear", "words"),
    [
        (4, False, "+4, no clear change"),
        (8, True, "+8, clearly better"),
        (-10, True, "−10, clearly worse"),
    ],
)
def test_a_change_in_words(points: float, clear: bool, words: str) -> None:
    assert numbers.change(points, clear) == words


def test_a_short_change_has_no_comma() -> None:
    assert numbers.change(4, clear=False, short=True) == "+4 no clear change"


@pytest.mark.parametrize(
    ("value", "text"),
    [(1204, "1,204"), (9_999_999, "9,999,999"), (12_345_678, "12.3 M"), (-123_456_789, "−123.5 M")],
)
def test_a_great_value_keeps_what_it_is_in_few_cells(value: float, text: str) -> None:
    assert numbers.in_few_cells(value) == text


def test_thousands_and_counts() -> None:
    assert numbers.thousands(1204) == "1,204"
    assert numbers.thousands(-12_000.4) == "−12,000"
    assert numbers.count(1, "answer") == "1 answer"
    assert numbers.count(1204, "answer") == "1,204 answers"
    assert numbers.count(2, "reply", "replies") == "2 replies"


def test_percent_has_a_space() -> None:
    assert numbers.percent(0.784) == "78 %"


def test_the_shares_of_the_example() -> None:
    assert numbers.shares((640, 309, 255)) == (53, 26, 21)


def test_no_answers_have_no_shares() -> None:
    assert numbers.shares((0, 0, 0)) == (0, 0, 0)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=12))
def test_shares_sum_to_a_hundred_and_are_off_by_less_than_one(counts: list[int]) -> None:
    shares = numbers.shares(counts)
    total = sum(counts)
    assert sum(shares) == (100 if total else 0)
    assert all(
        abs(share - 100 * count / total) < 1
        for share, count in zip(shares, counts, strict=True)
        if total
    )
