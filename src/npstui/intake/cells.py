"""Cells of a column to values: text, numbers, flags, words, each distinct text read once."""

import re
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import polars as pl

from npstui.intake.byte_places import as_array, one_of, places_of
from npstui.intake.words import FLAGS, NO_TEXT, SURVEY_TYPE_WORDS, folded

_Value = TypeVar("_Value", bool, float, str)
_CURRENCY = re.compile(
    r"[\s'’_]|[$€£¥]|\b(?:kr|nok|sek|dkk|eur|usd|gbp|brl|r\$)\b\.?", re.IGNORECASE
)
_GUARD, _GUARDED = ord("'"), tuple(b"=+-@\t\r")
_SPACES = " \n\t"
_THOUSANDS = r"^\D*\d{1,3}(?:\.\d{3})+\D*$"
_IN_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


def unclean_columns(frame: pl.DataFrame, *, tidy: bool = False) -> frozenset[str]:
    """The names of the String columns of which a cell is empty text, or may begin or end with a
    space; `tidy` says that none of them does.

    Asked of all columns at once: one after the other takes twice as long.
    """
    unclean = _empty if tidy else _edged
    found = frame.select(unclean(pl.col(name)).alias(name) for name in frame.columns)
    return frozenset(name for name in frame.columns if found[name][0])


def _empty(cells: pl.Expr) -> pl.Expr:
    return (cells == "").any()


def _edged(cells: pl.Expr) -> pl.Expr:
    # Empty text and every space that can lead sort before “!”; the comparison looks at four bytes.
    ends = [cells.str.ends_with(space).any() for space in _SPACES]
    return pl.any_horizontal((cells < "!").any(), *ends)


def read_text(
    column: pl.Series, *, blanks: bool = False, clean: bool | None = None, tidy: bool = False
) -> pl.Series:
    """Text without spaces around it; empty is null, and with `blanks` so is what programs write
    for nothing (NA, NULL, -). `clean` is whether the column is none of the unclean ones, None for
    unknown; `tidy` says that no cell begins or ends with a space.
    """
    if clean is None:
        clean = not unclean_columns(column.to_frame(), tidy=tidy)
    if clean and not blanks:
        return column
    stripped = column if clean or tidy else column.str.strip_chars(_SPACES)
    nothing = ["", *NO_TEXT] if blanks else [""]
    empty = stripped.is_in(nothing).fill_null(value=False)
    return stripped.set(empty, None) if empty.any() else stripped


def unescaped_cells(frame: pl.DataFrame, data: bytes | None) -> pl.DataFrame:
    """Every cell without the ' that kept a spreadsheet from taking it for a formula; `data` are
    the bytes the frame was read from, None where they tell nothing.
    """
    if data is not None and not guards_a_formula(data):
        return frame
    return frame.with_columns(pl.all().str.replace(r"^'('*[=+\-@\t\r])", "$1"))


def guards_a_formula(data: bytes) -> bool:
    """Whether a ' stands before what would begin a formula; `data` end with a line end."""
    if b"'" not in data:
        return False
    found = as_array(data)
    return bool(one_of(found[places_of(found, _GUARD) + 1], *_GUARDED).any())


def read_numbers(column: pl.Series, comma: bool | None = None) -> tuple[pl.Series, pl.Series]:
    """Float64, and which filled cells are no number: 1234.5, 1 234,50, 1.234,50, € 12.

    `comma` is whether other cells of the column showed that a comma is the decimal one, None for
    unknown.
    """
    fast = column.cast(pl.Float64, strict=False)
    fast = fast.set((~fast.is_finite()).fill_null(value=False), None)
    if decimal_comma(column) if comma is None else comma:
        fast = fast.set(column.str.contains(_THOUSANDS).fill_null(value=False), None)
        return _by_distinct(column, fast, partial(read_number, comma=True))
    return _by_distinct(column, fast, read_number)


def decimal_comma(column: pl.Series) -> bool | None:
    """Whether cells have a decimal comma and none a decimal point: then 1.234 is a thousand. None
    where none has either.
    """
    # Whole numbers have neither, which reading them tells five times as fast as looking for it.
    whole = column.cast(pl.Int64, strict=False).null_count() == column.null_count()
    return None if whole else _comma_shown(column)


def _comma_shown(column: pl.Series) -> bool | None:
    if column.str.contains(r"\d\.\d{1,2}\D*$|\d,\d{3}\.\d").any():
        return False
    if not column.str.contains(",", literal=True).any():
        return None
    return True if column.str.contains(r"\d,\d{1,2}\D*$|\.\d{3},\d").any() else None


def read_number(text: str, *, comma: bool = False) -> float | None:
    """One number; the last of comma and point is the decimal one, unless three digits follow the
    only comma. With `comma` the comma is, whatever follows.
    """
    plain = _CURRENCY.sub("", text)
    if comma:
        if "," in plain or _IN_THOUSANDS.fullmatch(plain):
            plain = plain.replace(".", "").replace(",", ".")
        return float(plain) if _PLAIN.fullmatch(plain) else None
    comma_at, point = plain.rfind(","), plain.rfind(".")
    if comma_at > point:
        thousands = plain.count(",") > 1 or (point < 0 and len(plain) - comma_at == 4)
        plain = plain.replace(",", "") if thousands else plain.replace(".", "").replace(",", ".")
    else:
        plain = plain.replace(",", "")
        if plain.count(".") > 1:
            plain = plain.replace(".", "")
    return float(plain) if _PLAIN.fullmatch(plain) else None


def read_flags(column: pl.Series) -> tuple[pl.Series, pl.Series]:
    """Boolean, and which filled cells are neither yes nor no."""
    nothing = pl.Series(column.name, [None], dtype=pl.Boolean).new_from_index(0, column.len())
    return _by_distinct(column, nothing, lambda text: FLAGS.get(folded(text)))


def read_survey_types(column: pl.Series) -> pl.Series:
    """relationship or transactional where the word is known, else the text as it stands."""
    values, _ = _by_distinct(
        column, column, lambda text: SURVEY_TYPE_WORDS.get(folded(text), text), every=True
    )
    return values


def _by_distinct(
    column: pl.Series, known: pl.Series, read: Callable[[str], _Value | None], every: bool = False
) -> tuple[pl.Series, pl.Series]:
    doubtful = column if every else column.filter(known.is_null())
    texts = doubtful.drop_nulls().unique().to_list()
    values = {text: value for text in texts if (value := read(text)) is not None}
    if values:
        found = column.replace_strict(
            list(values), list(values.values()), default=None, return_dtype=known.dtype
        )
        known = found if every else known.fill_null(found)
    return known, known.is_null() & column.is_not_null()
