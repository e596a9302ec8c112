"""A filter as one polars expression over the case frame; only asking for it imports polars."""

from collections.abc import Sequence
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from npstui.filters.keys import Key, Kind
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
)
from npstui.model.calendar import Unit, Written, floor, local, read_calendar, step, to_utc
from npstui.model.category import DETRACTOR_MAX, PROMOTER_MIN, Category
from npstui.model.languages import spellings_of

if TYPE_CHECKING:
    import polars as pl

_Bound = float | datetime | None


def expression_of(parts: Sequence[Part], now: datetime, zone: ZoneInfo) -> "pl.Expr":
    """True where all parts hold, false elsewhere, never null.

    What is unknown matches no value, and so every negated one. Columns are those of the
    responses frame and, for the case half, of the case frame. `do_not_contact:no` holds where it
    is unknown, too. `due` counts only while the clock runs: until the first contact or the end
    of the case.
    """
    import polars as pl

    if not parts:
        return pl.lit(value=True)
    return reduce(and_, (_part(part, now, zone) for part in parts))


def _part(part: Part, now: datetime, zone: ZoneInfo) -> "pl.Expr":
    import polars as pl

    if isinstance(part, Phrase):
        holds = pl.col("comment").str.contains(_pattern((part.text,), whole=False))
    else:
        holds = _any_of(part, now, zone)
    holds = holds.fill_null(value=False)
    return ~holds if part.negated else holds


def _any_of(term: Term, now: datetime, zone: ZoneInfo) -> "pl.Expr":
    texts = [value for value in term.values if isinstance(value, Text)]
    others = [value for value in term.values if not isinstance(value, Text)]
    tests = [_test(term.key, value, now, zone) for value in others]
    if texts:
        tests.append(_text_test(term.key, texts))
    return reduce(or_, (test.fill_null(value=False) for test in tests))


def _test(key: Key, value: Value, now: datetime, zone: ZoneInfo) -> "pl.Expr":
    import polars as pl

    column = pl.col(key.column)
    if isinstance(value, Presence):
        there = _is_there(key)
        return there if value.filled else ~there
    if isinstance(value, Numbers):
        return _between(column, value.low, value.high)
    if isinstance(value, Moments):
        since = None if value.since is None else _bounds(value.since, now, zone)[0]
        until = None if value.until is None else _bounds(value.until, now, zone)[1]
        return _from_until(column, since, until)
    if isinstance(value, Spans):
        return _span_test(key, value, now)
    if isinstance(value, Flag):
        return column if value.yes else ~column.fill_null(value=False)
    raise TypeError(f"{type(value).__name__} is tested with the other texts")


def _text_test(key: Key, texts: Sequence[Text]) -> "pl.Expr":
    import polars as pl

    column = pl.col(key.column)
    if key.kind is Kind.CHOICE and key.column == "score":
        return reduce(or_, (_is_category(Category(text.parts[0])) for text in texts))
    if key.kind is Kind.TAGS:
        return column.list.eval(_equal_to_any(pl.element(), texts)).list.any()
    if key.kind is Kind.WORDS:
        tests = (column.str.contains(_pattern(text.parts, whole=False)) for text in texts)
        return reduce(or_, tests)
    equal = _equal_to_any(column.cast(pl.String), texts)
    if key.name == "language":
        return reduce(or_, (_in_language(column, text) for text in texts), equal)
    with_source = [text for text in texts if key.name == "response_id" and ":" in str(text)]
    if with_source:
        # A script names one of two equal ids by its source: SOURCE:ID.
        full = pl.concat_str("source", "response_id", separator=":")
        return equal.fill_null(value=False) | _equal_to_any(full, with_source)
    return equal


def _in_language(column: "pl.Expr", text: Text) -> "pl.Expr":
    """A language by its name, however the file wrote it: as the name, a code, with a region."""
    import polars as pl

    spelled = spellings_of(text.parts[0]) if len(text.parts) == 1 else None
    if spelled is None:
        return pl.lit(value=False)
    written = column.str.to_lowercase().str.replace_all("_", "-", literal=True)
    whole, before_region = spelled
    tests = [written.is_in(list(whole)), *(written.str.starts_with(each) for each in before_region)]
    return reduce(or_, tests)


def _equal_to_any(column: "pl.Expr", texts: Sequence[Text]) -> "pl.Expr":
    """Case apart. Patterns and plain texts go by one regular expression each and one look-up."""
    import polars as pl

    plain = [text.parts[0] for text in texts if len(text.parts) == 1]
    patterns = [text.parts for text in texts if len(text.parts) > 1]
    tests = [column.str.contains(_pattern(parts, whole=True)) for parts in patterns]
    if plain:
        wanted = pl.Series(plain, dtype=pl.String).str.to_lowercase()
        tests.append(column.str.to_lowercase().is_in(wanted.implode()))
    return reduce(or_, tests)


def _pattern(parts: Sequence[str], *, whole: bool) -> str:
    import polars as pl

    middle = ".*".join(pl.escape_regex(part) for part in parts)
    return f"(?is)^{middle}$" if whole else f"(?is){middle}"


def _is_category(category: Category) -> "pl.Expr":
    import polars as pl

    score = pl.col("score")
    if category is Category.DETRACTOR:
        return score <= DETRACTOR_MAX
    if category is Category.PROMOTER:
        return score >= PROMOTER_MIN
    return (score > DETRACTOR_MAX) & (score < PROMOTER_MIN)


def _is_there(key: Key) -> "pl.Expr":
    import polars as pl

    column = pl.col(key.column)
    if key.kind is Kind.TAGS:
        return column.list.len().fill_null(0) > 0
    return _running() if key.name == "due" else column.is_not_null()


def _running() -> "pl.Expr":
    """Whether a first contact is still awaited on a clock."""
    import polars as pl

    awaited = pl.col("first_contact_at").is_null() & pl.col("resolved_at").is_null()
    ended = pl.col("status").is_in(["resolved", "lapsed"]).fill_null(value=False)
    return pl.col("due_at").is_not_null() & awaited & ~ended


def _span_test(key: Key, spans: Spans, now: datetime) -> "pl.Expr":
    import polars as pl

    column = pl.col(key.column)
    if key.name == "age":
        return _between(column, _away(now, spans.high, back=True), _away(now, spans.low, back=True))
    test = _between(column, _away(now, spans.low), _away(now, spans.high))
    return test & _running() if key.name == "due" else test


def _away(now: datetime, lasting: Lasting | None, *, back: bool = False) -> datetime | None:
    """The moment so far from now; the other way round for what is negative."""
    if lasting is None:
        return None
    duration = lasting.duration
    return duration.before(now) if back != lasting.negative else duration.after(now)


def _between(column: "pl.Expr", low: _Bound, high: _Bound) -> "pl.Expr":
    """Both ends included; one of them always stands."""
    tests = []
    if low is not None:
        tests.append(column >= low)
    if high is not None:
        tests.append(column <= high)
    return reduce(and_, tests)


def _from_until(column: "pl.Expr", since: datetime | None, until: datetime | None) -> "pl.Expr":
    """Start included, end not; one of them always stands."""
    tests = []
    if since is not None:
        tests.append(column >= since)
    if until is not None:
        tests.append(column < until)
    return reduce(and_, tests)


def _bounds(text: str, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moment of a written span, and the first after it, in UTC."""
    today = floor(local(now, zone), Unit.DAY)
    relative = {"today": today, "yesterday": step(today, Unit.DAY, -1)}
    written = Written(relative[text], Unit.DAY) if text in relative else read_calendar(text)
    if written is None:
        raise ValueError(f"“{text}” is no date")
    return to_utc(written.start, zone), to_utc(written.end, zone)
