"""Scales that answers are given on, and what their values are on 0 to 10."""

import math
import re
from dataclasses import dataclass

from npstui.model.category import HIGHEST, LOWEST

_WRITTEN = re.compile(r"\s*(\d{1,3})\s*(?:-|–|to|\.\.)\s*(\d{1,3})\s*")
_BETWEEN = (
    r"(?:-|–|—|~|～|〜|/|to|till|til|tot|bis|à|a|al|até|hasta|and|och|og|en|und|et|e|y"
    r"|到|至|から|에서|부터|점에서)"
)
# “on a scale of 1 to 7”, “(1-5)”, “0–100”: the number before, the word between, the number after.
_SPOKEN = re.compile(
    rf"(?<![A-Za-z\d.,/:-])(0|1)\s*(?:=[^=\d]{{1,30}}[,;]?)?\s*{_BETWEEN}\s*(3|4|5|6|7|9|10|11|100)(?![\d.,/:-]\d|\d)",
    re.IGNORECASE,
)


# What a legend sets beside the worst: “not” and “unlikely” in the languages of the headers.
_NOT = (
    r"(?:(?:very|extremely|highly|sehr|mycket|svært|meget|zeer|très|muy|muito)\s+)?"
    r"(?:not\b|never\b|unlikely|unwahrscheinlich|nicht\b|gar nicht|überhaupt nicht|osannolik|inte\b"
    r"|usannsynlig|usandsynlig|ikke\b|onwaarschijnlijk|niet\b|improbable|pas\b|peu\b|nada\b|poco\b"
    r"|improvável|pouco\b|não\b|nunca\b|不|절대|전혀|全く|まったく|決して)"
)
# “0 = very likely, 10 = not at all likely”, “from 0 (very likely) to 10 (not likely)”; never
# “0-10 (not at all likely to very likely)”, which is the usual way up.
_UPSIDE_DOWN = re.compile(
    rf"(?<!\d)10\s*=\s*{_NOT}|(?<!\d)[01]\s*[(（]\s*(?!{_NOT})[^()（）]+[)）][^()（）]*(?<!\d)10\s*[(（]\s*{_NOT}",
    re.IGNORECASE,
)
_WORST_TEN = re.compile(
    rf"\s*(?:{_NOT}[^\d]*[-–—:]\s*10|10\s*[-–—:=(（]\s*{_NOT}[^\d]*)\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of whole answers from `low` to `high`."""

    low: int
    high: int

    def __str__(self) -> str:
        return f"{self.low}-{self.high}"

    @property
    def plain(self) -> bool:
        """Whether its values are scores as they stand: 0-10, and 1-10 that leaves out the zero."""
        return self.high == HIGHEST and self.low in (LOWEST, 1)

    def score_of(self, value: float) -> int | None:
        """The score that an answer on this scale is; None outside it.

        Where the values are scores, and on 0-100 by tenths, fractions are cut off, so that 8.9 is
        no 9. On others the place between the ends counts, a half up: of 1-5, 5 is 10, 4 is 8 and 3
        is 5, so that 5 promotes, 4 is passive and the rest detract.
        Source: Culture Amp's five-point eNPS.
        """
        if not self.low <= value <= self.high:
            return None
        if self.plain:
            return int(value)
        if (self.low, self.high) == (0, 100):
            return int(value / 10)
        return math.floor((value - self.low) / (self.high - self.low) * HIGHEST + 0.5)

    def in_words(self) -> str:
        """How its answers are read, for the notes of an import."""
        if self.plain:
            return f"the scale is {self}, as told; fractions are cut off"
        steps = range(self.low, self.high + 1, 10 if self.high == 100 else 1)
        told = ", ".join(f"{value} is {self.score_of(value)}" for value in steps)
        return f"the scale is {self}, as told: {told}"


def read_scale(text: str) -> Scale | None:
    """A scale as --scale writes it: 0-10, 1-5; None where it is none."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    scale = Scale(int(found[1]), int(found[2]))
    return scale if scale.low < scale.high and scale.low <= 1 else None


def upside_down(text: str) -> bool:
    """Whether a question's legend says that ten is the worst."""
    return _UPSIDE_DOWN.search(text) is not None


def worst_ten(cell: str) -> bool:
    """Whether an answer with its label says that ten is the worst: “Not at all likely - 10”."""
    return "10" in cell and _WORST_TEN.fullmatch(cell) is not None


def scale_in_header(header: str) -> Scale | None:
    """The scale that a question names, if it names one and only one."""
    scales = {Scale(int(low), int(high)) for low, high in _SPOKEN.findall(header)}
    return scales.pop() if len(scales) == 1 else None
