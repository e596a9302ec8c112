"""Numbers as screens and tables print them: NPS, intervals, changes, shares, thousands."""

import math
from collections.abc import Sequence

MINUS = "−"


def signed(points: float, decimals: int = 0) -> str:
    """Points with their sign and a true minus: "+32", "−7", "0"; half a point rounds outward."""
    scale = 10**decimals
    size = math.floor(abs(points) * scale + 0.5) / scale
    if size == 0:
        return "0"
    return f"{MINUS if points < 0 else '+'}{size:,.{decimals}f}"


def interval(low: float, high: float, decimals: int = 0) -> str:
    """An interval in words: "+27 to +36"."""
    return f"{signed(low, decimals)} to {signed(high, decimals)}"


def between(low: float, high: float, decimals: int = 0) -> str:
    """An interval within a sentence: "between +27 and +36"."""
    return f"between {signed(low, decimals)} and {signed(high, decimals)}"


def verdict(points: float, clear: bool) -> str:
    """What a change says: "no clear change", "clearly better" or "clearly worse"."""
    if not clear or points == 0:
        return "no clear change"
    return "clearly better" if points > 0 else "clearly worse"


def change(points: float, clear: bool, *, short: bool = False) -> str:
    """A change in words: "+4, no clear change"; `short` leaves the comma out."""
    return f"{signed(points)}{' ' if short else ', '}{verdict(points, clear)}"


FEW_CELLS, MILLION = 9, 1_000_000


def thousands(value: float) -> str:
    """A whole number in groups of three: "1,204", "−12,000"."""
    text = f"{abs(round(value)):,}"
    return f"{MINUS}{text}" if value < 0 and text != "0" else text


def in_few_cells(value: float) -> str:
    """A whole number in nine cells: "1,204", from ten million on "12.3 M"; "12,345 M"."""
    text = thousands(value)
    if len(text) <= FEW_CELLS:
        return text
    millions = value / MILLION
    short = f"{abs(millions):,.1f}" if abs(millions) < 10_000 else thousands(abs(millions))
    return f"{MINUS if value < 0 else ''}{short} M"


def count(number: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 answer", "1,204 answers"."""
    return f"{thousands(number)} {one if number == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A share between 0 and 1 as whole per cent: "53 %"."""
    return f"{math.floor(share * 100 + 0.5)} %"


def shares(counts: Sequence[int]) -> tuple[int, ...]:
    """Whole per cents of the counts that sum to 100 (largest remainder); zeros where all are 0."""
    total = sum(counts)
    if total == 0:
        return (0,) * len(counts)
    whole = [number * 100 // total for number in counts]
    # The count itself decides a tie of remainders, then the order given.
    by_remainder = sorted(
        range(len(counts)), key=lambda index: (-(counts[index] * 100 % total), -counts[index])
    )
    for index in by_remainder[: 100 - sum(whole)]:
        whole[index] += 1
    return tuple(whole)
