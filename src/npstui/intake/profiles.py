"""What the sampled cells of a column look like: scores, dates, open text, addresses, ids."""

import re
from collections.abc import Callable, Sequence
from enum import Enum

from npstui.intake.dates import looks_like_a_date
from npstui.intake.scores import Missing, read_score
from npstui.intake.words import CATEGORY_WORDS, folded

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_NUMBER = re.compile(r"\s*[+-]?\d+(?:[.,]\d+)?\s*%?\s*")
_DAY_NUMBER = re.compile(r"[34567]\d{4}(?:[.,]\d+)?")  # as Excel keeps a day
# A number before the street, or behind it and a comma; a postal code; what stands in an East Asian
# address; a browser.
_POSTAL = re.compile(
    r"^\s*\d+[a-z]?\s+[^\W\d]|[^\W\d]\s+\d{1,4}\s?[a-z]?\s*[,;\n]|\b\d{4,6}\b"
    r"|\b[A-Z]{1,2}\d\w? \d[A-Z]{2}\b|\d\s*[號号番]|丁目|번길|[路街]\s*\d|Mozilla/\d"
)
_TOKEN = re.compile(r"[\w.:{}-]{4,64}")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_MOST = 200
_CATEGORIES = 3
_GLANCE = 3
_NEARLY_ALL = 0.8


class Holds(Enum):
    """What a column that may be the score holds; the order is the order of trust."""

    SCORES = 0
    NOTHING = 1
    NUMBERS = 2
    WORDS = 3


def filled(cells: Sequence[str]) -> list[str]:
    """The cells that say something."""
    return [cell for cell in cells[:_MOST] if folded(cell) or cell.strip("-. \t\n")]


def holds(cells: Sequence[str]) -> Holds:
    """What a column that may be the score holds."""
    read = [read_score(cell) for cell in cells[:_MOST]]
    answers = [each for each in read if each is not Missing.UNANSWERED]
    if not answers:
        return Holds.NOTHING
    scores = sum(isinstance(each, int) for each in answers)
    if 2 * scores >= len(answers):
        return Holds.SCORES
    numbers = sum(_NUMBER.fullmatch(cell) is not None for cell in cells[:_MOST])
    return Holds.NUMBERS if numbers or scores else Holds.WORDS


def only_scores(cells: Sequence[str]) -> bool:
    """Whether the column holds whole numbers from 0 to 10 and nothing else, more than one."""
    read = [read_score(cell) for cell in cells[:_MOST]]
    answers = [each for each in read if each is not Missing.UNANSWERED]
    return all(isinstance(each, int) for each in answers) and len(set(answers)) > 1


def only_categories(cells: Sequence[str]) -> bool:
    """Whether the column says the category in words and nothing else."""
    said = [cell for cell in cells if folded(cell)]
    return bool(said) and all(folded(cell) in CATEGORY_WORDS for cell in said)


def contributions(cells: Sequence[str]) -> bool:
    """Whether the cells are what each answer adds to an NPS: -100, 0, 100."""
    said = {cell.strip().removesuffix(".0") for cell in filled(cells)}
    return "-100" in said and said <= {"-100", "0", "100"}


def at_most_three(cells: Sequence[str]) -> bool:
    """Whether the cells are 1, 2 and 3 alone, or words: codes of the categories."""
    read = {read_score(cell) for cell in filled(cells)}
    return all(not isinstance(each, int) or 1 <= each <= _CATEGORIES for each in read)


def a_moment(cell: str) -> bool:
    """Whether a cell of a column of times can be one: a date, or digits enough for a time stamp."""
    plain = cell.strip()
    if _DAY_NUMBER.fullmatch(plain):
        return True
    if plain.replace(".", "", 1).isdigit():
        return len(plain) >= len("202104")
    return looks_like_a_date(plain) or any(character.isdigit() for character in plain[:40])


def never_both(cells: Callable[[int], Sequence[str]], places: Sequence[int]) -> bool:
    """Whether in no row more than one of the columns is filled, and each is in some row."""
    columns = [cells(place)[:_MOST] for place in places]
    said = [[bool(cell.strip()) for cell in column] for column in columns]
    return all(map(any, said)) and all(sum(row) <= 1 for row in zip(*said, strict=False))


def dates(cells: Sequence[str]) -> bool:
    """Whether nearly all cells are dates as people or programs write them."""
    return _nearly_all(cells, looks_like_a_date)


def addresses(cells: Sequence[str]) -> bool:
    """Whether nearly all cells are mail addresses."""
    return _nearly_all(cells, lambda cell: _EMAIL.fullmatch(cell.strip()) is not None)


def is_an_answer(cell: str) -> bool:
    """Whether the text is what a cell holds, and no name of a column: a score, a mail address."""
    return isinstance(read_score(cell), int) or _EMAIL.fullmatch(cell.strip()) is not None


def numbers(cells: Sequence[str]) -> bool:
    """Whether all cells are numbers."""
    said = filled(cells)
    return bool(said) and all(_NUMBER.fullmatch(cell) is not None for cell in said)


def open_text(cells: Sequence[str]) -> bool:
    """Whether the cells are what people write freely: several words, seldom the same twice."""
    said = filled(cells)
    if len(said) < 5 or len(set(said)) < 0.7 * len(said):
        return False
    long = sum(
        cell.strip().count(" ") >= 2 or len(_WIDE.findall(cell)) >= 6
        for cell in said
        if not looks_like_a_date(cell)
    )
    return long >= 0.4 * len(said)


def postal(cells: Sequence[str]) -> bool:
    """Whether nearly all cells are postal addresses, or name a browser."""
    return _nearly_all(cells, lambda cell: _POSTAL.search(cell) is not None)


def choices(cells: Sequence[str]) -> bool:
    """Whether the cells are picked from a few answers, not written."""
    said = [cell.strip() for cell in filled(cells)]
    return len(said) >= 10 and len(set(said)) < 0.3 * len(said)


def ids(cells: Sequence[str]) -> bool:
    """Whether every cell is filled, a token, and of its own; counting numbers are none."""
    said = [cell.strip() for cell in cells]
    if len(said) < 2 or len(set(said)) < len(said):
        return False
    counted = all(cell.isdigit() and len(cell) < 6 for cell in said)
    return not counted and all(_TOKEN.fullmatch(cell) for cell in said)


def repeats(cells: Sequence[str]) -> bool:
    """Whether a column is too empty, or too much the same, to hold the ids of answers."""
    said = [cell.strip() for cell in cells if cell.strip()]
    if len(cells) < 10:
        return False
    return len(said) < 0.5 * len(cells) or len(set(said)) < 0.5 * len(said)


def _nearly_all(cells: Sequence[str], test: Callable[[str], bool]) -> bool:
    said = filled(cells)
    # The first cell says of most columns that they are something else.
    if not said or not any(map(test, said[:_GLANCE])):
        return False
    return sum(map(test, said)) >= _NEARLY_ALL * len(said)
