"""What a typed filter probably means: a bare word that is a value, a value that is none.

Pure: the values come in by key. Loads no polars.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from npstui.filters.error import FilterError
from npstui.filters.keys import Key, Keys, Kind
from npstui.filters.parts import ANY, NO, NONE, YES, Text
from npstui.filters.tokens import COLONS, Item, Lexeme, read_items
from npstui.model.languages import language_code, language_named, language_words

# By the name of a key: its values, the commonest first.
Values = Mapping[str, Sequence[str]]
_LONGEST_RUN = 3  # words of a value: New York City
_LISTED = 12
_FORMS = {
    Kind.NUMBER: "a number or a range such as 0..3",
    Kind.SPAN: "a range such as ..2h or 24h..7d",
    Kind.MOMENT: "a date such as 2026-10, today, or a range",
    Kind.FLAG: "yes, no or none",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """`words` for the hint line; where `text` stands, it may take the place of `start` to `end`."""

    words: str
    start: int = 0
    end: int = 0
    text: str | None = None


def offer_for(text: str, keys: Keys, values: Values) -> Offer | None:
    """Help with a filter that reads well and may not say what was meant; None where it does.

    What was typed last is looked at first. Raises nothing: what cannot be read gets no offer.
    """
    try:
        items = read_items(text)
    except FilterError:
        return None
    starts = [item.position for item in items]
    spans = list(zip(items, [*starts[1:], len(text)], strict=True)) if items else []
    for place in range(len(spans), 0, -1):
        item, end = spans[place - 1]
        if item.key is not None:
            found = _of_values(item, keys, values)
        else:
            found = _of_words(spans[:place], len(text[:end].rstrip()), keys, values)
        if found is not None:
            return found
    return None


def missing_value(text: str, position: int, keys: Keys, values: Values) -> str | None:
    """What may stand after a key and its colon, where nothing does yet; None where unknown."""
    before = text[:position]
    if not before or before[-1] not in COLONS:
        return None
    name = before[:-1].split()[-1].lstrip("-").strip('"') if before[:-1].split() else ""
    key = keys.find(name)
    if key is None:
        return None
    listed = key.choices or tuple(_shown(key, values))
    if listed:
        return f"{key.spelling} is one of: {_some(listed)}"
    return f"{key.spelling} wants {_FORMS[key.kind]}" if key.kind in _FORMS else None


def _of_words(
    spans: Sequence[tuple[Item, int]], end: int, keys: Keys, values: Values
) -> Offer | None:
    """Of the words that end here the longest run that is a value."""
    words: list[str] = []
    best: Offer | None = None
    for item, _end in reversed(spans[-_LONGEST_RUN:]):
        if item.key is not None or (item.negated and words):
            break
        words.insert(0, item.values[0].text)
        found = _value_named(" ".join(words), keys, values)
        if found is not None:
            key, value = found
            start = item.position + item.negated
            best = _is_a(key, value, start, end)
        if item.negated:
            break
    return best


def _value_named(word: str, keys: Keys, values: Values) -> tuple[Key, str] | None:
    folded = word.casefold()
    for key in keys:
        for value in key.choices or _shown(key, values):
            if value.casefold() == folded:
                return key, value
    named, language = language_named(word), keys.find("language")
    return (language, named) if named is not None and language is not None else None


def _is_a(key: Key, value: str, start: int, end: int) -> Offer:
    article = "an" if key.label[0].lower() in "aeiou" else "a"
    taken = f"{key.spelling}:{Text((value,))}"
    return Offer(f"{value} is {article} {key.label}: tab takes {taken}", start, end, taken)


def _of_values(item: Item, keys: Keys, values: Values) -> Offer | None:
    """Of the values after a key the last that nothing has."""
    assert item.key is not None
    key = keys.find(item.key.text, in_quotes=item.key.quoted)
    if key is None or key.name not in values or key.choices:
        return None
    shown = tuple(_shown(key, values))
    folded = {value.casefold(): value for value in shown}
    codes = {language_code(value) for value in values[key.name]}
    for lexeme in reversed(item.values):
        word = lexeme.text.casefold()
        known = word in folded or len(lexeme.parts) > 1 or _asks_presence(lexeme)
        if key.name == "language":
            known = known or language_code(word) in codes
        if not known:
            return _nearest(key, lexeme, shown, folded)
    return None


def _nearest(
    key: Key, lexeme: Lexeme, shown: Sequence[str], folded: Mapping[str, str]
) -> Offer | None:
    word = lexeme.text.casefold()
    near = next((folded[each] for each in folded if each.startswith(word)), None)
    if near is None:
        close = get_close_matches(word, folded, n=1)
        near = folded[close[0]] if close else None
    said = f"No {key.label} of an open case is “{lexeme.text}”"
    if near is None:
        return Offer(f"{said}: {_some(shown)}") if shown else None
    taken = str(Text((near,)))
    end = lexeme.position + len(lexeme.text) + 2 * lexeme.quoted
    return Offer(f"{said}: tab takes {taken}", lexeme.position, end, taken)


def _asks_presence(lexeme: Lexeme) -> bool:
    return not lexeme.quoted and lexeme.text.lower() in (NONE, ANY, YES, NO)


def _shown(key: Key, values: Values) -> Iterator[str]:
    """The values of a key as screens show them: a language by its name."""
    listed = values.get(key.name, ())
    if key.name != "language":
        yield from listed
        return
    yield from dict.fromkeys(language_words(value) for value in listed)


def _some(listed: Sequence[str]) -> str:
    more = ", …" if len(listed) > _LISTED else ""
    return ", ".join(str(Text((value,))) for value in listed[:_LISTED]) + more
