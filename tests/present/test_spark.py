"""Trends and bars in block characters."""

from npstui.present.glyphs import ASCII
from npstui.present.spark import apart, bar, columns, rising, scale, spark

SCORES = (18, 9, 14, 22, 25, 61, 106, 104, 205, 288, 352)


def test_a_sparkline_uses_levels_one_to_seven() -> None:
    assert spark([0, 1, 2, 3, 4, 5, 6], 0, 6) == "▁▂▃▄▅▆▇"


def test_a_thin_period_is_blank() -> None:
    assert spark([0, None, 6], 0, 6) == "▁ ▇"


def test_a_flat_line_runs_in_the_middle() -> None:
    assert spark([5, 5], 5, 5) == "▄▄"


def test_one_scale_for_the_rows_of_a_table() -> None:
    assert scale([[3, None], [-9, 52]]) == (-9, 52)
    assert scale([[None]]) is None


def test_the_bars_of_the_overview() -> None:
    top = 640 * 16 / 14.9
    assert bar(640, top, 16) == "█" * 14 + "▉"
    assert bar(0, top, 16) == ""
    assert bar(1, 100_000, 16) == "▏"


def test_the_columns_of_the_overview() -> None:
    drawn = columns(SCORES, 5, 4)
    assert len(drawn) == 5
    assert drawn[0] == " " * 45 + "▁▁▁▁ ████"
    assert drawn[-1] == "▂▂▂▂ ▁▁▁▁ ▂▂▂▂ ▂▂▂▂ ▃▃▃▃ ▇▇▇▇ ████ ████ ████ ████ ████"


def test_no_answers_draw_empty_columns() -> None:
    assert columns((0, 0), 2, 2) == ("     ", "     ")


def test_everything_has_an_ascii_form() -> None:
    drawn = (
        spark([0, 3, 6], 0, 6, ASCII)
        + bar(3, 4, 6, ASCII)
        + "".join(columns(SCORES, 3, 2, glyphs=ASCII))
    )
    assert drawn.isascii()
    assert bar(1, 100, 6, ASCII) == "#"


def test_a_line_that_rises_over_rows_goes_from_the_lowest_block_to_all_of_them() -> None:
    assert rising([-10, 0, None, 10], -10, 10, 2, 2) == ("         ██", "▁▁ ██    ██")
    assert rising([5, 5], 5, 5, 2, 1) == ("   ", "█ █")


def test_a_sparkline_apart_has_a_gap_after_each_value() -> None:
    assert apart("▁ ▇", 1) == "▁ ▇"
    assert apart("▁ ▇", 2) == "▁   ▇"
    assert apart("▁▇", 4) == "▁▁▁ ▇▇▇"
