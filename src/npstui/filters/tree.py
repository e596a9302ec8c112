"""A filter as a frozen value: parts that must all hold. It prints back as text that reads as it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from npstui.filters.keys import Half
from npstui.filters.parts import Part
from npstui.filters.words import words_of

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Filter:
    """All parts must hold; without any it lets everything through and is false."""

    parts: tuple[Part, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.parts)

    def __str__(self) -> str:
        return " ".join(str(part) for part in self.parts)

    def __and__(self, other: "Filter") -> "Filter":
        return Filter(self.parts + tuple(part for part in other.parts if part not in self.parts))

    def response_half(self) -> "Filter":
        """The facts of the response: they hold on every screen and narrow the score."""
        return self._half(Half.RESPONSE)

    def case_half(self) -> "Filter":
        """The words of answer and case: they hold on lists only and never touch a score."""
        return self._half(Half.CASE)

    def case_words(self) -> tuple[str, ...]:
        """The parts that a score refuses, each as text; empty where it may take the filter."""
        return tuple(str(part) for part in self.case_half().parts)

    def words(self) -> str:
        """The filter for a reader: “score 0 to 3, tag late, region Oslo”."""
        return ", ".join(words_of(part) for part in self.parts)

    def expression(self, now: datetime, zone: ZoneInfo) -> "pl.Expr":
        """The filter over the case frame, never null; the response half also over responses.

        Dates are cut in `zone`, ages and times left count from `now` (UTC).
        """
        from npstui.filters.expression import expression_of

        return expression_of(self.parts, now, zone)

    def _half(self, half: Half) -> "Filter":
        return Filter(tuple(part for part in self.parts if part.half is half))
