"""What one answer more or less is worth, in sentences: a sum, and no forecast."""

from collections.abc import Iterator

from npstui.analysis.counts import Counts
from npstui.analysis.whatif import MoveWorth, worth
from npstui.model.counting import Counting
from npstui.present.explained import Explanation
from npstui.present.numbers import count, signed, thousands
from npstui.present.text import SafeText, safe

FORMULA = "100 x answers moved / n points a category up; detractor to promoter counts twice"
NOTE = "a sum, no forecast: it says what a move is worth, not whether it can be made"

_MOST_DECIMALS = 12


def worth_facts(counts: Counts) -> Iterator[tuple[str, str]]:
    """The two lines beside a score: what a passive, what a detractor is worth. n >= 1."""
    down_up, up, both = worth(counts)
    yield "What if", one_more_words(up)
    if down_up.available:
        less = f"{small(down_up.each)} as a passive, {small(both.each)} as a promoter"
        yield "", f"one detractor less: {less}"


def one_more_words(move: MoveWorth) -> str:
    """ "one passive more that becomes a promoter: +0.08 points; one point takes 13, ..."."""
    if not move.available:
        return f"there is no {move.source} who could become a {move.target}"
    return (
        f"one {move.source} more that becomes a {move.target}: {small(move.each)} points; "
        f"{for_a_point_words(move)}"
    )


def for_a_point_words(move: MoveWorth) -> str:
    """How many a whole point takes, and what all there are bring."""
    if move.available < move.for_a_point:
        there = "is 1" if move.available == 1 else f"are {thousands(move.available)}"
        largest = small(move.largest)
        return f"one point takes {thousands(move.for_a_point)}, there {there}: {largest}"
    every = f"all {thousands(move.available)}: {signed(move.largest, 1)}"
    return every if move.each > 1 else f"one point takes {thousands(move.for_a_point)}, {every}"


def small(points: float) -> str:
    """Points with two decimals, or as many as their first two figures take: "+0.083", "+1.25"."""
    decimals = 2
    while decimals < _MOST_DECIMALS and abs(points) < 10 ** (1 - decimals):
        decimals += 1
    return signed(points, decimals)


def explain_passives(counts: Counts, *, period: str, counting: Counting) -> Explanation:
    """What a passive who becomes a promoter is worth among the answers of a period, n >= 1."""
    up = worth(counts)[1]

    def facts() -> Iterator[tuple[str, str]]:
        yield "Formula", FORMULA
        yield "Worked", f"100 x 1 / {thousands(counts.n)} = {small(up.each)}"
        if up.available:
            yield "Point", for_a_point_words(up)
        each = "answer" if counting is Counting.ANSWERS else "customer"
        yield "Counts", f"{count(up.available, 'passive')} among {count(counts.n, each)}"
        yield "Period", f"{period}; the queue holds older ones too"
        yield "Note", NOTE

    title = f"A passive who becomes a promoter: {small(up.each)} points"
    return Explanation(safe(title), tuple((SafeText(label), safe(said)) for label, said in facts()))
