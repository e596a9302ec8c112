"""The parts of a filter as frozen values: each prints back as text that reads as it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from npstui.filters.keys import Half, Key, Kind
from npstui.filters.tokens import is_plain, quoted, quoted_phrase
from npstui.model.durations import Duration

_Bound = TypeVar("_Bound", float, str)

NONE, ANY, YES, NO = "none", "any", "yes", "no"


@dataclass(frozen=True, slots=True)
class Text:
    """A text, or a pattern: between its parts anything may stand."""

    parts: tuple[str, ...]

    def __str__(self) -> str:
        bare = "*".join(self.parts)
        plain = is_plain(bare) and not any("*" in part for part in self.parts)
        taken = bare.lower() in (NONE, ANY) or ".." in bare
        return bare if plain and not taken else quoted(self.parts)


@dataclass(frozen=True, slots=True)
class Numbers:
    """A number or a range of them, both ends included; None is open."""

    low: float | None
    high: float | None

    def __str__(self) -> str:
        return _range(self.low, self.high, _number)


@dataclass(frozen=True, slots=True)
class Moments:
    """A span of the calendar as written (2026-10, today) or a range of them, the last included."""

    since: str | None
    until: str | None

    def __str__(self) -> str:
        return _range(self.since, self.until, str)


@dataclass(frozen=True, slots=True)
class Lasting:
    """A duration from now; negative when it is past what it counts to."""

    duration: Duration
    negative: bool = False

    def __str__(self) -> str:
        return f"-{self.duration}" if self.negative else str(self.duration)


@dataclass(frozen=True, slots=True)
class Spans:
    """A range of durations, both ends included; None is open, and one of them always stands."""

    low: Lasting | None
    high: Lasting | None

    def __str__(self) -> str:
        return f"{self.low or ''}..{self.high or ''}"


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether there is any value at all."""

    filled: bool

    def __str__(self) -> str:
        return ANY if self.filled else NONE


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes, or not yes."""

    yes: bool

    def __str__(self) -> str:
        return YES if self.yes else NO


Value = Text | Numbers | Moments | Spans | Presence | Flag


@dataclass(frozen=True, slots=True)
class Term:
    """`key:value,value`: one of the values holds, or, negated, none."""

    key: Key
    values: tuple[Value, ...]
    negated: bool = False

    @property
    def half(self) -> Half:
        """Whether it speaks of the response or of answer and case."""
        return self.key.half

    def __str__(self) -> str:
        values = ",".join(str(value) for value in self.values)
        return f"{'-' if self.negated else ''}{self.key.spelling}:{values}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or phrase that the comment contains, or, negated, does not."""

    text: str
    negated: bool = False

    @property
    def half(self) -> Half:
        """Always of the answer."""
        return Half.CASE

    def __str__(self) -> str:
        text = self.text if is_plain(self.text) else quoted_phrase(self.text)
        return f"{'-' if self.negated else ''}{text}"


Part = Term | Phrase


def takes_presence(key: Key) -> bool:
    """Whether none and any are words of the key: all but the category, which every answer has."""
    return not (key.kind is Kind.CHOICE and key.column == "score")


def _range(low: _Bound | None, high: _Bound | None, write: Callable[[_Bound], str]) -> str:
    if low is not None and low == high:
        return write(low)
    first = "" if low is None else write(low)
    last = "" if high is None else write(high)
    return f"{first}..{last}"


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
