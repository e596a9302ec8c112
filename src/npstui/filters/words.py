"""A part of a filter in words for a reader: “score 0 to 3”, “no owner”, “not region Oslo”."""

from npstui.filters.keys import Key, Kind
from npstui.filters.parts import (
    Flag,
    Moments,
    Numbers,
    Part,
    Phrase,
    Presence,
    Spans,
    Text,
    Value,
)


def words_of(part: Part) -> str:
    """The words of one part."""
    if isinstance(part, Phrase):
        return f"comment {'without' if part.negated else 'with'} “{part.text}”"
    presence = [value for value in part.values if isinstance(value, Presence)]
    others = [value for value in part.values if not isinstance(value, Presence)]
    if len(part.values) == 1 and presence:
        return _presence(part.key, presence[0].filled != part.negated)
    said = [f"{part.key.label} {' or '.join(_value(part.key, value) for value in others)}"]
    said = said if others else []
    said += [_presence(part.key, value.filled) for value in presence]
    return f"{'not ' if part.negated else ''}{' or '.join(said)}"


def _presence(key: Key, filled: bool) -> str:
    if filled:
        return key.filled or f"any {key.label}"
    return key.empty or f"no {key.label}"


def _value(key: Key, value: Value) -> str:
    if isinstance(value, Text):
        text = "*".join(value.parts)
        return f"with “{text}”" if key.kind is Kind.WORDS else text
    if isinstance(value, Flag):
        return str(value)
    if isinstance(value, Numbers):
        low, high = _ends(str(value))
        return _more_or_less(low, high)
    if isinstance(value, Spans):
        low, high = (end and _spaced(end) for end in _ends(str(value)))
        return _more_or_less(low, high)
    if isinstance(value, Moments):
        low, high = _ends(str(value))
        return _since_until(low, high)
    raise TypeError(f"{type(value).__name__} has its own words")


def _ends(text: str) -> tuple[str, str]:
    low, dots, high = text.partition("..")
    return (low, high) if dots else (low, low)


def _more_or_less(low: str, high: str) -> str:
    if low == high:
        return low
    if not high:
        return f"{low} or more"
    return f"{low} to {high}" if low else f"{high} or less"


def _since_until(low: str, high: str) -> str:
    if low == high:
        return low
    if not high:
        return f"since {low}"
    return f"{low} to {high}" if low else f"until {high}"


def _spaced(duration: str) -> str:
    """24h as “24 h”."""
    digits = duration.rstrip("modwh")
    return f"{digits.replace('-', '−')} {duration[len(digits) :]}"
