"""One line of what was measured: its goal, the figure, how the two compare, held or missed."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

REPEATS = 7


class Measured(NamedTuple):
    """One line of the table; `held` is None where it is only there to be compared with."""

    what: str
    goal: str
    figure: str
    ratio: str
    held: bool | None


def heading() -> str:
    """The table's first line."""
    return f"{'':47} {'goal':>10} {'measured':>21}  {'ratio':18} verdict"


def line_of(measured: Measured) -> str:
    """One line of the table."""
    verdict = {True: "held", False: "MISSED", None: ""}[measured.held]
    figures = f"{measured.goal:>10} {measured.figure:>21}  {measured.ratio:18}"
    return f"{measured.what:47} {figures} {verdict}".rstrip()


def within(what: str, goal: float, value: float, unit: str = "ms") -> Measured:
    """A figure against a goal in the same unit."""
    share = f"{value / goal:.2f} of the goal" if goal else "-"
    return Measured(what, amount(goal, unit), amount(value, unit), share, value <= goal)


def times(what: str, goal: float, taken: float, floor: float) -> Measured:
    """Seconds as a ratio to the seconds of what cannot be beaten."""
    ratio = taken / floor
    return Measured(what, f"{goal:g} x", duration(taken), f"{ratio:.2f} x floor", ratio <= goal)


def beside(what: str, figure: str, ratio: str = "") -> Measured:
    """A floor, or what another program takes for the same."""
    return Measured(what, "", figure, ratio, None)


def below(what: str, goal: float, action: Callable[[], object], repeats: int = REPEATS) -> Measured:
    """What an action takes, in the middle of some runs, against a goal in milliseconds."""
    return within(what, goal, 1000 * median(action, repeats))


def median(action: Callable[[], object], repeats: int = REPEATS) -> float:
    """The seconds of the middle one of so many runs."""
    taken = []
    for _ in range(repeats):
        began = time.perf_counter()
        action()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def amount(value: float, unit: str) -> str:
    """A figure with its unit: 4.1 ms, 431 ms, 1,190 B."""
    return f"{value:,.1f} {unit}" if 0 < value < 100 and unit != "B" else f"{value:,.0f} {unit}"


def duration(seconds: float) -> str:
    """Seconds as they are read best: 52 us, 3.1 ms, 431 ms, 1.24 s."""
    if seconds < 0.001:
        return f"{1e6 * seconds:.0f} us"
    return amount(1000 * seconds, "ms") if seconds < 1 else f"{seconds:.2f} s"
