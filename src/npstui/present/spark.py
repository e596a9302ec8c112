"""Sparklines, bars and columns drawn with block characters, in one style each."""

from collections.abc import Iterable, Sequence

from npstui.present.glyphs import UNICODE, Glyphs

LEVELS = 7  # never the full block: two rows of it would touch


def scale(rows: Iterable[Sequence[float | None]]) -> tuple[float, float] | None:
    """The lowest and highest value over all rows of a table; None where none has a value."""
    values = [value for row in rows for value in row if value is not None]
    return (min(values), max(values)) if values else None


def spark(values: Sequence[float | None], low: float, high: float, glyphs: Glyphs = UNICODE) -> str:
    """One character a period, levels 1 to 7 between low and high; None (a thin period) is blank."""
    return "".join(
        " " if value is None else glyphs.rises[_level(value, low, high) - 1] for value in values
    )


def bar(value: float, top: float, cells: int, glyphs: Glyphs = UNICODE) -> str:
    """A horizontal bar, `cells` long at `top`, in eighths of a cell; shows something above 0."""
    if value <= 0 or top <= 0:
        return ""
    eighths = min(max(round(value / top * cells * 8), 1), cells * 8)
    whole, rest = divmod(eighths, 8)
    drawn = glyphs.fills[-1] * whole + (glyphs.fills[rest - 1] if rest else "")
    return drawn or glyphs.fills[-1]


def columns(
    values: Sequence[float], height: int, width: int, gap: int = 1, glyphs: Glyphs = UNICODE
) -> tuple[str, ...]:
    """A histogram as `height` lines from the top down, every value a column `width` cells wide.

    The highest value fills the height; anything above 0 shows at least the lowest block.
    """
    top = max(values, default=0)
    eighths = [0 if value <= 0 else max(1, round(value / top * height * 8)) for value in values]
    return tuple(
        (" " * gap).join(_block(reach - floor * 8, glyphs) * width for reach in eighths)
        for floor in range(height - 1, -1, -1)
    )


def rising(
    values: Sequence[float | None],
    low: float,
    high: float,
    height: int,
    width: int,
    glyphs: Glyphs = UNICODE,
) -> tuple[str, ...]:
    """A line as `height` lines of columns from the top down, a gap of one cell between them.

    From `low`, the lowest block, to `high`, all of the height; None is left blank.
    """
    span, least = high - low, 1 / (height * 8)
    reached = [
        0.0 if value is None
        else least + (1 - least) * ((min(max(value, low), high) - low) / span if span > 0 else 0.5)
        for value in values
    ]  # fmt: skip
    eighths = [round(reach * height * 8) for reach in reached]
    return tuple(
        " ".join(_block(reach - floor * 8, glyphs) * width for reach in eighths)
        for floor in range(height - 1, -1, -1)
    )


def apart(drawn: str, step: int) -> str:
    """A sparkline with `step` cells for each value, from two on the last of them a gap."""
    return drawn if step == 1 else " ".join(block * (step - 1) for block in drawn)


def _level(value: float, low: float, high: float) -> int:
    if high <= low:
        return (LEVELS + 1) // 2
    share = (min(max(value, low), high) - low) / (high - low)
    return 1 + round(share * (LEVELS - 1))


def _block(eighths: int, glyphs: Glyphs) -> str:
    return " " if eighths <= 0 else glyphs.rises[min(eighths, 8) - 1]
