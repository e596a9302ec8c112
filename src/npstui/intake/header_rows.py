"""How many of the first rows are the header: one, or two or three as survey platforms write."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from zoneinfo import available_timezones

from npstui.intake.dates import looks_like_a_date
from npstui.intake.headers import QUESTION, a_part, fields_named, unescaped
from npstui.intake.presets.values import AppliedPreset

_IMPORT_ID = re.compile(r"\s*\{\s*[\"']?ImportId")
_ZONE = re.compile(r"[\"']timeZone[\"']\s*:\s*[\"']([\w/+-]+)[\"']")
_CODE = re.compile(r"(?:V\d+|Q(?:ID)?\d+\w*(?:[-#.]\d+\w*)*(?:_TEXT|_NPS_GROUP)?)", re.IGNORECASE)
MOST_HEADER_ROWS = 3
HEADER_DOWN = 25  # how far down the header may stand
_NUMBER = re.compile(r"\s*[+-]?\d+(?:[.,]\d+)?\s*")
_ANSWER_WORDS = frozenset({"response", "open-ended response"})


def header_place(rows: Sequence[Sequence[str]]) -> int:
    """Which row is the header: the first that is nearly as wide as the table and all words.

    A title above it has a cell or two, a row of answers has a number.
    """
    widest = max((filled_cells(row) for row in rows[:HEADER_DOWN]), default=0)
    for place, row in enumerate(rows[:HEADER_DOWN]):
        texts = [cell for cell in row if cell.strip()]
        if not texts or len(texts) < widest / 2:
            continue
        if not any(map(_begins_as_data, texts)):
            return place - (place > 0 and _groups_and_names(rows[place - 1], row))
    return next((place for place, row in enumerate(rows) if filled_cells(row)), 0)


def _begins_as_data(cell: str) -> bool:
    """Whether a cell is a number or a date: those begin with a digit, and few headers do."""
    plain = cell.strip()
    number = _NUMBER.fullmatch(plain) is not None
    return number or (plain[:1].isdigit() and looks_like_a_date(plain))


def filled_cells(row: Sequence[str]) -> int:
    """How many cells say something."""
    return sum(bool(cell.strip()) for cell in row)


def header_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows the header has; 1 where in doubt."""
    for count in range(1, min(MOST_HEADER_ROWS, len(rows))):
        if any(_IMPORT_ID.match(cell) for cell in rows[count]):
            return count + 1
    two = (_codes_and_texts, _question_and_parts, _groups_and_names)
    return 2 if len(rows) > 1 and any(form(rows[0], rows[1]) for form in two) else 1


def joined_header(rows: Sequence[Sequence[str]]) -> list[str]:
    """One header a column out of the header's rows.

    A code stands before its question's text, a part behind its question; what a platform calls
    its own columns keeps the name of the first row.
    """
    first = [cell.strip() for cell in rows[0]]
    if len(rows) == 1:
        return list(rows[0])
    second = [*(cell.strip() for cell in rows[1]), *[""] * (len(first) - len(rows[1]))]
    if _groups_and_names(rows[0], rows[1]):
        return _names_below(first, second)
    if not _question_and_parts(rows[0], rows[1]):
        return [
            f"{unescaped(code)}. {text}"
            if _CODE.fullmatch(code) and text not in ("", code)
            else code
            for code, text in zip(first, second, strict=False)
        ]
    joined, question = [], ""
    for place, (cell, part) in enumerate(zip(first, second, strict=False)):
        question = cell or question
        single = bool(cell) and (place + 1 == len(first) or bool(first[place + 1]))
        if not part or (single and (part.casefold() in _ANSWER_WORDS)):
            joined.append(cell)
        else:
            joined.append(f"{question} – {part}")
    return joined


def in_told_zone(
    preset: AppliedPreset | None, rows: Sequence[Sequence[str]]
) -> AppliedPreset | None:
    """The preset with the account's time zone where the header's rows name it, as Qualtrics' do."""
    if preset is None or not preset.account_zone:
        return preset
    for cell in (cell for row in rows[1:] for cell in row if _IMPORT_ID.match(cell)):
        found = _ZONE.search(cell)
        if found is None:
            continue
        name = "UTC" if found[1] == "Z" else found[1]
        if name in available_timezones():
            return replace(preset, zone=name, account_zone=False)
    return preset


def _codes_and_texts(first: Sequence[str], second: Sequence[str]) -> bool:
    """The old Qualtrics header: V1, V2, … above what they are."""
    codes = [cell.strip() for cell in first if cell.strip()]
    if len(codes) < 2 or codes[:2] != ["V1", "V2"] or len(first) != len(second):
        return False
    return not any(_is_data(cell) for cell in second)


def _question_and_parts(first: Sequence[str], second: Sequence[str]) -> bool:
    """Questions above the parts of their answers: the second row names what the first leaves
    empty, or says of what kind the answers are, and holds no answer itself.
    """
    said = [cell for cell in second if cell.strip()]
    if not said or len(second) > len(first) or second[0].strip():
        return False
    if any(_is_data(cell) for cell in said):
        return False
    empty = [place for place, cell in enumerate(first) if not cell.strip() and place]
    filled_in = [place for place in empty if place < len(second) and second[place].strip()]
    if any(a_part(cell) for cell in said):
        return len(said) < len(first)
    questions = [place for place in empty if first[place - 1].strip()]
    above = [bool(second[place - 1].strip()) for place in questions if place <= len(second)]
    return bool(filled_in) and len(filled_in) == len(empty) and all(above)


def _groups_and_names(first: Sequence[str], second: Sequence[str]) -> bool:
    """A title over several columns, above the columns' own names: these name the score, and what
    is above them asks for none.
    """
    names = [cell.strip() for cell in second]
    above = [cell.strip() for cell in first]
    over_several = any(over in ("", left) for left, over in pairwise(above))
    if not over_several or len({*above} - {""}) < 2:
        return False  # a report's title stands alone
    above += [""] * (len(names) - len(above))
    if sum(map(bool, names)) < 2 or any(map(_is_data, names)):
        return False
    named = [*names, *[""] * (len(above) - len(names))]
    if not all(name or over for name, over in zip(named, above, strict=True)):
        return False
    if not any("score" in fields_named(name) for name in names if name):
        return False
    asked = [fields_named(cell)["score"] for cell in above if "score" in fields_named(cell)]
    return not asked or (all(names) and max(asked) < QUESTION)


def _names_below(groups: Sequence[str], names: Sequence[str]) -> list[str]:
    """The columns' own names; where two are the same, with what stands over them."""
    counts = Counter(name.casefold() for name in names)
    joined, group = [], ""
    for over, name in zip([*groups, *[""] * (len(names) - len(groups))], names, strict=True):
        group = over or group
        several = counts[name.casefold()] > 1
        joined.append(over if not name else f"{group} {name}".strip() if several else name)
    return joined


def _is_data(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None or looks_like_a_date(cell) or "@" in cell
