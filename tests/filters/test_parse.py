"""The language of filters: what it reads, what it refuses and where, how it prints back."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npstui.filters.error import FilterError
from npstui.filters.keys import Key, Kind, known_keys
from npstui.filters.parse import parse
from npstui.filters.parts import (
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
from npstui.filters.tree import Filter
from npstui.model.durations import Duration
from npstui.model.response import Reading


@dataclass(frozen=True)
class Extra:
    name: str
    reading: Reading


KEYS = known_keys(
    [
        Extra("Driver name", Reading.TEXT),
        Extra("rides", Reading.NUMBER),
        Extra("age", Reading.NUMBER),
        Extra("booked", Reading.DATE),
        Extra('a "b": *c\\', Reading.TEXT),
    ]
)


def read(text: str) -> Filter:
    return parse(text, KEYS)


def only(text: str) -> Part:
    (part,) = read(text).parts
    return part


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("", ""),
        ("score:0..3  tag:late owner:none", "score:0..3 tag:late owner:none"),
        ("assignee:alice tags:late response_id:r1", "owner:alice tag:late id:r1"),
        ('region:oslo,"New York" -channel:Sms', 'region:oslo,"New York" -channel:Sms'),
        ("age:24h.. due:..2H left:10d..30d", "age:24h.. due:..2h left:10d..30d"),
        ("due:-2h..0m", "due:-2h..0m"),
        ('"no answer" -crash', '"no answer" -crash'),
        ("date:2026-10..2026-w41", "date:2026-10..2026-W41"),
        ("responded_at:2026-10-05t14:30..", "date:2026-10-05T14:30.."),
        ('date:"2026-10-05 14:30.."', "date:2026-10-05T14:30.."),
        (
            "contacted:no excluded:yes resolved_at:today",
            "contacted:none excluded:any resolved:today",
        ),
        ("revenue:100..99.5e3", "revenue:100..99500"),
        ("score:3..3", "score:3"),
        ("region:O*o", "region:O*o"),
        (r'region:"New *"', r'region:"New *"'),
        (r'region:"\*"', r'region:"\*"'),
        ('region:"none"', 'region:"none"'),
        ('"driver name":x', '"Driver name":x'),
        ('"age":30..40', '"age":30..40'),
        ("rides:5 booked:2026", "rides:5 booked:2026"),
        ("region：台北，台中", "region:台北,台中"),
        ("do_not_contact:TRUE", "do_not_contact:yes"),
        ("category:Detractor,passive status:none", "category:detractor,passive status:none"),
        ('5"', '"5\\""'),
    ],
)
def test_a_filter_prints_in_one_spelling(text: str, printed: str) -> None:
    assert str(read(text)) == printed
    assert read(printed) == read(text)


@pytest.mark.parametrize(
    ("text", "position", "says", "nearest"),
    [
        ("ownr:none", 0, "Did you mean owner?", "owner"),
        ("score:0..3 regoin:Oslo", 11, "Did you mean region?", "region"),
        ("rids:5", 0, "Did you mean rides?", "rides"),
        ("drivername:x", 0, "Driver name", '"Driver name"'),
        ("https://a.b", 0, "search the comments", None),
        ('tag:late "no answer', 9, "no end", None),
        ("score:0..30", 9, "between 0 and 10", None),
        ("score:x", 6, "wants a number", None),
        ("score:nan", 6, "wants a number", None),
        ("score:3..1", 6, "smaller end first", None),
        ("score:1,..", 8, "write any", None),
        ("region:", 7, "missing", None),
        ("region:a, b", 9, "missing", None),
        ("region:a..b", 7, "no range", None),
        ('region:""', 7, "write none", None),
        ('""', 0, "nothing to search", None),
        (":x", 0, "key", None),
        ("- x", 0, "without a space", None),
        ('"a"b', 3, "space", None),
        ("category:detracter", 9, "Did you mean detractor?", "detractor"),
        ("category:none", 9, "one of", None),
        ("status:open", 7, "new, in-progress", None),
        ("age:24h", 4, "24h.. for more", None),
        ("age:2x..", 4, "duration", None),
        ("due:2026-10-01..", 4, "due_at", None),
        ("due:..999999w", 6, "beyond the calendar", None),
        ("due:3d..2h", 4, "smaller end first", None),
        ("date:2026-13", 5, "2026-W41", None),
        ("date:2026-10..2026-09", 5, "earlier end first", None),
        ("date:2026-10-05T14:30", 5, "range", None),
        ("date:..x", 7, "not “x”", None),
        ("do_not_contact:maybe", 15, "yes, no or none", None),
    ],
)
def test_what_is_no_filter_points_at_the_character(
    text: str, position: int, says: str, nearest: str | None
) -> None:
    with pytest.raises(FilterError) as caught:
        read(text)
    assert caught.value.position == position
    assert says in caught.value.sentence
    assert caught.value.nearest == nearest


def test_a_short_name_wins_over_an_extra_column_of_that_name() -> None:
    bare, in_quotes = only("age:24h.."), only('"age":24..')
    assert isinstance(bare, Term)
    assert isinstance(in_quotes, Term)
    assert bare.key.kind is Kind.SPAN
    assert in_quotes.key.kind is Kind.NUMBER


def test_the_two_halves_are_told_apart_and_a_score_names_what_it_refuses() -> None:
    whole = read("region:Oslo score:0..3 id:r1 tag:late crash date:2026 age:24h.. rides:3")
    assert str(whole.response_half()) == "region:Oslo id:r1 date:2026 rides:3"
    assert str(whole.case_half()) == "score:0..3 tag:late crash age:24h.."
    assert whole.case_words() == ("score:0..3", "tag:late", "crash", "age:24h..")
    assert read("region:Oslo").case_words() == ()
    assert not read(" ")


def test_two_filters_hold_together_without_saying_a_part_twice() -> None:
    both = read("region:Oslo tag:late") & read("tag:late score:3")
    assert str(both) == "region:Oslo tag:late score:3"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("score:0..3 tag:late region:Oslo", "score 0 to 3, tag late, region Oslo"),
        ("owner:none", "no owner"),
        ("-owner:none", "any owner"),
        ("owner:alice,none", "owner alice or no owner"),
        ("-region:Oslo,Bergen", "not region Oslo or Bergen"),
        ("age:24h..", "age 24 h or more"),
        ("due:..2h", "due 2 h or less"),
        ("left:10d..1mo", "left 10 d to 1 mo"),
        ("due:-2h..", "due −2 h or more"),
        ('"no answer" -crash', "comment with “no answer”, comment without “crash”"),
        ("comment:crash -comment:none", "comment with “crash”, with a comment"),
        ("date:2026-10..", "answered since 2026-10"),
        ("contacted:no", "not contacted"),
        ("do_not_contact:yes", "do not contact yes"),
        ("", ""),
    ],
)
def test_a_filter_says_itself_in_words(text: str, words: str) -> None:
    assert read(text).words() == words


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from(list('*"\\:,-. ：')), min_size=1
)
DAYS = st.dates().map(str) | st.sampled_from(["2026", "2026-Q3", "2026-W07", "today"])
DURATIONS = st.integers(0, 5000).map(lambda months: Duration(months=months)) | st.integers(
    0, 90_000
).map(lambda minutes: Duration(seconds=60 * minutes))
FINITE = st.floats(allow_nan=False, allow_infinity=False)


def _texts(_: Key) -> st.SearchStrategy[Value]:
    parts = st.lists(TEXTS | st.just(""), min_size=1, max_size=3).map(tuple)
    return parts.filter(lambda made: made != ("",)).map(Text)


def _numbers(key: Key) -> st.SearchStrategy[Value]:
    numbers = st.integers(0, 10).map(float) if key.name == "score" else FINITE
    pairs = st.tuples(numbers | st.none(), numbers | st.none()).filter(any_end)
    return pairs.map(in_order).map(lambda pair: Numbers(*pair))


def _moments(_: Key) -> st.SearchStrategy[Value]:
    one = DAYS.map(lambda day: Moments(day, day))
    return one | DAYS.map(lambda day: Moments(day, None)) | DAYS.map(lambda day: Moments(None, day))


def _spans(_: Key) -> st.SearchStrategy[Value]:
    lasting = DURATIONS.map(Lasting)
    past = DURATIONS.filter(lambda one: one != Duration()).map(lambda one: Lasting(one, True))
    one = lasting | past
    return one.map(lambda end: Spans(end, None)) | st.tuples(past | st.none(), lasting).map(
        lambda pair: Spans(*pair)
    )


def _choices(key: Key) -> st.SearchStrategy[Value]:
    return st.sampled_from(key.choices).map(lambda one: Text((str(one),)))


def _flags(_: Key) -> st.SearchStrategy[Value]:
    return st.booleans().map(Flag)


def any_end(pair: tuple[object, object]) -> bool:
    return pair != (None, None)


def in_order(pair: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
    low, high = pair
    return (high, low) if low is not None and high is not None and low > high else pair


_STRATEGIES = {
    Kind.TEXT: _texts,
    Kind.TAGS: _texts,
    Kind.WORDS: _texts,
    Kind.CHOICE: _choices,
    Kind.NUMBER: _numbers,
    Kind.MOMENT: _moments,
    Kind.SPAN: _spans,
    Kind.FLAG: _flags,
}


@st.composite
def parts(draw: st.DrawFn) -> Part:
    negated = draw(st.booleans())
    if draw(st.booleans()):
        return Phrase(draw(TEXTS), negated)
    key = draw(st.sampled_from(list(KEYS)))
    values = _STRATEGIES[key.kind](key)
    if key.name == "excluded":  # yes and no always ask for presence there
        values = values.filter(lambda value: str(value).lower() not in ("yes", "no"))
    if takes_presence(key):
        values |= st.booleans().map(Presence)
    return Term(key, tuple(draw(st.lists(values, min_size=1, max_size=3))), negated)


@given(st.lists(parts(), max_size=4).map(tuple).map(Filter))
def test_a_filter_printed_and_parsed_again_is_the_same_filter(tree: Filter) -> None:
    assert parse(str(tree), KEYS) == tree


@given(st.text(st.sampled_from(list('ab*"\\:,-. score:0..3 tag 2026Td')) | st.characters()))
def test_any_text_is_a_filter_or_an_error_with_a_place_in_it(text: str) -> None:
    tree, place = Filter(), 0
    try:
        tree = read(text)
    except FilterError as error:
        place = error.position
    assert 0 <= place <= len(text)
    assert read(str(tree)) == tree
    assert bool(tree.words()) is bool(tree)
