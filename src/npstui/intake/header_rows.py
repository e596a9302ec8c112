"""How many of the first rows are the header: one, or two or three as survey platforms write."""

import re
from collections.abc import Sequence
from dataclasses import replace
from zoneinfo import available_timezones

from npstui.intake.dates import looks_like_a_date
from npstui.intake.headers import a_part, unescaped
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
        if all(not _NUMBER.fullmatch(cell) for cell in texts):
            return place
    return next((place for place, row in enumerate(rows) if filled_cells(row)), 0)


def filled_cells(row: Sequence[str]) -> int:
    """How many cells say something."""
    return sum(bool(cell.strip()) for cell in row)


def header_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many rows the header has; 1 where in doubt."""
    for count in range(1, min(MOST_HEADER_ROWS, len(rows))):
        if any(_IMPORT_ID.match(cell) for cell in rows[count]):
            return count + 1
    if len(rows) > 1 and (_codes_and_texts(rows[0], rows[1]) or _question_and_parts(*rows[:2])):
        return 2
    return 1


def joined_header(rows: Sequence[Sequence[str]]) -> list[str]:
    """One header a column out of the header's rows.

    A code stands before its question's text, a part behind its question; what a platform calls
    its own columns keeps the name of the first row.
    """
    first = [cell.strip() for cell in rows[0]]
    if len(rows) == 1:
        return list(rows[0])
    second = [*(cell.strip() for cell in rows[1]), *[""] * (len(first) - len(rows[1]))]
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


def _is_data(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None or looks_like_a_date(cell) or "@" in cell
