"""Screen 1: how it stands and what waits, laid out for a wide and for a small terminal."""

from npstui.present.values import OverviewValue
from npstui.tui.lines.drawing import Line
from npstui.tui.lines.overview import Look, Page

WIDE_FROM, TALL_FROM = 110, 33


def overview_page(value: OverviewValue, look: Look) -> Page:
    """The overview for a body of `look.width` by `look.height` cells."""
    if value.score is None and not value.newest:
        return empty_page(look)
    if look.width < WIDE_FROM or look.height < TALL_FROM:
        from npstui.tui.lines.overview_small import small_page

        return small_page(value, look)
    from npstui.tui.lines.overview_wide import wide_page

    return wide_page(value, look)


def empty_page(look: Look) -> Page:
    """What an empty store shows: how to fill it."""
    words = (
        "",
        "No answers yet.",
        "",
        "npstui import FILE.csv     brings a file's answers in, also while this is open",
        "npstui FILE.csv            opens a file in a store of its own",
        "",
        "q leaves.",
    )
    lines = [Line().say(f" {text}").pieces if text else [] for text in words]
    return Page(lines[: look.height], ())
