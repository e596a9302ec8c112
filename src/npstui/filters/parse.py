"""From the text of a filter to its tree. Loads no polars."""

import math
import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches

from npstui.filters.error import FilterError
from npstui.filters.keys import Key, Keys, Kind
from npstui.filters.parts import (
    ANY,
    NO,
    NONE,
    YES,
    Flag,
    Lasting,
    Moments,
    Numbers,
    Part,
    Phrase,
    Presence,
    Spans,
    Term,
    Text,
    Value,
    takes_presence,
)
from npstui.filters.tokens import Item, Lexeme, read_items
from npstui.filters.tree import Filter
from npstui.model.calendar import Written, read_calendar
from npstui.model.category import HIGHEST, LOWEST
from npstui.model.durations import Duration, parse_duration

_TO = ".."
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)
RELATIVE_DAYS = ("today", "yesterday")
_YES, _NO = (YES, "true", "1"), (NO, "false", "0")
# Far beyond any store, and still inside the calendar when counted from now.
_LONGEST_MONTHS, _LONGEST_SECONDS = 12_000, 1000 * 366 * 86_400


def parse(text: str, keys: Keys) -> Filter:
    """The filter that `text` writes; an empty text is the filter that lets everything through.

    `score:0..3 tag:late owner:none region:Oslo,Bergen age:24h.. "no answer"`: all parts must
    hold; of values with commas one; `-` before a part negates it; `a..b` includes both ends and
    either may be left out; `none` and `any` ask whether there is a value; `*` in a text stands
    for anything; words without a key search comments. Upper and lower case are the same.

    Raises FilterError, which knows the character at fault.
    """
    return Filter(tuple(_part(item, keys) for item in read_items(text)))


def _part(item: Item, keys: Keys) -> Part:
    if item.key is None:
        (word,) = item.values
        if not word.text:
            raise FilterError("Between the quotes stands nothing to search for.", word.position)
        return Phrase(word.text, item.negated)
    key = keys.find(item.key.text, in_quotes=item.key.quoted)
    if key is None:
        raise _unknown_key(item.key, keys)
    values = tuple(_value(key, lexeme) for lexeme in item.values)
    return Term(key, values, item.negated)


def _unknown_key(lexeme: Lexeme, keys: Keys) -> FilterError:
    near = keys.nearest(lexeme.text)
    there_are = f"Keys: {', '.join(keys.spellings())}. In quotes it would search the comments."
    sentence = f"There is no key “{lexeme.text}”. {f'Did you mean {near}?' if near else there_are}"
    return FilterError(sentence, lexeme.position, near)


def _value(key: Key, lexeme: Lexeme) -> Value:
    word = lexeme.text.lower()
    if not lexeme.quoted and takes_presence(key):
        if word in (NONE, ANY):
            return Presence(word == ANY)
        if word in (YES, NO) and (key.kind is Kind.MOMENT or key.name == "excluded"):
            return Presence(word == YES)
    return _READERS[key.kind](key, lexeme)


def _text(key: Key, lexeme: Lexeme) -> Value:
    if not lexeme.quoted and _TO in lexeme.text:
        raise _fault(key, lexeme, "takes no range; put the value in quotes if it has two dots")
    if not lexeme.text:
        raise _fault(key, lexeme, "wants a text between the quotes; write none for no value")
    return Text(lexeme.parts)


def _choice(key: Key, lexeme: Lexeme) -> Value:
    word = lexeme.text.lower()
    if word in key.choices:
        return Text((word,))
    near = get_close_matches(word, key.choices, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    sentence = f"{key.spelling} is one of {_listed(key.choices)}, not “{lexeme.text}”.{hint}"
    raise FilterError(sentence, lexeme.position, near[0] if near else None)


def _numbers(key: Key, lexeme: Lexeme) -> Value:
    low, high = (_number(key, end) if end.text else None for end in _ends(key, lexeme))
    _in_order(key, lexeme, low, high)
    return Numbers(low, high)


def _number(key: Key, end: Lexeme) -> float:
    value = float(end.text) if _NUMBER.fullmatch(end.text) else math.nan
    if not math.isfinite(value):
        raise _fault(key, end, f"wants a number or a range such as 0..3, not “{end.text}”")
    if key.name == "score" and not LOWEST <= value <= HIGHEST:
        raise _fault(key, end, f"lies between {LOWEST} and {HIGHEST}; “{end.text}” does not")
    return value


def _moments(key: Key, lexeme: Lexeme) -> Value:
    since, until = _ends(key, lexeme)
    first, last = _written(key, since), _written(key, until)
    if since is until and first is not None and first.unit is None:
        raise _fault(key, lexeme, f"wants a range to a moment, such as {since.text}..")
    comparable = first is not None and last is not None and _both_or_none_with_zone(first, last)
    if comparable and first is not None and last is not None and first.start >= last.end:
        raise _fault(key, lexeme, "wants the earlier end first")
    return Moments(_spelled(since), _spelled(until))


def _written(key: Key, end: Lexeme) -> Written | None:
    if not end.text.strip() or end.text.strip().lower() in RELATIVE_DAYS:
        return None
    written = read_calendar(end.text)
    if written is None:
        forms = "2026-10-05, 2026-10, 2026-W41, 2026-Q3, 2026, today, or a range such as 2026-10.."
        raise _fault(key, end, f"wants a date: {forms}; not “{end.text}”")
    return written


def _spelled(end: Lexeme) -> str | None:
    """As it prints without quotes: 2026-10-05 14:30 as 2026-10-05T14:30."""
    text = end.text.strip().lower()
    if not text:
        return None
    return text if text in RELATIVE_DAYS else text.upper().replace(" ", "T").replace(",", ".")


def _both_or_none_with_zone(first: Written, last: Written) -> bool:
    return (first.start.tzinfo is None) == (last.end.tzinfo is None)


def _spans(key: Key, lexeme: Lexeme) -> Value:
    if _TO not in lexeme.text:
        _lasting(key, lexeme)
        forms = f"{lexeme.text}.. for more, ..{lexeme.text} for less"
        raise _fault(key, lexeme, f"wants a range: {forms}")
    low, high = (_lasting(key, end) if end.text else None for end in _ends(key, lexeme))
    _in_order(key, lexeme, _size(low), _size(high))
    return Spans(low, high)


def _lasting(key: Key, end: Lexeme) -> Lasting:
    text = end.text
    negative = text.startswith("-")
    try:
        duration = parse_duration(text[1:] if negative else text)
    except ValueError as error:
        dates = "" if key.name == key.column else f" (for dates: {key.column})"
        form = f"wants a range of durations such as ..2h or 24h..7d{dates}; not “{text}”"
        raise _fault(key, end, form) from error
    if duration.months > _LONGEST_MONTHS or duration.seconds > _LONGEST_SECONDS:
        raise _fault(key, end, f"reaches beyond the calendar with “{text}”")
    return Lasting(duration, negative and duration != Duration())


def _size(lasting: Lasting | None) -> float | None:
    """Roughly how long, to tell which end of a range comes first."""
    if lasting is None:
        return None
    days = lasting.duration.months * 30.44 + lasting.duration.seconds / 86_400
    return -days if lasting.negative else days


def _flag(key: Key, lexeme: Lexeme) -> Value:
    word = lexeme.text.lower()
    if word not in _YES + _NO:
        raise _fault(key, lexeme, f"is yes, no or none, not “{lexeme.text}”")
    return Flag(word in _YES)


def _ends(key: Key, lexeme: Lexeme) -> tuple[Lexeme, Lexeme]:
    """The two ends of a range; of a single value, twice the same."""
    if _TO not in lexeme.text:
        return lexeme, lexeme
    first, last = lexeme.text.split(_TO, 1)
    if not first and not last:
        raise _fault(key, lexeme, "wants an end beside the two dots; write any for any value")
    offset = len(first) + len(_TO) + lexeme.quoted
    return (
        Lexeme((first,), lexeme.position + lexeme.quoted, lexeme.quoted),
        Lexeme((last,), lexeme.position + offset, lexeme.quoted),
    )


def _in_order(key: Key, lexeme: Lexeme, low: float | None, high: float | None) -> None:
    if low is not None and high is not None and low > high:
        raise _fault(key, lexeme, "wants the smaller end first")


def _fault(key: Key, lexeme: Lexeme, words: str) -> FilterError:
    return FilterError(f"{key.spelling} {words}.", lexeme.position)


def _listed(choices: Sequence[str]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


_READERS: dict[Kind, Callable[[Key, Lexeme], Value]] = {
    Kind.TEXT: _text,
    Kind.TAGS: _text,
    Kind.WORDS: _text,
    Kind.CHOICE: _choice,
    Kind.NUMBER: _numbers,
    Kind.MOMENT: _moments,
    Kind.SPAN: _spans,
    Kind.FLAG: _flag,
}
