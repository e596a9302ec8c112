"""Cutting the text of a filter into its items: keys, values, words, quotes. Knows no key."""

import re
from dataclasses import dataclass

from npstui.filters.error import FilterError

# Input methods for Chinese and Japanese give the full-width twins.
COLONS, COMMAS = ":：", ",，"
_NEEDS_QUOTES = re.compile(rf'[\s"\\{COLONS}{COMMAS}]')


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One key, value or word, and where it starts. Its parts stood with a `*` between them."""

    parts: tuple[str, ...]
    position: int
    quoted: bool

    @property
    def text(self) -> str:
        """As one text; a `*` in it is a `*`."""
        return "*".join(self.parts)


@dataclass(frozen=True, slots=True)
class Item:
    """`key:value,value` or, without a key, one word or quoted phrase; `-` before it negates."""

    position: int
    negated: bool
    key: Lexeme | None
    values: tuple[Lexeme, ...]


def read_items(text: str) -> list[Item]:
    """The items of a filter, in order.

    In quotes `\\"`, `\\\\` and `\\*` stand for themselves. Raises FilterError.
    """
    items: list[Item] = []
    place = _skip_space(text, 0)
    while place < len(text):
        item, place = _read_item(text, place)
        items.append(item)
        place = _skip_space(text, place)
    return items


def quoted(parts: tuple[str, ...]) -> str:
    """The parts as one quoted text that reads back as them."""
    return '"' + "*".join(re.sub(r'(["\\*])', r"\\\1", part) for part in parts) + '"'


def quoted_phrase(text: str) -> str:
    """A phrase in quotes; a `*` needs no care there, since phrases know no wildcard."""
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def is_plain(text: str) -> bool:
    """Whether a text can stand without quotes wherever it stands."""
    return bool(text) and not text.startswith("-") and _NEEDS_QUOTES.search(text) is None


def _read_item(text: str, start: int) -> tuple[Item, int]:
    negated = text[start] == "-"
    place = start + negated
    if place == len(text) or text[place].isspace():
        raise FilterError("After the “-” comes what must not hold, without a space.", start)
    if text[place] in COLONS:
        raise FilterError("Before the “:” comes a key, as in region:Oslo.", place)
    first, place = _read_lexeme(text, place, COLONS)
    if place == len(text) or text[place] not in COLONS:
        _must_end(text, place)
        return Item(start, negated, None, (first,)), place
    values: list[Lexeme] = []
    separator = place
    while place == separator:
        place += 1
        if place == len(text) or text[place].isspace() or text[place] in COMMAS:
            raise FilterError(f"A value is missing after “{text[separator]}”.", place)
        value, place = _read_lexeme(text, place, COMMAS)
        values.append(value)
        if place < len(text) and text[place] in COMMAS:
            separator = place
    _must_end(text, place)
    return Item(start, negated, first, tuple(values)), place


def _read_lexeme(text: str, start: int, ends: str) -> tuple[Lexeme, int]:
    if text[start] == '"':
        return _read_quoted(text, start)
    place = start
    while place < len(text) and not text[place].isspace() and text[place] not in ends:
        place += 1
    return Lexeme(tuple(text[start:place].split("*")), start, quoted=False), place


def _read_quoted(text: str, start: int) -> tuple[Lexeme, int]:
    parts = [""]
    place = start + 1
    while place < len(text):
        here = text[place]
        if here == '"':
            return Lexeme(tuple(parts), start, quoted=True), place + 1
        if here == "\\" and text[place + 1 : place + 2] in ('"', "\\", "*"):
            place += 1
            parts[-1] += text[place]
        elif here == "*":
            parts.append("")
        else:
            parts[-1] += here
        place += 1
    raise FilterError('This quote has no end; write another “"” after the phrase.', start)


def _must_end(text: str, place: int) -> None:
    if place < len(text) and not text[place].isspace():
        raise FilterError("After a closing quote comes a space.", place)


def _skip_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place
